"""One transaction: its session, its instant, its repositories. The only commit."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cached_property
from typing import cast

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from db import repositories as r
from db.changes import Changes, Watched
from db.neighbours import Neighbours
from db.outgoing import Outgoing
from db.repositories.writes import Writes
from domain.clock import Clock
from domain.failures import Told

Listener = Callable[["UnitOfWork"], None]


class UnitOfWork:
    """A transaction in progress; ``now`` is its one instant (aware UTC).

    ``said`` holds the outbox rows it adds, ``noted`` the newest message of chats it heard
    from, ``wakes`` the loops that have work when it is committed.
    """

    def __init__(
        self,
        connection: AsyncConnection,
        now: datetime,
        on_commit: "Listener | None" = None,
        neighbours: Neighbours | None = None,
    ) -> None:
        self.connection = connection
        self.now = now
        self.on_commit = on_commit
        self.neighbours = neighbours
        self.said: list[Outgoing] = []
        self.noted: dict[int, int] = {}
        self.wakes: set[str] = set()
        self.writes = Writes()
        self._changes: Changes | None = None  # of the session, once there is one
        self._said_before = 0
        self._is_touched = False

    @cached_property
    def session(self) -> AsyncSession:
        """Mapped objects in this transaction; what is told most often does without them."""
        made = AsyncSession(
            self.connection,
            expire_on_commit=False,
            sync_session_class=Watched,
            join_transaction_mode="rollback_only",
        )
        watched = cast("Watched", made.sync_session)
        watched.write_first = self._write_first
        self._changes = Changes(watched)
        return made

    @property
    def is_dirty(self) -> bool:
        """Whether anything was changed since ``mark_clean``."""
        if self._is_touched or len(self.said) != self._said_before:
            return True
        return self._changes is not None and self._changes.has_any()

    def touch(self) -> None:
        """Note that something was changed outside of the session."""
        self._is_touched = True

    def mark_clean(self) -> None:
        """From here ``is_dirty`` starts anew; nothing is written out for that."""
        self._said_before = len(self.said)
        self._is_touched = False
        if self._changes is not None:
            self._changes.start()

    def has_touched(self, *models: type) -> bool:
        """Whether a row of these models was changed since the transaction began."""
        return self._changes is not None and self._changes.has_touched(*models)

    def note(self, chat_id: int, message_id: int) -> None:
        """Remember a message of a chat; the newest one is written by the commit."""
        self.noted[chat_id] = max(message_id, self.noted.get(chat_id, 0))

    async def flush(self) -> None:
        """Write out what was changed, so that any statement sees it."""
        if self._changes is not None:
            await self.session.flush()
        self._gather()
        if not self.writes.is_empty:
            await self.connection.run_sync(self.writes.run)

    async def commit(self) -> None:
        """Make everything durable; raises when the database has ended the transaction itself."""
        if self._changes is not None:
            await self.session.flush()
        await self.connection.run_sync(self._write)
        await self._ensure_in_transaction()
        if self.neighbours is not None:
            await self.neighbours.tell(self)
        if self._changes is not None:
            await self.session.commit()
        await self.connection.commit()
        if self.on_commit is not None:
            self.on_commit(self)
        self.said, self.noted, self.wakes = [], {}, set()
        self._said_before = 0

    async def close(self) -> None:
        """Let go of the session; the connection's owner rolls back what was not committed."""
        if self._changes is not None:
            await self.session.close()

    def _write(self, connection: Connection) -> None:
        """Write what waits; what is said comes last, for it is given its ids."""
        self._gather()
        self.accounts.note_messages(self.noted)
        self.outbox.write(self.said)
        ids = self.writes.run(connection, is_last=True)
        for row, row_id in zip(self.said, ids, strict=bool(self.said)):
            row.id = row_id

    def _write_first(self, session: Watched) -> None:
        self._gather()
        if not self.writes.is_empty:
            self.writes.run(session.connection())

    def _gather(self) -> None:
        self.questionnaires.write()
        self.accounts.write()

    async def _ensure_in_transaction(self) -> None:
        connection = self.connection
        if connection.dialect.name == "sqlite" and connection.in_transaction():
            driver = (await connection.get_raw_connection()).driver_connection
            if driver and not driver.in_transaction:
                raise Told("the database rolled the transaction back by itself")

    @cached_property
    def accounts(self) -> r.Accounts:
        return r.Accounts(self)

    @cached_property
    def organisations(self) -> r.Organisations:
        return r.Organisations(self)

    @cached_property
    def people(self) -> r.People:
        return r.People(self)

    @cached_property
    def invitations(self) -> r.Invitations:
        return r.Invitations(self)

    @cached_property
    def questionnaires(self) -> r.Questionnaires:
        return r.Questionnaires(self)

    @cached_property
    def roadmap(self) -> r.Roadmaps:
        return r.Roadmaps(self)

    @cached_property
    def activities(self) -> r.Activities:
        return r.Activities(self)

    @cached_property
    def pairs(self) -> r.Pairs:
        return r.Pairs(self)

    @cached_property
    def meetings(self) -> r.Meetings:
        return r.Meetings(self)

    @cached_property
    def outbox(self) -> r.Outbox:
        return r.Outbox(self)

    @cached_property
    def updates(self) -> r.Updates:
        return r.Updates(self)

    @cached_property
    def audit(self) -> r.Audit:
        return r.Audit(self)

    @cached_property
    def reminders(self) -> r.Reminders:
        return r.Reminders(self)

    @cached_property
    def jobs(self) -> r.Jobs:
        return r.Jobs(self)

    @cached_property
    def troubles(self) -> r.Troubles:
        return r.Troubles(self)


class Database:
    """Opens units of work; writers queue, so what one checked stays true.

    They queue in the process, and with ``neighbours`` also among processes.
    """

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        self.engine = engine
        self.clock = clock
        self.on_commit: Listener | None = None
        self.neighbours: Neighbours | None = None
        self._writer = asyncio.Lock()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        """Open a unit of work that may write; without ``commit`` it is rolled back."""
        async with self._writer, self._open(self.engine) as uow:
            if self.neighbours is not None:
                await self.neighbours.take_turn(uow)
                uow.now = self.clock.now()
            yield uow

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[UnitOfWork]:
        """Open a unit of work that only reads; it never waits for a writer."""
        async with self._open(self.engine.execution_options(reading=True)) as uow:
            yield uow

    @asynccontextmanager
    async def _open(self, engine: AsyncEngine) -> AsyncIterator[UnitOfWork]:
        async with engine.connect() as connection:
            uow = UnitOfWork(connection, self.clock.now(), self.on_commit, self.neighbours)
            try:
                yield uow
            finally:
                await uow.close()
