"""What time brings, with a moved clock: the evening before, the end, the digest, downtime."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from domain.meetings import MeetingState
from domain.people import Role
from scheduler.ticks import Ticks
from services import meetings
from tests.talk import Talk
from tests.world import World


async def no_backup() -> Path | None:
    return None


def ticks(world: World) -> Ticks:
    back_up: Callable[[], Awaitable[Path | None]] = no_backup
    return Ticks(world.database, world.content, back_up)


async def said(world: World, who: str) -> list[str]:
    """Run a tick; give what it said to somebody."""
    await ticks(world).remind()
    talk = Talk.to(world)
    await talk.run()
    return [screen["text"] for screen in talk.screens.get(world.telegram_id(who), [])]


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    """Give an instant of October 2027 (Omsk is six hours ahead)."""
    return datetime(2027, 10, day, hour, minute, tzinfo=UTC)


async def test_the_evening_before_comes_at_six_and_once(world: World) -> None:
    pair = await world.pair()
    await world.meeting(pair.id, utc(7, 9))  # Thursday, 15:00 in Omsk
    await world.clear_outbox()
    world.clock.set(utc(6, 11, 59))
    assert [t for t in await said(world, "mentor") if "Напоминаю" in t] == []
    world.clock.set(utc(6, 12, 0))
    reminded = await said(world, "mentor")
    assert [t for t in reminded if "Напоминаю о встрече: Марина К., завтра" in t]
    assert await said(world, "mentor") == []


async def test_an_unconfirmed_meeting_is_asked_about_and_lapses(world: World) -> None:
    pair = await world.pair()
    view = await world.meeting(pair.id, utc(7, 9), is_confirmed=False)
    await world.clear_outbox()
    world.clock.set(utc(6, 12, 0))
    assert any("ещё не подтверждена" in text for text in await said(world, "mentee"))
    world.clock.set(utc(7, 9, 1))
    await said(world, "mentee")
    async with world.database.reading() as uow:
        row = await uow.meetings.get(world.school_id, view.id)
    assert row.state is MeetingState.LAPSED


async def test_did_it_take_place_is_asked_half_an_hour_after_the_end(world: World) -> None:
    pair = await world.pair()
    await world.meeting(pair.id, utc(7, 9))
    world.clock.set(utc(7, 9, 0))
    await said(world, "mentor")
    world.clock.set(utc(7, 10, 29))
    assert await said(world, "mentor") == []
    world.clock.set(utc(7, 10, 30))
    assert any("состоялась?" in text for text in await said(world, "mentor"))
    assert await said(world, "mentor") == []


async def test_after_eight_in_the_evening_the_next_digest_asks(world: World) -> None:
    pair = await world.pair()
    await world.meeting(pair.id, utc(7, 13))  # 19:00, asked at 20:30
    for hour, minute in ((12, 59), (13, 0), (14, 30)):
        world.clock.set(utc(7, hour, minute))
        await said(world, "mentor")
    await world.clear_outbox()
    assert not any("состоялась?" in text for text in await said(world, "mentor"))
    world.clock.set(utc(8, 3, 0))
    digest = await said(world, "mentor")
    assert len(digest) == 1
    assert "состоялась?" in digest[0]


async def test_a_restart_over_the_hour_gives_exactly_one_digest(world: World) -> None:
    rows = await world.load_roadmap()
    assert rows
    await world.join("nina", Role.RESPONSIBLE, "Орлова Нина Павловна")
    world.clock.set(utc(7, 3, 30))
    first = await said(world, "nina")
    assert len(first) == 1
    assert "Приказ о запуске" in first[0]
    assert await said(world, "nina") == []


async def test_nothing_comes_at_night_or_on_a_day_off(world: World) -> None:
    await world.load_roadmap()
    await world.join("nina", Role.RESPONSIBLE, "Орлова Нина Павловна")
    world.clock.set(utc(6, 18, 0))  # midnight in Omsk
    assert await said(world, "nina") == []
    world.clock.set(utc(9, 3, 30))  # Saturday
    await said(world, "nina")
    world.clock.set(utc(10, 3, 30))  # Sunday
    assert await said(world, "nina") == []


async def test_a_month_of_downtime_brings_one_digest_and_one_line(world: World) -> None:
    await world.load_roadmap()
    await said(world, "curator")
    world.clock.move(days=30)
    texts = await said(world, "curator")
    assert sum("Доброе утро" in text for text in texts) == 1
    assert sum("Бот не работал" in text for text in texts) == 1
    assert len(texts) == 2


async def test_a_day_between_two_mornings_is_no_downtime(world: World) -> None:
    await said(world, "curator")
    world.clock.move(days=1, seconds=20)
    assert not any("Бот не работал" in text for text in await said(world, "curator"))


async def test_a_meeting_moved_is_reminded_of_anew(world: World) -> None:
    pair = await world.pair()
    view = await world.meeting(pair.id, utc(7, 9))
    world.clock.set(utc(6, 12, 0))
    await said(world, "mentor")
    async with world.uow() as uow:
        mentee = await world.actor(uow, "mentee")
        moved = await meetings.change(
            uow, mentee, meeting_id=view.id, version=view.version, starts_at=utc(12, 9)
        )
        mentor = await world.actor(uow, "mentor")
        await meetings.confirm(uow, mentor, meeting_id=moved.id, version=moved.version)
    await world.clear_outbox()
    world.clock.set(utc(11, 12, 0))
    assert any("Напоминаю о встрече" in text for text in await said(world, "mentor"))
