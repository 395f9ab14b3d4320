"""The application at this machine, and what it would write down."""

import logging

import pytest
from fastapi.testclient import TestClient

from corpus.settings import AccessSettings, AnswerSettings, CorpusSettings, SearchSettings, ServingSettings, Settings
from ui.app import create_app
from ui.watch.journal import JsonLines


@pytest.fixture
def house(in_loop, assistant, tmp_path):
    """`house(assistant, rate_limit=…)`: a client at this machine."""

    def made(given=assistant, **access):
        groups = (
            CorpusSettings(data=tmp_path),
            SearchSettings(),
            AnswerSettings(),
            ServingSettings(),
            AccessSettings(**access),
        )
        app = in_loop(lambda: create_app(given, Settings(*groups)))
        return TestClient(
            app, "http://localhost", raise_server_exceptions=False, follow_redirects=False, client=("127.0.0.1", 1)
        )

    return made


@pytest.fixture
def lines(caplog):
    """What would be written on standard output, as JSON lines."""
    caplog.set_level(logging.INFO, "beleidswijzer.requests")
    written = []
    handler = logging.Handler()
    handler.emit = lambda record: written.append(JsonLines().format(record))
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)
