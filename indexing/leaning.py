"""A question in a conversation, read together with what was said before it.

What speaks for a provision by each of them is added up, the question itself first; the act and the article that the
talk was about count besides. Nothing is looked for in the form of the question: "And the residents?" finds little by
itself and follows the talk, another subject finds its own provision and leaves it. The weights were learnt as those of
the ranking are, on the follow-up questions of dev and, a fifth each, on questions put behind another subject's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.ranking import Features, highest
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

    def own(self, alone: str) -> tuple[tuple[str, float], ...]:
        """The question itself, as typed and made to stand alone, each text with its share."""
        return (self.typed, TYPED), (alone, ALONE)

    def before(self) -> tuple[tuple[str, float], ...]:
        """What was said before it, each text with its share."""
        return tuple((text, share) for text, share in ((self.asked, ASKED), (self.answered, ANSWERED)) if text)


class Neighbours:
    """Which provisions lie in one act, and which in one article."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._acts = _numbered(each.partition("/")[0] for each in ids)
        self._articles = _numbered(each.partition("__")[0] for each in ids)

    def gain(self, talked: Scores) -> Scores:
        """For every provision what it gains by standing near those that speak most of the talk, by `talked`."""
        best = highest(talked, TALK)
        same_act, same_article = self._acts == self._acts[best[0]], np.isin(self._articles, self._articles[best])
        return np.asarray(SOURCE * same_act + ARTICLE * same_article, np.float32)


def together(parts: Sequence[tuple[Features, float]]) -> Features:
    """The features of some texts as those of one."""
    every: Features = np.sum([share * features for features, share in parts], axis=0, dtype=np.float32)
    return every


def _numbered(names: Iterable[str]) -> NDArray[np.intp]:
    """The same number for the same name."""
    return np.unique(list(names), return_inverse=True)[1]
