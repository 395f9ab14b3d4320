"""The same question, asked for oneself: who may ask "moeten we een DPIA doen?" may ask "moet ik een DPIA doen?" too.

The digests ask as an organisation does, and people elsewhere ask for themselves; an official at a chat window does both.
Without these, "ik" and "my" alone would tell a question from elsewhere.
"""

import re
from collections.abc import Callable

_VERBS = {
    "moeten": "moet", "mogen": "mag", "kunnen": "kan", "willen": "wil", "zullen": "zal", "zouden": "zou", "hebben": "heb",
    "hadden": "had", "zijn": "ben", "waren": "was", "krijgen": "krijg", "kregen": "kreeg", "doen": "doe", "gaan": "ga",
    "hoeven": "hoef", "weten": "weet", "leggen": "leg", "zetten": "zet", "vragen": "vraag", "vinden": "vind",
    "gebruiken": "gebruik", "geven": "geef", "maken": "maak", "laten": "laat", "melden": "meld", "worden": "word",
    "houden": "houd", "vallen": "val", "sturen": "stuur", "bewaren": "bewaar", "kopen": "koop", "bouwen": "bouw",
}  # fmt: skip
_MORE = "|".join(_VERBS)
_RULES: dict[str, tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = {
    "nl": (
        (re.compile(rf"\b({_MORE}) (?:we|wij)\b", re.IGNORECASE), lambda found: f"{_VERBS[found[1].lower()]} ik"),
        (re.compile(rf"\b(?:we|wij) ({_MORE})\b", re.IGNORECASE), lambda found: f"ik {_VERBS[found[1].lower()]}"),
        (re.compile(r"\b(?:we|wij)\b", re.IGNORECASE), "ik"),
        (re.compile(r"\b(?:onze|ons)\b", re.IGNORECASE), "mijn"),
    ),
    "en": (
        (re.compile(r"\bare we\b", re.IGNORECASE), "am I"),
        (re.compile(r"\bwe are\b", re.IGNORECASE), "I am"),
        (re.compile(r"\bwe\b", re.IGNORECASE), "I"),
        (re.compile(r"\bour\b", re.IGNORECASE), "my"),
        (re.compile(r"\bus\b"), "me"),
    ),
}


def singular(question: str, language: str) -> str:
    """The question in the first person singular; as it is where nobody says "we". What counts are its words, not capitals."""
    for pattern, instead in _RULES[language]:
        question = pattern.sub(instead, question)
    return question
