"""A chat on the page: what a person sees and does in it."""

import base64
import io

import pytest
from PIL import Image
from playwright.async_api import expect

from tests.browser.conftest import choose, update, update_of

MARKUP = {"inline_keyboard": [[{"text": "Подходит", "callback_data": "yes"}]]}
LINK = '<a href="https://t.me/mentoring_sandbox_bot{query}">{words}</a>'

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def picture():
    made = io.BytesIO()
    Image.new("RGB", (640, 400), "navy").save(made, "PNG")
    return made.getvalue()


async def test_a_person_writes_taps_and_sees_an_edit_and_a_toast(telegram, opened):
    person = await telegram.person("Марина", note="наставник")
    async with opened() as page:
        chat = await choose(page, "Марина")
        await chat.get_by_label("Сообщение").first.fill("Здравствуйте")
        await page.keyboard.press("Enter")
        assert (await update(telegram))["message"]["text"] == "Здравствуйте"
        words = {"text": "Встреча в <b>пятницу</b>", "parse_mode": "HTML"}
        sent = await telegram.ok("sendMessage", chat_id=person, reply_markup=MARKUP, **words)
        await expect(chat.locator("b", has_text="пятницу")).to_be_visible()
        await chat.get_by_role("button", name="Подходит").click()
        query = (await update(telegram))["callback_query"]
        assert query["data"] == "yes"
        await telegram.ok("answerCallbackQuery", callback_query_id=query["id"], text="Записано")
        where = {"chat_id": person, "message_id": sent["message_id"]}
        await telegram.ok("editMessageText", text="Договорились", **where)
        await expect(page.get_by_role("status").filter(has_text="Записано")).to_be_visible()
        await expect(chat.get_by_text("Договорились")).to_be_visible()
        await expect(chat.get_by_text("изменено")).to_be_visible()
        await expect(chat.get_by_role("button", name="Подходит")).to_have_count(0)


async def test_an_alert_stays_until_it_is_closed(telegram, opened):
    person = await telegram.person()
    await telegram.ok("sendMessage", chat_id=person, text="?", reply_markup=MARKUP)
    async with opened() as page:
        chat = await choose(page, "Анна")
        await chat.get_by_role("button", name="Подходит").click()
        query_id = (await update(telegram))["callback_query"]["id"]
        alert = {"text": "Встречу перенесли", "show_alert": True}
        await telegram.ok("answerCallbackQuery", callback_query_id=query_id, **alert)
        dialog = page.get_by_role("dialog")
        await expect(dialog).to_contain_text("Встречу перенесли")
        await dialog.get_by_role("button", name="Хорошо").click()
        await expect(dialog).to_have_count(0)


async def test_files_go_both_ways_and_may_be_dropped_in(telegram, opened):
    person = await telegram.person()
    async with opened() as page:
        chat = await choose(page, "Анна")
        content = {"name": "План.txt", "mimeType": "text/plain", "buffer": b"hello"}
        async with page.expect_file_chooser() as chooser:
            await chat.get_by_role("button", name="Отправить файл").click()
        await (await chooser.value).set_files(content)
        document = (await update(telegram))["message"]["document"]
        assert (document["file_name"], document["file_size"]) == ("План.txt", 5)
        await expect(chat.get_by_role("link", name="План.txt")).to_contain_text("5 Б")
        dropped = """(node) => {
            const given = new DataTransfer();
            given.items.add(new File(["dropped"], "Приказ.docx"));
            const event = { dataTransfer: given, bubbles: true, cancelable: true };
            node.dispatchEvent(new DragEvent("dragover", event));
            node.dispatchEvent(new DragEvent("drop", event));
        }"""
        await chat.get_by_role("log").evaluate(dropped)
        assert (await update(telegram))["message"]["document"]["file_name"] == "Приказ.docx"
        await telegram.upload("sendDocument", "document", b"answer", chat_id=person)
        async with page.expect_download() as download:
            await chat.get_by_role("link", name="plan.docx").click()
        assert (await (await download.value).path()).read_bytes() == b"answer"


