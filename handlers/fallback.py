"""What no conversation takes: said kindly, with what is possible now."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from content.loader import Content
from db.unit_of_work import UnitOfWork
from domain.people import Actor
from handlers.menus import menu_screen
from handlers.questionnaires import answer_open_question, repeat_open_question
from services import audit
from ui.screen import Reply
from ui.screens import common
from ui.translator import Words

router = Router(name="fallback")
ANSWERS = ("answer", "other")


@router.message()
async def message(
    message: Message, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Take a text as an open question's answer, or say what is possible now."""
    if message.text is not None and not message.text.startswith("/"):
        answered = await answer_open_question(message, uow, actor, words, content)
        if answered is not None:
            return answered
    elif message.text is None and (actor.input is None or actor.input.kind in ANSWERS):
        note = words("unexpected-voice" if _what(message) == "voice" else "unexpected-input")
        repeated = await repeat_open_question(uow, actor, words, content, note)
        if repeated is not None:
            return repeated
    elif message.text is None and actor.input is not None:
        what = "voice" if _what(message) == "voice" else "input"
        return Reply(screen=common.still_awaited(words, what, actor.input))
    menu = await menu_screen(uow, actor, words, content)
    return Reply(screen=common.unexpected(words, _what(message), menu.keyboard))


def _what(message: Message) -> str:
    if message.text is not None:
        return "text"
    if message.voice or message.video_note:
        return "voice"
    if message.photo:
        return "photo"
    return "file" if message.document else "other"


@router.callback_query()
async def button(
    query: CallbackQuery, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Answer a button nobody knows: it does nothing."""
    audit.refused(actor, query.data or "", "unknown")
    return Reply(toast=words.plain("button-gone"), is_alert=True)


@router.edited_message()
async def edited(message: Message) -> Reply:
    """Ignore an edit that corrects nothing."""
    return Reply()
