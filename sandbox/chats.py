"""Chats: private ones, groups and supergroups."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sandbox.messages import Message

Json = dict[str, Any]
KEPT_MESSAGES = 12_000


class Kind(StrEnum):
    """Kinds of chats that the sandbox knows."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


@dataclass(slots=True, kw_only=True)
class Chat:
    """One chat with its last messages; `bot_status` is the bot's membership in a group."""

    id: int
    kind: Kind
    title: str = ""
    members: set[int] = field(default_factory=set)
    bot_status: str = "member"
    migrated_to: int | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    reply_keyboard: Json | None = None

    def keep(self, message: Message) -> None:
        """Add a message; the oldest are forgotten."""
        self.messages[message.id] = message
        if len(self.messages) > KEPT_MESSAGES:
            self.messages.pop(next(iter(self.messages)))

    def find(self, message_id: int) -> Message | None:
        """A message that is there for everybody, or None."""
        message = self.messages.get(message_id)
        return None if message is None or message.is_deleted else message

    def as_json(self) -> Json:
        """The `Chat` object of a group."""
        chat: Json = {"id": self.id, "title": self.title, "type": self.kind.value}
        if self.kind is Kind.GROUP:
            chat["all_members_are_administrators"] = True
        return chat
