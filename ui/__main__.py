"""`python -m ui`: the chat and the API, on this machine or, where people sign in, for others."""

import argparse
import ipaddress
import socket
import sys

PORTS = 65535
BACKLOG = 2048  # who waits to be let in, as uvicorn has it
OPEN = (
    "can be reached by others, and nobody has to sign in yet: make a key with python -m ui.keys make, set up sign-in "
    "(docs/sign-in.md), or use --host 127.0.0.1."
)


def main(arguments: list[str]) -> int:
    """0: served until it was stopped; 1: it cannot start; 2: wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m ui", description="Serve the chat and the API.")
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on; beyond this machine only where people sign in"
    )
    parser.add_argument("--port", type=int, default=7860, help="0: any free one")
    options = parser.parse_args(arguments)
    if not 0 <= options.port <= PORTS:
        print(f"{options.port} is not a port; use --port with a number up to {PORTS}.", file=sys.stderr)
        return 2
    return _serve(options.host, options.port)


def _serve(host: str, port: int) -> int:
    import uvicorn

    from assistant import Refusal, open_assistant, read_settings
    from ui.gate.entrance import entrance
    from ui.watch.journal import open_journal

    try:
        settings = read_settings()
        if not _is_loopback(host) and not entrance(settings).is_closed:
            print(f"{host or 'Every address'} {OPEN}", file=sys.stderr)
            return 2
        open_journal(settings.serving.log_format)
        assistant = open_assistant(settings)
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1
    try:
        listening = _claimed(host, port)
    except OSError:
        return _in_use(host, port)
    from ui.app import create_app  # Gradio takes seconds to import: not for those who are refused

    try:
        app = create_app(assistant, settings)
    except Refusal as error:
        listening.close()
        print(error, file=sys.stderr)
        return 1
    try:
        listening.listen(BACKLOG)
    except OSError:  # another program that started at the same moment was faster
        listening.close()
        return _in_use(host, port)
    print(f"Beleidswijzer: {_address(listening)}", flush=True)
    config = uvicorn.Config(
        app,
        log_config=None,  # ui/watch/journal.py: an error's message can hold what was asked
        log_level="warning",
        access_log=False,  # it writes whole addresses; ui/watch/journal.py does not
        proxy_headers=False,  # ui/gate must see who is really at the other end of the line
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:  # uvicorn hands it on after it has closed everything
        print()
    return 0


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _claimed(host: str, port: int) -> socket.socket:
    """The port is ours, and nobody is let in yet: a proxy would send people to a program that has not started."""
    claimed = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        if sys.platform != "win32":  # there it would let two programs have one port
            claimed.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        claimed.bind((host, port))
    except OSError:
        claimed.close()
        raise
    return claimed


def _in_use(host: str, port: int) -> int:
    print(
        f"Port {port} of {host} cannot be used, perhaps it is in use; try another: --port {port % PORTS + 1}.",
        file=sys.stderr,
    )
    return 1


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
