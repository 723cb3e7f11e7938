"""Files of the roadmap: asked for once, made by a job, sent as a photo with its buttons."""

import asyncio
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from db.models.messages import JobState
from documents.reading import read_paper
from domain.activities import EvidenceGiven, EvidenceKind
from domain.audit import A_DAY, Deed
from domain.people import Role
from domain.roadmap_reading import read_roadmap
from scheduler.bot_api import Files, Values
from scheduler.jobs import Jobs
from scheduler.making import Making
from services import activities, files, people, roadmap, roadmap_import
from tests.fake_telegram import FakeTelegram
from tests.scheduler.test_delivery import delivering
from tests.talk import Talk
from tests.world import YEAR, ZONE, World
from ui.screens import timeline
from ui.translator import Translator, Words


def making(world: World) -> Making:
    return Making(world.database, Translator.load())


async def jobs(world: World) -> list[Any]:
    async with world.database.reading() as uow:
        return list(await uow.jobs.list_pending(10))


async def make_all(world: World) -> None:
    """Do every job that waits."""
    for job in await jobs(world):
        await making(world).make(job)


async def sent(world: World) -> list[tuple[str, dict[str, Any]]]:
    """Deliver what waits; give the calls."""
    fake = FakeTelegram()
    async with delivering(world, fake) as said:
        await said()
    return fake.calls


async def test_the_button_brings_a_photo_with_the_text_twin_beside_it(world: World) -> None:
    await world.load_roadmap()
    talk = Talk.to(world)
    await talk.say("curator", "/roadmap")
    (toast,) = await talk.run(talk.press("curator", "go:timeline:0:0"))
    assert "Рисую график" in toast.text
    assert talk.text("curator").startswith("<b>Дорожная карта 2027/28</b>")
    await make_all(world)
    ((method, call),) = await sent(world)
    assert method == "sendPhoto"
    assert "выполнено 0 из 4" in call["caption"]
    assert Image.open(BytesIO(call["photo"][1])).format == "PNG"
    labels = [b["text"] for row in call["reply_markup"]["inline_keyboard"] for b in row]
    assert labels == ["Текстом", "Дорожная карта", "Меню"]
    assert await jobs(world) == []


LONG = "План мероприятий школы «Маяк» на 2027-2028 учебный год\n№\tМероприятие\tСроки\tКто\n"
LONG += "".join(
    f"Этап {stage}. Шаг {stage}\t\t\t\n"
    + "".join(
        f"{stage}.{at}\tДело {stage}-{at}\tдо {at % 28 + 1} мая 2028\tЗавуч\n"
        for at in range(1, 27)
    )
    for stage in range(1, 6)
)  # 130 rows


def _pressed(talk: Talk, call: dict[str, Any], label: str) -> Any:
    (data,) = [
        b["callback_data"]
        for row in call["reply_markup"]["inline_keyboard"]
        for b in row
        if b["text"] == label
    ]
    return talk.press("curator", data)


async def test_the_pictures_of_a_long_roadmap_are_tapped_through(world: World) -> None:
    await world.load_roadmap(LONG)
    talk = Talk.to(world)
    press = talk.press("curator", "go:timeline:0:0")
    labels: list[list[str]] = []
    for page in ("Лист 1 из 3", "Лист 2 из 3", "Лист 3 из 3"):
        await talk.run(press)
        await make_all(world)
        ((method, call),) = await sent(world)
        assert (method, page in call["caption"]) == ("sendPhoto", True)
        assert len(call["photo"][1]) <= 150 * 1024
        labels.append([b["text"] for row in call["reply_markup"]["inline_keyboard"] for b in row])
        press = _pressed(talk, call, "← Раньше" if page == "Лист 3 из 3" else "Дальше →")
    assert [("← Раньше" in one, "Дальше →" in one) for one in labels] == [
        (False, True), (True, True), (True, False),
    ]  # fmt: skip
    await talk.run(press)
    await make_all(world)
    ((_, call),) = await sent(world)
    assert "Лист 2 из 3" in call["caption"]
    await talk.run(talk.press("curator", "go:timeline:0:99"))  # of a roadmap that was longer
    await make_all(world)
    ((_, call),) = await sent(world)
    assert "Лист 3 из 3" in call["caption"]


async def test_every_activity_is_on_one_picture_and_in_the_words(world: World) -> None:
    await world.load_roadmap(LONG)
    async with world.database.reading() as uow:
        view = await roadmap.of_organisation(uow, world.school_id, ZONE)
    assert view is not None
    words = Words(Translator.load(), language="ru", zone=ZONE, now=world.clock.now())
    pages = [timeline.picture(words, view, page).lines for page in range(3)]
    rows = [[line.title for line in lines if not line.is_stage] for lines in pages]
    assert max(map(len, rows)) <= 60
    everything = [f"{line.activity.number} {line.activity.title}" for line in view.lines]
    assert [title for page in rows for title in page] == everything
    assert all(lines[0].is_stage for lines in pages)
    talk = Talk.to(world)
    await talk.run(talk.press("curator", "go:timeline_text:0:0"))
    said = talk.text("curator")
    for _ in range(10):
        said += await talk.tap("curator", "Дальше")
    assert "Дальше →" not in talk.buttons("curator")
    assert all(f"{title}: до " in said for title in everything)


