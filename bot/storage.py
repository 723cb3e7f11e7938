"""The data folder and the database of a setting."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import FileClock, SystemClock
from bot.settings import Settings
from db.engine import create_engine
from db.migrate import ensure_schema
from db.neighbours import Neighbours
from db.unit_of_work import Database
from domain import failpoints


def create_clock(settings: Settings) -> SystemClock | FileClock:
    """Give the clock: moved by a file only in tests and the demo."""
    if settings.clock_file is None:
        return SystemClock()
    failpoints.arm(os.environ.get("FAILPOINT", ""))
    return FileClock(settings.clock_file)


def prepare_data(settings: Settings) -> None:
    """Make the data folder for this user alone."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix":
        settings.data_dir.chmod(0o700)


@asynccontextmanager
async def open_engine(settings: Settings) -> AsyncIterator[AsyncEngine]:
    """Open the database as it is."""
    prepare_data(settings)
    engine = create_engine(settings.database, is_shared=settings.is_shared)
    try:
        yield engine
    finally:
        await engine.dispose()


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """Open the database at the newest schema."""
    async with open_engine(settings) as engine:
        await ensure_schema(engine, settings.database)
        database = Database(engine, create_clock(settings))
        database.neighbours = Neighbours() if settings.is_shared else None
        yield database
