"""What the bot says unasked (design §6): values without words, rendered when sent.

Instants and dates travel as ISO strings, so that a row of the outbox holds plain JSON.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """Base of everything said unasked; ``valid_until`` is an ISO instant or empty."""

    valid_until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingProposed(Notification):
    """The other side proposes a meeting, or another time for it."""

    meeting_id: int
    version: int
    kind: str
    starts_at: str
    place: str
    who: str
    is_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAnswered(Notification):
    """The other side confirmed, declined or cancelled a meeting."""

    meeting_id: int
    version: int
    starts_at: str
    place: str
    who: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTomorrow(Notification):
    """The evening before a meeting, confirmed or not."""

    meeting_id: int
    version: int
    starts_at: str
    place: str
    who: str
    is_confirmed: bool
    is_mine_to_confirm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingOver(Notification):
    """Half an hour after a meeting: did it take place?"""

    meeting_id: int
    version: int
    starts_at: str
    who: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestItem:
    """One matter of a digest: its rule, subject, and what the line needs."""

    code: str
    subject_id: int
    version: int
    anchor_on: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest(Notification):
    """Everything that waits for a person this morning, in one message."""

    name: str
    role: str
    items: tuple[dict[str, Any], ...]
    more: int
    person_id: int
    said_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CuratorReminds(Notification):
    """A curator's own «Напомнить» about one matter."""

    item: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCame(Notification):
    """A participant wrote to the curators."""

    letter_id: int
    who: str
    post: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BotWasDown(Notification):
    """For more than a day the bot did not run: messages of that time may be lost."""

    since: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFailed(Notification):
    """A file somebody asked for was not taken by the messenger; ``kind`` as of its row."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerNote(Notification):
    """Failures of a kind (``TroubleKind``) the owner must see, and since when there are any."""

    what: str
    number: int
    count: int
    since: str
