"""People: the accounts that a test or the page speaks for."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Person:
    """One account. `is_started` once the person wrote to the bot; `note` is for the page only."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "ru"
    note: str = ""
    is_blocked: bool = False
    is_started: bool = False
    is_deactivated: bool = False
    is_bot: bool = False

    def as_user(self) -> Json:
        """The `User` object of the Bot API; absent fields are absent (M21)."""
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if (value := getattr(self, name)) is not None:
                user[name] = value
        return user

    def as_chat(self) -> Json:
        """The private `Chat` object."""
        chat = self.as_user() | {"type": "private"}
        chat.pop("is_bot")
        chat.pop("language_code", None)
        return chat

    def as_control(self) -> Json:
        """The person as the control API shows it."""
        return {
            "id": self.id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
            "note": self.note,
            "blocked": self.is_blocked,
            "started": self.is_started,
            "deactivated": self.is_deactivated,
        }
