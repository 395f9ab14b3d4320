"""A citation leads to the official words, and never passes our own off as such."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from assistant import Assistant
from assistant.citing import citation
from assistant.evidence import Found
from assistant.quoting import QUOTE
from assistant.types import Citation, Question
from assistant.understanding import Query
from corpus.addresses import address
from corpus.types import Address, Provision, Text, Verified
from indexing.types import Hit

TODAY = date(2026, 11, 23)


def cited(place: Provision, question: str = "Hoe lang bewaren we ritgegevens?", language: str = "nl") -> Citation:
    return citation(1, Found(place, Hit((place,), 1.0, 1.0, 1.0, ())), Query(question, language, TODAY))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "here", "quoted_in", "words"),
    [
        pytest.param("nl", ("nl", "en"), "nl", "zes maanden", id="Dutch"),
        pytest.param("en", ("nl", "en"), "en", "six months", id="English"),
        pytest.param("en", ("nl",), "nl", "zes maanden", id="English question, only Dutch text"),
        pytest.param("nl", ("en",), "en", "six months", id="Dutch question, only English text"),
    ],
)
def test_the_quotation_is_a_slice_of_the_text_in_the_language_of_the_question_first(
    small: SimpleNamespace, language: str, here: tuple[str, ...], quoted_in: str, words: str
) -> None:
    place = small.of("fiets/art_4__para_1")
    place = replace(place, texts=tuple(text for text in place.texts if text.language in here))
    found = cited(place, language=language)
    text = place.text(quoted_in)

    assert text is not None
    assert (found.basis, found.language) == ("official", quoted_in)
    assert found.quote
    assert found.quote in text.words
    assert words in text.words


def test_the_quotation_is_what_answers_best(small: SimpleNamespace) -> None:
    text = Text(
        "nl",
        "Dit hoofdstuk gaat over fietsen.\nDe gemeente bewaart de ritgegevens zes maanden.\nDe minister evalueert.",
    )
    place = replace(small.of("fiets/art_4__para_1"), texts=(text,))

    assert cited(place).quote == "De gemeente bewaart de ritgegevens zes maanden."


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("bewaren " * 300, id="one very long sentence"),
        pytest.param("x" * 5000, id="one very long word"),
        pytest.param("\n\n a \n\n", id="nearly nothing"),
        pytest.param("Zij zegt: “bewaren.” (Lees verder.) En zo.", id="brackets and quotation marks"),
        pytest.param("1. Een; 2. Twee; a) drie.", id="numbered"),
    ],
)
def test_whatever_the_text_looks_like_the_quotation_stands_in_it(small: SimpleNamespace, words: str) -> None:
    found = cited(replace(small.of("fiets/art_4__para_1"), texts=(Text("nl", words),)))

    assert found.quote is None or (found.quote and found.quote in words and len(found.quote) <= QUOTE)
    assert (found.basis == "official") is (found.quote is not None)


def test_an_official_text_of_white_space_only_is_no_quotation(small: SimpleNamespace) -> None:
    found = cited(replace(small.of("fiets/art_4__para_1"), texts=(Text("nl", " \n "),)))

    assert (found.basis, found.quote) == ("digest", None)


def test_without_official_text_there_is_a_summary_and_no_quotation(small: SimpleNamespace) -> None:
    found = cited(small.of("fiets/art_5"), language="en")

    assert (found.basis, found.quote, found.language) == ("digest", None, "en")
    assert found.summary.startswith("A bicycle shed")


def test_a_citation_says_what_it_is_and_from_when_it_holds(small: SimpleNamespace) -> None:
    found = cited(small.of("fiets/art_4__para_1"))

    assert (found.label, found.source_title) == ("Fietsverordening, artikel 4, lid 1", "Fietsverordening (volledig)")
    assert (found.edition, found.valid_from, found.valid_until) == ("2026-06-01", date(2026, 6, 1), None)
    assert (found.applies_from, found.verified) == (date(2027, 3, 1), Verified.OFFICIAL)


@pytest.mark.parametrize(
    ("page", "eid", "expected"),
    [
        pytest.param("https://eur-lex.europa.eu/eli/reg/1", "art_26__para_6", "https://eur-lex.europa.eu/eli/reg/1#art_26", id="EUR-Lex article"),
        pytest.param("https://eur-lex.europa.eu/eli/reg/1", "annex_III__point_5", "https://eur-lex.europa.eu/eli/reg/1#annex_III", id="EUR-Lex annex"),
        pytest.param("https://eur-lex.europa.eu/eli/reg/1", "rec_53", "https://eur-lex.europa.eu/eli/reg/1#rec_53", id="EUR-Lex recital"),
        pytest.param("https://wetten.overheid.nl/BWBR1", "art_24__para_12", "https://wetten.overheid.nl/BWBR1#Artikel24", id="national act"),
        pytest.param("https://wetten.overheid.nl/BWBR1", "topic_meldtermijnen", "https://wetten.overheid.nl/BWBR1", id="a topic has no place on the page"),
        pytest.param("https://example.org/brief.pdf", "topic_bewaren", "https://example.org/brief.pdf", id="any other page"),
    ],
)  # fmt: skip
def test_the_address_ends_at_the_article_where_the_page_allows_it(
    small: SimpleNamespace, page: str, eid: str, expected: str
) -> None:
    place = small.of("fiets/art_5")

    assert address(replace(place, eid=eid, source=replace(place.source, address=Address(page)))) == expected


def test_a_follow_up_is_a_question_that_something_uncited_answers(assistant: Assistant, small: SimpleNamespace) -> None:
    answer = assistant.answer(Question("Hoe lang bewaren we de ritgegevens?", as_of=TODAY))
    cited_here = {each.provision for each in answer.citations}
    asks = {ask: each.id for each in small.provisions for ask in each.digest.asks_nl}

    assert len(set(answer.follow_ups)) == len(answer.follow_ups) <= 3
    assert all(asks[each] not in cited_here for each in answer.follow_ups)


@pytest.mark.parametrize("question", ["Hoe lang bewaren we de ritgegevens?", "How long do we keep ride records?"])
def test_no_quotation_of_an_answer_is_in_our_own_words(
    assistant: Assistant, small: SimpleNamespace, question: str
) -> None:
    for each in assistant.answer(Question(question, as_of=TODAY)).citations:
        official = [text.words for text in small.of(each.provision).texts]
        assert (each.basis == "official") is bool(official)
        assert each.quote is None or any(each.quote in words for words in official)
