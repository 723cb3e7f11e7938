"""Two schools' databases for the tick: the same due rows, far more that wait in one of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, update

import content.loader
from db.engine import create_engine
from db.migrate import ensure_schema
from db.models import Account, Meeting, OutboxMessage, Pair, PairMember, Person
from db.unit_of_work import Database
from domain.meetings import MeetingKind, MeetingState
from domain.pairs import PairState, Side
from domain.people import PersonState
from scheduler.ticks import Ticks
from tests.clock import SetClock
from tests.world import World

PAIRS = 200
AT_ONCE = 20_000  # rows of one statement while filling
NEVER = timedelta(days=3000)


class Town:
    """A database with one school whose pairs meet tomorrow; ``tick`` tells them so."""

    def __init__(self, database: Database, clock: SetClock) -> None:
        self.database = database
        self.clock = clock
        self.ticks = Ticks(database, content.loader.load(), _nothing)

    async def fill(self, pending: int) -> None:
        """Make people and pairs, and as many meetings and accounts that are not due."""
        world = World(self.database, self.clock, content.loader.load())
        await world.found()
        async with self.database.begin() as uow:
            session, now, school = uow.session, uow.now, {"organisation_id": world.school_id}
            for at in range(2 * PAIRS):
                account = Account(telegram_id=10**9 + at, created_at=now)
                person = Person(name=f"Мамонтова Вера {at}", state=PersonState.JOINED,
                                created_at=now, joined_at=now, **school)  # fmt: skip
                session.add_all((account, person))
                await session.flush()
                person.account_id = account.id
                if at % 2 == 0:
                    pair = Pair(
                        state=PairState.AGREED, proposed_by=person.id, created_at=now, **school
                    )
                    session.add(pair)
                    await session.flush()
                side = Side.MENTEE if at % 2 else Side.MENTOR
                session.add(PairMember(pair_id=pair.id, person_id=person.id, side=side))
                if at % 2:
                    session.add(Meeting(**self._meeting(pair.id, person.id), **school))
            await uow.outbox.drop_all()
            await uow.commit()
        await self._wait(pending, {**self._meeting(pair.id, person.id), **school})

    def _meeting(self, pair_id: int, person_id: int) -> dict[str, Any]:
        now = self.clock.now()
        return {
            "pair_id": pair_id, "kind": MeetingKind.REGULAR, "state": MeetingState.CONFIRMED,
            "starts_at": now + timedelta(days=1), "proposed_by": person_id, "place": "",
            "check_at": now + NEVER, "created_at": now, "minutes": 60, "is_disputed": False,
            "version": 1,
        }  # fmt: skip

    async def _wait(self, pending: int, meeting: dict[str, Any]) -> None:
        """Let so many meetings and accounts wait for another day."""
        later = {"created_at": self.clock.now(), "digest_at": self.clock.now() + NEVER}
        for first in range(0, pending, AT_ONCE):
            count = min(AT_ONCE, pending - first)
            async with self.database.begin() as uow:
                await uow.session.execute(insert(Meeting.__table__), [meeting] * count)  # type: ignore[arg-type]
                accounts = [
                    {**later, "telegram_id": 10**10 + first + at, "language": "ru", "menu": "",
                     "is_owner": False, "last_message_id": 0}
                    for at in range(count)
                ]  # fmt: skip
                await uow.session.execute(insert(Account.__table__), accounts)  # type: ignore[arg-type]
                await uow.commit()

    async def make_due(self, count: int) -> None:
        """Let the first meetings be due, with nothing said yet."""
        async with self.database.begin() as uow:
            now = uow.now
            await uow.session.execute(delete(OutboxMessage))
            due = update(Meeting).where(Meeting.id <= count).values(check_at=now)
            await uow.session.execute(due)
            await uow.commit()


async def _nothing() -> None:
    return None


@asynccontextmanager
async def town(folder: Path, pending: int) -> AsyncIterator[Town]:
    """Make a filled database in a folder."""
    url = f"sqlite:///{folder / f'{pending}.sqlite3'}"
    engine = create_engine(url)
    await ensure_schema(engine, url)
    clock = SetClock()
    clock.set(clock.now().replace(hour=12))  # 18:00 in Omsk
    made = Town(Database(engine, clock), clock)
    await made.fill(pending)
    yield made
    await engine.dispose()
