"""What stands around a plain page, and what a reader sees where there is none."""

from dataclasses import replace
from datetime import date
from urllib.parse import urljoin

import pytest

from assistant.errors import AssistantError
from ui.pages.frame import STALE, Frame, page

HERE = Frame("nl", "bronnen/fiets/art_5", date(2026, 11, 23), date(2026, 11, 1))


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        pytest.param("bronnen/trein", 404, "Bekijk alle bronnen", id="no such source"),
        pytest.param("bronnen/fiets/art_99", 404, "Bekijk Fietsverordening", id="no such article"),
        pytest.param("bronnen/fiets/art_4__para_9", 404, "Bekijk Fietsverordening, artikel 4", id="no such paragraph"),
        pytest.param("bronnen/fiets/art_99", 404, "#vraag=", id="it can be asked for"),
        pytest.param("over/iets", 404, "Deze pagina is er niet", id="nothing below a page"),
        pytest.param("bronnen?peildatum=morgen", 400, "geen datum", id="no day"),
        pytest.param("wat-verandert?rol=kapitein", 400, "kapitein", id="no role"),
        pytest.param("bronnen/%3Cscript%3E/x", 404, "&lt;script&gt;", id="what was typed is escaped"),
    ],
)
def test_what_is_not_there_is_said_with_a_way_on(client, path, status, said):
    answer = client.get(f"/{path}")

    assert answer.status_code == status
    assert said in answer.text
    assert "<h1>" in answer.text


def test_a_slash_too_many_leads_to_the_page(client):
    answer = client.get("/bronnen/fiets/?taal=en")

    assert answer.status_code == 308
    assert urljoin("http://x/bronnen/fiets/", answer.headers["location"]) == "http://x/bronnen/fiets?taal=en"


def test_without_an_index_the_page_says_so_and_the_others_still_open(failing, serve):
    broken = serve(failing(AssistantError("Er is nog geen index.")))

    assert broken.get("/bronnen").status_code == 503
    assert "Er is nog geen index." in broken.get("/bronnen").text
    assert broken.get("/over").status_code == 200
    assert broken.get("/correcties").status_code == 200


def test_an_unexpected_error_is_a_sentence_and_no_stack_trace(failing, serve):
    answer = serve(failing(RuntimeError("geheim"))).get("/bronnen")

    assert answer.status_code == 500
    assert "geheim" not in answer.text
    assert "ligt niet aan u" in answer.text


@pytest.mark.parametrize(
    ("days", "warned"),
    [pytest.param(STALE, False, id="fresh enough"), pytest.param(STALE + 1, True, id="a day too old")],
)
def test_old_sources_are_warned_of_on_every_page(days, warned):
    frame = replace(HERE, today=date.fromordinal(HERE.checked.toordinal() + days))

    assert ("61 dagen geleden" in page(frame, "x", "<h1>x</h1>")) is warned


@pytest.mark.parametrize(
    ("frame", "path", "link"),
    [
        pytest.param(HERE, "begrippen", "../../begrippen", id="up to the foot"),
        pytest.param(HERE, "", "../.././", id="the chat"),
        pytest.param(replace(HERE, path="over"), "begrippen", "begrippen", id="beside it"),
        pytest.param(replace(HERE, language="en"), "over", "../../over?taal=en", id="the language goes along"),
        pytest.param(HERE.on(date(2025, 2, 1)), "over", "../../over?peildatum=2025-02-01", id="the day goes along"),
    ],
)
def test_links_are_relative(frame, path, link):
    assert frame.link(path) == link
