"""Calls of the Bot API over HTTP: as the messenger wants them, its answers understood."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from scheduler.bot_api import Migrated, Refused, Unreachable, Unsure
from scheduler.telegram import Telegram, api_of, create_bot
from tests.talk import TOKEN
from ui.translator import Translator

PAYLOAD = {"text": "<b>Да</b>", "keyboard": [[{"text": "Меню", "data": "go:menu:0:0"}]]}


@asynccontextmanager
async def port(answer: web.Response) -> AsyncIterator[tuple[Telegram, list[Any]]]:
    """The port to a messenger that always answers so, and what it was asked."""
    asked: list[Any] = []

    async def take(request: web.Request) -> web.Response:
        if request.content_type.startswith("multipart"):
            form = dict(await request.post())
            file = form["document"]
            assert isinstance(file, web.FileField)
            asked.append({**form, "document": (file.filename, file.file.read())})
        else:
            asked.append(await request.json())
        return answer

    app = web.Application()
    app.router.add_post("/{rest:.*}", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bot = create_bot(TOKEN, f"http://127.0.0.1:{runner.addresses[0][1]}", "")
    try:
        yield Telegram(api_of(bot), Translator.load()), asked
    finally:
        await bot.session.close()
        await runner.cleanup()


def done(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def refused(code: int, words: str, **parameters: int) -> web.Response:
    more = {"parameters": parameters} if parameters else {}
    answer = {"ok": False, "error_code": code, "description": words, **more}
    return web.json_response(answer, status=code)


async def test_a_refusal_is_kept_without_what_it_quotes_of_us() -> None:
    """T16: a failed row's reason goes to the log."""
    said = 'Bad Request: can\'t parse entities: Unsupported start tag "Иванов" at byte offset 5'
    async with port(refused(400, said)) as (telegram, _):
        with pytest.raises(
            Refused, match=r"can't parse entities: Unsupported start tag … at byte"
        ):
            await telegram.send(5, PAYLOAD)


async def test_a_screen_is_sent_as_json() -> None:
    async with port(done({"message_id": 7})) as (telegram, asked):
        assert await telegram.send(5, PAYLOAD) == 7
    assert asked == [
        {
            "chat_id": 5, "text": "<b>Да</b>", "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "reply_markup": {
                "inline_keyboard": [[{"text": "Меню", "callback_data": "go:menu:0:0"}]]
            },
        }
    ]  # fmt: skip


async def test_a_file_is_sent_as_a_form() -> None:
    async with port(done({"message_id": 8})) as (telegram, asked):
        made = {"name": "Карта.docx", "text": "Вот она", "keyboard": []}
        assert await telegram.send_made(5, "document", made, b"PK") == 8
    (form,) = asked
    assert (form["chat_id"], form["caption"]) == ("5", "Вот она")
    assert form["document"] == ("Карта.docx", b"PK")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refused(400, "Bad Request: message is too long"), Refused),
        (refused(400, "Bad Request: chat not found"), Unreachable),
        (refused(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100), Migrated),
        (refused(401, "Unauthorized"), Unsure),
        (web.Response(status=502, text="<html>Bad Gateway</html>"), Unsure),
        (web.Response(status=200, text="[]"), Unsure),
    ],
)
async def test_what_went_wrong_says_what_to_do(
    answer: web.Response, error: type[Exception]
) -> None:
    async with port(answer) as (telegram, _):
        with pytest.raises(error):
            await telegram.send(5, PAYLOAD)


async def test_no_error_of_a_download_carries_the_token() -> None:
    file = {"file_id": "f", "file_path": "documents/1.docx"}
    async with port(done(file)) as (telegram, _):
        with pytest.raises(Unsure) as caught:
            await telegram.download("f")
    assert TOKEN not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


async def test_what_unicode_cannot_say_does_not_hold_a_chat_up() -> None:
    async with port(done({"message_id": 9})) as (telegram, asked):
        await telegram.send(5, {**PAYLOAD, "text": "а\ud800б"})
    assert asked[0]["text"] == "а?б"
