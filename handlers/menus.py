"""The menu as every conversation returns to it."""

from content.loader import Content
from db.unit_of_work import UnitOfWork
from domain.people import Actor, Role, short_name
from services import activities, consents, invitations, pairs, people, questionnaires, roadmap
from services import roadmap_import as imports
from ui.screen import Reply, Screen
from ui.screens import start as screens
from ui.screens.common import stranger
from ui.screens.start import MenuFacts
from ui.translator import Words

WAITS = {"asked": "button-meeting-asked", "over": "button-meeting-over"}


async def menu_screen(uow: UnitOfWork, actor: Actor, words: Words, content: Content) -> Screen:
    """Give what the actor can do now: the menu, an unanswered consent, or a polite no."""
    if actor.place is None and not actor.is_owner:
        return await entry_screen(uow, actor, words, content)
    facts = await _facts(uow, actor) if actor.place else MenuFacts()
    return screens.menu(words, actor, facts)


async def entry_screen(uow: UnitOfWork, actor: Actor, words: Words, content: Content) -> Screen:
    """Give the consent that waits for this user, or the stranger's dead end."""
    waiting = await invitations.waiting(uow, actor)
    if waiting is None:
        return stranger(words)
    invitation, person, organisation = waiting
    text = consents.text_for(content, person, organisation)
    return screens.consent(words, text, invitation.id)


async def _facts(uow: UnitOfWork, actor: Actor) -> MenuFacts:
    assert actor.place is not None
    roles = actor.place.roles
    is_reader = bool(roles & {Role.CURATOR, Role.ADMINISTRATION})
    current = await roadmap.find(uow, actor) if is_reader else None
    is_curator = Role.CURATOR in roles
    mine = await pairs.mine(uow, actor)
    return MenuFacts(
        unsent=await questionnaires.find_unsent(uow, actor),
        activities=len(await activities.mine(uow, actor)),
        pairs=tuple(
            (view.id, view.state, pair_name(view), view.my_answer_awaited) for view in mine
        ),
        meetings=tuple(
            (meeting.id, WAITS[key], pair_name(view), meeting.starts_at)
            for view in mine
            if (meeting := view.alive_meeting) and (key := view.waits_for_me(uow.now))
        ),
        overdue=len(current.overdue) if current else 0,
        has_roadmap=current is not None,
        has_import=is_curator and await imports.find_alive(uow, actor) is not None,
        letters=len(await people.open_letters(uow, actor)) if is_curator else 0,
    )


def pair_name(view: pairs.PairView) -> str:
    """Give the others of one's own pair, short."""
    return ", ".join(short_name(m.name) for m in view.members if m.side is not view.my_side)


async def reply_menu(
    uow: UnitOfWork, actor: Actor, words: Words, content: Content, toast: str = ""
) -> Reply:
    """Answer with the menu."""
    return Reply(screen=await menu_screen(uow, actor, words, content), toast=toast)
