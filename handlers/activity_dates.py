"""Another date for an activity: asked for, its reason, decided; every move in the history."""

from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from content.loader import Content
from db.unit_of_work import UnitOfWork
from domain.calendar import Calendar
from domain.errors import Rejected
from domain.people import Actor
from domain.when import example_of, read_day
from handlers.filters import Awaits, HasText, number
from services import access, activities, activity_dates
from services.activity_views import ActivityView
from ui.callbacks import ActivityAct, Go
from ui.screen import Reply
from ui.screens import activities as cards
from ui.screens import activity_dates as screens
from ui.translator import Words

router = Router(name="activity_dates")


@router.callback_query(Go.filter(F.to == "moves"))
async def moves(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show every move of a deadline."""
    found = await activity_dates.history(uow, actor, callback_data.id)
    return Reply(screen=screens.moves(words, callback_data.id, found, callback_data.page))


@router.callback_query(ActivityAct.filter(F.action == "move"))
async def ask(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Ask for another date."""
    view = await activities.ensure_open(
        uow, actor, activity_id=callback_data.id, version=callback_data.version
    )
    return Reply(screen=screens.ask_date(words, view))


@router.callback_query(ActivityAct.filter(F.action.in_({"date", "day_off"})))
async def chosen_date(
    query: CallbackQuery,
    callback_data: ActivityAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Take a date by button, a day off by a button that says so, and ask for the reason."""
    view = await activities.ensure_open(
        uow, actor, activity_id=callback_data.id, version=callback_data.version
    )
    calendar = None if callback_data.action == "day_off" else content.calendar
    return _asked(uow, actor, words, view, _day(callback_data.value), calendar)


@router.message(Awaits("new_date"), HasText())
async def typed_date(
    message: Message, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Take a date in words and ask for the reason."""
    day = read_day(message.text or "", today=words.today)
    if day is None:
        raise Rejected("error-answer-date", example=example_of(words.today))
    view = await activities.ensure_open(
        uow, actor, activity_id=number(actor, "activity"), version=number(actor, "version")
    )
    return _asked(uow, actor, words, view, day, content.calendar)


def _asked(
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    view: ActivityView,
    day: date,
    calendar: Calendar | None,
) -> Reply:
    """Ask for the reason; with a calendar, first whether a day off is meant."""
    place = access.ensure_place(actor)
    activity_dates.check_new_date(uow, place.time_zone, day, now=view.due_on)
    if calendar is None or calendar.is_working_day(day):
        return Reply(screen=screens.ask_reason(words, view, day))
    beside = [one for one in calendar.working_beside(day) if words.today <= one != view.due_on]
    return Reply(screen=screens.ask_day_off(words, view, day, beside))


def _day(ordinal: int) -> date:
    if not 0 < ordinal <= date.max.toordinal():
        raise Rejected("error-forbidden")
    return date.fromordinal(ordinal)


async def _move(
    uow: UnitOfWork, actor: Actor, words: Words, activity_id: int, version: int, to: date,
    reason: str,
) -> Reply:  # fmt: skip
    view = await activity_dates.ask_or_move(
        uow, actor, activity_id=activity_id, version=version, to=to, reason=reason
    )
    head = screens.moved(words, view) if view.asked is None else words("activity-asked-done")
    return Reply(screen=cards.card(words, view, head))


@router.callback_query(ActivityAct.filter(F.action == "no_reason"))
async def without_reason(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Move or ask to move without a reason."""
    day = _day(callback_data.value)
    return await _move(uow, actor, words, callback_data.id, callback_data.version, day, "")


@router.message(Awaits("reason"), HasText())
async def reason(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Move or ask to move for a reason."""
    return await _move(
        uow,
        actor,
        words,
        number(actor, "activity"),
        number(actor, "version"),
        _day(number(actor, "to")),
        message.text or "",
    )


@router.callback_query(ActivityAct.filter(F.action.in_({"accept", "accept_off", "decline"})))
async def decide(
    query: CallbackQuery,
    callback_data: ActivityAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Decide on a request for another date; a day off is asked about once."""
    action, change_id = callback_data.action, callback_data.value
    if action == "accept":
        view = await activity_dates.asked(uow, actor, change_id=change_id)
        asked = view.asked
        is_off = asked is not None and not content.calendar.is_working_day(asked.new_due_on)
        if view.is_curator and asked is not None and asked.id == change_id and is_off:
            return Reply(screen=screens.ask_accept_off(words, view, asked))
    is_accepted = action != "decline"
    view = await activity_dates.decide(uow, actor, change_id=change_id, is_accepted=is_accepted)
    head = screens.moved(words, view) if is_accepted else words("activity-declined-done")
    return Reply(screen=cards.card(words, view, head))
