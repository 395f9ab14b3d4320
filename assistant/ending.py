"""Answers that cite nothing are values too: a question that is declined, and one that is handed back with choices."""

from dataclasses import replace

from assistant.messages import message
from assistant.roles import known
from assistant.scope import Declined, referral
from assistant.types import Answer, Outcome
from assistant.understanding import Query


def declined(blank: Answer, outcome: Outcome, query: Query, kind: Declined | None = None) -> Answer:
    """Says why in a sentence, and whom to ask instead."""
    why = kind.why.inside(query.language) if kind else message(f"outcome.{outcome}", query.language)
    return replace(blank, outcome=outcome, text=why, notices=(referral(query.text, query.language, kind),))


def asking_back(blank: Answer, roles: tuple[str, ...], query: Query) -> Answer:
    """The same question, once for each role: the reader picks the one that is theirs."""
    names = [known("role")[role].inside(query.language) for role in roles]
    return replace(
        blank,
        outcome=Outcome.CLARIFICATION,
        text=message("outcome.clarification", query.language),
        choices=tuple(message("choice.role", query.language, role=name, question=query.text) for name in names),
    )
