"""A school year lived day by day: from the owner link to a finished pair."""

import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.cluster import Proxy, Trio
from tests.e2e.town import Bot, Phone, Sandbox, free_port
from tests.e2e.year_town import (
    FIRST_DAY,
    LAST_DAY,
    PAPER,
    UNASKED,
    Town,
    at,
    is_working,
)
from tests.postgres import postgres_url

MENTOR_ANSWERS = [
    "12",
    "tap:Документы",
    "tap:Готово",
    "tap:Учитель — учитель",
    "tap:Да",
    "tap:8",
    "tap:Одному",
    "1 октября",
    "Умею слушать",
    "tap:Пропустить",
]
MENTEE_ANSWERS = [
    "1",
    "tap:Документы",
    "tap:Готово",
    "tap:Очно в школе",
    "tap:4",
    "tap:Нет",
    "1 октября",
    "Увереннее вести урок",
    "tap:Пропустить",
]


@asynccontextmanager
async def lived(folder: Path, kind: str) -> AsyncIterator[Town]:
    """Start the sandbox at the end of August and the bot beside it."""
    env = {}
    if kind == "postgres-webhook":
        port = free_port()
        env = {
            "DATABASE_URL": postgres_url(),
            "WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
            "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
            "WEBHOOK_SECRET": "s" * 40,
        }
    async with Sandbox(folder) as sandbox, Proxy(random.Random(1)).running() as proxy:
        await sandbox.ask("POST", "clock", to=at(FIRST_DAY, 10).isoformat())
        bot: Any = Bot(sandbox, folder, **env)
        if kind == "postgres-three":
            bot = Trio(sandbox, folder, proxy, postgres_url())
        await bot.start(is_first=True)
        try:
            yield Town(sandbox, bot)
        finally:
            assert await bot.stop() == 0, bot.errors.read_text()[-3000:]


def link_in(text: str) -> str:
    """Give the first link of a screen."""
    return text.split("https://")[1].split()[0]


async def invite(town: Town, curator: Phone, role: str, line: str) -> str:
    """Invite one person as a role; give the link."""
    await curator.say("/menu")
    await curator.tap("Пригласить")
    await curator.tap(role)
    return link_in(await curator.say(line))


async def answer_all(phone: Phone, answers: list[str]) -> None:
    """Answer a questionnaire question by question and send it."""
    for answer in answers:
        if answer.startswith("tap:"):
            await phone.tap(answer.removeprefix("tap:"))
        else:
            await phone.say(answer)
    await phone.tap("Отправить")


async def become_owner_and_school(town: Town) -> Phone:
    owner = await town.join("Олег Сорокин")
    stranger = await town.sandbox.person("Чужой Прохожий")
    assert "по приглашению куратора" in await stranger.start()
    await owner.start(town.bot.owner_link)
    await owner.tap("Стать владельцем")
    await owner.tap("Создать школу")
    await owner.say("МБОУ «Школа «Маяк»")
    await owner.say("г. Приморск, ул. Садовая, д. 1")
    await owner.tap("Омск")
    await owner.tap("Пригласить куратора")
    link = link_in(await owner.say("Лебедева Ирина Олеговна, заместитель директора"))
    curator = await town.join("Ирина")
    assert "Это я" in str(await curator.start(link)) + str(await curator.buttons())
    await curator.tap("Это я")
    await curator.tap("Даю согласие")
    return curator


async def load_roadmap(town: Town, curator: Phone) -> None:
    await curator.send_file("карта.txt", PAPER.encode())
    await curator.tap("2027/28")
    assert "3 этапа, 5 мероприятий" in await town.read_paper(curator)
    shown = await curator.tap("Принять карту")
    assert "Выполнено 0 из 5" in shown


async def gather_people(town: Town, curator: Phone) -> None:
    """Two mentors, a mentee with a phone, one from paper, a responsible, one who refuses."""
    for role, line, name, answers in (
        ("Наставник", "Петрова Анна Ивановна, учитель химии", "Анна", MENTOR_ANSWERS),
        ("Наставник", "Ким Олег Юрьевич, учитель физики", "Ким", MENTOR_ANSWERS),
        ("Наставляемый", "Котова Марина Сергеевна, учитель", "Марина", MENTEE_ANSWERS),
    ):
        link = await invite(town, curator, role, line)
        phone = await town.join(name)
        await phone.start(link)
        await phone.tap("Это я")
        await phone.tap("Даю согласие")
        await answer_all(phone, answers)
        assert "Вы в базе" in await phone.last()
    link = await invite(town, curator, "Ответственный", "Орлова Нина Павловна, секретарь")
    responsible = await town.join("Нина")
    await responsible.start(link)
    await responsible.tap("Это я")
    await responsible.tap("Даю согласие")
    link = await invite(town, curator, "Наставляемый", "Зимин Пётр Ильич, учитель")
    refusing = await town.join("Пётр")
    await refusing.start(link)
    await refusing.tap("Это я")
    assert "Записан только ваш отказ" in await refusing.tap("Не даю")
    await paper_mentee(town, curator)


