"""What a request asks for by its method and its headers, for every address of a program at once (RFC 9110).

HEAD is GET without the body, OPTIONS and 405 name the methods of the address, 406 and 415 say which forms it speaks.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.problems import MEDIA_TYPE, Problem, problem, response

JSON = "application/json"
EVENT_STREAM = "text/event-stream"
Refuse = Callable[[Problem, Mapping[str, str] | None], Response]


class Negotiation:
    """Around an application whose routes it knows; `streaming` are the paths that can also answer in events.

    `refuse` gives a problem the shape that the clients of this application know.
    """

    def __init__(
        self, app: ASGIApp, routes: Sequence[BaseRoute], streaming: Sequence[str] = (), refuse: Refuse = response
    ) -> None:
        self.app, self.routes, self.streaming, self.refuse = app, routes, streaming, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = within(scope) if scope["type"] == "http" else ""
        methods = self._methods(path)
        if not methods:  # nothing of ours: the application says that there is nothing
            await self.app(scope, receive, send)
        elif scope["method"] == "OPTIONS":
            await _empty(send, methods)
        elif wrong := self._refused(scope, path, methods):
            allow = {"Allow": ", ".join(methods)} if wrong.status == 405 else None
            await self.refuse(wrong, allow)(scope, receive, _without_body(send) if scope["method"] == "HEAD" else send)
        elif scope["method"] == "HEAD":
            await self.app({**scope, "method": "GET"}, receive, _without_body(send))
        else:
            await self.app(scope, receive, send)

    def _methods(self, path: str) -> tuple[str, ...]:
        """Those of an address, OPTIONS last; nothing where there is no such address."""
        own = {
            method
            for route in self.routes
            if isinstance(route, Route) and route.path_regex.match(path)
            for method in route.methods or ()
        }
        own |= {"HEAD"} if "GET" in own else set()
        return (*sorted(own), "OPTIONS") if own else ()

    def _refused(self, scope: Scope, path: str, methods: Sequence[str]) -> Problem | None:
        headers, method = Headers(scope=scope), scope["method"]
        if method not in methods:
            return problem(405)
        if method in ("POST", "PUT", "PATCH") and not _is_json(headers.get("content-type", "")):
            return problem(415)
        offered = (JSON, EVENT_STREAM) if path in self.streaming else (JSON, MEDIA_TYPE)
        return None if best(headers.get("accept", ""), offered) else problem(406)


def json_response(
    adapter: TypeAdapter[Any], value: object, headers: Mapping[str, str] | None = None, status: int = 200
) -> Response:
    """A value on the wire; what is not there is left out."""
    return Response(adapter.dump_json(value, by_alias=True, exclude_none=True), status, headers, JSON)


def within(scope: Scope) -> str:
    """The path as the application itself knows it, without the place where it is mounted."""
    return str(scope["path"]).removeprefix(scope.get("root_path", ""))


def best(accept: str, offered: Sequence[str]) -> str:
    """The offered form that the header wants most, the first of equals; empty where it wants none of them."""
    wanted = [_range(each) for each in accept.split(",") if each.strip()] or [("*/*", 1.0)]
    weights = [_weight(wanted, each) for each in offered]
    return offered[weights.index(max(weights))] if max(weights) > 0 else ""


def _range(said: str) -> tuple[str, float]:
    """`text/*;q=0.5` is a form and how much it is wanted; a weight that cannot be read counts as whole."""
    form, *parameters = (part.strip().lower() for part in said.split(";"))
    weight = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    return form, float(weight) if weight.replace(".", "", 1).isdecimal() else 1.0


def _weight(wanted: Sequence[tuple[str, float]], offered: str) -> float:
    """That of the form which names it most exactly."""
    covering = ((-form.count("*"), weight) for form, weight in wanted if _covers(form, offered))
    return max(covering, default=(0, 0.0))[1]


def _covers(form: str, offered: str) -> bool:
    return form in ("*/*", offered) or (form.endswith("/*") and offered.startswith(form[:-1]))


def _is_json(content_type: str) -> bool:
    form = content_type.partition(";")[0].strip().lower()
    return form == JSON or (form.startswith("application/") and form.endswith("+json"))


async def _empty(send: Send, methods: Sequence[str]) -> None:
    headers = [(b"allow", ", ".join(methods).encode())]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _without_body(send: Send) -> Send:
    """Its headers stay those of GET, the length too."""

    async def sent(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return sent
