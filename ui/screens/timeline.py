"""The roadmap along the months: a picture for the eye, and the same in words."""

from domain.activities import ActivityState
from domain.deadlines import Deadline
from domain.timeline import (
    Bar,
    Line,
    Mark,
    Timeline,
    axis_of,
    bars_of,
    months_between,
    pages_of,
)
from services.files import FileKind
from services.roadmap import ActivityLine, RoadmapView, StageView
from ui.callbacks import Go
from ui.screen import MadeFile, Row, Screen, button
from ui.screens.common import menu_button, pager, short, ways_back
from ui.screens.roadmap_import import deadline
from ui.translator import Words

LEGEND = {
    Mark.DONE: "timeline-done",
    Mark.OPEN: "timeline-open",
    Mark.LATE: "timeline-late",
}
KINDS = {FileKind.DOCX: "button-docx", FileKind.XLSX: "button-xlsx"}
PAPERS = tuple(KINDS)
IN_WORDS = 12  # activities on a screen of the text twin


def picture(words: Words, view: RoadmapView, page: int) -> Timeline:
    """Give a page of the picture in words: at most sixty activities, their stages above them."""
    everything = [bar for line in view.lines for bar in _bars(words, line)]
    first, last = axis_of(view.roadmap.year, everything)
    return Timeline(
        title=_title(words, view),
        summary=_summary(words, view),
        first=first,
        last=last,
        today=words.today,
        today_words=words.plain("timeline-today", day=words.day(words.today)),
        months=tuple(
            words.plain("month-short", month=day.month) for day in months_between(first, last)
        ),
        legend=tuple((mark, words.plain(LEGEND[mark])) for mark in Mark),
        lines=tuple(_lines(words, view, page)),
    )


def _lines(words: Words, view: RoadmapView, page: int) -> list[Line]:
    size = -(-len(view.lines) // pages_of(len(view.lines)))
    page = _page(view, page)
    found: list[Line] = []
    before = None
    for stage, line in _numbered(view)[page * size : (page + 1) * size]:
        if stage is not before and (len(view.stages) > 1 or stage.stage.title):
            found.append(_stage(words, stage))
        before = stage
        found.append(_activity(words, line))
    return found


def _page(view: RoadmapView, page: int) -> int:
    """The roadmap may have become shorter since the button was made."""
    return min(page, pages_of(len(view.lines)) - 1)


def _numbered(view: RoadmapView) -> list[tuple[StageView, ActivityLine]]:
    return [(stage, line) for stage in view.stages for line in stage.lines]


def _stage(words: Words, view: StageView) -> Line:
    done = words.plain("timeline-stage-done", done=view.done, count=len(view.lines))
    return Line(
        title=_stage_title(words, view),
        note=words.plain("timeline-note-done") if view.is_done else done,
        mark=Mark.DONE if view.is_done else Mark.OPEN,
        is_stage=True,
    )


def _stage_title(words: Words, view: StageView) -> str:
    title = view.stage.title or words.plain("stage-untitled")
    return f"{view.stage.number}. {title}" if view.stage.number else title


def _activity(words: Words, line: ActivityLine) -> Line:
    return Line(
        title=f"{line.activity.number} {line.activity.title}".strip()[:300],
        note=_note(words, line),
        mark=_mark(words, line),
        bars=_bars(words, line),
    )


def _bars(words: Words, line: ActivityLine) -> tuple[Bar, ...]:
    activity = line.activity
    return bars_of(
        Deadline.from_json(activity.deadline),
        windows_done=activity.windows_done,
        is_done=activity.state is ActivityState.DONE,
        today=words.today,
    )


def _mark(words: Words, line: ActivityLine) -> Mark:
    if line.activity.state is ActivityState.DONE:
        return Mark.DONE
    due_on = line.activity.due_on
    return Mark.LATE if due_on is not None and due_on < words.today else Mark.OPEN


def _note(words: Words, line: ActivityLine) -> str:
    """How it stands, in words and a sign, never by colour alone."""
    mark, due_on = _mark(words, line), line.activity.due_on
    if mark is Mark.DONE:
        return words.plain("timeline-note-done")
    if due_on is None:
        return short(deadline(words, Deadline.from_json(line.activity.deadline)), 40)
    if mark is Mark.LATE:
        return words.plain("timeline-note-late", distance=words.distance(due_on))
    return words.plain("deadline-until", end=words.day(due_on))


def _title(words: Words, view: RoadmapView) -> str:
    year = view.roadmap.year
    return words.plain("timeline-title", year=f"{year}/{(year + 1) % 100:02}")


def _summary(words: Words, view: RoadmapView) -> str:
    return words.plain(
        "timeline-summary",
        done=sum(stage.done for stage in view.stages),
        count=len(view.lines),
        overdue=len(view.overdue),
        day=words.day(words.today),
    )


def photo(words: Words, view: RoadmapView, page: int) -> MadeFile:
    """Give what stands beside the picture: its figures, the text twin, other pages."""
    page, pages = _page(view, page), pages_of(len(view.lines))
    caption = words(
        "timeline-caption",
        title=_title(words, view),
        summary=_summary(words, view),
        page=page + 1,
        pages=pages,
    )
    in_words = button(words.plain("button-timeline-text"), Go(to="timeline_text"))
    back = button(words.plain("button-roadmap"), Go(to="roadmap"))
    keyboard: tuple[Row, ...] = (
        (in_words, back),
        *pager(words, page, pages, "timeline", size=1),
        (menu_button(words),),
    )
    return MadeFile(kind="photo", name="timeline.png", caption=caption, keyboard=keyboard)


def text(words: Words, view: RoadmapView, page: int) -> Screen:
    """Say what the picture shows: each activity with its dates and how it stands."""
    parts = [words("timeline-text-head", title=_title(words, view), summary=_summary(words, view))]
    shown = _numbered(view)[page * IN_WORDS : (page + 1) * IN_WORDS]
    before = None
    for stage, line in shown:
        if stage is not before:
            title = short(_stage_title(words, stage), 90)
            parts.append(words("timeline-text-stage", title=title, note=_stage(words, stage).note))
        before = stage
        parts.append(_sentence(words, line))
    return Screen(
        text="\n".join(parts),
        keyboard=(
            *pager(words, page, len(view.lines), "timeline_text", size=IN_WORDS),
            (button(words.plain("button-timeline"), Go(to="timeline")),),
            ways_back(words, Go(to="roadmap")),
        ),
    )


def _sentence(words: Words, line: ActivityLine) -> str:
    when = short(deadline(words, Deadline.from_json(line.activity.deadline)), 80)
    note = _note(words, line)
    return words(
        "timeline-text-line",
        title=short(f"{line.activity.number} {line.activity.title}".strip(), 90),
        when=when,
        same="yes" if note == when else "no",
        note=note,
    )


def choose_file(words: Words) -> Screen:
    """Ask in which form the roadmap is wanted."""
    kinds = [
        button(words.plain(KINDS[kind]), Go(to="export_file", id=at))
        for at, kind in enumerate(PAPERS)
    ]
    return Screen(
        text=words("export-ask"), keyboard=(tuple(kinds), ways_back(words, Go(to="roadmap")))
    )


def failed(words: Words) -> Screen:
    """Say that a file could not be made."""
    return Screen(
        text=words("file-failed"),
        keyboard=(ways_back(words, Go(to="roadmap")),),
        slot="refusal",
    )
