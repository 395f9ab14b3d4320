"""From what was typed in the form to a question for the assistant."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from assistant.errors import BadQuestion
from assistant.types import Answer, Language, Question, Turn
from ui.words import word

LIMIT = 2000  # characters of a question in the chat
REMEMBERED = 6  # earlier exchanges that go along with a question
_FORMS = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")


def question(typed: str, day: str, language: Language, answers: Sequence[Answer]) -> Question:
    """Raises BadQuestion with a sentence for the one who typed."""
    if len(typed) > LIMIT:
        raise BadQuestion(word("error.too_long", language, length=len(typed), limit=LIMIT))
    return Question(
        question=typed,
        # Who chose English is answered in English; on the Dutch page the question itself decides.
        language="en" if language == "en" else None,
        history=tuple(turn for answer in answers[-REMEMBERED:] for turn in _turns(answer)),
        as_of=reference_date(day, language),
    )


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
