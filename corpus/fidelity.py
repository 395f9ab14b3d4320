"""Holds each digest against what is known for certain: the official text, the catalogue, and its other language.

What a digest says in figures must stand in the official words of its provision, or in a fact that it states where it
comes from: the dates of the edition, a provision that it relates to, the name of an act. Where no official text is
here, only the two languages can be held against each other.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from corpus.figures import figures, in_words
from corpus.references import references, without_names
from corpus.terms import misused
from corpus.types import LANGUAGES, Digest, Provision, Source, Text, Verified

_UNITS = "uur|dag|week|weken|maand|jaar|%|euro|miljoen|hour|day|month|year|million"
_NUMBER = (
    r"(?:\d+(?:\.\d+)*(?:\s?[a-f](?![a-z]))?|[IVXLC]+\b)(?:\s(?:bis|ter|quater))?(?:\(\w{1,3}\))*|(?:\(\w{1,3}\))+"
)
_PLACES = re.compile(
    r"\b(?:artikel(?:en)?|lid|leden|punt(?:en)?|onderde(?:el|len)|bijlagen?|overweging(?:en)?|hoofdstuk(?:ken)?"
    r"|afdeling(?:en)?|deel|rij|stap|maatregel(?:en)?|kamerstuk|nrs?\.|artt?\.|articles?|paragraphs?|points?|annex(?:es)?"
    rf"|recitals?|chapters?|sections?|part|measures?|nos?\.)\s+(?:{_NUMBER})"
    rf"(?:(?:, | (?:en|of|and|or|tot en met|to|up to and including|t/m) )(?:{_NUMBER})(?!\d|\s?(?:{_UNITS})))*",
    re.IGNORECASE,
)  # "artikelen 9 tot en met 15 en 17", "Article 26(6)": the numbers in it are places, not facts
_ELSEWHERE = re.compile(  # an act that is not in the catalogue, so that we cannot know its articles
    r"(?i:\b(?:verordening|richtlijn|besluit|aanbeveling|regulation|directive|decision|recommendation)\b.{0,60}?\d/\d)"
    r"|(?i:\bwetboek\b|\b\w{3,}wet\b)|\bWet\b|\bAwb\b|\b[A-Z]\w+ (?:Act|Code)\b"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a digest: `provision` names it with its edition, `what` says it in a sentence."""

    provision: str
    what: str


