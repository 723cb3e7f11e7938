"""The queue of updates that wait for the bot (§4, U2-U4, U8-U10)."""

import json
import random
import time
from collections import OrderedDict, defaultdict, deque
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sandbox.clock import Clock

Json = dict[str, Any]

DAY = 86_400
WEEK = 7 * DAY
LIFETIMES = {
    "callback_query": 150,
    "inline_query": 30,
    "chosen_inline_result": 600,
    "shipping_query": 150,
    "pre_checkout_query": 150,
}
CAP = 100_000
UPDATE_BYTES = 512 * 1024
ALL_BYTES = 128 * 1024 * 1024
FUTURE_SLACK = 10
FIRST_ID, LAST_ID = 2_000_001, 1_000_000_000
KEPT_CONFIRMED = 100
KEPT_REPEATED = 10

KINDS = frozenset(
    {
        "message", "edited_message", "channel_post", "edited_channel_post",
        "business_connection", "business_message", "edited_business_message",
        "deleted_business_messages", "message_reaction", "message_reaction_count",
        "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
        "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member",
        "chat_member", "chat_join_request", "chat_boost", "removed_chat_boost",
    }
)  # fmt: skip
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One update: `body` is its JSON, `lane` orders the webhook (§5), `expires_at` is U8."""

    id: int
    body: Json
    lane: tuple[str, int]
    expires_at: float
    size: int


class UpdateQueue:
    """Updates in order, until confirmed or too old. `None` ids mean: not queued."""

    def __init__(self, clock: Clock, chance: random.Random, *, jump_ids: bool) -> None:
        self._clock = clock
        self._chance = chance
        self._jump_ids = jump_ids
        self._waiting: OrderedDict[int, Update] = OrderedDict()
        self._ages: defaultdict[int, deque[int]] = defaultdict(deque)
        self._bytes = 0
        self._pushed_at = clock.now()
        self.next_id = chance.randint(FIRST_ID, LAST_ID)
        self.allowed: frozenset[str] = KINDS - UNASKED
        self.confirmed: list[Update] = []
        self.repeats = 0
        self.expired = 0
        self.changed_at = time.monotonic()

    def push(self, kind: str, payload: Json, lane: tuple[str, int], date: float) -> Update | None:
        """Queue an update of an event at `date`, if the bot asked for its kind (U8, U10)."""
        if kind not in self.allowed:
            return None
        expires_at = date + LIFETIMES.get(kind, DAY)
        if expires_at <= self._clock.now():
            return None
        update = self._queue({kind: payload}, lane, expires_at)
        if update is not None:
            self._ages[LIFETIMES.get(kind, DAY)].append(update.id)
        return update

    def push_raw(self, body: Json) -> Update | None:
        """Queue whatever a test says, well-formed or not; a higher id moves the numbering."""
        kind = next((name for name in body if name in LIFETIMES), "")
        expires_at = self._clock.now() + LIFETIMES.get(kind, DAY)
        update = self._queue(body, ("raw", self.next_id), expires_at)
        if update is not None:
            self._ages[LIFETIMES.get(kind, DAY)].append(update.id)
        return update

    def pending(self) -> int:
        """How many wait and are not too old."""
        self._drop_old()
        return len(self._waiting)

    def take(self, offset: int, limit: int) -> list[Update]:
        """Confirm by offset and return the next ones (U2-U4)."""
        self._drop_old()
        if offset < 0:
            self._keep_last(-offset)
        elif not self._is_out_of_reach(offset):
            self._confirm_below(offset)
        return self._repeated() + list(islice(self._waiting.values(), limit))

    def remove(self, update_id: int) -> None:
        """Forget one (the webhook delivered it)."""
        if (update := self._waiting.pop(update_id, None)) is not None:
            self.changed_at = time.monotonic()
            self._bytes -= update.size
            self._remember(update)

    def waiting(self) -> list[Update]:
        """All that wait, oldest first."""
        return list(self._waiting.values())

    def clear(self) -> None:
        """Forget all; the numbering goes on."""
        self._waiting.clear()
        self.confirmed.clear()
        self._bytes = 0

    def allow(self, words: str) -> None:
        """Remember `allowed_updates` (U10); what cannot be read changes nothing."""
        try:
            names = json.loads(words)
        except ValueError:
            return
        if isinstance(names, list) and all(isinstance(name, str) for name in names):
            known = KINDS & {name.lower() for name in names}
            self.allowed = known or KINDS - UNASKED

    def _repeated(self) -> list[Update]:
        """Updates that were confirmed already, when a fault asks for them."""
        if self.repeats <= 0:
            return []
        self.repeats -= 1
        return self.confirmed[-KEPT_REPEATED:]

    def has_default_kinds(self) -> bool:
        """Whether the bot asked for nothing in particular."""
        return self.allowed == KINDS - UNASKED

    def _queue(self, body: Json, lane: tuple[str, int], expires_at: float) -> Update | None:
        update_id = self._new_id(body)
        body = {"update_id": update_id} | body
        size = len(json.dumps(body))
        full = len(self._waiting) >= CAP or self._bytes + size > ALL_BYTES
        if full or size > UPDATE_BYTES:
            return None
        update = Update(id=update_id, body=body, lane=lane, expires_at=expires_at, size=size)
        self._waiting[update_id] = update
        self.changed_at = time.monotonic()
        self._bytes += size
        return update

    def _new_id(self, body: Json) -> int:
        now = self._clock.now()
        if self._jump_ids and not self._waiting and now - self._pushed_at > WEEK:
            self.next_id = self._chance.randint(FIRST_ID, LAST_ID)
        self._pushed_at = now
        if isinstance(body.get("update_id"), int):
            self.next_id = max(self.next_id, body["update_id"] + 1)
            return int(body["update_id"])
        self.next_id += 1
        return self.next_id - 1

    def _head(self) -> int:
        return next(iter(self._waiting), self.next_id)

    def _is_out_of_reach(self, offset: int) -> bool:
        return offset > self.next_id + FUTURE_SLACK or offset < self._head() - CAP

    def _confirm_below(self, offset: int) -> None:
        while self._waiting and self._head() < offset:
            self.remove(self._head())

    def _keep_last(self, count: int) -> None:
        while len(self._waiting) > count:
            self.remove(self._head())

    def _remember(self, update: Update) -> None:
        self.confirmed.append(update)
        if len(self.confirmed) > 2 * KEPT_CONFIRMED:
            del self.confirmed[:KEPT_CONFIRMED]

    def _drop_old(self) -> None:
        """Each lifetime has its own line, so only the heads of the lines are looked at."""
        now = self._clock.now()
        for line in self._ages.values():
            while line and (line[0] not in self._waiting or self._is_old(line[0], now)):
                update = self._waiting.pop(line.popleft(), None)
                if update is not None:
                    self._bytes -= update.size
                    self.expired += 1

    def _is_old(self, update_id: int, now: float) -> bool:
        return self._waiting[update_id].expires_at <= now
