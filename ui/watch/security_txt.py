"""/.well-known/security.txt (RFC 9116): whom to tell of a weakness."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter
from starlette.responses import PlainTextResponse

from ui.openapi import CONTACT

HOLDS = timedelta(days=180)  # the standard wants less than a year, so that an abandoned address is noticed
PATH = "/.well-known/security.txt"


def security_txt(contact: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> APIRouter:
    """One address, open to all. `contact` is an e-mail address or begins with https://; without one, that of the project.

    It stands at the root of a host: below a sub-path the proxy must pass /.well-known/security.txt on to it.
    """
    router = APIRouter()
    reached = contact or CONTACT["email"]
    uri = reached if reached.startswith("https://") else f"mailto:{reached}"

    @router.get(PATH)
    def shown() -> PlainTextResponse:
        ends = (now() + HOLDS).replace(hour=0, minute=0, second=0, microsecond=0)
        lines = (f"Contact: {uri}", f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: nl, en")
        return PlainTextResponse("\n".join(lines) + "\n", headers={"Cache-Control": "no-store"})

    return router