async def test_a_photo_opens_over_the_page_and_closes_by_escape(telegram, opened):
    person = await telegram.person()
    await telegram.upload("sendPhoto", "photo", picture(), chat_id=person, caption="График")
    async with opened() as page:
        chat = await choose(page, "Анна")
        await expect(chat.get_by_text("График")).to_be_visible()
        await chat.get_by_role("button", name="Открыть фотографию").click()
        shown = page.get_by_role("dialog").get_by_role("img", name="График")
        await expect(shown).to_be_visible()
        assert (await shown.bounding_box())["width"] == 640
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_voice_sticker_and_own_edit_reach_the_bot(telegram, opened):
    await telegram.person()
    async with opened() as page:
        chat = await choose(page, "Анна")
        await chat.get_by_role("button", name="Отправить голосовое").click()
        assert "voice" in (await update(telegram))["message"]
        await chat.get_by_role("button", name="Отправить стикер").click()
        assert "sticker" in (await update(telegram))["message"]
        await chat.get_by_role("textbox").fill("в пятницу")
        await chat.get_by_role("button", name="Отправить", exact=True).click()
        await update(telegram)
        await chat.get_by_text("в пятницу").hover()
        await chat.get_by_role("button", name="Изменить").last.click()
        await chat.get_by_role("textbox").fill("в субботу")
        await page.keyboard.press("Enter")
        assert (await update(telegram))["edited_message"]["text"] == "в субботу"
        await expect(chat.get_by_text("в субботу")).to_be_visible()
        await expect(chat.get_by_text("в пятницу")).to_have_count(0)


async def test_a_long_quote_and_a_spoiler_open_by_mouse_and_keyboard(telegram, opened):
    person = await telegram.person()
    lines = "\n".join(f"строка {n}" for n in range(20))
    text = f"<blockquote expandable>{lines}</blockquote>\n<tg-spoiler>тайна</tg-spoiler>"
    await telegram.ok("sendMessage", chat_id=person, text=text, parse_mode="HTML")
    async with opened() as page:
        chat = await choose(page, "Анна")
        quote = chat.get_by_role("button", name="строка 0")
        short = (await quote.bounding_box())["height"]
        await quote.click()
        assert (await quote.bounding_box())["height"] > 3 * short
        spoiler = chat.get_by_role("button", name="тайна")
        await expect(spoiler).to_have_css("color", "rgba(0, 0, 0, 0)")
        await spoiler.focus()
        await page.keyboard.press("Enter")
        await expect(spoiler).not_to_have_css("color", "rgba(0, 0, 0, 0)")


async def test_a_plain_link_starts_the_bot_and_a_coded_one_asks_for_whom(telegram, opened):
    person = await telegram.person("Ирина")
    for query, words in (("", "просто"), ("?start=invite_7", "приглашение")):
        text = LINK.format(query=query, words=words)
        await telegram.ok("sendMessage", chat_id=person, text=text, parse_mode="HTML")
    async with opened() as page:
        chat = await choose(page, "Ирина")
        await chat.get_by_role("link", name="просто").click()
        assert (await update(telegram))["message"]["text"] == "/start"
        await chat.get_by_role("link", name="приглашение").click()
        dialog = page.get_by_role("dialog", name="Кто открывает ссылку?")
        await dialog.get_by_role("button", name="Открыть").click()
        message = (await update(telegram))["message"]
        assert (message["from"]["id"], message["text"]) == (person, "/start invite_7")
        await chat.get_by_role("link", name="приглашение").click()
        await dialog.get_by_role("combobox").select_option("Новый человек")
        await dialog.get_by_role("textbox", name="Имя").fill("Игорь Белов")
        await dialog.get_by_role("button", name="Открыть").click()
        message = (await update(telegram))["message"]
        assert (message["from"]["last_name"], message["text"]) == ("Белов", "/start invite_7")
        await expect(page.get_by_role("region", name="Переписка: Игорь Белов")).to_be_visible()


async def test_a_new_person_starts_the_bot_by_a_typed_code(telegram, opened):
    async with opened() as page:
        await page.get_by_role("button", name="Добавить человека").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Имя").fill("Игорь")
        await dialog.get_by_label("Роль").fill("наставляемый")
        await dialog.get_by_role("button", name="Добавить").click()
        chat = page.get_by_role("region", name="Переписка: Игорь")
        await expect(chat).to_contain_text("наставляемый")
        await chat.get_by_role("button", name="Открыть по ссылке").last.click()
        await page.get_by_label("Ссылка на бота").fill("invite_7")
        await page.get_by_role("dialog").get_by_role("button", name="Открыть").click()
        assert (await update(telegram))["message"]["text"] == "/start invite_7"


