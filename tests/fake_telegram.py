"""The messenger at the HTTP seam: takes calls, answers or fails as told."""

import json
from collections import deque
from typing import Any

from scheduler.bot_api import BotApi, Files, Values
from scheduler.telegram import Telegram
from ui.translator import Translator

Fault = Exception | tuple[int, str] | tuple[int, str, int] | None


class FakeTelegram:
    """Remembers every call; ``faults`` are met in turn by the calls of a method's name."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.faults: dict[str, deque[Fault]] = {}
        self.last = 100

    def port(self) -> Telegram:
        """Give the port that speaks to it."""
        return Telegram(BotApi(self), Translator.load())

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method end so: a broken line or an answer.

        An answer is its code, its words and the seconds to wait; ``None`` lets one through.
        """
        self.faults.setdefault(method, deque()).extend(faults)

    def texts(self, method: str = "sendMessage") -> list[str]:
        """Give the texts of the calls of a method."""
        return [str(values["text"]) for name, values in self.calls if name == method]

    async def post(self, method: str, values: Values, files: Files) -> tuple[int, bytes]:
        """Take a call."""
        self.calls.append((method, {**values, **files}))
        waiting = self.faults.get(method)
        fault = waiting.popleft() if waiting else None
        if isinstance(fault, Exception):
            raise fault
        if fault is not None:
            code, words, *wait = fault
            more = {"parameters": {"retry_after": wait[0]}} if wait else {}
            answer = {"ok": False, "error_code": code, "description": words, **more}
            return code, json.dumps(answer).encode()
        if method.startswith("send"):
            self.last += 1
            return 200, json.dumps({"ok": True, "result": {"message_id": self.last}}).encode()
        return 200, b'{"ok":true,"result":true}'

    async def get(self, path: str) -> bytes:
        """No file is kept here."""
        raise FileNotFoundError(path)
