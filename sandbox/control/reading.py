"""What tests and the page read: messages, files, calls, events."""

import asyncio
import math
import time
from typing import Any

from aiohttp import web

from sandbox.chats import Chat
from sandbox.control.people import last_line
from sandbox.control.requests import Wrong, body_of, chat_of, number, path_id
from sandbox.messages import Message
from sandbox.text import html_writer
from sandbox.world import World

Json = dict[str, Any]

LONGEST_WAIT = 60.0
SETTLE_STEP = 0.01
_PLAIN = ("document", "voice", "sticker", "contact", "location", "link_preview_options")


class ReadingControl:
    """Everything that can be looked at."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        """Its part of the control API."""
        return [
            web.get("/control/state", self.state),
            web.get("/control/chats", self.chats),
            web.get("/control/chats/{id}", self.chat),
            web.get("/control/chats/{id}/messages", self.messages),
            web.get("/control/files/{file_id}", self.file),
            web.get("/control/calls", self.calls),
            web.get("/control/events", self.events),
            web.post("/control/settle", self.settle),
        ]

    async def state(self, request: web.Request) -> web.Response:
        """Clock, bot, webhook, limits, what was called and is not built."""
        world = self.world
        target, limits = world.webhook.target, world.options.limits
        return web.json_response(
            {
                "now": world.clock.moment().isoformat(timespec="seconds"),
                "offset_seconds": world.clock.offset,
                "run": world.run,
                "helper": world.helper,
                "bot": {"id": world.options.bot_id, "username": world.options.username},
                "webhook": target.url if target else None,
                "limits": None if limits is None else _limits(world),
                "pending": world.queue.pending(),
                "expired": world.queue.expired,
                "not_built": world.not_built,
                "last_call": world.calls.last_seq,
                "last_event": world.events.last_seq,
            }
        )

    async def chats(self, request: web.Request) -> web.Response:
        """Groups and supergroups."""
        groups = [chat for chat in self.world.chats.values() if chat.id < 0]
        return web.json_response([_group(chat) | last_line(self.world, chat) for chat in groups])

    async def chat(self, request: web.Request) -> web.Response:
        """One chat and the reply keyboard that is shown in it now."""
        chat = chat_of(self.world, path_id(request))
        return web.json_response(_group(chat) | {"reply_keyboard": _labels(chat.reply_keyboard)})

    async def messages(self, request: web.Request) -> web.Response:
        """Messages with an id greater than `after`, deleted ones too.

        `before`, `limit` (the nearest ones) and `ids` narrow it.
        """
        chat = chat_of(self.world, path_id(request))
        return web.json_response([self._view(one) for one in _asked_for(chat, request)])

    async def file(self, request: web.Request) -> web.Response:
        """The bytes of a file."""
        file = self.world.files.find(request.match_info["file_id"])
        if file is None:
            raise Wrong(404, "there is no such file")
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return web.Response(body=file.content, content_type=_type(file.mime_type), headers=headers)

    async def calls(self, request: web.Request) -> web.Response:
        """Bot API calls later than `after`, waiting up to `timeout` seconds for one."""
        seconds = min(LONGEST_WAIT, number(request, "timeout"))
        found = await self.world.calls.wait_after(int(number(request, "after")), seconds)
        return web.json_response(found)

    async def events(self, request: web.Request) -> web.Response:
        """Events later than `after`, waiting up to `timeout` seconds for one."""
        seconds = min(LONGEST_WAIT, number(request, "timeout"))
        found = await self.world.events.wait_after(int(number(request, "after")), seconds)
        return web.json_response(found)

    async def settle(self, request: web.Request) -> web.Response:
        """Wait until nothing waits for the bot and it has been quiet for a while."""
        given = await body_of(request)
        quiet = float(given.get("quiet_ms", 150)) / 1000
        deadline = time.monotonic() + float(given.get("timeout", 10))
        settled = self._is_quiet(quiet)
        while not settled and time.monotonic() < deadline:
            await asyncio.sleep(SETTLE_STEP)  # silence has no event to wait for
            settled = self._is_quiet(quiet)
        return web.json_response({"settled": settled, "pending": self.world.queue.pending()})

    def _is_quiet(self, seconds: float) -> bool:
        """Silence counts from the last call, tap or text, confirmation or move of the clock."""
        world = self.world
        if world.calls_under_way or world.queue.pending():
            return False
        last = max(world.stirred_at, world.queue.changed_at)
        return time.monotonic() - last >= seconds

    def _view(self, message: Message) -> Json:
        is_bot = message.sender_id == self.world.options.bot_id
        view: Json = {
            "message_id": message.id,
            "from": "bot" if is_bot else "person",
            "date": message.date,
            "edit_date": message.edit_date,
            "text": message.words,
            "html": html_writer.write(message.words, message.entities),
            "entities": message.entities,
            "caption": message.body.get("caption"),
            "keyboard": _keyboard(message.keyboard),
            "reply_keyboard": _labels(message.reply_markup),
            "document": _document(message.body),
            "photo": (message.body.get("photo") or [None])[-1],
            "deleted": message.is_deleted,
            "service": message.body if message.is_service else None,
            "reply_to": message.reply_to,
            "versions": message.versions,
        }
        if not is_bot:
            view["person_id"] = message.sender_id
        return view | {name: message.body[name] for name in _PLAIN[1:] if name in message.body}


def _asked_for(chat: Chat, request: web.Request) -> list[Message]:
    if "ids" in request.query:
        wanted = [int(word) for word in request.query["ids"].split(",") if word]
        return [chat.messages[one] for one in wanted if one in chat.messages]
    after, before = number(request, "after"), number(request, "before", math.inf)
    found = [one for one in chat.messages.values() if after < one.id < before]
    limit = int(number(request, "limit", len(found)))
    if "after" in request.query:
        return found[:limit]
    return found[max(0, len(found) - limit) :]


def _limits(world: World) -> Json:
    limits = world.options.limits
    assert limits is not None
    return {
        "per_second": limits.per_second,
        "per_chat_per_second": limits.per_chat_per_second,
        "per_group_per_minute": limits.per_group_per_minute,
        "burst": limits.burst,
    }


def _group(chat: Chat) -> Json:
    return {
        "id": chat.id,
        "type": chat.kind.value,
        "title": chat.title,
        "members": sorted(chat.members),
        "bot_status": chat.bot_status,
        "migrated_to": chat.migrated_to,
    }


def _labels(reply_markup: Json | None) -> list[list[str]] | None:
    if reply_markup is None or "keyboard" not in reply_markup:
        return None
    return [[key["text"] for key in row] for row in reply_markup["keyboard"]]


def _keyboard(keyboard: Json | None) -> list[list[Json]] | None:
    if keyboard is None:
        return None
    names = {"text": "text", "callback_data": "data", "url": "url", "style": "style"}
    return [
        [{new: button[old] for old, new in names.items() if old in button} for button in row]
        for row in keyboard["inline_keyboard"]
    ]


def _document(body: Json) -> Json | None:
    document = body.get("document")
    if document is None:
        return None
    return {
        "name": document["file_name"],
        "size": document["file_size"],
        "file_id": document["file_id"],
        "mime_type": document["mime_type"],
    }


def _type(mime_type: str) -> str:
    """Types a browser would run are given as plain bytes."""
    is_shown = mime_type.startswith(("image/", "audio/")) and "svg" not in mime_type
    return mime_type if is_shown else "application/octet-stream"
