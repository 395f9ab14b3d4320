"""How much of each provision is said: a note, with whole lists where they lead, and nothing twice."""

from assistant.arranging import ASKED_LIST, LEAD, POINTS, TOTAL, beside, leading
from assistant.draft import Sentence

AMONG = "onder meer"


def prose(*words: str) -> list[Sentence]:
    return [Sentence(each, (1,), opens=not place) for place, each in enumerate(words)]


def listed(opening: str, *points: str) -> list[Sentence]:
    return [Sentence(opening, (1,), opens=True), *(Sentence(each, (1,), is_item=True) for each in points)]


def long(word: str, words: int) -> str:
    return " ".join([word] * words) + "."


def texts(said: list[Sentence]) -> list[str]:
    return [each.text for each in said]


def test_a_leading_list_is_never_cut() -> None:
    lines = listed("Dit moet:", *(long(f"punt{number}", 30) for number in range(12)))

    assert leading(lines, [0.0] * 13, asks_moment=False) == lines


def test_long_prose_keeps_its_opening_and_what_is_near_the_question_in_its_order() -> None:
    lines = prose(long("opening", 50), long("ver", 45), long("dichtbij", 45))

    said = leading(lines, [0.1, 0.2, 0.9], asks_moment=False)

    assert texts(said) == [lines[0].text, lines[2].text]
    assert sum(len(text.split()) for text in texts(said)) <= LEAD


def test_where_a_day_is_asked_for_the_sentence_that_names_it_comes_first() -> None:
    lines = prose("De plicht is er.", "Zij geldt sinds 2 februari 2025.")

    said = leading(lines, [0.9, 0.5], asks_moment=True)

    assert texts(said) == ["Zij geldt sinds 2 februari 2025.", "De plicht is er."]
    assert [each.opens for each in said] == [True, False]


def test_of_others_the_nearest_sentence_is_said() -> None:
    found = beside([(prose("Ver weg.", "Precies dit."), [0.1, 0.9])], [], 1.0, asks_list=False, among=AMONG)

    assert [texts(each) for each in found] == [["Precies dit."]]
    assert found[0][0].opens


def test_the_rule_comes_before_the_exception_that_is_nearest() -> None:
    lines = prose("Een datalek wordt gemeld.", "Dat hoeft niet zonder risico.")

    near, far = (beside([(lines, [rule, 0.9])], [], 1.0, asks_list=False, among=AMONG)[0] for rule in (0.5, 0.1))

    assert texts(near) == [each.text for each in lines]
    assert texts(far) == [lines[1].text]


def test_an_answer_without_lists_stays_a_note() -> None:
    draft = prose(long("lead", 100))
    others = [(prose(long(f"ander{number}", 40), long(f"meer{number}", 30)), [0.9, 0.8]) for number in range(5)]

    found = beside(others, draft, 1.0, asks_list=False, among=AMONG)

    assert 100 + sum(len(text.split()) for each in found for text in texts(each)) <= TOTAL
    assert all(texts(each) for each in found[:2])


def test_a_list_that_comes_nearer_than_what_leads_may_be_long() -> None:
    points = listed("De gronden:", *(long(f"grond{number}", 20) for number in range(6)))
    draft = listed("Iets anders:", "een", "twee")

    near = beside([(points, [0.5, *([0.9] * 6)])], draft, 0.6, asks_list=True, among=AMONG)
    far = beside([(points, [0.1] * 7)], draft, 0.6, asks_list=True, among=AMONG)

    assert near == [points]
    assert sum(len(each.text.split()) for each in points) <= ASKED_LIST
    assert far == [[]]


def test_of_a_long_list_beside_prose_the_nearest_points_are_said_in_their_order_and_that_there_are_more() -> None:
    points = listed("De gronden:", *(long(f"grond{number}", 25) for number in range(6)))
    near = [0.1, 0.1, 0.4, 0.1, 0.1, 0.5, 0.1]

    some, none = (
        beside([(points, near)], draft, 0.9, asks_list=False, among=AMONG)[0]
        for draft in (prose("Iets anders."), listed("Iets anders:", "een", "twee"))
    )

    assert texts(some) == ["De gronden, onder meer:", points[2].text, points[5].text]
    assert sum(len(each.text.split()) for each in some if each.is_item) <= POINTS
    assert none == []  # it would blur the list that leads


def test_a_directive_and_its_act_do_not_both_list_the_same() -> None:
    points = ("beleid voor risicoanalyse", "afhandeling van incidenten", "beveiliging van personeel")
    act, directive = listed("De maatregelen zijn:", *points), listed("Tot de maatregelen behoren:", *points)

    assert beside([(directive, [0.9] * 4)], act, 0.5, asks_list=True, among=AMONG) == [[]]


def test_the_same_list_with_other_figures_is_another_list() -> None:
    fines = [
        listed(f"De boete voor een {group} entiteit is ten hoogste:", f"{fine} euro bij overtreding van de zorgplicht")
        for group, fine in (("essentiële", "10.000.000"), ("belangrijke", "7.000.000"))
    ]

    assert beside([(fines[1], [0.9, 0.9])], fines[0], 0.5, asks_list=False, among=AMONG) == [fines[1]]
