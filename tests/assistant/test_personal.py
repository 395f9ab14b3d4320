"""Personal data are found and masked, what looks like them in law is left alone, and a question with them goes no further."""

import json
import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from assistant import Assistant
from assistant.personal import masked, objection, personal_data
from assistant.quoting import QuotingModel
from assistant.types import Answer, Language, Outcome, Question, Turn
from corpus.digests import read_digests
from evals.cases import load_cases

FOUND = {
    "email": (
        "jan.jansen@gemeente.nl",
        "J.de-Vries+avg@mail.gemeente.nl",
        "o'brien@example.org",
        "jan [at] gemeente (punt) nl",
        "jan(at)gemeente.nl",
        "info@gemeente.nl",
        "jan＠gemeente.nl",
        "josé@exämple.nl",
    ),
    "bsn": (
        "111222333",
        "123456782",
        "1112.22.333",
        "111.222.333",
        "111 222 333",
        "111-222-333",
        "11 12 22 333",
        "111\u00a0222\u00a0333",
    ),
    "iban": (
        "NL91ABNA0417164300",
        "nl91 abna 0417 1643 00",
        "NL 91 ABNA 0417 1643 00",
        "NL91-ABNA-0417-1643-00",
        "DE89 3704 0044 0532 0130 00",
        "BE68 5390 0754 7034",
        "FR14 2004 1010 0505 0001 3M02 606",
        "GB29 NWBK 6016 1331 9268 19",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
    ),
    "phone": (
        "0612345678",
        "06-12345678",
        "06 12 34 56 78",
        "06 1234 5678",
        "(06) 12345678",
        "+31612345678",
        "+31 6 12345678",
        "+31 (0)6 12 34 56 78",
        "0031 6 1234 5678",
        "31612345678",
        "070-1234567",
        "(070) 123 45 67",
        "0343-123456",
        "0343 12 34 56",
        "088 - 123 45 67",
        "06/12345678",
        "020/123 45 67",
        "+316-12345678",
        "0031(0)612345678",
        "06 – 1234 5678",
        "+32 475 12 34 56",
        "+49 30 123456",
        "+44 20 7946 0958",
        "+1 (555) 123-4567",
    ),
}
EVERY = [pytest.param(kind, each, id=each) for kind, every in FOUND.items() for each in every]
LEFT_ALONE = (
    "artikel 26, lid 6",
    "artikelen 26, 27, 28 en 29",
    "art. 26 27 28 29",
    "bijlage III, punt 5(a)",
    "Verordening (EU) 2024/1689",
    "Richtlijn (EU) 2022/2555",
    "CELEX 32024R1689",
    "02024R1689-20260727",
    "BWBR0041515",
    "Kamerstuk 36764",
    "36 764, nr. 3",
    "kst-36764-3",
    "26643-1234",
    "26 643, nr. 1234",
    "COM(2025) 837",
    "Stb. 2026, 123",
    "stcrt-2024-12345",
    "ECLI:NL:HR:2024:1234",
    "2 augustus 2026",
    "2026-08-02",
    "02-08-2026",
    "06-11-2026",
    "06-12-2026 14:30 uur",
    "01-02-2026 10:30",
    "06.12.2026 1400",
    "2026-2027 en 2028-2030",
    "20260727",
    "€ 15.000.000",
    "€ 123.456.782",
    "123.456.782 euro",
    "111 222 333 miljoen",
    "1.000.000.000",
    "7,5 miljoen of 1,5 %",
    "10^25 FLOPS, 10000000000000000000000000",
    "maatregel 5.01.01",
    "versie 2.5.1",
    "BIO2 v1.3",
    "NEN-EN-ISO/IEC 27001:2022",
    "EN 18031-1 en zo voorts tot het eind",
    "EN18031 1 en zo voorts tot het eind van de zin",
    "192.168.10.1",
    "2001:0db8:85a3::8a2e",
    "OIN 00000001003214345000",
    "KvK 12345678",
    "bel 112 of 1400",
    "14 070",
    "0800 1351",
    "van 0900-1700 uur",
    "06/12/2026 1400 uur",
    "06:00-18:00",
    "ISBN 978-90-12-40123-4",
    "6 GHz, 2,4 GHz, 5925-6425 MHz",
    "RAV 2001/18/EG",
    "maatregel 06.12.2026.01",
    "pagina 111-222",
    "artikel 20 22 24 269",
    "123456789",
    "000000000",
    "NL92ABNA0417164300",
    "@beleidswijzer",
    "wij werken @ kantoor",
    "C++ 17",
    "24/7",
    "https://eur-lex.europa.eu/eli/reg/2024/1689#art_26",
    "6 maanden, 24 uur, 72 uur en 1 maand",
    "zaak Z-2024-0123456789",
)
KINDS_NL = {"email": "e-mailadres", "bsn": "BSN", "iban": "IBAN", "phone": "telefoonnummer"}
KINDS_EN = {"email": "e-mail address", "bsn": "citizen service number", "iban": "bank account", "phone": "telephone"}
SECRET = "111222333"
ASK = f"Mogen we bsn {SECRET} van jan.jansen@gemeente.nl bewaren?"


