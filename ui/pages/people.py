"""Whom a duty binds, in words: roles of the law and layers of government."""

from collections.abc import Iterable

from assistant.roles import known as known_roles
from assistant.types import Language
from ui.words import known


def people(who: Iterable[str], layers: Iterable[str], language: Language) -> str:
    """ "gebruiksverantwoordelijke, aanbieder (gemeente, provincie)"."""
    named = ", ".join(known(f"who.{each}", language) for each in who)
    inside = ", ".join(layer(each, language) for each in layers)
    return f"{named} ({inside})" if named and inside else named or inside


def layer(identity: str, language: Language) -> str:
    """The name of a layer of government."""
    layers = known_roles("layer")
    return layers[identity].inside(language) if identity in layers else identity


def role(identity: str, language: Language) -> str:
    """The name of a role that the law gives."""
    return known_roles("role")[identity].inside(language)
