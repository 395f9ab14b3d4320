"""security.txt: whom to tell of a weakness, and until when that holds."""

from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ui.watch.security_txt import PATH, security_txt

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def fields(text):
    return dict(each.split(": ", 1) for each in text.strip().splitlines())


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        pytest.param("", "mailto:beleidswijzer@example.org", id="not set"),
        pytest.param("veilig@gemeente.example", "mailto:veilig@gemeente.example", id="an address for mail"),
        pytest.param("https://gemeente.example/melden", "https://gemeente.example/melden", id="a page"),
    ],
)
def test_it_says_whom_to_tell(contact, shown):
    app = FastAPI()
    app.include_router(security_txt(contact, lambda: NOON))
    answer = TestClient(app).get(PATH)

    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert fields(answer.text) == {
        "Contact": shown, "Expires": "2027-05-26T00:00:00Z", "Preferred-Languages": "nl, en",
    }  # fmt: skip


def test_it_is_open_to_who_is_not_signed_in(stranger):
    answer = stranger.get(PATH)
    ends = datetime.fromisoformat(fields(answer.text)["Expires"])

    assert answer.status_code == 200
    assert timedelta(days=170) < ends - datetime.now(UTC) < timedelta(days=365)
