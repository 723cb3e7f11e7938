"""How people come in: groups turned away, owner link, invitation, consent, strangers."""

import re
from dataclasses import replace

from aiogram import Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from content.loader import Content
from db.unit_of_work import UnitOfWork
from domain.people import Actor
from handlers.filters import InGroup, Unknown
from handlers.menus import entry_screen, menu_screen, reply_menu
from services import audit, command_menus, consents, invitations, organisations, questionnaires
from ui.callbacks import ConsentAct, TokenAct
from ui.screen import Reply, Screen
from ui.screens import common
from ui.screens import questionnaires as question_screens
from ui.screens import start as screens
from ui.translator import Words

router = Router(name="entry")
TOKEN = re.compile(r"[A-Za-z0-9_-]{22,43}")


@router.message(InGroup())
async def in_group(message: Message, words: Words) -> Reply:
    """Say at most «write to me in private», and only when a command was meant for us."""
    is_command = bool(message.text and message.text.startswith("/"))
    return Reply(screen=common.private_only(words)) if is_command else Reply()


@router.edited_message(InGroup())
async def edit_in_group(message: Message) -> Reply:
    """Take no correction from a group: its messages have numbers of their own."""
    return Reply()


@router.callback_query(InGroup())
async def tap_in_group(query: CallbackQuery, actor: Actor, words: Words) -> Reply:
    """Do nothing on a button that was carried into a group or into somebody else's chat."""
    audit.refused(actor, query.data or "", "elsewhere")
    return Reply(toast=words.plain("button-gone"))


@router.my_chat_member()
async def chat_member(event: ChatMemberUpdated, uow: UnitOfWork) -> Reply:
    """Note who blocked the bot and who came back."""
    if event.chat.type == "private":
        is_gone = event.new_chat_member.status in ("kicked", "left")
        await uow.accounts.mark_unreachable(event.chat.id, uow.now if is_gone else None)
    return Reply()


@router.message(CommandStart(deep_link=True))
async def open_link(
    message: Message,
    command: CommandObject,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Show what a link is for; it does nothing before a button."""
    token = command.args or ""
    if not TOKEN.fullmatch(token):
        return await reply_menu(uow, actor, words, content)
    if await organisations.is_owner_link(uow, token):
        await organisations.ensure_owner_link(uow, token)
        return Reply(screen=screens.owner_confirm(words, token))
    if await invitations.is_own(uow, actor, token):
        return await reply_menu(uow, actor, words, content)
    opened = await invitations.open_link(uow, token)
    return Reply(
        screen=screens.invitation(
            words,
            token,
            name=opened.name,
            school=opened.organisation,
            roles=opened.roles,
            is_minor=opened.is_minor,
        )
    )


@router.message(CommandStart())
async def start(
    message: Message, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Show the menu, or the polite dead end to a stranger."""
    return await reply_menu(uow, actor, words, content)


@router.callback_query(TokenAct.filter())
async def on_link(
    query: CallbackQuery,
    callback_data: TokenAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Do what a link is for, now that its button is pressed."""
    token = callback_data.token
    if callback_data.action == "own":
        await organisations.become_owner(uow, actor, token)
        await command_menus.refresh(uow, actor.telegram_id)
        owner = replace(actor, is_owner=True)
        schools = await organisations.list_organisations(uow, owner)
        return Reply(
            screen=screens.owner_home(words, list(schools)), toast=words.plain("owner-done")
        )
    if callback_data.action == "me":
        await invitations.confirm(uow, actor, token)
        await uow.session.flush()
        return Reply(screen=await entry_screen(uow, actor, words, content))
    if callback_data.action == "minor":
        await invitations.say_minor(uow, token)
        return Reply(screen=screens.said(words, "minor-done"))
    await invitations.not_me(uow, token)
    return Reply(screen=screens.said(words, "not-me-done"))


@router.callback_query(ConsentAct.filter())
async def on_consent(
    query: CallbackQuery,
    callback_data: ConsentAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Take the answer to a consent; a given one leads straight to the questionnaire."""
    is_given = callback_data.action == "give"
    person = await consents.answer(
        uow,
        actor,
        content,
        invitation_id=callback_data.id,
        is_given=is_given,
        version=callback_data.version,
    )
    if not is_given:
        return Reply(screen=screens.said(words, "consent-refused"))
    await uow.session.flush()
    await command_menus.refresh(uow, actor.telegram_id)
    joined = await uow.accounts.find_actor(actor.telegram_id)
    assert joined is not None
    here = next(p for p in joined.places if p.organisation_id == person.organisation_id)
    joined = replace(joined, place=here)
    screen = await first_screen(uow, joined, words, content)
    return Reply(screen=screen, toast=words.plain("consent-given"))


async def first_screen(uow: UnitOfWork, actor: Actor, words: Words, content: Content) -> Screen:
    """Show a new participant the first question, or the menu when nothing is asked."""
    unsent = await questionnaires.find_unsent(uow, actor)
    if unsent is None:
        return await menu_screen(uow, actor, words, content)
    view = await questionnaires.show(uow, actor, content, unsent.id)
    return question_screens.show(words, view, note=words("consent-given"))


@router.message(Unknown())
@router.callback_query(Unknown())
async def unknown(
    event: Message | CallbackQuery,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Show the consent that waits, or turn a stranger away politely."""
    if isinstance(event, CallbackQuery):
        audit.refused(actor, event.data or "", "stranger")
    return Reply(screen=await entry_screen(uow, actor, words, content))


@router.edited_message(Unknown())
async def unknown_edit(message: Message) -> Reply:
    """Ignore what a stranger edits."""
    return Reply()
