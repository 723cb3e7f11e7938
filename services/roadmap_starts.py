"""Roadmaps that begin without a paper: from a template, or from this year's one."""

from db.unit_of_work import UnitOfWork
from domain.calendar import Calendar
from domain.errors import NotFound, Rejected
from domain.people import Actor
from domain.roadmap_draft import RoadmapDraft
from domain.roadmap_import import ImportState
from domain.roadmap_next_year import next_year
from domain.roadmap_templates import RoadmapTemplate, draft_of_template
from services import roadmap_import as imports
from services.access import ensure_curator
from services.roadmap_drafts import draft_of
from services.roadmap_papers import ImportView


async def open_work(uow: UnitOfWork, actor: Actor) -> ImportView | None:
    """Give the paper that beginning anew would close: one that is read or shown."""
    view = await imports.find_alive(uow, actor)
    is_open = view is not None and view.state is not ImportState.COLLECTING
    return view if is_open else None


async def begin_template(
    uow: UnitOfWork,
    actor: Actor,
    template: RoadmapTemplate,
    *,
    year: int,
    calendar: Calendar | None = None,
) -> ImportView:
    """Open a template of a school year in the preview of papers."""
    ensure_curator(actor)
    if year not in imports.YEARS:
        raise Rejected("error-forbidden")
    return await _open(uow, actor, draft_of_template(template, year, calendar), year)


async def begin_next_year(
    uow: UnitOfWork, actor: Actor, *, calendar: Calendar | None = None
) -> ImportView:
    """Open the roadmap in force in the preview, each deadline a school year later."""
    place = ensure_curator(actor)
    current = await uow.roadmap.find_current(place.organisation_id)
    if current is None:
        raise NotFound
    draft = await draft_of(uow, current, place.organisation_name)
    later = next_year(draft, current.year, calendar)
    return await _open(uow, actor, later, current.year + 1)


async def _open(uow: UnitOfWork, actor: Actor, draft: RoadmapDraft, year: int) -> ImportView:
    """A draft needs no reading: it enters where reading ends."""
    place = ensure_curator(actor)
    row = await imports.begin(uow, place)
    row.state, row.year = ImportState.READING, year
    view = await imports.finish_reading(uow, place.organisation_id, row.id, draft)
    assert view is not None  # it was set to be read just now
    return view
