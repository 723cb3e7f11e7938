"""Calls of the Bot API: our JSON there, its result back; every failure says what to do.

aiogram's own calls build and check a model on the way there and back, which costs six times
the call itself (ADR 13). Its session is used: connections, proxy and address are its matter.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Protocol

from aiogram.client.session.aiohttp import AiohttpSession
from aiohttp import ClientError, ClientTimeout, FormData

SECONDS = 30  # for a call
DOWNLOAD_SECONDS = 60
JSON = {"Content-Type": "application/json"}
QUOTED = re.compile(r"(?s)\".*\"|(?<!\w)'.*'")  # what we said ourselves, and no log may tell
Values = Mapping[str, Any]
Files = Mapping[str, tuple[str, bytes]]


class SendFailed(Exception):
    """The messenger did not take a call; the subclasses say what to do."""


class Busy(SendFailed):
    """429: wait so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"busy for {seconds} s")
        self.seconds = seconds


class Unreachable(SendFailed):
    """403: this person cannot be written to."""


class Migrated(SendFailed):
    """The group has another id now."""

    def __init__(self, chat_id: int) -> None:
        super().__init__("migrated")
        self.chat_id = chat_id


class Vanished(SendFailed):
    """The message to edit is gone or cannot be edited."""


class NotModified(SendFailed):
    """The message already says just this: done."""


class Refused(SendFailed):
    """400: the call itself is wrong; trying again does not help."""


class Unsure(SendFailed):
    """5xx, network, no answer: it may or may not have arrived; try again."""


class Line(Protocol):
    """What carries a call to the messenger and its answer back."""

    async def post(self, method: str, values: Values, files: Files) -> tuple[int, bytes]:
        """Give the status and the body of the answer."""
        ...

    async def get(self, path: str) -> bytes:
        """Give the bytes of a file."""
        ...


class Http:
    """The line over HTTP, through the connections of aiogram's session."""

    def __init__(self, session: AiohttpSession, token: str) -> None:
        self._session = session
        self._token = token
        self._url = session.api.api_url(token, "").rstrip("/")
        self._timeout = ClientTimeout(total=SECONDS)

    async def post(self, method: str, values: Values, files: Files) -> tuple[int, bytes]:
        """Send JSON, or a form when there are files."""
        http = await self._session.create_session()
        data = _form(values, files) if files else _dumps(values).encode("utf-8", "replace")
        headers = None if files else JSON
        url = f"{self._url}/{method}"
        async with http.post(url, data=data, headers=headers, timeout=self._timeout) as answer:
            return answer.status, await answer.read()

    async def get(self, path: str) -> bytes:
        """Fetch a file by the path that getFile gave."""
        http = await self._session.create_session()
        url = self._session.api.file_url(self._token, path)
        timeout = ClientTimeout(total=DOWNLOAD_SECONDS)
        async with http.get(url, timeout=timeout, raise_for_status=True) as answer:
            return await answer.read()


class BotApi:
    """Methods of the Bot API by name; what it raises is a ``SendFailed`` without the token."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self.limits_hit = 0  # answers 429

    async def call(self, method: str, values: Values, files: Files | None = None) -> Any:
        """Call a method; give its result."""
        try:
            status, body = await self._line.post(method, values, files or {})
        except (TimeoutError, ClientError, OSError) as error:
            raise Unsure(type(error).__name__) from None
        answer = _answer(body)
        if answer is None:
            raise Unsure(f"HTTP {status}")
        if answer.get("ok"):
            return answer["result"]
        failure = _failure(answer)
        self.limits_hit += isinstance(failure, Busy)
        raise failure

    async def download(self, path: str) -> bytes:
        """Give a file's bytes."""
        try:
            return await self._line.get(path)
        except (TimeoutError, ClientError, OSError) as error:
            raise Unsure(f"download failed: {type(error).__name__}") from None


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _form(values: Values, files: Files) -> FormData:
    form = FormData(quote_fields=False)
    for name, value in values.items():
        form.add_field(name, value if isinstance(value, str) else _dumps(value))
    for name, (filename, content) in files.items():
        form.add_field(name, content, filename=filename)
    return form


def _answer(body: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) and ("result" in answer or "ok" in answer) else None


def _failure(answer: Mapping[str, Any]) -> SendFailed:
    code = int(answer.get("error_code") or 0)
    message = QUOTED.sub("…", str(answer.get("description") or ""))
    parameters = answer.get("parameters") or {}
    if "migrate_to_chat_id" in parameters:
        return Migrated(int(parameters["migrate_to_chat_id"]))
    if "retry_after" in parameters:
        return Busy(float(parameters["retry_after"]))
    if code == 429:
        return Busy(1)
    if code == 403:
        return Unreachable(message)
    if code in (400, 413):
        return _refusal(message)
    return Unsure(f"{code} {message}")


def _refusal(message: str) -> SendFailed:
    text = message.lower()
    if "message is not modified" in text:
        return NotModified(message)
    if "chat not found" in text:
        return Unreachable(message)
    gone = ("to edit not found", "can't be edited", "message_id_invalid", "to delete not found")
    if any(words in text for words in gone):
        return Vanished(message)
    return Refused(message)
