"""Inviting people: role, names, one-time links."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from db.unit_of_work import UnitOfWork
from domain.errors import Rejected
from domain.people import INVITED_ROLES, Actor, Role, read_people
from handlers.filters import Awaits, HasText, number, words_of
from services import access, invitations
from ui.callbacks import Go, OwnerAct, PersonAct
from ui.screen import Button, Reply, button
from ui.screens import people as screens
from ui.translator import Words

router = Router(name="invitations")


@router.callback_query(Go.filter(F.to == "invite"))
async def choose_role(query: CallbackQuery, actor: Actor, words: Words) -> Reply:
    """Ask as whom people are invited."""
    access.ensure_curator(actor)
    return Reply(screen=screens.choose_role(words))


@router.callback_query(PersonAct.filter(F.action.in_({"invite", "invite_minor"})))
async def ask_names(
    query: CallbackQuery, callback_data: PersonAct, actor: Actor, words: Words
) -> Reply:
    """Ask for names and posts."""
    place = access.ensure_curator(actor)
    is_minor = callback_data.action == "invite_minor"
    if callback_data.value >= len(INVITED_ROLES):
        raise Rejected("error-forbidden")
    role = Role.MENTEE if is_minor else INVITED_ROLES[callback_data.value]
    values: dict[str, str | int] = {
        "school": place.organisation_id,
        "role": role.value,
        "minor": int(is_minor),
    }
    return Reply(screen=screens.ask_names(words, role, values, Go(to="invite")))


@router.message(Awaits("invite"), HasText())
async def names(
    message: Message, uow: UnitOfWork, actor: Actor, words: Words, username: str
) -> Reply:
    """Make the links."""
    school = number(actor, "school")
    role = Role(words_of(actor, "role"))
    invited = await invitations.invite(
        uow,
        actor,
        organisation_id=school,
        role=role,
        people=read_people(message.text or ""),
        is_minor=bool(number(actor, "minor")),
    )
    return Reply(screen=screens.links(words, username, invited, _again(actor, words, school)))


def _again(actor: Actor, words: Words, school: int) -> Button:
    is_here = actor.place is not None and actor.place.organisation_id == school
    if is_here and access.is_curator(actor):
        return button(words.plain("button-invite-more"), Go(to="invite"))
    return button(words.plain("button-to-school"), OwnerAct(action="school", id=school))
