"""Screens of the living roadmap, drawn from views as hostile as the others."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from content.loader import load
from db.models import Activity, Evidence
from domain.activities import ActivityState, EvidenceKind
from domain.deadlines import Deadline, DeadlineKind, Recurrence, Window
from domain.measures import Measure, MeasureKind
from services.activity_dates import Move
from services.activity_evidence import Shown
from services.activity_views import ActivityView
from services.dependencies import DependencyChoice
from services.responsibles import ResponsibleView
from services.roadmap import ActivityLine, RoadmapView
from ui.screen import Screen
from ui.screens import activities, activity_dates, responsibles, roadmap, roadmap_starts, timeline
from ui.translator import Words

Draw = Callable[[Words], Screen]
DAY = date(2028, 2, 29)
BIG = 2**53 - 1
NAME = 'Иванова_<b>&" ' + "И" * 100
DEADLINES = (
    Deadline(words="", kind=DeadlineKind.UNKNOWN),
    Deadline(words="", kind=DeadlineKind.OPEN),
    Deadline(words="", kind=DeadlineKind.REPEATED, recurrence=Recurrence.TWICE_A_YEAR),
    Deadline(words="", kind=DeadlineKind.UP_TO, windows=(Window(start=None, end=DAY),)),
    Deadline(words="", kind=DeadlineKind.SPAN, windows=(Window(start=DAY, end=DAY),) * 9),
)


def living(view: RoadmapView) -> RoadmapView:
    """Give every activity a deadline of another kind, every third one done."""
    for at, line in enumerate(view.lines):
        activity = line.activity
        activity.deadline = DEADLINES[at % len(DEADLINES)].to_json()
        if at % 3 == 0:
            activity.state = ActivityState.DONE
    return view


def samples(roadmap_view: Callable[[int], RoadmapView]) -> Iterator[tuple[str, Draw]]:
    """Every screen of the living roadmap, by the name of its function and of the case."""
    for stages in (1, 8):
        view = living(roadmap_view(stages))
        for page in (0, 1):
            yield (
                f"timeline.text {stages} {page}",
                lambda w, v=view, p=page: timeline.text(w, v, p),
            )
    known = load().roadmaps
    for has_open in (False, True):
        yield (
            f"roadmap_starts.templates {has_open}",
            lambda w, o=has_open: roadmap_starts.templates(w, known, has_open=o),
        )
        yield (
            f"roadmap_starts.ask_next_year {has_open}",
            lambda w, o=has_open: roadmap_starts.ask_next_year(w, has_open=o),
        )
    for at, one in enumerate(known):
        yield (
            f"roadmap_starts.template {at}",
            lambda w, t=one, i=at: roadmap_starts.template(w, t, i),
        )
    yield "timeline.failed", timeline.failed
    yield "timeline.choose_file", timeline.choose_file


def activity_samples(
    activity_view: Callable[..., ActivityView], activity_row: Callable[..., Activity]
) -> Iterator[tuple[str, Draw]]:
    """Screens of one activity with everything that may be asked of it."""
    for kind in MeasureKind:
        for is_curator in (False, True):
            measure = Measure(kind=kind, number=None if kind == "document" else 9999, of="и" * 90)
            view = activity_view(measure=measure, is_curator=is_curator)
            yield (
                f"activities.ask_evidence {kind} {is_curator}",
                lambda w, v=view: activities.ask_evidence(w, v),
            )
    after = tuple(activity_row(due_on=due_on) for due_on in (None, DAY, date(2027, 1, 1)))
    done = activity_row(ActivityState.DONE)
    full = activity_view(size=500, deputies=activity_view().people, after=(done, *after))
    yield "activities.card after", lambda w: activities.card(w, full)
    choice = DependencyChoice(activity=after[0], others=after * 9, chosen=frozenset({BIG}))
    for page in (0, 2):
        yield (
            f"responsibles.dependencies {page}",
            lambda w, p=page: responsibles.dependencies(w, choice, p),
        )
    (somebody, *_) = activity_view().people
    for deputy in (None, somebody):
        view = ResponsibleView(
            id=BIG, text="Ж" * 900, people=(somebody,) * 3 if deputy else (), deputy=deputy,
            candidates=(somebody,) * 20,
        )  # fmt: skip
        named = deputy is not None
        yield f"responsibles.deputy {named}", lambda w, v=view: responsibles.deputy(w, v, 0)
        yield (
            f"responsibles.responsible deputy {named}",
            (lambda w, v=view: responsibles.responsible(w, v, 1)),
        )
        yield f"responsibles.rebind {named}", lambda w, v=view: responsibles.rebind(w, (v,) * 9)
    late = ActivityLine(activity=after[1], responsibles=(), people=(), after=(after[2],) * 3)
    yield "roadmap.blocked", lambda w: roadmap.blocked(w, (late,) * 9, 0)
    changes = activity_view(size=300).changes
    found = tuple(Move(change=one, asked_by=NAME, decided_by=NAME) for one in changes * 3)
    for page in (0, 1):
        yield (
            f"activity_dates.moves {page}",
            lambda w, p=page: activity_dates.moves(w, BIG, found, p),
        )
    yield from _dates_and_evidence(activity_view)


def _dates_and_evidence(activity_view: Callable[..., ActivityView]) -> Iterator[tuple[str, Draw]]:
    """Days off, parts of a count, evidence whole."""
    full = activity_view(size=500)
    (asked, *_) = full.changes
    yield (
        "activity_dates.ask_day_off",
        lambda w: activity_dates.ask_day_off(w, full, DAY, (DAY, DAY)),
    )
    yield (
        "activity_dates.ask_accept_off",
        lambda w: activity_dates.ask_accept_off(w, full, asked),
    )
    shown = tuple(Shown(evidence=one, count=1, added_by=NAME) for one in full.evidence * 5)
    for page in (0, 1):
        yield (
            f"activities.evidence {page}",
            lambda w, p=page: activities.evidence(w, full, shown, p),
        )
    for kind in (MeasureKind.COUNT, MeasureKind.PERCENT):
        note = Evidence(
            id=1, organisation_id=1, activity_id=1, window=0, kind=EvidenceKind.PART, text="12",
            added_by=1, added_at=datetime(2027, 10, 4, tzinfo=UTC),
        )  # fmt: skip
        part = activity_view(
            measure=Measure(kind=kind, number=90, of="и" * 90), evidence=(note,) * 4
        )
        yield f"activities.card part {kind}", lambda w, v=part: activities.card(w, v)
        yield (
            f"activities.ask_evidence part {kind}",
            lambda w, v=part: activities.ask_evidence(w, v),
        )
    yield "activities.ask_waiver", lambda w: activities.ask_waiver(w, activity_view())
