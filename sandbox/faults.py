"""Faults on demand: what Telegram and the network do to a bot on a bad day."""

import random
from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What goes wrong."""

    TOO_MANY = "429"
    FORBIDDEN = "403"
    SERVER_ERROR = "500"
    CUT = "cut"
    LOST_ANSWER = "lost_answer"
    SLOW = "slow"
    REPEAT_UPDATES = "repeat_updates"  # kept by the queue and the webhook, see `repeats`


POLL = "getupdates"


@dataclass(slots=True, kw_only=True)
class Fault:
    """One order of trouble.

    Without `method` it hits any method except getUpdates, with `*` any at all; `times` of None
    means until deleted; `answer_429` makes a lost answer arrive as 429 (the message was
    delivered all the same); `retry_after_max` draws the pause between the two.
    """

    id: int
    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    retry_after: int = 1
    retry_after_max: int | None = None
    seconds: float = 5.0
    probability: float = 1.0
    status: int = 502
    answer_429: bool = False

    def fits(self, method: str, chat_id: int | None) -> bool:
        """Whether a call (lower-case name) is of the sort this fault is for."""
        fits_method = method != POLL if self.method is None else self.method in {"*", method}
        return fits_method and self.chat_id in {None, chat_id}


class Faults:
    """The orders that are still open."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._last_id = 0
        self.open: list[Fault] = []

    def next_id(self) -> int:
        """A number for a new order."""
        self._last_id += 1
        return self._last_id

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The first fault for this call, counted down."""
        for fault in self.open:
            if fault.fits(method, chat_id) and self._chance.random() < fault.probability:
                self._count_down(fault)
                return fault
        return None

    def pause(self, fault: Fault) -> int:
        """Seconds of `retry_after`."""
        if fault.retry_after_max is None:
            return fault.retry_after
        return self._chance.randint(fault.retry_after, fault.retry_after_max)

    def _count_down(self, fault: Fault) -> None:
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.open.remove(fault)
