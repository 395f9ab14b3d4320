"""`python -m indexing.training encoder | tokens`: makes the two models that ship, from a seed and a folder of texts."""

import argparse
import sys
from pathlib import Path

from corpus.errors import Refusal
from indexing.training.encoder import make_encoder
from indexing.training.law import read, strings
from indexing.training.teaching import TEACHER
from indexing.training.tokens import make_ranks


def main(arguments: list[str]) -> int:
    """0 done; 1 no teacher; 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m indexing.training", description=__doc__)
    parser.add_argument("what", choices=("encoder", "tokens"))
    parser.add_argument("--data", type=Path, required=True, help="folder with parallel/ and mono/")
    parser.add_argument("--out", type=Path, required=True, help="folder of the encoder, or file of the ranks")
    parser.add_argument("--seed", type=int, default=1, help="of the encoder; the ranks need none")
    parser.add_argument("--teacher", default=TEACHER, help="a package with a model, or its folder; of the encoder")
    parser.add_argument("--kept", type=Path, help="file that keeps what the teacher said, for the next time")
    wanted = parser.parse_args(arguments)
    if wanted.what == "encoder":
        try:
            make_encoder(wanted.data, wanted.out, wanted.seed, wanted.teacher, wanted.kept)
        except Refusal as error:
            print(error, file=sys.stderr)
            return 1
    else:
        make_ranks(strings(read(wanted.data)), wanted.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
