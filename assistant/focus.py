"""Which sentences of a provision speak of what was asked: by meaning, and by words."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.draft import Sentence, cited
from assistant.evidence import Found
from assistant.understanding import Query
from indexing.types import Encoder
from indexing.words import stems

WORDS = 0.5  # weight of the share of the question's words, beside a cosine; set on the dev questions
BORROWED = 0.85  # of its number counts for a sentence that tells what another provision says: after what this one says
_BORROWED = re.compile(r"\((?:artikel|Article) \d[^()]*(?:\([^()]*\)[^()]*)*\)\.$")


def focused(evidence: Sequence[Found], query: Query, encoder: Encoder) -> tuple[Found, ...]:
    """The same provisions, each with a number for every sentence of its gist: the higher, the nearer to the question."""
    each = [_texts(found, query.language) for found in evidence]
    asked, every = [query.text, *(part.text for part in query.parts)], [text for texts in each for text in texts]
    vectors = encoder.encode([*asked, *every])
    near = vectors[: len(asked)] @ vectors[len(asked) :].T  # shape (questions, sentences)
    shared = [[_share(question, text, query.language) for text in every] for question in asked]
    own = [BORROWED if is_borrowed(text) else 1.0 for text in every]
    numbers = iter(((near + WORDS * np.array(shared)).max(axis=0) * own).tolist() if every else ())
    return tuple(
        replace(found, relevance=tuple(next(numbers) for _ in texts))
        for found, texts in zip(evidence, each, strict=True)
    )


def is_borrowed(text: str) -> bool:
    """Whether a sentence tells what another provision says, and where: "… (artikel 3, lid 2)."."""
    return bool(_BORROWED.search(text))


def _texts(found: Found, language: str) -> list[str]:
    """The sentences of its gist; a point of a list reads on from the sentence that opens the list."""
    digest, opening, texts = found.provision.digest, "", []
    for sentence in cited(digest.gist.inside(language), 1) if digest else ():
        texts.append(f"{opening} {sentence.text}" if sentence.is_item else sentence.text)
        opening = opening if sentence.is_item else sentence.text
    return texts


def _share(question: str, text: str, language: str) -> float:
    wanted = set(stems(question, language))
    return len(wanted & set(stems(text, language))) / max(len(wanted), 1)


def relevance(lines: Sequence[Sentence], found: Found) -> list[float]:
    """One number a line; where nothing was measured, the first counts most."""
    known = found.relevance if len(found.relevance) == len(lines) else ()
    return list(known) or [-float(place) for place in range(len(lines))]
