"""What the bot offers whom: every button found by pressing every button, nothing is kept."""

import ast
import itertools
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from sqlalchemy import select

from bot.app import create_dispatcher
from bot.conversation import Conversation
from bot.flood import Flood
from bot.raw import scrub
from db.models import OutboxMessage
from db.unit_of_work import Database, UnitOfWork
from domain.errors import DomainError
from scheduler.telegram import create_bot
from tests.contracts.sources import called, of
from tests.talk import TOKEN
from tests.threats.town import Town
from ui import notifications
from ui.translator import Translator

PATIENCE = 2  # buttons of one action followed in vain before the others are only noted
DEEPEST = 4
TEXTS = ("Котов Пётр Ильич, учитель", "15.11.2027 в 15:00, кабинет 5", "7", "Да")
_numbers = itertools.count(20_000_001)
REPOSITORIES = {
    name for name, value in vars(UnitOfWork).items() if isinstance(value, cached_property)
}
Step = dict[str, Any]  # a raw update without its number


def conversation(content: Any) -> Conversation:
    """The real dispatcher, which nobody floods."""
    bot = create_bot(TOKEN, "http://127.0.0.1:9", "")
    flood = Flood(1_000_000)
    return Conversation(
        create_dispatcher(), bot, Translator.load(), content, flood, "mentoring_bot"
    )


def numbered(step: Step) -> dict[str, Any]:
    """A raw update with a number of its own."""
    number = next(_numbers)
    if "callback_query" in step:
        step = {"callback_query": {"id": str(number), **step["callback_query"]}}
    return {**step, "update_id": number}


def tap(user_id: int, data: str | None, **more: Any) -> Step:
    """A tap in one's own chat; ``more`` replaces parts of it."""
    query: Step = {
        "from": {"id": user_id, "is_bot": False, "first_name": "Имя", "language_code": "ru"},
        "chat_instance": "1",
        "message": {
            "message_id": 1, "date": 1, "text": "…",
            "chat": {"id": user_id, "type": "private", "first_name": "Имя"},
        },
        "data": data, **more,
    }  # fmt: skip
    return {"callback_query": {key: value for key, value in query.items() if value is not None}}


def message(user_id: int, **content: Any) -> Step:
    """A message in one's own chat."""
    text = content.get("text", "")
    if text.startswith("/"):
        length = len(text.split()[0])
        content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    user = {"id": user_id, "is_bot": False, "first_name": "Имя", "language_code": "ru"}
    chat = {"id": user_id, "type": "private", "first_name": "Имя"}
    return {"message": {"message_id": 2, "date": 1, "from": user, "chat": chat, **content}}


