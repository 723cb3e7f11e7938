"""Screens of a paper being read, as hostile as a paper can be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from domain.calendar import Calendar
from domain.deadlines import Deadline, DeadlineKind, Doubt, Window
from domain.measures import Measure, MeasureKind
from domain.roadmap_difference import Change, ChangeKind
from domain.roadmap_draft import (
    ActivityDraft,
    ResponsibleDraft,
    ResponsibleKind,
    RoadmapDraft,
    StageDraft,
)
from domain.roadmap_import import ImportState
from domain.roadmap_proposals import proposals
from domain.roadmap_questions import questions
from domain.roadmap_work import Work
from services.roadmap_papers import ImportView
from tests.contracts.samples import BIG, DEADLINES, TODAY, Draw, hostile
from ui.screens import (
    roadmap_acceptance,
    roadmap_calendar,
    roadmap_difference,
    roadmap_editing,
    roadmap_import,
    roadmap_settling,
)

PAIR = (("one", hostile(60)), ("other", hostile(61)))
DOUBTS = (
    Doubt(code="missing_responsible"),
    Doubt(code="two_spellings", args=PAIR),
    Doubt(code="duplicate_row"),
    Doubt(code="torn_row_joined"),
    Doubt(code="order_against_neighbours"),
    Doubt(code="day_off", args=(("date", "09.10.2027"),)),
    Doubt(code="cell_not_understood", args=(("words", hostile(60)),)),
    Doubt(code="a_code_of_tomorrow", args=(("what", hostile(60)),)),
)
WRONG_YEAR = Deadline(
    words="Сентябрь 2024 – ноябрь 2024 г. " + "и" * 300,
    kind=DeadlineKind.POINT,
    windows=(Window(start=date(2027, 10, 9), end=date(2027, 10, 9)),),
    doubts=(Doubt(code="year_outside"), Doubt(code="calendar_assumed")),
)


def row(deadline: Deadline) -> ActivityDraft:
    measure = Measure(kind=MeasureKind.PERCENT, number=100, of=hostile(300))
    return ActivityDraft(
        number="1.1", title=hostile(900), deadline=deadline, result=hostile(900),
        responsibles=(ResponsibleDraft(kind=ResponsibleKind.GROUP, text=hostile(300)),) * 9,
        measure=measure, doubts=(*deadline.doubts, *DOUBTS),
    )  # fmt: skip


def hostile_draft() -> RoadmapDraft:
    rows = (row(WRONG_YEAR), *map(row, DEADLINES))
    bare = replace(rows[0], responsibles=(), result="", measure=None, doubts=())
    stage = StageDraft(number="1", title=hostile(400), goal=hostile(400), activities=(*rows, bare))
    spelled = Doubt(code="two_spellings", args=PAIR)
    return RoadmapDraft(
        title=hostile(400), stages=(stage,) * 30, not_understood=(hostile(200),) * 50,
        dropped_furniture=7, doubts=(Doubt(code="period_of_other_year"), spelled,
                                     Doubt(code="columns_guessed")),
    )  # fmt: skip


def import_view(state: ImportState) -> ImportView:
    return ImportView(
        id=BIG, version=10**6, state=state, year=2027, name=hostile(200), lines=12345,
    )  # fmt: skip


def preview(*, is_again: bool = False, draft: RoadmapDraft | None = None) -> ImportView:
    """A paper on the desk: with every doubt, or beside the one in force."""
    work = Work(
        draft=draft or hostile_draft(), year=2027, dropped=frozenset({1, 7, 8}), settled=12
    )
    row, other = work.rows[0], work.rows[-1]
    fields = frozenset(roadmap_difference.FIELDS)
    changes = [
        Change(kind=ChangeKind.ADDED, key=0, new=row),
        Change(kind=ChangeKind.REMOVED, key=1_000_000, old=other, is_marked=True),
        Change(kind=ChangeKind.STAGE, key=2_000_000, old=work.draft.stages[0],
               new=work.draft.stages[0]),
        Change(kind=ChangeKind.CHANGED, key=3, old=row, new=other, fields=fields),
    ] * 5  # fmt: skip
    return ImportView(
        id=BIG, version=10**6, state=ImportState.PREVIEW, year=2027, name=hostile(200), lines=9,
        work=work, questions=questions(work), steps=30,
        changes=tuple(changes) if is_again else None, accepted=frozenset({0, 2_000_000}),
    )  # fmt: skip


def import_samples(calendar: Calendar) -> Iterator[tuple[str, Draw]]:
    """A paper from the upload to the acceptance."""
    yield "roadmap_import.ask_paper", roadmap_import.ask_paper
    for state in ImportState:
        view = preview() if state is ImportState.PREVIEW else import_view(state)
        yield f"roadmap_import.show {state}", lambda w, v=view: roadmap_import.show(w, v)
    waiting, read, again = import_view(ImportState.COLLECTING), preview(), preview(is_again=True)
    yield "roadmap_import.reading", lambda w: roadmap_import.reading(w, waiting, 2, 45)
    yield from _sent_samples()
    yield "roadmap_import.other_years", lambda w: roadmap_import.other_years(w, waiting, 2027)
    only = row(DEADLINES[-1])
    clean = preview(
        draft=RoadmapDraft(
            stages=(StageDraft(number="", title="", activities=(replace(only, doubts=()),)),)
        )
    )
    for name, view in (("doubts", read), ("again", again), ("clean", clean)):
        yield f"roadmap_import.preview {name}", lambda w, v=view: roadmap_import.preview(w, v)
    for old in (None, (2026, 5, 20)):
        yield (
            f"roadmap_acceptance.confirm {old}",
            lambda w, o=old: roadmap_acceptance.confirm(w, read, o),
        )
    yield from settling_samples(read, calendar)
    yield from row_samples(read)
    for number in (0, 3, 999):
        yield (
            f"roadmap_difference.page {number}",
            lambda w, n=number: roadmap_difference.page(w, again, n),
        )
    for marked in ((), (again.changes or ())[1:2] * 5):
        yield (
            f"roadmap_difference.confirm {len(marked)}",
            lambda w, m=marked: roadmap_difference.confirm(w, again, 1, m),
        )


def settling_samples(read: ImportView, calendar: Calendar) -> Iterator[tuple[str, Draw]]:
    """Every question of the paper with its proposals."""
    assert read.work is not None
    seen = set()
    for at, asked in enumerate(read.questions):
        if (asked.doubt.code, asked.row is None) in seen:
            continue
        seen.add((asked.doubt.code, asked.row is None))
        choices = proposals(read.work, asked, calendar)
        yield (
            f"roadmap_settling.question {at} {asked.doubt.code}",
            lambda w, n=at, c=choices: roadmap_settling.question(w, read, n, c),
        )
    yield (
        "roadmap_settling.choose_stage",
        lambda w: roadmap_settling.choose_stage(w, read, 0, len(read.questions) - 1),
    )


def row_samples(read: ImportView) -> Iterator[tuple[str, Draw]]:
    """Stages, rows and what is asked about them."""
    for position, page in ((0, 0), (1, 1), (29, 99)):
        yield (
            f"roadmap_editing.stage {position} {page}",
            lambda w, s=position, p=page: roadmap_editing.stage(w, read, s, p),
        )
    for index in (0, 1, 2, 7):
        yield f"roadmap_editing.card {index}", lambda w, i=index: roadmap_editing.card(w, read, i)
        yield (
            f"roadmap_editing.people {index}",
            lambda w, i=index: roadmap_editing.people(w, read, i, i),
        )
    for what in ("title", "result"):
        yield (
            f"roadmap_editing.ask_line {what}",
            lambda w, k=what: roadmap_editing.ask_line(w, read, 0, what=k),
        )
    for is_below in (False, True):
        yield (
            f"roadmap_editing.ask_new {is_below}",
            lambda w, b=is_below: roadmap_editing.ask_new(w, read, 0, is_below=b),
        )
    for pieces in ((hostile(900),), (hostile(450),) * 9):
        yield (
            f"roadmap_editing.ask_cut {len(pieces)}",
            lambda w, p=pieces: roadmap_editing.ask_cut(w, read, 0, p),
        )
    for start in (None, TODAY):
        yield (
            f"roadmap_calendar.month {start}",
            lambda w, s=start: roadmap_calendar.month(w, read, 0, s, date(2028, 2, 1)),
        )
    yield "roadmap_calendar.kind", lambda w: roadmap_calendar.kind(w, read, 0, TODAY)


def _sent_samples() -> Iterator[tuple[str, Draw]]:
    """A paper that waits for its year, beside or instead of another; one that failed."""
    waiting = import_view(ImportState.COLLECTING)
    for name in ("", hostile(200)):
        for stands in (ImportState.READING, ImportState.PREVIEW):
            held = replace(waiting, name=name, is_held=True, state=stands)
            yield (
                f"roadmap_import.ask_instead {bool(name)} {stands}",
                lambda w, v=held: roadmap_import.ask_instead(w, v),
            )
        for gone in (None, "", hostile(200)):
            asked = replace(waiting, name=name, instead_of=gone)
            yield (
                f"roadmap_import.ask_year {bool(name)} {gone and len(gone)}",
                lambda w, v=asked: roadmap_import.ask_year(w, v),
            )
    for follows in (False, True):
        lost = replace(import_view(ImportState.FAILED), is_followed=follows)
        yield (
            f"roadmap_import.failed {follows}",
            lambda w, v=lost: roadmap_import.failed(w, v, "unreadable-damaged"),
        )
