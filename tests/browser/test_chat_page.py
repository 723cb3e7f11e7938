"""The chat page in Debian's Chromium: what a person sees and does."""

import base64
import re
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import async_playwright, expect

from tests.sandbox.client import sandbox

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MARKUP = {"inline_keyboard": [[{"text": "Подходит", "callback_data": "yes"}]]}

pytestmark = pytest.mark.browser


@asynccontextmanager
async def opened(telegram, **context):
    """The page, which must not write an error anywhere."""
    errors = []
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(accept_downloads=True, **context)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        await page.goto(telegram.server.address)
        await page.wait_for_selector("body[data-ready]")
        yield page
        await browser.close()
    assert errors == []


@pytest.fixture
async def telegram():
    async with sandbox(limits=None) as client:
        yield client


async def update(telegram):
    """The next update, confirmed."""
    (found,) = await telegram.ok("getUpdates", timeout=10)
    await telegram.ok("getUpdates", offset=found["update_id"] + 1)
    return found


async def test_a_person_writes_taps_and_sees_an_edit_and_a_toast(telegram):
    person = await telegram.person("Марина", note="наставник")
    async with opened(telegram) as page:
        await page.click(".person")
        await page.fill("#text", "Здравствуйте")
        await page.press("#text", "Enter")
        assert (await update(telegram))["message"]["text"] == "Здравствуйте"
        sent = await telegram.ok(
            "sendMessage",
            chat_id=person,
            text="Встреча в <b>пятницу</b>",
            parse_mode="HTML",
            reply_markup=MARKUP,
        )
        await expect(page.locator(".theirs .text b")).to_have_text("пятницу")
        await page.click(".buttons button")
        query = (await update(telegram))["callback_query"]
        assert query["data"] == "yes"
        await telegram.ok("answerCallbackQuery", callback_query_id=query["id"], text="Записано")
        where = {"chat_id": person, "message_id": sent["message_id"]}
        await telegram.ok("editMessageText", text="Договорились", **where)
        await expect(page.locator("#toast")).to_have_text("Записано")
        await expect(page.locator(".theirs .text")).to_have_text("Договорились")
        await expect(page.locator(".buttons")).to_have_count(0)


async def test_an_alert_stays_until_it_is_closed(telegram):
    person = await telegram.person()
    await telegram.ok("sendMessage", chat_id=person, text="?", reply_markup=MARKUP)
    async with opened(telegram) as page:
        await page.click(".person")
        await page.click(".buttons button")
        query_id = (await update(telegram))["callback_query"]["id"]
        alert = {"text": "Встречу перенесли", "show_alert": True}
        await telegram.ok("answerCallbackQuery", callback_query_id=query_id, **alert)
        await expect(page.locator("#alert-text")).to_have_text("Встречу перенесли")
        await page.click("#alert button")
        await expect(page.locator("#alert")).not_to_be_visible()


async def test_files_go_both_ways(telegram):
    person = await telegram.person()
    async with opened(telegram) as page:
        await page.click(".person")
        content = {"name": "План.txt", "mimeType": "text/plain", "buffer": b"hello"}
        await page.set_input_files("#file", content)
        document = (await update(telegram))["message"]["document"]
        assert (document["file_name"], document["file_size"]) == ("План.txt", 5)
        await telegram.upload("sendDocument", "document", b"answer", chat_id=person)
        link = page.locator(".theirs .document")
        await expect(link).to_contain_text("plan.docx")
        async with page.expect_download() as download:
            await link.click()
        path = await (await download.value).path()
        assert path.read_bytes() == b"answer"


async def test_the_clock_moves_by_a_morning_and_by_a_week_of_mornings(telegram):
    async with opened(telegram) as page:
        await expect(page.locator("#ahead")).to_have_text("время настоящее")
        await page.click("#next-morning")
        await expect(page.locator("#ahead")).to_contain_text("часы впереди", timeout=10_000)
        await expect(page.locator("#now")).to_contain_text("09:0")
        before = (await telegram.look("state"))["offset_seconds"]
        await page.click("#next-week")
        await expect(page.locator("#next-week")).to_be_enabled(timeout=20_000)
        after = (await telegram.look("state"))["offset_seconds"]
        assert 7 * 86_400 - 60 < after - before < 7 * 86_400 + 60


