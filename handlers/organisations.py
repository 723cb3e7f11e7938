"""The owner's schools."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from db.unit_of_work import UnitOfWork
from domain.people import Actor, Input, Role
from handlers.filters import Awaits, HasText, words_of
from services import organisations
from ui.callbacks import Go, OwnerAct
from ui.screen import Reply
from ui.screens import organisations as school_screens
from ui.screens import people as people_screens
from ui.screens import start as screens
from ui.screens.common import asks
from ui.translator import Words

router = Router(name="organisations")


async def _home(uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    schools = await organisations.list_organisations(uow, actor)
    return Reply(screen=screens.owner_home(words, list(schools)))


@router.message(Command("schools"))
async def schools_command(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """List the owner's schools."""
    return await _home(uow, actor, words)


@router.callback_query(Go.filter(F.to == "owner"))
async def home(query: CallbackQuery, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """List the owner's schools."""
    return await _home(uow, actor, words)


@router.callback_query(OwnerAct.filter(F.action == "create"))
async def create(query: CallbackQuery, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Ask for a school's name."""
    await organisations.list_organisations(uow, actor)
    awaited = Input(kind="school_name")
    return Reply(screen=asks(words, "school-ask-name", awaited, Go(to="owner")))


@router.message(Awaits("school_name"), HasText())
async def name(message: Message, words: Words) -> Reply:
    """Take the name and ask for the address."""
    checked = organisations.check_name(message.text or "")
    awaited = Input(kind="school_address", values={"name": checked})
    return Reply(screen=asks(words, "school-ask-address", awaited, Go(to="owner")))


@router.message(Awaits("school_address"), HasText())
async def address(message: Message, actor: Actor, words: Words) -> Reply:
    """Take the address and ask for the time zone."""
    values: dict[str, str | int] = {
        "name": words_of(actor, "name"),
        "address": organisations.check_address(message.text or ""),
    }
    return Reply(screen=school_screens.ask_zone(words, values))


@router.message(Awaits("school_zone"), HasText())
async def zone_typed(message: Message, actor: Actor, words: Words) -> Reply:
    """Show the zone's buttons again: it is chosen, not typed."""
    assert actor.input is not None
    return Reply(screen=school_screens.ask_zone(words, dict(actor.input.values)))


@router.callback_query(OwnerAct.filter(F.action == "zone"), Awaits("school_zone"))
async def zone(
    query: CallbackQuery, callback_data: OwnerAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Create the school."""
    zones = school_screens.ZONES
    made = await organisations.create_organisation(
        uow,
        actor,
        name=words_of(actor, "name"),
        address=words_of(actor, "address"),
        time_zone=zones[callback_data.value] if callback_data.value < len(zones) else "",
    )
    view = await organisations.view(uow, actor, made.id)
    return Reply(screen=school_screens.school(words, view), toast=words.plain("school-created"))


@router.callback_query(OwnerAct.filter(F.action == "school"))
async def school(
    query: CallbackQuery, callback_data: OwnerAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show a school."""
    view = await organisations.view(uow, actor, callback_data.id)
    return Reply(screen=school_screens.school(words, view))


@router.callback_query(OwnerAct.filter(F.action == "curator"))
async def invite_curator(
    query: CallbackQuery, callback_data: OwnerAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Ask for the curator's name and post."""
    view = await organisations.view(uow, actor, callback_data.id)
    values: dict[str, str | int] = {"school": view.id, "role": Role.CURATOR.value, "minor": 0}
    return Reply(screen=people_screens.ask_names(words, Role.CURATOR, values, Go(to="owner")))
