"""Kill -9 at random moments and at every named place, under load: nothing lost or doubled."""

import asyncio
import random
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import delete, text

from content.loader import Content
from db.models import RoadmapImport
from domain.failpoints import PLACES
from services import roadmap_import
from tests.e2e.town import HANG
from tests.nightly.killing import (
    REFUSED,
    EndedEarly,
    Nestling,
    Nursery,
    Writers,
    all_is_said,
    repeats_of,
    school,
)
from tests.nightly.sizes import sizes
from tests.world import PAPER, YEAR, World

pytestmark = pytest.mark.xdist_group("kills")

OUT = 10.0  # seconds a bot may take to end
LOADED = [place for place in PLACES if not place.startswith("mid-")]
POISON = {
    "sqlite": "CREATE TRIGGER poison BEFORE INSERT ON letters WHEN NEW.text "
    f"LIKE '{REFUSED}%' BEGIN SELECT RAISE(ABORT, 'poison'); END",
    "postgresql": "CREATE TRIGGER poison BEFORE INSERT ON letters FOR EACH ROW "
    f"WHEN (NEW.text LIKE '{REFUSED}%') EXECUTE FUNCTION poison()",
}
RAISES = (
    "CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'poison'; END $$"
)


async def poison_letters(world: World) -> None:
    """Let the database refuse letters of a kind: what only a fault of the bot would bring."""
    async with world.database.engine.begin() as connection:
        kind = connection.dialect.name
        for statement in (RAISES, POISON[kind]) if kind != "sqlite" else (POISON[kind],):
            await connection.execute(text(statement))


async def end_again_and_again(
    nursery: Nursery, dice: random.Random, count: int, how: int
) -> list[int]:
    """End the bot at random moments, every other one at a random place; give the codes."""
    codes = []
    for number in range(count):
        place = f"{dice.choice(LOADED)}:{dice.randint(1, 12)}" if number % 2 else ""
        is_spared = how == signal.SIGTERM or nursery.must_spare
        bot = await nursery.start(FAILPOINT="" if is_spared else place)
        if number % 4 or is_spared:  # every fourth may die while it starts
            with suppress(EndedEarly):
                await bot.ready()
                await nursery.spared(bot)
        await asyncio.sleep(dice.uniform(0.02, 0.6))
        async with asyncio.timeout(OUT):
            codes.append(await bot.end(how))
    return codes


async def lost_nothing(writers: Writers, nursery: Nursery, *, poison: int = 0) -> int:
    """Let a last bot finish; give how many messages were said twice."""
    await (await nursery.start()).ready()
    await all_is_said(writers.sandbox, writers.world)
    return await repeats_of(writers, poison=poison)


@sizes(30, 1000)
async def test_kills_at_random_moments_lose_nothing_and_double_nothing(
    tmp_path: Path, content: Content, database_url: str, seed: int, count: int
) -> None:
    async with school(tmp_path, content, database_url) as (sandbox, world, nursery):
        writers = Writers(sandbox, world)
        async with writers.writing(seed):
            await end_again_and_again(nursery, random.Random(seed), count, signal.SIGKILL)
        repeats = await lost_nothing(writers, nursery)
    print(f"{count} kills, {len(writers.written)} letters, {repeats} messages repeated")
    assert repeats <= count, "more than one repeat in a chat for a kill"


@sizes(6, 200)
async def test_sigterm_at_random_moments_ends_cleanly_and_in_time(
    tmp_path: Path, content: Content, database_url: str, seed: int, count: int
) -> None:
    async with school(tmp_path, content, database_url) as (sandbox, world, nursery):
        writers = Writers(sandbox, world)
        async with writers.writing(seed):
            codes = await end_again_and_again(nursery, random.Random(seed), count, signal.SIGTERM)
        repeats = await lost_nothing(writers, nursery)
    print(f"{count} SIGTERMs, {len(writers.written)} letters, {repeats} messages repeated")
    assert set(codes) == {0}
    assert repeats == 0, "a clean stop says nothing twice"


class Visitors:
    """Work that passes every place: letters, one that the database refuses, a paper."""

    def __init__(self, writers: Writers) -> None:
        self.writers = writers
        self.rounds = 0

    async def work(self) -> None:
        """Let three people write, and a fourth be refused by the database."""
        for writer in range(3):
            await self.writers.write(writer, f"письмо v{writer}-{self.rounds}")
        await self.writers.write(3, f"{REFUSED} {self.rounds}")
        self.writers.written.pop()
        self.rounds += 1

    async def send_paper(self) -> None:
        """Leave a paper to be read; the last one, which a kill left half-way, is forgotten."""
        world = self.writers.world
        async with world.uow() as uow:
            await uow.jobs.drop_all()
            await uow.session.execute(delete(RoadmapImport))
            curator = await world.actor(uow, "curator")
            view = await roadmap_import.begin_text(uow, curator, PAPER)
            await roadmap_import.read(
                uow, curator, import_id=view.id, version=view.version, year=YEAR,
                chat_id=curator.telegram_id,
            )  # fmt: skip

    async def until_it_dies(self, bot: Nestling) -> int:
        """Work until the bot has ended at its place; give its exit code."""
        async with asyncio.timeout(HANG):
            while not bot.code.done():
                await self.work()
                await asyncio.wait({bot.code}, timeout=1)
        return bot.code.result()


@sizes(1, 20)
async def test_a_kill_at_every_named_place_loses_nothing_and_doubles_nothing(
    tmp_path: Path, content: Content, database_url: str, seed: int, count: int
) -> None:
    async with school(tmp_path, content, database_url) as (sandbox, world, nursery):
        await poison_letters(world)
        writers = Writers(sandbox, world)
        visitors = Visitors(writers)
        dice = random.Random(seed)
        for place in LOADED:
            for _ in range(count):
                if place == "after-read":
                    await visitors.send_paper()
                nth = 1 if count == 1 or place == "after-read" else dice.randint(1, 3)
                bot = await nursery.start(FAILPOINT=f"{place}:{nth}")
                assert await visitors.until_it_dies(bot) == -signal.SIGKILL, place
        repeats = await lost_nothing(writers, nursery, poison=visitors.rounds)
    kills = len(LOADED) * count
    print(f"{kills} kills at {len(LOADED)} places, {visitors.rounds} dead letters, "
          f"{len(writers.written)} letters, {repeats} messages repeated")  # fmt: skip
    assert repeats <= kills
