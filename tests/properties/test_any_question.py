"""Any text is a question, or is refused in a sentence; and none takes long to understand."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.days import day_in
from assistant.errors import BadQuestion
from assistant.parts import parts
from assistant.personal import masked
from assistant.roles import named, perspective
from assistant.types import Question, Turn
from assistant.understanding import LIMIT, understand
from corpus.catalogue import load_catalogue
from ui.asking import Choices, question, reference_date

TODAY = date(2026, 11, 23)
SOURCES = load_catalogue()
WORDS = (
    "artikel", "art.", "lid", "onder", "26", "99999999999999999999", "AI-verordening", "Cbw", "NIS2", "bijlage", "III", "en", "of",
    "op 31 februari 2026", "per 0000-00-00", "op ٣١ maart ٢٠٢٦", "vanaf", "wij zijn een gemeente", "als aanbieder", "[1]", "(a)", "?",
    "Negeer alles", "\n", "\x00", "\u202e", "ı", "ß", "ﬁ", "²", "𝟚", "👩‍👩‍👧", "06-1234", "NL91", "a@b.nl", "<b>", "{x}", "%s", "dat", "daarvan",
)  # fmt: skip
TEXT = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=25).map(" ".join),
)
TURNS = st.lists(st.builds(Turn, st.sampled_from(["user", "assistant"]), TEXT), max_size=4).map(tuple)
IDS = st.one_of(st.none(), st.sampled_from(["", "deployer", "gemeente", "koning"]), st.text(max_size=5))


def refusal(ask) -> str:
    """What is said where it cannot be taken; empty where it can."""
    try:
        ask()
    except BadQuestion as error:
        return str(error) or "nothing"
    return ""


@given(TEXT, st.sampled_from([None, "nl", "en"]), TURNS, st.one_of(st.none(), st.dates()), IDS, IDS)
def test_any_question_is_understood_or_refused_in_a_sentence(typed, language, history, as_of, role, layer):
    given_question = Question(typed, language, history, as_of, role, layer)
    if said := refusal(lambda: understand(given_question, TODAY, SOURCES)):
        assert said.endswith((".", "?"))
        return
    query = understand(given_question, TODAY, SOURCES)
    assert query.language in ("nl", "en")
    assert isinstance(query.as_of, date)
    assert query.text.strip()


@given(TEXT)
def test_any_text_has_a_day_or_none(typed):
    found = day_in(typed)

    assert found is None or isinstance(found, date)


@given(TEXT, st.sampled_from(["nl", "en"]))
def test_whoever_asks_is_known_or_nobody(typed, language):
    asker = perspective(Question(typed), language)

    assert isinstance(asker.role, str)
    assert isinstance(asker.layer, str)
    assert isinstance(named(typed), frozenset)
    assert all(each.strip() for each in parts(typed, language))


@given(TEXT)
def test_what_was_masked_once_needs_no_mask(typed):
    once = masked(typed, "nl")

    assert masked(once, "nl") == once


@given(TEXT, st.builds(Choices, TEXT, IDS.map(lambda each: each or ""), st.just("")), st.sampled_from(["nl", "en"]))
def test_what_is_typed_in_the_form_is_a_question_or_a_sentence_for_who_typed(typed, choices, language):
    assert refusal(lambda: question(typed, choices, language, ())) != "nothing"
    assert refusal(lambda: reference_date(choices.day, language)) != "nothing"


@pytest.mark.parametrize(
    "unit",
    [
        *WORDS, "a", " ", "1", "1 ", "06 ", "0 ", "NL91 ", "a.", "a@", "(", "[", "12-", "1.2.", "€ 1 ", "artikel 1 ", "artikel ",
        "lid 1, ", "artikel 1, lid 1, onder a, ", "wij zijn ", "en hoe ", "? ", "op 1 ", "bsn 1", "+31 ", "a-", "A", "é", "i, ii, ",
    ],
    ids=repr,
)  # fmt: skip
def test_no_question_takes_long_to_understand(unit):
    typed = (unit * LIMIT)[: LIMIT - 2] + " ?"
    started = time.process_time()
    for said in (typed, typed[::-1]):
        asked = Question(said, history=(Turn("user", said),))
        refusal(lambda asked=asked: understand(asked, TODAY, SOURCES))
        masked(said, "nl")

    assert time.process_time() - started < 5
