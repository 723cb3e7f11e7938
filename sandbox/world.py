"""Everything that the sandbox knows: people, chats, files, the queue, limits, faults, logs."""

import random
import time
from typing import Any

from sandbox.chats import Chat, Kind
from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.files import FileStore
from sandbox.flood import Flood
from sandbox.journal import Journal
from sandbox.menus import Menus
from sandbox.messages import Message
from sandbox.options import Options
from sandbox.people import Person
from sandbox.polling import Polling
from sandbox.taps import Taps
from sandbox.updates import Update, UpdateQueue
from sandbox.webhook import Webhook

Json = dict[str, Any]

KEPT_CALLS = 20_000
KEPT_EVENTS = 20_000
SUPERGROUP_BASE = -1_000_000_000_000


class World:
    """One bot's Telegram. `random` is seeded, so the same steps give the same ids."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.random = random.Random(options.seed)  # noqa: S311 - ids, not secrets
        self.clock = Clock(options.clock_file)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files = FileStore(self.random)
        self.taps = Taps()
        self.menus = Menus()
        self.flood = Flood(options.limits)
        self.faults = Faults(self.random)
        self.calls = Journal(KEPT_CALLS)
        self.events = Journal(KEPT_EVENTS)
        self.queue = UpdateQueue(self.clock, self.random, jump_ids=options.jump_ids)
        self.polling = Polling(self.queue, options.repeat_seconds)
        self.webhook = Webhook(self.queue, self.clock, self.random)
        self.run = f"{time.time_ns():x}"  # tells the page one world from another
        self.helper: Json | None = {"state": "starting"} if options.helper else None
        self.profile: dict[tuple[str, str], str] = {}
        self.not_built: list[str] = []
        self.calls_under_way = 0
        self.stirred_at = time.monotonic()
        self._last_message_ids: dict[int, int] = {}

    def bot_user(self) -> Json:
        """The bot as the sender of messages."""
        return {
            "id": self.options.bot_id,
            "is_bot": True,
            "first_name": self.options.bot_name,
            "username": self.options.username,
        }

    def new_person_id(self) -> int:
        """An id that does not fit 32 bits as often as not, as in life."""
        while (number := self.random.randint(10**8, 8 * 10**9)) in self.people:
            pass
        return number

    def new_message_id(self, chat_id: int) -> int:
        """Private chats and groups share one numbering; each supergroup has its own."""
        key = chat_id if chat_id < SUPERGROUP_BASE else 0
        self._last_message_ids[key] = self._last_message_ids.get(key, 0) + 1
        return self._last_message_ids[key]

    def add_person(self, person: Person) -> None:
        """Let a person and their private chat exist."""
        self.people[person.id] = person
        self.chats[person.id] = Chat(id=person.id, kind=Kind.PRIVATE)

    def user(self, user_id: int) -> Json:
        """The `User` of a person or of the bot."""
        person = self.people.get(user_id)
        return person.as_user() if person is not None else self.bot_user()

    def chat_json(self, chat: Chat) -> Json:
        """The `Chat` object."""
        if chat.kind is Kind.PRIVATE:
            return self.people[chat.id].as_chat()
        return chat.as_json()

    def message_json(self, message: Message, *, with_reply: bool = True) -> Json:
        """The `Message` object."""
        body: Json = {
            "message_id": message.id,
            "from": self.user(message.sender_id),
            "chat": self.chat_json(self.chats[message.chat_id]),
            "date": message.date,
            **message.body,
        }
        if message.edit_date is not None:
            body["edit_date"] = message.edit_date
        if message.keyboard is not None:
            body["reply_markup"] = message.keyboard
        if with_reply and message.reply_to is not None:
            replied = self.chats[message.chat_id].messages.get(message.reply_to)
            if replied is not None:
                body["reply_to_message"] = self.message_json(replied, with_reply=False)
        return body

    def push(self, kind: str, payload: Json, lane: tuple[str, int], date: float) -> int | None:
        """Queue an update and tell the bot; its id, or None when the bot did not ask for it."""
        return self.announce(self.queue.push(kind, payload, lane, date))

    def announce(self, update: Update | None) -> int | None:
        """Wake polling or webhook for an update."""
        if update is None:
            return None
        if self.webhook.is_active:
            self.webhook.deliver(update)
        else:
            self.polling.wake()
        return update.id

    def event(self, kind: str, chat_id: int | None = None, **more: Any) -> None:
        """Tell the page and whoever watches."""
        self.events.add({"kind": kind, "chat_id": chat_id, **more})

    def stir(self) -> None:
        """A call other than getUpdates began or ended, or the clock moved."""
        self.stirred_at = time.monotonic()

    def reset(self) -> None:
        """Forget people, chats, updates, faults and logs; the clock and the numbering stay."""
        for part in (self.people, self.chats, self.profile, self.faults.open, self.not_built):
            part.clear()
        for store in (self.files, self.taps, self.menus, self.flood, self.queue, self.calls):
            store.clear()
        self.webhook.forget_updates()
        self.events.clear()
        self.event("reset")
