"""A corrected paper of the same school year: differences accepted one by one or together."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from db.unit_of_work import UnitOfWork
from domain.people import Actor
from domain.roadmap_difference import Change, ChangeKind
from handlers.roadmap_import import accepted
from services import roadmap_difference as difference
from services import roadmap_editing as editing
from services.roadmap_papers import ImportView
from ui.callbacks import ImportAct
from ui.screen import Reply
from ui.screens import roadmap_difference as screens
from ui.screens.roadmap_import import (
    APPLY_ALL,
    APPLY_MARKED,
    APPLY_SURE,
    APPLY_UNMARKED,
)
from ui.translator import Words

router = Router(name="roadmap_difference")


@router.callback_query(ImportAct.filter(F.action == "diff"))
async def page(
    query: CallbackQuery, callback_data: ImportAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show a page of differences."""
    view = await editing.view(
        uow, actor, import_id=callback_data.id, version=callback_data.version
    )
    return Reply(screen=screens.page(words, view, callback_data.value))


@router.callback_query(ImportAct.filter(F.action == "pick"))
async def pick(
    query: CallbackQuery, callback_data: ImportAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Accept a difference for now, or not."""
    key, number = divmod(callback_data.value, screens.PAGES)
    view = await difference.choose(
        uow, actor, import_id=callback_data.id, version=callback_data.version, key=key
    )
    return Reply(screen=screens.page(words, view, number))


@router.callback_query(ImportAct.filter(F.action == "apply"))
async def apply(
    query: CallbackQuery, callback_data: ImportAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Make the accepted differences; doubts and marks that would go are asked about first."""
    flags = callback_data.value
    view = await editing.view(
        uow, actor, import_id=callback_data.id, version=callback_data.version
    )
    chosen = _chosen(view, flags)
    marked = tuple(one for one in chosen if one.kind is ChangeKind.REMOVED and one.is_marked)
    if not flags & APPLY_SURE and _doubted(view, chosen):
        return Reply(screen=screens.confirm(words, view, flags, ()))
    if marked and not flags & (APPLY_MARKED | APPLY_UNMARKED):
        return Reply(screen=screens.confirm(words, view, flags, marked))
    keys = {one.key for one in chosen}
    if flags & APPLY_UNMARKED:
        keys -= {one.key for one in marked}
    await difference.apply(
        uow,
        actor,
        import_id=callback_data.id,
        version=callback_data.version,
        keys=frozenset(keys),
    )
    return await accepted(uow, actor, words)


def _chosen(view: ImportView, flags: int) -> tuple[Change, ...]:
    everything = view.changes or ()
    return tuple(one for one in everything if flags & APPLY_ALL or one.key in view.accepted)


def _doubted(view: ImportView, chosen: tuple[Change, ...]) -> bool:
    """Whether a doubt is open about what is to be accepted, or about the whole paper."""
    rows = {one.key for one in chosen}
    return any(one.row is None or one.row in rows for one in view.questions)
