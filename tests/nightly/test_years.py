"""Two years of clock: daylight saving of five zones, jumps, a month of downtime.

Digests, the word on the evening before a meeting, and the question after it.
"""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from content.loader import Content
from db.models import Account, Activity, Meeting, OutboxMessage, Person, SentReminder
from domain.calendar import DIGEST_AT, EVENING_AT, LATEST_ASK, instant, local
from domain.meetings import Outcome, ask_at
from domain.people import Role
from domain.reminders import Fact as Due
from domain.reminders import Rule, due
from scheduler.ticks import Ticks
from services import meeting_reports, organisations
from tests.nightly.sizes import sizes
from tests.world import World

ZONES = (
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca",
    "America/Santiago",
)  # fmt: skip
BETWEEN = timedelta(hours=6)  # ticks; the running bot ticks each minute
MONTH = 30  # days of downtime
DIGESTED = ("activity-soon", "activity-late")
SIDES = ("mentor", "mentee")
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a digest, with the school's wall clock when it was written."""

    wall: datetime
    person_id: int
    code: str
    subject_id: int
    anchor_on: date


@dataclass(slots=True)
class Pair:
    """A school's pair, its meetings and what was told of each: (id, name) → chat → wall clock."""

    zone: str
    number: int
    pair_id: int
    ahead: Meeting | None = None
    met: dict[int, tuple[datetime, datetime]] = field(default_factory=dict)  # made, starts
    told: dict[tuple[int, str], dict[int, datetime]] = field(default_factory=dict)


@dataclass(slots=True)
class Years:
    """Schools in five zones, and what their people were told."""

    world: World
    dice: random.Random
    zones: dict[int, str] = field(default_factory=dict)
    answered: set[int] = field(default_factory=set)  # activities that have a responsible
    said: list[Said] = field(default_factory=list)
    digests: list[tuple[int, date]] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    downtimes: int = 0
    ticks: int = 0

    async def found(self, zone: str, number: int, days: int) -> None:
        """Make a school of this zone, a curator, a responsible and deadlines over the years."""
        world = self.world
        async with world.uow() as uow:
            owner = await world.actor(uow, "owner")
            made = await organisations.create_organisation(
                uow, owner, name=f"Школа {zone}", address="г. Приморск", time_zone=zone
            )
        world.school_id = made.id
        await world.join(f"curator{number}", Role.CURATOR, "Лебедева Ирина Олеговна")
        world.telegram["curator"] = world.telegram[f"curator{number}"]
        await world.join(f"nina{number}", Role.RESPONSIBLE, "Орлова Нина Павловна")
        rows = await world.load_roadmap()
        self.answered |= {rows["1"].id, rows["4"].id}
        async with world.uow() as uow:
            for row in rows.values():
                day = world.clock.now().date() + timedelta(days=self.dice.randint(10, days))
                change = update(Activity).where(Activity.id == row.id)
                await uow.session.execute(change.values(due_on=day))
        pair = await world.pair()
        self.pairs.append(Pair(zone, number, pair.id))
        for side in SIDES:
            world.telegram[f"{side}{number}"] = world.telegram.pop(side)
        async with world.uow() as uow:
            people = select(Person.id).where(Person.organisation_id == made.id)
            self.zones |= dict.fromkeys((await uow.session.scalars(people)).all(), zone)

    async def tick(self) -> None:
        """Let the bot tick, and read what it says."""
        self.ticks += 1
        await Ticks(self.world.database, self.world.content, _no_backup).remind()
        async with self.world.uow() as uow:
            rows = (await uow.session.scalars(select(OutboxMessage))).all()
            for row in rows:
                self._read(row.payload)
                self._hear(row.chat_id, row.payload)
            if rows:
                await uow.session.execute(delete(OutboxMessage))

    def _read(self, payload: dict[str, Any]) -> None:
        if payload["name"] == "BotWasDown":
            self.downtimes += 1
        if payload["name"] != "Digest":
            return
        values = payload["values"]
        person_id = values["person_id"]
        wall = local(self.world.clock.now(), self.zones[person_id])
        self.digests.append((person_id, wall.date()))
        for item in values["items"]:
            anchor = date.fromisoformat(item["anchor_on"])
            self.said.append(Said(wall, person_id, item["code"], item["subject_id"], anchor))

    def _hear(self, chat_id: int, payload: dict[str, Any]) -> None:
        """Note what is said of a meeting, with the wall clock of its school."""
        number = payload.get("values", {}).get("meeting_id")
        for pair in self.pairs:
            if number in pair.met:
                heard = pair.told.setdefault((number, payload["name"]), {})
                assert chat_id not in heard, "told twice"
                heard[chat_id] = local(self.world.clock.now(), pair.zone)

    async def meet(self) -> None:
        """Let each pair report a meeting of yesterday and agree on another."""
        now = self.world.clock.now()
        for pair in self.pairs:
            known = self.world.telegram
            known |= {side: known[f"{side}{pair.number}"] for side in SIDES}
            if pair.ahead is not None:
                if now < pair.ahead.starts_at + timedelta(days=1):
                    continue
                await self._report(pair.ahead)
            day = local(now, pair.zone).date() + timedelta(days=self.dice.randint(0, 9))
            starts = instant(day, time(self.dice.randint(6, 22), 15), pair.zone)
            pair.ahead = None
            if starts > now:
                made = await self.world.meeting(pair.pair_id, starts)
                pair.met[made.id] = (now, starts)
                async with self.world.database.reading() as uow:
                    pair.ahead = await uow.session.get(Meeting, made.id)

    async def _report(self, meeting: Meeting) -> None:
        async with self.world.uow() as uow:
            row = await uow.session.get(Meeting, meeting.id)
            assert row is not None
            await meeting_reports.report(
                uow, await self.world.actor(uow, "mentor"), meeting_id=row.id,
                version=row.version, outcome=Outcome.HELD,
            )  # fmt: skip

    async def live(self, until: datetime) -> None:
        """Tick at every moment a digest is due, and every six hours."""
        clock = self.world.clock
        while clock.now() < until:
            async with self.world.database.reading() as uow:
                digests = (await uow.session.scalars(select(Account.digest_at))).all()
                checks = (await uow.session.scalars(select(Meeting.check_at))).all()
            times = (*digests, *checks)
            later = [at for at in times if at is not None and at > clock.now()]
            moment = min([*later, clock.now() + BETWEEN, until])
            clock.set(moment + timedelta(seconds=self.dice.randint(0, 59)))
            await self.tick()
            await self.meet()


