"""A question in a conversation, read together with what was said before it.

What speaks for a provision by each of them is added up, the question itself first; the act and the article that the
talk was about count besides. Nothing is looked for in the form of the question: "And the residents?" finds little by
itself and follows the talk, another subject finds its own provision and leaves it. The weights were learnt as those of
the ranking are, on the follow-up questions of dev and, a fifth each, on questions put behind another subject's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexing.ranking import Features
from indexing.types import Scores

TYPED, ALONE, ASKED, ANSWERED = 0.6, 0.2, 0.17, 0.06  # shares of what speaks for a provision, by each text
SOURCE, ARTICLE = 1.9, 1.4  # for the act of what was talked about, and for the articles of the likeliest of it
TALK = 2  # provisions that the talk was about


@dataclass(frozen=True, slots=True)
class Talk:
    """A question as it was typed, and what was asked and answered just before it."""

    typed: str
    asked: str
    answered: str = ""

    def texts(self, alone: str) -> tuple[tuple[str, float], ...]:
        """All that is searched, each with its share; `alone` is the question made to stand by itself."""
        every = ((self.typed, TYPED), (alone, ALONE), (self.asked, ASKED), (self.answered, ANSWERED))
        return tuple((text, share) for text, share in every if text)


def near(ids: Sequence[str], talked: Scores) -> Scores:
    """For every provision what it gains by standing near those that speak most of the talk, by `talked`."""
    best = np.argsort(-talked, kind="stable")[:TALK]
    source, articles = _source(ids[best[0]]), {_article(ids[place]) for place in best}
    gains = (SOURCE * (_source(each) == source) + ARTICLE * (_article(each) in articles) for each in ids)
    return np.fromiter(gains, np.float32, len(ids))


def together(parts: Sequence[tuple[Features, float]]) -> Features:
    """The features of some texts as those of one."""
    every: Features = np.sum([share * features for features, share in parts], axis=0, dtype=np.float32)
    return every


def _source(identity: str) -> str:
    return identity.partition("/")[0]


def _article(identity: str) -> str:
    return identity.partition("__")[0]
