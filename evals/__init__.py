"""Is it good, and did it get better?"""
