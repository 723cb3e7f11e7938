"""Reading control requests and refusing them in one sentence."""

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.chats import Chat
from sandbox.people import Person
from sandbox.world import World

Json = dict[str, Any]
LOCAL_HOST = re.compile(r"(localhost|127(\.\d+){3}|\[::1\])(:\d+)?")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Wrong(Exception):
    """A refusal of the control API: status, sentence, and what may help."""

    def __init__(self, status: int, sentence: str, **more: Any) -> None:
        super().__init__(sentence)
        self.status = status
        self.body = {"error": sentence, **more}


def own_pages_only(*, is_loopback: bool) -> Any:
    """Refuse the control API to other sites' pages that are open in the same browser."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        is_foreign = origin is not None and urlsplit(origin).netloc != request.host
        is_renamed = is_loopback and not LOCAL_HOST.fullmatch(request.host)
        if request.path.startswith("/control") and (is_foreign or is_renamed):
            return web.json_response({"error": "another site's page may not do this"}, status=403)
        return await handler(request)

    return guard


@web.middleware
async def refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn `Wrong` into JSON."""
    try:
        return await handler(request)
    except Wrong as wrong:
        return web.json_response(wrong.body, status=wrong.status)
    except (TypeError, ValueError) as error:
        if not request.path.startswith("/control"):
            raise
        return web.json_response({"error": f"a value is of the wrong kind: {error}"}, status=400)


async def body_of(request: web.Request) -> Json:
    """The JSON object of a request; an empty body is an empty object."""
    raw = await request.read()
    try:
        given = json.loads(raw) if raw else {}
    except ValueError as error:
        raise Wrong(400, f"the body is not JSON: {error}") from error
    if not isinstance(given, dict):
        raise Wrong(400, "the body must be a JSON object")
    return given


def number(request: web.Request, name: str, default: float = 0) -> float:
    """A number of the query."""
    try:
        return float(request.query.get(name, default))
    except ValueError as error:
        raise Wrong(400, f"{name} must be a number") from error


def path_id(request: web.Request, name: str = "id") -> int:
    """An id of the path."""
    try:
        return int(request.match_info[name])
    except ValueError as error:
        raise Wrong(404, f"{name} must be a number") from error


def person_of(world: World, person_id: Any) -> Person:
    """The person with this id."""
    person = world.people.get(person_id) if isinstance(person_id, int) else None
    if person is None:
        raise Wrong(404, f"there is no person {person_id}")
    return person


def chat_of(world: World, chat_id: Any) -> Chat:
    """The chat with this id."""
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None:
        raise Wrong(404, f"there is no chat {chat_id}")
    return chat
