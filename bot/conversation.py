"""From an update to what is said: actor, handler, reply, outbox rows."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, Message, Update

from bot import actor as actors
from bot.failures import sender
from bot.flood import Flood
from content.loader import Content
from db.outgoing import Outgoing
from db.unit_of_work import UnitOfWork
from domain.errors import DomainError, Forbidden, NotFound, Stale
from domain.people import Actor
from domain.questionnaires import CONTINUES_FROM
from handlers.current import current_screen
from services import audit
from ui.screen import Reply, Screen
from ui.screens import common
from ui.translator import Translator, Words

NOT_YOURS = frozenset(
    {"error-forbidden", "error-link-unknown", "error-link-used", "error-owner-link"}
)
TOAST_LENGTH = 200  # characters: answerCallbackQuery's limit (telegram.md M10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast:
    """The answer to a tap, sent right after the commit and never stored."""

    query_id: str
    text: str = ""
    is_alert: bool = False


class Conversation:
    """Feeds parsed updates to the dispatcher and puts what handlers return into the outbox."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        bot: Bot,
        translator: Translator,
        content: Content,
        flood: Flood,
        username: str,
    ) -> None:
        self.dispatcher = dispatcher
        self.bot = bot
        self.translator = translator
        self.content = content
        self.flood = flood
        self.username = username

    def parse(self, raw: dict[str, Any]) -> Update:
        """Parse one update alone; raises ``ValidationError``."""
        return Update.model_validate(raw, context={"bot": self.bot})

    def empty_answer(self, raw: dict[str, Any]) -> list[Toast]:
        """Give the empty answer of a tap that needs nothing more."""
        query = raw.get("callback_query")
        query_id = query.get("id") if isinstance(query, dict) else None
        return [Toast(query_id=query_id)] if isinstance(query_id, str) else []

    async def expect(self, uow: UnitOfWork, raws: Sequence[dict[str, Any]]) -> None:
        """Read together what the updates of a batch are going to ask for."""
        senders = {chat_id for raw in raws if (chat_id := sender(raw)) is not None}
        await uow.accounts.expect_actors(senders)

    async def handle(self, uow: UnitOfWork, update: Update) -> list[Toast]:
        """Handle one update inside the batch's transaction.

        Raises ``DomainError`` when a refusal comes after something was changed: the update
        then runs again alone and is refused in a transaction of its own.
        """
        user = actors.user_of(update)
        if user is None or (update.message is not None and user.is_bot):
            return []
        if self.flood.is_turned_away(user.id):
            return self._warn(uow, update) if self.flood.is_first(user.id) else _empty(update)
        actor = await actors.identify(uow, user, self.translator.bundles)
        _note(uow, update)
        uow.mark_clean()
        try:
            actor, reply = await self._answer(uow, update, actor)
        except DomainError as error:
            if uow.is_dirty:
                raise
            return await self.refuse(uow, update, error)
        return await self._say(uow, update, actor, reply if isinstance(reply, Reply) else Reply())

    async def _answer(self, uow: UnitOfWork, update: Update, actor: Actor) -> tuple[Actor, Any]:
        """Ask the handlers; a button of another of the person's schools acts in that school."""
        try:
            return actor, await self._feed(uow, update, actor)
        except (NotFound, Forbidden):
            if update.callback_query is None or uow.is_dirty:
                raise
            for place in actor.places:
                if place != actor.place:
                    with suppress(NotFound, Forbidden):
                        there = replace(actor, place=place)
                        return there, await self._feed(uow, update, there)
            raise

    async def _feed(self, uow: UnitOfWork, update: Update, actor: Actor) -> Any:
        return await self.dispatcher.propagate_event(
            update.event_type,
            update.event,
            bot=self.bot,
            uow=uow,
            actor=actor,
            words=self._words(uow, actor),
            content=self.content,
            username=self.username,
        )

    async def refuse(self, uow: UnitOfWork, update: Update, error: DomainError) -> list[Toast]:
        """Say why not; on a stale button also show what is there now."""
        user = actors.user_of(update)
        if user is None:
            return []
        actor = await actors.identify(uow, user, self.translator.bundles)
        if isinstance(error, Forbidden | NotFound) or error.key in NOT_YOURS:
            audit.refused(actor, _data(update), error.key)
        words = self._words(uow, actor)
        if update.callback_query is None:
            text = (update.message and update.message.text) or ""
            awaited = None if len(text) >= CONTINUES_FROM else actor.input
            screen = await self._stale_screen(uow, actor, words, error)
            reply = Reply(screen=screen or common.refusal(words, error, awaited))
        else:
            screen = None
            if isinstance(error, Stale):
                screen = await current_screen(uow, actor, words, self.content, error)
            toast = words.plain(error.key, **error.args_)
            reply = Reply(screen=screen, toast=toast, is_alert=screen is None)
        return await self._say(uow, update, actor, reply)

    async def _stale_screen(
        self, uow: UnitOfWork, actor: Actor, words: Words, error: DomainError
    ) -> Screen | None:
        """What was typed came too late: say so above what there is now."""
        if not isinstance(error, Stale):
            return None
        screen = await current_screen(uow, actor, words, self.content, error)
        said = words(error.key, **error.args_)
        return screen and replace(screen, text=f"{said}\n\n{screen.text}")

    async def apologise(self, uow: UnitOfWork, raw: dict[str, Any], number: int) -> None:
        """Tell the person that the bot failed, not they."""
        chat_id = sender(raw)
        if chat_id is None:
            return
        account = await uow.accounts.find(chat_id)
        language = account.language if account else "ru"
        words = Words(self.translator, language=language, zone="UTC", now=uow.now)
        screen = common.apology(words, number)
        uow.outbox.put(Outgoing(
            chat_id, "screen", screen.payload(), account_id=account.id if account else None,
            slot=screen.slot,
        ))  # fmt: skip

    def _words(self, uow: UnitOfWork, actor: Actor) -> Words:
        zone = actor.place.time_zone if actor.place else "Europe/Moscow"
        return Words(self.translator, language=actor.language, zone=zone, now=uow.now)

    def _warn(self, uow: UnitOfWork, update: Update) -> list[Toast]:
        chat = actors.chat_of(update)
        if chat is not None and chat.type == "private":
            words = Words(self.translator, language="ru", zone="UTC", now=uow.now)
            uow.outbox.put(
                Outgoing(chat.id, "screen", common.too_fast(words).payload(), slot="refusal")
            )
        return _empty(update)

    async def _say(
        self, uow: UnitOfWork, update: Update, actor: Actor, reply: Reply
    ) -> list[Toast]:
        chat = actors.chat_of(update)
        chat_id = chat.id if chat else actor.telegram_id
        account_id = actor.account_id
        if account_id is None and (reply.screen or reply.files):
            account = await uow.accounts.find(actor.telegram_id)
            account_id = account.id if account else None
        if reply.screen is not None:
            uow.outbox.put(
                Outgoing(
                    chat_id,
                    "screen",
                    reply.screen.payload(),
                    account_id=account_id,
                    slot=reply.screen.slot,
                    edit_message_id=_tapped(update, reply),
                )
            )
            if account_id is not None and reply.screen.awaits != actor.input:
                uow.accounts.set_input(account_id, reply.screen.awaits)
        for file in reply.files:
            payload = {"kind": file.kind, "file_id": file.file_id, "caption": file.caption}
            uow.outbox.put(Outgoing(chat_id, "file", payload, account_id=account_id))
        if update.callback_query is None:
            return []
        text = reply.toast if len(reply.toast) <= TOAST_LENGTH else reply.toast[:199] + "…"
        return [Toast(query_id=update.callback_query.id, text=text, is_alert=reply.is_alert)]


def _tapped(update: Update, reply: Reply) -> int | None:
    """Give the message a tap edits: the one it was made on, when that still stands."""
    query = update.callback_query
    if query is None or reply.is_below or not isinstance(query.message, Message):
        return None
    # A picture or a document cannot become a screen: the next one goes below it.
    return query.message.message_id if query.message.text is not None else None


def _note(uow: UnitOfWork, update: Update) -> None:
    """Note what was typed, so that the answer goes below it; no row keeps it of a stranger."""
    message = update.message
    if message is not None and message.chat.type == "private":
        uow.note(message.chat.id, message.message_id)


def _data(update: Update) -> str:
    return (update.callback_query.data or "") if update.callback_query else ""


def _empty(update: Update) -> list[Toast]:
    query = update.callback_query
    return [Toast(query_id=query.id)] if isinstance(query, CallbackQuery) else []
