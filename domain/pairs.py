"""Pairs: two sides that agree, work, and finish."""

from dataclasses import dataclass
from enum import StrEnum


class PairState(StrEnum):
    """proposed → agreed → working → finished; or declined, or stopped.

    A pair fixed by order and one with an approved plan are later states between
    ``agreed`` and ``working``.
    """

    PROPOSED = "proposed"
    AGREED = "agreed"
    WORKING = "working"
    FINISHED = "finished"
    DECLINED = "declined"
    STOPPED = "stopped"


ALIVE = frozenset({PairState.PROPOSED, PairState.AGREED, PairState.WORKING})
MEETING = frozenset({PairState.AGREED, PairState.WORKING})


class Side(StrEnum):
    """The two sides of a pair."""

    MENTOR = "mentor"
    MENTEE = "mentee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of a pair as others may see it."""

    person_id: int
    account_id: int | None
    name: str
    side: Side
    has_agreed: bool
    has_declined: bool


def state_after_answers(members: tuple[Member, ...]) -> PairState:
    """Give the state of a proposed pair: one refusal declines it, all assents agree it."""
    if any(member.has_declined for member in members):
        return PairState.DECLINED
    if all(member.has_agreed for member in members):
        return PairState.AGREED
    return PairState.PROPOSED
