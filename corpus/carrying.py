"""What an earlier edition says where only a later one was digested: the same, unless the later one changed it."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from corpus.digests import Entry
from corpus.editions import Edition
from corpus.figures import figures
from corpus.sentences import sentences
from corpus.types import Bilingual, Digest, Provision


def carried(later: Iterable[Entry], own: Container[str], newer: Edition, older: Edition) -> Iterator[Entry]:
    """The entries of the newer edition that hold in the older one too, with its dates.

    `own` are the eids that the older edition has a digest of: only what it said otherwise. What an amending act brought
    in or changed ("amended_by") does not carry over, nor does a sentence about a day that only the newer edition knows.
    """
    days = frozenset(day.isoformat() for day in newer.days() - older.days())
    for entry in later:
        if entry.eid in own:
            continue
        if entry.digest is None:
            yield replace(entry, edition=older.id)
        elif not any(relation.kind == "amended_by" for relation in entry.digest.relations):
            gist = Bilingual(_before(entry.digest.gist.nl, "nl", days), _before(entry.digest.gist.en, "en", days))
            if gist.nl and gist.en:
                yield replace(entry, edition=older.id, digest=replace(entry.digest, gist=gist, applies_from=None))


def written(provisions: Iterable[Provision]) -> Iterator[Provision]:
    """The provisions whose digest somebody wrote: not those that say what a later edition says."""
    provisions = tuple(provisions)  # the oldest edition first
    latest = {each.id: each.digest for each in provisions if each.digest}
    for each in provisions:
        if each.digest and (each.digest is latest[each.id] or not _repeats(each.digest, latest[each.id])):
            yield each


def _repeats(one: Digest, other: Digest) -> bool:
    """Whether all its questions and sentences are those of the other one."""
    mine, theirs = (set(sentences(each.gist.nl.replace("\n", " "))) for each in (one, other))
    return one.asks_nl == other.asks_nl and mine <= theirs


def _before(gist: str, language: str, days: frozenset[str]) -> str:
    """The gist without what it says of these days; empty where its answer or a point of its list would go."""
    lines = gist.splitlines()
    kept = [line if line.startswith("- ") else " ".join(_silent(sentences(line), language, days)) for line in lines]
    answer = sentences(lines[0])[:1]
    points = [line for line in lines if line.startswith("- ")]
    whole = list(_silent([*answer, *points], language, days)) == [*answer, *points]
    return "\n".join(line for line in kept if line) if whole else ""


def _silent(texts: Iterable[str], language: str, days: frozenset[str]) -> Iterator[str]:
    """Those that name none of these days."""
    return (text for text in texts if not figures(text, language) & days)
