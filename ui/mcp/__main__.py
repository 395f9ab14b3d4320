"""`python -m ui.mcp`: the protocol over standard input and output, for a program that starts it itself."""

import argparse
import logging
import sys

from corpus.running import run


def main(arguments: list[str]) -> int:
    """0: the program that started it has closed the conversation; 1: it cannot start; 2: wrong usage."""
    description = "Serve the tools to the program that starts this command; it speaks MCP on standard input and output."
    argparse.ArgumentParser(prog="python -m ui.mcp", description=description).parse_args(arguments)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)  # standard output carries the protocol alone
    import anyio
    from mcp.server.stdio import stdio_server

    from assistant import Refusal, open_assistant, read_settings
    from ui.mcp.server import server

    try:
        serving = server(open_assistant(read_settings()))
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1

    async def serve() -> None:
        async with stdio_server() as (coming, going):
            await serving.run(coming, going, serving.create_initialization_options())

    try:
        anyio.run(serve)
    except KeyboardInterrupt:
        print(file=sys.stderr)
    return 0


if __name__ == "__main__":
    run(main)