async def test_a_new_person_opens_the_bot_by_its_link(telegram):
    async with opened(telegram) as page:
        await page.click("#add-person")
        await page.fill("#person-first", "Игорь")
        await page.fill("#person-note", "наставляемый")
        await page.click("#person-form button.main")
        await expect(page.locator(".person")).to_contain_text("наставляемый")
        await page.click("#more summary")
        await page.click("#open-link")
        await page.fill("#link", "https://t.me/mentoring_sandbox_bot?start=invite_7")
        await page.click("#link-form button.main")
        message = (await update(telegram))["message"]
        assert (message["from"]["first_name"], message["text"]) == ("Игорь", "/start invite_7")
        link = '<a href="https://t.me/mentoring_sandbox_bot?start=again">ещё раз</a>'
        person = message["from"]["id"]
        await telegram.ok("sendMessage", chat_id=person, text=link, parse_mode="HTML")
        await page.click(".theirs a")
        assert (await update(telegram))["message"]["text"] == "/start again"


async def test_a_reply_keyboard_and_the_command_menu_are_pressed(telegram):
    person = await telegram.person()
    keyboard = {"keyboard": [["Меню", "Помощь"]]}
    await telegram.ok("sendMessage", chat_id=person, text="а", reply_markup=keyboard)
    commands = [{"command": "menu", "description": "Меню"}]
    await telegram.ok("setMyCommands", commands=commands)
    async with opened(telegram) as page:
        await page.click(".person")
        await page.click("#keyboard button >> text=Помощь")
        assert (await update(telegram))["message"]["text"] == "Помощь"
        await page.click("#commands")
        await page.click("#command-list button")
        assert (await update(telegram))["message"]["text"] == "/menu"


async def test_typing_unread_and_blocking_are_shown(telegram):
    person, other = await telegram.person("Анна"), await telegram.person("Борис")
    async with opened(telegram) as page:
        await page.click(".person >> nth=0")
        await telegram.ok("sendChatAction", chat_id=person, action="typing")
        await expect(page.locator("#chat-status")).to_have_text("печатает…")
        await telegram.ok("sendMessage", chat_id=other, text="Доброе утро")
        await expect(page.locator(".badge")).to_have_text("1")
        await page.click("#more summary")
        await page.click("#block")
        assert (await update(telegram))["my_chat_member"]["new_chat_member"]["status"] == "kicked"
        await expect(page.locator("#start-bar")).to_be_visible()


async def test_a_hostile_name_and_text_stay_text(telegram):
    hostile = "<img src=x onerror=\"document.title='hacked'\">"
    person = await telegram.person(hostile, note=hostile)
    await telegram.ok("sendMessage", chat_id=person, text=hostile)
    name = {"name": hostile, "base64": base64.b64encode(b"x").decode()}
    await telegram.control(f"people/{person}/send", document=name)
    async with opened(telegram) as page:
        await page.click(".person")
        await expect(page.locator(".theirs .text")).to_have_text(hostile)
        assert await page.title() == "Telegram на столе"
        assert await page.locator("#messages img, #people img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_narrow_screen_scrolls_down_only(telegram, scheme):
    person = await telegram.person("Ирина", last_name="Лосева-Долгорукая", note="руководитель МО")
    await telegram.ok("sendMessage", chat_id=person, text="слово" * 60, reply_markup=MARKUP)
    viewport = {"width": 360, "height": 740}
    async with opened(telegram, viewport=viewport, color_scheme=scheme) as page:
        await page.click(".person")
        await expect(page.locator(".theirs")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
        await page.click("#back")
        await expect(page.locator(".person")).to_be_visible()


async def test_the_page_speaks_english_too(telegram):
    async with opened(telegram) as page:
        await page.click("#language")
        await expect(page.locator("#next-morning")).to_have_text("Next morning")
        words = await page.locator("body").inner_text()
        assert re.search("[а-я]", words.replace("Русский", "")) is None
