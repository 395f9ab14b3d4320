"""Who asks, as far as a request tells: someone at this machine, or a page of another website."""

import ipaddress

from fastapi import Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

_PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
_NAMES = ("localhost", "127.0.0.1", "[::1]")
FIELDS = 20  # of a form


def is_at_this_machine(request: Request) -> bool:
    """From a loopback address, not passed on by a proxy, and under a name of this machine: a name that another website
    points to us is refused.
    """
    if request.client is None or any(name in request.headers for name in _PASSED_ON):
        return False
    try:
        is_loopback = ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
    name = request.headers.get("host", "")
    return is_loopback and any(name == each or name.startswith(f"{each}:") for each in _NAMES)


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
