"""How one outbox row is said: a screen into its slot, news as a new message, files, menus."""

import logging
from contextlib import suppress
from datetime import datetime
from typing import Any, Protocol

from db.outgoing import Outgoing
from db.repositories.outbox import BROADCAST
from db.unit_of_work import Database
from scheduler.bot_api import NotModified, Refused, SendFailed, Vanished
from scheduler.limits import Limits
from scheduler.marks import Mark
from scheduler.stands import Chat, Stand, Stands
from scheduler.telegram import Telegram

log = logging.getLogger(__name__)


class Renderer(Protocol):
    """Turns news into a screen's payload when it is sent."""

    def __call__(self, payload: dict[str, Any], now: datetime) -> dict[str, Any] | None:
        """Give the payload to send, or ``None`` when the news is no longer true."""
        ...


class NotRead(Exception):
    """The database does not say where a chat's screens stand; it may in a while."""


class Sending:
    """Says rows one at a time; every failure of the messenger is a ``SendFailed``."""

    def __init__(
        self, database: Database, telegram: Telegram, limits: Limits, render: Renderer
    ) -> None:
        self.database = database
        self.telegram = telegram
        self.limits = limits
        self.render = render
        self.stands = Stands()

    async def send(self, row: Outgoing) -> Mark:
        """Say a row; give what is to be written down of it."""
        now = self.database.clock.now()
        if row.valid_until is not None and now > row.valid_until:
            return Mark(row=row, failure="late", is_late=True)
        if row.kind == "screen":
            return await self._screen(row)
        if row.kind == "news":
            payload = self.render(row.payload, now)
            if payload is None:
                return Mark(row=row, failure="no longer true")
            return Mark(row=row, message_id=await self._new(row, payload))
        if row.kind in ("file", "photo", "document"):
            return await self._file(row)
        if row.kind == "commands":
            await self.telegram.set_commands(
                row.chat_id, row.payload["names"], row.payload["language"]
            )
            return Mark(row=row)
        raise Refused(f"unknown kind {row.kind}")

    async def _file(self, row: Outgoing) -> Mark:
        async with self.limits.sending(row.chat_id, is_broadcast=row.lane == BROADCAST):
            if row.blob is None:
                message_id = await self.telegram.send_file(row.chat_id, row.payload)
            else:
                message_id = await self.telegram.send_made(
                    row.chat_id, row.kind, row.payload, row.blob
                )
        self.stands.note(row.chat_id, message_id)
        return Mark(row=row, message_id=message_id)

    async def _chat(self, chat_id: int) -> Chat:
        known = self.stands.find(chat_id)
        if known is None:
            try:
                async with self.database.reading() as uow:
                    await self.learn(uow, [chat_id])
            except Exception as error:
                raise NotRead(type(error).__name__) from error
            known = self.stands.find(chat_id)
            assert known is not None  # just learned
        return known

    async def learn(self, uow: Any, chat_ids: list[int]) -> None:
        """Read where the screens of these chats stand."""
        read = {chat_id: Chat() for chat_id in chat_ids}
        for row in await uow.outbox.list_standing(chat_ids):
            chat = read[row.telegram_id]
            chat.last = row.last_message_id
            if row.name is not None:
                stand = Stand(message_id=row.message_id, has_keyboard=row.has_keyboard)
                chat.slots[row.name] = stand
        self.stands.learn(read)

    async def _screen(self, row: Outgoing) -> Mark:
        target = row.edit_message_id
        if target is not None and await self._is_edited(row, target):
            with suppress(NotRead):  # asked only now: the person has their answer
                await self._chat(row.chat_id)
            return self._stands(row, target)
        chat = await self._chat(row.chat_id)
        stand = chat.slots.get(row.slot)
        is_live = stand is not None and stand.message_id >= chat.last
        is_taken = is_live and chat.is_taken(row.slot)
        if target is None and stand is not None and is_live and not is_taken:
            target = stand.message_id
            if await self._is_edited(row, target):
                return self._stands(row, target)
        message_id = await self._new(row, row.payload)
        if stand is not None and stand.message_id != target and not is_taken:
            await self._retire(row, stand)
        return self._stands(row, message_id)

    async def _is_edited(self, row: Outgoing, message_id: int) -> bool:
        try:
            await self._edit(row.chat_id, message_id, row.payload)
        except Vanished:
            log.info("a screen's message is gone: a new one is sent")
            return False
        return True

    def _stands(self, row: Outgoing, message_id: int) -> Mark:
        stand = Stand(message_id=message_id, has_keyboard=bool(row.payload["keyboard"]))
        is_moved = self.stands.put(row.chat_id, row.slot, stand)
        return Mark(row=row, message_id=message_id, has_slot=is_moved)

    async def _new(self, row: Outgoing, payload: dict[str, Any]) -> int:
        async with self.limits.sending(row.chat_id, is_broadcast=row.lane == BROADCAST):
            message_id = await self.telegram.send(row.chat_id, payload)
        self.stands.note(row.chat_id, message_id)
        return message_id

    async def _edit(self, chat_id: int, message_id: int, payload: dict[str, Any]) -> None:
        async with self.limits.editing(chat_id):
            try:
                await self.telegram.edit(chat_id, message_id, payload)
            except NotModified:
                return

    async def _retire(self, row: Outgoing, stand: Stand) -> None:
        """Make the screen above a one-line record, or at least take its buttons off."""
        record = row.payload["record"]
        if not record and not stand.has_keyboard:
            return
        try:
            if record:
                payload = {"text": record, "keyboard": []}
                await self._edit(row.chat_id, stand.message_id, payload)
                return
            async with self.limits.editing(row.chat_id):
                await self.telegram.strip(row.chat_id, stand.message_id)
        except SendFailed as error:
            log.info("an old screen stays as it is: %s", type(error).__name__)
