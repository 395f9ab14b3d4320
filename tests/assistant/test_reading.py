"""The article that a provision lies in: its parts in order, their days, and what lies around it."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.outline import in_order, outline
from assistant.reading import State, parts_of
from corpus.types import Text

TODAY = date(2026, 11, 23)
BEFORE = date(2026, 2, 1)


def test_a_reader_sees_gist_and_official_words_in_both_languages(assistant):
    reading = assistant.reading("fiets", "art_4__para_1", TODAY)

    part = next(each for each in reading.parts if each.asked)
    assert part.label.en == "Article 4(1)"
    assert part.gist.nl == "De gemeente bewaart ritgegevens minstens zes maanden."
    assert [text.language for text in part.official] == ["nl", "en"]
    assert part.applies_from == date(2027, 3, 1)
    assert (reading.place.label.nl, reading.place.label.en) == ("artikel 4", "Article 4")
    assert reading.address.endswith("#art_4")


def test_a_reader_sees_what_held_on_an_earlier_day_with_its_last_day(assistant):
    reading = assistant.reading("fiets", "art_4__para_1", BEFORE)

    assert reading.parts[0].gist.en == "The municipality keeps ride records for three months."
    assert (reading.state, reading.edition.id, reading.edition.valid_until) == (
        State.IN_FORCE,
        "2025-01-01",
        date(2026, 6, 1),
    )
    assert [(each.id, each.is_shown, each.changed) for each in reading.versions] == [
        ("2025-01-01", True, False),
        ("2026-06-01", False, True),
    ]


@pytest.mark.parametrize(
    ("eid", "day", "state"),
    [
        pytest.param("art_8", TODAY, State.ENDED, id="a struck article is still shown, as struck"),
        pytest.param("art_8", BEFORE, State.IN_FORCE, id="before that it was in force"),
        pytest.param("art_5", BEFORE, State.COMING, id="an article of a later edition is to come"),
        pytest.param("art_5", TODAY, State.IN_FORCE, id="and then it is in force"),
    ],
)  # fmt: skip
def test_the_state_of_an_article_hangs_on_the_day(assistant, eid, day, state):
    assert assistant.reading("fiets", eid, day).state is state


@pytest.mark.parametrize(
    ("source", "eid"),
    [
        pytest.param("fiets", "art_99", id="an article that is not there"),
        pytest.param("fiets", "art_4__para_9", id="a paragraph that is not there"),
        pytest.param("trein", "art_4", id="a source that is not there"),
        pytest.param("fiets", "", id="no article"),
    ],
)
def test_what_we_do_not_have_is_nothing(assistant, source, eid):
    assert assistant.reading(source, eid, TODAY) is None


def test_an_article_that_only_its_parts_speak_of_can_be_opened(assistant):
    reading = assistant.reading("fiets", "art_4", TODAY)

    assert [part.eid for part in reading.parts] == ["art_4__para_1"]
    assert not any(part.asked for part in reading.parts)


def test_a_reader_goes_on_to_the_neighbours(assistant):
    reading = assistant.reading("fiets", "art_5", TODAY)

    assert (reading.previous.id, reading.next.id) == ("fiets/art_4", "fiets/art_6")
    assert assistant.reading("fiets", "art_3", TODAY).previous is None
    assert assistant.reading("fiets", "annex_I", TODAY).next is None


def test_relations_are_told_from_both_ends(assistant):
    letter = assistant.reading("brief", "topic_bewaren", TODAY)
    act = assistant.reading("fiets", "art_4", TODAY)

    assert [(each.kind, each.other, each.label.nl, each.can_be_read) for each in letter.relations] == [
        ("overtaken_by", "fiets/art_4__para_1", "Fietsverordening, artikel 4, lid 1", True)
    ]
    assert [(each.kind, each.part, each.other) for each in act.pointing] == [
        ("overtaken_by", "fiets/art_4__para_1", "brief/topic_bewaren")
    ]


def test_articles_come_before_annexes_and_in_the_order_of_their_numbers(assistant):
    order = outline(assistant.live.now(), "fiets", TODAY)

    assert [each.eid for each in order] == ["art_3", "art_4", "art_5", "art_6", "annex_I"]


@pytest.mark.parametrize(
    ("given", "ordered"),
    [
        pytest.param(["art_1__para_10", "art_1__para_2"], ["art_1__para_2", "art_1__para_10"], id="ten after two"),
        pytest.param(["art_1__para_1", "art_1", "art_1__para_1__point_a"], ["art_1", "art_1__para_1", "art_1__para_1__point_a"], id="inside after around"),
        pytest.param(["art_1__para_3", "art_1__para_2a", "art_1__para_2"], ["art_1__para_2", "art_1__para_2a", "art_1__para_3"], id="inserted after its number"),
        pytest.param(["art_1__point_d", "art_1__subpara_1", "art_1__point_c"], ["art_1__point_c", "art_1__point_d", "art_1__subpara_1"], id="each kind among its own"),
    ],
)  # fmt: skip
def test_parts_that_no_text_places_come_by_their_numbers(small, given, ordered):
    one = small.of("fiets/art_5")

    assert [each.eid for each in in_order(replace(one, eid=eid) for eid in given)] == ordered


def test_a_struck_part_stands_between_those_that_are_left(small):
    new, old = small.of("fiets/art_4__para_1"), small.of("fiets/art_4__para_1@2025-01-01")
    left = [replace(new, eid=f"art_4__para_{number}", position=number) for number in (1, 3)]

    ordered = in_order([replace(old, eid="art_4__para_2", position=90, texts=new.texts), *left])

    assert [each.eid for each in ordered] == ["art_4__para_1", "art_4__para_2", "art_4__para_3"]


def test_words_that_stand_in_a_part_are_not_said_twice(small):
    around = replace(
        small.of("fiets/art_5"), texts=(Text("nl", "Een stalling heeft:\n1. licht;\n2. een  dak.\nMeer niet."),)
    )
    inner = [
        replace(around, eid=f"art_5__para_{n}", texts=(Text("nl", words),))
        for n, words in ((1, "licht;"), (2, "een dak."))
    ]

    parts = tuple(parts_of([around, *inner], "fiets/art_5", TODAY))

    assert [text.words for text in parts[0].own] == ["Een stalling heeft:\nMeer niet."]
    assert "een  dak." in parts[0].official[0].words
    assert [text.words for text in parts[1].own] == ["licht;"]
