"""Tokens are counted offline, for prose in both languages and for anything that can be typed."""

import re
import socket
from pathlib import Path

import pytest

from assistant import budget

DUTCH = (
    "Een gemeente die een algoritme gebruikt om aanvragen te beoordelen, moet kunnen uitleggen hoe dat gaat. "
    "Zij houdt bij welke gegevens erin gaan, wie er toezicht op houdt en wat er gebeurt als de uitkomst niet klopt. "
    "Wie het niet eens is met een besluit, mag om een gesprek met een medewerker vragen."
)
ENGLISH = (
    "A municipality that uses an algorithm to assess applications must be able to explain how it works. "
    "It records which data go in, who supervises the system and what happens when an outcome is wrong. "
    "Anyone who disagrees with a decision may ask to talk to a member of staff."
)


@pytest.fixture(autouse=True)
def offline(monkeypatch, tmp_path):
    """No network, and none of the ranks that this machine may happen to have."""

    def refuse(*_):
        raise AssertionError("tokens are counted without a network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    budget.encoding.cache_clear()
    yield
    budget.encoding.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(DUTCH, id="Dutch"),
        pytest.param(ENGLISH, id="English"),
        pytest.param("  twee\n\n\tregels  \r\n", id="white space"),
        pytest.param("één coördinatie, vóór 1 januari 2027: €35.000.000 (7%)", id="accents and figures"),
        pytest.param("e\u0301e\u0301n", id="accents apart"),
        pytest.param("☃ 日本語 🇳🇱 \u200b\x00", id="signs from elsewhere"),
        pytest.param("<|endoftext|>", id="another model's mark"),
        pytest.param("a" * 1000, id="one long word"),
    ],
)
def test_a_text_comes_back_as_it_was(text):
    encoding = budget.encoding()
    assert encoding.decode(encoding.encode(text)) == text
    assert budget.count(text) == len(encoding.encode(text))


@pytest.mark.parametrize("text", [pytest.param(DUTCH, id="Dutch"), pytest.param(ENGLISH, id="English")])
def test_ordinary_prose_takes_about_a_token_for_four_letters(text):
    assert budget.count(text) == pytest.approx(len(text) / 4, rel=0.4)


@pytest.mark.parametrize(
    ("texts", "limit", "expected"),
    [
        pytest.param([], 10, 0, id="nothing"),
        pytest.param(["in het", "op"], 0, 0, id="no room"),
        pytest.param(["in het", "op"], -1, 0, id="less than no room"),
        pytest.param(["in het", "op"], 2, 1, id="one fits exactly"),
        pytest.param(["in het", "op"], 3, 2, id="all fit exactly"),
        pytest.param([DUTCH, "op"], 3, 0, id="the first is too long, a later one does not take its place"),
        pytest.param(["", ""], 0, 2, id="empty texts take no room"),
    ],
)
def test_as_many_texts_fit_from_the_start_as_there_are_tokens(texts, limit, expected):
    assert budget.fit(texts, limit) == expected


def test_a_damaged_copy_of_o200k_is_not_used_and_not_fetched_again(tmp_path):
    (tmp_path / "fb374d419588a4632f3f557e76b4b70aebbca790").write_bytes(b"half a fi")
    assert budget.encoding().name == "beleidswijzer"


def test_the_ranks_cover_every_byte_and_stay_small():
    encoding = budget.encoding()
    assert {encoding.encode_single_token(bytes([byte])) for byte in range(256)} == set(range(256))
    assert budget.RANKS.stat().st_size <= 1_000_000


def test_training_cuts_words_as_counting_does():
    training = (Path(budget.__file__).parents[1] / "indexing/training/tokens.py").read_text(encoding="utf-8")
    [pattern] = re.findall(r'^PATTERN = r"(.+?)"', training, re.MULTILINE)
    assert pattern == budget.PATTERN
