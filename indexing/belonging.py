"""Whether a question is ours to answer, by its words alone: what speaks for it and against it, added up."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.types import Kind, Provision
from indexing.elsewhere import Elsewhere
from indexing.next_door import NextDoor
from indexing.subject import Subject
from indexing.types import Encoder
from indexing.verdict import Verdict

LIKE = 2.1  # log-odds for each standard deviation that a question is nearer to one from elsewhere; learnt as those of `assistant.enough` are (decision 28)
NEXT_DOOR = 6.5  # log-odds for a word of a field next door; learnt likewise
VERDICT = 0.43  # of the log-odds that it asks for a verdict; learnt likewise


@dataclass(frozen=True, slots=True)
class Belonging:
    """What one build has learnt of it."""

    subject: Subject
    elsewhere: Elsewhere
    next_door: NextDoor
    verdict: Verdict

    def weight(self, question: str, encoder: Encoder) -> float:
        """Log-odds that the question is ours to answer."""
        like = self.elsewhere.likeness(question, encoder)
        against = LIKE * like + NEXT_DOOR * self.next_door.is_named(question)
        return self.subject.weight(question) - against - VERDICT * max(self.verdict.weight(question), 0.0)


def own_words(provisions: Iterable[Provision]) -> list[str]:
    """What the policies of the organisation itself say: it is no longer elsewhere, nor next door."""
    return [text.words for each in provisions if each.source.kind is Kind.OWN_POLICY for text in each.texts]
