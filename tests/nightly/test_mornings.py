"""Kill -9 while the morning's digests are written and sent: each line is said, and once."""

import asyncio
import random
import signal
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, update

from content.loader import Content
from db.models import Account, Activity, Person, SentReminder
from domain.calendar import DIGEST_AT
from domain.people import Role
from tests.e2e.town import HANG, Sandbox
from tests.nightly.killing import EndedEarly, Nursery, all_is_said, school
from tests.nightly.sizes import fewer, sizes
from tests.nightly.test_kills import LOADED
from tests.world import ZONE, World

pytestmark = pytest.mark.xdist_group("kills")

CAST = (
    "Орлова Нина Павловна", "Белова Анна Игоревна", "Громова Вера Львовна",
    "Зимина Ольга Петровна", "Лосева Дарья Юрьевна", "Уткина Мария Ильинична",
)  # fmt: skip
EACH = 6  # activities of a person
KILLS = 3  # a morning

Line = tuple[int, str, date]  # who was told of which activity, and on which day


@dataclass(slots=True)
class Mornings:
    """A school whose people have something due almost every morning."""

    sandbox: Sandbox
    world: World
    nursery: Nursery
    dice: random.Random
    titles: dict[int, str] = field(default_factory=dict)
    kills: int = 0

    async def furnish(self, days: int) -> None:
        """Give everybody activities, due at any of the days, and digests."""
        rows = [f"{n + 1}\tПодготовить отчёт {n + 1:02}\tМай 2028\t{short(CAST[n % len(CAST)])}"
                for n in range(EACH * len(CAST))]  # fmt: skip
        paper = "План мероприятий на 2027-2028 учебный год\n№\tМероприятие\tСроки\tОтветственный\n"
        for number, name in enumerate(CAST):
            who = f"reader{number}"
            await self.world.join(who, Role.RESPONSIBLE, name)
            await self.sandbox.ask(
                "POST", "people", first_name=who, id=self.world.telegram[who], started=True
            )
        made = await self.world.load_roadmap(paper + "\n".join(rows) + "\n")
        self.titles = {row.id: row.title for row in made.values()}
        await self.world.clear_outbox()
        async with self.world.uow() as uow:
            for activity_id in self.titles:
                due = uow.now.date() + timedelta(days=self.dice.randint(0, days))
                change = update(Activity).where(Activity.id == activity_id)
                await uow.session.execute(change.values(due_on=due))
            await uow.session.execute(update(Account).values(digest_at=uow.now))

    async def next_morning(self) -> None:
        """Move the clock to the next working day's digests."""
        zone = ZoneInfo(ZONE)
        day = (await self.sandbox.now()).astimezone(zone).date() + timedelta(days=1)
        while not self.world.content.calendar.is_working_day(day):
            day += timedelta(days=1)
        moment = datetime.combine(day, DIGEST_AT, zone) + timedelta(seconds=2)
        await self.sandbox.ask("POST", "clock", to=moment.isoformat())

    async def live(self) -> None:
        """Live one morning: a bot is killed while it speaks, and two that go on; all is said."""
        await self.next_morning()
        for number in range(KILLS):
            await asyncio.sleep(self.dice.uniform(0.02, 0.6))
            await self.nursery.end_all()
            self.kills += 1
            is_last = number == KILLS - 1
            place = f"{self.dice.choice(LOADED)}:{self.dice.randint(1, 8)}"
            bot = await self.nursery.start(FAILPOINT="" if is_last else place)
            if is_last or number % 2:
                try:
                    await bot.ready()
                except EndedEarly:
                    assert await bot.code == -signal.SIGKILL
        async with asyncio.timeout(HANG):
            while await self._is_due():
                await asyncio.sleep(0.05)
        await all_is_said(self.sandbox, self.world)

    async def _is_due(self) -> bool:
        async with self.world.database.reading() as uow:
            query = select(func.count(Account.id)).where(
                Account.digest_at <= await self.sandbox.now()
            )
            return bool(await uow.session.scalar(query))

    async def written(self) -> Counter[Line]:
        """Give the lines that the database says were said."""
        async with self.world.database.reading() as uow:
            rows = (await uow.session.scalars(select(SentReminder))).all()
            pairs = select(Person.id, Account.telegram_id).join(
                Account, Person.account_id == Account.id
            )
            chats = {row[0]: row[1] for row in await uow.session.execute(pairs)}
        return Counter(
            (chats[row.person_id], self.titles[row.subject_id], day_of(row.at))
            for row in rows
            if row.rule.startswith("activity-")
        )

    async def said(self) -> Counter[Line]:
        """Give the lines that people have in their chats."""
        found: Counter[Line] = Counter()
        for chat in self.world.telegram.values():
            for message in await self.sandbox.ask("GET", f"chats/{chat}/messages"):
                day = day_of(datetime.fromtimestamp(message["date"], UTC))
                for line in (message["text"] or "").splitlines():
                    found.update(
                        (chat, title, day) for title in self.titles.values() if title in line
                    )
        return found


def short(name: str) -> str:
    """Give a name as papers have it."""
    last, first, patronymic = name.split()
    return f"{last} {first[0]}.{patronymic[0]}."


def day_of(moment: datetime) -> date:
    """Give the school's day of an instant."""
    return moment.astimezone(ZoneInfo(ZONE)).date()


@sizes(6, 300)
async def test_digests_under_kills_say_each_line_and_none_twice_without_a_kill(
    tmp_path: Path, content: Content, database_url: str, seed: int, count: int
) -> None:
    mornings = max(2, fewer(count, database_url) // KILLS)
    async with school(tmp_path, content, database_url) as (sandbox, world, nursery):
        made = Mornings(sandbox, world, nursery, random.Random(seed))
        await made.furnish(mornings)
        await (await nursery.start()).ready()
        for _ in range(mornings):
            await made.live()
        written, said = await made.written(), await made.said()
    assert set(written.values()) == {1}, "a line was written down twice for a morning"
    assert set(said) == set(written), "a line was lost, or said on another day"
    repeats = sum(said.values()) - len(written)
    print(f"{mornings} mornings, {made.kills} kills, {len(written)} lines, {repeats} repeated")
    assert max(said.values()) <= 1 + KILLS
