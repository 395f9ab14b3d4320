"""The values that describe a text. They are frozen; nothing else crosses a folder border."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from corpus.editions import Edition

LANGUAGES = ("nl", "en")


class Kind(StrEnum):
    """What sort of document a source is, declared from the highest rank to the lowest."""

    REGULATION = "regulation"  # of the European Union, binds directly
    DIRECTIVE = "directive"  # of the European Union, binds through national law
    ACT = "act"
    DECREE = "decree"
    MINISTERIAL_RULE = "ministerial_rule"
    POLICY = "policy"  # what a government has decided to do
    OWN_POLICY = "own_policy"  # of the organisation that runs this program
    GUIDANCE = "guidance"
    VISION = "vision"
    LETTER = "letter"
    PROPOSAL = "proposal"  # not law: it may still change

    @cached_property
    def rank(self) -> int:
        """1 is the highest. Where two sources disagree, the lower number wins."""
        return list(Kind).index(self) + 1

    @property
    def is_law(self) -> bool:
        """Whether it binds by itself. A proposal, a draft or a policy paper never does."""
        return self.rank <= Kind.MINISTERIAL_RULE.rank


class Standing(StrEnum):
    """How official a text is (CONTRACTS 6: `.derived.` and `.excerpt.` mark the other two)."""

    OFFICIAL = "official"
    DERIVED = "derived"  # put together from official parts, not published as such
    EXCERPT = "excerpt"  # a selection of the official text


class Verified(StrEnum):
    """How far a digest was held against its source."""

    OFFICIAL = "official"  # the official text itself was read
    SECONDARY = "secondary"  # a named other source was read
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same thing said in Dutch and in English; either may be empty."""

    nl: str = ""
    en: str = ""

    def inside(self, language: str) -> str:
        """In the language asked for, otherwise in the other one."""
        return (self.en or self.nl) if language == "en" else (self.nl or self.en)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a text is published. `tried` is the day on which it answered; None: it could not be tried."""

    people: str
    machines: str = ""
    tried: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One document that provisions come from, through all its editions (oldest first)."""

    id: str
    title: Bilingual  # the full one
    short: Bilingual  # what a citation shows: "AI-verordening"
    names: tuple[str, ...]  # other ways in which people name it
    kind: Kind
    publisher: str
    reader: str  # which reader understands its files; empty: there are only digests
    address: Address
    licence: str
    editions: tuple[Edition, ...]

    def __hash__(self) -> int:
        return hash(self.id)  # a catalogue is looked up for every text, and hashing all of it takes longer than that


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one provision in one language, as they were published."""

    language: str
    words: str
    standing: Standing = Standing.OFFICIAL


@dataclass(frozen=True, slots=True)
class Duty:
    """Who must do what lies in the provision; `sanction` is the id of the provision that threatens it."""

    who: tuple[str, ...] = ()
    layer: tuple[str, ...] = ()
    when: str = ""
    unless: str = ""
    sanction: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A line from one provision to another one (or to a whole source): `kind` is one of RELATIONS."""

    kind: str
    to: str


RELATIONS = ("implements", "amends", "amended_by", "refers_to", "explains", "overtaken_by", "same_as")


@dataclass(frozen=True, slots=True)
class Digest:
    """What a provision says, in this project's own words (CONTRACTS 8)."""

    gist: Bilingual
    asks_nl: tuple[str, ...] = ()
    asks_en: tuple[str, ...] = ()
    duty: Duty | None = None
    applies_from: date | None = None
    relations: tuple[Relation, ...] = ()
    verified: Verified = Verified.UNVERIFIED
    seen: str = ""

    def asks(self, language: str) -> tuple[str, ...]:
        """The questions that this provision answers, as people put them."""
        return self.asks_en if language == "en" else self.asks_nl


@dataclass(frozen=True, slots=True)
class Provision:
    """The smallest part that can be cited on its own, in one edition.

    `eid` follows the Akoma Ntoso Naming Convention 1.0 (CONTRACTS 2), without the edition.
    """

    source: Source
    edition: Edition
    eid: str
    label: Bilingual  # "artikel 26, lid 6", without the name of the source
    headings: Bilingual  # the parts it lies in, outermost first, joined by " › "
    texts: tuple[Text, ...] = ()
    digest: Digest | None = None
    position: int = 0  # its place in the document: ids do not sort (art_10 < art_2)

    @property
    def id(self) -> str:
        """ "ai-act/art_26__para_6"."""
        return f"{self.source.id}/{self.eid}"

    @property
    def application(self) -> date | None:
        """The day from which it must be followed, where the text or its digest names one."""
        return (self.digest and self.digest.applies_from) or self.edition.application(self.eid)

    @property
    def applies_from(self) -> date | None:
        """The day from which it must be followed; None where nothing must be: recitals, most papers, all proposals."""
        own = self.digest.applies_from if self.digest else None
        binds = self.source.kind.is_law and not self.eid.startswith(("rec_", "topic_"))
        named = own or ((self.application or self.edition.valid_from) if binds else None)
        return None if self.source.kind is Kind.PROPOSAL else named

    def text(self, language: str) -> Text | None:
        """The published words in that language, or None where they are not here."""
        return next((text for text in self.texts if text.language == language), None)

    def nearest_text(self, language: str) -> Text | None:
        """The published words in that language, otherwise in the other one."""
        return self.text(language) or next(iter(self.texts), None)

    def related(self, kind: str) -> tuple[str, ...]:
        """Where its relations of that kind lead."""
        return tuple(each.to for each in self.digest.relations if each.kind == kind) if self.digest else ()

    def name(self, language: str) -> str:
        """What a reader sees: "AI-verordening, artikel 26, lid 6" or "AI Act, Article 26(6)"."""
        return f"{self.source.short.inside(language)}, {self.label.inside(language)}"

    def parents(self) -> Iterator[str]:
        """The eids of the parts it lies in, innermost first."""
        eid = self.eid
        while "__" in eid:
            eid = eid.rpartition("__")[0]
            yield eid
