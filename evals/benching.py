"""The commands that measure how fast it is; they import what they use, so that `--help` is there at once."""

import argparse


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
