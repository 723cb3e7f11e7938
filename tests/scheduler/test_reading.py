"""Reading a paper: said in place how far it is, stopped when given up, its death is said."""

import asyncio

from db.models import Job
from db.unit_of_work import UnitOfWork
from domain.roadmap_import import ImportState
from scheduler.bot_api import Files, Values
from scheduler.jobs import TRIES, Jobs
from scheduler.reading import Reading
from scheduler.telegram import Telegram
from services import roadmap_import
from services.roadmap_papers import ImportView
from tests.fake_telegram import FakeTelegram
from tests.scheduler.test_delivery import delivering
from tests.talk import Talk
from tests.world import PAPER, YEAR, World
from ui.callbacks import Go
from ui.translator import Translator

MESSAGE = 50  # the message that says «Читаю карту»


def telegram() -> Telegram:
    return NoLine().port()


class NoLine(FakeTelegram):
    """A messenger that nothing reaches."""

    async def post(self, method: str, values: Values, files: Files) -> tuple[int, bytes]:
        raise ConnectionRefusedError


def reading(world: World) -> Reading:
    """A reading that speaks as often as it can; a child takes longer to start than that."""
    return Reading(
        world.database, telegram(), Translator.load(), world.content.calendar,
        looks=0.01, speaks=0.02,
    )  # fmt: skip


async def asked(world: World) -> Job:
    """Let the curator ask for a reading; its screen stands in the chat."""
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        view = await roadmap_import.begin_text(uow, curator, PAPER)
        await roadmap_import.read(
            uow, curator, import_id=view.id, version=view.version, year=YEAR,
            chat_id=world.telegram["curator"],
        )  # fmt: skip
        await stand(world, uow, "import")
    async with world.database.reading() as uow:
        (job,) = await uow.jobs.list_pending(5)
    return job


async def stand(world: World, uow: UnitOfWork, slot: str) -> None:
    """Let a slot's screen stand in the message."""
    uow.outbox.set_slots(
        [{"chat_id": world.telegram["curator"], "name": slot, "message_id": MESSAGE,
          "kind": "screen", "has_keyboard": True}]
    )  # fmt: skip


async def paper(world: World, job: Job) -> ImportView:
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        return await roadmap_import.view(uow, curator, job.payload["import_id"])


async def said(world: World) -> list[tuple[int | None, str]]:
    return [(row.edit_message_id, row.payload["text"]) for row in await world.outbox("curator")]


async def test_a_long_reading_says_how_far_it_is_in_the_same_message(world: World) -> None:
    job = await asked(world)
    await reading(world).read(job)
    *progress, (last, result) = await said(world)
    assert progress
    assert {message for message, _ in progress} == {MESSAGE}
    assert all(text.startswith("Читаю карту: шаг 2 из 2") for _, text in progress)
    assert (last, result[:18]) == (None, "Вот что получилось")
    assert (await paper(world, job)).state is ImportState.PREVIEW


async def test_a_reading_that_is_given_up_stops_and_says_nothing(world: World) -> None:
    job = await asked(world)
    shown = await paper(world, job)
    task = asyncio.create_task(reading(world).read(job))
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        await roadmap_import.cancel(uow, curator, import_id=shown.id, version=shown.version)
    await world.clear_outbox()
    async with asyncio.timeout(10):
        await task
    assert await said(world) == []
    assert (await paper(world, job)).state is ImportState.CANCELLED
    async with world.database.reading() as uow:
        assert not await uow.jobs.list_pending(5)


async def test_a_menu_opened_meanwhile_is_not_written_over(world: World) -> None:
    job = await asked(world)
    async with world.uow() as uow:
        await stand(world, uow, "main")  # a tap on «Меню» put it into the same message
    await reading(world).read(job)
    assert len(await said(world)) == 1  # the result alone
    fake = FakeTelegram()
    async with delivering(world, fake) as sent:
        await sent()
    assert [name for name, _ in fake.calls] == ["sendMessage"]


async def test_a_job_that_ended_the_process_again_and_again_is_said_to_have_failed(
    world: World,
) -> None:
    job = await asked(world)
    async with world.uow() as uow:
        (await uow.jobs.get(job.id)).attempts = TRIES
    jobs = Jobs(world.database, telegram(), Translator.load(), world.content.calendar)
    running = asyncio.create_task(jobs.run())
    async with asyncio.timeout(20):
        while not await said(world):
            await asyncio.sleep(0.02)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    ((_, text),) = await said(world)
    assert "это ошибка бота, а не файла" in text
    assert (await paper(world, job)).state is ImportState.FAILED


async def test_the_reading_screen_can_be_cancelled_and_others_are_answered(world: World) -> None:
    await asked(world)
    talk = Talk.to(world)
    await talk.run(talk.press("curator", Go(to="import").pack()))
    assert "Читаю карту: шаг 2 из 2" in talk.text("curator")
    await talk.tap("curator", "Отменить")
    await talk.run(talk.press("curator", Go(to="import").pack()))
    assert "Читаю" not in talk.text("curator")
