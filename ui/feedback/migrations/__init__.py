"""How the tables of feedback came to be what they are, step by step."""
