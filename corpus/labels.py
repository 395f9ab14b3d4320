"""How the id of a part is said in Dutch and in English: art_26__para_6 → "artikel 26, lid 6", "Article 26(6)"."""

import re

from corpus.types import Bilingual, Kind

# The EU numbers inserted parts in Latin in Dutch and with a letter in English; ids follow the English form.
LATIN = {"a": "bis", "b": "ter", "c": "quater", "d": "quinquies", "e": "sexies", "f": "septies"}
DUTCH = {"art": "artikel", "para": "lid", "point": "punt", "subpara": "alinea", "rec": "overweging"}
DUTCH |= {"annex": "bijlage", "sec": "afdeling", "row": "rij", "measure": "maatregel", "def": "begrip"}
ENGLISH = {"art": "Article", "rec": "recital", "annex": "Annex", "sec": "Section", "row": "row"}
ENGLISH |= {"subpara": "subparagraph", "measure": "measure", "def": "definition of", "point": "point"}


def is_national(kind: Kind) -> bool:
    """Whether it is law of the Netherlands, which numbers its parts otherwise than the EU."""
    return Kind.ACT.rank <= kind.rank <= Kind.MINISTERIAL_RULE.rank


def label(eid: str, *, european: bool = True) -> Bilingual:
    """The label of a part. National acts write 21a in Dutch where the EU writes 21 bis, and onderdeel for punt."""
    parts = [part.partition("_")[::2] for part in eid.split("__")]
    if parts[0][0] in ("topic", "sec", "page"):
        words = " ".join(value.replace("-", " ").replace("_", " ") for _, value in parts)
        return Bilingual(nl=words, en=words)
    dutch = ", ".join(_dutch(kind, value, european) for kind, value in parts)
    return Bilingual(nl=dutch, en=_english(parts))


def _dutch(kind: str, value: str, european: bool) -> str:
    word = "onderdeel" if kind == "point" and not european else DUTCH.get(kind, kind)
    if kind == "def":
        value = value.replace("-", " ")
    if european and (inserted := re.fullmatch(r"(\d+|[a-z])([a-f])", value)):
        value = f"{inserted[1]} {LATIN[inserted[2]]}"
    return f"{word} {value}"


def _english(parts: list[tuple[str, str]]) -> str:
    text = ""
    for kind, value in parts:
        bracketed = kind == "para" or (kind == "point" and ("Article" in text or ", point " in text))
        if bracketed:
            text += f"({value})"
        else:
            word = ENGLISH.get(kind, kind)
            text += (", " if text else "") + f"{word} {value.replace('-', ' ') if kind == 'def' else value}"
    return text