async def test_the_same_in_words_opens_below_the_picture(world: World) -> None:
    await world.load_roadmap()
    talk = Talk.to(world)
    tap = talk.press("curator", "go:timeline_text:0:0", message_id=7)
    del tap["callback_query"]["message"]["text"]
    tap["callback_query"]["message"]["caption"] = "Дорожная карта"
    await talk.run(tap)
    assert talk.screen("curator")["edit"] is None
    assert "1 Приказ о запуске: до 10 октября" in talk.text("curator")
    assert "3 Работа пар: 1 сентября – 31 мая 2028" in talk.text("curator")
    assert "График" in talk.buttons("curator")


async def test_the_words_say_what_is_done_and_what_is_late(world: World) -> None:
    await world.load_roadmap()
    world.clock.move(days=14)
    talk = Talk.to(world)
    await talk.run(talk.press("curator", "go:timeline_text:0:0"))
    assert "1 Приказ о запуске: до 10 октября — ! просрочено на 8 дней" in talk.text("curator")


async def test_tapping_twice_draws_once(world: World) -> None:
    await world.load_roadmap()
    talk = Talk.to(world)
    for page in (0, 0, 1):
        await talk.run(talk.press("curator", f"go:timeline:0:{page}"))
    assert [job.payload["page"] for job in await jobs(world)] == [0, 1]


async def test_a_command_without_a_roadmap_says_what_to_do(world: World) -> None:
    talk = Talk.to(world)
    assert "Дорожной карты пока нет" in await talk.say("curator", "/timeline")
    assert await jobs(world) == []


async def test_who_left_before_the_job_gets_nothing(world: World) -> None:
    await world.load_roadmap()
    await world.join("head", Role.ADMINISTRATION, "Тихонов Олег Ильич")
    async with world.uow() as uow:
        assert await files.ask_timeline(uow, await world.actor(uow, "head"))
    (job,) = await jobs(world)
    async with world.uow() as uow:
        elsewhere = {**job.payload, "organisation_id": world.school_id + 1}
        assert await files.find_asked(uow, elsewhere) is None
        assert await files.find_asked(uow, job.payload) is not None
        await people.remove(uow, await world.actor(uow, "curator"), world.people["head"])
    await world.clear_outbox()
    await make_all(world)
    assert await world.outbox() == []


async def test_a_job_done_twice_sends_once(world: World) -> None:
    await world.load_roadmap()
    async with world.uow() as uow:
        await files.ask_timeline(uow, await world.actor(uow, "curator"))
    await world.clear_outbox()
    (job,) = await jobs(world)
    await making(world).make(job)
    await making(world).make(job)
    assert [row.kind for row in await world.outbox()] == ["photo"]


async def test_what_cannot_be_made_is_said(world: World) -> None:
    await world.load_roadmap()
    async with world.uow() as uow:
        await files.ask_timeline(uow, await world.actor(uow, "curator"))
    (job,) = await jobs(world)
    await world.clear_outbox()
    await making(world).give_up(job)
    (row,) = await world.outbox()
    assert "попробуйте ещё раз" in row.payload["text"]
    async with world.database.reading() as uow:
        assert (await uow.jobs.get(job.id)).state is JobState.FAILED


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
async def test_the_roadmap_is_downloaded_with_its_marks_and_read_back(
    world: World, kind: str
) -> None:
    rows = await world.load_roadmap()
    talk = Talk.to(world)
    async with world.uow() as uow:
        await activities.mark_done(
            uow, await world.actor(uow, "curator"), activity_id=rows["1"].id, version=1,
            evidence=EvidenceGiven(kind=EvidenceKind.TEXT, text="приказ Петровой"),
        )  # fmt: skip
    await talk.say("curator", "/roadmap")
    assert "В каком виде?" in await talk.tap("curator", "Скачать")
    await talk.tap("curator", kind)
    await make_all(world)
    ((method, call),) = await sent(world)
    assert (method, call["document"][0]) == (
        "sendDocument", f"Дорожная карта 2027-28.{kind}",
    )  # fmt: skip
    paper = read_paper(call["document"][1], call["document"][0])
    cells = [cell for block in paper.blocks for cell in getattr(block, "cells", ())]
    assert "Выполнено 04.10.2027" in cells
    assert not [cell for cell in cells if "Петров" in cell]
    back = read_roadmap(paper, year=2027)
    (stage,) = back.stages
    assert [row.number for row in stage.activities] == ["1", "2", "3", "4"]
    assert stage.activities[0].deadline.windows[0].end == date(2027, 10, 10)
    assert [one.text for one in stage.activities[1].responsibles] == ["Руководители МО"]


