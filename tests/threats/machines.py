"""What the state machines share: a small school copied for each run, steps by any actor."""

import asyncio
import copy
import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, run_state_machine_as_test
from sqlalchemy import select

from content.loader import Content
from content.loader import load as load_content
from db.engine import create_engine
from db.unit_of_work import Database, UnitOfWork
from domain.errors import DomainError
from domain.people import Actor, Role
from tests.clock import SetClock
from tests.conftest import migrate
from tests.postgres import database_name, drop, postgres_url
from tests.world import ZONE, World
from ui.screen import Screen
from ui.translator import Translator, Words

Step = Callable[[UnitOfWork, Actor], Awaitable[Any]]
Show = Callable[[UnitOfWork, Actor, Words], Awaitable[Screen]]
Way = tuple[str, str, str]  # of what, from which state, to which; "-" is before it was made
RUNS = int(os.environ.get("STATE_RUNS", "500"))
LUCK = 3  # draws of runs: whole rules are left out of some runs, so a way may be missed
STEPS = 50
QUICK = (Phase.explicit, Phase.generate)  # a failure is shrunk by the nightly run
OUTSIDERS = ("stranger", "rival", "other")  # nobody, another school's curator, another mentor
WHO = ("curator", "mentor", "mentee", "responsible", *OUTSIDERS)
ANYBODY = st.sampled_from([*[""] * 12, *WHO])  # mostly "": whoever it is expected from
SELDOM = st.sampled_from(WHO)  # for what ends a run's story: mostly those who may not
LATE = st.sampled_from([0] * 7 + [1])  # one button in eight is of an earlier version


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


def ways(text: str) -> Iterator[Way]:
    """Read «pair: - > proposed; proposed > agreed declined» line by line."""
    for line in text.strip().splitlines():
        of, _, drawn = line.partition(":")
        for one in drawn.split(";"):
            before, _, after = one.partition(">")
            yield from ((of.strip(), before.strip(), state) for state in after.split())


class Lived(RuleBasedStateMachine):
    """A run: its own copy of the school, its own clock, its own loop.

    ``allowed`` are all the ways its ``sorts`` of rows may go; ``reached`` are those gone.
    """

    kind: ClassVar[str] = "sqlite"
    sorts: ClassVar[dict[str, Any]] = {}
    allowed: ClassVar[frozenset[Way]] = frozenset()
    reached: ClassVar[Counter[Way]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.reached = Counter()

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
        self._seen: dict[str, Any] = {}  # what was looked at since something changed
        self._stood = self.sees(self._standing)

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

        is_done = self.loop.run_until_complete(run())
        if is_done:
            self._note()
        return is_done

    def passes(self, step: Callable[[], Awaitable[Any]]) -> None:
        """Let happen what nobody does."""

        async def run() -> None:
            await step()

        self.loop.run_until_complete(run())
        self._note()

    def sees(self, look: Callable[[UnitOfWork], Awaitable[Any]]) -> Any:
        """Look into the database."""

        async def run() -> Any:
            async with self.world.database.reading() as uow:
                return await look(uow)

        return self.loop.run_until_complete(run())

    def once(self, name: str, look: Callable[[UnitOfWork], Awaitable[Any]]) -> Any:
        """Look into the database, once after each change."""
        if name not in self._seen:
            self._seen[name] = self.sees(look)
        return self._seen[name]

    def offers(self, who: str, show: Show) -> set[str]:
        """Look at a screen: how its buttons' data begin, and «awaits» when a line is awaited."""

        async def look(uow: UnitOfWork) -> Screen:
            words = Words(Translator.load(), language="ru", zone=ZONE, now=uow.now)
            return await show(uow, await self.world.actor(uow, who), words)

        screen = self.sees(look)
        found = {":".join(b.data.split(":")[:2]) for row in screen.keyboard for b in row}
        return found | ({"awaits"} if screen.awaits else set())

    async def _standing(self, uow: UnitOfWork) -> dict[tuple[str, int], str]:
        return {
            (sort, number): str(state)
            for sort, model in self.sorts.items()
            for number, state in await uow.session.execute(select(model.id, model.state))
        }

    def _note(self) -> None:
        """Something has changed: say which ways were gone; there are no others."""
        self._seen.clear()
        stood, self._stood = self._stood, self.sees(self._standing)
        for key in stood.keys() | self._stood.keys():
            way = (key[0], stood.get(key, "-"), self._stood.get(key, "-"))
            if way[1] != way[2]:
                self.reached[way] += 1
                assert way in self.allowed, f"{way} is no way of ours"

    @invariant()
    def all_holds(self) -> None:
        """After each change what must hold does."""
        if "all_holds" not in self._seen:
            self.holds()
            self._seen["all_holds"] = True

    def holds(self) -> None:
        """What must be so after every change."""


def run_short(machine: type[Lived], runs: int = 20) -> None:
    """A few runs, the same each time."""
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=runs, stateful_step_count=20, deadline=None, phases=QUICK),
    )


def run_long(machine: type[Lived], kind: str) -> None:
    """Very many runs; says which ways were gone, and fails where one was never gone."""
    made = type(machine.__name__, (machine,), {"kind": kind})
    drawn = int(os.environ.get("SEED", random.SystemRandom().randrange(2**32)))
    for more in range(LUCK):
        print(f"{machine.__name__} on {kind}: {RUNS} runs of {STEPS} steps, SEED={drawn + more}")
        seed(drawn + more)(made)
        run_state_machine_as_test(
            made, settings=settings(max_examples=RUNS, stateful_step_count=STEPS, deadline=None)
        )
        if machine.allowed <= made.reached.keys():
            break
    for way in sorted(machine.allowed):
        print(f"  {made.reached[way]:6} {way[0]}: {way[1]} > {way[2]}")
    assert machine.allowed <= made.reached.keys()
