"""Whether an answer's citations carry it: support sentence by sentence, quotations, provisions that do not exist.

Support is checked mechanically by `assistant.checking`, which also takes unsupported sentences out of every answer:
here it guards that road (another writer, a wrong edition), and a judge model can give a second opinion.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking import is_supported, is_verbatim
from assistant.draft import Sentence, parse
from assistant.evidence import Found
from assistant.types import Answer, Citation
from corpus.references import Reference, references
from corpus.types import LANGUAGES, Provision
from indexing.search import Index
from indexing.types import Hit


@dataclass(frozen=True, slots=True)
class Support:
    """Of each sentence whether its citations support it; of each citation whether its sentence needs it."""

    sentences: tuple[bool, ...]
    citations: tuple[bool, ...]

    @property
    def recall(self) -> float:
        """Citation recall: supported sentences / sentences (ALCE, Gao et al., EMNLP 2023, arXiv 2305.14627)."""
        return sum(self.sentences) / len(self.sentences) if self.sentences else 0.0

    @property
    def precision(self) -> float:
        """Citation precision: citations that are not irrelevant / citations (ALCE).

        A citation counts when its sentence is supported, and either it supports the sentence alone or the others
        do not support it without this one.
        """
        return sum(self.citations) / len(self.citations) if self.citations else 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """The corpus, as far as answers are held against it."""

    index: Index

    def cited(self, citation: Citation) -> Provision | None:
        """The provision in the edition that was cited; None where there is no such thing."""
        editions = self.index.editions.get(citation.provision, ())
        return next((each for each in editions if each.edition.id == citation.edition), None)

    def has(self, reference: Reference) -> bool:
        """Whether what a text names exists here: the part itself, one inside it, or one that it lies inside."""
        place = f"{reference.source}/{reference.eid}__"
        return any(f"{each}__".startswith(place) or place.startswith(f"{each}__") for each in self.index.editions)


def support(answer: Answer, text: Text) -> Support:
    """A sentence without [n], or with one that leads nowhere, is not supported."""
    found = _evidence(answer, text)
    sentences, citations = [], []
    for sentence in parse(answer.text):
        holds = _holds(sentence, sentence.numbers, found, answer)
        sentences.append(holds)
        for number in sentence.numbers:
            others = tuple(each for each in sentence.numbers if each != number)
            alone = _holds(sentence, (number,), found, answer)
            citations.append(holds and (alone or not _holds(sentence, others, found, answer)))
    return Support(tuple(sentences), tuple(citations))


def verbatim(answer: Answer, text: Text) -> tuple[bool, ...]:
    """Of each quotation whether it stands word for word in the official text of its provision."""
    quoted = [(each.quote, text.cited(each)) for each in answer.citations if each.quote is not None]
    return tuple(provision is not None and is_verbatim(quote, provision) for quote, provision in quoted)


def invented(answer: Answer, text: Text) -> tuple[str, ...]:
    """Cited ids that the index does not have, and parts named in the text that nothing here knows of.

    A part may be named that the index lacks where the question or a cited provision names it too: digests speak of
    articles that have no digest of their own.
    """
    ids = [each.provision for each in answer.citations if text.cited(each) is None]
    sources = text.index.sources
    words = [answer.question]
    words += [_words(provision) for each in answer.citations if (provision := text.cited(each))]
    told = {each.eid for each in references(" ".join(words), sources)}
    named = [each for each in references(answer.text, sources) if each.eid and each.eid not in told]
    return (*ids, *(f"{each.source}/{each.eid}" for each in named if not text.has(each)))


def _evidence(answer: Answer, text: Text) -> tuple[Found | None, ...]:
    provisions = [text.cited(each) for each in sorted(answer.citations, key=lambda each: each.number)]
    return tuple(Found(each, Hit((each,), 1.0, 1.0, 1.0, ())) if each else None for each in provisions)


def _holds(sentence: Sentence, numbers: Sequence[int], found: Sequence[Found | None], answer: Answer) -> bool:
    """Whether these of the sentence's citations support it."""
    behind = [found[number - 1] for number in numbers if 1 <= number <= len(found)]
    present = [each for each in behind if each is not None]
    if len(present) < len(numbers):
        return False
    renumbered = Sentence(sentence.text, tuple(range(1, len(present) + 1)), sentence.is_item, sentence.opens)
    return is_supported(renumbered, present, answer.language, answer.as_of)


def _words(provision: Provision) -> str:
    """All that we hold of a provision."""
    digest = [provision.digest.gist.inside(language) for language in LANGUAGES] if provision.digest else []
    names = [provision.name(language) for language in LANGUAGES]
    return " ".join([*names, *digest, *(text.words for text in provision.texts)])
