"""The four guided walks on the real demo, by what is seen; and a bot killed on the way."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from bot.demo import year_from
from bot.demo_school import DemoSchool
from content import loader
from db.engine import create_engine
from tests.browser.browsing import LOST, NARROW, WIDE, browser_page, demo
from tests.browser.checking import ensure_readable
from tests.browser.walking import Walker, story

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LOOKED_AT = {
    ("roadmap", 0),
    ("roadmap", 6),
    ("roadmap", 11),
    ("mentor", 4),
    ("meeting", 6),
    ("meeting", 8),
}


def school_year():
    year = year_from(datetime.now(UTC))
    return f"{year}/{(year + 1) % 100:02}"


@pytest.mark.parametrize("year", range(2026, 2036))
async def test_the_school_is_shown_on_a_working_morning_still_ahead(tmp_path, year):
    made = DemoSchool(create_engine(f"sqlite:///{tmp_path}/none"), loader.load(), year, "ru")
    assert made.content.calendar.is_working_day(made.today.date())
    last = datetime(year, 11, 24, 23, 59, tzinfo=UTC)
    assert year_from(last) == year
    assert last < made.today
    assert year_from(last + timedelta(minutes=1)) == year + 1


async def walk_all(chromium, folder, language, viewport, scheme):
    context = {"viewport": viewport, "color_scheme": scheme, "reduced_motion": "reduce"}
    async with (
        demo(folder, language) as address,
        browser_page(chromium, address, **context) as page,
    ):
        await ensure_readable(page)

        async def look(walk, step):
            if (walk, step) in LOOKED_AT:
                await ensure_readable(page)

        walker = Walker(page=page, language=language, year=school_year())
        for walk in story()["walk"]:
            await walker.walk(walk, look)


@pytest.mark.parametrize(
    ("language", "wide", "narrow"), [("ru", "dark", "light"), ("en", "light", "dark")]
)
async def test_the_four_walks_lead_to_their_ends(chromium, tmp_path, language, wide, narrow):
    await asyncio.gather(
        walk_all(chromium, tmp_path / "wide", language, WIDE, wide),
        walk_all(chromium, tmp_path / "narrow", language, NARROW, narrow),
    )


async def test_a_killed_bot_loses_nothing_and_the_school_begins_anew(chromium, tmp_path):
    async with (
        demo(tmp_path) as address,
        browser_page(chromium, address, expected=LOST, viewport=WIDE) as page,
    ):
        shown = []

        async def kill(walk, step):
            logs = page.get_by_role("log").get_by_role("article")
            if step == 3:
                told = page.get_by_role("log").get_by_text("Напоминание отправлено")
                await expect(told).to_be_visible()
                shown.extend(await logs.all_inner_texts())
                await page.get_by_role("button", name="За кадром").click()
                await page.get_by_role("button", name="Убить бота").click()
                await expect(page.get_by_text("Бот убит.")).to_be_visible()
            if step == 4:
                await expect(page.get_by_text("Бот снова работает")).to_be_visible(timeout=30_000)
                now = await logs.all_inner_texts()
                assert set(shown[:-1]) <= set(now)  # the last one is the tapped one, now edited

        walker = Walker(page=page, language="ru", year=school_year())
        overdue = next(walk for walk in story()["walk"] if walk["key"] == "overdue")
        await walker.walk(overdue, kill)
        await page.get_by_role("button", name="Начать заново").click()
        await page.get_by_role("dialog").get_by_role("button", name="Начать заново").click()
        await expect(page.get_by_text("Готовим школу")).to_be_visible()
        await page.get_by_role("button", name="Осмотреться самому").click(timeout=150_000)
        await page.get_by_role("navigation").get_by_role("button", name="Нина Орлова").click()
        chat = page.get_by_role("region", name="Переписка: Нина Орлова")
        await expect(chat.get_by_text("Приказ № 31")).to_have_count(0)
        await expect(chat.get_by_text("Доброе утро, Нина Павловна")).to_be_visible()
