"""The same assistant for programs that speak OpenAI's protocol, under a base address and a document of its own."""
