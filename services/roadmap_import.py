"""Import of the school's paper: collected, read in a child process, shown, accepted."""

from dataclasses import replace

from db.models import Roadmap, RoadmapImport
from db.unit_of_work import UnitOfWork
from domain.activities import ActivityState
from domain.audit import Deed
from domain.errors import Rejected
from domain.people import Actor, Place
from domain.roadmap_draft import RoadmapDraft
from domain.roadmap_import import MAX_PASTED, ImportState
from domain.roadmap_memory import as_read, prints_of, to_remember
from services import audit, roadmap_difference, roadmap_writing
from services import roadmap_papers as papers
from services.access import ensure_curator
from services.roadmap_papers import ImportView

MAX_FILE = 20 * 1024 * 1024  # bytes: a Bot API limit of getFile
YEARS = range(2015, 2101)


async def begin_file(
    uow: UnitOfWork, actor: Actor, *, file_id: str, name: str, size: int
) -> ImportView:
    """Take a file; one over 20 MB cannot be fetched from the messenger."""
    place = ensure_curator(actor)
    if size > MAX_FILE:
        raise Rejected("unreadable-too-large")
    return await _put(uow, place, papers.Sent(file_id=file_id, name=name[:200]))


async def begin_text(uow: UnitOfWork, actor: Actor, text: str) -> ImportView:
    """Take pasted text; further messages are joined to it until the year is chosen."""
    place = ensure_curator(actor)
    row = await uow.roadmap.find_alive_import(place.organisation_id, place.person_id)
    before = papers.pasted_before(row) if row else ""
    if len(before) + len(text) > MAX_PASTED:
        raise Rejected("error-paste-long")
    if row is None or not before:
        return await _put(uow, place, papers.Sent(text=text))
    papers.put(row, papers.Sent(text=f"{before}\n{text}"))
    return await papers.shown(uow, row)


async def _put(uow: UnitOfWork, place: Place, sent: papers.Sent) -> ImportView:
    """Lay a paper on the desk: one being read or edited holds it beside it until the answer."""
    old = await uow.roadmap.find_alive_import(place.organisation_id, place.person_id)
    if old is not None and papers.is_busy(old):
        papers.hold(old, sent)
        old.version += 1
        return await papers.shown(uow, old)
    before = papers.name_of(old) if old else None
    row = await begin(uow, place)
    papers.put(row, sent)
    return replace(await papers.shown(uow, row), instead_of=before)


async def take_instead(
    uow: UnitOfWork, actor: Actor, *, import_id: int, version: int
) -> ImportView:
    """Give up a paper, read or edited, for the one that was sent meanwhile."""
    place = ensure_curator(actor)
    held = papers.held(await _holding(uow, actor, import_id, version))
    row = await begin(uow, place)
    papers.put(row, held)
    return await papers.shown(uow, row)


async def keep_open(uow: UnitOfWork, actor: Actor, *, import_id: int, version: int) -> ImportView:
    """Go on with a paper; the one that was sent meanwhile is forgotten."""
    row = await _holding(uow, actor, import_id, version)
    papers.hold(row, papers.Sent())
    row.version += 1
    return await papers.shown(uow, row)


async def _holding(uow: UnitOfWork, actor: Actor, import_id: int, version: int) -> RoadmapImport:
    place = ensure_curator(actor)
    row = await uow.roadmap.get_import(place.organisation_id, import_id)
    if row.version != version or not papers.holds_another(row):
        raise papers.gone(import_id)
    return row


async def begin(uow: UnitOfWork, place: Place) -> RoadmapImport:
    """Begin anew with an empty paper; one that is open is given up."""
    old = await uow.roadmap.find_alive_import(place.organisation_id, place.person_id)
    if old is not None:
        papers.close(old, ImportState.CANCELLED)
    return await _begun(uow, place.organisation_id, place.person_id)


async def _begun(uow: UnitOfWork, organisation_id: int, person_id: int) -> RoadmapImport:
    return await uow.roadmap.added(
        RoadmapImport(
            organisation_id=organisation_id,
            person_id=person_id,
            state=ImportState.COLLECTING,
            dropped=[],
            created_at=uow.now,
        )
    )


