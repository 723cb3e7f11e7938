"""The moved clock on the page: days are lived, and what was said on the way is listed."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.browser.browsing import WIDE, browser_page
from tests.browser.checking import ensure_readable
from tests.sandbox.client import sandbox

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def offset(telegram):
    return (await telegram.look("state"))["offset_seconds"]


async def talk_whenever_the_clock_moves(telegram, person):
    """A bot of one idea: at each stop of the clock it writes where it is."""
    seen = (await telegram.look("state"))["last_event"]
    while True:
        events = await telegram.look(f"events?after={seen}&timeout=20")
        for event in events:
            seen = event["seq"]
            if event["kind"] == "clock":
                await telegram.ok("sendMessage", chat_id=person, text=f"Стоп {event['now']}")


async def test_a_morning_has_an_evening_before_it_and_the_messages_are_listed(telegram, opened):
    person = await telegram.person("Анна")
    bot = asyncio.create_task(talk_whenever_the_clock_moves(telegram, person))
    await telegram.control("clock", next_morning=True, zone="Asia/Omsk", hour=10)
    async with opened("?zone=Asia/Omsk") as page:
        await page.get_by_role("button", name="Следующее утро").click()
        happened = page.get_by_role("region", name="Что было за это время")
        await expect(happened).to_be_visible(timeout=15_000)
        clock = page.get_by_role("banner").get_by_role("group").first
        await expect(clock).to_contain_text("09:01")
        await expect(happened).to_contain_text("2 сообщения")
        lines = happened.get_by_role("button", name="Анна")
        await expect(lines).to_have_count(2)
        await expect(lines.first).to_contain_text("18:01")
        await lines.first.click()
        chat = page.get_by_role("region", name="Переписка: Анна")
        await expect(chat.get_by_text("Стоп").first).to_be_in_viewport()
        await ensure_readable(page)
        await happened.get_by_role("button", name="Закрыть").click()
        await expect(happened).to_be_hidden()
        await page.get_by_role("button", name="Что было").click()
        await expect(happened).to_be_visible()
    bot.cancel()


async def test_a_date_is_reached_day_by_day_and_the_way_can_be_stopped(telegram, opened):
    async with opened("?zone=Asia/Omsk") as page:
        await page.get_by_role("button", name="К дате…").click()
        field = page.get_by_label("До какого дня прожить?").last
        tomorrow = await field.input_value()
        last = await field.get_attribute("max")
        assert tomorrow < last
        await field.fill(last)
        await page.get_by_role("button", name="Прожить").click()
        await expect(page.get_by_text("День 2 из 183")).to_be_visible(timeout=15_000)
        await page.get_by_role("button", name="Остановить").click()
        await expect(page.get_by_role("button", name="К дате…")).to_be_enabled(timeout=15_000)
        await expect(page.get_by_text("За это время бот никому не писал.")).to_be_visible()
        assert 86_400 < await offset(telegram) < 5 * 86_400


async def test_the_clock_is_shown_in_the_chosen_zone(telegram, opened):
    await telegram.control("clock", next_morning=True, zone="Asia/Omsk", hour=9, minute=30)
    async with opened("?zone=Asia/Omsk") as page:
        await expect(page.get_by_text("09:30")).to_be_visible()
        await page.get_by_label("Часовой пояс").select_option("Москва")
        await expect(page.get_by_text("06:30")).to_be_visible()
        await expect(page.get_by_text("впереди на")).to_be_visible()


async def test_no_day_is_lived_while_the_bot_is_down(chromium):
    async with (
        sandbox(limits=None, helper=True) as telegram,
        browser_page(chromium, telegram.server.address, viewport=WIDE) as page,
    ):
        await telegram.control("helper", state="down")
        await page.get_by_role("button", name="За кадром").click()
        await expect(page.get_by_text("Бот убит.")).to_be_visible()
        await page.get_by_role("button", name="Следующее утро").click()
        await expect(page.get_by_text("День 1 из 1")).to_be_visible()
        await page.wait_for_timeout(500)
        assert await offset(telegram) == 0
        await telegram.control("helper", state="ready")
        await expect(page.get_by_text("За это время бот никому")).to_be_visible(timeout=15_000)
        assert await offset(telegram) > 0
