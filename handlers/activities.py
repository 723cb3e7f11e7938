"""Activities: the roadmap and its lists, being done, another date, responsibles."""

from datetime import date

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from db.unit_of_work import UnitOfWork
from domain.activities import EvidenceGiven, EvidenceKind, read_evidence
from domain.errors import Rejected
from domain.people import Actor
from domain.when import read_day
from handlers.filters import Awaits, HasText, number
from services import access, activities, activity_dates
from ui.callbacks import ActivityAct, Go
from ui.screen import Reply, SentFile
from ui.screens import activities as screens
from ui.translator import Words

router = Router(name="activities")
MAX_FILES = 10


@router.callback_query(Go.filter(F.to == "activity"))
async def card(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show an activity."""
    return Reply(screen=screens.card(words, await activities.view(uow, actor, callback_data.id)))


@router.callback_query(ActivityAct.filter(F.action.in_({"done", "move"})))
async def ask(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Ask for the evidence, or for another date."""
    view = await activities.ensure_open(
        uow, actor, activity_id=callback_data.id, version=callback_data.version
    )
    if callback_data.action == "done":
        return Reply(screen=screens.ask_evidence(words, view))
    return Reply(screen=screens.ask_date(words, view))


@router.callback_query(ActivityAct.filter(F.action == "plain"))
async def plain(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Mark done without a document."""
    view = await activities.mark_done(
        uow,
        actor,
        activity_id=callback_data.id,
        version=callback_data.version,
        evidence=activities.confirmed(),
    )
    return Reply(screen=screens.card(words, view, words("activity-marked")))


@router.message(Awaits("evidence"), F.text | F.document | F.photo)
async def evidence(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Mark done with what was sent."""
    view = await activities.mark_done(
        uow,
        actor,
        activity_id=number(actor, "activity"),
        version=number(actor, "version"),
        evidence=_evidence(message),
    )
    return Reply(screen=screens.card(words, view, words("activity-marked")))


@router.callback_query(ActivityAct.filter(F.action == "waive"))
async def ask_waiver(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Ask a curator why it is closed without what its result asks."""
    access.ensure_curator(actor)
    view = await activities.ensure_open(
        uow, actor, activity_id=callback_data.id, version=callback_data.version
    )
    return Reply(screen=screens.ask_waiver(words, view))


@router.message(Awaits("waiver"), HasText())
async def waiver(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Close it for the curator's reason."""
    view = await activities.close_anyway(
        uow,
        actor,
        activity_id=number(actor, "activity"),
        version=number(actor, "version"),
        reason=message.text or "",
    )
    return Reply(screen=screens.card(words, view, words("activity-marked")))


def _evidence(message: Message) -> EvidenceGiven:
    caption = (message.caption or "")[: activities.MAX_EVIDENCE]
    if message.document is not None:
        return EvidenceGiven(
            kind=EvidenceKind.FILE, text=caption, file_id=message.document.file_id
        )
    if message.photo:
        photo = message.photo[-1]
        return EvidenceGiven(kind=EvidenceKind.PHOTO, text=caption, file_id=photo.file_id)
    return read_evidence(message.text or "")


@router.callback_query(ActivityAct.filter(F.action == "undo"))
async def undo(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Take the mark back."""
    view = await activities.undo_done(uow, actor, activity_id=callback_data.id)
    return Reply(screen=screens.card(words, view, words("activity-undone")))


@router.callback_query(ActivityAct.filter(F.action == "files"))
async def files(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show what was attached."""
    view = await activities.view(uow, actor, callback_data.id)
    attached = [one for one in view.evidence if one.file_id]
    return Reply(
        screen=screens.card(words, view),
        files=tuple(
            SentFile(kind=one.kind.value, file_id=one.file_id or "")
            for one in attached[-MAX_FILES:]
        ),
    )


@router.callback_query(Go.filter(F.to == "moves"))
async def moves(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show every move of a deadline."""
    found = await activity_dates.history(uow, actor, callback_data.id)
    return Reply(screen=screens.moves(words, callback_data.id, found, callback_data.page))


@router.callback_query(ActivityAct.filter(F.action == "date"))
async def chosen_date(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Take a date by button and ask for the reason."""
    return await _ask_reason(
        uow, actor, words, callback_data.id, callback_data.version, _day(callback_data.value)
    )


def _day(ordinal: int) -> date:
    if not 0 < ordinal <= date.max.toordinal():
        raise Rejected("error-forbidden")
    return date.fromordinal(ordinal)


async def _ask_reason(
    uow: UnitOfWork, actor: Actor, words: Words, activity_id: int, version: int, day: date
) -> Reply:
    place = access.ensure_place(actor)
    activity_dates.check_new_date(uow, place.time_zone, day)
    view = await activities.ensure_open(uow, actor, activity_id=activity_id, version=version)
    return Reply(screen=screens.ask_reason(words, view, day))


@router.message(Awaits("new_date"), HasText())
async def typed_date(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Take a date in words and ask for the reason."""
    day = read_day(message.text or "", today=words.today)
    if day is None:
        raise Rejected("error-answer-date")
    return await _ask_reason(
        uow, actor, words, number(actor, "activity"), number(actor, "version"), day
    )


async def _move(
    uow: UnitOfWork, actor: Actor, words: Words, activity_id: int, version: int, to: date,
    reason: str,
) -> Reply:  # fmt: skip
    view = await activity_dates.ask_or_move(
        uow, actor, activity_id=activity_id, version=version, to=to, reason=reason
    )
    key = "activity-moved-done" if view.asked is None else "activity-asked-done"
    return Reply(screen=screens.card(words, view, words(key)))


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


@router.callback_query(ActivityAct.filter(F.action.in_({"accept", "decline"})))
async def decide(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Decide on a request for another date."""
    is_accepted = callback_data.action == "accept"
    view = await activity_dates.decide(
        uow, actor, change_id=callback_data.value, is_accepted=is_accepted
    )
    key = "activity-moved-done" if is_accepted else "activity-declined-done"
    return Reply(screen=screens.card(words, view, words(key)))


@router.callback_query(ActivityAct.filter(F.action == "remind"))
async def remind(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Send the curator's own reminder."""
    count, missed = await activities.remind(uow, actor, callback_data.id)
    view = await activities.view(uow, actor, callback_data.id)
    text = screens.reminded(words, count, missed)
    return Reply(screen=screens.card(words, view, text), toast=text)
