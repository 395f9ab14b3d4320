"""Which sentences of a provision speak of what was asked: by meaning, and by words."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.draft import Sentence, cited
from assistant.evidence import Found
from assistant.understanding import Query
from indexing.types import Encoder
from indexing.words import stems

WORDS = 0.5  # weight of the share of the question's words, beside a cosine; set on the dev questions


def focused(evidence: Sequence[Found], query: Query, encoder: Encoder) -> tuple[Found, ...]:
    """The same provisions, each with a number for every sentence of its gist: the higher, the nearer to the question."""
    each = [_texts(found, query.language) for found in evidence]
    asked, *vectors = encoder.encode([query.text, *(text for texts in each for text in texts)])
    wanted = set(stems(query.text, query.language))
    numbers = iter(
        float(np.dot(asked, vector)) + WORDS * _share(text, wanted, query.language)
        for vector, text in zip(vectors, (text for texts in each for text in texts), strict=True)
    )
    return tuple(
        replace(found, relevance=tuple(next(numbers) for _ in texts))
        for found, texts in zip(evidence, each, strict=True)
    )


def _texts(found: Found, language: str) -> list[str]:
    """The sentences of its gist; a point of a list reads on from the sentence that opens the list."""
    digest, opening, texts = found.provision.digest, "", []
    for sentence in cited(digest.gist.inside(language), 1) if digest else ():
        texts.append(f"{opening} {sentence.text}" if sentence.is_item else sentence.text)
        opening = opening if sentence.is_item else sentence.text
    return texts


def _share(text: str, wanted: set[str], language: str) -> float:
    return len(wanted & set(stems(text, language))) / max(len(wanted), 1)


def relevance(lines: Sequence[Sentence], found: Found) -> list[float]:
    """One number a line; where nothing was measured, the first counts most."""
    known = found.relevance if len(found.relevance) == len(lines) else ()
    return list(known) or [-float(place) for place in range(len(lines))]
