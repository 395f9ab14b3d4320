"""Who asks, as far as a request tells: someone at this machine, or a page of another website."""

from fastapi import Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from ui.gate.proxy import is_at_home
from ui.gate.scopes import Scope
from ui.watch.visit import visit_of

FIELDS = 20  # of a form


def may_read_feedback(request: Request) -> bool:
    """Whoever sits at this machine, and whom the gate knows as an owner or by a key for it."""
    return is_at_home(request.scope) or Scope.READ_FEEDBACK in visit_of(request.scope).visitor.scopes


def is_of_another_site(request: Request) -> bool:
    """A form that a page of another website sends in the name of its reader."""
    return request.headers.get("sec-fetch-site") == "cross-site"


async def sent(request: Request) -> FormData:
    """The fields of a form without files; none where it cannot be read."""
    try:
        return await request.form(max_files=0, max_fields=FIELDS)
    except HTTPException:
        return FormData()


def field(form: FormData, name: str) -> str:
    """What was filled in there, or nothing."""
    value = form.get(name)
    return value if isinstance(value, str) else ""
