"""Files in words: what the child needs to make one, and what stands beside it in the chat."""

from typing import Any

from domain.activities import occurrences
from domain.calendar import local
from domain.deadlines import Deadline
from domain.measures import measure_of
from domain.roadmap_sheet import Export, mark_of
from domain.writing_words import NOTE
from services.files import Asked, FileKind
from services.roadmap import ActivityLine
from ui.callbacks import Go
from ui.screen import MadeFile, button
from ui.screens import timeline
from ui.screens.common import menu_button
from ui.translator import Words


def prepare(words: Words, asked: Asked) -> tuple[dict[str, Any], MadeFile]:
    """Give the plain values of a file that is asked for, and its message."""
    if asked.kind is FileKind.TIMELINE:
        picture = timeline.picture(words, asked.view, asked.page)
        return picture.to_json(), timeline.photo(words, asked.view, asked.page)
    return _export(words, asked).to_json(), _paper(words, asked)


def _export(words: Words, asked: Asked) -> Export:
    """The paper is the school's own, in its language whatever the reader's is."""
    year, today = asked.view.roadmap.year, words.today
    return Export(
        draft=asked.draft,
        year=year,
        note=NOTE.format(year=year, next=f"{(year + 1) % 100:02}", day=today.strftime("%d.%m.%Y")),
        marks=tuple(_mark(words, line) for line in asked.view.lines),
    )


def _mark(words: Words, line: ActivityLine) -> str:
    activity = line.activity
    done_at, done = activity.done_at, activity.windows_done
    count = len(occurrences(Deadline.from_json(activity.deadline)))
    measure = measure_of(activity.result, activity.title)
    if line.part is not None and measure is not None:
        done, count = line.part, measure.number or 0
    return mark_of(
        activity.state,
        done_on=local(done_at, words.zone).date() if done_at else None,
        due_on=activity.due_on,
        done=done,
        count=count,
        today=words.today,
    )


def _paper(words: Words, asked: Asked) -> MadeFile:
    year = asked.view.roadmap.year
    name = words.plain("file-name", year=f"{year}-{(year + 1) % 100:02}")
    back = button(words.plain("button-roadmap"), Go(to="roadmap"))
    return MadeFile(
        kind="document",
        name=f"{name}.{asked.kind.value}",
        caption=words("file-caption", day=words.day(words.today)),
        keyboard=((back, menu_button(words)),),
    )
