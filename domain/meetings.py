"""Meetings: five kinds in order, a proposal confirmed by the other side, a report."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from domain.pairs import Side

UNDO = timedelta(minutes=10)
ASK_AFTER = timedelta(minutes=30)
MAX_LINE = 500


class MeetingKind(StrEnum):
    """The five kinds, in their order (domain.md §3.9)."""

    FIRST = "first"
    TRIAL = "trial"
    PLANNING = "planning"
    REGULAR = "regular"
    FINAL = "final"


class MeetingState(StrEnum):
    """proposed → confirmed → held or not held; a proposal may be declined or lapse."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    HELD = "held"
    NOT_HELD = "not_held"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"
    MOVED = "moved"


ALIVE = frozenset({MeetingState.PROPOSED, MeetingState.CONFIRMED})


class Outcome(StrEnum):
    """What a member says became of a meeting."""

    HELD = "held"
    NOT_HELD = "not_held"
    MOVED = "moved"


ONE_TIME = (MeetingKind.FIRST, MeetingKind.TRIAL, MeetingKind.PLANNING)


def next_kinds(held: Iterable[MeetingKind]) -> tuple[MeetingKind, ...]:
    """Give the kinds a pair may hold next; several only where the pair has a choice."""
    done = set(held)
    for kind in ONE_TIME:
        if kind not in done:
            return (kind,)
    if MeetingKind.REGULAR not in done:
        return (MeetingKind.REGULAR,)
    if MeetingKind.FINAL in done:
        return ()
    return (MeetingKind.REGULAR, MeetingKind.FINAL)


def is_complete(held: Iterable[MeetingKind]) -> bool:
    """Whether a pair has held kinds 1, 2, 3, at least one 4, and 5."""
    return set(held) >= set(MeetingKind)


def ask_at(starts_at: datetime, minutes: int) -> datetime:
    """When to ask whether it took place: half an hour after its end."""
    return starts_at + timedelta(minutes=minutes) + ASK_AFTER


def is_disputed(reports: dict[Side, set[Outcome]]) -> bool:
    """Whether the sides say different things (a mentor's word alone stays valid)."""
    mentors, mentees = reports.get(Side.MENTOR, set()), reports.get(Side.MENTEE, set())
    if not mentors or not mentees:
        return False
    return (Outcome.HELD in mentors) != (Outcome.HELD in mentees)
