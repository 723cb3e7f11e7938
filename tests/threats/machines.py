"""What the state machines share: a small school copied for each run, steps by any actor."""

import asyncio
import copy
import os
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import Phase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from content.loader import Content
from content.loader import load as load_content
from db.engine import create_engine
from db.unit_of_work import Database, UnitOfWork
from domain.errors import DomainError
from domain.people import Actor, Role
from tests.clock import SetClock
from tests.conftest import migrate
from tests.postgres import database_name, drop, postgres_url
from tests.world import World

Step = Callable[[UnitOfWork, Actor], Awaitable[Any]]
OUTSIDERS = ("stranger", "rival", "other")  # nobody, another school's curator, another mentor
WHO = ("curator", "mentor", "mentee") * 4 + ("responsible", *OUTSIDERS)
ANYBODY = st.sampled_from(WHO)
LATE = st.sampled_from([0, 0, 0, 1])  # one button in four is of an earlier version
RUNS = int(os.environ.get("STATE_RUNS", "500"))
QUICK = (Phase.explicit, Phase.generate)  # a failure is shrunk by the nightly run


@cache
def content() -> Content:
    """The product's own content."""
    return load_content()


async def _build(url: str) -> World:
    world = World(Database(create_engine(url), SetClock()), SetClock(), content())
    world.database.clock = world.clock
    await world.found()
    await world.join("responsible", Role.RESPONSIBLE, "Орлова Нина Павловна")
    await world.register("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    await world.register("mentee", Role.MENTEE, "Котова Марина Сергеевна")
    await world.register("other", Role.MENTOR, "Громова Ольга Петровна")
    await world.join("beginner", Role.MENTEE, "Яшин Роман Олегович")
    await world.load_roadmap()
    rivals = await world.school("Школа «Парус»")
    await world.join("rival", Role.CURATOR, "Чужой Пётр Ильич", school_id=rivals)
    world.telegram_id("stranger")
    await world.clear_outbox()
    await world.database.engine.dispose()
    return world


@cache
def _template(kind: str) -> tuple[str, World]:
    """The school's database and what a test knows of it; made once."""
    if kind == "sqlite":
        file = Path(tempfile.mkdtemp(prefix="machines-")) / "template.sqlite3"
        url = f"sqlite:///{file}"
    else:
        url = postgres_url()
    migrate(url)
    return url, asyncio.run(_build(url))


class Lived(RuleBasedStateMachine):
    """A run: its own copy of the school, its own clock, its own loop."""

    kind: ClassVar[str] = "sqlite"

    def __init__(self) -> None:
        super().__init__()
        template, known = _template(self.kind)
        self.url = self._copied(template)
        self.loop = asyncio.new_event_loop()
        clock = SetClock()
        clock.set(known.clock.now())
        database = Database(create_engine(self.url), clock)
        self.world = World(
            database, clock, content(), known.school_id, dict(known.people),
            dict(known.telegram), copy.copy(known.tokens),
        )  # fmt: skip

    def _copied(self, template: str) -> str:
        if self.kind != "sqlite":
            return postgres_url(template=database_name(template))
        self.folder = tempfile.mkdtemp(prefix="machine-")
        file = Path(self.folder) / "copy.sqlite3"
        shutil.copyfile(template.removeprefix("sqlite:///"), file)
        return f"sqlite:///{file}"

    def teardown(self) -> None:
        """Close everything of this run."""
        self.loop.run_until_complete(self.world.database.engine.dispose())
        self.loop.close()
        if self.kind == "sqlite":
            shutil.rmtree(self.folder)
        else:
            drop(self.url)

    def does(self, who: str, step: Step) -> bool:
        """Let somebody act; say whether it was done. What is refused changes nothing."""

        async def run() -> bool:
            async with self.world.database.begin() as uow:
                actor = await self.world.actor(uow, who)
                uow.mark_clean()
                try:
                    await step(uow, actor)
                except DomainError:
                    assert not uow.is_dirty, "it changed something before it refused"
                    return False
                await uow.commit()
            return True

        return self.loop.run_until_complete(run())

    def sees(self, look: Callable[[UnitOfWork], Awaitable[Any]]) -> Any:
        """Look into the database."""

        async def run() -> Any:
            async with self.world.database.reading() as uow:
                return await look(uow)

        return self.loop.run_until_complete(run())
