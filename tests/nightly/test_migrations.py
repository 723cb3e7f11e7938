"""Migrations of filled databases: every row kept; killed half-way, old or new, never between."""

import random
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from db import migrate
from db.engine import create_engine
from db.migrations import HEAD
from domain.people import Role
from tests import nursery
from tests.nightly.cloning import fill
from tests.nightly.sizes import sizes
from tests.nightly.tables import prints, shape
from tests.postgres import database_name, drop, postgres_url
from tests.world import World

BEYOND = 10_000  # statements no migration has


def revisions() -> list[str]:
    """Give every revision before the newest, the oldest first."""
    config = Config(str(nursery.ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(nursery.ROOT / "db" / "migrations"))
    walked = ScriptDirectory.from_config(config).walk_revisions()
    return [one.revision for one in reversed(list(walked))][:-1]


def step(url: str, target: str, *, dies_at: int = BEYOND) -> int:
    """Migrate in a child that may be killed at its n-th statement; give its exit code."""
    env = {"MIGRATE_URL": url, "CLOCK_FILE": "set", "FAILPOINT": f"mid-migration:{dies_at}"}
    return nursery.run("db.migrate", target, env=env)


async def populate(world: World, rows: int) -> None:
    """Fill the world's database."""
    await world.load_roadmap()
    pair = await world.pair()
    await world.hold(pair.id)
    await world.invite("late", Role.MENTEE, "Поздняя Вера Ильинична")
    assert await fill(world.database.engine, rows) >= rows


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[AsyncEngine]:
    """Open a database for a look."""
    engine = create_engine(url)
    try:
        yield engine
    finally:
        await engine.dispose()


async def ensure_sound(engine: AsyncEngine) -> None:
    """Ask SQLite whether its file and its keys are whole; PostgreSQL watches over its own."""
    if engine.dialect.name == "sqlite":
        async with engine.connect() as connection:
            assert (await connection.execute(text("PRAGMA foreign_key_check"))).all() == []
            checked = (await connection.execute(text("PRAGMA integrity_check"))).all()
        assert checked == [("ok",)]


@sizes(300, 10_000)
async def test_every_older_schema_comes_up_with_all_its_rows(
    world: World, database_url: str, count: int
) -> None:
    await populate(world, count)
    await world.database.engine.dispose()
    for revision in reversed(revisions()):
        assert step(database_url, f"-{revision}") == 0
        async with opened(database_url) as engine:
            old = await shape(engine)
            before = await prints(engine, of=old)
        assert step(database_url, "head") == 0
        async with opened(database_url) as engine:
            after = await prints(engine, of=old)
            assert after == before, f"rows of {revision} were changed"
            assert await migrate.revision(engine) == HEAD
            await ensure_sound(engine)
    print(f"from {revisions()} with {sum(rows for rows, _ in before.values())} rows")


@asynccontextmanager
async def copied(url: str, folder: Path) -> AsyncIterator[str]:
    """Give a copy of a database nobody uses."""
    if url.startswith("sqlite"):
        target = folder / "copy.sqlite3"
        shutil.copyfile(url.removeprefix("sqlite:///"), target)  # over the last one's
        target.with_name("copy.sqlite3-wal").unlink(missing_ok=True)
        yield f"sqlite:///{target}"
        return
    copy = postgres_url(template=database_name(url))
    yield copy
    drop(copy)


@sizes(2, 20)
async def test_a_migration_killed_half_way_leaves_the_old_or_the_new(
    world: World, database_url: str, tmp_path: Path, seed: int, count: int
) -> None:
    await populate(world, 300)
    await world.database.engine.dispose()
    dice = random.Random(seed)
    oldest = revisions()[0]
    assert step(database_url, f"-{oldest}") == 0
    async with opened(database_url) as engine:
        old, before = await shape(engine), await prints(engine)
    last, died = 100, 0
    while died < count:
        statement = dice.randint(1, last)
        async with copied(database_url, tmp_path) as url:
            code = step(url, "head", dies_at=statement)
            assert code in (0, -signal.SIGKILL)
            if code == 0:
                last = statement - 1
                continue
            died += 1
            async with opened(url) as engine:
                assert await migrate.revision(engine) == oldest
                assert await shape(engine) == old, f"half a schema at statement {statement}"
                assert await prints(engine) == before
                await ensure_sound(engine)
            assert step(url, "head") == 0
            async with opened(url) as engine:
                assert await prints(engine, of=old) == before
    print(f"killed {died} times at statements 1 to {last}")
