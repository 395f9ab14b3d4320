"""How text is cut into sentences, read from a model, and written with its numbers."""

import pytest

from assistant.draft import Sentence, cited, parse, render
from corpus.sentences import sentences


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        pytest.param("Een. Twee! Drie?", ["Een.", "Twee!", "Drie?"], id="three signs"),
        pytest.param("Zie art. 26 en nr. 940. Dat is alles.", ["Zie art. 26 en nr. 940.", "Dat is alles."], id="art. and nr."),
        pytest.param("See e.g. Annex III. It applies.", ["See e.g. Annex III.", "It applies."], id="e.g."),
        pytest.param("Dat doet bijv. De Haag of resp. Utrecht. Klaar.", ["Dat doet bijv. De Haag of resp. Utrecht.", "Klaar."], id="bijv. and resp."),
        pytest.param("De heer J. Jansen tekent. Hij mag dat.", ["De heer J. Jansen tekent.", "Hij mag dat."], id="initial"),
        pytest.param("De boete is 35.000.000 euro. Of 7,5 %.", ["De boete is 35.000.000 euro.", "Of 7,5 %."], id="figures"),
        pytest.param("Dit geldt vanaf 2027. 24 uur is de termijn.", ["Dit geldt vanaf 2027.", "24 uur is de termijn."], id="a figure begins"),
        pytest.param("Het jaar klopt niet. 'Bestaand' is iets anders.", ["Het jaar klopt niet.", "'Bestaand' is iets anders."], id="straight quotes begin"),
        pytest.param("Dat klopt niet. ‘Bestaand’ is anders.", ["Dat klopt niet.", "‘Bestaand’ is anders."], id="curly quotes begin"),
        pytest.param("Hij zei: “Nee.” Dat was het.", ["Hij zei: “Nee.”", "Dat was het."], id="quotes close"),
        pytest.param("Zo staat het in het tweede lid. De termijn is kort.", ["Zo staat het in het tweede lid.", "De termijn is kort."], id="lid ends a sentence"),
        pytest.param("Maatregel 5.01.01 geldt. Ook nu.", ["Maatregel 5.01.01 geldt.", "Ook nu."], id="a number with dots"),
        pytest.param("Élke dag. Één keer.", ["Élke dag.", "Één keer."], id="accented capital"),
        pytest.param("Zonder punt", ["Zonder punt"], id="no stop"),
        pytest.param("", [], id="nothing"),
        pytest.param("  \n ", [], id="white space"),
    ],
)  # fmt: skip
def test_running_text_is_cut_at_the_ends_of_its_sentences(prose: str, expected: list[str]) -> None:
    assert sentences(prose) == expected


def test_a_quotation_mark_that_closes_a_sentence_stays_with_it() -> None:
    assert "".join(sentences("Hij zei: “Nee.” Dat was het.")).count("”") == 1


def test_a_gist_with_a_list_becomes_sentences_and_points_that_rest_on_one_provision() -> None:
    assert list(cited("Dit moet. Dat ook:\n- een\n- twee. En drie", 2)) == [
        Sentence("Dit moet.", (2,), opens=True),
        Sentence("Dat ook:", (2,)),
        Sentence("een", (2,), is_item=True),
        Sentence("twee. En drie", (2,), is_item=True),
    ]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        pytest.param("Zes maanden [1].", [("Zes maanden.", (1,))], id="before the stop"),
        pytest.param("Zes maanden. [1]", [("Zes maanden.", (1,))], id="after the stop"),
        pytest.param(
            "Zes maanden.[1][2] En meer [3].", [("Zes maanden.", (1, 2)), ("En meer.", (3,))], id="two numbers"
        ),
        pytest.param("Zes maanden [1, 2].", [("Zes maanden.", (1, 2))], id="two numbers in one pair of brackets"),
        pytest.param("Zes maanden.", [("Zes maanden.", ())], id="none"),
        pytest.param("Twee [9] dingen [1].", [("Twee dingen.", (9, 1))], id="in the middle"),
        pytest.param("Zie [a] en [1].", [("Zie [a] en.", (1,))], id="brackets without a number"),
        pytest.param("", [], id="nothing"),
        pytest.param("[1]", [], id="only a number"),
    ],
)
def test_what_a_model_writes_is_read_with_its_numbers(reply: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(each.text, each.numbers) for each in parse(reply)] == expected


@pytest.mark.parametrize("mark", ["-", "*", "•", "1.", "2)"])
def test_points_of_a_list_are_known_by_their_mark(mark: str) -> None:
    intro, point = parse(f"Dit zijn ze [1]:\n{mark} een dak [2]")

    assert (intro.is_item, point.is_item) == (False, True)
    assert (point.text, point.numbers) == ("een dak", (2,))


def test_a_blank_line_opens_a_paragraph() -> None:
    assert [each.opens for each in parse("Een [1]. Twee [1].\n\nDrie [2].")] == [True, False, True]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        pytest.param([Sentence("Zes maanden.", (1,))], "Zes maanden [1].", id="before the full stop"),
        pytest.param([Sentence("Zes maanden", (1, 2))], "Zes maanden [1] [2]", id="no stop, two numbers"),
        pytest.param([Sentence("Een.", (1,)), Sentence("Twee.", (2,))], "Een [1]. Twee [2].", id="in one paragraph"),
        pytest.param([Sentence("Een.", (1,)), Sentence("Twee.", (2,), opens=True)], "Een [1].\n\nTwee [2].", id="two paragraphs"),
        pytest.param([Sentence("Dit:", (1,)), Sentence("a;", (1,), is_item=True), Sentence("b.", (1,), is_item=True)], "Dit [1]:\n- a [1];\n- b [1].", id="a list"),
        pytest.param([Sentence("Dit:", (1,)), Sentence("a", (1,), is_item=True), Sentence("Klaar.", (2,))], "Dit [1]:\n- a [1]\n\nKlaar [2].", id="a sentence after a list leaves it"),
        pytest.param([], "", id="nothing"),
    ],
)  # fmt: skip
def test_a_draft_is_written_as_markdown(draft: list[Sentence], expected: str) -> None:
    assert render(draft) == expected


def test_what_was_written_is_read_back_the_same() -> None:
    draft = [
        Sentence("Dit moet.", (1,), opens=True),
        Sentence("een dak", (2,), is_item=True),
        Sentence("Klaar.", (1, 2), opens=True),
    ]

    assert list(parse(render(draft))) == draft


def test_a_number_that_a_text_has_itself_is_not_read_as_one_of_ours() -> None:
    (sentence,) = cited("Dienstfietsen leveren we op vrijdag in [2][3].", 1)

    assert sentence == Sentence("Dienstfietsen leveren we op vrijdag in […][…].", (1,), opens=True)
    assert render([sentence]) == "Dienstfietsen leveren we op vrijdag in […][…] [1]."
