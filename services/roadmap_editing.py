"""A curator puts a paper right before it is accepted: row by row, doubt by doubt, and back."""

from collections.abc import Callable

from db.unit_of_work import UnitOfWork
from domain.people import Actor
from domain.roadmap_import import ImportState
from domain.roadmap_work import Work, taken_back
from services import roadmap_papers as papers
from services.roadmap_papers import ImportView

Edit = Callable[[Work], Work]


async def view(uow: UnitOfWork, actor: Actor, *, import_id: int, version: int) -> ImportView:
    """Show a paper to a button of its present state; ``Stale`` to any other."""
    row = await papers.open_row(uow, actor, import_id, version, ImportState.PREVIEW)
    return await papers.shown(uow, row)


async def change(
    uow: UnitOfWork, actor: Actor, *, import_id: int, version: int, edit: Edit
) -> ImportView:
    """Edit a paper by a pure function of its state; ``Stale`` when its row is gone."""
    row = await papers.open_row(uow, actor, import_id, version, ImportState.PREVIEW)
    before = papers.work_of(row)
    try:
        work = edit(before)
    except LookupError:
        raise papers.gone(import_id) from None
    if work != before:
        papers.keep_step(row, work)
    return await papers.shown(uow, row)


async def undo(uow: UnitOfWork, actor: Actor, *, import_id: int, version: int) -> ImportView:
    """Take the newest edit back; ``Stale`` when there is none."""
    row = await papers.open_row(uow, actor, import_id, version, ImportState.PREVIEW)
    try:
        row.steps, work = taken_back(row.steps)
    except LookupError:
        raise papers.gone(import_id) from None
    papers.keep(row, work)
    return await papers.shown(uow, row)
