"""The port to the messenger: sending, editing, files, command menus. Its errors are ours."""

from collections.abc import Sequence
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession

from scheduler.bot_api import BotApi, Http, Refused
from ui.translator import Translator

MAX_DOWNLOAD = 20 * 1024 * 1024  # bytes: a Bot API limit of getFile
Payload = dict[str, Any]


class Telegram:
    """The messenger as the scheduler knows it."""

    def __init__(self, api: BotApi, translator: Translator) -> None:
        self.api = api
        self.translator = translator

    async def send(self, chat_id: int, payload: Payload) -> int:
        """Send a screen or news; give the message's id."""
        message = await self.api.call("sendMessage", {"chat_id": chat_id, **_text(payload)})
        return int(message["message_id"])

    async def send_file(self, chat_id: int, payload: Payload) -> int:
        """Send a document or photo the messenger already holds."""
        kind = "photo" if payload["kind"] == "photo" else "document"
        values = {"chat_id": chat_id, kind: payload["file_id"], **_caption(payload["caption"])}
        message = await self.api.call(_sending(kind), values)
        return int(message["message_id"])

    async def send_made(self, chat_id: int, kind: str, payload: Payload, content: bytes) -> int:
        """Send a photo or a document the bot has made; give the message's id."""
        values = {"chat_id": chat_id, **_caption(payload["text"]), **_markup(payload["keyboard"])}
        file = {kind: (payload["name"], content)}
        message = await self.api.call(_sending(kind), values, file)
        return int(message["message_id"])

    async def edit(self, chat_id: int, message_id: int, payload: Payload) -> None:
        """Put a screen into a message that stands."""
        values = {"chat_id": chat_id, "message_id": message_id, **_text(payload)}
        await self.api.call("editMessageText", values)

    async def strip(self, chat_id: int, message_id: int) -> None:
        """Take the keyboard off a message."""
        values = {"chat_id": chat_id, "message_id": message_id}
        await self.api.call("editMessageReplyMarkup", values)

    async def answer_callback(self, query_id: str, text: str, *, is_alert: bool) -> None:
        """Answer a tap; what is only in a toast never matters."""
        said = {"text": text, "show_alert": is_alert} if text else {}
        await self.api.call("answerCallbackQuery", {"callback_query_id": query_id, **said})

    async def set_commands(self, chat_id: int, names: Sequence[str], language: str) -> None:
        """Give a chat its own command menu."""
        menu = [
            {"command": name, "description": self.translator.plain(language, f"command-{name}")}
            for name in names
        ]
        scope = {"type": "chat", "chat_id": chat_id}
        await self.api.call("setMyCommands", {"commands": menu, "scope": scope})

    async def download(self, file_id: str) -> bytes:
        """Give a file's bytes; no error of it ever carries the address with the token."""
        file = await self.api.call("getFile", {"file_id": file_id})
        if not file.get("file_path") or (file.get("file_size") or 0) > MAX_DOWNLOAD:
            raise Refused("no file")
        return await self.api.download(file["file_path"])


def _sending(kind: str) -> str:
    return "sendPhoto" if kind == "photo" else "sendDocument"


def _caption(text: str) -> Payload:
    return {"caption": text, "parse_mode": "HTML"} if text else {}


def _text(payload: Payload) -> Payload:
    return {
        "text": payload["text"],
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        **_markup(payload["keyboard"]),
    }


def _markup(keyboard: list[list[dict[str, str]]]) -> Payload:
    if not keyboard:
        return {}
    return {"reply_markup": {"inline_keyboard": [[_button(b) for b in row] for row in keyboard]}}


def _button(button: dict[str, str]) -> dict[str, str]:
    target = {"url": button["url"]} if "url" in button else {"callback_data": button["data"]}
    return {"text": button["text"], **target}


def create_bot(token: str, api_url: str, proxy: str) -> Bot:
    """Build the bot for an API address; its session is closed by the caller."""
    from aiogram.client.telegram import TelegramAPIServer

    session = AiohttpSession(
        api=TelegramAPIServer.from_base(api_url), proxy=proxy or None, timeout=30
    )
    return Bot(token, session=session)


def api_of(bot: Bot) -> BotApi:
    """Give the calls that share a bot's connections."""
    assert isinstance(bot.session, AiohttpSession)
    return BotApi(Http(bot.session, bot.token))
