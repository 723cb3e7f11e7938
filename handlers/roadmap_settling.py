"""Doubts of a paper: one after another until none is left."""

from functools import partial

from aiogram import F, Router
from aiogram.types import CallbackQuery

from content.loader import Content
from db.unit_of_work import UnitOfWork
from domain.people import Actor
from domain.roadmap_proposals import How, proposals
from domain.roadmap_questions import questions
from domain.roadmap_settling import settled, understood
from domain.roadmap_work import Work
from services import roadmap_editing as editing
from services.roadmap_papers import ImportView
from ui.callbacks import ImportAct, unpacked
from ui.screen import Reply, Screen
from ui.screens import roadmap_import as import_screens
from ui.screens import roadmap_settling as screens
from ui.translator import Words

router = Router(name="roadmap_settling")


def next_question(words: Words, content: Content, view: ImportView, position: int = 0) -> Screen:
    """Show the doubt at a position, or the first; with none left, the whole paper."""
    if view.work is None or not view.questions:
        return import_screens.show(words, view)
    position = position if position < len(view.questions) else 0
    found = proposals(view.work, view.questions[position], content.calendar)
    return screens.question(words, view, position, found)


@router.callback_query(ImportAct.filter(F.action == "doubt"))
async def show(
    query: CallbackQuery,
    callback_data: ImportAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Ask about a doubt."""
    view = await editing.view(
        uow, actor, import_id=callback_data.id, version=callback_data.version
    )
    return Reply(screen=next_question(words, content, view, callback_data.value))


@router.callback_query(ImportAct.filter(F.action == "settle"))
async def settle(
    query: CallbackQuery,
    callback_data: ImportAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Settle a doubt, or all of its cause, and ask the next."""
    position, number, everywhere = unpacked(callback_data.value, 3)
    how = screens.HOWS[number % len(screens.HOWS)]
    if how is How.ADD:
        view = await editing.view(
            uow, actor, import_id=callback_data.id, version=callback_data.version
        )
        chosen = _stage_screen(words, view, position)
        if chosen is not None:
            return Reply(screen=chosen)

    def edit(work: Work) -> Work:
        return settled(
            work, questions(work)[position], how, content.calendar, everywhere=bool(everywhere)
        )

    view = await editing.change(
        uow, actor, import_id=callback_data.id, version=callback_data.version, edit=edit
    )
    return Reply(screen=next_question(words, content, view, position))


def _stage_screen(words: Words, view: ImportView, position: int) -> Screen | None:
    """Ask for the stage of a line when there are several to choose from."""
    if view.work is None or position >= len(view.questions):
        return None
    line = view.questions[position].line
    if line is None or len(view.work.draft.stages) < 2:
        return None
    return screens.choose_stage(words, view, line, position)


@router.callback_query(ImportAct.filter(F.action == "put"))
async def put(
    query: CallbackQuery,
    callback_data: ImportAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Make an activity of a line that was not understood."""
    line, stage = unpacked(callback_data.value, 2)
    view = await editing.change(
        uow,
        actor,
        import_id=callback_data.id,
        version=callback_data.version,
        edit=partial(understood, line=line, stage=stage, calendar=content.calendar),
    )
    return Reply(screen=next_question(words, content, view))
