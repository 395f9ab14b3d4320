"""The terms that the texts define, alphabetical, each with every text that says what it means."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from assistant.evidence import on
from assistant.types import Language
from corpus.types import Provision, Text
from indexing.definitions import is_definition, terms
from indexing.search import Index

_NUMBER = re.compile(r"\d*\w?$")  # "Article 3(20)" ends in no term
_ARTICLE = re.compile(r"^(?:een|de|het|an?|the)\s+", re.IGNORECASE)  # a term may come from a question: "Wat is een …"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one text takes a term to be: our words where we wrote any, otherwise the official ones."""

    provision: str
    label: str
    gist: str
    official: Text | None
    rank: int  # of its source: 1 is the highest


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its meanings, those of the highest text first."""

    name: str
    meanings: tuple[Meaning, ...]

    @property
    def letter(self) -> str:
        """Under which it is found; "#" for what begins with no letter."""
        first = _plain(self.name)[:1].upper()
        return first if first.isalpha() else "#"


def glossary(index: Index, language: Language, day: date) -> tuple[Term, ...]:
    """The terms of one language as they are defined on that day."""
    found: dict[str, tuple[str, list[Meaning]]] = {}
    for editions in index.editions.values():
        provision = on(editions, day)
        name = _term(provision, language) if provision else ""
        if provision and name:
            found.setdefault(_plain(name), (name, []))[1].append(_meaning(provision, language))
    return tuple(
        Term(name, tuple(sorted(meanings, key=lambda each: each.rank)))
        for _, (name, meanings) in sorted(found.items(), key=lambda item: item[0].lstrip("‘'\"-"))
    )


def _term(provision: Provision, language: Language) -> str:
    """What it defines; empty for a part of a definition, and where we have no words in that language."""
    if provision.eid.count("__") != 1 or not is_definition(provision):
        return ""
    digest, text = provision.digest, provision.text(language)
    if not text and not (digest and getattr(digest.gist, language)):
        return ""
    if text and not digest and "__def_" in provision.eid:  # its label comes from its id, and has lost its capitals
        return text.words.partition(":")[0].strip()
    names = (_ARTICLE.sub("", each.strip()) for each in terms(provision, language))
    return next((each for each in names if not _NUMBER.match(each)), "")


def _meaning(provision: Provision, language: Language) -> Meaning:
    gist = provision.digest.gist.inside(language) if provision.digest else ""
    return Meaning(provision.id, provision.name(language), gist, provision.text(language), provision.source.kind.rank)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
