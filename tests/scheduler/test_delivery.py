"""The one sender: in order, superseded, edited in place, and what it does with every fault."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ServerDisconnectedError
from sqlalchemy import select, text

from db.engine import create_engine
from db.models import Account, OutboxMessage, Slot
from db.models.messages import OutboxState
from db.outgoing import Outgoing
from db.repositories.outbox import BROADCAST
from db.unit_of_work import Database
from domain.notifications import FileFailed
from scheduler.delivery import Delivery
from scheduler.limits import Limits, Rates
from scheduler.sending import NotRead, Sending
from tests.fake_telegram import FakeTelegram, Fault
from tests.talk import Talk
from tests.world import World
from ui import notifications
from ui.translator import Translator

FAST = Rates(per_second=1000, per_chat_per_second=1000, per_group_per_minute=1000)


@asynccontextmanager
async def delivering(world: World, fake: FakeTelegram, rates: Rates = FAST) -> AsyncIterator[Any]:
    """Run the delivery on a fake messenger; yields a function that waits until all is said."""
    translator = Translator.load()
    delivery = Delivery(
        world.database,
        fake.port(),
        Limits(rates),
        lambda payload, now: notifications.render(translator, payload, now),
    )
    world.database.on_commit = delivery.committed
    running = asyncio.create_task(delivery.run())

    async def said() -> None:
        async with asyncio.timeout(20):
            while True:
                async with world.database.reading() as uow:
                    if not await uow.outbox.depth():
                        return
                await asyncio.sleep(0.01)

    try:
        yield said
    finally:
        await delivery.stop(1)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def put(
    world: World, text: str, *, slot: str = "main", edit: int | None = None, record: str = ""
) -> None:
    """Put a screen for the curator into the outbox."""
    async with world.uow() as uow:
        account = await uow.accounts.find(world.telegram["curator"])
        assert account is not None
        payload = {"text": text, "keyboard": [[{"text": "ok", "data": "x"}]], "record": record}
        uow.outbox.put(Outgoing(
            account.telegram_id, "screen", payload, account_id=account.id, slot=slot,
            edit_message_id=edit,
        ))  # fmt: skip


def heard(world: World, fake: FakeTelegram) -> list[str]:
    """Give what was sent to the curator; the owner hears of what was not."""
    curator = world.telegram["curator"]
    return [values["text"] for _, values in fake.calls if values["chat_id"] == curator]


async def test_screens_leave_in_order_and_are_forgotten_once_sent(world: World) -> None:
    fake = FakeTelegram()
    async with delivering(world, fake) as said:
        for number in range(5):
            await put(world, f"экран {number}", slot=f"s{number}")
        await said()
    assert fake.texts() == [f"экран {number}" for number in range(5)]
    assert await world.outbox() == []


async def test_a_newer_screen_of_a_conversation_supersedes_the_one_that_waits(
    world: World,
) -> None:
    fake = FakeTelegram()
    for number in range(5):
        await put(world, f"экран {number}")
    async with delivering(world, fake) as said:
        await said()
    assert fake.texts() == ["экран 4"]


async def test_a_tap_edits_its_message_and_adopts_it(world: World) -> None:
    fake = FakeTelegram()
    await put(world, "после нажатия", edit=42)
    async with delivering(world, fake) as said:
        await said()
    assert fake.texts("editMessageText") == ["после нажатия"]
    async with world.database.reading() as uow:
        slot = await uow.session.get(Slot, (world.telegram["curator"], "main"))
    assert slot is not None
    assert slot.message_id == 42


async def test_a_typed_answer_gets_a_new_message_and_the_old_one_shrinks(world: World) -> None:
    fake = FakeTelegram()
    await put(world, "вопрос")
    async with delivering(world, fake) as said:
        await said()
        async with world.uow() as uow:
            uow.note(world.telegram["curator"], 500)
        await put(world, "дальше", record="вопрос: ответ")
        await said()
    assert fake.texts() == ["вопрос", "дальше"]
    assert fake.texts("editMessageText") == ["вопрос: ответ"]


async def test_a_screen_whose_message_is_gone_is_sent_anew(world: World) -> None:
    fake = FakeTelegram()
    fake.fail("editMessageText", (400, "Bad Request: message to edit not found"))
    await put(world, "снова", edit=42)
    async with delivering(world, fake) as said:
        await said()
    assert fake.texts() == ["снова"]


async def test_not_modified_means_done(world: World) -> None:
    fake = FakeTelegram()
    fake.fail("editMessageText", (400, "Bad Request: message is not modified: …"))
    await put(world, "то же", edit=42)
    async with delivering(world, fake) as said:
        await said()
    assert fake.texts() == []
    assert await world.outbox() == []


@pytest.mark.parametrize(
    "fault",
    [
        (429, "Too Many Requests: retry after 0", 0),
        (502, "Bad Gateway"),
        (401, "Unauthorized"),
        ServerDisconnectedError(),
        TimeoutError(),
    ],
)
async def test_a_passing_fault_is_tried_again_and_nothing_overtakes(
    world: World, fault: Fault
) -> None:
    fake = FakeTelegram()
    fake.fail("sendMessage", fault)
    await put(world, "первый", slot="a")
    await put(world, "второй", slot="b")
    async with delivering(world, fake) as said:
        await said()
    assert fake.texts() == ["первый", "первый", "второй"]


async def test_a_person_who_blocked_the_bot_is_noted_and_the_others_go_on(world: World) -> None:
    fake = FakeTelegram()
    fake.fail("sendMessage", (403, "Forbidden: bot was blocked by the user"))
    await put(world, "не дойдёт")
    async with world.uow() as uow:
        owner = await uow.accounts.find(world.telegram["owner"])
        assert owner is not None
    async with delivering(world, fake) as said:
        await said()
        async with world.uow() as uow:
            uow.outbox.notify(owner, FileFailed(kind="file"), is_urgent=True)
        await said()
    async with world.database.reading() as uow:
        accounts = {a.telegram_id: a for a in (await uow.session.scalars(select(Account))).all()}
        rows = (await uow.session.scalars(select(OutboxMessage))).all()
    assert accounts[world.telegram["curator"]].unreachable_at is not None
    assert accounts[world.telegram["owner"]].unreachable_at is None
    assert {row.state for row in rows} == {OutboxState.DEAD, OutboxState.SENT}
    assert all(row.payload == {} for row in rows)


async def test_a_wrong_call_is_given_up_and_the_chat_goes_on(world: World) -> None:
    fake = FakeTelegram()
    fake.fail("sendMessage", (400, "Bad Request: message is too long"))
    await put(world, "плохой", slot="a")
    await put(world, "хороший", slot="b")
    async with delivering(world, fake) as said:
        await said()
    assert heard(world, fake) == ["плохой", "хороший"]


async def test_news_that_cannot_be_worded_does_not_hold_its_chat_up(world: World) -> None:
    fake = FakeTelegram()
    async with world.uow() as uow:
        account = await uow.accounts.find(world.telegram["curator"])
        assert account is not None
        payload = {"name": "Nonsense", "values": {}, "language": "ru", "zone": "UTC", "school": ""}
        uow.outbox.put(Outgoing(account.telegram_id, "news", payload, account_id=account.id))
    await put(world, "дальше")
    async with delivering(world, fake) as said:
        await said()
    assert heard(world, fake) == ["дальше"]


async def test_news_past_its_time_is_not_sent_and_is_due_again(world: World) -> None:
    fake = FakeTelegram()
    day = world.clock.now().date()
    key = ("activity-soon", 1, world.people["curator"], day)
    async with world.uow() as uow:
        account = await uow.accounts.find(world.telegram["curator"])
        assert account is not None
        await uow.reminders.remember([(key, 0)])
        values = {"said_at": uow.now.isoformat(), "person_id": world.people["curator"]}
        payload = {"name": "Digest", "values": values, "language": "ru", "zone": "UTC"}
        uow.outbox.put(Outgoing(
            account.telegram_id, "news", payload, account_id=account.id, lane=BROADCAST,
            valid_until=uow.now + timedelta(hours=1),
        ))  # fmt: skip
    world.clock.move(days=1)
    async with delivering(world, fake) as said:
        await said()
    assert fake.calls == []
    async with world.database.reading() as uow:
        assert await uow.reminders.said([world.people["curator"]]) == {}


async def test_a_strangers_answer_leaves_no_row(world: World) -> None:
    fake = FakeTelegram()
    async with world.uow() as uow:
        payload = {"text": "Вход по приглашению", "keyboard": [], "record": ""}
        uow.outbox.put(Outgoing(424242, "screen", payload, slot="main"))
    async with delivering(world, fake) as said:
        await said()
    async with world.database.reading() as uow:
        assert (await uow.session.scalars(select(OutboxMessage))).all() == []
        assert await uow.session.get(Slot, (424242, "main")) is None


async def test_a_stranger_who_writes_again_is_answered_again(world: World) -> None:
    fake = FakeTelegram()
    talk = Talk.to(world)
    async with delivering(world, fake) as said:
        for number in range(1, 3):
            update = talk.message("stranger", text="Я учитель", message_id=1000 * number)
            await talk.transactions.run([update])
            await said()
            fake.last = 1000 * number + 1
    first, second = fake.texts()
    assert first == second
    async with world.database.reading() as uow:
        assert await uow.accounts.find(world.telegram_id("stranger")) is None


async def test_a_row_handed_over_waits_for_older_ones_in_the_table(world: World) -> None:
    fake = FakeTelegram()
    for number in range(3):
        await put(world, f"до запуска {number}", slot=f"a{number}")
    async with delivering(world, fake) as said:
        await put(world, "после", slot="b")
        await said()
    assert fake.texts() == ["до запуска 0", "до запуска 1", "до запуска 2", "после"]


async def test_a_trouble_of_the_database_costs_no_message(world: World) -> None:
    fake = FakeTelegram()
    async with delivering(world, fake) as said:
        await said()
        async with world.database.engine.begin() as connection:
            await connection.execute(text("ALTER TABLE slots RENAME TO slots_away"))
        await put(world, "дойдёт")
        await asyncio.sleep(0.3)
        assert fake.texts() == []
        async with world.database.engine.begin() as connection:
            await connection.execute(text("ALTER TABLE slots_away RENAME TO slots"))
        await said()
    assert fake.texts() == ["дойдёт"]


async def test_a_superseded_screen_is_not_read_again_before_it_is_deleted(world: World) -> None:
    fake = FakeTelegram()
    translator = Translator.load()
    delivery = Delivery(
        world.database, fake.port(), Limits(FAST),
        lambda payload, now: notifications.render(translator, payload, now),
    )  # fmt: skip
    world.database.on_commit = None
    await put(world, "старый")
    await put(world, "новый")
    running = asyncio.create_task(delivery.run())
    async with world.database.begin():  # what ended cannot be written down
        while fake.texts() != ["новый"]:
            await asyncio.sleep(0.01)
        for _ in range(5):
            delivery.look()
            await asyncio.sleep(0.02)
    while delivery.is_sending or await world.outbox():
        await asyncio.sleep(0.01)
    running.cancel()
    assert heard(world, fake) == ["новый"]


async def test_the_number_of_a_row_that_is_gone_is_never_anothers(world: World) -> None:
    numbers = []
    for name in ("первый", "второй", "третий"):
        await put(world, name)
        numbers += [row.id for row in await world.outbox()]
        async with world.uow() as uow:
            uow.outbox.drop(numbers)
    assert len(set(numbers)) == 3


async def test_a_database_that_cannot_be_reached_is_no_fault_of_the_message(world: World) -> None:
    fake, engine = FakeTelegram(), create_engine("postgresql://x@/x?host=/nowhere")
    sending = Sending(
        Database(engine, world.clock), fake.port(), Limits(FAST), lambda payload, now: payload
    )
    await put(world, "подождёт")
    (row,) = await world.outbox()
    with pytest.raises(NotRead):
        await sending.send(row)
    assert fake.calls == []
    row.edit_message_id = 7  # a tap names its message: nothing is asked before it is answered
    mark = await sending.send(row)
    assert (mark.message_id, mark.has_slot) == (7, True)
    assert [call[0] for call in fake.calls] == ["editMessageText"]
    await engine.dispose()