async def paper_mentee(town: Town, curator: Phone) -> None:
    """A pupil without the messenger: every step is the curator's, from paper."""
    await curator.say("/menu")
    await curator.tap("Пригласить")
    await curator.tap("Наставляемый до 18")
    await curator.say("Юдин Лев Андреевич, 8 класс")
    await curator.say("/people")
    await curator.tap("Лев Ю.")
    await curator.tap("Согласие с бумаги")
    assert "без мессенджера" in await curator.tap("Бумага подписана")
    await curator.tap("Заполнить анкету с бумаги")
    await answer_all(curator, MENTEE_ANSWERS)
    assert "записана с бумаги" in await curator.last()


async def bind_responsibles(town: Town, curator: Phone) -> None:
    await curator.say("/roadmap")
    await curator.tap("Ответственные")
    for words, name in (
        ("Руководители МО", "Орлова"),
        ("Наставники программы", "Петрова"),
        ("Администрация", "Лебедева"),
    ):
        await curator.tap(words)
        assert "Выбрано: 1" in await curator.tap(name)
        await curator.tap("Назад")


async def make_pairs(town: Town, curator: Phone) -> None:
    for mentor, mentee in (("Анна П.", "Марина К."), ("Олег К.", "Лев Ю.")):
        await curator.say("/pairs")
        await curator.tap("Составить пару")
        await curator.tap(mentor)
        assert "нужно согласие обоих" in await curator.tap(mentee)
    await curator.tap("Согласие с бумаги: Лев")


async def agree(town: Town) -> None:
    """The proposal comes in the morning's digest and is answered there."""
    for name in ("Анна", "Ким"):
        assert "предлагают пару" in town.unasked[name][-1][1]
        await town.people[name].tap("Согласиться")
    assert "Пара согласована" in await town.people["Марина"].tap("Согласиться")


async def hold_meeting(
    town: Town, day: date, *, kind: str, by: str = "Анна", other: str = "Марина"
) -> None:
    """Propose, confirm, be reminded the evening before, meet, report on both sides."""
    proposer, confirmer = town.people[by], town.people[other]
    eve = date.fromordinal(day.toordinal() - 1)
    await town.live_until(eve)
    before = {name: (town.people[name].taps, town.people[name].typed) for name in (by, other)}
    await proposer.say("/menu")
    await proposer.tap("Пара:")
    await proposer.tap(f"Предложить встречу: {kind}")
    await proposer.say(f"{day:%d.%m.%Y} в 15:30, кабинет 12")
    assert "предлагает встречу" in await confirmer.last()
    assert "Подтверждена" in await confirmer.tap("Подходит")
    await town.live_to(at(eve, 18, 1))
    for name in (by, other):
        assert town.unasked[name][-1][1].startswith("Напоминаю о встрече"), town.unasked[name]
    await town.live_to(at(day, 9, 1))
    await town.live_to(at(day, 17, 1))
    for name in ("Анна", "Марина"):
        assert town.unasked[name][-1][1].startswith("Встреча:"), town.unasked[name][-1]
    await town.people["Анна"].tap("Состоялась")
    await town.people["Анна"].say("Договорились о плане")
    await town.people["Марина"].tap("Да, встретились")
    taps = {name: town.people[name].taps - before[name][0] for name in (by, other)}
    typed = {name: town.people[name].typed - before[name][1] for name in (by, other)}
    report = 1  # one tap of each side; the mentor's line is typed
    assert taps == {by: 2 + report, other: 1 + report}
    assert typed == {by: 2 + (by == "Анна"), other: int(other == "Анна")}


async def write_questionnaire_over_a_kill(town: Town, curator: Phone) -> None:
    """A new mentee is killed off in the middle of an answer and goes on where they were."""
    link = await invite(town, curator, "Наставляемый", "Белова Ольга Петровна, учитель")
    phone = await town.join("Ольга")
    await phone.start(link)
    await phone.tap("Это я")
    await phone.tap("Даю согласие")
    await phone.say("3")
    await town.bot.kill()
    await town.sandbox.ask("POST", f"people/{phone.id}/send", text="пока бот не работал")
    await town.bot.start()
    await town.sandbox.settle()
    assert "Вопрос 2 из 8" in str([m["text"] for m in await phone.messages()])
    await answer_all(phone, MENTEE_ANSWERS[1:])


