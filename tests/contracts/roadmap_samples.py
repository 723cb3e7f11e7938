"""Screens of the living roadmap, drawn from views as hostile as the others."""

from collections.abc import Callable, Iterator
from datetime import date

from content.loader import load
from domain.activities import ActivityState
from domain.deadlines import Deadline, DeadlineKind, Recurrence, Window
from services.roadmap import RoadmapView
from ui.screen import Screen
from ui.screens import roadmap_starts, timeline
from ui.translator import Words

Draw = Callable[[Words], Screen]
DAY = date(2028, 2, 29)
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
