"""Real databases for the tests: copies of one migrated template of each kind."""

import asyncio
import logging
import os
import shutil
from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from content.loader import Content
from content.loader import load as load_content
from db.engine import create_engine
from db.unit_of_work import Database
from tests import nursery
from tests.clock import SetClock
from tests.logged import Heard
from tests.postgres import Copies, database_name, postgres_url
from tests.world import World

KINDS = ("sqlite", "postgres") if os.name == "posix" else ("sqlite",)

# `make test` draws the same examples every time; `make nightly` draws new ones, and prints them.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("new", print_blob=True, deadline=None)
settings.load_profile("same")


@contextmanager
def _listening() -> Iterator[None]:
    root, heard = logging.getLogger(), Heard()
    level = root.level
    root.setLevel(min(level, logging.INFO))
    root.addHandler(heard)
    try:
        yield
    finally:
        root.removeHandler(heard)
        root.setLevel(level)
    assert heard.told == set(), "a log tells of people"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None]:
    """No fixture may make the program log anything of a person (T16)."""
    with _listening():
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None]:
    """Nor may any test."""
    with _listening():
        yield


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
def sqlite_founded(sqlite_template: Path, content: Content) -> tuple[Path, World]:
    """One SQLite file with the school of ``world``."""
    file = sqlite_template.with_name("founded.sqlite3")
    shutil.copyfile(sqlite_template, file)
    return file, founded(f"sqlite:///{file}", content)


@pytest.fixture(scope="session")
def postgres_template() -> str:
    """One migrated PostgreSQL database."""
    url = postgres_url()
    migrate(url)
    return url


@pytest.fixture(scope="session")
def postgres_copies(postgres_template: str) -> Copies:
    """Migrated PostgreSQL databases."""
    return Copies(postgres_template)


@pytest.fixture(scope="session")
def postgres_founded(postgres_template: str, content: Content) -> tuple[Copies, World]:
    """PostgreSQL databases with the school of ``world``."""
    url = postgres_url(template=database_name(postgres_template))
    world = founded(url, content)
    return Copies(url), world


def founded(url: str, content: Content) -> World:
    """Found a school in an empty database; give what a test knows of it."""

    async def found() -> World:
        engine, clock = create_engine(url), SetClock()
        world = World(Database(engine, clock), clock, content)
        await world.found()
        await engine.dispose()
        return world

    return asyncio.run(found())


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a new migrated database; every test that asks runs on both kinds."""
    is_founded, given = "world" in request.fixturenames, request.getfixturevalue
    if request.param == "sqlite":
        file = tmp_path / "test.sqlite3"
        template = given("sqlite_founded")[0] if is_founded else given("sqlite_template")
        shutil.copyfile(template, file)
        yield f"sqlite:///{file}"
        return
    copies: Copies = given("postgres_founded")[0] if is_founded else given("postgres_copies")
    url = copies.lend()
    yield url
    copies.take_back(url)


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
def world(
    request: pytest.FixtureRequest, database: Database, clock: SetClock, content: Content
) -> World:
    """An owner, a school, its curator: where most tests begin."""
    kind = "sqlite" if database.engine.dialect.name == "sqlite" else "postgres"
    known: World = request.getfixturevalue(f"{kind}_founded")[1]
    return World(
        database, clock, content, known.school_id, dict(known.people), dict(known.telegram),
        dict(known.tokens),
    )  # fmt: skip
