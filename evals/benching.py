"""The commands that measure how fast it is; they import what they use, so that `--help` is there at once."""

import argparse
import os
import sys
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def add_benches(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What each of them takes."""
    command = commands.add_parser("bench", help="how fast, beside LangChain's tutorial pipeline")
    command.add_argument("--shape", action="store_true", help="beside a transformer's work as well (weights of chance)")
    command.set_defaults(command=bench)
    command = commands.add_parser("bench-large", help="how it grows, with synthetic texts; written to docs")
    command.add_argument("--to", type=int, default=1_000_000, metavar="PASSAGES", help="the largest; the first is 1000")
    command.add_argument("--minutes", type=float, default=8.0, help="that a size may take (8)")
    command.add_argument("--gigabytes", type=float, default=16.0, help="of memory that a size may take (16)")
    command.set_defaults(command=bench_large)
    command = commands.add_parser("load", help="how much the service bears: many clients at once")
    command.add_argument("--clients", type=_positive, default=50, help="at once (50)")
    command.add_argument("--seconds", type=_positive, default=120, help="for each server (120)")
    command.add_argument(
        "--url",
        action="append",
        default=[],
        type=_address,
        help="of a server that runs already; may be given more than once",
    )
    command.add_argument(
        "--beside", action="store_true", help="LangChain's tutorial behind FastAPI as well, afterwards"
    )
    command.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    command.set_defaults(command=load)


def bench(options: argparse.Namespace) -> int:
    """The tables of docs/benchmarks.md, as far as they are done."""
    from assistant import read_settings
    from evals.speed import bench

    shape = None
    if options.shape:
        from evals.shape import Shape

        shape = Shape()
    for part in bench(read_settings(), shape):
        print(part, end="\n\n", flush=True)
    return 0


def bench_large(options: argparse.Namespace) -> int:
    """A line as soon as each size is measured; docs/growth.json and docs/growth.png."""
    from evals.growth import grow, sizes

    for line in grow(sizes(options.to), options.minutes, options.gigabytes):
        print(line, flush=True)
    return 0


def load(options: argparse.Namespace) -> int:
    """The table as soon as each server is measured; 1 where a request failed."""
    from evals.loading import TITLE, loaded, report
    from evals.table import write_section

    busy, loads = os.getloadavg()[0], []
    for each in loaded(options.url, options.clients, options.seconds, beside=options.beside):
        loads.append(each)
        print(f"{each.name}: {each.requests:,} requests, {each.errors.total()} errors", file=sys.stderr, flush=True)
    told = report(loads, options.clients, options.seconds, busy=busy, beside=options.beside)
    print(told)
    if options.write:
        write_section(PAGE, TITLE, told)
    return int(any(each.errors for each in loads))


def _positive(given: str) -> int:
    if not given.isdigit() or not int(given):
        raise argparse.ArgumentTypeError("give a whole number above 0")
    return int(given)


def _address(given: str) -> str:
    if not given.startswith(("http://", "https://")):
        raise argparse.ArgumentTypeError("give an address that begins with http:// or https://")
    return given
