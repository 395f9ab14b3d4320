"""POST /v1/searches."""

import pytest

KEEP = {"question": "Hoe lang bewaren we de ritgegevens?", "asOf": "2026-11-23"}


def test_a_search_gives_provisions_and_no_answer(client):
    response = client.post("/v1/searches", json=KEEP | {"limit": 2})

    found = response.json()
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert len(found["hits"]) == 2
    assert found["hits"][0]["provision"] == "fiets/art_4__para_1"
    assert {"label", "source", "sourceTitle", "score", "foundBy", "summary", "url", "validFrom", "appliesFrom"} <= set(found["hits"][0])  # fmt: skip
    assert {"index", "corpusDate", "asOf", "seconds"} <= set(found)
    assert "text" not in found


def test_the_language_can_be_chosen(client):
    assert client.post("/v1/searches", json=KEEP | {"language": "en"}).json()["hits"][0]["label"] == "Cycling Regulation, Article 4(1)"  # fmt: skip


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"question"}),
        ({"question": "  "}, {"question"}),
        ({"question": "a", "limit": 0, "asOf": "soon", "language": "fr"}, {"limit", "asOf", "language"}),
        ({"question": "a", "limit": 51}, {"limit"}),
        ({"question": "Mag bsn 111222333?"}, {"question"}),
    ],
)
def test_every_mistake_is_named_at_once(client, body, fields):
    response = client.post("/v1/searches", json=body)

    assert response.status_code == 400
    assert {each["field"] for each in response.json()["errors"]} == fields
    assert "111222333" not in response.text
