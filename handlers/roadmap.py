"""The roadmap in force and the lists behind the figures; responsibles."""

from datetime import date

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from db.unit_of_work import UnitOfWork
from domain.errors import NotFound
from domain.people import Actor
from services import access, activities, roadmap, status
from ui.callbacks import Go
from ui.screen import Reply
from ui.screens import roadmap as roadmap_screens
from ui.screens import status as status_screens
from ui.translator import Words

router = Router(name="roadmap")


async def _status(uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    view = await status.view(uow, actor)
    return Reply(screen=status_screens.show(words, view, is_curator=access.is_curator(actor)))


@router.message(Command("status"))
async def status_command(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Show the state of the programme."""
    return await _status(uow, actor, words)


@router.callback_query(Go.filter(F.to == "status"))
async def status_button(
    query: CallbackQuery, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show the state of the programme."""
    return await _status(uow, actor, words)


async def _roadmap(uow: UnitOfWork, actor: Actor, words: Words, page: int) -> Reply:
    is_curator = access.is_curator(actor)
    view = await roadmap.find(uow, actor)
    if view is None:
        return Reply(screen=roadmap_screens.none(words, is_curator=is_curator))
    return Reply(
        screen=roadmap_screens.show(
            words, view, is_curator=is_curator, is_reader=access.is_reader(actor), page=page
        )
    )


@router.message(Command("roadmap"))
async def roadmap_command(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Show the roadmap."""
    return await _roadmap(uow, actor, words, 0)


@router.callback_query(Go.filter(F.to == "roadmap"))
async def roadmap_button(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show the roadmap."""
    return await _roadmap(uow, actor, words, callback_data.page)


@router.callback_query(Go.filter(F.to == "stage"))
async def stage(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show a stage."""
    view = await roadmap.find(uow, actor)
    stages = view.stages if view else ()
    shown = next((one for one in stages if one.stage.id == callback_data.id), None)
    if shown is None:
        raise NotFound
    return Reply(screen=roadmap_screens.stage(words, shown, callback_data.page))


async def _overdue(uow: UnitOfWork, actor: Actor, words: Words, page: int) -> Reply:
    access.ensure_reader(actor)
    view = await roadmap.find(uow, actor)
    lines = view.overdue if view else ()
    is_curator = access.is_curator(actor)
    return Reply(screen=roadmap_screens.overdue(words, lines, page, is_curator=is_curator))


@router.message(Command("overdue"))
async def overdue_command(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Show what is overdue."""
    return await _overdue(uow, actor, words, 0)


@router.callback_query(Go.filter(F.to == "overdue"))
async def overdue_button(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show what is overdue."""
    return await _overdue(uow, actor, words, callback_data.page)


@router.callback_query(Go.filter(F.to == "week"))
async def week(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show what is due within a week."""
    access.ensure_reader(actor)
    view = await roadmap.find(uow, actor)
    lines = status.due_this_week(view) if view else ()
    return Reply(screen=roadmap_screens.week(words, lines, callback_data.page))


@router.callback_query(Go.filter(F.to == "unbound"))
async def unbound(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show what nobody answers for."""
    access.ensure_reader(actor)
    view = await roadmap.find(uow, actor)
    lines = status.unbound(view) if view else ()
    return Reply(screen=roadmap_screens.unbound(words, lines, callback_data.page))


@router.callback_query(Go.filter(F.to == "blocked"))
async def blocked(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show what waits for something overdue."""
    access.ensure_reader(actor)
    view = await roadmap.find(uow, actor)
    lines = view.blocked if view else ()
    return Reply(screen=roadmap_screens.blocked(words, lines, callback_data.page))


@router.callback_query(Go.filter(F.to == "meetings"))
async def month(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show the meetings of the last month."""
    lines = await status.month(uow, actor)
    return Reply(screen=status_screens.meetings(words, lines, callback_data.page))


async def _mine(uow: UnitOfWork, actor: Actor, words: Words, page: int) -> Reply:
    own = {activity.id for activity in await activities.mine(uow, actor)}
    view = await roadmap.find(uow, actor)
    lines = [line for line in (view.lines if view else ()) if line.activity.id in own]
    lines.sort(key=lambda line: line.activity.due_on or date.max)
    return Reply(screen=roadmap_screens.mine(words, tuple(lines), page))


@router.message(Command("tasks"))
async def mine_command(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Show one's own activities."""
    return await _mine(uow, actor, words, 0)


@router.callback_query(Go.filter(F.to == "mine"))
async def mine_button(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show one's own activities."""
    return await _mine(uow, actor, words, callback_data.page)
