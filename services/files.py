"""Files of the roadmap in force: asked for here, made by a job, sent by the delivery."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from db.unit_of_work import UnitOfWork
from domain.audit import Deed
from domain.errors import Forbidden
from domain.people import Actor
from domain.roadmap_draft import RoadmapDraft
from services import audit, roadmap
from services.access import ensure_place, ensure_reader
from services.roadmap import RoadmapView
from services.roadmap_drafts import draft_of

JOB = "make_file"


class FileKind(StrEnum):
    """What can be made of a roadmap."""

    TIMELINE = "timeline"
    DOCX = "docx"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A file that is asked for, as the job finds it again; ``draft`` is there for papers."""

    kind: FileKind
    page: int
    view: RoadmapView
    draft: RoadmapDraft


async def ask_timeline(uow: UnitOfWork, actor: Actor, *, page: int = 0) -> bool:
    """Ask for a page of the roadmap's picture; ``False`` when there is no roadmap.

    A second tap while it is being drawn asks for nothing more.
    """
    view = await roadmap.find(uow, actor)
    if view is None:
        return False
    if await _start(uow, actor, FileKind.TIMELINE, page):
        _write_down(uow, actor, Deed.PICTURE, FileKind.TIMELINE, view)
    return True


async def ask_paper(uow: UnitOfWork, actor: Actor, *, kind: FileKind) -> bool:
    """Ask for the roadmap as a document with its marks; ``False`` when there is none.

    Only curators and the administration hand papers on, so many times a day, and each time
    it is written down who took how many rows.
    """
    place = ensure_reader(actor)
    await audit.ensure_not_too_many(uow, place, Deed.EXPORT, "error-exports-many")
    view = await roadmap.find(uow, actor)
    if view is None:
        return False
    if await _start(uow, actor, kind, 0):
        _write_down(uow, actor, Deed.EXPORT, kind, view)
    return True


def _write_down(
    uow: UnitOfWork, actor: Actor, deed: Deed, kind: FileKind, view: RoadmapView
) -> None:
    place = ensure_place(actor)
    uow.audit.write(
        place.organisation_id, place.person_id, deed,
        subject=f"roadmap {kind.value}", count=len(view.lines),
    )  # fmt: skip


async def _start(uow: UnitOfWork, actor: Actor, kind: FileKind, page: int) -> bool:
    assert actor.place is not None  # who has a roadmap is in a school
    payload = {
        "telegram_id": actor.telegram_id,
        "organisation_id": actor.place.organisation_id,
        "kind": kind.value,
        "page": page,
    }
    return await uow.jobs.start_once(JOB, payload)


async def find_asked(uow: UnitOfWork, payload: dict[str, Any]) -> Asked | None:
    """Find what a job has to make; ``None`` when its person may not see it any more.

    Access is decided anew: between the tap and the job somebody may have left the school
    or gone over to another one.
    """
    actor = await uow.accounts.find_actor(payload["telegram_id"])
    if actor is None or actor.place is None:
        return None
    if actor.place.organisation_id != payload["organisation_id"]:
        return None
    try:
        view = await roadmap.find(uow, actor)
    except Forbidden:
        return None
    if view is None:
        return None
    return Asked(
        kind=FileKind(payload["kind"]),
        page=payload["page"],
        view=view,
        draft=await draft_of(uow, view.roadmap, actor.place.organisation_name),
    )
