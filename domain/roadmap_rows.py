"""A paper → its head and its logical rows; what is no part of the plan is dropped."""

import re
from dataclasses import dataclass, field

from domain.roadmap_blocks import Cleaned
from domain.roadmap_cleaning import is_bold, is_furniture, is_signature, without_secrets
from domain.roadmap_columns import is_foreign_heading
from domain.roadmap_entries import Entry, EntryKind, with_entry, with_restarts, with_rows_for_weak
from domain.roadmap_paper import Paper
from domain.roadmap_row import Body
from domain.roadmap_tables import Heading, Row, Run, guessed, is_marks
from domain.roadmap_words import (
    ABBREVIATION_PATTERN,
    APPENDIX_LEADS,
    APPROVAL_STEMS,
    GOAL_LEADS,
    NOTE_LEADS,
    ORGANISATION_WORDS,
    STRICT_STAGE_PATTERN,
    TITLE_STEMS,
    Role,
)

_STRICT_STAGE = re.compile(STRICT_STAGE_PATTERN)
_ROMAN_STAGE = re.compile(r"(?:[IVX]{1,4}|\d{1,2})[.)]\s*[^\W\d]")
_ABBREVIATION = re.compile(ABBREVIATION_PATTERN)
_YEAR = re.compile(r"\b20\d\d\b")
LONGEST_STAGE = 300
LONGEST_LINE = 150
"""A line over a table that is longer is no title of a stage."""
LAST_LINES = 3
"""Lines over the first heading among which its stage's title may stand."""
LARGEST_HEAD = 12
"""A table above the plan's with more rows is a table of its own."""


@dataclass(slots=True, kw_only=True)
class Sorted:
    """The paper sorted out: lines before the table, entries, what was dropped.

    `outside` counts lines and `others` rows of other tables that are no part of the plan.
    """

    head: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    body: Body = field(default_factory=Body)
    dropped: int = 0
    secrets: int = 0
    outside: int = 0
    others: int = 0
    had_heading: bool = False


