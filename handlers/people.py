"""People: the list, a card, paper steps, roles, letters, what the bot knows."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from content.loader import Content
from db.unit_of_work import UnitOfWork
from domain.errors import Rejected
from domain.people import INVITED_ROLES, Actor, Role
from domain.questionnaires import CONTINUES_FROM
from handlers.filters import Awaits, HasText
from services import access, command_menus, consents, invitations, people, registers, responsibles
from ui.callbacks import Go, PersonAct
from ui.screen import Reply, button
from ui.screens import people as screens
from ui.screens import responsibles as responsible_screens
from ui.screens import start as start_screens
from ui.screens.common import PAGE
from ui.translator import Words

router = Router(name="people")


async def _list(uow: UnitOfWork, actor: Actor, words: Words, index: int, page: int) -> Reply:
    only = screens.FILTERS[index] if index < len(screens.FILTERS) else ""
    found = await people.list_page(uow, actor, only=only, offset=page * PAGE, limit=PAGE)
    return Reply(screen=screens.people(words, found, page))


@router.message(Command("people"))
async def people_command(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """List the people of the school."""
    return await _list(uow, actor, words, 0, 0)


@router.callback_query(Go.filter(F.to == "people"))
async def listing(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """List people under a filter."""
    return await _list(uow, actor, words, callback_data.id, callback_data.page)


async def _card(
    uow: UnitOfWork, actor: Actor, words: Words, person_id: int, toast: str = ""
) -> Reply:
    return Reply(screen=screens.card(words, await people.card(uow, actor, person_id)), toast=toast)


@router.callback_query(Go.filter(F.to == "person"))
async def card(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show a person."""
    return await _card(uow, actor, words, callback_data.id)


@router.callback_query(PersonAct.filter(F.action == "link"))
async def new_link(
    query: CallbackQuery,
    callback_data: PersonAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    username: str,
) -> Reply:
    """Give a person a new link."""
    invited = await invitations.renew_link(uow, actor, callback_data.id)
    back = button(words.plain("button-back"), Go(to="person", id=callback_data.id))
    return Reply(screen=screens.links(words, username, (invited,), back))


@router.callback_query(PersonAct.filter(F.action == "paper"))
async def paper(
    query: CallbackQuery, callback_data: PersonAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Ask before a paper consent is recorded."""
    shown = await people.card(uow, actor, callback_data.id)
    return Reply(screen=screens.confirm_paper(words, shown.person.name, callback_data.id))


@router.callback_query(PersonAct.filter(F.action == "paper_yes"))
async def paper_yes(
    query: CallbackQuery,
    callback_data: PersonAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Record a paper consent."""
    await consents.from_paper(uow, actor, content, callback_data.id)
    await uow.session.flush()
    return await _card(uow, actor, words, callback_data.id, words.plain("paper-done"))


@router.callback_query(PersonAct.filter(F.action == "remove"))
async def remove(
    query: CallbackQuery, callback_data: PersonAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Ask before a person is taken off the programme."""
    shown = await people.card(uow, actor, callback_data.id)
    return Reply(screen=screens.confirm_remove(words, shown.person.name, callback_data.id))


@router.callback_query(PersonAct.filter(F.action == "remove_yes"))
async def remove_yes(
    query: CallbackQuery, callback_data: PersonAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Take a person off the programme."""
    await people.remove(uow, actor, callback_data.id)
    left = await responsibles.left_behind(uow, actor, callback_data.id)
    if left:
        return Reply(screen=responsible_screens.rebind(words, left), toast=words.plain("removed"))
    reply = await _list(uow, actor, words, 0, 0)
    return Reply(screen=reply.screen, toast=words.plain("removed"))


@router.callback_query(PersonAct.filter(F.action == "roles"))
async def roles(
    query: CallbackQuery, callback_data: PersonAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Offer the roles a person does not have."""
    shown = await people.card(uow, actor, callback_data.id)
    return Reply(screen=screens.add_role(words, shown))


@router.callback_query(PersonAct.filter(F.action == "role"))
async def role(
    query: CallbackQuery,
    callback_data: PersonAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Give a person one more role, with its questionnaire."""
    if callback_data.value >= len(INVITED_ROLES):
        raise Rejected("error-forbidden")
    person = await people.add_role(
        uow, actor, callback_data.id, INVITED_ROLES[callback_data.value]
    )
    await consents.assign_to_active(uow, content, person)
    if person.account_id is not None:
        account = await uow.accounts.get(person.account_id)
        await command_menus.refresh(uow, account.telegram_id)
    return await _card(uow, actor, words, callback_data.id, words.plain("role-added"))


@router.callback_query(PersonAct.filter(F.action == "answers"))
async def answers(
    query: CallbackQuery,
    callback_data: PersonAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Show what a person answered."""
    shown = await people.card(uow, actor, callback_data.id)
    found = await registers.answers_of(uow, actor, content, callback_data.id)
    return Reply(screen=screens.answers(words, callback_data.id, shown.person.name, found))


@router.callback_query(Go.filter(F.to == "registers"))
async def both_registers(
    query: CallbackQuery, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Offer the two registers."""
    mentors = await registers.list_entries(uow, actor, Role.MENTOR)
    mentees = await registers.list_entries(uow, actor, Role.MENTEE)
    return Reply(screen=screens.registers(words, len(mentors), len(mentees)))


@router.callback_query(Go.filter(F.to == "register"))
async def register(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show a register."""
    role = Role.MENTEE if callback_data.id else Role.MENTOR
    entries = await registers.list_entries(uow, actor, role)
    return Reply(screen=screens.register(words, role, entries, callback_data.page))


@router.message(Command("me"))
async def me_command(
    message: Message, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Show what the bot knows about the person."""
    return await _me(uow, actor, words, content)


@router.callback_query(Go.filter(F.to == "me"))
async def me(
    query: CallbackQuery, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Show what the bot knows about the person."""
    return await _me(uow, actor, words, content)


async def _me(uow: UnitOfWork, actor: Actor, words: Words, content: Content) -> Reply:
    if actor.place is None:
        return Reply(screen=screens.me_owner(words))
    view = await people.me(uow, actor)
    answers = await registers.answers_of(uow, actor, content, view.person.id)
    return Reply(screen=screens.me(words, view, answers, actor.place.organisation_name))


@router.callback_query(Go.filter(F.to == "letter"))
async def ask_letter(query: CallbackQuery, actor: Actor, words: Words) -> Reply:
    """Ask for a line to the curators."""
    access.ensure_place(actor)
    return Reply(screen=start_screens.ask_letter(words))


@router.message(Awaits("letter"), HasText())
async def letter(
    message: Message, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Pass a line on to the curators; a long one may come in several messages."""
    text = message.text or ""
    count = await people.write_letter(uow, actor, content, text)
    is_part = len(text) >= CONTINUES_FROM
    return Reply(screen=start_screens.letter_sent(words, count, is_part=is_part))


async def _letters(uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    return Reply(screen=start_screens.letters(words, await people.open_letters(uow, actor)))


@router.callback_query(Go.filter(F.to == "letters"))
async def letters(query: CallbackQuery, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """List the letters nobody has answered."""
    return await _letters(uow, actor, words)


@router.callback_query(Go.filter(F.to == "letter_done"))
async def letter_done(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Close a letter."""
    await people.close_letter(uow, actor, callback_data.id)
    await uow.session.flush()
    return await _letters(uow, actor, words)
