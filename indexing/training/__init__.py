"""Makes what ships of the search: the static encoder, and the token counter's ranks. Needs torch; questions do not."""
