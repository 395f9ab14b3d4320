"""The plain pages beside the chat: sources to read, terms, what changes, corrections, and what this is.

They are made here, whole, and hold no script.
"""
