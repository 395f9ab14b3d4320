"""The doors of feedback without the chat, and a PostgreSQL of our own where it is installed."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

import ui
from assistant.types import Answer
from tests.faults.postgres import WHY_NOT, postgres, programs
from ui.api import api
from ui.edge import Edge
from ui.export.door import note_door
from ui.feedback.door import feedback_door
from ui.feedback.register import Register
from ui.gate.bodies import Bodies

STATIC = Path(ui.__file__).parent / "static"
HERE = ("127.0.0.1", 50000)


def app_of(assistant, register):
    """The doors alone: the chat takes half a second to build."""
    app = FastAPI()
    app.add_middleware(Bodies)
    app.add_middleware(Edge)
    app.mount("/v1", api(assistant, register))
    app.mount("/static", StaticFiles(directory=STATIC))
    app.include_router(note_door(assistant))
    app.include_router(feedback_door(assistant, register))
    return app


def door_of(assistant, data, client=HERE):
    app = app_of(assistant, Register("", data))
    return TestClient(app, "http://127.0.0.1", raise_server_exceptions=False, client=client)


@pytest.fixture(name="app_of", scope="session")
def _app_of():
    return app_of


@pytest.fixture(name="door_of", scope="session")
def _door_of():
    """`door_of(assistant, data)`: asked from the machine itself."""
    return door_of


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def door(assistant, data):
    return door_of(assistant, data)


@pytest.fixture(scope="session")
def answer(answers):
    return TypeAdapter(Answer).dump_python(answers.answered, mode="json", by_alias=True, exclude_none=True)


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL that runs for these tests only."""
    if programs() is None:
        pytest.skip(WHY_NOT)
    pytest.importorskip("psycopg", reason="its driver is not installed: pip install -e '.[postgres]'")
    with postgres() as running:
        yield running


@pytest.fixture(scope="session", name="postgres")
def _postgres(server):
    """Its URL."""
    return server.url


def emptied(register):
    """Without tables, whoever made them."""
    with register.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS feedback, alembic_version")


@pytest.fixture(scope="session", name="emptied")
def _emptied():
    return emptied
