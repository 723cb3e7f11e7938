"""The page for everybody: eyes, ears, keys, phones, projectors, long chats, hostile frames."""

import re

import pytest
from playwright.async_api import expect

from bench import of_page
from tests.browser.browsing import NARROW, WIDE
from tests.browser.checking import ensure_readable

PROJECTOR = {"width": 1920, "height": 1080}
MARKUP = {"inline_keyboard": [[{"text": "Подходит", "callback_data": "yes"}]]}
TEN = 10  # ceilings stand ten times above the goals: this machine may be busy

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def lived_in(telegram):
    """A sandbox where everything that can be seen is there."""
    person = await telegram.person("Ирина", last_name="Лосева-Долгорукая", note="руководитель МО")
    await telegram.person("Борис", note="наставник")
    await telegram.control("groups", title="Пары", members=[person])
    text = (
        "<b>Срок</b> <i>до</i> <u>пятницы</u> <s>нет</s> <code>x</code>\n"
        "<blockquote expandable>" + "строка\n" * 9 + "</blockquote><tg-spoiler>тайна</tg-spoiler>"
        '\n<a href="https://t.me/mentoring_sandbox_bot?start=a">ссылка</a> /menu ' + "слово" * 60
    )
    await telegram.ok(
        "sendMessage", chat_id=person, text=text, parse_mode="HTML", reply_markup=MARKUP
    )
    await telegram.upload("sendDocument", "document", b"answer", chat_id=person)
    await telegram.control(f"people/{person}/send", text="Мой ответ https://t.me/x")
    keyboard = {"keyboard": [["Меню", "Помощь"]]}
    await telegram.ok("sendMessage", chat_id=person, text="а", reply_markup=keyboard)
    return person


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [NARROW, WIDE, PROJECTOR], ids=lambda one: one["width"])
async def test_every_screen_is_readable(telegram, opened, viewport, scheme):
    person = await lived_in(telegram)
    async with opened(viewport=viewport, color_scheme=scheme, reduced_motion="reduce") as page:
        await ensure_readable(page)
        await page.get_by_role("navigation").get_by_role("button", name="Ирина").click()
        await telegram.ok("sendMessage", chat_id=person, text="новое")
        await expect(page.get_by_text("новое").last).to_be_visible()
        await page.get_by_role("button", name="тайна").click()
        await ensure_readable(page)
        await page.get_by_role("button", name="За кадром").click()
        await ensure_readable(page)
        await page.get_by_role("complementary").get_by_role("button", name="Закрыть").click()
        await page.get_by_role("button", name="К дате…").click()
        await ensure_readable(page)


async def test_everything_is_reached_by_keys_alone(telegram, opened):
    person = await telegram.person("Анна")
    await telegram.person("Борис")
    await telegram.ok("sendMessage", chat_id=person, text="?", reply_markup=MARKUP)
    async with opened() as page:
        await page.get_by_role("searchbox").focus()
        for key in ("ArrowDown", "Enter"):
            await page.keyboard.press(key)
        chat = page.get_by_role("region", name="Переписка: Анна")
        await expect(chat).to_be_visible()
        reached = []
        for _ in range(40):
            await page.keyboard.press("Tab")
            reached.append(
                await page.evaluate(
                    "document.activeElement.ariaLabel || document.activeElement.textContent"
                )
            )
            if reached[-1] == "Подходит":
                break
        await page.keyboard.press("Enter")
        assert (await telegram.ok("getUpdates", timeout=5))[0]["callback_query"]["data"] == "yes"
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert await page.evaluate(outline) == "solid"


async def test_the_page_speaks_english_too(telegram, opened):
    async with opened() as page:
        await page.get_by_role("button", name="English").click()
        await expect(page.get_by_role("button", name="Next morning")).to_be_visible()
        words = await page.locator("body").inner_text()
        assert re.search("[а-я]", words.replace("Русский", "")) is None
        labels = "[...document.querySelectorAll('[aria-label]')].map((one) => one.ariaLabel)"
        assert re.search("[а-я]", " ".join(await page.evaluate(labels))) is None
        assert await page.evaluate("document.documentElement.lang") == "en"


async def test_an_edit_above_does_not_move_what_one_reads(telegram, opened):
    person = await telegram.person("Анна")
    first = await telegram.ok("sendMessage", chat_id=person, text="первое")
    for number in range(50):
        await telegram.ok("sendMessage", chat_id=person, text=f"строка {number}")
    async with opened() as page:
        await page.get_by_role("navigation").get_by_role("button", name="Анна").click()
        watched = page.get_by_text("строка 20", exact=True)
        await watched.scroll_into_view_if_needed()
        await page.get_by_text("первое").wait_for(state="attached")
        before = (await watched.bounding_box())["y"]
        where = {"chat_id": person, "message_id": first["message_id"]}
        await telegram.ok("editMessageText", text="длиннее\n" * 20, **where)
        await expect(page.get_by_text("длиннее").first).to_be_attached()
        assert abs((await watched.bounding_box())["y"] - before) <= 1
        await telegram.ok("sendMessage", chat_id=person, text="последнее")
        await expect(page.get_by_text("последнее").last).to_be_attached()
        assert abs((await watched.bounding_box())["y"] - before) <= 1
        await page.get_by_role("button", name="К последним сообщениям").click()
        await expect(page.get_by_role("log").get_by_text("последнее")).to_be_in_viewport()


async def test_the_figures_are_held(telegram, opened):
    person = await telegram.person("Анна")
    of_page.fill(telegram.world, person, 10_000)
    async with opened(f"?chat={person}") as page:
        paint = await of_page.first_paint(page)
        delay = await of_page.delay(
            page,
            "свежее",
            lambda: telegram.ok("sendMessage", chat_id=person, text="свежее"),
        )
        frame, nodes = await of_page.scroll(page, 200)
        assert paint <= 300 * TEN
        assert delay <= 50 * TEN
        assert frame <= 100 * TEN
        assert nodes <= 3000
        await expect(page.get_by_role("log").get_by_text("свежее")).to_have_count(0)
        await page.get_by_role("button", name="К последним сообщениям").click()
        await expect(page.get_by_role("log").get_by_text("свежее")).to_be_in_viewport()


async def test_nothing_is_asked_from_outside_and_the_policy_is_strict(telegram, opened):
    asked = []
    async with opened(expected=("This document requires 'TrustedHTML'",)) as page:
        page.on("request", lambda request: asked.append(request.url))
        answer = await page.reload()
        await page.wait_for_selector("body[data-ready]")
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert {url.split("/")[2] for url in asked} == {telegram.server.address.split("/")[2]}
        refused = "document.body.insertAdjacentHTML('beforeend', '<p>x</p>')"
        assert (
            await page.evaluate(f"(() => {{ try {{ {refused} }} catch {{ return 'no' }} }})()")
            == "no"
        )
