"""`python -m corpus list | fetch | check | sample`: the texts from the command line."""

import argparse
import sys
from dataclasses import astuple
from pathlib import Path

from corpus.catalogue import load_catalogue
from corpus.counting import count
from corpus.digests import read_digests
from corpus.errors import CorpusError, Refusal
from corpus.fetching import Outcome, fetch
from corpus.fidelity import Corpus, findings
from corpus.ownwords import own_texts, shared_runs
from corpus.provisions import gather
from corpus.sampling import draw
from corpus.settings import Settings, read_settings
from corpus.types import LANGUAGES

ROOT = Path(__file__).parents[1]


def main(arguments: list[str]) -> int:
    """0 done; 1 it failed, with one line on standard error; 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m corpus", description="The texts that answers come from.")
    commands = parser.add_subparsers(required=True)
    for name, function, help_text in (
        ("list", list_sources, "every source with its edition in force and what is here of it"),
        ("fetch", fetch_texts, "official texts from the mirror folder, then from their official addresses"),
        ("check", check, "hold every digest against the official texts, the catalogue and its other language"),
        ("sample", sample, "digests drawn at random, each beside its official text, to be read by a person"),
    ):
        command = commands.add_parser(name, help=help_text)
        command.set_defaults(function=function)
    command.add_argument("--number", type=int, default=100)
    command.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    try:
        return int(options.function(read_settings(), options))
    except Refusal as error:
        print(error, file=sys.stderr)
        return 1


def _corpus(settings: Settings) -> Corpus:
    """All that is here; a mirror folder is read as it lies, whatever was fetched from it."""
    sources = load_catalogue()
    return Corpus(sources, gather(sources, read_digests(), settings.corpus.mirror or settings.texts))


def list_sources(settings: Settings, _: argparse.Namespace) -> int:
    """One line a source."""
    corpus = _corpus(settings)
    for source in corpus.sources:
        mine = count(each for each in corpus.provisions if each.source.id == source.id)
        texts = max(mine.texts_nl, mine.texts_en)
        print(
            f"{source.id:28} {source.editions[-1].id}  {mine.digests:4} digests  {texts:5} official  {source.short.nl}"
        )
    return 0


def fetch_texts(settings: Settings, _: argparse.Namespace) -> int:
    """One line a text; a failed one is named and the others go on."""
    network = settings.corpus.network == "on"
    failed = 0
    for each in fetch(load_catalogue(), settings.texts, settings.corpus.mirror, network):
        print(f"{each.outcome:10} {each.source}  {each.edition}  {each.detail}")
        failed += each.outcome is Outcome.FAILED
    print(f"{failed} failed; what is here can be used." if failed else "Done; index it with python -m indexing build.")
    return 0


def check(settings: Settings, _: argparse.Namespace) -> int:
    """What is held of each source, then everything that is wrong with it, one line each."""
    corpus = _corpus(settings)
    print(f"{'':28} digests   asks nl    en   texts nl    en   official  secondary  unverified")
    for name in ("", *(source.id for source in corpus.sources)):
        mine = count(each for each in corpus.provisions if name in ("", each.source.id))
        print("{:28} {:7} {:9} {:5} {:10} {:5} {:10} {:10} {:11}".format(name or "all", *astuple(mine)))
    wrong = [f"{each.provision}: {each.what}" for each in findings(corpus)]
    official = (text.words for each in corpus.provisions for text in each.texts)
    wrong += [
        f'{file} shares a run of words with an official text: "{run}"'
        for file, run in shared_runs(own_texts(ROOT), official)
    ]
    for line in wrong:
        print(line)
    held = "held against the official texts" if corpus.in_full else "no official text is here to hold them against"
    if wrong:
        raise CorpusError(f"{len(wrong)} errors ({held}); mend the digests that are named above.")
    print(f"0 errors ({held}).")
    return 0


def sample(settings: Settings, options: argparse.Namespace) -> int:
    """Each digest drawn, with the official text beside it where it is here."""
    for number, each in enumerate(draw(_corpus(settings).provisions, options.number, options.seed), 1):
        print(f"\n── {number}. {each.id} · edition {each.edition.id} · {each.name('nl')}")
        print(
            f"in force {each.edition.valid_from} – {each.edition.valid_until or ''}  applies from {each.applies_from or '–'}"
        )
        for language in LANGUAGES:
            text = each.text(language)
            print(f"[{language}, ours] {each.digest.gist.inside(language) if each.digest else ''}")
            print(f"[{language}, {text.standing if text else 'official'}] {text.words if text else 'not here'}")
        if each.digest and each.digest.seen:
            print(f"[seen] {each.digest.seen}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
