"""What do the texts say, and where exactly?"""
