"""The people and their chats on the desk: found, side by side, unread, left half-written."""

import pytest
from playwright.async_api import expect

from tests.browser.browsing import NARROW
from tests.browser.conftest import choose

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_chat_behind_the_list_of_a_phone_counts_its_news(telegram, opened):
    person = await telegram.person("Анна")
    await telegram.ok("sendMessage", chat_id=person, text="первое")
    async with opened(viewport=NARROW) as page:
        chat = await choose(page, "Анна")
        await expect(chat.get_by_text("первое")).to_be_visible()
        await chat.get_by_role("button", name="К списку людей").click()
        await telegram.ok("sendMessage", chat_id=person, text="второе")
        row = page.get_by_role("navigation").get_by_role("button", name="Анна")
        await expect(row).to_contain_text("непрочитанных: 1")
        await row.click()
        await expect(chat.get_by_text("второе")).to_be_visible()
        await chat.get_by_role("button", name="К списку людей").click()
        await expect(row).not_to_contain_text("непрочитанных")


async def test_what_was_begun_in_a_chat_waits_there(telegram, opened):
    for name in ("Анна", "Борис"):
        person = await telegram.person(name)
        await telegram.control(f"people/{person}/send", text="а")
    async with opened() as page:
        for name, begun in (("Анна", "в пятницу"), ("Борис", "не смогу")):
            await (await choose(page, name)).get_by_role("textbox").fill(begun)
        written = (await choose(page, "Анна")).get_by_role("textbox")
        await expect(written).to_have_value("в пятницу")
        await written.press("Enter")
        await expect(written).to_have_value("")
        written = (await choose(page, "Борис")).get_by_role("textbox")
        await expect(written).to_have_value("не смогу")


async def test_two_and_three_chats_stand_side_by_side(telegram, opened):
    for name in ("Анна", "Борис", "Вера"):
        await telegram.person(name)
    async with opened(viewport={"width": 1440, "height": 900}) as page:
        await page.get_by_role("radio", name="Три рядом").check()
        for name in ("Анна", "Борис", "Вера"):
            await choose(page, name)
        panes = page.get_by_role("region", name="Переписка:")
        await expect(panes).to_have_count(3)
        lefts = [(await panes.nth(n).bounding_box())["x"] for n in range(3)]
        assert lefts == sorted(set(lefts))
        await page.get_by_role("button", name="За кадром").click()
        assert (await panes.nth(2).bounding_box())["width"] >= 290
        await choose(page, "Вера")
        await expect(panes.nth(2).get_by_role("heading", name="Вера")).to_be_in_viewport(ratio=1)
        await panes.nth(1).get_by_role("button", name="Закрыть").click()
        await expect(panes).to_have_count(2)
        await page.get_by_role("radio", name="Одна переписка").check()
        await expect(page.get_by_role("region", name="Переписка: Вера")).to_be_visible()
        await expect(panes).to_have_count(1)


async def test_the_search_finds_by_name_and_role(telegram, opened):
    await telegram.person("Анна", note="куратор")
    await telegram.person("Борис", note="наставник")
    async with opened() as page:
        people = page.get_by_role("navigation").get_by_role("listitem")
        await page.get_by_role("searchbox").fill("настав")
        await expect(people).to_have_count(1)
        await expect(people).to_contain_text("Борис")
        await page.get_by_role("searchbox").fill("никого")
        await expect(page.get_by_text("Никого с таким именем")).to_be_visible()


async def test_both_panels_beside_two_chats_leave_nothing_to_scroll_sideways(telegram, opened):
    for name in ("Анна", "Борис"):
        await telegram.person(name)
    async with opened(viewport={"width": 1440, "height": 900}) as page:
        await page.get_by_role("radio", name="Две рядом").check()
        for name in ("Анна", "Борис"):
            await choose(page, name)
        await page.get_by_role("button", name="Следующее утро").click()
        happened = page.get_by_role("region", name="Что было за это время")
        await expect(happened).to_be_visible(timeout=30_000)
        await page.get_by_role("button", name="За кадром").click()
        behind = page.get_by_role("complementary", name="За кадром")
        upper, lower = await happened.bounding_box(), await behind.bounding_box()
        assert upper["x"] == lower["x"]
        assert upper["y"] + upper["height"] <= lower["y"]
        assert lower["y"] + lower["height"] <= 900
        sizes = "({ scrollWidth, clientWidth }) => scrollWidth - clientWidth"
        assert await page.locator("#panes").evaluate(sizes) == 0
        await expect(page.get_by_role("region", name="Переписка:")).to_have_count(2)