async def read(
    uow: UnitOfWork, actor: Actor, *, import_id: int, version: int, year: int, chat_id: int
) -> ImportView:
    """Start reading for the school year that begins in ``year``; a job does the work.

    Only so many papers a day are read for one person (T13).
    """
    place = ensure_curator(actor)
    row = await papers.open_row(uow, actor, import_id, version, ImportState.COLLECTING)
    if year not in YEARS:
        raise Rejected("error-forbidden")
    await audit.ensure_not_too_many(uow, place, Deed.READING, "error-readings-many")
    uow.audit.write(
        place.organisation_id, place.person_id, Deed.READING, subject="roadmap", count=1
    )
    row.state, row.year = ImportState.READING, year
    row.version += 1
    payload = {"import_id": row.id, "organisation_id": row.organisation_id, "chat_id": chat_id}
    uow.jobs.start("read_roadmap", payload)
    return await papers.shown(uow, row)


async def finish_reading(
    uow: UnitOfWork, organisation_id: int, import_id: int, draft: RoadmapDraft | None
) -> ImportView | None:
    """Take what the job understood; ``None`` when nobody waits for it any more."""
    row = await uow.roadmap.get_import(organisation_id, import_id)
    if row.state is not ImportState.READING:
        return None
    if draft is None:
        return await _failed(uow, row)
    assert row.year is not None  # reading starts with the year
    row.state, row.text, row.file_id, row.file_name = ImportState.PREVIEW, "", None, ""
    row.prints = prints_of(draft)
    papers.keep(row, await papers.ask_once(uow, row, as_read(draft)))
    return await papers.shown(uow, row)


async def _failed(uow: UnitOfWork, row: RoadmapImport) -> ImportView:
    """End a paper that cannot be read; one that was sent meanwhile comes in its place."""
    after = papers.held(row) if papers.holds_another(row) else None
    papers.close(row, ImportState.FAILED)
    if after is not None:
        papers.put(await _begun(uow, row.organisation_id, row.person_id), after)
    return replace(await papers.shown(uow, row), is_followed=after is not None)


async def view(uow: UnitOfWork, actor: Actor, import_id: int) -> ImportView:
    """Show an import to a curator of its school."""
    place = ensure_curator(actor)
    return await papers.shown(uow, await uow.roadmap.get_import(place.organisation_id, import_id))


async def find_alive(uow: UnitOfWork, actor: Actor) -> ImportView | None:
    """Find the import that waits for the curators."""
    place = ensure_curator(actor)
    row = await uow.roadmap.find_alive_import(place.organisation_id, place.person_id)
    return await papers.shown(uow, row) if row else None


async def cancel(uow: UnitOfWork, actor: Actor, *, import_id: int, version: int) -> None:
    """Give an import up; the roadmap in force stays as it is."""
    place = ensure_curator(actor)
    row = await uow.roadmap.get_import(place.organisation_id, import_id)
    if row.version != version or row.state in (ImportState.ACCEPTED, ImportState.CANCELLED):
        raise papers.gone(import_id)
    papers.close(row, ImportState.CANCELLED)


async def replaced(uow: UnitOfWork, actor: Actor) -> tuple[int, int, int] | None:
    """Give (year, done, all) of the roadmap in force that accepting would replace."""
    place = ensure_curator(actor)
    roadmap = await uow.roadmap.find_current(place.organisation_id)
    if roadmap is None:
        return None
    rows = await uow.activities.list_of_roadmap(place.organisation_id, roadmap.id)
    return roadmap.year, sum(row.state is ActivityState.DONE for row in rows), len(rows)


async def accept(uow: UnitOfWork, actor: Actor, *, import_id: int, version: int) -> Roadmap:
    """Make the roadmap in force of all that was understood, without the dropped rows.

    One of the same school year is changed to it and keeps its marks; another is archived.
    """
    row = await papers.open_row(uow, actor, import_id, version, ImportState.PREVIEW)
    work = papers.work_of(row)
    if not work.kept:
        raise Rejected("error-nothing-kept")
    old = await uow.roadmap.find_current(row.organisation_id)
    if old is not None and old.year == work.year:
        return await roadmap_difference.write(uow, row, old, None)
    await uow.roadmap.outdate_imports(row.organisation_id, besides=row.id)
    await uow.roadmap.retire_all(row.organisation_id)
    roadmap = await uow.roadmap.added(
        Roadmap(
            organisation_id=row.organisation_id,
            year=work.year,
            title=work.draft.title[:500],
            is_current=True,
            accepted_at=uow.now,
            remembered=to_remember(work, row.prints),
        )
    )
    following = await roadmap_writing.write_stages(uow, roadmap, work.draft, work.dropped)
    if old is not None:
        await roadmap_writing.carry_dependencies(uow, old, following)
    papers.close(row, ImportState.ACCEPTED)
    return roadmap
