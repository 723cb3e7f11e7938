"""The messenger at the HTTP seam: takes calls, answers or fails as told."""

from collections import deque
from collections.abc import AsyncGenerator
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import (
    EditMessageText,
    SendDocument,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import Chat, Message


class FakeTelegram(BaseSession):
    """Remembers every call; ``faults`` are raised in turn by the calls of a method's name."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.faults: dict[str, deque[Exception | None]] = {}
        self.last = 100

    def fail(self, method: str, *errors: Exception | None) -> None:
        """Let the next calls of a method fail so (``None`` lets one through)."""
        self.faults.setdefault(method, deque()).extend(errors)

    def texts(self, method: str = "SendMessage") -> list[str]:
        """Give the texts of the calls of a method."""
        return [str(values["text"]) for name, values in self.calls if name == method]

    async def make_request(
        self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None
    ) -> Any:
        """Take a call."""
        name = type(method).__name__
        self.calls.append((name, method.model_dump(exclude_none=True, exclude_unset=True)))
        waiting = self.faults.get(name)
        fault = waiting.popleft() if waiting else None
        if fault is not None:
            raise fault
        if isinstance(method, SendMessage | SendPhoto | SendDocument):
            self.last += 1
            return Message(
                message_id=self.last, date=1, chat=Chat(id=int(method.chat_id), type="private")
            )
        return isinstance(method, EditMessageText) or True

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(
        self, *arguments: Any, **options: Any
    ) -> AsyncGenerator[bytes, None]:  # pragma: no cover
        """No file is kept here."""
        raise FileNotFoundError
        yield b""
