"""Responsibles of the roadmap: whom they mean, who stands in, what an activity depends on."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from db.unit_of_work import UnitOfWork
from domain.people import Actor
from services import dependencies
from services import responsibles as bindings
from ui.callbacks import ActivityAct, Go
from ui.screen import Reply
from ui.screens import responsibles as screens
from ui.translator import Words

router = Router(name="responsibles")


@router.callback_query(Go.filter(F.to == "responsibles"))
async def responsibles(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """List the responsibles of the roadmap."""
    views = await bindings.list_responsibles(uow, actor)
    return Reply(screen=screens.responsibles(words, views, callback_data.page))


@router.callback_query(Go.filter(F.to == "responsible"))
async def responsible(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show whom a responsible means."""
    view = await bindings.view_responsible(uow, actor, callback_data.id)
    return Reply(screen=screens.responsible(words, view, callback_data.page))


@router.callback_query(ActivityAct.filter(F.action == "bind"))
async def bind(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Bind a person to a responsible, or take them off."""
    view = await bindings.toggle_binding(
        uow, actor, responsible_id=callback_data.id, person_id=callback_data.value
    )
    return Reply(screen=screens.responsible(words, view, callback_data.version))


@router.callback_query(Go.filter(F.to == "deputy"))
async def deputies(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show who may stand in for a responsible."""
    view = await bindings.view_responsible(uow, actor, callback_data.id)
    return Reply(screen=screens.deputy(words, view, callback_data.page))


@router.callback_query(ActivityAct.filter(F.action == "deputy"))
async def set_deputy(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Name a deputy, or take them off."""
    view = await bindings.set_deputy(
        uow, actor, responsible_id=callback_data.id, person_id=callback_data.value
    )
    return Reply(screen=screens.deputy(words, view, callback_data.version))


@router.callback_query(Go.filter(F.to == "depends"))
async def choose_dependencies(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show what an activity may depend on."""
    shown = await dependencies.choose(uow, actor, callback_data.id)
    return Reply(screen=screens.dependencies(words, shown, callback_data.page))


@router.callback_query(ActivityAct.filter(F.action == "depend"))
async def depend(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Let an activity depend on another, or no longer."""
    shown = await dependencies.toggle(
        uow, actor, activity_id=callback_data.id, on_id=callback_data.value
    )
    return Reply(screen=screens.dependencies(words, shown, callback_data.version))
