"""Who may come in, how often, and for how long. Each layer is a small ASGI application around the next (ui/app.py)."""
