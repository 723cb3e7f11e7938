"""What to show when a button belongs to a state that is gone."""

from collections.abc import Awaitable, Callable

from content.loader import Content
from db.unit_of_work import UnitOfWork
from domain.errors import DomainError, Stale
from domain.people import Actor
from handlers.menus import menu_screen
from services import activities, meetings, pairs, people, questionnaires
from services import roadmap_import as imports
from ui.screen import Screen
from ui.screens import activities as activity_screens
from ui.screens import meetings as meeting_screens
from ui.screens import pairs as pair_screens
from ui.screens import people as people_screens
from ui.screens import questionnaires as question_screens
from ui.screens import roadmap_import as import_screens
from ui.translator import Words

Show = Callable[[UnitOfWork, Actor, Words, Content, int], Awaitable[Screen]]


async def _meeting(
    uow: UnitOfWork, actor: Actor, words: Words, content: Content, subject: int
) -> Screen:
    return meeting_screens.show(words, await meetings.view(uow, actor, subject))


async def _pair(
    uow: UnitOfWork, actor: Actor, words: Words, content: Content, subject: int
) -> Screen:
    return pair_screens.show(words, await pairs.view(uow, actor, subject))


async def _activity(
    uow: UnitOfWork, actor: Actor, words: Words, content: Content, subject: int
) -> Screen:
    return activity_screens.card(words, await activities.view(uow, actor, subject))


async def _submission(
    uow: UnitOfWork, actor: Actor, words: Words, content: Content, subject: int
) -> Screen:
    return question_screens.show(words, await questionnaires.show(uow, actor, content, subject))


async def _import(
    uow: UnitOfWork, actor: Actor, words: Words, content: Content, subject: int
) -> Screen:
    return import_screens.show(words, await imports.view(uow, actor, subject))


async def _person(
    uow: UnitOfWork, actor: Actor, words: Words, content: Content, subject: int
) -> Screen:
    return people_screens.card(words, await people.card(uow, actor, subject))


async def _menu(
    uow: UnitOfWork, actor: Actor, words: Words, content: Content, subject: int
) -> Screen:
    return await menu_screen(uow, actor, words, content)


SHOW: dict[str, Show] = {
    "meeting": _meeting,
    "pair": _pair,
    "activity": _activity,
    "submission": _submission,
    "import": _import,
    "person": _person,
    "people": _menu,
    "menu": _menu,
}


async def current_screen(
    uow: UnitOfWork, actor: Actor, words: Words, content: Content, stale: Stale
) -> Screen | None:
    """Show the subject of a stale button as it is now; ``None`` when it may not be seen."""
    try:
        return await SHOW[stale.subject](uow, actor, words, content, stale.subject_id)
    except DomainError:
        return None
