"""Deadline: when an activity of a roadmap is due, as its paper says it.

A value keeps the paper's own words, the windows read from them, the way they were
read (`reason`) and the doubts. Dates are inclusive, without a clock or a zone.
Conventions: a school year Y lasts from 1 September Y to 31 August Y+1; «до D» is the
window (None, D), «с D» is (D, None), one day is (D, D).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self


class DeadlineKind(StrEnum):
    """How the words bind the work to the calendar."""

    POINT = "point"
    UP_TO = "up_to"
    SPAN = "span"
    REPEATED = "repeated"
    OPEN = "open"
    UNKNOWN = "unknown"


class Recurrence(StrEnum):
    """How often a repeated deadline comes back."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    TWICE_A_YEAR = "twice_a_year"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Inclusive dates; `None` is an open side."""

    start: date | None
    end: date | None

    def to_json(self) -> list[str | None]:
        """ISO dates, start first."""
        return [side.isoformat() if side else None for side in (self.start, self.end)]

    @classmethod
    def from_json(cls, plain: list[str | None]) -> Self:
        """The reverse of `to_json`; raises ValueError on anything else."""
        start, end = (date.fromisoformat(side) if side else None for side in plain)
        return cls(start=start, end=end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a reader is not sure of: a stable code and the arguments of its sentence."""

    code: str
    args: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """`{"code", "args"}` of plain values."""
        return {"code": self.code, "args": dict(self.args)}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """The reverse of `to_json`."""
        return cls(code=plain["code"], args=tuple(plain["args"].items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """What the words of a paper's deadline cell mean.

    `reason` is the code of the way of reading («point», «weeks_of_month», …).
    An `UNKNOWN` deadline always carries a doubt that says why.
    """

    words: str
    kind: DeadlineKind
    windows: tuple[Window, ...] = ()
    recurrence: Recurrence | None = None
    reason: str = ""
    doubts: tuple[Doubt, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values, for a JSON column or a pipe."""
        return {
            "words": self.words,
            "kind": self.kind.value,
            "windows": [window.to_json() for window in self.windows],
            "recurrence": self.recurrence.value if self.recurrence else None,
            "reason": self.reason,
            "doubts": [doubt.to_json() for doubt in self.doubts],
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """The reverse of `to_json`."""
        again = plain["recurrence"]
        return cls(
            words=plain["words"],
            kind=DeadlineKind(plain["kind"]),
            windows=tuple(Window.from_json(window) for window in plain["windows"]),
            recurrence=Recurrence(again) if again else None,
            reason=plain["reason"],
            doubts=tuple(Doubt.from_json(doubt) for doubt in plain["doubts"]),
        )


def due_dates(deadline: Deadline) -> tuple[date, ...]:
    """Days on which the work is due, in the order written, each once.

    A window is due on its last day; open and unknown deadlines are never due.
    """
    if deadline.kind in {DeadlineKind.OPEN, DeadlineKind.UNKNOWN}:
        return ()
    return tuple(dict.fromkeys(w.end for w in deadline.windows if w.end is not None))


def school_year_window(year: int) -> Window:
    """1 September `year` – 31 August of the next."""
    return Window(start=date(year, 9, 1), end=date(year + 1, 8, 31))


def school_year_of(day: date) -> int:
    """The school year (by its first calendar year) that holds the day."""
    return day.year if day.month >= 9 else day.year - 1
