"""Holds one answer against its golden question. Each measure is a number from 0 to 1, or None where it does not apply."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.types import Answer
from evals.cases import ANSWERS, Case, Fact
from evals.citations import Support, Text, invented, support, verbatim
from evals.metrics import Judged, is_expected, judge
from indexing.words import STOPWORDS

_DATE = re.compile(r"\b(?:19|20)\d\d\b")  # facts and wordings with a year in them are dates
_MARK = re.compile(r"\s*\[\d+\]|\*\*")


@dataclass(frozen=True, slots=True)
class Score:
    """An answer, its question, and what holding one against the other brought to light."""

    case: Case
    answer: Answer
    said: tuple[bool, ...]  # of each fact
    asserted: tuple[str, ...]  # of what must never be said
    support: Support | None  # of each sentence by its citations; None where the answer cites nothing
    invented: tuple[str, ...]  # provisions that do not exist
    verbatim: tuple[bool, ...]  # of each quotation
    article: Judged | None  # of what was considered; None where nothing is expected
    paragraph: Judged | None
    judged: float | None = field(
        default=None, kw_only=True
    )  # the share of sentences that a judge model finds supported

    @property
    def answered(self) -> bool:
        return self.answer.outcome in ANSWERS

    @property
    def outcome(self) -> bool:
        return self.answer.outcome in self.case.outcomes

    @property
    def cited(self) -> bool:
        """Whether an expected provision is cited, where there is one to cite."""
        return not self.expects_a_citation or any(
            is_expected(each.provision, expected) for each in self.answer.citations for expected in self.case.expected
        )

    @property
    def may_be_bare(self) -> bool:
        """A refusal where an answer was right too: it has no facts to tell and nothing to cite."""
        return self.case.deserves_an_answer and self.outcome and not self.answered

    @property
    def expects_a_citation(self) -> bool:
        return bool(self.case.expected) and not self.may_be_bare

    @property
    def owes_facts(self) -> bool:
        return bool(self.case.facts) and not self.may_be_bare

    @property
    def right(self) -> bool:
        """Strictly right: the outcome, every fact, an expected provision behind it, and nothing that is not so."""
        facts = all(self.said) or not self.owes_facts
        return self.outcome and facts and not self.asserted and self.cited and not self.invented


def score(case: Case, answer: Answer, text: Text) -> Score:
    """A fact counts where one of its wordings stands in the answer's text, notices aside."""
    ranking = [each.provision for each in answer.considered]
    words = plain(answer.text)
    return Score(
        case=case,
        answer=answer,
        said=tuple(says(words, fact) for fact in case.facts),
        asserted=tuple(never for never in case.never if contains(words, never)),
        support=support(answer, text) if answer.outcome in ANSWERS else None,
        invented=invented(answer, text),
        verbatim=verbatim(answer, text),
        article=judge(ranking, case.expected, "article") if case.expected else None,
        paragraph=judge(ranking, case.expected, "paragraph") if case.expected else None,
    )


def plain(text: str) -> str:
    """As it is compared: lower case, without [n] and bold, one space between words."""
    return " ".join(_MARK.sub("", text).lower().replace("’", "'").split())


def says(words: str, fact: Fact) -> bool:
    return any(contains(words, wording) for wording in fact.any)


def contains(words: str, wording: str) -> bool:
    """Inside a word too ("prohibit" in "prohibited"), but a figure only as a whole: "6 maanden" is not in "36 maanden"."""
    sought = plain(wording)
    start = r"(?<!\d)(?<!\d[.,])" if sought[:1].isdigit() else ""
    end = r"(?![.,]?\d)" if sought[-1:].isdigit() else ""
    return re.search(start + re.escape(sought) + end, words) is not None


def language_of(text: str) -> str | None:
    """The language whose function words stand in it most; None where they tell nothing."""
    words = re.findall(r"[a-zà-ÿ]+", text.lower())
    apart = {"nl": STOPWORDS["nl"] - STOPWORDS["en"], "en": STOPWORDS["en"] - STOPWORDS["nl"]}
    found = {language: sum(word in known for word in words) for language, known in apart.items()}
    return None if found["nl"] == found["en"] else max(found, key=lambda language: found[language])


def _share(values: tuple[bool, ...]) -> float | None:
    return sum(values) / len(values) if values else None


def _every_source(score: Score) -> float | None:
    """Of a question across two acts or papers: whether each of them brings an expected provision among the first 8."""
    sources, expected = score.case.sources, score.case.expected
    first = [each.provision for each in score.answer.considered[:8]]
    found = {goal.partition("/")[0] for goal in expected if any(is_expected(each, goal) for each in first)}
    return float(found == set(sources)) if len(sources) > 1 else None


def _dates(score: Score) -> float | None:
    """The share of the facts that are dates. A dropped date is the fault that a civil servant sees last."""
    pairs = zip(score.case.facts, score.said, strict=True)
    return _share(tuple(said for fact, said in pairs if score.owes_facts and any(map(_DATE.search, fact.any))))


def _language(score: Score) -> float:
    """Of the text itself, whatever the answer calls it; a text that does not tell is judged by what it is called."""
    spoken = language_of(_MARK.sub("", score.answer.text)) or score.answer.language
    return float(score.case.language == spoken)


DATED = {"date", "as-of", "old-versus-new"}

MEASURES: Mapping[str, Callable[[Score], float | None]] = {
    "strictly right": lambda score: float(score.right),
    "strictly right, date questions": lambda score: float(score.right) if score.case.type in DATED else None,
    "right outcome": lambda score: float(score.outcome),
    "fact recall": lambda score: _share(score.said) if score.owes_facts else None,
    "dates said": _dates,
    "nothing forbidden said": lambda score: float(not score.asserted),
    "expected provision cited": lambda score: float(score.cited) if score.expects_a_citation else None,
    "citation recall": lambda score: score.support.recall if score.support else None,
    "citation precision": lambda score: score.support.precision if score.support else None,
    "citation recall by the judge": lambda score: score.judged,
    "quotes verbatim": lambda score: _share(score.verbatim),
    "no invented provision": lambda score: float(not score.invented),
    "no false refusal": lambda score: float(score.answered or score.outcome) if score.case.deserves_an_answer else None,
    "no false answer": lambda score: None if score.case.deserves_an_answer else float(not score.answered),
    "right language": _language,
    "article hit@1": lambda score: score.article.hit(1) if score.article else None,
    "article hit@5": lambda score: score.article.hit(5) if score.article else None,
    "article recall@8": lambda score: score.article.recall(8) if score.article else None,
    "article nDCG@8": lambda score: score.article.ndcg(8) if score.article else None,
    "article MRR": lambda score: score.article.reciprocal_rank() if score.article else None,
    "every source found@8": _every_source,
    "paragraph hit@1": lambda score: score.paragraph.hit(1) if score.paragraph else None,
    "paragraph hit@5": lambda score: score.paragraph.hit(5) if score.paragraph else None,
    "paragraph recall@8": lambda score: score.paragraph.recall(8) if score.paragraph else None,
    "paragraph nDCG@8": lambda score: score.paragraph.ndcg(8) if score.paragraph else None,
    "paragraph MRR": lambda score: score.paragraph.reciprocal_rank() if score.paragraph else None,
}  # fmt: skip
"""Every measure: 1 is good. What a name says is a mean over the questions for which it is not None."""

PERFECT = {"no invented provision", "quotes verbatim"}  # anything less than all is a fault, whatever the interval