@cache
def commands() -> set[str]:
    """Every command a handler takes."""
    return {
        node.value
        for source in of("handlers")
        for call in source.calls()
        if called(call) == "Command"
        for node in call.args
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def kind_of(data: str) -> tuple[str, ...]:
    """The prefix and the action of a button."""
    return tuple(data.split(":")[:2])


@dataclass(slots=True)
class Offers:
    """Buttons by whom they were offered to, what was said, and the way to each question."""

    taps: dict[str, set[str]] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    awaited: dict[str, tuple[str, tuple[Step, ...]]] = field(default_factory=dict)

    def may(self, who: str, data: str) -> bool:
        """Whether somebody was offered this about something, and anything about this one.

        What a command gives needs no button: the command itself is asked of everybody.
        """
        prefix, action, *rest = data.split(":")
        own = [one.split(":") for one in self.taps.get(who, ())]
        is_kind = any(one[:2] == [prefix, action] for one in own)
        is_subject = any(one[0] == prefix and one[2:3] == rest[:1] for one in own)
        return (is_kind and is_subject) or (prefix == "go" and action in commands())


class Explorer:
    """Presses everything somebody is offered, each way in a transaction that is rolled back."""

    def __init__(self, database: Database, town: Town, talk: Conversation) -> None:
        self.database = database
        self.town = town
        self.talk = talk
        self.offers = Offers()
        self.vain: Counter[tuple[str, ...]] = Counter()
        self.kinds: set[tuple[str, ...]] = set()

    async def explore(self, who: str, *, anew: bool = True) -> None:
        """Follow every kind of button and answer from the commands and what lies in the chat.

        Not ``anew``: what was followed in vain for others is not followed again.
        """
        user_id = self.town.numbers[who]
        seen = self.offers.taps.setdefault(who, set())
        said = self.offers.said.setdefault(who, [])
        if anew:
            self.vain.clear()
            self.kinds.clear()
        lying = await self._in_the_chat(user_id, said)
        seen.update(lying)
        first = [*self._beginnings(who), *(tap(user_id, data) for data in lying)]
        nodes: deque[tuple[tuple[Step, ...], list[Step]]] = deque([((), first)])
        while nodes:
            way, steps = nodes.popleft()
            steps = [step for step in steps if self.vain[_kind_of_step(step)] < PATIENCE]
            for step, found, awaited in await self.branch(user_id, way, steps, said):
                fresh = [tap(user_id, data) for data in dict.fromkeys(found) if data not in seen]
                news = {kind_of(data) for data in found} - self.kinds
                self.vain[_kind_of_step(step)] += not news
                if awaited:
                    self.offers.awaited.setdefault(awaited, (who, (*way, step)))
                self.kinds |= news
                seen.update(found)
                if len(way) < DEEPEST:
                    nodes.append(((*way, step), [*fresh, *_answers(user_id, awaited)]))

    def _beginnings(self, who: str) -> Iterator[Step]:
        user_id = self.town.numbers[who]
        for command in sorted(commands() | {"start"}):
            yield message(user_id, text=f"/{command}")
        yield message(user_id, text="Здравствуйте")
        if who in self.town.links:
            yield message(user_id, text=f"/start {self.town.links[who]}")

    async def _in_the_chat(self, user_id: int, said: list[str]) -> list[str]:
        async with self.database.reading() as uow:
            query = select(OutboxMessage).where(OutboxMessage.chat_id == user_id)
            rows = (await uow.session.scalars(query)).all()
            return [data for row in rows for data in self._read(row, uow.now, said)]

    def _read(self, row: OutboxMessage, now: Any, said: list[str]) -> list[str]:
        payload = row.payload
        if row.kind == "news":
            payload = notifications.render(self.talk.translator, payload, now) or {}
        said.append(payload.get("text", "") or payload.get("caption", ""))
        keyboard = payload.get("keyboard", ())
        said.extend(button["text"] for line in keyboard for button in line)
        return [button["data"] for line in keyboard for button in line if "data" in button]

    async def branch(
        self, user_id: int, way: tuple[Step, ...], steps: list[Step], said: list[str]
    ) -> list[tuple[Step, list[str], str]]:
        """Go a way once and try each next step from its end; give what each leads to."""
        if not steps:
            return []
        async with self.database.begin() as uow:
            for step in way:
                await self._feed(uow, step)
            await uow.session.flush()
            ends = []
            for step in steps:
                known = len(uow.said)
                nested = await uow.session.begin_nested()
                await self._feed(uow, step)
                said_to = [row for row in uow.said[known:] if row.chat_id == user_id]
                found = [data for row in said_to for data in self._read(row, uow.now, said)]
                actor = await uow.accounts.find_actor(user_id)
                ends.append((step, found, actor.input.kind if actor and actor.input else ""))
                await nested.rollback()
                del uow.said[known:]
                for name in REPOSITORIES & vars(uow).keys():
                    delattr(uow, name)  # what a repository remembers is gone with the rows
        return ends

    async def _feed(self, uow: UnitOfWork, step: Step) -> None:
        with suppress(DomainError):
            await self.talk.handle(uow, self.talk.parse(scrub(numbered(step))))


def _kind_of_step(step: Step) -> tuple[str, ...]:
    """What is counted together: taps of an action, answers of one text to one question."""
    if "callback_query" in step:
        return kind_of(step["callback_query"]["data"])
    return ("said", step.get("awaited", ""), step["message"].get("text", "a file"))


def _answers(user_id: int, awaited: str) -> Iterator[Step]:
    document = {"file_id": "file", "file_unique_id": "1", "file_name": "a.pdf", "file_size": 9}
    for content in (*({"text": text} for text in TEXTS), {"document": document}):
        if awaited:
            yield {**message(user_id, **content), "awaited": awaited}
