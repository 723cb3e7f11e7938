"""Behind the scenes: the bot's calls, troubles to switch on; nothing without a helper."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import update

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def look_behind(page):
    await page.get_by_role("button", name="За кадром").click()
    return page.get_by_role("complementary", name="За кадром")


async def test_calls_are_listed_with_their_time_and_refusals(telegram, opened):
    person = await telegram.person("Анна")
    async with opened() as page:
        panel = await look_behind(page)
        await telegram.ok("sendMessage", chat_id=person, text="а")
        line = panel.get_by_role("listitem").filter(has_text="sendMessage").first
        await expect(line).to_contain_text("Анна")
        await expect(line).to_contain_text("мс")
        await telegram.refused("sendMessage", chat_id=person, text="")
        await expect(panel.get_by_text("отказ 400")).to_be_visible()
        await page.get_by_role("navigation").get_by_role("button", name="Анна").click()
        await page.get_by_role("textbox", name="Сообщение").fill("б")
        await page.keyboard.press("Enter")
        await update(telegram)
        await telegram.ok("sendMessage", chat_id=person, text="в")
        await expect(panel.get_by_text("От нажатия до ответа бота:")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "said"),
    [("Слишком много запросов (429)", "429"), ("Бот заблокирован всеми (403)", "403")],
)
async def test_a_trouble_lasts_until_it_is_switched_off(telegram, opened, name, said):
    person = await telegram.person("Анна")
    async with opened() as page:
        panel = await look_behind(page)
        switch = panel.get_by_role("switch", name=name)
        await switch.check()
        found = [await try_to_say(telegram, person) for _ in range(12)]
        assert said in " ".join(found)
        await page.reload()
        panel = await look_behind(page)
        await expect(switch).to_be_checked()
        await switch.uncheck()
        while await telegram.look("faults"):
            await page.wait_for_timeout(20)
        assert await try_to_say(telegram, person) == "200"


async def try_to_say(telegram, person):
    status, _ = await telegram.call("sendMessage", chat_id=person, text="а")
    return str(status)


async def test_without_a_helper_nothing_offers_to_kill_or_to_begin_anew(opened):
    async with opened() as page:
        panel = await look_behind(page)
        await expect(panel.get_by_role("switch")).to_have_count(5)
        await expect(page.get_by_role("button", name="Убить бота")).to_have_count(0)
        await expect(page.get_by_role("button", name="Начать заново")).to_have_count(0)
        await expect(page.get_by_role("button", name="О показе")).to_have_count(0)
