"""A database copied into another one of either kind is the same, row for row."""

import os
import random
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Column, Text, cast, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.copying import copy_database
from bot.settings import Settings
from db.copying import NotCopied, NotEmpty, copy, ensure_empty
from db.engine import create_engine
from db.models import Account, Base
from db.unit_of_work import Database
from domain.people import Role
from tests.clock import SetClock
from tests.conftest import migrate
from tests.db.filling import ROWS, fill
from tests.postgres import drop, postgres_url
from tests.world import World

Rows = dict[str, list[tuple[Any, ...]]]
SEED = int(os.environ.get("FILLING", random.randrange(2**32)))
pytestmark = pytest.mark.skipif(os.name != "posix", reason="PostgreSQL for tests is not there")


async def rows_of(engine: AsyncEngine) -> Rows:
    """Every row of every table; where JSON is kept, also whether it is SQL's NULL."""
    found: Rows = {}
    async with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            nulls: list[Column[Any]] = [c.is_(None) for c in table.c if isinstance(c.type, JSON)]  # type: ignore[misc]
            query = select(table, *nulls).order_by(*table.primary_key)
            found[table.name] = [tuple(row) for row in await connection.execute(query)]
    return found


@pytest.fixture
async def urls(tmp_path: Path) -> AsyncIterator[tuple[str, str]]:
    """A PostgreSQL database and a SQLite file, both without any table."""
    url = postgres_url()
    yield url, f"sqlite:///{tmp_path / 'copy.sqlite3'}"
    drop(url)


@pytest.fixture
def filled(sqlite_template: Path, tmp_path: Path) -> Settings:
    """Settings of a migrated SQLite database."""
    (tmp_path / "data").mkdir()
    shutil.copyfile(sqlite_template, tmp_path / "data" / "bot.sqlite3")
    return settings_of(tmp_path)


def settings_of(folder: Path, url: str = "") -> Settings:
    return Settings(  # type: ignore[call-arg]
        _env_file=None, bot_token="1:AAA", data_dir=folder / "data", database_url=url
    )


async def test_there_and_back_again_every_row_of_every_table_is_equal(
    filled: Settings, urls: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    print(f"FILLING={SEED}")
    postgres, sqlite = urls
    engine = create_engine(filled.database)
    await fill(Database(engine, SetClock()), random.Random(SEED))
    before = await rows_of(engine)
    await engine.dispose()
    assert all(len(rows) >= ROWS for rows in before.values())
    assert await copy_database(filled, postgres) == 0
    assert f"copied: {sum(map(len, before.values()))} rows" in capsys.readouterr().out
    there, back = create_engine(postgres), create_engine(sqlite)
    assert await rows_of(there) == before
    assert await copy_database(settings_of(tmp_path, postgres), sqlite) == 0
    assert await rows_of(back) == before
    assert await _json_texts(back) == await _json_texts(create_engine(filled.database))
    await _number_goes_on(there, before)
    for one in (there, back):
        await one.dispose()


async def _json_texts(engine: AsyncEngine) -> dict[str, list[int]]:
    """Give how long the JSON of each column is as text: written as the bot writes it."""
    found = {}
    async with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            for column in table.c:
                if isinstance(column.type, JSON):
                    texts = await connection.scalars(select(cast(column, Text)))
                    found[str(column)] = sorted(len(text) for text in texts if text is not None)
    await engine.dispose()
    return found


async def _number_goes_on(engine: AsyncEngine, before: Rows) -> None:
    made = insert(Account).values(
        telegram_id=77, language="ru", is_owner=False, last_message_id=0,
        created_at=SetClock().now(),
    )  # fmt: skip
    async with engine.begin() as connection:
        number = (await connection.execute(made.returning(Account.id))).scalar_one()
    assert number == max(row[0] for row in before["accounts"]) + 1


async def test_a_copied_school_goes_on_working(world: World, urls: tuple[str, str]) -> None:
    await world.load_roadmap()
    await world.pair()
    migrate(urls[0])
    target = create_engine(urls[0])
    before = await rows_of(world.database.engine)
    counts = await copy(world.database.engine, target)
    assert counts == {name: len(rows) for name, rows in before.items()}
    await world.database.engine.dispose()
    world.database = Database(target, world.clock)
    late = await world.join("late", Role.MENTEE, "Поздняя Вера Ильинична")
    assert late not in {row[0] for row in before["people"]}
    await target.dispose()


async def test_a_target_with_anything_in_it_is_refused_and_left_alone(
    filled: Settings, urls: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    engine = create_engine(filled.database)
    await fill(Database(engine, SetClock()), random.Random(SEED))
    assert await copy_database(filled, urls[0]) == 0
    target = create_engine(urls[0])
    before = await rows_of(target)
    assert await copy_database(filled, urls[0]) == 1
    assert "has rows" in capsys.readouterr().err
    assert await rows_of(target) == before
    assert await copy_database(filled, filled.database) == 1
    foreign = create_engine(urls[1])
    async with foreign.begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE others (id INTEGER)")
    with pytest.raises(NotEmpty, match="something else"):
        await ensure_empty(foreign)
    for one in (engine, target, foreign):
        await one.dispose()


async def test_a_copy_that_fails_leaves_nothing_behind(
    filled: Settings, urls: tuple[str, str]
) -> None:
    engine = create_engine(filled.database)
    await fill(Database(engine, SetClock()), random.Random(SEED))
    migrate(urls[0])
    target = create_engine(urls[0])
    async with target.begin() as connection:
        await connection.exec_driver_sql(
            "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
        )
        await connection.exec_driver_sql(
            "CREATE TRIGGER lose BEFORE INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION lose()"
        )
    with pytest.raises(NotCopied, match=f"evidence: 0 rows of {ROWS}"):
        await copy(engine, target)
    await ensure_empty(target)
    for one in (engine, target):
        await one.dispose()


@pytest.mark.parametrize("url", ["mysql://a@b/c", "nonsense", "sqlite://", ""])
async def test_an_url_of_no_database_we_know_is_one_sentence(
    filled: Settings, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await copy_database(filled, url) == 2
    assert "postgresql://" in capsys.readouterr().err
