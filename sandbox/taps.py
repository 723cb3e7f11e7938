"""Taps on inline buttons that wait for answerCallbackQuery (M10, M11)."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
KEPT_TAPS = 20_000


@dataclass(slots=True, kw_only=True)
class Tap:
    """One tap; `answer` is done once the bot answered."""

    id: str
    person_id: int
    chat_id: int
    tapped_at: float
    answer: asyncio.Future[Json]


class Taps:
    """The last taps by their callback query id."""

    def __init__(self) -> None:
        self._taps: OrderedDict[str, Tap] = OrderedDict()

    def add(self, tap: Tap) -> None:
        """Keep a tap; the oldest are forgotten."""
        self._taps[tap.id] = tap
        if len(self._taps) > KEPT_TAPS:
            self._taps.popitem(last=False)

    def find(self, query_id: str) -> Tap | None:
        """The tap of a callback query."""
        return self._taps.get(query_id)

    def clear(self) -> None:
        """Forget all taps."""
        self._taps.clear()
