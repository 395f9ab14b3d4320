"""From what was typed and chosen in the form to a question for the assistant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assistant.errors import BadQuestion
from assistant.roles import known
from assistant.types import Answer, Language, Question, Turn
from ui.words import word

LIMIT = 2000  # characters of a question in the chat
REMEMBERED = 6  # earlier exchanges that go along with a question
_FORMS = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class Choices:
    """What is set beside a question: the peildatum as it was typed, and the ids of role and layer; empty: not chosen."""

    day: str = ""
    role: str = ""
    layer: str = ""


def question(typed: str, choices: Choices, language: Language, answers: Sequence[Answer]) -> Question:
    """Raises BadQuestion with a sentence for the one who typed."""
    if len(typed) > LIMIT:
        raise BadQuestion(word("error.too_long", language, length=len(typed), limit=LIMIT))
    return Question(
        question=typed,
        # Who chose English is answered in English; on the Dutch page the question itself decides.
        language="en" if language == "en" else None,
        history=tuple(turn for answer in answers[-REMEMBERED:] for turn in _turns(answer)),
        as_of=reference_date(choices.day, language),
        role=choices.role or None,
        layer=choices.layer or None,
    )


def options(group: str, language: Language) -> list[tuple[str, str]]:
    """What can be chosen as "role" or "layer": name and id, and first that nothing is."""
    return [
        (word("form.not_chosen", language), ""),
        *((who.inside(language), identity) for identity, who in known(group).items()),
    ]


def chosen(group: str, identity: str, language: Language) -> str:
    """The name of a role or layer; empty where none is chosen, or none that we know."""
    who = known(group).get(identity)
    return who.inside(language) if who else ""


def reference_date(typed: str, language: Language) -> date | None:
    """The peildatum as people write it; None is today."""
    if not typed.strip():
        return None
    for form in _FORMS:
        try:
            return datetime.strptime(typed.strip(), form).date()  # a day has no time zone  # noqa: DTZ007
        except ValueError:
            continue
    raise BadQuestion(word("error.day", language, typed=typed.strip()[:40]))


def _turns(answer: Answer) -> Iterator[Turn]:
    yield Turn("user", answer.question)
    yield Turn("assistant", answer.text)
