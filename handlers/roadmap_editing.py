"""Rows of a paper before it is accepted: looked at, put right, taken back."""

from collections.abc import Callable
from functools import partial

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from content.loader import Content
from db.unit_of_work import UnitOfWork
from domain import roadmap_editing as edits
from domain.people import Actor
from domain.roadmap_work import Work, row_at
from handlers.filters import Awaits, HasText, number, words_of
from handlers.roadmap_settling import next_question
from services import roadmap_editing as editing
from services.roadmap_editing import Edit
from services.roadmap_papers import ImportView, gone
from ui.callbacks import ImportAct, unpacked, unpacked_day
from ui.screen import Reply, Screen
from ui.screens import roadmap_calendar as calendars
from ui.screens import roadmap_editing as screens
from ui.screens import roadmap_import as import_screens
from ui.translator import Words

router = Router(name="roadmap_editing")
Show = Callable[[Words, ImportView, int], Screen]


def _stage(words: Words, view: ImportView, value: int) -> Screen:
    position, page = unpacked(value, 2)
    return screens.stage(words, view, position, page)


def _people(words: Words, view: ImportView, value: int) -> Screen:
    index, page = unpacked(value, 2)
    return screens.people(words, view, index, page)


def _new(words: Words, view: ImportView, value: int) -> Screen:
    is_below, at = unpacked(value, 2)
    return screens.ask_new(words, view, at, is_below=bool(is_below))


def _split(words: Words, view: ImportView, index: int) -> Screen:
    assert view.work is not None  # it is open
    pieces = edits.pieces_of(row_at(view.work, index).title)
    return screens.ask_cut(words, view, index, pieces)


def _month(words: Words, view: ImportView, value: int) -> Screen:
    index, start, shown = unpacked(value, 3)
    month = unpacked_day(shown) or calendars.first_shown(view, index, words.today)
    return calendars.month(words, view, index, unpacked_day(start), month)


def _kind(words: Words, view: ImportView, value: int) -> Screen:
    index, day = unpacked(value, 2)
    return calendars.kind(words, view, index, unpacked_day(day) or words.today)


SHOWN: dict[str, Show] = {
    "stage": _stage,
    "row": screens.card,
    "title": partial(screens.ask_line, what="title"),
    "result": partial(screens.ask_line, what="result"),
    "who": _people,
    "add": _new,
    "split": _split,
    "when": _month,
    "day": _kind,
}


@router.callback_query(ImportAct.filter(F.action.in_(set(SHOWN))))
async def look(
    query: CallbackQuery, callback_data: ImportAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show a stage, a row, or what may be typed or chosen for it."""
    view = await editing.view(
        uow, actor, import_id=callback_data.id, version=callback_data.version
    )
    try:
        return Reply(screen=SHOWN[callback_data.action](words, view, callback_data.value))
    except LookupError:
        raise gone(view.id) from None


def _cut(work: Work, index: int) -> Work:
    return edits.split(work, index, edits.pieces_of(row_at(work, index).title))


def _undated(work: Work, index: int) -> Work:
    return edits.with_deadline(work, index, edits.undated(row_at(work, index)))


TAPPED: dict[str, Callable[[Work, int], Work]] = {
    "drop": edits.toggled,
    "join": edits.joined,
    "cut": _cut,
    "undated": _undated,
}


@router.callback_query(ImportAct.filter(F.action.in_(set(TAPPED))))
async def tapped(
    query: CallbackQuery, callback_data: ImportAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Edit a row by one tap and show it."""
    index, made = callback_data.value, TAPPED[callback_data.action]
    return await _edited(uow, actor, words, callback_data, lambda work: made(work, index), index)


@router.callback_query(ImportAct.filter(F.action == "due"))
async def due(
    query: CallbackQuery,
    callback_data: ImportAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Take the days chosen in the calendar as a row's deadline."""
    index, start, end = unpacked(callback_data.value, 3)
    deadline = edits.on_days(unpacked_day(start), unpacked_day(end) or words.today)
    edit = partial(edits.with_deadline, index=index, deadline=deadline, calendar=content.calendar)
    return await _edited(uow, actor, words, callback_data, edit, index)


async def _edited(
    uow: UnitOfWork, actor: Actor, words: Words, data: ImportAct, edit: Edit, index: int
) -> Reply:
    view = await editing.change(uow, actor, import_id=data.id, version=data.version, edit=edit)
    return Reply(screen=screens.card(words, view, index))


@router.callback_query(ImportAct.filter(F.action == "whose"))
async def whose(
    query: CallbackQuery, callback_data: ImportAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Let somebody the paper names answer for a row, or no longer."""
    index, page, position = unpacked(callback_data.value, 3)
    view = await editing.change(
        uow,
        actor,
        import_id=callback_data.id,
        version=callback_data.version,
        edit=partial(edits.with_named, index=index, position=position),
    )
    return Reply(screen=screens.people(words, view, index, page))


@router.callback_query(ImportAct.filter(F.action == "undo"))
async def undo(
    query: CallbackQuery,
    callback_data: ImportAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Take the newest edit back and show what it was made on."""
    view = await editing.undo(
        uow, actor, import_id=callback_data.id, version=callback_data.version
    )
    where, at = unpacked(callback_data.value, 2)
    toast = words.plain("import-undone")
    try:
        if where == import_screens.UNDO_TO_DOUBTS:
            return Reply(screen=next_question(words, content, view), toast=toast)
        if where == import_screens.UNDO_TO_STAGE:
            return Reply(screen=screens.stage(words, view, at), toast=toast)
        if where == import_screens.UNDO_TO_ROW:
            return Reply(screen=screens.card(words, view, at), toast=toast)
    except LookupError:
        pass  # the row it was made on is there no longer
    return Reply(screen=import_screens.show(words, view), toast=toast)


@router.message(Awaits("import_row"), HasText())
async def typed(
    message: Message, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Take a title, a result, people, a deadline, a cut or a new row in words."""
    text, row, what = message.text or "", number(actor, "row"), words_of(actor, "what")
    is_below = bool(number(actor, "below")) if what == "add" else False
    calendar = content.calendar

    def edit(work: Work) -> Work:
        if what == "add":
            add = edits.added_below if is_below else edits.added
            return add(work, row, text, calendar)
        if what == "when":
            deadline = edits.read_typed(work, text, today=words.today)
            return edits.with_deadline(work, row, deadline, calendar)
        return _worded(work, what, row, text)

    view = await editing.change(
        uow, actor, import_id=number(actor, "id"), version=number(actor, "version"), edit=edit
    )
    assert view.work is not None  # it is open
    if what == "add":
        row = row + 1 if is_below else edits.end_of(view.work, row) - 1
    return Reply(screen=screens.card(words, view, row))


def _worded(work: Work, what: str, row: int, text: str) -> Work:
    if what == "cut":
        return edits.split(work, row, edits.cut_at(row_at(work, row).title, text))
    simple = {
        "title": edits.with_title,
        "result": edits.with_result,
        "who": edits.with_typed_responsibles,
    }
    return simple[what](work, row, text)
