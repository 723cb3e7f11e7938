"""The schema's history: one head, a stairway without a broken step, no drift."""

from itertools import pairwise
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, inspect, text

from db.engine import create_engine
from db.migrations import HEAD
from db.models import Base
from tests import nursery
from tests.conftest import KINDS
from tests.postgres import drop, postgres_url


def _script() -> ScriptDirectory:
    config = Config(str(nursery.ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(nursery.ROOT / "db" / "migrations"))
    return ScriptDirectory.from_config(config)


def _migrate(url: str, *targets: str) -> None:
    assert nursery.run("db.migrate", *targets, env={"MIGRATE_URL": url}) == 0


@pytest.fixture(params=KINDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> object:
    """The URL of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    url = postgres_url()
    yield url
    drop(url)


def test_the_head_in_the_code_is_the_head_of_the_history() -> None:
    assert _script().get_heads() == [HEAD]


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


async def test_every_step_goes_up_down_and_up_again(empty_url: str) -> None:
    revisions = [s.revision for s in reversed(list(_script().walk_revisions()))]
    stairs = [
        target
        for before, step in pairwise(["base", *revisions])
        for target in (step, f"-{before}", step)
    ]
    _migrate(empty_url, *stairs)
    engine = create_engine(empty_url)
    async with engine.connect() as connection:
        assert await connection.run_sync(_tables) == set(Base.metadata.tables)
        found = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    await engine.dispose()
    assert found == HEAD


def _drift(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


async def test_the_models_and_the_history_agree(database_url: str) -> None:
    engine = create_engine(database_url)
    async with engine.connect() as connection:
        drift = await connection.run_sync(_drift)
    await engine.dispose()
    assert not drift


def _checks(connection: Connection) -> set[str]:
    inspector = inspect(connection)
    return {
        str(check["name"])
        for table in Base.metadata.tables
        for check in inspector.get_check_constraints(table)
    }


async def test_the_impossible_is_forbidden_by_the_database_too(database_url: str) -> None:
    """Autogenerate does not see CHECK constraints, so they are compared by name."""
    wanted = {
        f"ck_{table.name}_{str(constraint.name).removeprefix(f'ck_{table.name}_')}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    engine = create_engine(database_url)
    async with engine.connect() as connection:
        found = await connection.run_sync(_checks)
    await engine.dispose()
    assert wanted <= found
    assert len(wanted) >= 5
