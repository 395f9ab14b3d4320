"""/metrics: the numbers, for Prometheus on this machine or with a key that may read them."""

from fastapi import APIRouter, Response

from assistant import Assistant
from ui.watch.figures import FORM, Figures


def metrics(assistant: Assistant, figures: Figures) -> APIRouter:
    """One address. Who may come there is decided at the gate (ui/gate/places.py)."""
    router = APIRouter()

    @router.get("/metrics")
    def shown() -> Response:
        return Response(figures.text(assistant), media_type=FORM, headers={"Cache-Control": "no-store"})

    return router
