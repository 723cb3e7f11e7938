"""The town is built and explored once; each test gets a copy of its database."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from content.loader import Content
from db.engine import create_engine
from db.unit_of_work import Database
from tests.clock import SetClock
from tests.threats.canaries import plant
from tests.threats.offers import Explorer, Offers, conversation
from tests.threats.town import School, Town


@dataclass(slots=True)
class Explored:
    """A town's file, who lives in it, and what each of them is offered."""

    file: Path
    town: Town
    offers: Offers
    clock: SetClock
    planted: set[str]


async def _explore(file: Path, content: Content, clock: SetClock) -> Explored:
    engine = create_engine(f"sqlite:///{file}")
    database = Database(engine, clock)
    schools = {
        letter: School(database, clock, content, first=6_000_000_001 + first * 10**8)
        for first, letter in enumerate("abcd")
    }
    town = Town(schools)
    await town.build()
    planted = await plant(database, town.schools["b"].school_id)
    explorer = Explorer(database, town, conversation(content))
    await explorer.explore("a.curator")
    for who in ("c.curator", "d.curator"):  # they add what the first school has not
        await explorer.explore(who, anew=False)
    for who in town.numbers:
        if not who.startswith(("b.", "c.", "d.")) and who != "a.curator":
            await explorer.explore(who)
    await engine.dispose()
    return Explored(file, town, explorer.offers, clock, planted)


@pytest.fixture(scope="session")
def explored(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, content: Content
) -> Explored:
    """Two schools whose every button is known."""
    file = tmp_path_factory.mktemp("town") / "town.sqlite3"
    shutil.copyfile(sqlite_template, file)
    return asyncio.run(_explore(file, content, SetClock()))


@pytest.fixture
async def town_database(explored: Explored, tmp_path: Path) -> AsyncIterator[Database]:
    """A copy of the town to be attacked."""
    file = tmp_path / "copy.sqlite3"
    shutil.copyfile(explored.file, file)
    clock = SetClock()
    clock.set(explored.clock.now())
    engine = create_engine(f"sqlite:///{file}")
    database = Database(engine, clock)
    async with database.begin() as uow:  # what the town has said lies in the chats by now
        await uow.outbox.drop_all()
        await uow.commit()
    yield database
    await engine.dispose()
