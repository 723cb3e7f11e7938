"""The library that the bot is written with, against the sandbox."""

import pytest
from aiogram import Bot, exceptions
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyParameters,
)

from sandbox.options import DEFAULT_TOKEN


@pytest.fixture
async def bot(telegram):
    server = TelegramAPIServer.from_base(telegram.server.address.rstrip("/"))
    async with Bot(DEFAULT_TOKEN, session=AiohttpSession(api=server)) as bot:
        yield bot


async def test_a_conversation_goes_both_ways(telegram, bot):
    person = await telegram.person()
    button = InlineKeyboardButton(text="Да", callback_data="y")
    sent = await bot.send_message(
        person,
        "<b>Вопрос</b>",
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]),
    )
    assert sent.html_text == "<b>Вопрос</b>"
    await telegram.control(f"people/{person}/tap", message_id=sent.message_id, text="Да")
    (update,) = await bot.get_updates(timeout=1)
    assert update.callback_query.message.message_id == sent.message_id
    assert await bot.answer_callback_query(update.callback_query.id, text="ок")
    edited = await bot.edit_message_text("Ответ", chat_id=person, message_id=sent.message_id)
    assert edited.edit_date
    reply = ReplyParameters(message_id=sent.message_id)
    assert (await bot.send_message(person, "а", reply_parameters=reply)).reply_to_message


async def test_files_go_both_ways(telegram, bot):
    person = await telegram.person()
    sent = await bot.send_document(
        person, BufferedInputFile(b"hello", "Отчёт.docx"), caption="Отчёт"
    )
    assert sent.document.file_name == "Отчёт.docx"
    file = await bot.get_file(sent.document.file_id)
    assert (await bot.download_file(file.file_path)).read() == b"hello"
    photo = await bot.send_photo(person, BufferedInputFile(b"png", "a.png"))
    assert photo.photo[-1].file_size == 3


async def test_every_built_method_answers_in_the_librarys_types(telegram, bot):
    person = await telegram.person()
    group = (await telegram.control("groups", title="8Б", members=[person]))["id"]
    assert (await bot.get_me()).username == "mentoring_sandbox_bot"
    assert (await bot.get_chat(person)).first_name == "Анна"
    assert (await bot.get_chat(group)).title == "8Б"
    assert (await bot.get_chat_member(group, person)).status == "member"
    assert await bot.send_chat_action(person, "typing")
    scope = BotCommandScopeChat(chat_id=person)
    commands = [BotCommand(command="menu", description="Меню")]
    assert await bot.set_my_commands(commands, scope=scope)
    (command,) = await bot.get_my_commands(scope=scope)
    assert (command.command, command.description) == ("menu", "Меню")
    assert await bot.delete_my_commands(scope=scope)
    assert await bot.set_my_description("а")
    assert await bot.set_my_short_description("а")
    assert (await bot.get_webhook_info()).url == ""
    sent = await bot.send_message(person, "а")
    assert (await bot.copy_message(person, person, sent.message_id)).message_id
    forwarded = await bot.forward_message(person, person, sent.message_id)
    assert forwarded.forward_origin.type == "user"
    assert await bot.delete_messages(person, [sent.message_id])
    assert {update.event_type for update in await bot.get_updates()} == {
        "my_chat_member",
        "message",
    }


async def test_troubles_become_the_librarys_exceptions(telegram, bot):
    person = await telegram.person()
    for kind, error in (
        ("429", exceptions.TelegramRetryAfter),
        ("403", exceptions.TelegramForbiddenError),
        ("500", exceptions.ClientDecodeError),
        ("cut", exceptions.TelegramNetworkError),
    ):
        await telegram.control("faults", kind=kind, retry_after=4)
        with pytest.raises(error):
            await bot.send_message(person, "а")
    group = (await telegram.control("groups", title="8Б", members=[person]))["id"]
    await telegram.control(f"groups/{group}/migrate")
    with pytest.raises(exceptions.TelegramMigrateToChat):
        await bot.send_message(group, "а")
    with pytest.raises(exceptions.TelegramServerError):
        await bot.send_dice(person)
