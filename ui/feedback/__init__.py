"""What readers think of answers: stored only when they send it, and shown to the owner of the knowledge."""
