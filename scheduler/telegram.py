"""The port to the messenger: sending, editing, files, command menus. Its errors are ours."""

import io
from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import Response
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)
from aiohttp import ClientError

from ui.translator import Translator

T = TypeVar("T")
# pydantic forgets a generic's model as soon as nobody holds it, and builds it anew for each
# answer of the messenger
PARSED = (Response[bool], Response[Message], Response[Message | bool])
MAX_DOWNLOAD = 20 * 1024 * 1024  # bytes: a Bot API limit of getFile
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class SendFailed(Exception):
    """The messenger did not take a call; the subclasses say what to do."""


class Busy(SendFailed):
    """429: wait so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"busy for {seconds} s")
        self.seconds = seconds


class Unreachable(SendFailed):
    """403: this person cannot be written to."""


class Migrated(SendFailed):
    """The group has another id now."""

    def __init__(self, chat_id: int) -> None:
        super().__init__("migrated")
        self.chat_id = chat_id


class Vanished(SendFailed):
    """The message to edit is gone or cannot be edited."""


class Refused(SendFailed):
    """400: the call itself is wrong; trying again does not help."""


class Unsure(SendFailed):
    """5xx, network, no answer: it may or may not have arrived; try again."""


class Telegram:
    """The messenger as the scheduler knows it."""

    def __init__(self, bot: Bot, translator: Translator) -> None:
        self.bot = bot
        self.translator = translator

    async def send(self, chat_id: int, payload: dict[str, Any]) -> int:
        """Send a screen or news; give the message's id."""
        message: Message = await _call(
            self.bot.send_message(
                chat_id,
                payload["text"],
                parse_mode="HTML",
                reply_markup=_markup(payload["keyboard"]),
                link_preview_options=NO_PREVIEW,
            )
        )
        return message.message_id

    async def send_file(self, chat_id: int, payload: dict[str, Any]) -> int:
        """Send a document or photo the messenger already holds."""
        send = self.bot.send_photo if payload["kind"] == "photo" else self.bot.send_document
        message: Message = await _call(
            send(
                chat_id, payload["file_id"], caption=payload["caption"] or None, parse_mode="HTML"
            )
        )
        return message.message_id

    async def send_made(
        self, chat_id: int, kind: str, payload: dict[str, Any], content: bytes
    ) -> int:
        """Send a photo or a document the bot has made; give the message's id."""
        send = self.bot.send_photo if kind == "photo" else self.bot.send_document
        message: Message = await _call(
            send(
                chat_id,
                BufferedInputFile(content, payload["name"]),
                caption=payload["text"],
                parse_mode="HTML",
                reply_markup=_markup(payload["keyboard"]),
            )
        )
        return message.message_id

    async def edit(self, chat_id: int, message_id: int, payload: dict[str, Any]) -> None:
        """Put a screen into a message that stands; the same content is no error."""
        await _call(
            self.bot.edit_message_text(
                payload["text"],
                chat_id=chat_id,
                message_id=message_id,
                parse_mode="HTML",
                reply_markup=_markup(payload["keyboard"]),
                link_preview_options=NO_PREVIEW,
            )
        )

    async def strip(self, chat_id: int, message_id: int) -> None:
        """Take the keyboard off a message."""
        await _call(self.bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id))

    async def answer_callback(self, query_id: str, text: str, *, is_alert: bool) -> None:
        """Answer a tap; what is only in a toast never matters."""
        await _call(
            self.bot.answer_callback_query(query_id, text=text or None, show_alert=is_alert)
        )

    async def set_commands(self, chat_id: int, names: Sequence[str], language: str) -> None:
        """Give a chat its own command menu."""
        menu = [
            BotCommand(
                command=name, description=self.translator.plain(language, f"command-{name}")
            )
            for name in names
        ]
        await _call(self.bot.set_my_commands(menu, scope=BotCommandScopeChat(chat_id=chat_id)))

    async def download(self, file_id: str) -> bytes:
        """Give a file's bytes; no error of it ever carries the address with the token."""
        file = await _call(self.bot.get_file(file_id))
        if not file.file_path or (file.file_size or 0) > MAX_DOWNLOAD:
            raise Refused("no file")
        target = io.BytesIO()
        try:
            await self.bot.download_file(file.file_path, target, timeout=60)
        except (ClientError, OSError, TimeoutError, AiogramError) as error:
            raise Unsure(f"download failed: {type(error).__name__}") from None
        return target.getvalue()


async def _call(call: Awaitable[T]) -> T:
    try:
        return await call
    except TelegramRetryAfter as error:
        raise Busy(error.retry_after) from None
    except TelegramForbiddenError as error:
        raise Unreachable(error.message) from None
    except TelegramMigrateToChat as error:
        raise Migrated(error.migrate_to_chat_id) from None
    except (TelegramNetworkError, TelegramServerError) as error:
        raise Unsure(type(error).__name__) from None
    except TelegramAPIError as error:
        raise _refusal(error.message) from None
    except (TimeoutError, AiogramError, ClientError, OSError) as error:
        raise Unsure(type(error).__name__) from None


def _refusal(message: str) -> SendFailed:
    text = message.lower()
    if "message is not modified" in text:
        return NotModified(message)
    if "chat not found" in text:
        return Unreachable(message)
    gone = ("to edit not found", "can't be edited", "message_id_invalid", "to delete not found")
    if any(words in text for words in gone):
        return Vanished(message)
    return Refused(message)


class NotModified(SendFailed):
    """The message already says just this: done."""


def _markup(keyboard: list[list[dict[str, str]]]) -> InlineKeyboardMarkup | None:
    if not keyboard:
        return None
    return InlineKeyboardMarkup.model_validate(
        {
            "inline_keyboard": [
                [
                    {"text": b["text"], "url": b["url"]}
                    if "url" in b
                    else {"text": b["text"], "callback_data": b["data"]}
                    for b in row
                ]
                for row in keyboard
            ]
        }
    )


def create_bot(token: str, api_url: str, proxy: str) -> Bot:
    """Build the bot for an API address; its session is closed by the caller."""
    from aiogram.client.telegram import TelegramAPIServer

    session = AiohttpSession(
        api=TelegramAPIServer.from_base(api_url), proxy=proxy or None, timeout=30
    )
    return Bot(token, session=session)
