"""A client at the dispatcher: says and clicks by button text, without a network."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from bot.app import create_dispatcher
from bot.conversation import Conversation, Toast
from bot.flood import Flood
from bot.transaction import Transactions
from scheduler.telegram import create_bot
from tests.world import World
from ui import notifications
from ui.translator import Translator

BOT_ID = 1000001
TOKEN = f"{BOT_ID}:sandbox-token-for-local-use-only"
_update_ids = itertools.count(10_000_001)
_message_ids = itertools.count(1)


@dataclass(slots=True)
class Talk:
    """Feeds raw updates through the real batch path and reads the outbox."""

    world: World
    transactions: Transactions
    screens: dict[int, list[dict[str, Any]]] = field(default_factory=dict)

    @classmethod
    def to(cls, world: World, *, answers_per_second: float = 1000) -> "Talk":
        """Build the conversation on a world's database."""
        conversation = Conversation(
            create_dispatcher(),
            create_bot(TOKEN, "http://127.0.0.1:9", ""),
            Translator.load(),
            world.content,
            Flood(answers_per_second),
            "mentoring_bot",
        )
        return cls(world, Transactions(world.database, conversation, BOT_ID))

    def user(self, who: str) -> dict[str, Any]:
        """Give somebody as the messenger describes them."""
        number = self.world.telegram_id(who)
        return {"id": number, "is_bot": False, "first_name": who, "language_code": "ru"}

    def message(self, who: str, *, chat: dict[str, Any] | None = None, **content: Any) -> Any:
        """Give a message as a raw update."""
        user = self.user(who)
        return {
            "update_id": next(_update_ids),
            "message": {
                "message_id": next(_message_ids),
                "date": 1,
                "from": user,
                "chat": chat or {"id": user["id"], "type": "private", "first_name": who},
                **content,
            },
        }

    def press(self, who: str, data: str, *, message_id: int | None = 1) -> Any:
        """Give a tap as a raw update."""
        user = self.user(who)
        query: dict[str, Any] = {
            "id": str(next(_update_ids)), "from": user, "chat_instance": "1", "data": data,
        }  # fmt: skip
        if message_id is not None:
            query["message"] = {
                "message_id": message_id,
                "date": 1,
                "chat": {"id": user["id"], "type": "private", "first_name": who},
                "text": "…",
            }
        return {"update_id": next(_update_ids), "callback_query": query}

    async def run(self, *raws: Any) -> tuple[Toast, ...]:
        """Run raw updates as one batch and take what is said out of the outbox."""
        toasts = await self.feed(*raws)
        for row in await self.world.outbox():
            payload = row.payload
            if row.kind == "news":
                now = self.world.clock.now()
                payload = notifications.render(Translator.load(), payload, now) or {}
            if row.kind in ("screen", "news", "file"):
                said = {**payload, "edit": row.edit_message_id, "kind": row.kind}
                self.screens.setdefault(row.chat_id, []).append(said)
        await self.world.clear_outbox()
        return toasts

    async def feed(self, *raws: Any) -> tuple[Toast, ...]:
        """Run raw updates batch by batch, as the receiver does."""
        toasts: tuple[Toast, ...] = ()
        while raws:
            outcome = await self.transactions.run(raws)
            toasts += outcome.toasts
            raws = raws[outcome.handled :]
        return toasts

    def screen(self, who: str) -> dict[str, Any]:
        """Give the newest screen said to somebody."""
        return self.screens[self.world.telegram_id(who)][-1]

    def text(self, who: str) -> str:
        """Give the text of the newest screen."""
        return str(self.screen(who)["text"])

    def buttons(self, who: str) -> list[str]:
        """Give the labels of the newest screen."""
        return [button["text"] for row in self.screen(who)["keyboard"] for button in row]

    async def say(self, who: str, text: str) -> str:
        """Say a text; give the screen that answers."""
        entities: dict[str, Any] = {}
        if text.startswith("/"):
            length = len(text.split()[0])
            entities = {"entities": [{"type": "bot_command", "offset": 0, "length": length}]}
        await self.run(self.message(who, text=text, **entities))
        return self.text(who)

    async def tap(self, who: str, label: str) -> str:
        """Tap the button of the newest screen that holds a label; give the screen after."""
        for row in self.screen(who)["keyboard"]:
            for button in row:
                if label in button["text"]:
                    await self.run(self.press(who, button["data"]))
                    return self.text(who)
        raise AssertionError(f"no {label!r} among {self.buttons(who)}")
