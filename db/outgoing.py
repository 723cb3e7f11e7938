"""What is told and to whom, as it is carried: many come and go, so they are no mapped objects."""

from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Addressee:
    """What is needed of an account to tell its person something."""

    id: int
    telegram_id: int
    language: str
    organisation_id: int | None
    unreachable_at: datetime | None


@dataclass(slots=True, eq=False)
class Outgoing:
    """One thing to tell the messenger; ``id`` is given by the commit.

    ``slot`` names a screen's conversation, ``edit_message_id`` the message it goes into,
    ``blob`` is a file we made.
    """

    chat_id: int
    kind: str
    payload: dict[str, Any]
    _: KW_ONLY
    account_id: int | None = None
    lane: int = 0
    slot: str = ""
    edit_message_id: int | None = None
    valid_until: datetime | None = None
    blob: bytes | None = None
    attempts: int = 0
    id: int = 0
