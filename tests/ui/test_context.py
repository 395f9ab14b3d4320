"""Where a cited provision stands, from the small corpus about cycling."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.errors import AssistantError
from assistant.types import Question
from ui.context import NOWHERE, context, contexts
from ui.exchange import Exchange

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def answer(assistant):
    return assistant.answer(Question("Hoe lang bewaren we de ritgegevens?", as_of=DAY))


@pytest.fixture(scope="module")
def cited(answer):
    return next(each for each in answer.citations if each.provision == "fiets/art_4__para_1")


def test_the_whole_passage_and_both_languages_are_found(assistant, cited):
    found = context(cited, DAY, assistant)

    assert " ".join(cited.quote.split()) in " ".join(found.whole.split())
    assert [(side.language, side.is_official) for side in found.sides] == [("nl", True), ("en", True)]


def test_another_edition_than_the_cited_one_is_not_shown(assistant, cited):
    assert context(replace(cited, edition="2019-01-01"), DAY, assistant) == NOWHERE


@pytest.mark.parametrize("provision", ["fiets/art_99", "nergens/art_1", "zonder"])
def test_what_is_not_here_any_more_has_no_context(assistant, cited, provision):
    assert context(replace(cited, provision=provision), DAY, assistant) == NOWHERE


def test_without_an_index_a_card_stands_alone(failing, cited):
    assert context(cited, DAY, failing(AssistantError("No index."))) == NOWHERE


def test_every_citation_of_a_conversation_is_looked_up(assistant, answer):
    found = contexts((Exchange(answer),), assistant)

    assert set(found) == {(answer.id, each.provision) for each in answer.citations}
