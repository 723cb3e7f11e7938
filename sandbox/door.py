"""The HTTP door of the Bot API: path, token, arguments, faults, answer, log (§3)."""

import asyncio
import inspect
import json
import sys
import time
import traceback
from typing import Any

from aiohttp import web

from sandbox import parameters as arguments
from sandbox.faults import Fault, FaultKind
from sandbox.files import UPLOAD_LIMIT
from sandbox.methods import (  # noqa: F401 - importing registers their methods
    answering,
    command_menus,
    copying,
    deleting,
    downloads,
    editing,
    identity,
    rooms,
    sending,
)
from sandbox.methods.receiving import Described
from sandbox.methods.registry import BUILT, EXISTING
from sandbox.parameters import Parameters
from sandbox.refusals import NotBuilt, Refusal, forbidden, too_many
from sandbox.world import World

Json = dict[str, Any]

LONGEST_TOKEN = 80
HEADERS_LIMIT = 256 * 1024
LONGEST_BODY = UPLOAD_LIMIT + arguments.TOTAL_LIMIT
LONGEST_LOGGED = 5000
KEPT_NOT_BUILT = 1000
POLL = "getupdates"
NOT_FROM_WEBHOOK = ("get", "setwebhook", "deletewebhook", "close", "logout")
BROKEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
HTML_ERROR = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n"
    "</body>\r\n</html>\r\n"
)
_encode = json.JSONEncoder(separators=(",", ":")).encode


class Cut(Exception):
    """The connection is to be closed without an answer."""