async def test_a_reply_keyboard_and_the_command_menu_are_pressed(telegram, opened):
    person = await telegram.person()
    keyboard = {"keyboard": [["Меню", "Помощь"]]}
    await telegram.ok("sendMessage", chat_id=person, text="а", reply_markup=keyboard)
    commands = [{"command": "menu", "description": "Что делать"}]
    scope = {"type": "chat", "chat_id": person}
    await telegram.ok("setMyCommands", commands=commands, scope=scope)
    async with opened() as page:
        chat = await choose(page, "Анна")
        await chat.get_by_role("button", name="Помощь").click()
        assert (await update(telegram))["message"]["text"] == "Помощь"
        await chat.get_by_role("button", name="Команды").click()
        await chat.get_by_role("button", name="/menu Что делать").click()
        assert (await update(telegram))["message"]["text"] == "/menu"
        for leave in (page.keyboard.press("Escape"), chat.get_by_role("log").click()):
            await chat.get_by_role("button", name="Команды").click()
            await expect(chat.get_by_role("button", name="/menu")).to_be_visible()
            await leave
            await expect(chat.get_by_role("button", name="/menu")).to_have_count(0)


async def test_typing_unread_and_blocking_are_shown(telegram, opened):
    person, other = await telegram.person("Анна"), await telegram.person("Борис")
    async with opened() as page:
        chat = await choose(page, "Анна")
        await telegram.ok("sendChatAction", chat_id=person, action="typing")
        await expect(chat.get_by_text("печатает…")).to_be_visible()
        await telegram.ok("sendMessage", chat_id=other, text="Доброе утро")
        row = page.get_by_role("navigation").get_by_role("button", name="Борис")
        await expect(row).to_contain_text("непрочитанных: 1")
        await expect(row).to_contain_text("Доброе утро")
        await page.reload()
        await expect(row).to_contain_text("непрочитанных: 1")
        chat = await choose(page, "Анна")
        await chat.get_by_label("Ещё").click()
        await chat.get_by_role("button", name="Заблокировать бота").click()
        member = await update_of(telegram, "my_chat_member")
        assert member["new_chat_member"]["status"] == "kicked"
        await chat.get_by_role("button", name="Запустить бота").click()
        member = await update_of(telegram, "my_chat_member")
        assert member["new_chat_member"]["status"] == "member"


async def test_a_group_takes_the_bot_in_and_people_speak_in_it(telegram, opened):
    await telegram.person("Анна")
    await telegram.person("Борис")
    async with opened() as page:
        await page.get_by_role("button", name="Создать группу").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Название группы").fill("Пары")
        for name in ("Анна", "Борис"):
            await dialog.get_by_role("checkbox", name=name).check()
        await dialog.get_by_role("button", name="Создать").click()
        chat = page.get_by_role("region", name="Переписка: Пары")
        await chat.get_by_role("button", name="Добавить бота в группу").last.click()
        assert (await update_of(telegram, "my_chat_member"))["chat"]["title"] == "Пары"
        await chat.get_by_label("От чьего имени").select_option("Борис")
        await chat.get_by_role("textbox").fill("Здравствуйте")
        await page.keyboard.press("Enter")
        assert "new_chat_members" in await update_of(telegram, "message")
        message = await update_of(telegram, "message")
        assert (message["from"]["first_name"], message["text"]) == ("Борис", "Здравствуйте")


async def test_a_hostile_name_text_and_file_stay_text(telegram, opened):
    hostile = "<img src=x onerror=\"document.title='hacked'\">"
    person = await telegram.person(hostile, note=hostile)
    hrefs = '<a href="http://x/%22onclick=%22alert(1)">a</a>'
    await telegram.ok("sendMessage", chat_id=person, text=hrefs, parse_mode="HTML")
    keys = {"inline_keyboard": [[{"text": hostile[:60], "callback_data": "x"}]]}
    await telegram.ok("sendMessage", chat_id=person, text=hostile, reply_markup=keys)
    name = {"name": hostile, "base64": base64.b64encode(b"<svg onload=alert(1)>").decode()}
    await telegram.control(f"people/{person}/send", document=name | {"mime_type": "image/svg+xml"})
    await telegram.control("groups", title=hostile, members=[person])
    async with opened() as page:
        await page.get_by_role("navigation").get_by_role("button").first.click()
        log = page.get_by_role("log")
        await expect(log.get_by_text(hostile, exact=True).first).to_be_visible()
        assert await page.title() == "Telegram на столе"
        assert await page.locator("main img").count() == 0
        assert await page.locator("[onerror], [onclick], [onload]").count() == 0
