"""Backups: whole, private, checked, and put back on both kinds of database."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from db import backup
from db.engine import create_engine
from db.models import Base
from db.unit_of_work import Database
from domain.people import Role
from tests.world import World

Rows = dict[str, list[tuple[object, ...]]]


async def _all(database: Database) -> Rows:
    """Every row of every table."""
    found: Rows = {}
    async with database.reading() as uow:
        for table in Base.metadata.sorted_tables:
            keys = list(table.primary_key)
            rows = await uow.session.execute(table.select().order_by(*keys))
            found[table.name] = [tuple(row) for row in rows.all()]
    return found


async def test_what_was_backed_up_is_put_back_whole(
    world: World, database_url: str, tmp_path: Path
) -> None:
    await world.load_roadmap()
    await world.pair()
    before = await _all(world.database)
    assert sum(map(len, before.values())) > 40
    target = tmp_path / "whole.backup"
    await backup.back_up(world.database.engine, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert not target.with_name("whole.backup.part").exists()
    await world.join("late", Role.MENTEE, "Поздняя Вера Ильинична")
    assert await _all(world.database) != before
    await world.database.engine.dispose()
    engine = create_engine(database_url)
    await backup.restore(engine, database_url, target)
    await engine.dispose()
    fresh = create_engine(database_url)
    world.database = Database(fresh, world.clock)
    assert await _all(world.database) == before
    late = await world.join("late", Role.MENTEE, "Поздняя Вера Ильинична")
    assert late not in {row[0] for row in before["people"]}
    await fresh.dispose()


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\x00", b"\x1f\x8b\x08junk", b"text"])
async def test_a_damaged_file_is_refused_and_changes_nothing(
    world: World, database_url: str, tmp_path: Path, data: bytes
) -> None:
    before = await _all(world.database)
    source = tmp_path / "broken.backup"
    source.write_bytes(data)
    with pytest.raises(backup.BadBackup):
        await backup.restore(world.database.engine, database_url, source)
    assert await _all(world.database) == before


async def test_a_backup_cut_in_the_middle_is_refused(
    world: World, database_url: str, tmp_path: Path
) -> None:
    source = tmp_path / "cut.backup"
    await backup.back_up(world.database.engine, source)
    whole = source.read_bytes()
    source.write_bytes(whole[: len(whole) // 2])
    before = await _all(world.database)
    with pytest.raises(backup.BadBackup):
        await backup.restore(world.database.engine, database_url, source)
    assert await _all(world.database) == before


async def test_a_week_of_daily_backups_is_kept(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    start = datetime(2027, 10, 1, tzinfo=UTC)
    for day in range(9):
        await backup.daily(database.engine, folder, start + timedelta(days=day))
    names = sorted(path.name for path in folder.iterdir())
    assert names == [f"2027-10-0{day}.backup" for day in range(3, 10)]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_the_schemas_revision_is_in_the_copy(database: Database, tmp_path: Path) -> None:
    if database.engine.dialect.name != "sqlite":
        pytest.skip("the other kind writes the revision into its first line")
    target = tmp_path / "one.backup"
    await backup.back_up(database.engine, target)
    backup.check_sqlite(target)
    engine = create_engine(f"sqlite:///{target}")
    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1
    await engine.dispose()
