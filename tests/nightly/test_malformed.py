"""Malformed updates: none unhandled, nothing changed, and polling goes on."""

import logging
import time

import pytest
from sqlalchemy import select

from db.models import DeadLetter, OutboxMessage
from domain.people import Role
from tests.nightly.feeding import polling
from tests.nightly.mutations import Mutator
from tests.nightly.sizes import fewer, sizes
from tests.nightly.tables import prints
from tests.talk import Talk
from tests.world import World

MACHINERY = ("processed_updates", "dead_letters", "outbox", "troubles")
AT_ONCE = 2000  # updates that wait with the messenger at a time
SLOWEST = 2.0  # seconds to the answer of the next good update


async def unhandled(world: World) -> list[str]:
    """Give what was not refused as unreadable but failed in our code."""
    async with world.database.reading() as uow:
        query = select(DeadLetter.traceback).where(~DeadLetter.traceback.like("unreadable:%"))
        return list((await uow.session.scalars(query)).all())


async def newest(world: World) -> OutboxMessage | None:
    """Give what was said last."""
    async with world.database.reading() as uow:
        query = select(OutboxMessage).order_by(OutboxMessage.id.desc()).limit(1)
        return (await uow.session.scalars(query)).one_or_none()


async def feed(world: World, cast: tuple[str, ...], seed: int, count: int) -> None:
    """Poll malformed updates of these people, and a good one of the first after each load."""
    talk = Talk.to(world)
    mutator = Mutator(talk, cast, seed)
    slowest = 0.0
    count = fewer(count, str(world.database.engine.url))
    async with polling(talk) as feeder:
        while count > 0:
            some = [mutator.malformed() for _ in range(min(AT_ONCE, count))]
            count -= len(some)
            feeder.updates = some
            await feeder.confirmed(some[-1]["update_id"], 300)
            said = await newest(world)
            began = time.monotonic()
            good = talk.message(cast[0], text="/help")
            feeder.updates = [good]
            await feeder.confirmed(good["update_id"], SLOWEST)
            slowest = max(slowest, time.monotonic() - began)
            answer = await newest(world)
            assert answer is not None
            assert answer.chat_id == world.telegram_id(cast[0])
            assert said is None or answer.id > said.id
    print(f"the slowest good answer after a load: {slowest:.3f} s")


@sizes(1000, 100_000)
async def test_malformed_updates_of_strangers_change_nothing(
    world: World, seed: int, count: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.setLevel(logging.CRITICAL)  # it keeps every record
    await world.load_roadmap()
    await world.pair()
    before = await prints(world.database.engine, besides=MACHINERY)
    await feed(world, ("stranger", "another"), seed, count)
    assert await unhandled(world) == []
    assert await prints(world.database.engine, besides=MACHINERY) == before


@sizes(1000, 100_000)
async def test_malformed_updates_of_people_are_all_handled(
    world: World, seed: int, count: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.setLevel(logging.CRITICAL)  # it keeps every record
    await world.load_roadmap()
    await world.pair()
    await world.join("nina", Role.RESPONSIBLE, "Орлова Нина Павловна")
    await feed(world, ("owner", "curator", "mentor", "mentee", "nina"), seed, count)
    assert await unhandled(world) == []
