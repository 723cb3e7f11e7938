"""A paper on its way: its row, how it is shown, how a change of it is kept."""

from dataclasses import dataclass, replace

from db.models import Activity, Roadmap, RoadmapImport
from db.unit_of_work import UnitOfWork
from domain.activities import MOVED, ActivityState
from domain.deadlines import Deadline
from domain.errors import Stale
from domain.people import Actor
from domain.roadmap_difference import Change, Comparison, Known, KnownRow, changes, compared
from domain.roadmap_draft import RoadmapDraft
from domain.roadmap_import import ImportState
from domain.roadmap_memory import recalled
from domain.roadmap_plan import without_known_doubts
from domain.roadmap_questions import Question, questions
from domain.roadmap_work import Work, indexed, remembered
from services import responsibles
from services.access import ensure_curator
from services.roadmap_drafts import draft_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """A paper on its way, as the curator sees it.

    ``steps`` counts the edits that can be taken back; ``changes`` are the differences from
    the roadmap in force of the same school year, ``None`` when there is none. ``is_held``: another
    paper (``name``, ``lines``) was sent meanwhile.
    ``instead_of`` is the paper that this one has just taken the place of; ``is_followed``: it
    could not be read, and the one sent meanwhile has come in its place. ``known`` counts the
    responsibles whose people are in the programme already.
    """

    id: int
    version: int
    state: ImportState
    year: int | None
    name: str
    lines: int
    work: Work | None = None
    questions: tuple[Question, ...] = ()
    steps: int = 0
    changes: tuple[Change, ...] | None = None
    is_held: bool = False
    instead_of: str | None = None
    is_followed: bool = False
    known: int = 0
    accepted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A paper as it was sent: a file, or pasted text."""

    file_id: str | None = None
    name: str = ""
    text: str = ""


async def shown(uow: UnitOfWork, row: RoadmapImport) -> ImportView:
    """Show a paper wherever it stands."""
    work = work_of(row) if row.state is ImportState.PREVIEW else None
    both = await _compared(uow, row, work) if work else None
    sent = held(row) if holds_another(row) else Sent(name=row.file_name, text=row.text)
    return ImportView(
        id=row.id,
        version=row.version,
        state=row.state,
        year=row.year,
        name=sent.name,
        lines=len(sent.text.splitlines()),
        work=work,
        questions=questions(work) if work else (),
        steps=len(row.steps),
        changes=changes(both) if both else None,
        accepted=frozenset(row.accepted),
        is_held=holds_another(row),
        known=await _known(uow, row, work) if work else 0,
    )


async def _known(uow: UnitOfWork, row: RoadmapImport, work: Work) -> int:
    meant = await responsibles.meant_by(uow, row.organisation_id)
    named = {one.text.casefold() for line in work.kept for one in line.responsibles}
    return sum(bool(responsibles.people_meant(meant, text)) for text in named)


def is_busy(row: RoadmapImport) -> bool:
    """Whether giving a paper up would lose what the bot or the curator is doing with it."""
    has_edits = row.state is ImportState.PREVIEW and bool(row.steps or row.accepted)
    return has_edits or row.state is ImportState.READING or holds_another(row)


def holds_another(row: RoadmapImport) -> bool:
    """Whether a paper waits for an answer about another, sent meanwhile."""
    return bool(row.held_file_id or row.held_text)


def put(row: RoadmapImport, sent: Sent) -> None:
    """Let a paper be what was sent; beside one that is busy it is held."""
    if is_busy(row):
        hold(row, sent)
        return
    row.file_id, row.file_name, row.text = sent.file_id, sent.name, sent.text


def hold(row: RoadmapImport, sent: Sent) -> None:
    """Keep beside a paper what was sent meanwhile, in place of what was kept before."""
    row.held_file_id, row.held_file_name, row.held_text = sent.file_id, sent.name, sent.text


def held(row: RoadmapImport) -> Sent:
    """Give what is kept beside a paper."""
    return Sent(file_id=row.held_file_id, name=row.held_file_name, text=row.held_text)


def pasted_before(row: RoadmapImport) -> str:
    """Give the text to which more of it is joined; none of a paper that is being read."""
    return row.held_text if is_busy(row) else row.text


def name_of(row: RoadmapImport) -> str | None:
    """Say which paper goes when another comes: its file's name, «» for text or one shown."""
    is_there = row.state is ImportState.PREVIEW or bool(row.file_id or row.text)
    return row.file_name if is_there else None


