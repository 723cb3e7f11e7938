"""A bare messenger for load: updates by long polling, calls taken at once, no limits.

Far less than the sandbox on purpose: what is measured is the bot, not its counterpart.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

Raw = dict[str, Any]
BOT = {"id": 1000001, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
ANSWERS: dict[str, Any] = {
    "getme": BOT,
    "getwebhookinfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
}


class Messenger:
    """One bot's server; ``on_call`` hears every call about a chat with its parameters."""

    def __init__(self, on_call: Callable[[str, Raw, int], None]) -> None:
        self.on_call = on_call
        self.updates: deque[Raw] = deque()
        self.url = ""
        self._there = asyncio.Event()
        self._update_id = 5_000_000
        self._message_id = 100
        self._runner: web.ServerRunner | None = None

    async def start(self) -> None:
        """Listen on a free port of this machine."""
        self._runner = web.ServerRunner(web.Server(self._serve, access_log=None))
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Close the server."""
        if self._runner is not None:
            await self._runner.cleanup()

    def put(self, chat_id: int, **event: Any) -> None:
        """Queue an update from a person."""
        self._update_id += 1
        self.updates.append({"update_id": self._update_id, **event})
        self._there.set()

    def say(self, chat_id: int, text: str) -> None:
        """Queue a person's message."""
        self.put(chat_id, message=self.message(chat_id, person(chat_id), text))

    def tap(self, chat_id: int, data: str, message_id: int) -> None:
        """Queue a person's tap on a button."""
        message = {**self.message(chat_id, BOT, "…"), "message_id": message_id}
        query = {"id": str(self._update_id), "from": person(chat_id), "chat_instance": "1",
                 "data": data, "message": message}  # fmt: skip
        self.put(chat_id, callback_query=query)

    def message(self, chat_id: int, sender: Raw, text: str) -> Raw:
        """Make a message in a private chat."""
        self._message_id += 1
        return {
            "message_id": self._message_id,
            "date": int(time.time()),
            "chat": {"id": chat_id, "type": "private", "first_name": "Анна"},
            "from": sender,
            "text": text,
        }

    async def _serve(self, request: web.BaseRequest) -> web.Response:
        method = request.path.rsplit("/", 1)[-1].lower()
        body = await request.read()
        given = _parameters(request, body)
        if method == "getupdates":
            return _ok(await self._poll(given))
        if "chat_id" in given and method.startswith(("send", "edit")):
            return _ok(self._take(method, given))
        return _ok(ANSWERS.get(method, True))

    def _take(self, method: str, given: Raw) -> Raw:
        chat_id = int(given["chat_id"])
        made = self.message(chat_id, BOT, given.get("text", ""))
        if method.startswith("edit"):
            made["message_id"] = int(given["message_id"])
        self.on_call(method, given, made["message_id"])
        return made

    async def _poll(self, given: Raw) -> list[Raw]:
        offset, limit = int(given.get("offset") or 0), int(given.get("limit") or 100)
        while self.updates and self.updates[0]["update_id"] < offset:
            self.updates.popleft()
        if not self.updates:
            self._there.clear()
            seconds = float(given.get("timeout") or 0)
            try:
                await asyncio.wait_for(self._there.wait(), seconds or 0.01)
            except TimeoutError:
                return []
        return list(self.updates)[:limit]


def person(chat_id: int) -> Raw:
    """The user of a private chat."""
    return {"id": chat_id, "is_bot": False, "first_name": "Анна", "language_code": "ru"}


def _parameters(request: web.BaseRequest, body: bytes) -> Raw:
    if request.content_type == "application/json":
        return dict(json.loads(body))
    return dict(parse_qsl(body.decode())) | dict(request.query)


def _ok(result: Any) -> web.Response:
    text = json.dumps({"ok": True, "result": result}, ensure_ascii=False)
    return web.Response(text=text, content_type="application/json")
