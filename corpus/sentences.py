"""Where the sentences of running text end."""

import re

_END = re.compile(r"[.!?][\"”’)']*(?=\s+[\"'“‘(]?[A-ZÀ-Ý0-9])")
# A full stop after these ends no sentence: "art. 26", "nr. 940", "Stb. 2026", "resp. de raad", "e.g. Annex III".
_ABBREVIATION = re.compile(
    r"(?:\b(?:art|artt|nr|nrs|no|nos|bijv|resp|incl|evt|jo|par|vgl|cf|e\.g|i\.e|d\.w\.z|o\.a|m\.n|t\.a\.v|mr|dr|drs|stb|stcrt|trb)|\b[A-Z])\.$",
    re.IGNORECASE,
)


def sentences(prose: str) -> list[str]:
    """Cut running text at the ends of its sentences."""
    found, start = [], 0
    for end in _END.finditer(prose):
        if not _ABBREVIATION.search(prose[: end.end()]):
            found.append(prose[start : end.end()].strip())
            start = end.end()
    return [each for each in (*found, prose[start:].strip()) if each]
