"""The questions in one question: "what was the deadline, and since when is the act in force?" asks two things."""

import re

LEAST = 3  # words; "en hoeveel dan" says nothing without the question before it
MOST = 3
_OPENS = (
    r"(?:(?:sinds|vanaf|tot|since|by) (?:wanneer|when)|(?:bij|van|aan|voor|to|from|by|for) (?:wie|welke?|whom?|which)"
    r"|wat|wie|wanneer|waar\w*|welke?|hoe\w*|moet\w*|mag|mogen|kan|kunnen|geldt|gelden|is|zijn|heeft|hebben|krijg\w*"
    r"|what|who|when|where|which|why|how|must|may|can|should|do|does|are|has|have|will)\b"
)
_CUT = re.compile(rf"\?\s+|[.;]\s+(?={_OPENS})|,?\s+(?:en|and)\s+(?={_OPENS})", re.IGNORECASE)
_ASKS = re.compile(rf"(?:(?:en|and|maar|but|dus|so)\s+)?{_OPENS}", re.IGNORECASE)


def parts(text: str) -> tuple[str, ...]:
    """What is asked, one by one, where more than one thing is; otherwise nothing."""
    cut = [part.strip(" ?") for part in _CUT.split(text)]
    asked = [part for part in cut if len(part.split()) >= LEAST and _ASKS.match(part)]
    return tuple(asked[:MOST]) if len(asked) > 1 else ()
