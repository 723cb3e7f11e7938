"""Messages as they lie in a chat."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Message:
    """One message.

    `body` holds the part of the Bot API object that is its content (text, entities, document …);
    `keyboard` the inline keyboard; `reply_markup` a reply keyboard, its removal or a force reply,
    which the Bot API never gives back. `can_edit` is M15 and M15b. A deleted message stays as a
    tombstone, so that tests and the page can see it.
    """

    id: int
    chat_id: int
    sender_id: int
    date: int
    body: Json
    keyboard: Json | None = None
    reply_markup: Json | None = None
    reply_to: int | None = None
    edit_date: int | None = None
    can_edit: bool = True
    is_deleted: bool = False
    is_service: bool = False
    versions: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Its text or caption."""
        return str(self.body.get("text") or self.body.get("caption") or "")

    @property
    def entities(self) -> list[Json]:
        """Entities of its text or caption."""
        return list(self.body.get("entities") or self.body.get("caption_entities") or [])
