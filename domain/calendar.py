"""Working days, the digest's hour and quiet hours in a school's own zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

DIGEST_AT = time(9, 0)
EVENING_AT = time(18, 0)
LATEST_ASK = time(20, 0)
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A country's days off: fixed (month, day) ones and single dates moved by decree."""

    yearly: frozenset[tuple[int, int]] = frozenset()
    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether people work on ``day``."""
        if day in self.working:
            return True
        if day in self.off or (day.month, day.day) in self.yearly:
            return False
        return day.weekday() < SATURDAY

    def working_beside(self, day: date) -> tuple[date, date]:
        """Give the last working day before ``day`` and the first one after it."""
        found = []
        for step in (-1, 1):
            beside = day + timedelta(days=step)
            while not self.is_working_day(beside):
                beside += timedelta(days=step)
            found.append(beside)
        return found[0], found[1]

    def to_json(self) -> dict[str, Any]:
        """Plain values, for a pipe."""
        days = {"off": self.off, "working": self.working}
        return {"yearly": sorted(self.yearly)} | {
            name: sorted(day.isoformat() for day in one) for name, one in days.items()
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """The reverse of `to_json`."""
        return cls(
            yearly=frozenset((month, day) for month, day in plain["yearly"]),
            off=frozenset(map(date.fromisoformat, plain["off"])),
            working=frozenset(map(date.fromisoformat, plain["working"])),
        )


def local(moment: datetime, zone: str) -> datetime:
    """Give the instant on the school's wall clock."""
    return moment.astimezone(ZoneInfo(zone))


def instant(day: date, at: time, zone: str) -> datetime:
    """Give the UTC instant of a wall-clock time in ``zone``."""
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def next_digest(after: datetime, zone: str, calendar: Calendar) -> datetime:
    """Give the first nine o'clock of a working day that is later than ``after``."""
    day = local(after, zone).date()
    moment = instant(day, DIGEST_AT, zone)
    while moment <= after or not calendar.is_working_day(day):
        day += timedelta(days=1)
        moment = instant(day, DIGEST_AT, zone)
    return moment


def next_nine(after: datetime, zone: str) -> datetime:
    """Give the next nine in the morning later than ``after``, whatever day that is."""
    day = local(after, zone).date()
    moment = instant(day, DIGEST_AT, zone)
    return moment if moment > after else instant(day + timedelta(days=1), DIGEST_AT, zone)


def is_quiet(at: time) -> bool:
    """Whether a digest at this hour would come too early or too late in the day."""
    return not DIGEST_AT <= at < LATEST_ASK


def evening_before(starts_at: datetime, zone: str) -> datetime:
    """Give 18:00 of the day before, whatever day that is."""
    return instant(local(starts_at, zone).date() - timedelta(days=1), EVENING_AT, zone)
