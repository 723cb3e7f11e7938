"""The people, the paper and the calendar of the lived school year (all made up)."""

import asyncio
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.e2e.town import Bot, Phone, Sandbox

ZONE = ZoneInfo("Asia/Omsk")
FIRST_DAY = date(2027, 8, 30)
LAST_DAY = date(2028, 5, 31)
HOLIDAYS = {(1, d) for d in range(1, 9)} | {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}

PAPER = """План мероприятий («дорожная карта») наставничества школы «Маяк»
на 2027-2028 учебный год

№ п/п\tМероприятие\tСроки\tОтветственный\tРезультат
<b>Этап 1. Подготовка условий</b>\t\t\t\t
1.1.\tПриказ о запуске программы\tдо 10 сентября 2027 г.\tОрлова Н.П.\tПриказ
1.2.\tРассказ о программе на педсовете\tСентябрь 2027 г.\tРуководители МО\tПротокол
<b>Этап 2. Базы и пары</b>\t\t\t\t
2.1.\tФормирование базы наставляемых\tдо 15 октября 2027 г.\tОрлова Н.П.\tБаза
2.2.\tРабота пар\tНоябрь 2027 – май 2028\tНаставники программы\tОтчёты
<b>Этап 3. Завершение</b>\t\t\t\t
3.1.\tИтоговая встреча участников\tПоследняя неделя мая 2028\tАдминистрация школы\tСценарий
"""

UNASKED = (
    "Доброе утро",
    "Напоминаю о встрече",
    "Встреча ещё не подтверждена",
    "Ответа пока нет",
    "Встреча:",
)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Give an instant on the school's wall clock."""
    return datetime.combine(day, time(hour, minute), ZONE)


def is_working(day: date) -> bool:
    """Whether the school works on a day."""
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


@dataclass(slots=True)
class Town:
    """Everybody of the year, and what came to them unasked."""

    sandbox: Sandbox
    bot: Bot
    people: dict[str, Phone] = field(default_factory=dict)
    unasked: dict[str, list[tuple[date, str]]] = field(default_factory=dict)
    today: date = FIRST_DAY

    async def join(self, name: str) -> Phone:
        """Give somebody a phone."""
        phone = await self.sandbox.person(name)
        self.people[name] = phone
        self.unasked[name] = []
        return phone

    async def read_paper(self, curator: Phone) -> str:
        """Wait until the paper is read; give the screen."""
        async with asyncio.timeout(60):
            while "Читаю карту" in (shown := await curator.last()):
                await asyncio.sleep(0.2)
        return shown

    async def look(self) -> None:
        """Let everybody see what is on their screens, so that what comes next is unasked."""
        for phone in self.people.values():
            await phone.new()

    async def live_to(self, moment: datetime) -> None:
        """Move the clock and note what came to whom by itself."""
        await self.look()
        await self.sandbox.move_to(moment, self.bot)
        self.today = moment.astimezone(ZONE).date()
        for name, phone in self.people.items():
            for text in await phone.new():
                self.unasked[name].append((self.today, text))

    async def morning(self) -> None:
        """Live to the next morning, a minute past nine."""
        await self.live_to(at(self.today + timedelta(days=1), 9, 1))

    async def live_until(self, day: date) -> None:
        """Live every morning up to a day."""
        while self.today < day:
            await self.morning()

    def came(self, name: str, beginning: str) -> list[date]:
        """Give the days on which something beginning so came to somebody unasked."""
        return [day for day, text in self.unasked[name] if text.startswith(beginning)]
