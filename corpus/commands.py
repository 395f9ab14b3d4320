"""What `python -m corpus` does once its arguments are right."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

from corpus.catalogue import load_catalogue
from corpus.comparing import compare, numberings, table
from corpus.counting import count
from corpus.digests import read_digests
from corpus.errors import CorpusError
from corpus.fetching import Outcome, fetch, wanted
from corpus.fidelity import Corpus, findings
from corpus.own_documents import own_documents
from corpus.ownwords import own_texts, shared_runs
from corpus.progress import progress
from corpus.provisions import gather
from corpus.sampling import draw
from corpus.settings import Settings
from corpus.types import LANGUAGES

ROOT = Path(__file__).parents[1]
Command = Callable[[Settings, argparse.Namespace], int]


def _corpus(settings: Settings) -> Corpus:
    """All that is here; a mirror folder is read as it lies, whatever was fetched from it."""
    sources, own = load_catalogue(), own_documents(settings.corpus.own_documents)
    for sentence in own.left_out:
        print(sentence, file=sys.stderr)
    provisions = gather(sources, read_digests(), settings.corpus.mirror or settings.texts)
    return Corpus((*sources, *own.sources), (*provisions, *own.provisions))


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


def fetch_texts(settings: Settings, options: argparse.Namespace) -> int:
    """One line a text, with the provisions that changed under it; a failed one is named and the others go on."""
    sources, only = load_catalogue(), frozenset(options.source or ()) or None
    found = fetch(sources, settings.texts, settings.corpus.mirror, settings.corpus.network == "on", only=only)
    failed = 0
    for each in progress(found, "fetch", total=len(wanted(sources, only))):
        print(f"{each.outcome:10} {each.source}  {each.edition}  {each.detail}")
        for change in each.changes:
            print(f"{'':10} {change}")
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


def compare_readers(_: Settings, options: argparse.Namespace) -> int:
    """One line a file, then the acts whose numbering differs between Dutch and English."""
    print(table(compare(options.mirror, options.reference)))
    for each in numberings(options.mirror):
        same = not each.only_nl and not each.only_en
        differing = "the same" if same else f"only nl {', '.join(each.only_nl)}; only en {', '.join(each.only_en)}"
        print(f"{each.identifier}: numbering in nl and en: {differing}")
    return 0


COMMANDS: dict[str, Command] = {
    "list": list_sources,
    "fetch": fetch_texts,
    "check": check,
    "sample": sample,
    "compare": compare_readers,
}