class _Sorter:
    """Walks over lines and runs of rows once."""

    def __init__(self, paper: Paper) -> None:
        self.out = Sorted()
        self.loose: list[str] = []
        self.title = ""
        self.is_first = True
        cleaned = Cleaned(paper)
        self.blocks, self.out.secrets = cleaned.blocks, cleaned.secrets
        self.out.dropped, self.signed = cleaned.dropped, cleaned.dropped > 0
        runs = [block for block in self.blocks if isinstance(block, Run)]
        self.headed = [id(run) for run in runs if run.heading()]
        self.out.body.learn(runs)

    def sort(self) -> Sorted:
        for block in self.blocks:
            if isinstance(block, Run):
                self._run(block)
            else:
                self._line(*block)
        self._settle_end()
        self.out.entries = list(with_restarts(self.out.entries))
        self._settle_first_stage()
        self.out.entries = list(with_rows_for_weak(self.out.entries))
        return self.out

    def _line(self, raw: str, text: str) -> None:
        is_mark = is_furniture(text)
        text, secrets = without_secrets(text)
        self.out.secrets += 0 if is_mark else secrets
        if secrets or is_mark or (self.out.entries and is_signature(text)):
            self._drop(1)
            self.signed = True
        elif self._is_headed(text) or (self.out.body.columns and is_bold(raw)):
            self._leave_outside()
            self._stage(text)
        elif not self.out.body.columns and not self.out.entries:
            self.out.head.append(text)
        elif text.lower().startswith(GOAL_LEADS):
            self.out.entries.append(Entry(kind=EntryKind.GOAL, cells={Role.STAGE: text}))
        else:
            self.loose.append(text)

    def _drop(self, count: int) -> None:
        self.out.dropped += count

    def _stage(self, text: str) -> None:
        self.out.entries.append(Entry(kind=EntryKind.STAGE, cells={Role.STAGE: text}))

    def _is_headed(self, text: str) -> bool:
        """A stage's heading outside the table: «Этап 1. …», below the table's top «II. …»."""
        if len(text) >= LONGEST_STAGE:
            return False
        if _STRICT_STAGE.match(text.lower()):
            return bool(self.out.body.columns or self.out.head)
        return bool(self.out.body.columns and _ROMAN_STAGE.match(text))

    def _run(self, run: Run) -> None:
        body = self.out.body
        heading = run.heading() if id(run) in self.headed else None
        heading = heading if heading and body.may_take(heading.columns) else None
        if heading and not self._has_rows_before(run, heading):
            self._before(run.rows[: heading.first])
            self._name_stages()
            self._take(heading)
            self._rows(run.rows[heading.after :])
        elif run.is_marks():
            self.out.dropped, self.signed = self.out.dropped + len(run.rows), True
        elif heading or (body.columns and run.goes_on(body.columns, body.names)):
            self._name_rows(run)
            self._not_understood()
            self._rows(run.rows)
        elif self.headed or body.columns:
            self._other_table(run)
        else:
            self._guess(run)

    def _has_rows_before(self, run: Run, heading: Heading) -> bool:
        """Rows of the table above stand over a heading repeated in the middle of the run."""
        body, above = self.out.body, Run(rows=run.rows[: heading.first])
        return bool(body.columns and above.rows) and above.goes_on(body.columns, body.names)

    def _before(self, rows: list[Row]) -> None:
        """Rows over the heading: the paper's head, or lines between two tables."""
        for row in rows:
            if self.is_first:
                self._head_row(row.cells)
            else:
                text = " ".join(filter(None, row.cells))
                self._line(text, text)

    def _head_row(self, cells: tuple[str, ...]) -> None:
        """Approval stamps and titles are often set in a table above the plan's own."""
        lines = [line for cell in cells for line in cell.split("\n") if line]
        furniture = [line for line in lines if is_furniture(line)]
        self.out.dropped += len(furniture)
        self.out.head += [line for line in lines if line not in furniture]

    def _name_stages(self) -> None:
        """A short line right over each table of several is the title of its stage."""
        if self.is_first:
            self._remember_title()
            return
        line = self.loose[-1] if self.loose and _is_title(self.loose[-1]) else ""
        if line:
            self.loose.pop()
        self._leave_outside()
        if not line:
            return
        self._stage(line)

    def _remember_title(self) -> None:
        """The line over the first table may turn out to be its stage's title."""
        lines = [one for one in self.out.head[-LAST_LINES:] if _is_title(one)]
        self.title = lines[-1] if lines else ""
        self.is_first = False

    def _name_rows(self, run: Run) -> None:
        """Where lines name the stages, one over rows without a heading does so too."""
        line = self.loose[-1] if self.loose and _is_title(self.loose[-1]) else ""
        is_new = line[:1].isupper() and line[-1] not in ",;:-" and not run.is_piece()
        if is_new and self.title in self.out.head:
            self.loose.pop()
            self._not_understood()
            self._stage(line)

    def _settle_first_stage(self) -> None:
        """Rows before the first stage of several stand under the line over their heading."""
        entries = self.out.entries
        is_headless = bool(entries) and not _is_stage(entries[0]) and any(map(_is_stage, entries))
        if self.title in self.out.head and is_headless:
            later = self.out.head[self.out.head.index(self.title) + 1 :]
            goals = [one for one in later if one.lower().startswith(GOAL_LEADS)]
            self.out.head = [
                one for one in self.out.head if one != self.title and one not in goals
            ]
            for goal in goals:
                entries.insert(0, Entry(kind=EntryKind.GOAL, cells={Role.STAGE: goal}))
            entries.insert(0, Entry(kind=EntryKind.STAGE, cells={Role.STAGE: self.title}))

    def _take(self, heading: Heading) -> None:
        self.out.body.take(heading.columns, heading.names)
        self.out.had_heading = True

    def _other_table(self, run: Run) -> None:
        is_head = self.is_first and len(run.rows) <= LARGEST_HEAD and not run.is_foreign()
        if is_head:
            for row in run.rows:
                self._head_row(row.cells)
        else:
            self._leave_outside()
            self.out.others += len(run.rows)

    def _guess(self, run: Run) -> None:
        runs = [block for block in self.blocks if isinstance(block, Run)]
        columns = guessed(runs[runs.index(run) :])
        first = run.first_row(columns) if columns else len(run.rows)
        if first < len(run.rows):
            for row in run.rows[:first]:
                text = " ".join(filter(None, row.cells))
                if sum(map(bool, row.cells)) < 2 and "\n" not in text:
                    self._line(text, text)
                else:
                    self._head_row(row.cells)
            self._remember_title()
            self.out.body.take(columns, ("",) * (max(columns) + 1))
            self._rows(run.rows[first:])
        else:
            self._before(run.rows)

    def _rows(self, rows: list[Row]) -> None:
        is_other = False
        for at, row in enumerate(rows):
            if is_marks(row.cells) and not self.out.body.is_data(row.cells):
                self._drop(1)
                self.signed = self.signed or sum(map(bool, row.cells)) == 1
            elif _is_note(row.cells):
                self.out.outside += 1
            elif self.out.body.is_heading(row.cells):
                self._drop(1)
            elif columns := self.out.body.other_columns(row.cells):
                is_other = False
                self.out.body.take(columns, row.cells)
            elif is_other or is_foreign_heading(row.cells):
                is_other = True
                self.out.others += 1
            else:
                self._body_row(row, is_top=at == 0)

    def _body_row(self, row: Row, *, is_top: bool) -> None:
        self.signed = self.signed and sum(map(bool, row.cells)) == 1
        last = self.out.entries[-1] if self.out.entries else None
        if entry := self.out.body.entry(row, last, is_top=is_top):
            self.out.entries = with_entry(self.out.entries, entry)

    def _not_understood(self) -> None:
        """Lines in the middle of a table may be pieces of its rows."""
        for text in self.loose:
            self.out.entries.append(Entry(kind=EntryKind.TEXT, cells={Role.STAGE: text}))
        self.loose = []

    def _leave_outside(self) -> None:
        """Lines around tables are counted, those that look like rows are listed."""
        rows = [text for text in self.loose if _ROMAN_STAGE.match(text)]
        self.out.outside += len(self.loose) - len(rows)
        self.loose = rows
        self._not_understood()

    def _settle_end(self) -> None:
        if self.signed:
            self._drop(len(self.loose))
            self.loose = []
            entries = self.out.entries
            while entries and (entries[-1].kind is EntryKind.TEXT or entries[-1].is_weak):
                entries.pop()
                self._drop(1)
        self._leave_outside()


def _is_stage(entry: Entry) -> bool:
    return entry.kind is EntryKind.STAGE


def _is_note(cells: tuple[str, ...]) -> bool:
    """A starred text under the table: one text, and no row of it."""
    filled = [cell for cell in cells if cell]
    return len(filled) == 1 and filled[0].lower().startswith(NOTE_LEADS)


def _is_title(line: str) -> bool:
    """A line that may name a stage: short, no title of the paper, no appendix's mark."""
    lowered = line.lower()
    leads = (*APPENDIX_LEADS, *NOTE_LEADS, *GOAL_LEADS, *APPROVAL_STEMS)
    is_other = lowered.startswith(leads) or bool(_YEAR.search(line))
    named = any(stem in lowered for stem in (*TITLE_STEMS[:-1], *ORGANISATION_WORDS))
    named = named or bool(_ABBREVIATION.search(line))
    return len(line) <= LONGEST_LINE and not is_other and not named


def sort_out(paper: Paper) -> Sorted:
    """Split the paper into its head and logical rows."""
    return _Sorter(paper).sort()
