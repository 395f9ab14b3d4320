"""What the golden questions must live up to as a set: enough of everything, in wording of their own."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.digests import Entry
from evals.cases import ANSWERS, TYPES, Case
from indexing.words import stems

MOST_SHARED = 0.6  # of a question's words may stand in one question of a digest
WORDING = 3  # shared words; one or two are the subject itself ("and the wallet?"), and everybody names that
TOTAL, PER_TYPE = 260, 12
DUTCH = (0.6, 0.8)  # about 70 %


@dataclass(frozen=True, slots=True)
class Subject:
    """A question is about it when it expects one of the sources, or has one of the words in it."""

    least: int
    sources: tuple[str, ...]
    words: tuple[str, ...] = ()

    def covers(self, case: Case) -> bool:
        asked = case.question.lower()
        return not set(self.sources).isdisjoint(case.sources) or any(word in asked for word in self.words)


SUBJECTS: Mapping[str, Subject] = {
    "Werkagenda": Subject(8, ("werkagenda",), ("werkagenda",)),
    "EUDI wallet": Subject(8, (), ("wallet", "portemonnee", "edi-")),
    "IBDS": Subject(8, ("ibds",), ("ibds", "interbestuurlijke datastrategie")),
    "digitaal vakmanschap": Subject(8, ("digitaal-vakmanschap",), ("vakmanschap",)),
    "visie generatieve AI": Subject(8, ("visie-generatieve-ai", "standpunt-generatieve-ai")),
    "Agenda Coalities": Subject(8, ("agenda-coalities",), ("coalitie",)),
    "Strategie Digitale Economie": Subject(8, ("strategie-digitale-economie",), ("digitale economie",)),
    "NLCS": Subject(8, ("nlcs",), ("nlcs",)),
    "AI Act": Subject(40, ("ai-act", "ai-omnibus", "uaiv")),
    "Algoritmeregister": Subject(8, ("algoritmeregister",), ("algoritmeregister", "algorithm register")),
    "UDO": Subject(8, ("udo",), ("udo",)),
    "NIS2/Cbw": Subject(40, ("nis2", "cbw", "cbb", "cbr-overheid", "cir-2024-2690")),
}


@dataclass(frozen=True, slots=True)
class Copy:
    """A golden question that shares more than MOST_SHARED of its words with a digest's question."""

    case: str
    provision: str
    ask: str
    shared: float
    words: int

    @property
    def is_wording(self) -> bool:
        """Whether it is wording that they share; otherwise it only deserves a look."""
        return self.words >= WORDING

    def __str__(self) -> str:
        return f"{self.case} shares {self.shared:.2f} of its words ({self.words}) with {self.provision}: “{self.ask}”"


def copies(cases: Iterable[Case], entries: Iterable[Entry]) -> Iterator[Copy]:
    """For each question the digest's question that it shares most with, where that is more than MOST_SHARED.

    Shared: |Q ∩ A| / |Q|, with Q the distinct stems of the golden question without stop words, A those of the ask.
    """
    entries = tuple(entries)
    for language in ("nl", "en"):
        asks = [(entry, ask) for entry in entries if entry.digest for ask in entry.digest.asks(language)]
        holding: dict[str, list[int]] = {}
        for place, (_, ask) in enumerate(asks):
            for word in set(stems(ask, language)):
                holding.setdefault(word, []).append(place)
        for case in cases:
            words = set(stems(case.question, language)) if case.language == language else set()
            shared = Counter(place for word in words for place in holding.get(word, ()))
            place, common = max(shared.items(), key=lambda each: (each[1], -each[0]), default=(0, 0))
            if common > MOST_SHARED * len(words):
                entry, ask = asks[place]
                yield Copy(case.id, f"{entry.source}/{entry.eid}", ask, common / len(words), common)


def shortages(cases: Sequence[Case]) -> Iterator[str]:
    """What there is too little of, a sentence each."""
    if len(cases) < TOTAL:
        yield f"There are {len(cases)} questions; {TOTAL} are needed."
    dutch = sum(case.language == "nl" for case in cases) / (len(cases) or 1)
    if not DUTCH[0] <= dutch <= DUTCH[1]:
        yield f"{dutch:.0%} of the questions are Dutch; about 70 % must be."
    for name, number, least in counts(cases):
        if number < least:
            yield f"{name}: {number} questions; {least} are needed."


def counts(cases: Sequence[Case]) -> Iterator[tuple[str, int, int]]:
    """Each subject and each type, how many questions it has, and how many it needs."""
    for name, subject in SUBJECTS.items():
        yield name, sum(subject.covers(case) for case in cases), subject.least
    for name in TYPES:
        yield name, sum(case.type == name for case in cases), PER_TYPE


def contradictions(cases: Sequence[Case]) -> Iterator[str]:
    """Cases that no answer could get right, and ids that stand in both splits."""
    for case in cases:
        for fact in case.facts:
            if all(any(never.lower() in wording.lower() for never in case.never) for wording in fact.any):
                yield f"{case.id}: every wording of the fact {fact.any} is forbidden by its own `never`."
        if ANSWERS.issuperset(case.outcomes) and not case.facts:
            yield f"{case.id}: it must be answered, so name at least one fact that the answer needs."
    ids = [case.id for case in cases]
    yield from (
        f"{each}: this id stands in both splits." for each in sorted({id_ for id_ in ids if ids.count(id_) > 1})
    )


def unknown(cases: Iterable[Case], provisions: Iterable[str]) -> Iterator[str]:
    """Expected provisions that the corpus does not have, neither they nor a part of them: not found is then certain."""
    known = tuple(provisions)
    for case in cases:
        for expected in case.expected:
            inside = expected if expected.endswith("/") else f"{expected}__"
            if expected not in known and not any(each.startswith(inside) for each in known):
                yield f"{case.id}: {expected} is not in the corpus."
