"""A day of a school in minutes: what the process holds stays as it is, and tables are purged."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from sqlalchemy import func, select

from content.loader import Content
from db.engine import create_engine
from db.models import DeadLetter, Job, OutboxMessage, ProcessedUpdate, RoadmapImport, Trouble
from db.unit_of_work import Database
from domain.people import Role
from domain.roadmap_import import ALIVE
from tests.clock import SetClock
from tests.e2e.town import Bot, Sandbox
from tests.nightly.sizes import sizes
from tests.world import PAPER, World

pytestmark = pytest.mark.xdist_group("kills")

STEP = timedelta(minutes=2)
ACTS = 3  # of each person in a step
AFTER_ALL = timedelta(days=91)  # nothing but the school's own matters is kept so long
GROWTH = 1.05
HELD = {"process_open_fds": 6, "mentoring_tasks": 0}  # 6: two more connections of the pool
WORDS = (
    "/menu",
    "/help",
    "/status",
    "12",
    "завтра в 15:00",
    "Нужна помощь с уроком",
    "да",
    "15.10",
)


@dataclass(slots=True)
class Walker:
    """Somebody who presses whatever the newest message offers, or writes something."""

    sandbox: Sandbox
    id: int
    dice: random.Random
    words: tuple[str, ...] = WORDS

    async def act(self) -> None:
        """Press one button, or write one word."""
        newest = await self.sandbox.ask("GET", f"chats/{self.id}/messages?limit=3")
        buttons = [
            {"message_id": message["message_id"], "data": button["data"]}
            for message in newest
            for row in message["keyboard"] or []
            for button in row
            if button.get("data") and not message["deleted"]
        ]
        if buttons and self.dice.random() < 0.7:
            await self.sandbox.ask("POST", f"people/{self.id}/tap", **self.dice.choice(buttons))
        else:
            word = self.dice.choice(self.words)
            await self.sandbox.ask("POST", f"people/{self.id}/send", text=word)


@dataclass(slots=True)
class Soak:
    """A bot in use, and what was read of it after each step."""

    sandbox: Sandbox
    bot: Bot
    walkers: list[Walker]
    read: list[dict[str, float]] = field(default_factory=list)

    async def step(self) -> None:
        """Let two minutes pass with everybody busy; read what the process holds then."""
        for _ in range(ACTS):
            await asyncio.gather(*(walker.act() for walker in self.walkers))
            await self.sandbox.settle(60)
        await self.sandbox.move_to(await self.sandbox.now() + STEP, self.bot)
        self.read.append(await self.metrics())
        for name in ("mentoring_dead_letters", "mentoring_given_up_total"):
            assert self.read[-1][name] == 0, name

    async def metrics(self) -> dict[str, float]:
        """Read ``/metrics``."""
        async with self.sandbox.http.get(f"http://{self.bot.health}/metrics") as answer:
            lines = (await answer.text()).splitlines()
        pairs = (line.rsplit(" ", 1) for line in lines if line[0] != "#")
        return {name: float(value) for name, value in pairs}

    def held(self, name: str, at_rest: Callable[[list[float]], float]) -> tuple[float, float]:
        """Give what was held in the second quarter of the time, and in its last third."""
        size = len(self.read) // 4
        values = [one[name] for one in self.read]
        return at_rest(values[size : 2 * size]), at_rest(values[-len(values) // 3 :])


async def people_of(sandbox: Sandbox, url: str, content: Content, seed: int) -> list[Walker]:
    """Make a school with a roadmap and a pair, and give its people phones."""
    clock = SetClock()
    clock.set(await sandbox.now())
    world = World(Database(create_engine(url), clock), clock, content)
    await world.found()
    await world.load_roadmap()
    await world.pair()
    await world.join("nina", Role.RESPONSIBLE, "Орлова Нина Павловна")
    await world.clear_outbox()
    await world.database.engine.dispose()
    for who, number in world.telegram.items():
        await sandbox.ask("POST", "people", first_name=who, id=number, started=True)
    walkers = [
        Walker(sandbox, number, random.Random(seed + number)) for number in world.telegram.values()
    ]
    walkers[1].words = (*WORDS, PAPER)  # the curator sends papers: work for children
    return walkers


async def left(url: str) -> dict[str, int]:
    """Count what is older than a day and should not be kept any more."""
    database = Database(create_engine(url), SetClock())
    async with database.reading() as uow:

        async def count(model: Any, *conditions: Any) -> int:
            query = select(func.count()).select_from(model).where(*conditions)
            return int(await uow.session.scalar(query) or 0)

        newest = await uow.session.scalar(select(func.max(ProcessedUpdate.at)))
        assert newest is not None
        old = newest - timedelta(days=1)
        found = {
            "processed updates": await count(ProcessedUpdate, ProcessedUpdate.at < old),
            "outbox": await count(OutboxMessage, OutboxMessage.created_at < old),
            "jobs": await count(Job, Job.created_at < old),
            "papers": await count(
                RoadmapImport, RoadmapImport.state.in_(ALIVE), RoadmapImport.created_at < old
            ),
            "dead letters": await count(DeadLetter),
            "troubles": await count(Trouble),
        }
    await database.engine.dispose()
    return found


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@sizes(8, 720)
async def test_a_day_in_use_leaves_the_process_and_its_tables_as_they_were(
    tmp_path: Path, content: Content, database_url: str, seed: int, count: int
) -> None:
    async with Sandbox(tmp_path) as sandbox:
        walkers = await people_of(sandbox, database_url, content, seed)
        bot = Bot(sandbox, tmp_path, DATABASE_URL=database_url, HEALTH_LISTEN="127.0.0.1:0")
        await bot.start()
        soak = Soak(sandbox, bot, walkers)
        for _ in range(count):
            await soak.step()
        updates = soak.read[-1]["mentoring_updates_total"]
        for while_ in (AFTER_ALL, timedelta(hours=1)):  # a job may have ended just after the first
            await sandbox.move_to(await sandbox.now() + while_, bot)
            await walkers[0].act()
            await sandbox.settle()
        assert await bot.stop() == 0
    memory = soak.held("process_resident_memory_bytes", median)
    held = {name: soak.held(name, min) for name in HELD}
    print(f"{count * STEP} of clock, {updates:.0f} updates, "
          f"memory {memory[0] / 2**20:.1f} → {memory[1] / 2**20:.1f} MB, {held}")  # fmt: skip
    kept = await left(database_url)
    assert not any(kept.values()), kept
    for name, slack in HELD.items():
        assert held[name][1] <= held[name][0] + slack, name
    if count >= 100:  # a process that has just begun still grows
        assert memory[1] < memory[0] * GROWTH
