"""Feedback, API keys and the names of settings in one file, and back from it."""