async def _no_backup() -> None:
    return None


def ensure_daytime(years: Years, content: Content) -> None:
    """Check the hours and the days of every line, and that late ones are said as late."""
    for one in years.said:
        assert DIGEST_AT <= one.wall.time() < LATEST_ASK, one
        assert content.calendar.is_working_day(one.wall.date()), one
        if one.code == "activity-soon":
            assert one.wall.date() <= one.anchor_on, one
        if one.code.startswith("activity-late"):
            assert one.wall.date() > one.anchor_on, one


def ensure_met(years: Years, away: tuple[tuple[datetime, int], ...]) -> int:
    """Check that both were told of each meeting once, when it is time, and never at night.

    What fell into the days skipped (``away``: from when, how many) could not be said in time.
    Give how many meetings are left.
    """
    whole = 0
    for pair in years.pairs:
        for number, (made, starts) in pair.met.items():
            before, over = (
                list(pair.told.get((number, name), {}).values())
                for name in ("MeetingTomorrow", "MeetingOver")
            )
            wall = local(starts, pair.zone)
            evening = instant(wall.date() - timedelta(days=1), EVENING_AT, pair.zone)
            end = ask_at(starts, 60)
            assert all(DIGEST_AT <= one.time() < LATEST_ASK for one in before), number
            assert all(one.time() < LATEST_ASK for one in over), number
            assert len(before) in (0, 2), number
            assert len(over) in (0, 2), number
            is_ahead = end > years.world.clock.now()
            if is_ahead or any(at < end and made < at + timedelta(days=n) for at, n in away):
                continue
            whole += 1
            if made < evening:
                assert len(before) == 2, number
                assert all(evening <= one <= evening + MINUTE for one in before), number
            is_asked = local(end, pair.zone).date() == wall.date()
            is_asked = is_asked and local(end, pair.zone).time() < LATEST_ASK
            assert bool(over) == is_asked, number
            assert all(end <= one <= end + MINUTE for one in over), number
    return whole


async def ensure_complete(years: Years, content: Content, lived: list[date]) -> int:
    """Check that on each lived working day what the rules name had been said; count it."""
    rules = [rule for rule in content.rules if rule.code in DIGESTED]
    async with years.world.database.reading() as uow:
        rows = (await uow.session.scalars(select(SentReminder))).all()
        query = select(Activity).where(Activity.id.in_(years.answered))
        activities = (await uow.session.scalars(query)).all()
    steps = [(r.rule, r.step, r.subject_id, r.person_id, r.anchor_on) for r in rows]
    assert len(set(steps)) == len(steps) == len(years.said), "said twice, or not remembered"
    told = {(r.rule, r.subject_id, r.anchor_on): r for r in rows}
    expected = 0
    for activity in activities:
        for rule in rules:
            for day in filter(content.calendar.is_working_day, lived):
                if activity.due_on and _is_due(rule, activity.due_on, day):
                    expected += 1
                    assert (rule.code, activity.id, activity.due_on) in told, (rule, activity)
    return expected


def _is_due(rule: Rule, anchor: date, day: date) -> bool:
    fact = Due(kind=rule.kind, to=rule.to, subject_id=1, person_id=1, anchor_on=anchor)
    is_ahead = rule.code == "activity-soon"
    return (day <= anchor) is is_ahead and bool(due([rule], [fact], day, {}))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@sizes(80, 730)
async def test_each_reminder_comes_once_by_day_through_years_of_clock(
    world: World, content: Content, seed: int, count: int
) -> None:
    years = Years(world, random.Random(seed))
    for number, zone in enumerate(ZONES):
        await years.found(zone, number, count)
    await world.clear_outbox()
    clock = world.clock
    begin = clock.now()
    await years.live(begin + timedelta(days=count * 0.2))
    wrong = clock.now()
    clock.move(days=1)  # the server's clock goes wrong, and right again
    await years.tick()
    clock.move(days=-1)
    await years.live(begin + timedelta(days=count * 0.5))
    down = clock.now()
    assert years.downtimes == 0
    clock.move(days=MONTH)
    await years.tick()
    assert years.downtimes == 2 * len(ZONES) + 2, "each curator and the owner, for each school"
    await years.live(begin + timedelta(days=count))
    ensure_daytime(years, content)
    assert len(set(years.digests)) == len(years.digests), "two digests of one day"
    days = [begin.date() + timedelta(days=n) for n in range(2, count - 1)]
    lived = [d for d in days if not down.date() <= d <= down.date() + timedelta(days=MONTH + 3)]
    met = ensure_met(years, ((wrong, 1), (down, MONTH)))
    assert met >= len(ZONES)
    expected = await ensure_complete(years, content, lived)
    print(f"{count} days, {years.ticks} ticks, {len(years.digests)} digests, "
          f"{len(years.said)} lines, {expected} days with something due, "
          f"{met} meetings")  # fmt: skip
