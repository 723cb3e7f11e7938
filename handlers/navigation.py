"""The menu, help, and changing the school."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from content.loader import Content
from db.unit_of_work import UnitOfWork
from domain.people import Actor
from handlers.menus import reply_menu
from services import organisations
from ui.callbacks import Go
from ui.screen import Reply
from ui.screens import start as screens
from ui.translator import Words

router = Router(name="navigation")


@router.message(Command("menu"))
async def menu_command(
    message: Message, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Show the menu."""
    return await reply_menu(uow, actor, words, content)


@router.callback_query(Go.filter(F.to == "menu"))
async def menu(
    query: CallbackQuery, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Show the menu."""
    return await reply_menu(uow, actor, words, content)


@router.message(Command("help"))
async def help_command(message: Message, actor: Actor, words: Words) -> Reply:
    """Say what the bot does for this person."""
    return Reply(screen=screens.help_screen(words, actor))


@router.callback_query(Go.filter(F.to == "schools"))
async def schools(query: CallbackQuery, actor: Actor, words: Words) -> Reply:
    """Offer one's schools."""
    return Reply(screen=screens.schools(words, actor))


@router.callback_query(Go.filter(F.to == "school_of"))
async def choose_school(
    query: CallbackQuery,
    callback_data: Go,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Work in another school from now on."""
    await organisations.choose_organisation(uow, actor, callback_data.id)
    chosen = next(p for p in actor.places if p.organisation_id == callback_data.id)
    there = replace(actor, place=chosen)
    return await reply_menu(uow, there, words, content, words.plain("school-chosen"))
