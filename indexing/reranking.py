"""Reads the question and a provision together, which is slower and sees more, and puts the best in that order.

Any CrossEncoder of sentence-transformers that gives one number a pair (Nogueira and Cho 2019). It is a setting; the
order that the ranking was learnt for is what ships.
"""

from dataclasses import replace

import numpy as np

from corpus.types import Provision
from indexing.errors import SearchError
from indexing.types import Hit, Scores

DEPTH = 20  # provisions read for one question
REASON = "reranker"  # in `found_by`
MEND = "give the name or folder of a sentence-transformers CrossEncoder in BELEIDSWIJZER_RERANKER, or leave it empty."


def open_reranker(name: str) -> "Reranker | None":
    """The model of that name or folder; None where none is set. Raises SearchError where it cannot be used."""
    return Reranker(name) if name else None


class Reranker:
    """A model that reads two texts as one."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import CrossEncoder  # ten seconds: not for those who do not use it

        try:
            self._model = CrossEncoder(name)
        except Exception as error:  # each of the libraries that load a file has errors of its own
            raise SearchError(f"The reranker {name} cannot be loaded: {MEND}") from error
        # Of a model that only turns texts into vectors the last layer would be made up, with a warning in a log.
        kinds = self._model.config.architectures or [""]
        made_up = len(self._model) == 1 and not kinds[0].endswith("ForSequenceClassification")
        if self._model.num_labels != 1 or made_up:
            raise SearchError(f"The reranker {name} does not give one score a pair: {MEND}")

    def rerank(self, question: str, language: str, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """The first DEPTH hits in the order of the model, with its scores; those behind them stay behind them."""
        read, rest = hits[:DEPTH], hits[DEPTH:]
        scores = self.scores(question, [_reading(each.editions[-1], language) for each in read])
        read = tuple(
            replace(read[place], score=float(scores[place]), found_by=(*read[place].found_by, REASON))
            for place in np.argsort(-scores, kind="stable")
        )
        return read + tuple(replace(each, score=min(each.score, read[-1].score)) for each in rest)

    def scores(self, question: str, texts: list[str]) -> Scores:
        """From 0 to 1, one a text: the sigmoid of what the model gives before any function of its own."""
        raw = self._model.predict(
            [(question, text) for text in texts], activation_fn=lambda each: each, show_progress_bar=False
        )
        return np.asarray((1 + np.tanh(raw / 2)) / 2, np.float32)  # a sigmoid that cannot overflow


def _reading(provision: Provision, language: str) -> str:
    """Its title and what it says, in plain words where we have them."""
    text = provision.nearest_text(language)
    said = provision.digest.gist.inside(language) if provision.digest else text.words if text else ""
    return f"{provision.name(language)}. {said}"
