"""The commands that are about the questions themselves: are they good ones, and are they still the same?"""

import argparse
import sys
from datetime import date


def check_questions(_: argparse.Namespace) -> int:
    """What is wrong with the questions, a line each; what only deserves a look does not fail."""
    from corpus.digests import read_digests
    from evals.cases import SPLITS, load_cases
    from evals.rules import contradictions, copies, counts, shortages, unknown
    from evals.sealing import broken

    cases = [case for split in SPLITS for case in load_cases(split)]
    entries = read_digests()
    for name, number, least in counts(cases):
        print(f"{number:4} of {least:2}  {name}")
    copied = list(copies(cases, entries))
    looks = [str(each) for each in copied if not each.is_wording]
    for look in [*looks, *unknown(cases, [f"{each.source}/{each.eid}" for each in entries])]:
        print(f"Look: {look}")
    wrong = [str(each) for each in copied if each.is_wording]
    wrong += [*contradictions(cases), *shortages(cases), *filter(None, [broken()])]
    print("\n".join(wrong), file=sys.stderr)
    return int(bool(wrong))


def seal_questions(options: argparse.Namespace) -> int:
    """A new version in evals/seal.toml."""
    from evals.sealing import seal

    new = seal(options.reason, date.today())  # noqa: DTZ011 - the day on the sealer's desk
    print(f"Sealed as version {new.version}: {new.digest[:12]}…")
    return 0
