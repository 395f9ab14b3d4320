"""Which passages belong to this question?"""