async def open_row(
    uow: UnitOfWork, actor: Actor, import_id: int, version: int, state: ImportState
) -> RoadmapImport:
    """Give a curator the paper of a button; a button of another state is stale."""
    place = ensure_curator(actor)
    row = await uow.roadmap.get_import(place.organisation_id, import_id)
    if row.version != version or row.state is not state:
        raise gone(import_id)
    return row


def gone(import_id: int) -> Stale:
    """Say that the paper has gone on without this button."""
    return Stale("error-import-changed", subject="import", subject_id=import_id)


def close(row: RoadmapImport, state: ImportState) -> None:
    """End a paper: nothing of it is kept."""
    row.state, row.draft, row.text, row.file_id, row.file_name = state, None, "", None, ""
    hold(row, Sent())
    row.steps, row.accepted = [], []
    row.version += 1


def work_of(row: RoadmapImport) -> Work:
    """Give what is on the curator's desk."""
    return Work.from_json(
        {"draft": row.draft, "year": row.year, "dropped": row.dropped, "settled": row.settled}
    )


def keep(row: RoadmapImport, work: Work) -> None:
    """Put a state on the desk; buttons of the state before are stale, and so are choices."""
    row.draft, row.year = work.draft.to_json(), work.year
    row.dropped, row.settled = sorted(work.dropped), work.settled
    row.accepted = []
    row.version += 1


def keep_step(row: RoadmapImport, work: Work) -> None:
    """Put a state on the desk that can be taken back."""
    row.steps = remembered(row.steps, work_of(row))
    keep(row, work)


async def _compared(uow: UnitOfWork, row: RoadmapImport, work: Work) -> Comparison | None:
    roadmap = await uow.roadmap.find_current(row.organisation_id)
    if roadmap is None or roadmap.year != work.year:
        return None
    known, _ = await known_of(uow, roadmap)
    return compared(known, work.draft, work.dropped)


async def ask_once(uow: UnitOfWork, row: RoadmapImport, draft: RoadmapDraft) -> Work:
    """Lay a paper on the desk as it was put right for the roadmap in force of the same year."""
    assert row.year is not None  # reading starts with the year
    roadmap = await uow.roadmap.find_current(row.organisation_id)
    if roadmap is None or roadmap.year != row.year:
        return Work(draft=draft, year=row.year)
    known, _ = await known_of(uow, roadmap)
    draft, dropped = recalled(draft, known, roadmap.remembered)
    both = compared(known, draft, dropped)
    return Work(draft=without_known_doubts(both), year=row.year, dropped=dropped)


async def known_of(uow: UnitOfWork, roadmap: Roadmap) -> tuple[Known, tuple[Activity, ...]]:
    """Give a roadmap as a paper would say it, and its activities in the same order."""
    draft = await draft_of(uow, roadmap, "")
    found = await uow.activities.list_of_roadmap(roadmap.organisation_id, roadmap.id)
    stages = await uow.roadmap.list_stages(roadmap.organisation_id, roadmap.id)
    positions = {stage.id: at for at, stage in enumerate(stages)}
    activities = sorted(found, key=lambda one: (positions[one.stage_id], one.position))
    shown = await uow.activities.newest_evidence(roadmap.organisation_id, roadmap.id)
    rows = tuple(
        KnownRow(
            stage=position,
            row=row,
            is_marked=activity.id in shown or _is_marked(activity, row.deadline),
        )
        for (_, position, row), activity in zip(indexed(draft), activities, strict=True)
    )
    bare = tuple(replace(stage, activities=()) for stage in draft.stages)
    return Known(stages=bare, rows=rows), tuple(activities)


def _is_marked(activity: Activity, deadline: Deadline) -> bool:
    """Whether taking an activity away would lose what somebody has done or decided."""
    is_done = activity.state is ActivityState.DONE or activity.windows_done > 0
    return is_done or deadline.reason == MOVED