async def test_every_export_is_written_down_and_so_many_a_day_are_allowed(world: World) -> None:
    await world.load_roadmap()
    await world.join("head", Role.ADMINISTRATION, "Тихонов Олег Ильич")
    talk = Talk.to(world)
    for at in range(A_DAY[Deed.EXPORT]):
        kind = at % 2
        await talk.run(talk.press("curator", f"go:export_file:{kind}:0"))
        await talk.run(talk.press("curator", f"go:export_file:{kind}:0"))  # it waits already
        async with world.uow() as uow:
            await uow.jobs.drop_all()
    (toast,) = await talk.run(talk.press("curator", "go:export_file:0:0"))
    assert "скачали карту уже 20 раз. Завтра можно снова" in toast.text
    assert await jobs(world) == []
    async with world.database.reading() as uow:
        lines = await uow.audit.list_of_school(world.school_id)
    lines = [one for one in lines if one.deed is Deed.EXPORT]
    assert len(lines) == A_DAY[Deed.EXPORT]
    first, second, *_ = lines
    assert (first.person_id, first.deed, first.subject, first.count, first.at) == (
        world.people["curator"], Deed.EXPORT, "roadmap docx", 4, world.clock.now(),
    )  # fmt: skip
    assert second.subject == "roadmap xlsx"
    await talk.run(talk.press("head", "go:export_file:0:0"))  # the limit is everybody's own
    assert len(await jobs(world)) == 1
    world.clock.move(hours=12)  # 00:00 in Omsk is 18:00 UTC
    await talk.run(talk.press("curator", "go:export_file:1:0"))
    assert len(await jobs(world)) == 2


async def test_responsibles_see_the_roadmap_but_hand_no_paper_on(world: World) -> None:
    await world.load_roadmap()
    await world.join("orlova", Role.RESPONSIBLE, "Орлова Нина Павловна")
    talk = Talk.to(world)
    await talk.run(talk.press("orlova", "go:roadmap:0:0"))
    assert "График" in talk.buttons("orlova")
    assert "Скачать" not in talk.buttons("orlova")
    await talk.run(talk.press("orlova", "go:export_file:0:0"))
    assert await jobs(world) == []


@pytest.mark.parametrize("who", ["stranger", "mentor"])
async def test_who_does_not_work_by_the_roadmap_gets_no_picture(world: World, who: str) -> None:
    await world.load_roadmap()
    await world.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    talk = Talk.to(world)
    await talk.run(talk.press(who, "go:timeline:0:0"))
    assert await jobs(world) == []


class Stuck(FakeTelegram):
    """A messenger whose files never come."""

    async def post(self, method: str, values: Values, files: Files) -> tuple[int, bytes]:
        if method == "getFile":
            await asyncio.Event().wait()
        return await super().post(method, values, files)


async def test_a_picture_does_not_wait_behind_slow_papers(world: World) -> None:
    await world.load_roadmap()
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        view = await roadmap_import.begin_file(uow, curator, file_id="f", name="a.docx", size=1)
        await roadmap_import.read(
            uow, curator, import_id=view.id, version=view.version, year=YEAR,
            chat_id=world.telegram["curator"],
        )  # fmt: skip
        await uow.session.flush()
        (slow,) = await uow.jobs.list_pending(5)
        for _ in range(3):
            uow.jobs.start(slow.kind, slow.payload)
        assert await files.ask_timeline(uow, curator)
    loop = Jobs(world.database, Stuck().port(), Translator.load(), world.content.calendar)
    running = asyncio.create_task(loop.run())
    async with asyncio.timeout(20):
        while not [row for row in await world.outbox() if row.kind == "photo"]:
            await asyncio.sleep(0.05)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_picture_the_messenger_does_not_take_is_said_to_have_failed(
    world: World,
) -> None:
    await world.load_roadmap()
    async with world.uow() as uow:
        await files.ask_timeline(uow, await world.actor(uow, "curator"))
    await world.clear_outbox()
    await make_all(world)
    fake = FakeTelegram()
    fake.fail("sendPhoto", (400, "Bad Request: wrong file"))
    async with delivering(world, fake) as said:
        await said()
    assert [name for name, _ in fake.calls] == ["sendPhoto", "sendMessage", "sendMessage"]
    (text,) = [
        one["text"] for _, one in fake.calls[1:] if one["chat_id"] == fake.calls[0][1]["chat_id"]
    ]
    assert text.startswith("Картинка не отправилась")
