"""Whether what was found is enough to answer, or the question is about something else.

The log-odds that the best hit holds the answer, and what speaks besides for a question of our field: a word that only
our field has (scope.toml), an act that it names, all its words, how near it comes to a question from elsewhere,
whether it has a word of a field next door or asks for a verdict on somebody (`indexing.belonging`), and how many words
they are: a story is less like any provision than a short question is, and takes trouble to type. In a conversation the
hit was found with what was said before, so less will do, and less still for a question whose form leans on that. The
weights are logistic regressions: on the dev questions and 360 everyday ones, most of them asked for oneself (decision
28); and on follow-up questions and those of elsewhere.toml put behind a question of dev.
"""

from collections.abc import Sequence
from math import log

from assistant.evidence import Found
from assistant.understanding import Query
from corpus.sentences import sentences

FIELD = 0.3  # log-odds for a word of the field
NAMED = 0.7  # for the name of an act or paper
WORDS = 0.14  # of what all its words say
SHORT, USUAL, STORY = 8, 12, 35  # words of a question; fewer than the first or more than the last say no more
LENGTH = 1.4  # for the logarithm of how many times the usual words it has
STEEPER = 0.4  # by so many times that logarithm the likelihood of the best hit counts more
LAST = 0.73  # for the logarithm of the words of its last sentence: a story is told first, and asks briefly
TALK = 1.15  # for a conversation, in which it need not name its subject again
LEANS = 1.5  # for a question that has the form of a follow-up
VERDICT = 10.0  # log-odds that a question asks for a verdict on somebody, of which what is not answered says so
_NEVER = 1e-6  # a likelihood of exactly 0 or 1 has no odds
LIMIT = 0.12  # on dev the share refused, of the 3 % allowed, and the share answered falsely, of 5 %, are least together


def is_enough(found: Sequence[Found], query: Query, words: float) -> bool:
    """Whether the best hit speaks of what was asked; what was named always does. `words`: of `Index.belongs`."""
    return bool(found) and ("reference" in found[0].hit.found_by or odds(found, query, words) >= LIMIT)


def is_of_the_field(query: Query, words: float) -> bool:
    """Whether a question without an answer here is about our field all the same: it has a word of it, and no others."""
    return query.in_field and words > 0


def odds(found: Sequence[Found], query: Query, words: float) -> float:
    """Log-odds that the question is of our field and has its answer in the best of what was found."""
    likely, asked, own = _log_odds(found[0].hit.score), WORDS * words, query.typed
    named = any("source" in each.hit.found_by for each in found)
    length = log(min(max(len(own.split()), SHORT), STORY) / USUAL)
    last = log(len(sentences(own)[-1].split()) / USUAL)
    before = (TALK + LEANS * query.leans) if query.talk else 0.0
    signs = NAMED * named + FIELD * query.in_field + LENGTH * length - LAST * last + before
    return likely * (1 + STEEPER * length) + asked + signs


def _log_odds(likelihood: float) -> float:
    """Of a likelihood from 0 to 1."""
    return log(max(likelihood, _NEVER) / max(1 - likelihood, _NEVER))
