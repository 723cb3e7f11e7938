"""read_roadmap: a paper → stages, activities and doubts, by the rules of the field."""

import re
from collections.abc import Iterator
from dataclasses import replace

from domain.calendar import Calendar
from domain.deadline_reading import is_deadline, read_deadline
from domain.deadlines import (
    Deadline,
    DeadlineKind,
    Doubt,
    Window,
    school_year_of,
    school_year_window,
)
from domain.measures import measure_of
from domain.responsibles import is_unknown, read_responsibles
from domain.roadmap_doubts import with_doubts
from domain.roadmap_draft import ActivityDraft, RoadmapDraft, StageDraft
from domain.roadmap_entries import Entry, EntryKind, rows_of
from domain.roadmap_head import Head, read_head
from domain.roadmap_items import Part, items_of
from domain.roadmap_paper import Paper
from domain.roadmap_rows import Sorted, sort_out
from domain.roadmap_words import GOAL_PATTERN, STAGE_NUMBER_PATTERN, Role

_GOAL = re.compile(GOAL_PATTERN, re.IGNORECASE)
_STAGE_NUMBER = re.compile(STAGE_NUMBER_PATTERN, re.IGNORECASE)


def read_roadmap(paper: Paper, *, year: int, calendar: Calendar | None = None) -> RoadmapDraft:
    """Understand a paper of the school year `year`; what is not understood is listed.

    `calendar` are the days off that a deadline is not expected on, Saturdays and Sundays
    without it. Never raises. A paper without a table of activities gives a draft without stages.
    """
    found = sort_out(paper)
    head = read_head(found.head)
    reader = _Reader(found, _year(head.period, year), head.period)
    stages = with_doubts(reader.stages(), calendar)
    return RoadmapDraft(
        title=head.title,
        organisation=head.organisation,
        period=head.period,
        stages=stages,
        doubts=(*_paper_doubts(head, found, year), *_of_lines(paper)),
        not_understood=tuple(reader.not_understood),
        dropped_furniture=found.dropped,
    )


def _year(period: Window | None, year: int) -> int:
    """The asked school year, or the paper's own when its period lies elsewhere."""
    if not period or not period.start or not period.end:
        return year
    asked = school_year_window(year)
    assert asked.start
    assert asked.end
    if period.start <= asked.end and period.end >= asked.start:
        return year
    return school_year_of(period.start)


def _paper_doubts(head: Head, found: Sorted, year: int) -> Iterator[Doubt]:
    if head.spellings:
        one, other = head.spellings
        yield Doubt(code="two_spellings", args=(("one", one), ("other", other)))
    if _year(head.period, year) != year:
        yield Doubt(code="period_of_other_year")
    if not found.had_heading and found.entries:
        yield Doubt(code="columns_guessed")
    if found.dropped or found.secrets:
        count = str(found.dropped + found.secrets)
        yield Doubt(code="furniture_dropped", args=(("count", count),))
    if found.others:
        yield Doubt(code="other_table", args=(("count", str(found.others)),))
    if found.outside:
        yield Doubt(code="text_outside", args=(("count", str(found.outside)),))


def _of_lines(paper: Paper) -> list[Doubt]:
    return [Doubt(code="lines_missing")] if paper.is_guessed else []