class Door:
    """Serves `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.webhook.on_answer = self.run_from_webhook

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Any request outside `/control` and the page."""
        if not request.path.startswith("/bot"):
            return _refused(Refusal(404, "Not Found"))
        token, _, name = request.path[4:].partition("/")
        started = time.monotonic()
        try:
            _check_headers(request)
            self._check_token(token)
            return await self._call(request, name.removeprefix("test/"), started)
        except Refusal as refusal:
            return _refused(refusal)
        except BROKEN:
            # a fault of the sandbox itself: loud, and still an answer that a bot can read
            sys.stderr.write(traceback.format_exc())
            return _refused(Refusal(500, "Internal Server Error: the sandbox failed"))
        except Cut:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file by the path that getFile gave (M20)."""
        token = request.match_info["token"]
        try:
            self._check_token(token)
        except Refusal as refusal:
            return _refused(refusal)
        file = self.world.files.open_link(request.match_info["path"], self.world.clock.now())
        if file is None:
            return _refused(Refusal(404, "Not Found"))
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def run_from_webhook(self, answer: Json) -> None:
        """A method in a webhook's answer: run, and nobody hears of the result (§5)."""
        key = str(answer.pop("method", "")).lower()
        if key not in BUILT or key.startswith(NOT_FROM_WEBHOOK):
            return
        given = arguments.from_answer(answer)
        entry: Json = {"method": EXISTING.get(key, key), "status": 200, "description": ""}
        _note(entry, given)
        started = time.monotonic()
        self._begin(key)
        try:
            await self._run(key, given)
        except Refusal as refusal:
            entry |= {"status": refusal.code, "description": refusal.description}
        except (*BROKEN, Cut) as error:
            entry |= {"status": 500, "description": type(error).__name__}
        finally:
            self._end(key, entry, started)

    def _check_token(self, token: str) -> None:
        number, colon, _ = token.partition(":")
        if token.startswith("0") or len(token) > LONGEST_TOKEN or "/" in token or not colon:
            raise Refusal(401, "Unauthorized: invalid token specified")
        if not number.isascii() or not number.isdigit():
            raise Refusal(421, "Misdirected Request: unallowed token specified")
        if token != self.world.options.token:
            raise Refusal(401, "Unauthorized")

    async def _call(self, request: web.Request, name: str, started: float) -> web.Response:
        key = name.lower()
        entry: Json = {"method": EXISTING.get(key, name), "chat_id": None, "status": 0}
        self._begin(key)
        try:
            if (request.content_length or 0) > LONGEST_BODY:
                raise Refusal(413, "Request Entity Too Large")
            given = await arguments.read(request)
            _note(entry, given)
            body = await self._run(key, given)
            entry |= {"status": 200, "description": body.get("description", "")}
            return web.Response(body=_encode(body).encode(), content_type="application/json")
        except Refusal as refusal:
            entry |= {"status": refusal.code, "description": refusal.description}
            if isinstance(refusal, NotBuilt):
                self._tell_not_built(refusal)
            raise
        except Cut:
            entry |= {"description": "connection cut"}
            raise
        finally:
            self._end(key, entry, started)

    async def _run(self, key: str, given: Parameters) -> Json:
        """The answer's body; faults strike before the effect or after it."""
        if key not in BUILT:
            raise self._missing(key)
        open_faults = self.world.faults.open
        fault = self.world.faults.take(key, _chat_id(given)) if open_faults else None
        if fault is not None:
            self._strike_before(fault)
        result = BUILT[key][1](self.world, given)
        if inspect.isawaitable(result):
            result = await result
        if fault is not None:
            await self._strike_after(fault)
        if isinstance(result, Described):
            return {"ok": True, "result": result.result, "description": result.description}
        return {"ok": True, "result": result}

    def _missing(self, key: str) -> Refusal:
        if key not in EXISTING:
            return Refusal(404, "Not Found: method not found")
        return NotBuilt(f"method {EXISTING[key]}")

    def _tell_not_built(self, refusal: NotBuilt) -> None:
        sys.stderr.write(f"sandbox: {refusal.description}\n")
        if len(self.world.not_built) < KEPT_NOT_BUILT:
            self.world.not_built.append(refusal.description)

    def _strike_before(self, fault: Fault) -> None:
        self.world.event("fault", fault.chat_id, fault=fault.kind)
        if fault.kind is FaultKind.TOO_MANY:
            raise too_many(self.world.faults.pause(fault))
        if fault.kind is FaultKind.FORBIDDEN:
            raise forbidden("bot was blocked by the user")
        if fault.kind is FaultKind.SERVER_ERROR:
            raise HtmlError(fault.status)
        if fault.kind is FaultKind.CUT:
            raise Cut

    async def _strike_after(self, fault: Fault) -> None:
        if fault.kind is FaultKind.SLOW:
            await asyncio.sleep(fault.seconds)
        if fault.kind is FaultKind.LOST_ANSWER:
            if fault.answer_429:
                raise too_many(self.world.faults.pause(fault))
            raise Cut

    def _begin(self, key: str) -> None:
        if key != POLL:
            self.world.calls_under_way += 1
            self.world.stir()

    def _end(self, key: str, entry: Json, started: float) -> None:
        now = time.monotonic()
        entry |= {"at_monotonic": started, "ms": round((now - started) * 1000, 3)}
        self.world.calls.add(entry)
        if key != POLL:
            self.world.calls_under_way -= 1
            self.world.stir()


class HtmlError(Refusal):
    """A server's error page: a body that is not JSON (H7)."""

    def __init__(self, status: int) -> None:
        super().__init__(status, "Bad Gateway (a page, not JSON)")


def _refused(refusal: Refusal) -> web.Response:
    if isinstance(refusal, HtmlError):
        return web.Response(status=refusal.code, text=HTML_ERROR, content_type="text/html")
    headers = {}
    if "retry_after" in refusal.parameters:
        headers["Retry-After"] = str(refusal.parameters["retry_after"])
    body = _encode(refusal.as_json()).encode()
    return web.Response(
        status=refusal.code, body=body, content_type="application/json", headers=headers
    )


def _check_headers(request: web.Request) -> None:
    if sum(len(name) + len(value) for name, value in request.raw_headers) > HEADERS_LIMIT:
        words = "Request Header Fields Too Large: total headers size exceeded"
        raise Refusal(431, words)


def _chat_id(given: Parameters) -> int | None:
    return given.integer("chat_id") or None


def _note(entry: Json, given: Parameters) -> None:
    entry["chat_id"] = _chat_id(given)
    entry["params"] = {name: value[:LONGEST_LOGGED] for name, value in given.values.items()}
    for name, upload in given.uploads.items():
        entry["params"][name] = f"<{upload.name}: {len(upload.content)} bytes>"
