"""Who asks: the role that the law gives them and their layer of government, set beside the question or said in it."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from assistant.errors import BadQuestion
from assistant.messages import message
from assistant.types import Question
from corpus.types import Duty

FILE = Path(__file__).with_name("roles.toml")
_WE = r"\b(?:wij|we|ik|i)\b"
_AS = r"\b(?:als(?: een)?|as an?|onze|ons|our|(?:wij|we|ik|i) (?:zijn|ben|are|am)(?: een| an?)?)"


@dataclass(frozen=True, slots=True)
class Perspective:
    """Ids as in the digests ("deployer", "gemeente"); empty where nobody said."""

    role: str = ""
    layer: str = ""

    def __bool__(self) -> bool:
        return bool(self.role or self.layer)


NOBODY = Perspective()
# A duty of one is none of the others in its row; a public authority may be any of them.
_FAMILIES = (
    frozenset({"provider", "deployer", "importer", "distributor", "authorised_representative", "product_manufacturer"}),
    frozenset({"controller", "processor"}),
    frozenset({"essential_entity", "important_entity"}),
)


@dataclass(frozen=True, slots=True)
class Who:
    """A role or a layer: its name in both languages, and how people say that they are it."""

    nl: str
    en: str
    is_: str
    does: str

    def inside(self, language: str) -> str:
        return self.en if language == "en" else self.nl


def perspective(question: Question, language: str) -> Perspective:
    """What was set counts; otherwise what the asker last said of themselves, or the one layer that was spoken of.

    Raises BadQuestion where a role or layer was set that nobody knows.
    """
    perspective_of(question.role or "", question.layer or "", language)
    said = [turn.content for turn in question.history if turn.role == "user"] + [question.question]
    layer = question.layer or _last("layer", said) or next(filter(None, map(_only_layer, reversed(said))), "")
    return Perspective(question.role or _last("role", said), layer)


def perspective_of(role: str, layer: str, language: str) -> Perspective:
    """What was set, where it is known. Raises BadQuestion otherwise."""
    for name, given in (("role", role), ("layer", layer)):
        if given and given not in known(name):
            raise BadQuestion(message("error.unknown", language, what=given, known=", ".join(known(name))), name)
    return Perspective(role, layer)


def is_of_others(duty: Duty, asker: Perspective) -> bool:
    """Whether it binds only others than the asker, as far as the digest says whom it binds."""
    others = next((family for family in _FAMILIES if asker.role in family), frozenset()) - {asker.role}
    elsewhere = bool(asker.layer and duty.layer) and asker.layer not in duty.layer
    return elsewhere or (bool(duty.who) and others.issuperset(duty.who))


def known(name: str) -> dict[str, Who]:
    """All roles ("role") or layers ("layer"), by their ids."""
    return _everyone()[name]


def named(text: str) -> frozenset[str]:
    """The roles that a text names, whoever has them."""
    return frozenset(each for each, who in known("role").items() if _is(who).search(text))


def _last(name: str, said: Sequence[str]) -> str:
    found = (each for text in reversed(said) for each, who in known(name).items() if _says(who, text))
    return next(found, "")


def _only_layer(text: str) -> str:
    layers = [each for each, who in known("layer").items() if _is(who).search(text)]
    return layers[0] if len(layers) == 1 and layers[0] != "rijk" else ""  # a ministry spoken of is seldom who asks


def _says(who: Who, text: str) -> bool:
    claims = [rf"{_AS}\s+(?:\w+\s+)?(?:{who.is_})\b"]
    claims += [rf"{_WE}\s+(?:\w+\s+){{0,2}}?(?:{who.does})\b", rf"\b(?:{who.does})\s+{_WE}"] if who.does else []
    return any(re.search(claim, text, re.IGNORECASE) for claim in claims)


@cache
def _is(who: Who) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{who.is_})\b", re.IGNORECASE)


@cache
def _everyone() -> dict[str, dict[str, Who]]:
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    renamed = {
        name: {each: {**about, "is_": about["is"]} for each, about in members.items()}
        for name, members in content.items()
    }
    return TypeAdapter(dict[str, dict[str, Who]]).validate_python(renamed)


def names(found: Perspective, language: str) -> Iterable[str]:
    """Layer and role as they are shown."""
    for name, identity in (("layer", found.layer), ("role", found.role)):
        if identity:
            yield known(name)[identity].inside(language)
