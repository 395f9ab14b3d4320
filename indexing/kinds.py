"""What kind of thing a question asks for, by its form, and which provisions say a thing of that kind."""

import re
from collections.abc import Sequence

import numpy as np

from corpus.types import Kind, Provision
from indexing.types import Scores

_MOMENT = re.compile(
    r"\b(wanneer(?! (?:spreekt|heet|telt|is (?:een|iets|er sprake))\b)|vanaf|sinds|hoe ?lang|hoe snel|termijn|deadline|datum|hoeveel (?:uur|dagen|weken|maanden|tijd)|"
    r"when(?! is (?:an?|something|\w+ing)\b)|since|how long|how soon|how quickly|(?:what|which) (?:day|date|year)|welke dag|welk jaar)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:vanaf|sinds|per|tot|from|since|as of|by|until) (?:wanneer|welke (?:dag|datum)|when|what date)\b|\bingangsdatum\b"
    r"|\bwanneer\b.{0,60}\b(?:geldt|gelden|gaat|gaan|gaf|ging|treedt|treden|trad|ingaa[nt]|verplicht|begint|voldoen|klaar|invoering|van kracht)\b"
    r"|\b(?:geldt|gelden|gold|golden|moet|moeten)\b.{0,60}\b(?:nu al|vandaag al|al)\b"
    r"|\bwhen\b.{0,60}\b(?:appl(?:y|ies|ied)|start|begin|effect|force|kick in|bite|comply|ready|mandatory|binding)\b"
    r"|\balready\b.{0,40}\b(?:appl(?:y|ies)|have to|has to|must|in force)\b|\b(?:have to|must|do|does)\b.{0,60}\balready\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(moet\w*|mag|mogen|verplicht\w*|hoe(?:f|ven)|plicht\w*|must|may|can we|have to|needs? to|do (?:\w+ ){1,3}need|obliged|obligat\w+|required|allowed|mandatory|compulsory|duty|duties)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\b(welke(?! (?:dag|datum|termijn)\b)|opsomming|lijst\w*|allemaal|op een rij|stappen|punten|eisen|voorwaarden|which(?! (?:day|date|year)\b)|list|all the|steps|requirements"
    r"|conditions|what are the|what (?:must|should|do) we"
    r"|wat (?:moet|moeten|hoort|staat)(?: er)?(?: \w+){0,4} in|what (?:has|have|needs?) to be in|what (?:goes|belongs) in)\b",
    re.IGNORECASE,
)
_SAYS_MOMENT = re.compile(r"\b(\d{4}|uur|dagen|weken|maand|maanden|jaar|meteen|onmiddellijk)\b")


def asks_moment(question: str) -> bool:
    """Whether a day or a period is asked for."""
    return bool(_MOMENT.search(question))


def asks_day(question: str) -> bool:
    """Whether it asks from which day something holds."""
    return bool(_DAY.search(question))


def asks_duty(question: str) -> bool:
    """Whether it asks what must or may be done."""
    return bool(_DUTY.search(question))


def asks_list(question: str) -> bool:
    """Whether it asks for more than one thing, or for all of them."""
    return bool(_LIST.search(question))


class Kinds:
    """What each provision is, and what kind of thing it says: a day or a period, a duty, all the parts of an article.

    Of what has no digest, such as an organisation's own policy, the words themselves tell.
    """

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.unasked = _marked([each.source.kind is Kind.OWN_POLICY for each in provisions])  # nobody wrote questions
        words = [_words(each) for each in provisions]
        self._moments = _marked([_SAYS_MOMENT.search(each) for each in words])
        duties = (
            each.digest.duty if each.digest else asks_duty(said) for each, said in zip(provisions, words, strict=True)
        )
        self._duties = _marked(list(duties))
        divided = {(each.source.id, each.eid.partition("__")[0]) for each in provisions if "__" in each.eid}
        self._wholes = _marked([(each.source.id, each.eid) in divided for each in provisions])
        self._always = {
            "recital": _marked([each.eid.startswith("rec_") for each in provisions]),
            "topic": _marked([each.eid.startswith("topic_") for each in provisions]),
            "directive": _marked([each.source.kind is Kind.DIRECTIVE for each in provisions]),
        }

    def match(self, question: str) -> dict[str, Scores]:
        """For every provision what it is, and whether it says what is asked; only who asks for a list wants the whole."""
        return self._always | {
            "moment": self._moments * asks_moment(question),
            "duty": self._duties * asks_duty(question),
            "whole": self._wholes * (not asks_list(question)),
        }


def _words(provision: Provision) -> str:
    """Ours, in Dutch, or the official ones."""
    return provision.digest.gist.nl if provision.digest else " ".join(text.words for text in provision.texts)


def _marked(each: Sequence[object]) -> Scores:
    return np.array([bool(one) for one in each], np.float32)
