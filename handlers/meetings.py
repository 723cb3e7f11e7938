"""Meetings: choosing a time, confirming, saying what became of them."""

from datetime import date, datetime, time

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from content.loader import Content
from db.unit_of_work import UnitOfWork
from domain.calendar import evening_before, instant
from domain.errors import Rejected
from domain.meetings import Outcome
from domain.people import Actor
from domain.when import When, read_when
from handlers.filters import Awaits, HasText, number, words_of
from services import access, meeting_reports, meetings, pairs
from ui.callbacks import Go, MeetingAct
from ui.screen import Reply
from ui.screens import meetings as screens
from ui.screens.meetings import KINDS, Timing
from ui.translator import Words

router = Router(name="meetings")
OUTCOMES = {outcome.value: outcome for outcome in Outcome}


@router.callback_query(Go.filter(F.to == "meeting"))
async def show(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show a meeting."""
    return Reply(screen=screens.show(words, await meetings.view(uow, actor, callback_data.id)))


@router.callback_query(MeetingAct.filter(F.action.in_({"days", "change"})))
async def ask_day(
    query: CallbackQuery,
    callback_data: MeetingAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Ask for the day of a new meeting, or of one that is moved."""
    timing = await _timing(uow, actor, callback_data, is_moved=callback_data.action == "change")
    return Reply(screen=screens.ask_day(words, content.calendar, timing))


async def _timing(uow: UnitOfWork, actor: Actor, data: MeetingAct, *, is_moved: bool) -> Timing:
    if is_moved:
        view = await meetings.ensure_alive(uow, actor, meeting_id=data.id, version=data.version)
        return Timing(
            pair_id=view.pair_id,
            kind=KINDS.index(view.kind),
            meeting_id=view.id,
            version=view.version,
        )
    pair = await pairs.view(uow, actor, data.id)
    kind = data.value if data.action == "days" else data.version
    return Timing(pair_id=pair.id, kind=min(kind, len(KINDS) - 1))


@router.callback_query(MeetingAct.filter(F.action.in_({"times", "retimes"})))
async def ask_time(
    query: CallbackQuery, callback_data: MeetingAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Ask for the time of the chosen day."""
    timing = await _timing(uow, actor, callback_data, is_moved=callback_data.action == "retimes")
    if not 0 < callback_data.value <= date.max.toordinal():
        raise Rejected("error-forbidden")
    day = date.fromordinal(callback_data.value)
    return Reply(screen=screens.ask_time(words, day, timing))


@router.callback_query(MeetingAct.filter(F.action.in_({"propose", "retime"})))
async def chosen(
    query: CallbackQuery, callback_data: MeetingAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Propose the time chosen by buttons."""
    timing = await _timing(uow, actor, callback_data, is_moved=callback_data.action == "retime")
    day, at = screens.unpack(callback_data.value)
    return await _propose(uow, actor, words, timing, day, at, "")


async def _propose(
    uow: UnitOfWork, actor: Actor, words: Words, timing: Timing, day: date, at: time, where: str
) -> Reply:
    starts_at = _instant(actor, day, at)
    if timing.meeting_id:
        view = await meetings.change(
            uow,
            actor,
            meeting_id=timing.meeting_id,
            version=timing.version,
            starts_at=starts_at,
            place_name=where,
        )
    else:
        view = await meetings.propose(
            uow,
            actor,
            pair_id=timing.pair_id,
            starts_at=starts_at,
            place_name=where,
            kind=KINDS[timing.kind],
        )
    return Reply(screen=screens.show(words, view, words("meeting-proposed-now")))


def _instant(actor: Actor, day: date, at: time) -> datetime:
    try:
        return instant(day, at, access.ensure_place(actor).time_zone)
    except (OverflowError, ValueError):
        raise Rejected("error-time-far") from None


@router.message(Awaits("meeting_time"), HasText())
async def typed(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Propose the time written in words; a day without a time leads to the times."""
    chosen_day = words_of(actor, "day")
    text = message.text or ""
    typed = read_when(text, today=words.today)
    when = _with_day(typed, chosen_day, text)
    timing = Timing(
        pair_id=number(actor, "pair"),
        kind=number(actor, "kind"),
        meeting_id=number(actor, "meeting"),
        version=number(actor, "version"),
    )
    if when.day is None:
        raise Rejected("error-no-day")
    if when.at is None:
        if chosen_day and typed.day is None:
            raise Rejected("error-no-time")
        return Reply(screen=screens.ask_time(words, when.day, timing))
    return await _propose(uow, actor, words, timing, when.day, when.at, when.place)


def _with_day(when: When, chosen_day: str, text: str) -> When:
    """Put the day chosen before to a time written without one."""
    if when.day is not None or not chosen_day:
        return when
    day = date.fromisoformat(chosen_day)
    return read_when(f"{day:%d.%m.%Y} {text}", today=day)


@router.callback_query(MeetingAct.filter(F.action == "confirm"))
async def confirm(
    query: CallbackQuery, callback_data: MeetingAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Confirm a proposed time."""
    view = await meetings.confirm(
        uow, actor, meeting_id=callback_data.id, version=callback_data.version
    )
    is_ahead = evening_before(view.starts_at, words.zone) > uow.now
    note = words("meeting-confirmed-now", reminded="yes" if is_ahead else "no")
    return Reply(screen=screens.show(words, view, note))


@router.callback_query(MeetingAct.filter(F.action == "decline"))
async def decline(
    query: CallbackQuery, callback_data: MeetingAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Say that a meeting will not be."""
    view = await meetings.decline(
        uow, actor, meeting_id=callback_data.id, version=callback_data.version
    )
    return Reply(screen=screens.show(words, view, words("meeting-declined-now")))


@router.callback_query(MeetingAct.filter(F.action.in_(set(OUTCOMES))))
async def report(
    query: CallbackQuery,
    callback_data: MeetingAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Say what became of a meeting; a moved one asks at once for when."""
    outcome = OUTCOMES[callback_data.action]
    view = await meeting_reports.report(
        uow, actor, meeting_id=callback_data.id, version=callback_data.version, outcome=outcome
    )
    if outcome is Outcome.MOVED:
        timing = Timing(pair_id=view.pair_id, kind=KINDS.index(view.kind))
        note = words("meeting-moved-now")
        return Reply(screen=screens.ask_day(words, content.calendar, timing, note))
    return Reply(screen=screens.after_report(words, view))


@router.callback_query(MeetingAct.filter(F.action.in_({"paper", "paper_not"})))
async def report_from_paper(
    query: CallbackQuery, callback_data: MeetingAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Record from paper whether a mentee without the messenger met."""
    view = await meeting_reports.report(
        uow,
        actor,
        meeting_id=callback_data.id,
        version=callback_data.version,
        outcome=Outcome.HELD if callback_data.action == "paper" else Outcome.NOT_HELD,
        person_id=callback_data.value,
    )
    return Reply(screen=screens.show(words, view, words("meeting-thanks")))


@router.message(Awaits("meeting_line"), HasText())
async def line(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Take the one optional line."""
    view = await meeting_reports.add_line(
        uow, actor, meeting_id=number(actor, "meeting"), line=message.text or ""
    )
    return Reply(screen=screens.show(words, view, words("meeting-line-saved")))


@router.callback_query(MeetingAct.filter(F.action == "undo"))
async def undo(
    query: CallbackQuery, callback_data: MeetingAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Take one's own report back."""
    view = await meeting_reports.undo(uow, actor, meeting_id=callback_data.id)
    return Reply(screen=screens.show(words, view, words("meeting-undone")))


@router.callback_query(MeetingAct.filter(F.action == "settle"))
async def settle(
    query: CallbackQuery, callback_data: MeetingAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Let the curator say how it was."""
    view = await meeting_reports.settle_dispute(
        uow, actor, meeting_id=callback_data.id, is_held=bool(callback_data.value)
    )
    return Reply(screen=screens.show(words, view, words("meeting-settled")))
