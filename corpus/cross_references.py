"""Finds the provisions that an official text points to: "als bedoeld in artikel 6, lid 2", "the second paragraph".

What is named without an act lies in the text's own act, and a paragraph without an article in its own article. A part
of an act that we do not have points nowhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.references import NUMBER, ORDINALS, ROMAN, Reference, inside, letter, names_of
from corpus.types import Provision, Source

MOST = 12  # articles in a run: "artikelen 8 tot en met 15"; a longer one is a whole chapter
# "artikel 5:20" is how the Awb and the Burgerlijk Wetboek number: it is never article 5 of the text's own act.
_HEAD = re.compile(
    rf"\b(?:(?:artikel(?:en)?|articles?)\s+(?!\d+:)(?P<article>{NUMBER})"
    r"|(?:bijlagen?|annex(?:es)?)\s+(?P<annex>[IVX]+|1?\d)\b)",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"\s*(?:,\s*)?\b(?P<joint>en|of|and|or|tot en met|to)\s+{NUMBER}\b(?!\s*(?:%|euro))", re.IGNORECASE)
_COMMA = re.compile(rf"\s*,\s*{NUMBER}(?=\s*(?:,|en\b|of\b|and\b|or\b))", re.IGNORECASE)
_ORDINAL = "|".join(ORDINALS)
_PARAGRAPH = re.compile(
    rf"\b(?:(?:lid|leden|paragraphs?)\s+(?P<numbers>\d+[a-z]?(?:(?:,|\s+(?:en|of|and|or))\s*\d+[a-z]?\b)*)"
    rf"|(?P<ordinals>(?:{_ORDINAL})(?:(?:,|\s+(?:en|of))\s+(?:{_ORDINAL}))*)\s+lid)\b"
    r"(?!\s+(?:van|of)\s+(?:artikel|article)\b)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[\s,;()]*(?:en|of|and|or|juncto|alsmede|dan wel|in|van)?[\s,(]*", re.IGNORECASE)
_LINK = re.compile(r"[\s,)]*(?:(?P<word>van|bij|of|to|uit|in)\s+(?:de\s+|het\s+|the\s+)?)?", re.IGNORECASE)
_OWN = re.compile(r"(?:deze|dit|this)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:\w+\s){0,4}?\(?\w*(?:verordening|richtlijn|besluit|regeling|aanbeveling|wet|wetboek|verdrag|handvest|protocol"
    r"|regulation|directive|decision|recommendation|treaty|charter|act|VWEU|VEU|TFEU|TEU)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Mention:
    """Parts that are named together, and where."""

    start: int
    end: int
    eids: tuple[str, ...]


def cross_references(provision: Provision, sources: tuple[Source, ...]) -> tuple[Reference, ...]:
    """What its official words point to, each once, in their order; nothing of itself or of what it lies in."""
    text = provision.nearest_text("nl")
    if text is None:
        return ()
    words, own = text.words, provision.source.id
    mentions = list(_mentions(words))
    acts = _acts(words, mentions, own, sources)
    found = [
        (each.start, Reference(act, eid)) for each, act in zip(mentions, acts, strict=True) if act for eid in each.eids
    ]
    found += [(start, Reference(own, eid)) for start, eid in _paragraphs(words, mentions, provision.eid)]
    around = {provision.eid, *provision.parents()}
    found = [(start, each) for start, each in found if each.source != own or each.eid not in around]
    return tuple(dict.fromkeys(each for _, each in sorted(found, key=lambda pair: pair[0])))


def _mentions(words: str) -> Iterator[_Mention]:
    """Articles and annexes, alone or in a row: "artikelen 24 en 25"."""
    for match in _HEAD.finditer(words):
        annex = match["annex"] or ""
        number = ROMAN[int(annex)] if annex.isdigit() else annex.upper()
        whole = f"annex_{number}" if annex else f"art_{match[2]}{letter(match[3])}"
        eid, end = _with_inside(words, whole, match)
        eids, plural = [eid], match[0].lower().startswith(("artikelen", "articles"))
        while plural and (further := _NEXT.match(words, end) or _COMMA.match(words, end)):
            eids += _run(eids[-1], further)
            eids[-1], end = _with_inside(words, eids[-1], further)
        yield _Mention(match.start(), end, tuple(dict.fromkeys(eids)))


def _with_inside(words: str, eid: str, match: re.Match[str]) -> tuple[str, int]:
    """The eid with the paragraph and points that follow, and where they end."""
    parts, end = inside(words, match.end())
    return eid + parts, end


def _run(last: str, further: re.Match[str]) -> list[str]:
    """The article that follows, after those between it and the last one where it ends a run."""
    *_, number, inserted = further.groups()
    eid, first = f"art_{number}{letter(inserted)}", re.fullmatch(r"art_(\d+)", last)
    is_run = (further.groupdict().get("joint") or "").lower() in {"tot en met", "to"}
    between = range(int(first[1]) + 1, int(number)) if is_run and first and number.isdigit() else range(0)
    return [*(f"art_{each}" for each in between if len(between) <= MOST), eid]


def _acts(words: str, mentions: list[_Mention], own: str, sources: tuple[Source, ...]) -> list[str]:
    """The source of each mention, "" where it is none of ours; in a row ("artikel 4 en artikel 5 van …") the last one's."""
    acts: list[str] = []
    following: _Mention | None = None
    for each in reversed(mentions):
        joined = following is not None and _JOINED.fullmatch(words, each.end, following.start)
        acts.append(acts[-1] if joined else _act(words, each.end, own, sources))
        following = each
    return acts[::-1]


def _act(words: str, end: int, own: str, sources: tuple[Source, ...]) -> str:
    """The source that is named behind a part: one of ours, "" for another act, its own where none is named."""
    link, (pattern, source_of) = _LINK.match(words, end), names_of(sources)
    assert link  # it may be empty: "artikel 12 NIS2-richtlijn"
    if named := pattern.match(words, link.end()):
        return source_of[named[0].lower()]
    is_own = not link["word"] or _OWN.match(words, link.end()) or not _OTHER.match(words, link.end())
    return own if is_own else ""


def _paragraphs(words: str, mentions: Iterable[_Mention], eid: str) -> Iterator[tuple[int, str]]:
    """Paragraphs of its own article: those that no article or annex was named for."""
    article = eid.partition("__")[0]
    taken = [(each.start, each.end) for each in mentions]
    if not article.startswith("art_"):
        return
    for match in _PARAGRAPH.finditer(words):
        if any(start <= match.start() < end for start, end in taken):
            continue
        for number in re.findall(r"\d+[a-z]?", match["numbers"] or ""):
            yield match.start(), f"{article}__para_{number}"
        for word in re.findall(r"\w+", (match["ordinals"] or "").lower()):
            if word in ORDINALS:
                yield match.start(), f"{article}__para_{ORDINALS.index(word) + 1}"
