"""Activities of a roadmap: when they are due, and what shows that they are done."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.deadlines import Deadline, DeadlineKind, Window, due_dates

MOVED = "moved"
MAX_EVIDENCE = 500  # characters of a line that shows something is done
SAME_EVENT_DAYS = 7  # windows that close to each other are one event («16, 17 июня»)


class ActivityState(StrEnum):
    """An activity is open until its last window is done."""

    OPEN = "open"
    DONE = "done"


class EvidenceKind(StrEnum):
    """What shows that an activity is done (domain.md §2)."""

    ORDER = "order"
    FILE = "file"
    PHOTO = "photo"
    COUNT = "count"
    PART = "part"
    TEXT = "text"
    CONFIRMED = "confirmed"
    WAIVED = "waived"


class ChangeState(StrEnum):
    """A request to move a deadline: asked, then accepted or declined by a curator."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGiven:
    """Evidence as a person gave it; ``album`` is the messenger's, of files sent together."""

    kind: EvidenceKind
    text: str = ""
    file_id: str | None = None
    album: str | None = None


def occurrences(deadline: Deadline) -> tuple[date, ...]:
    """Days on which the activity must be done, sorted; days of one event count once.

    Days within a week of an event's first day belong to it («16, 17 июня»). Once a person
    has moved a deadline its days stand as they were set.
    """
    if deadline.reason == MOVED:
        return tuple(window.end for window in deadline.windows if window.end is not None)
    merged: list[tuple[date, date]] = []
    for day in sorted(due_dates(deadline)):
        if merged and day - merged[-1][0] < timedelta(days=SAME_EVENT_DAYS):
            merged[-1] = (merged[-1][0], day)
        else:
            merged.append((day, day))
    return tuple(last for _, last in merged)


def next_due(deadline: Deadline, windows_done: int) -> date | None:
    """Give the day of the next window not done yet; ``None`` when undated or all done."""
    days = occurrences(deadline)
    return days[windows_done] if windows_done < len(days) else None


def is_last_window(deadline: Deadline, windows_done: int) -> bool:
    """Whether doing one more window completes the activity."""
    return windows_done + 1 >= len(occurrences(deadline))


def moved(deadline: Deadline, windows_done: int, to: date) -> Deadline:
    """Give the deadline with its next window ending on ``to``; the words stay the paper's."""
    days = occurrences(deadline)
    kept = [Window(start=day, end=day) for day in days]
    replaced = Window(start=None, end=to)
    kept[windows_done : windows_done + 1] = [replaced]
    return Deadline(
        words=deadline.words,
        kind=DeadlineKind.UP_TO if len(kept) == 1 else DeadlineKind.SPAN,
        windows=tuple(kept),
        recurrence=deadline.recurrence,
        reason=MOVED,
    )


def read_evidence(text: str) -> EvidenceGiven:
    """Read a line as evidence: an order's number, a count, or words."""
    text = " ".join(text.split())
    if re.fullmatch(r"\d{1,6}", text):
        return EvidenceGiven(kind=EvidenceKind.COUNT, text=text)
    if "№" in text or re.match(r"(?i)n\s?\d", text):
        return EvidenceGiven(kind=EvidenceKind.ORDER, text=text)
    return EvidenceGiven(kind=EvidenceKind.TEXT, text=text)
