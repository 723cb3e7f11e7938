"""One batch of updates, one transaction; whatever goes wrong, each runs again alone."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot import failures
from bot.conversation import Conversation, Toast
from bot.raw import scrub
from bot.starts import Starts
from db.unit_of_work import Database, UnitOfWork
from domain import failpoints
from domain.errors import DomainError
from domain.failures import reason, with_causes
from services.troubles import Outage

log = logging.getLogger(__name__)

BATCH = 32
BATCH_SECONDS = 0.2
REPEATS = 5
ATTEMPTS = 3
SERIALIZATION = {"40001", "40P01"}
TROUBLE = ("08", "53", "57P", "58")  # PostgreSQL: connections, resources, shutdown, the system

Raw = dict[str, Any]


def _nothing_along(uow: UnitOfWork) -> AbstractAsyncContextManager[None]:
    return nullcontext()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many updates of a batch are committed, and the taps to answer now."""

    handled: int
    toasts: tuple[Toast, ...] = ()


class Transactions:
    """Runs updates through the conversation and commits what they did."""

    def __init__(
        self,
        database: Database,
        conversation: Conversation,
        bot_id: int,
        along: Callable[[UnitOfWork], AbstractAsyncContextManager[None]] = _nothing_along,
    ) -> None:
        self.database = database
        self.conversation = conversation
        self.bot_id = bot_id
        self.outage = Outage(database)
        self.along = along  # what else is written by a batch's commit
        self.starts: Starts | None = None
        self._held_up: Counter[int] = Counter()  # attempts the database spoiled, not the update
        self._size = BATCH  # less while the machine does not get through so many in time

    async def run(self, raws: Sequence[Raw]) -> Outcome:
        """Handle a batch; only what is in the outcome may be confirmed to the messenger.

        Raises ``DBAPIError`` when the database itself is in trouble: nothing is lost then,
        for nothing was confirmed.
        """
        async with self.outage.watching():
            return await self._run([scrub(raw) for raw in raws[: self._size]])

    async def _run(self, batch: Sequence[Raw]) -> Outcome:
        try:
            if self.starts is None or not self.starts.is_suspicious():
                return await self._at_once(batch)
        except Exception as error:
            log.warning("a batch of %d runs again one by one: %s", len(batch), reason(error))
        toasts: list[Toast] = []
        for raw in batch:
            try:
                toasts.extend(await self._alone(raw))
            except Exception:
                self._held_up[raw["update_id"]] += 1
                raise
        self._held_up.clear()
        if self.starts is not None:
            self.starts.productive()
        return Outcome(handled=len(batch), toasts=tuple(toasts))

    async def _at_once(self, batch: Sequence[Raw]) -> Outcome:
        """Handle a batch; which updates are done is asked once one of them turns out to be."""
        try:
            return await self._together(batch)
        except IntegrityError:
            return await self._together(batch, is_repeat=True)

    async def _together(self, batch: Sequence[Raw], *, is_repeat: bool = False) -> Outcome:
        started = time.monotonic()
        toasts: list[Toast] = []
        handled: list[int] = []
        taken = 0
        async with self.database.begin() as uow:
            numbers = {raw["update_id"] for raw in batch}
            done = await self._done(uow, numbers) if is_repeat else set()
            await self.conversation.expect(uow, batch)
            for raw in batch:
                taken += 1
                if raw["update_id"] in done:
                    toasts.extend(self.conversation.empty_answer(raw))
                else:
                    toasts.extend(await self._handle(uow, raw))
                    handled.append(raw["update_id"])
                    done.add(raw["update_id"])
                if time.monotonic() - started > BATCH_SECONDS:
                    break
                if taken < len(batch):
                    await asyncio.sleep(0)  # what is being sent goes on meanwhile
            self._size = taken if taken < len(batch) else min(BATCH, 2 * self._size)
            uow.updates.finish(self.bot_id, handled)
            async with self.along(uow):
                failpoints.passing("before-commit")
                await uow.commit()
        failpoints.passing("after-commit")
        if self.starts is not None:
            self.starts.productive()
        return Outcome(handled=taken, toasts=tuple(toasts))

    async def _handle(self, uow: UnitOfWork, raw: Raw) -> list[Toast]:
        try:
            update = self.conversation.parse(raw)
        except ValidationError as error:
            await failures.bury(uow, self.bot_id, raw, f"unreadable: {error.error_count()} errors")
            return []
        return await self.conversation.handle(uow, update)

    async def _alone(self, raw: Raw) -> list[Toast]:
        update_id = raw["update_id"]
        failpoints.passing("second-pass")
        async with self.database.begin() as uow:
            if await self._done(uow, {update_id}):
                return self.conversation.empty_answer(raw)
            attempt = await uow.updates.count_attempt(self.bot_id, update_id)
            await uow.commit()
        if attempt - self._held_up[update_id] >= ATTEMPTS:
            return await self._bury(raw, f"attempt {attempt}: it ended the process before")
        for _ in range(REPEATS - 1):
            try:
                return await self._once(raw)
            except DBAPIError as error:
                if not _is_serialization(error):
                    return await self._failed(raw, error)
            except Exception as error:
                return await self._failed(raw, error)
        try:
            return await self._once(raw)
        except Exception as error:
            return await self._failed(raw, error)

    async def _done(self, uow: UnitOfWork, update_ids: set[int]) -> set[int]:
        """Give which are committed by now; another process may have been given them too."""
        known = await uow.updates.known(self.bot_id, list(update_ids))
        return {update_id for update_id, is_done in known.items() if is_done}

    async def _failed(self, raw: Raw, error: Exception) -> list[Toast]:
        """Refuse or bury; raises when the database, not the update, is at fault."""
        if isinstance(error, DomainError):
            return await self._refuse(raw, error)
        if _is_trouble(error):
            raise error
        return await self._bury(raw, with_causes(error))

    async def _once(self, raw: Raw) -> list[Toast]:
        async with self.database.begin() as uow:
            if await self._done(uow, {raw["update_id"]}):
                return self.conversation.empty_answer(raw)
            toasts = await self._handle(uow, raw)
            await uow.updates.finish_attempt(self.bot_id, raw["update_id"])
            await uow.commit()
        return toasts

    async def _refuse(self, raw: Raw, error: DomainError) -> list[Toast]:
        """Say a refusal in a transaction of its own: what came before it is rolled back."""
        async with self.database.begin() as uow:
            if await self._done(uow, {raw["update_id"]}):
                return self.conversation.empty_answer(raw)
            toasts = await self.conversation.refuse(uow, self.conversation.parse(raw), error)
            await uow.updates.finish_attempt(self.bot_id, raw["update_id"])
            await uow.commit()
        return toasts

    async def _bury(self, raw: Raw, reason: str) -> list[Toast]:
        failpoints.passing("before-dead-letter")
        async with self.database.begin() as uow:
            if await self._done(uow, {raw["update_id"]}):
                return self.conversation.empty_answer(raw)
            number = await failures.bury(uow, self.bot_id, raw, reason)
            await self.conversation.apologise(uow, raw, number)
            await uow.updates.finish_attempt(self.bot_id, raw["update_id"])
            await uow.commit()
        failpoints.passing("after-dead-letter")
        return self.conversation.empty_answer(raw)


def _sqlstate(error: Exception) -> str:
    own = getattr(error, "orig", error)
    return str(getattr(own, "sqlstate", "") or getattr(own, "pgcode", ""))


def _is_serialization(error: DBAPIError) -> bool:
    return _sqlstate(error) in SERIALIZATION or "database is locked" in str(error.orig)


def _is_trouble(error: Exception) -> bool:
    """Whether the database, not the update, is at fault: full, read-only, gone, starting.

    A connection that is refused comes as the driver has it, not as SQLAlchemy's.
    """
    if isinstance(error, OSError) or _sqlstate(error).startswith(TROUBLE):
        return True
    if not isinstance(error, DBAPIError):
        return False
    words = ("full", "readonly", "read-only", "disk i/o", "unable to open", "connection")
    return error.connection_invalidated or any(w in str(error.orig).lower() for w in words)