@dataclass(frozen=True)
class Corpus:
    """All provisions, opened for looking each other up."""

    sources: tuple[Source, ...]
    provisions: tuple[Provision, ...]

    @cached_property
    def places(self) -> frozenset[str]:
        """Every id that can be pointed at: provisions, and the parts that they lie in."""
        own = {each.id for each in self.provisions}
        return frozenset(own | {f"{each.source.id}/{parent}" for each in self.provisions for parent in each.parents()})

    @cached_property
    def in_full(self) -> frozenset[str]:
        """The sources whose official text is here, so that what is not in it does not exist."""
        return frozenset(each.source.id for each in self.provisions if each.texts)

    @cached_property
    def in_text(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """By source and edition: the eids that stand in the official text, and the parts that they lie in."""
        found: dict[tuple[str, str], set[str]] = {}
        for each in self.provisions:
            if each.texts:
                found.setdefault((each.source.id, each.edition.id), set()).update((each.eid, *each.parents()))
        return {key: frozenset(eids) for key, eids in found.items()}

    @cached_property
    def by_id(self) -> Mapping[str, tuple[Provision, ...]]:
        """The editions of each provision."""
        found: dict[str, list[Provision]] = {}
        for each in self.provisions:
            found.setdefault(each.id, []).append(each)
        return {identity: tuple(each) for identity, each in found.items()}

    @cached_property
    def inside(self) -> Mapping[str, tuple[str, ...]]:
        """By the id of an article, annex or page: everything that lies in it."""
        found: dict[str, list[str]] = {}
        for identity in self.by_id:
            found.setdefault(identity.partition("__")[0], []).append(identity)
        return {top: tuple(ids) for top, ids in found.items()}

    @cached_property
    def facts(self) -> Mapping[str, frozenset[str]]:
        """By source: the figures in its names and the days of its editions."""
        return {each.id: _facts(each) for each in self.sources}

    def stated(self, identity: str) -> frozenset[str]:
        """The figures in the official words of a provision, in any language and edition; none where it has no text."""
        texts = (text for each in self.by_id.get(identity, ()) for text in each.texts)
        return frozenset(figure for text in texts for figure in _figures_in(text))


@cache
def _figures_in(text: Text) -> frozenset[str]:
    return figures(text.words, text.language)


def findings(corpus: Corpus) -> Iterator[Finding]:
    """Everything that is wrong, provision by provision."""
    for provision in corpus.provisions:
        if digest := provision.digest:
            for what in _wrong(corpus, provision, digest):
                yield Finding(f"{provision.id}@{provision.edition.id}", what)


def _wrong(corpus: Corpus, provision: Provision, digest: Digest) -> Iterator[str]:
    yield from _identity(corpus, provision, digest)
    yield from _relations(corpus, digest)
    yield from misused(digest.gist)
    yield from _languages(digest)
    yield from _references(corpus, provision, digest)
    yield from _figures(corpus, provision, digest)


def _identity(corpus: Corpus, provision: Provision, digest: Digest) -> Iterator[str]:
    """An id that the official edition does not have. A topic is ours, and what is secondary may be left out here."""
    text = corpus.in_text.get((provision.source.id, provision.edition.id))
    official = digest.verified is Verified.OFFICIAL and not provision.eid.startswith("topic_")
    if text and official and provision.eid not in text:
        yield "the official text of this edition has no such part; mend the id"


def _relations(corpus: Corpus, digest: Digest) -> Iterator[str]:
    """A line that leads nowhere. Of a source that is not here in full we only know what was digested."""
    targets = [(relation.to, relation.kind == "overtaken_by") for relation in digest.relations]
    targets += [(digest.duty.sanction, False)] if digest.duty and digest.duty.sanction else []
    for target, must_be_here in targets:
        source, _, eid = target.partition("/")
        in_full = must_be_here or (eid and source in corpus.in_full)
        if target not in corpus.places if in_full else source not in {each.id for each in corpus.sources}:
            yield f"it points to {target}, which is not there; mend its relations"


def _languages(digest: Digest) -> Iterator[str]:
    """Figures that stand in the one language and not in the other one."""
    dutch, english = (figures(digest.gist.inside(language), language) for language in LANGUAGES)
    if dutch != english:
        yield f"the figures differ: only nl {sorted(dutch - english)}, only en {sorted(english - dutch)}"


def _references(corpus: Corpus, provision: Provision, digest: Digest) -> Iterator[str]:
    """A provision that is named and does not exist, in any act that the digest can mean."""
    related = {relation.to.partition("/")[0] for relation in digest.relations}
    for language in LANGUAGES:
        gist = digest.gist.inside(language)
        named = references(gist, corpus.sources)
        acts = {provision.source.id, *related, *(each.source for each in named if each.source)}
        if acts <= corpus.in_full and not _ELSEWHERE.search(without_names(gist, corpus.sources)):
            for each in named:
                if each.eid and not any(_exists(corpus, act, each.eid) for act in acts):
                    yield f"{language} names {each.source or provision.source.id}/{each.eid}, which does not exist"


def _exists(corpus: Corpus, act: str, eid: str) -> bool:
    """As it stands, or in the other reading: people write 3(4) for point 4 of article 3."""
    return any(f"{act}/{reading}" in corpus.places for reading in (eid, eid.replace("__para_", "__point_", 1)))


def _figures(corpus: Corpus, provision: Provision, digest: Digest) -> Iterator[str]:
    """A number, date, period or amount that stands nowhere. Only where the official text is here and was read."""
    if digest.verified is not Verified.OFFICIAL or not any(each.texts for each in corpus.by_id[provision.id]):
        return
    for language in LANGUAGES:
        gist = digest.gist.inside(language)
        unknown = figures(_PLACES.sub(" ", gist), language) - _known(corpus, provision, digest, gist)
        if unknown:
            yield f"{language} says {', '.join(sorted(unknown))}, which does not stand in the official text"


def _known(corpus: Corpus, provision: Provision, digest: Digest, gist: str) -> frozenset[str]:
    """All figures that the digest may use."""
    related = [relation.to for relation in digest.relations] + [digest.duty.sanction if digest.duty else ""]
    around = [f"{provision.source.id}/{parent}" for parent in provision.parents()]
    if provision.eid.startswith("page_"):  # a digest of a page's main section speaks of the whole page
        around += corpus.inside.get(around[-1], ())
    known = {figure for place in (provision.id, *around, *related) for figure in corpus.stated(place)}
    known |= _all((provision.label.nl, provision.label.en, digest.seen)) | figures(digest.seen, "en")
    known |= _all([in_words(provision.applies_from, "nl")] if provision.applies_from else [])
    sources = {place.partition("/")[0] for place in (provision.id, *related)}
    sources |= {each.source for each in references(gist, corpus.sources)}
    for source in sources & corpus.facts.keys():
        known |= corpus.facts[source]
    return frozenset(known | {str(sum(line.startswith("- ") for line in gist.splitlines()))})


def _facts(source: Source) -> frozenset[str]:
    days = (in_words(day, "nl") for edition in source.editions for day in edition.days())
    return _all((source.title.nl, *source.names, *days))


def _all(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(figure for text in texts for figure in figures(text, "nl"))
