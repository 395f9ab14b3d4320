"""The same assistant for programs that speak the Model Context Protocol: over HTTP at /mcp, and as a command."""
