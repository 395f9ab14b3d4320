"""The doors of feedback without the chat, and a PostgreSQL of our own where it is installed."""

import os
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

import ui
from assistant.types import Answer
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


def postgres_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """The URL of a PostgreSQL that runs for these tests only; it is reached by a socket in a folder of its own."""
    programs = postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql)")
    pytest.importorskip("psycopg", reason="its driver is not installed: pip install -e '.[postgres]'")
    folder = Path("/tmp") / f"bw-postgres-{os.getpid()}"  # a socket's path must be short
    folder.mkdir(mode=0o700)
    user = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "nobody", "nogroup")
        user = {"user": "nobody"}
    run = partial(subprocess.run, check=True, cwd=folder, stdout=subprocess.DEVNULL, **user)
    try:
        run([programs / "initdb", "-D", folder / "data", "-U", "postgres", "--auth=trust", "--no-sync"])
        control = [programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
        run([*control, "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start"])
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder)