@pytest.mark.parametrize(
    "kind",
    [
        "sqlite-polling",
        "postgres-webhook",
        pytest.param("postgres-three", marks=pytest.mark.nightly),
    ],
)
async def test_a_school_lives_a_year_through_the_bot(tmp_path: Path, kind: str) -> None:
    async with lived(tmp_path, kind) as town:
        curator = await become_owner_and_school(town)
        await load_roadmap(town, curator)
        await gather_people(town, curator)
        await bind_responsibles(town, curator)
        await live_autumn(town, curator)
        await live_winter(town, curator)
        await live_spring(town, curator)
        assert_only_known_messages_came(town)
        assert_counts(town)


async def live_autumn(town: Town, curator: Phone) -> None:
    await town.live_until(date(2027, 9, 3))
    nina = town.people["Нина"]
    assert "Приказ о запуске" in town.unasked["Нина"][-1][1]
    await nina.tap("Готово")
    assert "Документ: Приказ № 14" in await nina.say("Приказ № 14 от 03.09.2027")
    await make_pairs(town, curator)
    await town.live_until(date(2027, 9, 6))
    await agree(town)
    await hold_meeting(town, date(2027, 9, 9), kind="первая")
    await town.live_until(date(2027, 10, 12))
    assert "Формирование базы" in town.unasked["Нина"][-1][1]
    await nina.tap("Другой срок")
    await nina.tap("+1 неделя")
    assert "Просят перенести" in await nina.say("Ждём анкеты")
    await town.morning()
    assert "просит перенести" in town.unasked["Ирина"][-1][1]
    assert "Было: 15 октября" in await curator.tap("Перенести")
    await town.live_until(date(2027, 10, 25))
    overdue = town.unasked["Ирина"][-1][1]
    assert "Формирование базы наставляемых» — просрочено на 3 дня" in overdue
    assert "Напоминание отправлено" in await curator.tap("Напомнить")
    assert "Куратор напоминает" in await nina.last()
    await nina.tap("Готово")
    await nina.tap("Без документа")


async def live_winter(town: Town, curator: Phone) -> None:
    await hold_meeting(town, date(2027, 11, 10), kind="пробная", by="Марина", other="Анна")
    await town.live_until(date(2027, 12, 1))
    await write_questionnaire_over_a_kill(town, curator)
    await town.live_until(date(2027, 12, 15))
    assert await town.bot.stop() == 0
    await town.bot.start()
    await hold_meeting(town, date(2027, 12, 20), kind="планирование")
    await hold_meeting(town, date(2028, 2, 10), kind="регулярная")


async def live_spring(town: Town, curator: Phone) -> None:
    await hold_meeting(town, date(2028, 5, 16), kind="заключительная")
    await town.live_until(date(2028, 5, 17))
    assert "все пять видов встреч прошли" in town.unasked["Ирина"][-1][1]
    await curator.tap("Открыть")
    assert "Пара завершена" in await curator.tap("Завершить пару")
    await town.live_until(LAST_DAY)
    status = await curator.say("/status")
    assert "завершено 1" in status


def assert_only_known_messages_came(town: Town) -> None:
    for name, came in town.unasked.items():
        digests = Counter(day for day, text in came if text.startswith("Доброе утро"))
        for day, text in came:
            assert text.startswith(UNASKED), f"{name}, {day}: {text}"
        assert not [day for day in digests if not is_working(day)], name
        assert max(digests.values(), default=0) <= 1, f"{name}: two digests in a day"


def assert_counts(town: Town) -> None:
    """Count what came to each person unasked in the whole year, by kind."""
    kinds = {
        name: {
            kind: len(days)
            for kind in UNASKED
            if (days := [day for day, text in came if text.startswith(kind)])
        }
        for name, came in town.unasked.items()
    }
    meetings = {"Напоминаю о встрече": 5, "Встреча:": 5}
    assert kinds == {
        "Олег Сорокин": {},
        "Ирина": {"Доброе утро": 25},
        "Анна": {"Доброе утро": 17, **meetings},
        "Ким": {"Доброе утро": 5},
        "Марина": {"Доброе утро": 2, **meetings},
        "Нина": {"Доброе утро": 17},
        "Пётр": {},
        "Ольга": {},
    }, kinds
