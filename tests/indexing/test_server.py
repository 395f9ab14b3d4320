"""A Chroma server that goes and comes back while questions are asked of an index that is searched there."""

import signal
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import chromadb  # noqa: F401  where a test is the first to import it, its connections count as left open
import pytest

from assistant import Assistant, Refusal
from assistant.quoting import QuotingModel
from assistant.types import Outcome, Question
from indexing import opening, vectors
from indexing.opening import LiveIndex
from indexing.types import BuildReport, Encoder
from tests.faults.servers import ChromaServer, NoServer, chroma_server

KEEP = Question("Hoe lang bewaren we de ritgegevens?", as_of=date(2026, 11, 23))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaServer]:
    try:
        with chroma_server(tmp_path / "server") as running:
            yield running
    except NoServer as error:
        pytest.skip(str(error))


@pytest.fixture
def assistant(
    server: ChromaServer, make: Callable[..., BuildReport], encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Assistant:  # fmt: skip
    """Answers from an index that is searched as one that is too large to be compared one by one."""
    make(tmp_path / "index", url=server.url)
    monkeypatch.setattr(opening, "EXACT", 0)
    monkeypatch.setattr(vectors, "SECONDS", 1)
    vectors._server.cache_clear()
    return Assistant(LiveIndex(tmp_path / "index", encoder, url=server.url), QuotingModel(), 6000)


@pytest.mark.parametrize("fault", ["killed", "hanging"])
def test_a_server_that_is_gone_is_one_sentence_and_one_that_is_back_answers(
    assistant: Assistant, server: ChromaServer, fault: str
) -> None:
    before = assistant.answer(KEEP)
    assert before.outcome is Outcome.ANSWERED

    if fault == "killed":
        server.stop()
    else:
        server.signal(signal.SIGSTOP)
    with pytest.raises(Refusal, match=f"The Chroma server at {server.url} does not answer: start it") as refused:
        assistant.answer(KEEP)
    assert "\n" not in str(refused.value)

    if fault == "killed":
        server.start()
    else:
        server.signal(signal.SIGCONT)
    assert assistant.answer(KEEP).text == before.text