@pytest.mark.parametrize(("kind", "written"), EVERY)
@pytest.mark.parametrize(
    "around",
    [
        pytest.param("{}", id="alone"),
        pytest.param("Mag ik {} in het register zetten?", id="in a sentence"),
        pytest.param("Het is {}.", id="at the end"),
        pytest.param("(zie: {}), of 24 uur", id="between signs"),
        pytest.param("artikel 26\n{}\nlid 6", id="on a line of its own"),
    ],
)
def test_personal_data_are_found_where_they_stand(kind: str, written: str, around: str) -> None:
    text = around.format(written)

    assert [(each.kind, text[each.start : each.end]) for each in personal_data(text)] == [(kind, written)]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("bsn: 1 1 1 2 2 2 3 3 3", id="figure by figure"),
        pytest.param("Burgerservicenummer van haar is 11 122 23 33", id="in odd groups"),
        pytest.param("BSN 10000008", id="eight figures, of an old number"),
        pytest.param("BSN111222333", id="against the word"),
    ],
)
def test_where_the_word_stands_before_it_any_grouping_is_a_citizen_service_number(typed: str) -> None:
    assert [each.kind for each in personal_data(typed)] == ["bsn"]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_figures_of_law_are_left_alone(text: str) -> None:
    assert personal_data(text) == ()
    assert personal_data(f"Wat geldt volgens {text} voor ons?") == ()


def test_no_question_of_ours_holds_personal_data() -> None:
    asked = [text for case in load_cases("dev") for text in (case.question, *(each.content for each in case.history))]
    asks = [ask for each in read_digests() if each.digest for ask in (*each.digest.asks_nl, *each.digest.asks_en)]

    assert [text for text in (*asked, *asks) if personal_data(text)] == []


def test_no_gist_holds_personal_data_but_the_address_that_a_register_gives_itself() -> None:
    digests = [each.digest for each in read_digests() if each.digest]
    gists = [gist for each in digests for gist in (each.gist.nl, each.gist.en)]

    found = {gist[each.start : each.end] for gist in gists for each in personal_data(gist)}
    assert found == {"algoritmeregister@minbzk.nl"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Mail jan@gemeente.nl of bel 06-12345678.", "nl", "Mail [e-mailadres] of bel [telefoonnummer].", id="Dutch"),
        pytest.param("Mail jan@gemeente.nl or call 06-12345678.", "en", "Mail [e-mail address] or call [telephone number].", id="English"),
        pytest.param("NL91 ABNA 0417 1643 00 van 111222333", "nl", "[rekeningnummer] van [burgerservicenummer]", id="numbers"),
        pytest.param("Hoe lang bewaren we logs?", "nl", "Hoe lang bewaren we logs?", id="nothing to mask"),
    ],
)  # fmt: skip
def test_what_is_masked_shows_its_kind_alone(text: str, language: Language, expected: str) -> None:
    assert masked(text, language) == expected
    assert personal_data(expected) == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(piece * (200_000 // len(piece)), id=piece)
        for piece in ("a", "0 ", "1.2-", "a.a@", "(at) ", "bsn ", "+31 ", "NL91 ", "123 ", "06-")
    ],
)
def test_a_hostile_text_is_read_in_the_blink_of_an_eye(text: str) -> None:
    started = time.perf_counter()
    personal_data(text)

    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(("kind", "written"), [pytest.param(kind, every[0], id=kind) for kind, every in FOUND.items()])
@pytest.mark.parametrize(("language", "names"), [pytest.param("nl", KINDS_NL, id="nl"), pytest.param("en", KINDS_EN, id="en")])  # fmt: skip
def test_a_question_with_personal_data_hears_which_kind_was_seen(
    kind: str, written: str, language: Language, names: dict[str, str]
) -> None:
    said = objection(Question(f"AI {written}"), language)

    assert names[kind] in said
    assert written not in said
    assert not any(name in said for other, name in names.items() if other != kind)


def test_several_kinds_are_named_together() -> None:
    assert "een burgerservicenummer (BSN) en een e-mailadres." in objection(Question(ASK), "nl")


class Untouchable(QuotingModel):
    """A model that may not be asked anything."""

    def compose(self, *_: object) -> tuple[()]:
        raise AssertionError


def test_it_is_blocked_before_anything_is_searched_shown_or_sent(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexing.search.Index.search", Untouchable.compose)
    steps = list(Assistant(assistant.live, Untouchable(), 6000).answering(Question(ASK)))

    (answer,) = steps
    assert isinstance(answer, Answer)
    assert answer.outcome is Outcome.BLOCKED
    assert answer.question == "Mogen we bsn [burgerservicenummer] van [e-mailadres] bewaren?"
    assert (answer.citations, answer.considered, answer.notices) == ((), (), ())


def test_personal_data_in_an_earlier_question_block_it_too(assistant: Assistant) -> None:
    history = (Turn("user", ASK), Turn("assistant", "Dat neem ik niet in behandeling."))
    answer = assistant.answer(Question("Hoe lang bewaren we de ritgegevens?", history=history))

    assert answer.outcome is Outcome.BLOCKED
    assert "eerdere vraag" in answer.text
    assert SECRET not in repr(answer)


def test_what_was_masked_before_blocks_no_more_and_neither_does_an_address_in_an_answer(assistant: Assistant) -> None:
    history = (Turn("user", masked(ASK, "nl")), Turn("assistant", "Mail algoritmeregister@minbzk.nl [1]."))

    answer = assistant.answer(Question("Hoe lang bewaren we de ritgegevens?", history=history))
    assert answer.outcome is Outcome.ANSWERED


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["plain", "json"])
def test_the_command_line_shows_nothing_of_it(run: Callable[..., SimpleNamespace], form: tuple[str, ...]) -> None:
    done = run("assistant", ASK, *form)

    assert done.status == 0
    assert "burgerservicenummer" in done.out
    assert SECRET not in done.out + done.error


def test_a_batch_holds_nothing_of_it(run: Callable[..., SimpleNamespace], tmp_path: object) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "question": ASK}), encoding="utf-8")

    assert run("assistant", "--batch", "in.jsonl", "--out", "out.jsonl").status == 0
    (answer,) = map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())
    assert answer["outcome"] == "blocked"
    assert SECRET not in json.dumps(answer)
