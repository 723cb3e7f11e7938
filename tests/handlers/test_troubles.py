"""Failures of the bot itself: its owners hear of each kind, and of a storm once an hour."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from domain.troubles import TroubleKind
from scheduler.jobs import TRIES, Jobs
from scheduler.ticks import Ticks
from services.troubles import Outage
from tests.fake_telegram import FakeTelegram
from tests.scheduler.test_delivery import delivering, put
from tests.talk import Talk
from tests.world import World
from ui.translator import Translator


async def _no_backup() -> None:
    return None


async def _no_room() -> Path:
    raise OSError("no space left")


def ticks_of(world: World, back_up: Any = _no_backup) -> Ticks:
    """The clock of a bot."""
    return Ticks(world.database, world.content, back_up)


async def notes(world: World) -> list[dict[str, Any]]:
    """Give what the owner was told of failures and nobody has taken yet."""
    rows = [row.payload for row in await world.outbox("owner")]
    return [row["values"] for row in rows if row.get("name") == "OwnerNote"]


def broken(number: int) -> dict[str, Any]:
    """An update nobody can read."""
    return {"update_id": number, "message": {"message_id": "x", "from": {"id": 5}}}


async def test_a_storm_of_dead_letters_is_two_notes_an_hour_apart(world: World) -> None:
    talk, ticks = Talk.to(world), ticks_of(world)
    await talk.feed(*(broken(number) for number in range(50)))
    for minutes in (1, 58):
        world.clock.move(minutes=minutes)
        await ticks.remind()
    (first,) = await notes(world)
    assert (first["what"], first["count"], first["number"]) == ("dead-letter", 1, 1)
    world.clock.move(minutes=1)
    await ticks.remind()
    _, rest = await notes(world)
    assert (rest["count"], rest["number"]) == (49, 50)
    assert rest["since"] == (world.clock.now() - timedelta(hours=1)).isoformat()
    world.clock.move(hours=2)
    await ticks.remind()
    assert len(await notes(world)) == 2, "nothing new is nothing to tell"


async def test_a_clock_put_back_a_day_does_not_silence_failures(world: World) -> None:
    talk = Talk.to(world)
    await talk.feed(broken(1))
    world.clock.move(days=-1)
    await talk.feed(broken(2))
    assert [note["number"] for note in await notes(world)] == [1, 2]


async def test_messages_the_messenger_refuses_are_told_once_and_to_the_owner_only(
    world: World,
) -> None:
    fake, refusal = FakeTelegram(), (400, "Bad Request: message is too long")
    fake.fail("editMessageText", refusal, refusal, refusal)
    for number in range(3):
        await put(world, f"плохой {number}", slot=f"a{number}", edit=5 + number)
    async with delivering(world, fake) as said:
        await said()
    assert len(fake.calls) == 4, "three refused and one note"
    (note,) = [values for method, values in fake.calls if method == "sendMessage"]
    assert note["chat_id"] == world.telegram["owner"]
    assert note["text"].startswith("Мессенджер не принял сообщений бота: ")
    assert "плохой" not in note["text"]


@pytest.mark.parametrize(
    "fault",
    [(403, "Forbidden: bot was blocked by the user"), (400, "Bad Request: chat not found")],
)
async def test_somebody_who_blocked_the_bot_is_no_failure(
    world: World, fault: tuple[int, str]
) -> None:
    fake = FakeTelegram()
    fake.fail("sendMessage", fault)
    await put(world, "не дойдёт")
    async with delivering(world, fake) as said:
        await said()
    assert len(fake.calls) == 1


async def test_a_note_the_messenger_refuses_brings_no_other(world: World) -> None:
    fake, refusal = FakeTelegram(), (400, "Bad Request: can't parse entities")
    fake.fail("sendMessage", *[refusal] * 10)
    await put(world, "плохой")
    ticks = ticks_of(world)
    async with delivering(world, fake) as said:
        for _ in range(3):
            await said()
            world.clock.move(hours=2)
            await ticks.remind()
        await said()
    assert len(fake.calls) == 2


async def test_a_database_that_takes_writes_again_is_told_with_since_when(world: World) -> None:
    talk = Talk.to(world)
    began = world.clock.now()
    async with world.uow() as uow:
        await uow.session.execute(text("ALTER TABLE processed_updates RENAME TO away"))
        await uow.session.execute(text("ALTER TABLE troubles RENAME TO away_too"))
    for _ in range(3):
        with pytest.raises(Exception, match="processed_updates"):
            await talk.feed(talk.message("curator", text="/menu"))
        world.clock.move(minutes=5)
    async with world.uow() as uow:
        await uow.session.execute(text("ALTER TABLE away RENAME TO processed_updates"))
    await talk.feed(talk.message("curator", text="/menu"))
    assert await notes(world) == [], "the note itself could not be written down"
    async with world.uow() as uow:
        await uow.session.execute(text("ALTER TABLE away_too RENAME TO troubles"))
    for _ in range(3):
        await talk.feed(talk.message("curator", text="/menu"))
    (note,) = await notes(world)
    assert (note["what"], note["since"]) == ("database", began.isoformat())


async def test_a_tick_that_fails_is_told_and_the_database_is_not_blamed(world: World) -> None:
    ticks = ticks_of(world)
    async with world.uow() as uow:
        await uow.session.execute(text("ALTER TABLE sent_reminders RENAME TO away"))
    for _ in range(3):
        world.clock.move(hours=24)
        await ticks.remind()
        await ticks.clean()
    assert {note["what"] for note in await notes(world)} == {"tick"}
    assert ticks.outage.since is None


async def test_a_backup_that_fails_is_told(world: World) -> None:
    await ticks_of(world, _no_room).copy()
    assert [note["what"] for note in await notes(world)] == ["backup"]


async def test_a_job_given_up_is_told(world: World) -> None:
    await world.load_roadmap()
    async with world.uow() as uow:
        curator = world.telegram["curator"]
        uow.jobs.start("make_file", {"telegram_id": curator, "organisation_id": world.school_id})
    jobs = Jobs(world.database, FakeTelegram().port(), Translator.load(), world.content.calendar)
    for _ in range(TRIES + 1):
        async with world.database.reading() as uow:
            (job,) = await uow.jobs.list_pending(1)
        await jobs._do(jobs._kinds[job.kind], job)
    assert [note["what"] for note in await notes(world)] == ["job"]


async def test_each_kind_has_an_hour_of_its_own_and_words_in_both_languages(world: World) -> None:
    outage = Outage(world.database)
    for kind in TroubleKind:
        await outage.failed(kind)
        await outage.failed(kind)
    told = await notes(world)
    assert [note["what"] for note in told] == list(TroubleKind)
    for language in ("ru", "en"):
        said = {
            Translator.load().text(
                language, "news-owner", what=note["what"], number="7", count=2, since="…"
            )
            for note in told
        }
        assert len(said) == len(told), "every kind is said in its own words"
