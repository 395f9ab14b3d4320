"""With official texts from a mirror folder, answers quote them word for word; elsewhere they say that they do not."""

import html
import json
import re
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.quoting import QuotingModel
from assistant.types import Answer, NoticeKind, Question
from corpus.catalogue import corpus_date, load_catalogue
from corpus.digests import read_digests
from corpus.fetching import fetch
from corpus.provisions import gather
from indexing.building import build
from indexing.opening import LiveIndex
from indexing.types import Encoder

MIRROR = Path(__file__).parents[2].parent / "shared" / "corpus" / "mirror"
pytestmark = pytest.mark.skipif(not MIRROR.is_dir(), reason="needs ../shared")
SOURCES = tuple(each for each in load_catalogue() if each.id in {"ai-act", "cbw", "werkagenda", "ipo-vng-2024"})


@pytest.fixture(scope="module")
def mirrored(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The laws of the main job with their official texts."""
    data = tmp_path_factory.mktemp("mirrored")
    list(fetch(SOURCES, data / "texts", MIRROR, network=False))
    entries = [entry for entry in read_digests() if entry.source in {source.id for source in SOURCES}]
    build(SOURCES, gather(SOURCES, entries, data / "texts"), data / "index", encoder, corpus_date=corpus_date())
    return Assistant(LiveIndex(data / "index", encoder), QuotingModel(), 6000, today=corpus_date)


@pytest.fixture(scope="module")
def published() -> str:
    """All that the mirror says, tags and white space aside."""
    texts = [file.read_text(encoding="utf-8") for file in MIRROR.glob("*.html")]
    plain = [html.unescape(re.sub(r"<[^>]+>", " ", text)) for text in texts]
    lines = [line for file in MIRROR.glob("*.jsonl") for line in file.read_text(encoding="utf-8").splitlines()]
    plain += [json.loads(line)["text"] for line in lines if line.strip()]
    return _squeezed("\n".join(plain))


def _squeezed(text: str) -> str:
    """Without any white space: markup breaks words apart, quotations do not."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("Hoe lang moeten we de logbestanden van een hoog-risico-AI-systeem bewaren?", "zes maanden", id="logs"),
        pytest.param("Klopt het dat bestaande hoog-risicosystemen van provincies in 2028 moeten voldoen?", "2 augustus 2030", id="2028"),
        pytest.param("Welke tien maatregelen horen bij de zorgplicht?", "tien maatregelen", id="ten measures"),
        pytest.param("Binnen welke termijn melden we een significant incident?", "72 uur", id="reporting"),
        pytest.param("How long do deployers keep the logs?", "six months", id="English"),
    ],
)  # fmt: skip
def test_official_words_stand_in_the_mirror(mirrored: Assistant, published: str, question: str, said: str) -> None:
    answer = mirrored.answer(Question(question))
    quoted = [each for each in answer.citations if each.quote]

    assert said in answer.text
    assert quoted
    assert all(_squeezed(each.quote or "") in published for each in quoted)
    assert all(each.basis == "official" for each in quoted)


def _kinds(answer: Answer) -> set[NoticeKind]:
    return {notice.kind for notice in answer.notices}


def test_a_paper_without_a_text_is_said_to_be_in_our_own_words(mirrored: Assistant) -> None:
    answer = mirrored.answer(Question("What are the five programme lines of the Werkagenda?"))

    assert NoticeKind.DIGEST_ONLY in _kinds(answer)
    assert all(each.quote is None for each in answer.citations)


def test_a_law_with_its_text_is_quoted_and_needs_no_such_notice(mirrored: Assistant) -> None:
    assert NoticeKind.DIGEST_ONLY not in _kinds(mirrored.answer(Question("How long do deployers keep the logs?")))
