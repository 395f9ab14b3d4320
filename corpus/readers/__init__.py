"""The readers of official texts: from the content of a file to its citable parts."""
