"""Digests: once a working morning, nothing twice, nothing lost, no flood after a silence."""

from datetime import UTC, date, datetime, timedelta

import pytest

from db.models import Activity
from domain.people import Role
from services import activities, activity_dates, people
from services.reminders import note_alive, send_digests
from tests.world import World

NINE = timedelta(hours=3)  # nine in Omsk is three in UTC


def morning(day: date) -> datetime:
    """Nine in Omsk of a day."""
    return datetime.combine(day, datetime.min.time(), UTC) + NINE


async def _tick(world: World, at: datetime) -> None:
    world.clock.set(at)
    for _ in range(2):  # a restart at once after the tick
        async with world.uow() as uow:
            await send_digests(uow, world.content)


async def _codes(world: World, who: str) -> list[list[str]]:
    found = [m.payload for m in await world.outbox(who) if m.payload.get("name") == "Digest"]
    return [[item["code"] for item in payload["values"]["items"]] for payload in found]


@pytest.fixture
async def rows(world: World) -> dict[str, Activity]:
    """Орлова answers for an activity due on Sunday, 10 October 2027."""
    made = await world.load_roadmap()
    await world.join("orlova", Role.RESPONSIBLE, "Орлова Нина Павловна")
    await world.clear_outbox()
    return made


async def test_the_ladder_before_and_after_a_deadline_is_climbed_step_by_step(
    world: World, rows: dict[str, Activity]
) -> None:
    told = {}
    for offset in range(1, 16):
        day = date(2027, 10, 4) + timedelta(days=offset)
        before = len(await _codes(world, "orlova"))
        await _tick(world, morning(day))
        for codes in (await _codes(world, "orlova"))[before:]:
            told[day.day] = codes
    # −7 was missed by joining on the 4th; −3 is Thursday the 7th, −1 a Saturday, 0 a Sunday.
    assert told == {
        5: ["activity-soon"], 7: ["activity-soon"], 11: ["activity-late"], 13: ["activity-late"],
        18: ["activity-late"],
    }  # fmt: skip


async def test_nothing_is_said_on_days_off_or_before_nine(
    world: World, rows: dict[str, Activity]
) -> None:
    await _tick(world, morning(date(2027, 10, 5)) - timedelta(seconds=1))
    assert await world.outbox() == []
    await _tick(world, morning(date(2027, 10, 8)))
    await world.clear_outbox()
    for day in (9, 10):
        await _tick(world, morning(date(2027, 10, day)) + timedelta(hours=2))
    assert await world.outbox() == []


async def test_a_moved_deadline_arms_its_reminders_anew(
    world: World, rows: dict[str, Activity]
) -> None:
    await _tick(world, morning(date(2027, 10, 7)))
    async with world.uow() as uow:
        await activity_dates.ask_or_move(
            uow, await world.actor(uow, "curator"), activity_id=rows["1"].id, version=1,
            to=date(2027, 10, 15), reason="",
        )  # fmt: skip
    await world.clear_outbox()
    await _tick(world, morning(date(2027, 10, 8)))
    assert await _codes(world, "orlova") == [["activity-soon"]]
    await _tick(world, morning(date(2027, 10, 11)))
    assert len(await _codes(world, "orlova")) == 1
    await _tick(world, morning(date(2027, 10, 12)))
    assert len(await _codes(world, "orlova")) == 2


async def test_what_is_done_is_not_reminded_of(world: World, rows: dict[str, Activity]) -> None:
    async with world.uow() as uow:
        await activities.mark_done(
            uow, await world.actor(uow, "orlova"), activity_id=rows["1"].id, version=1,
            evidence=activities.confirmed(),
        )  # fmt: skip
    await _tick(world, morning(date(2027, 10, 11)))
    assert await _codes(world, "orlova") == []


async def test_a_month_of_silence_ends_with_one_line_for_each_matter(
    world: World, rows: dict[str, Activity]
) -> None:
    async with world.uow() as uow:
        await note_alive(uow)
    await _tick(world, morning(date(2027, 11, 8)))
    async with world.uow() as uow:
        await note_alive(uow)
        await note_alive(uow)
    assert await _codes(world, "orlova") == [["activity-late"]]
    ((matters),) = await _codes(world, "curator")
    assert matters.count("activity-late-curator") == 3  # three activities, one line each
    down = [m for m in await world.outbox() if m.payload.get("name") == "BotWasDown"]
    assert sorted(m.chat_id for m in down) == sorted(
        world.telegram_id(who) for who in ("owner", "curator")
    )


async def test_an_overdue_activity_reaches_its_curator_the_next_working_morning(
    world: World, rows: dict[str, Activity]
) -> None:
    await _tick(world, morning(date(2027, 10, 11)))  # Monday after the Sunday
    ((codes),) = await _codes(world, "curator")
    assert "activity-late-curator" in codes


async def test_somebody_who_cannot_be_reached_is_told_nothing_and_the_curator_is(
    world: World, rows: dict[str, Activity]
) -> None:
    async with world.uow() as uow:
        await uow.accounts.mark_unreachable(world.telegram_id("orlova"), uow.now)
    await _tick(world, morning(date(2027, 10, 7)))
    assert await _codes(world, "orlova") == []
    ((codes),) = await _codes(world, "curator")
    assert "unreachable" in codes
    async with world.uow() as uow:
        await uow.accounts.mark_unreachable(world.telegram_id("orlova"), None)
    await _tick(world, morning(date(2027, 10, 8)))
    assert await _codes(world, "orlova") == [["activity-soon"]]


async def test_a_digest_is_worth_saying_until_midnight_of_the_school(
    world: World, rows: dict[str, Activity]
) -> None:
    await _tick(world, morning(date(2027, 10, 7)))
    (message,) = await world.outbox("orlova")
    assert message.valid_until == datetime(2027, 10, 7, 18, tzinfo=UTC)


async def test_somebody_taken_off_is_reminded_of_nothing(
    world: World, rows: dict[str, Activity]
) -> None:
    async with world.uow() as uow:
        await people.remove(uow, await world.actor(uow, "curator"), world.people["orlova"])
    await _tick(world, morning(date(2027, 10, 7)))
    assert await world.outbox("orlova") == []
