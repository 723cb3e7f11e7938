"""Many at once: no increment is lost, a double tap has one effect."""

import asyncio

from sqlalchemy import func, select

from db.models import Account, Evidence
from tests.nightly.sizes import sizes
from tests.talk import Talk
from tests.world import PAPER, World

WRITERS = 8


@sizes(20, 150)
async def test_eight_writers_who_read_and_then_write_lose_nothing(
    world: World, count: int
) -> None:
    chat = world.telegram["curator"]

    async def add_up() -> None:
        for _ in range(count):
            async with world.uow() as uow:
                account = await uow.accounts.find(chat)
                assert account is not None
                read = account.last_message_id
                await asyncio.sleep(0)
                account.last_message_id = read + 1

    async with world.database.reading() as uow:
        query = select(Account.last_message_id).where(Account.telegram_id == chat)
        before = await uow.session.scalar(query)
    await asyncio.gather(*(add_up() for _ in range(WRITERS)))
    async with world.database.reading() as uow:
        after = await uow.session.scalar(query)
    assert (after or 0) - (before or 0) == WRITERS * count
    print(f"{WRITERS} writers × {count}: {(after or 0) - (before or 0)} increments")


@sizes(50, 1000)
async def test_a_double_tap_has_one_effect(world: World, count: int) -> None:
    rows = [
        f"{n}\tМероприятие номер {n}\tдо 10 октября 2027\tОрлова Н.П." for n in range(1, count)
    ]
    lines = PAPER.splitlines()[:2]
    loaded = await world.load_roadmap(
        "\n".join([*lines, *rows, f"{count}\tИтоги\tМай 2028\tЗавуч"])
    )
    assert len(loaded) == count
    talk = Talk.to(world)
    for row in loaded.values():
        data = f"ac:plain:{row.id}:{row.version}:0"
        taps = [talk.press("curator", data) for _ in range(2)]
        await asyncio.gather(*(talk.feed(tap) for tap in taps))
    async with world.database.reading() as uow:
        effects = await uow.session.scalar(select(func.count()).select_from(Evidence))
    assert effects == count
