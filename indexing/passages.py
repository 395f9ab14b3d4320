"""Cuts a provision into the passages that are searched: its questions, its gist and its official words."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from corpus.types import LANGUAGES, Kind, Provision
from indexing.types import Field, Passage

WINDOW = 120  # words of official text in a passage; a static encoder blurs longer ones
STEP = 90


def cut_all(provisions: Iterable[Provision]) -> list[Passage]:
    """All passages, each text of a provision once: an edition that repeats the words of another adds nothing."""
    provisions = tuple(provisions)
    by_place = {(each.source.id, each.edition.id, each.eid): each for each in provisions}
    with_parts = {(*place[:2], parent) for place, each in by_place.items() for parent in each.parents()}
    passages: dict[tuple[str, str], Passage] = {}
    for place, each in by_place.items():
        around = [by_place[*place[:2], parent] for parent in each.parents() if (*place[:2], parent) in by_place]
        for passage in cut(each, has_parts=place in with_parts, around=around):
            passages.setdefault((passage.provision, passage.digest), passage)
    return list(passages.values())


def cut(provision: Provision, *, has_parts: bool = False, around: Sequence[Provision] = ()) -> Iterator[Passage]:
    """The passages of one provision; `around`: the provisions that it lies in, innermost first.

    What nobody digested is searched once, by its paragraphs: not again as a whole article, nor point by point.
    """
    doubled = has_parts and "__" not in provision.eid
    by_words = provision.digest is not None or (provision.eid.count("__") <= 1 and not doubled)
    for language in LANGUAGES:
        for kind, text in _texts(provision, language, around, by_words=by_words):
            identity = f"{provision.id}@{provision.edition.id}/{language}/{kind}"
            yield Passage(
                identity, provision.id, language, _field(kind, provision), text, sha256(text.encode()).hexdigest()
            )


def _field(kind: str, provision: Provision) -> Field:
    """A policy of the organisation itself speaks the words that people use, so it is searched as a gist."""
    if kind.startswith("ask"):
        return Field.QUESTION
    return Field.TEXT if kind.startswith("text") and provision.source.kind is not Kind.OWN_POLICY else Field.GIST


def _texts(
    provision: Provision, language: str, around: Sequence[Provision], *, by_words: bool
) -> Iterator[tuple[str, str]]:
    title = f"{provision.headings.inside(language)} {provision.name(language)}".strip()
    if digest := provision.digest:
        yield "gist", f"{title}. {digest.gist.inside(language)}"
        for number, ask in enumerate(digest.asks(language), 1):
            yield f"ask/{number}", ask
    official = provision.text(language)
    if official and by_words:
        words = " ".join([*_lead_ins(provision.eid, around, language), official.words]).split()
        for start in range(0, max(len(words) - (WINDOW - STEP), 1), STEP):
            yield f"text/{start // STEP + 1}", f"{title}. {' '.join(words[start : start + WINDOW])}"


def _lead_ins(eid: str, around: Sequence[Provision], language: str) -> Iterator[str]:
    """What stands above the lists that a point lies in, the outermost first: who must do it, and when."""
    for whole in reversed(around):
        text = whole.text(language)
        above, _, points = text.words.partition("\n") if text else ("", "", "")
        if points and eid.startswith(f"{whole.eid}__point_"):
            yield above
