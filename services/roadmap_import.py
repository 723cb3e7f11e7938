"""Import of the school's paper: collected, read in a child process, shown, accepted."""

from dataclasses import dataclass

from db.models import (
    Roadmap,
    RoadmapImport,
)
from db.unit_of_work import UnitOfWork
from domain.activities import ActivityState
from domain.errors import Rejected, Stale
from domain.people import Actor, Place
from domain.roadmap_draft import RoadmapDraft
from domain.roadmap_import import MAX_PASTED, ImportState
from services import roadmap_writing
from services.access import ensure_curator

MAX_FILE = 20 * 1024 * 1024  # bytes: a Bot API limit of getFile
YEARS = range(2015, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """A paper on its way, as the curator sees it."""

    id: int
    version: int
    state: ImportState
    year: int | None
    name: str
    lines: int
    draft: RoadmapDraft | None
    dropped: frozenset[int]


async def begin_file(
    uow: UnitOfWork, actor: Actor, *, file_id: str, name: str, size: int
) -> ImportView:
    """Take a file; one over 20 MB cannot be fetched from the messenger."""
    place = ensure_curator(actor)
    if size > MAX_FILE:
        raise Rejected("unreadable-too-large")
    row = await _begin(uow, place)
    row.file_id, row.file_name = file_id, name[:200]
    return _view(row)


async def begin_text(uow: UnitOfWork, actor: Actor, text: str) -> ImportView:
    """Take pasted text; further messages are joined to it until the year is chosen."""
    place = ensure_curator(actor)
    row = await uow.roadmap.find_alive_import(place.organisation_id, place.person_id)
    if row is None or row.state is not ImportState.COLLECTING or row.file_id:
        row = await _begin(uow, place)
    if len(row.text) + len(text) > MAX_PASTED:
        raise Rejected("error-paste-long")
    row.text = f"{row.text}\n{text}" if row.text else text
    return _view(row)


async def _begin(uow: UnitOfWork, place: Place) -> RoadmapImport:
    old = await uow.roadmap.find_alive_import(place.organisation_id, place.person_id)
    if old is not None:
        _close(old, ImportState.CANCELLED)
    return await uow.roadmap.added(
        RoadmapImport(
            organisation_id=place.organisation_id,
            person_id=place.person_id,
            state=ImportState.COLLECTING,
            dropped=[],
            created_at=uow.now,
        )
    )


def _close(row: RoadmapImport, state: ImportState) -> None:
    """End an import: nothing of the paper is kept."""
    row.state, row.draft, row.text, row.file_id, row.file_name = state, None, "", None, ""
    row.version += 1


def _view(row: RoadmapImport) -> ImportView:
    return ImportView(
        id=row.id,
        version=row.version,
        state=row.state,
        year=row.year,
        name=row.file_name,
        lines=len(row.text.splitlines()),
        draft=RoadmapDraft.from_json(row.draft) if row.draft else None,
        dropped=frozenset(row.dropped),
    )


async def read(
    uow: UnitOfWork, actor: Actor, *, import_id: int, version: int, year: int, chat_id: int
) -> ImportView:
    """Start reading for the school year that begins in ``year``; a job does the work."""
    place = ensure_curator(actor)
    row = await uow.roadmap.get_import(place.organisation_id, import_id)
    _ensure_current(row, version, ImportState.COLLECTING)
    if year not in YEARS:
        raise Rejected("error-forbidden")
    row.state, row.year = ImportState.READING, year
    row.version += 1
    payload = {"import_id": row.id, "organisation_id": row.organisation_id, "chat_id": chat_id}
    uow.jobs.start("read_roadmap", payload)
    return _view(row)


def _ensure_current(row: RoadmapImport, version: int, state: ImportState) -> None:
    if row.version != version or row.state is not state:
        raise Stale("error-import-changed", subject="import", subject_id=row.id)


async def finish_reading(
    uow: UnitOfWork, organisation_id: int, import_id: int, draft: RoadmapDraft | None
) -> ImportView | None:
    """Take what the job understood; ``None`` when nobody waits for it any more."""
    row = await uow.roadmap.get_import(organisation_id, import_id)
    if row.state is not ImportState.READING:
        return None
    if draft is None:
        _close(row, ImportState.FAILED)
        return _view(row)
    row.state, row.draft, row.text, row.file_id = ImportState.PREVIEW, draft.to_json(), "", None
    row.version += 1
    return _view(row)


async def view(uow: UnitOfWork, actor: Actor, import_id: int) -> ImportView:
    """Show an import to a curator of its school."""
    place = ensure_curator(actor)
    return _view(await uow.roadmap.get_import(place.organisation_id, import_id))


async def find_alive(uow: UnitOfWork, actor: Actor) -> ImportView | None:
    """Find the import that waits for the curators."""
    place = ensure_curator(actor)
    row = await uow.roadmap.find_alive_import(place.organisation_id, place.person_id)
    return _view(row) if row else None


async def toggle_row(
    uow: UnitOfWork, actor: Actor, *, import_id: int, version: int, index: int
) -> ImportView:
    """Drop a row, counted over the whole paper from 0, or take it back."""
    place = ensure_curator(actor)
    row = await uow.roadmap.get_import(place.organisation_id, import_id)
    _ensure_current(row, version, ImportState.PREVIEW)
    draft = _view(row).draft
    if draft is None or not 0 <= index < sum(len(s.activities) for s in draft.stages):
        raise Stale("error-import-changed", subject="import", subject_id=row.id)
    row.dropped = sorted(set(row.dropped) ^ {index})
    row.version += 1
    return _view(row)


async def cancel(uow: UnitOfWork, actor: Actor, *, import_id: int, version: int) -> None:
    """Give an import up; the roadmap in force stays as it is."""
    place = ensure_curator(actor)
    row = await uow.roadmap.get_import(place.organisation_id, import_id)
    if row.version != version or row.state in (ImportState.ACCEPTED, ImportState.CANCELLED):
        raise Stale("error-import-changed", subject="import", subject_id=row.id)
    _close(row, ImportState.CANCELLED)


async def replaced(uow: UnitOfWork, actor: Actor) -> tuple[int, int, int] | None:
    """Give (year, done, all) of the roadmap in force that accepting would replace."""
    place = ensure_curator(actor)
    roadmap = await uow.roadmap.find_current(place.organisation_id)
    if roadmap is None:
        return None
    rows = await uow.activities.list_of_roadmap(place.organisation_id, roadmap.id)
    return roadmap.year, sum(row.state is ActivityState.DONE for row in rows), len(rows)


async def accept(uow: UnitOfWork, actor: Actor, *, import_id: int, version: int) -> Roadmap:
    """Make the roadmap in force of what was understood, without the dropped rows."""
    place = ensure_curator(actor)
    row = await uow.roadmap.get_import(place.organisation_id, import_id)
    _ensure_current(row, version, ImportState.PREVIEW)
    shown = _view(row)
    assert shown.draft is not None  # PREVIEW has a draft
    kept = sum(len(s.activities) for s in shown.draft.stages) - len(shown.dropped)
    if kept < 1:
        raise Rejected("error-nothing-kept")
    old = await uow.roadmap.find_current(place.organisation_id)
    await uow.roadmap.retire_all(place.organisation_id)
    roadmap = await uow.roadmap.added(
        Roadmap(
            organisation_id=place.organisation_id,
            year=shown.year,
            title=shown.draft.title[:500],
            is_current=True,
            accepted_at=uow.now,
        )
    )
    await roadmap_writing.write_stages(uow, roadmap, shown.draft, shown.dropped)
    if old is not None and old.year == roadmap.year:
        await roadmap_writing.carry_over(uow, old, roadmap)
    _close(row, ImportState.ACCEPTED)
    return roadmap
