"""The roadmap's timeline: as a picture, and the same in words."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from db.unit_of_work import UnitOfWork
from domain.people import Actor
from services import access, files, roadmap
from ui.callbacks import Go
from ui.screen import Reply
from ui.screens import roadmap as roadmap_screens
from ui.screens import timeline as screens
from ui.translator import Words

router = Router(name="timeline")


@router.message(Command("timeline"))
async def command(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Draw the roadmap; the picture itself is the answer."""
    return await _ask(uow, actor, words, 0)


async def _ask(uow: UnitOfWork, actor: Actor, words: Words, page: int) -> Reply:
    if not await files.ask_timeline(uow, actor, page=page):
        return _none(actor, words)
    return Reply(toast=words.plain("timeline-drawing"))


def _none(actor: Actor, words: Words) -> Reply:
    return Reply(screen=roadmap_screens.none(words, is_curator=access.is_curator(actor)))


@router.callback_query(Go.filter(F.to == "timeline"))
async def picture(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Draw a page of the roadmap; the screen with the button stays as it is."""
    return await _ask(uow, actor, words, callback_data.page)


@router.callback_query(Go.filter(F.to == "export"))
async def export(query: CallbackQuery, actor: Actor, words: Words) -> Reply:
    """Ask in which form the roadmap is wanted."""
    access.ensure_reader(actor)
    return Reply(screen=screens.choose_file(words))


@router.callback_query(Go.filter(F.to == "export_file"))
async def paper(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Write the roadmap as a document; it comes below."""
    kind = screens.PAPERS[min(callback_data.id, len(screens.PAPERS) - 1)]
    if not await files.ask_paper(uow, actor, kind=kind):
        return _none(actor, words)
    return Reply(toast=words.plain("file-writing"))


@router.callback_query(Go.filter(F.to == "timeline_text"))
async def text(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Say the same in words."""
    view = await roadmap.find(uow, actor)
    if view is None:
        return _none(actor, words)
    return Reply(screen=screens.text(words, view, callback_data.page))
