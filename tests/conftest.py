"""Real databases for the tests: copies of one migrated template of each kind."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from content.loader import Content
from content.loader import load as load_content
from db.engine import create_engine
from db.unit_of_work import Database
from tests import nursery
from tests.clock import SetClock
from tests.postgres import database_name, drop, postgres_url
from tests.world import World

KINDS = ("sqlite", "postgres") if os.name == "posix" else ("sqlite",)

# `make test` draws the same examples every time; `make nightly` draws new ones, and prints them.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("new", print_blob=True, deadline=None)
settings.load_profile("same")


def migrate(url: str) -> None:
    """Bring a database to the newest schema, as the bot does at start."""
    assert nursery.run("db.migrate", "head", env={"MIGRATE_URL": url}) == 0


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated SQLite file."""
    file = tmp_path_factory.mktemp("template") / "template.sqlite3"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_template() -> str:
    """One migrated PostgreSQL database; give its name."""
    url = postgres_url()
    migrate(url)
    return database_name(url)


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> object:
    """The URL of a new migrated database; every test that asks runs on both kinds."""
    if request.param == "sqlite":
        file = tmp_path / "test.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    url = postgres_url(template=request.getfixturevalue("postgres_template"))
    yield url
    drop(url)


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands until it is moved."""
    return SetClock()


@pytest.fixture
async def database(database_url: str, clock: SetClock) -> AsyncIterator[Database]:
    """A real database at the newest schema."""
    engine = create_engine(database_url)
    yield Database(engine, clock)
    await engine.dispose()


@pytest.fixture(scope="session")
def content() -> Content:
    """The product's own content files."""
    return load_content()


@pytest.fixture
async def world(database: Database, clock: SetClock, content: Content) -> World:
    """An owner, a school, its curator: where most tests begin."""
    made = World(database, clock, content)
    await made.found()
    return made
