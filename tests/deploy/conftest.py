"""The application, for what asks it something."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ui.api import health


@pytest.fixture
def client(assistant):
    app = FastAPI()
    app.mount("/health", health(assistant))
    return TestClient(app)
