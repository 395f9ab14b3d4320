"""What can be seen of the service while it runs: numbers and lines, never a word of a question."""
