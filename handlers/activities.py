"""Activities: looked at, being done with what shows it, reminded of."""

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from db.unit_of_work import UnitOfWork
from domain.activities import MAX_EVIDENCE, EvidenceGiven, EvidenceKind, read_evidence
from domain.people import Actor
from handlers.filters import Awaits, HasText, number
from services import access, activities, activity_evidence
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


@router.callback_query(ActivityAct.filter(F.action == "done"))
async def ask(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Ask for the evidence."""
    view = await activities.ensure_open(
        uow, actor, activity_id=callback_data.id, version=callback_data.version
    )
    return Reply(screen=screens.ask_evidence(words, view))


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


@router.message(F.media_group_id, F.document | F.photo)
async def album(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Keep what comes in an album after the file that has marked something done."""
    view = await activities.follow(uow, actor, _evidence(message)) if actor.place else None
    if view is None:
        raise SkipHandler
    return Reply(screen=screens.card(words, view, words("activity-marked")))


@router.message(Awaits("evidence"), F.text | F.document | F.photo)
async def evidence(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Mark done with what was sent; a number that is less than asked is a part."""
    view = await activities.mark_done(
        uow,
        actor,
        activity_id=number(actor, "activity"),
        version=number(actor, "version"),
        evidence=_evidence(message),
    )
    return Reply(screen=screens.card(words, view, screens.marked(words, view)))


@router.callback_query(Go.filter(F.to == "evidence"))
async def all_evidence(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show all that was given as evidence, whole."""
    view, found = await activity_evidence.history(uow, actor, callback_data.id)
    return Reply(screen=screens.evidence(words, view, found, callback_data.page))


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
    if message.document is not None:
        return _file(message, EvidenceKind.FILE, message.document.file_id)
    if message.photo:
        return _file(message, EvidenceKind.PHOTO, message.photo[-1].file_id)
    return read_evidence(message.text or "")


def _file(message: Message, kind: EvidenceKind, file_id: str) -> EvidenceGiven:
    text = (message.caption or "")[:MAX_EVIDENCE]
    return EvidenceGiven(kind=kind, text=text, file_id=file_id, album=message.media_group_id)


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


@router.callback_query(ActivityAct.filter(F.action == "remind"))
async def remind(
    query: CallbackQuery, callback_data: ActivityAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Send the curator's own reminder."""
    count, missed = await activities.remind(uow, actor, callback_data.id)
    view = await activities.view(uow, actor, callback_data.id)
    text = screens.reminded(words, count, missed)
    return Reply(screen=screens.card(words, view, text), toast=text)
