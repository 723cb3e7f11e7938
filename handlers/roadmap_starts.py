"""Roadmaps that begin without a paper: a template, or the next school year."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from content.loader import Content
from db.unit_of_work import UnitOfWork
from domain.errors import NotFound
from domain.people import Actor
from domain.roadmap_templates import RoadmapTemplate
from services import access
from services import roadmap_starts as starts
from ui.callbacks import Go
from ui.screen import Reply
from ui.screens import roadmap_import as import_screens
from ui.screens import roadmap_starts as screens
from ui.translator import Words

router = Router(name="roadmap_starts")


def _template(content: Content, index: int) -> RoadmapTemplate:
    if index >= len(content.roadmaps):
        raise NotFound
    return content.roadmaps[index]


@router.callback_query(Go.filter(F.to == "templates"))
async def templates(
    query: CallbackQuery, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Show the templates; a paper that is open is named first."""
    access.ensure_curator(actor)
    opened = await starts.open_work(uow, actor)
    return Reply(screen=screens.templates(words, content.roadmaps, has_open=opened is not None))


@router.callback_query(Go.filter(F.to == "template"))
async def template(
    query: CallbackQuery, callback_data: Go, actor: Actor, words: Words, content: Content
) -> Reply:
    """Show one template and ask for the school year."""
    access.ensure_curator(actor)
    shown = _template(content, callback_data.id)
    return Reply(screen=screens.template(words, shown, callback_data.id))


@router.callback_query(Go.filter(F.to == "template_use"))
async def use(
    query: CallbackQuery,
    callback_data: Go,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Open a template in the preview of papers."""
    chosen = _template(content, callback_data.id)
    view = await starts.begin_template(
        uow, actor, chosen, year=callback_data.page, calendar=content.calendar
    )
    return Reply(screen=import_screens.show(words, view))


@router.callback_query(Go.filter(F.to == "next_year"))
async def ask_next_year(
    query: CallbackQuery, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Say what the next year's roadmap is made of before a paper that is open is closed."""
    access.ensure_curator(actor)
    opened = await starts.open_work(uow, actor)
    return Reply(screen=screens.ask_next_year(words, has_open=opened is not None))


@router.callback_query(Go.filter(F.to == "next_year_use"))
async def next_year(
    query: CallbackQuery, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Open this year's roadmap, a year later, in the preview of papers."""
    view = await starts.begin_next_year(uow, actor, calendar=content.calendar)
    return Reply(screen=import_screens.show(words, view))