class _Reader:
    """Turns entries into stages, one after another."""

    def __init__(self, found: Sorted, year: int, period: Window | None) -> None:
        self.found = found
        self.year = year
        self.period = period
        self.not_understood: list[str] = []
        self.is_first = True
        self.stage_words = ""
        self.headed = any(one.kind is EntryKind.STAGE for one in found.entries)
        self.stage_rows = not self.headed and _are_rows_stages(found)

    def stages(self) -> list[StageDraft]:
        stages: list[StageDraft] = []
        rows: list[ActivityDraft] = []
        for entry in self.found.entries:
            if entry.kind is EntryKind.TEXT:
                self.not_understood.append(entry.text(Role.STAGE))
            elif entry.kind is EntryKind.GOAL:
                stages = _with_goal(stages, entry.text(Role.STAGE))
            elif entry.kind is EntryKind.STAGE:
                stages, rows = [*_closed(stages, rows), stage_of(entry.text(Role.STAGE))], []
                self.stage_words = self._words_of(stages[-1])
            else:
                if started := self._starts(entry, stages):
                    stages, rows = [*_closed(stages, rows), started], []
                rows += self._activities(entry)
        return [stage for stage in _closed(stages, rows) if stage.activities or stage.title]

    def _starts(self, entry: Entry, stages: list[StageDraft]) -> StageDraft | None:
        """The stage that begins with this row, told by its column or its number."""
        number, title = entry.text(Role.NUMBER), entry.text(Role.STAGE)
        if self.headed:
            return None if stages else StageDraft(number="", title="")
        if self.stage_rows:
            stage = stage_of(" ".join(title.split()))
            return replace(stage, number=stage.number or number.rstrip("."))
        if title:
            stage = stage_of(" ".join(title.split()))
            return stage if not stages or stages[-1].title != stage.title else None
        if Role.STAGE in self.found.body.columns.values():
            return None
        prefix = number.partition(".")[0] if "." in number.strip(".") else ""
        if prefix and (not stages or stages[-1].number != prefix):
            return StageDraft(number=prefix, title="")
        return None if stages else StageDraft(number="", title="")

    def _activities(self, entry: Entry) -> list[ActivityDraft]:
        name = entry.text(Role.ACTIVITY) or entry.text(Role.CONTENT)
        if self.stage_rows:
            parts = items_of(entry.text(Role.CONTENT) or entry.text(Role.ACTIVITY))
        else:
            title = " ".join(name.split()).rstrip(" ;")
            parts = [Part(entry.text(Role.NUMBER), title)] if title else []
        if not parts:
            self.not_understood.append(" | ".join(text for text in entry.cells.values() if text))
        return [self._activity(entry, part) for part in parts]

    def _activity(self, entry: Entry, part: Part) -> ActivityDraft:
        deadline = self._deadline(entry)
        responsibles = read_responsibles(entry.text(Role.RESPONSIBLE))
        doubts = [*deadline.doubts, *_outside(deadline, self.period)]
        if not responsibles:
            doubts.append(Doubt(code="missing_responsible"))
        doubts += [
            Doubt(code="cell_not_understood", args=(("words", one.text),))
            for one in responsibles
            if is_unknown(one)
        ]
        if entry.is_torn:
            doubts.append(Doubt(code="torn_row_joined"))
        if entry.is_hidden:
            doubts.append(Doubt(code="hidden_row"))
        self.is_first = self.is_first and "08" in _months(deadline)
        return ActivityDraft(
            number=part.number,
            title=part.text,
            deadline=deadline,
            responsibles=responsibles,
            result=entry.text(Role.RESULT),
            doubts=tuple(doubts),
            measure=measure_of(entry.text(Role.RESULT), part.text),
        )

    def _words_of(self, stage: StageDraft) -> str:
        """«Сентябрь» over rows without a column of deadlines is the deadline of each."""
        roles = set(self.found.body.columns.values())
        dated = {Role.DEADLINE, Role.DEADLINE_START, Role.DEADLINE_END, Role.MONTH}
        return stage.title if not roles & dated and is_deadline(stage.title) else ""

    def _deadline(self, entry: Entry) -> Deadline:
        words = entry.text(Role.DEADLINE) or _between(entry) or ", ".join(entry.months)
        words = words or self.stage_words
        whole = self._read(" ".join(words.split()))
        is_sure = whole.kind is not DeadlineKind.UNKNOWN and not whole.doubts
        return replace(whole, words=words) if is_sure else self._read(words)

    def _read(self, words: str) -> Deadline:
        return read_deadline(words, year=self.year, period=self.period, at_start=self.is_first)


def _outside(deadline: Deadline, period: Window | None) -> list[Doubt]:
    """A window in a year that the paper's own period does not touch."""
    if not period or not period.start or not period.end or deadline.doubts:
        return []
    days = [day for one in deadline.windows for day in (one.start, one.end) if day]
    years = range(period.start.year, period.end.year + 1)
    is_out = any(day.year not in years for day in days)
    return [Doubt(code="year_outside")] if is_out else []


def _between(entry: Entry) -> str:
    start, end = entry.text(Role.DEADLINE_START), entry.text(Role.DEADLINE_END)
    return f"{start} – {end}" if start and end else start or end


def _months(deadline: Deadline) -> set[str]:
    return {window.start.strftime("%m") for window in deadline.windows if window.start}


def _are_rows_stages(found: Sorted) -> bool:
    """Each row has a stage of its own beside its content: the row is the stage."""
    if Role.STAGE not in found.body.columns.values():
        return False
    rows = list(rows_of(found.entries))
    titles = [row.text(Role.STAGE) for row in rows]
    is_sub = any("." in row.text(Role.NUMBER).strip(".") for row in rows)
    return bool(rows) and all(titles) and len(set(titles)) == len(titles) and not is_sub


def _closed(stages: list[StageDraft], rows: list[ActivityDraft]) -> list[StageDraft]:
    if not rows:
        return stages
    if not stages:
        return [StageDraft(number="", title="", activities=tuple(rows))]
    return [*stages[:-1], replace(stages[-1], activities=tuple(rows))]


def _with_goal(stages: list[StageDraft], text: str) -> list[StageDraft]:
    match = _GOAL.match(text)
    goal = text[match.end() :] if match else text
    if not stages:
        return stages
    return [*stages[:-1], replace(stages[-1], goal=" ".join(goal.split()))]


def stage_of(text: str) -> StageDraft:
    """«Этап 1. Подготовка. Задача этапа – …» → its number, title and goal."""
    goal = ""
    if match := _GOAL.search(text, 1):
        text, goal = text[: match.start()], text[match.end() :]
    text = " ".join(text.split())
    number = ""
    if match := _STAGE_NUMBER.match(text):
        number, text = next(filter(None, match.groups())), text[match.end() :]
    return StageDraft(number=number, title=text.strip(" ."), goal=" ".join(goal.split()))
