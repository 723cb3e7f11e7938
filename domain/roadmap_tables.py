"""A paper → its runs of rows: which of them are the plan, under which columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from domain.deadline_reading import is_deadline
from domain.responsibles import is_somebody
from domain.roadmap_cleaning import is_furniture, is_signature
from domain.roadmap_columns import (
    NUMBER,
    Columns,
    below_heading,
    columns_of_cells,
    columns_of_heading,
    is_foreign_heading,
)
from domain.roadmap_entries import is_stage_heading
from domain.roadmap_paper import TableRow
from domain.roadmap_words import APPROVAL_PATTERN, Role

_APPROVAL = re.compile(APPROVAL_PATTERN)
_ITEM = re.compile(r"\d{1,2}(?:\.\d{1,3}){1,3}\.?\s*[^\W\d_]")
_NUMBERED_STAGE = re.compile(r"[IVX]{1,4}\.\s*[^\W\d_]")
_DATED = (Role.DEADLINE, Role.DEADLINE_START, Role.DEADLINE_END)
HEADING_WITHIN = 25
"""Rows of a table looked through for its heading."""
MOST_PIECES = 2
"""Rows that a page's break may tear."""
LONGEST_STAGE = 150
FEWEST_SIGNS = 2
"""A row of the plan has a title and one thing more, or three things without a title."""
SEEN_AHEAD = 60
"""Rows looked through when columns are guessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A table's row with its cells cleaned."""

    raw: TableRow
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Where a run's heading ends, what it says, and its names."""

    first: int
    after: int
    columns: Columns
    names: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Run:
    """Rows that stand together."""

    rows: list[Row] = field(default_factory=list)

    def heading(self, *, within: int = HEADING_WITHIN) -> Heading | None:
        """The first heading of the run, of one level or of two."""
        for at, row in enumerate(self.rows[:within]):
            if is_foreign_heading(row.cells) and not columns_of_heading(row.cells):
                return None
            if found := self._heading_at(at):
                return found
        return None

    def _heading_at(self, at: int) -> Heading | None:
        cells = self.rows[at].cells
        if at + 1 < len(self.rows):
            names, columns = below_heading(cells, self.rows[at + 1].cells)
            if columns:
                return Heading(first=at, after=at + 2, columns=columns, names=names)
        columns = columns_of_heading(cells)
        return Heading(first=at, after=at + 1, columns=columns, names=cells) if columns else None

    def is_foreign(self) -> bool:
        """Its first row is the heading of another table."""
        return any(is_foreign_heading(row.cells) for row in self.rows[:2])

    def is_marks(self) -> bool:
        """Nothing but stamps and signatures."""
        return all(is_marks(row.cells) for row in self.rows)

    def goes_on(self, columns: Columns, names: Sequence[str]) -> bool:
        """The rows fit under the columns of the table above."""
        width = 1 + max((at for row in self.rows for at, cell in enumerate(row.cells) if cell))
        if self.is_foreign() or width > max(len(names), max(columns) + 1):
            return False
        if len(self.rows) <= MOST_PIECES and all(_is_whole_piece(row.cells) for row in self.rows):
            return True
        dates = [cell for role in _DATED for cell in self._under(columns, role)]
        if dates:
            return 2 * sum(map(is_deadline, dates)) >= len(dates)
        if numbers := list(self._under(columns, Role.NUMBER)):
            return all(map(NUMBER.fullmatch, numbers))
        people = list(self._under(columns, Role.RESPONSIBLE))
        if people or not set(columns.values()) & {*_DATED, Role.RESPONSIBLE}:
            return 2 * sum(map(is_somebody, people)) >= len(people)
        titled = [index for index, role in columns.items() if role is Role.ACTIVITY]
        is_begun = _is_piece(self.rows[0].cells)
        return all(
            _is_piece(row.cells)
            or _is_stage(row)
            or (is_begun and row.raw.is_wide)
            or any(_ITEM.match(row.cells[at]) for at in titled if at < len(row.cells))
            for row in self.rows
        )

    def first_row(self, columns: Columns) -> int:
        """Where rows of the plan begin under guessed columns: lines and stamps stand above."""
        for at, row in enumerate(self.rows):
            told = {columns.get(index): cell for index, cell in enumerate(row.cells) if cell}
            if any(_APPROVAL.match(cell.lower()) for cell in row.cells):
                continue
            signs = (
                Role.ACTIVITY in told,
                is_deadline(told.get(Role.DEADLINE, "")),
                is_somebody(told.get(Role.RESPONSIBLE, "")),
                bool(NUMBER.fullmatch(told.get(Role.NUMBER, ""))),
            )
            if sum(signs) >= (FEWEST_SIGNS if signs[0] else FEWEST_SIGNS + 1):
                return at
        return len(self.rows)

    def is_piece(self) -> bool:
        """Its first row goes on in the middle of a sentence."""
        return _is_piece(self.rows[0].cells) and sum(map(bool, self.rows[0].cells)) < 2

    def _under(self, columns: Columns, role: Role) -> Iterator[str]:
        at = next((index for index, one in columns.items() if one is role), -1)
        for row in self.rows:
            if 0 <= at < len(row.cells) and row.cells[at] and sum(map(bool, row.cells)) > 1:
                yield row.cells[at]


def _is_whole_piece(cells: Sequence[str]) -> bool:
    """Each of its texts goes on, and there is no number to begin a row of its own."""
    return all(_is_piece([cell]) for cell in cells if cell)


def _is_stage(row: Row) -> bool:
    """One text, worded or numbered as a stage is."""
    filled = [cell for cell in row.cells if cell]
    if len(filled) != 1 or len(filled[0]) > LONGEST_STAGE:
        return False
    return is_stage_heading(filled[0]) or bool(_NUMBERED_STAGE.match(filled[0]))


def _is_piece(cells: Sequence[str]) -> bool:
    """Its texts go on in the middle of a sentence or of a list."""
    return any(cell[0].islower() or cell[0] in "-–—•·" for cell in cells if cell)


def is_marks(cells: Sequence[str]) -> bool:
    """Each filled cell is a stamp, or all of them together are a signature."""
    filled = [cell for cell in cells if cell]
    return all(map(is_furniture, filled)) or is_signature(" ".join(filled))


def guessed(runs: Sequence[Run]) -> Columns:
    """Columns told by what the cells of the runs hold; empty when they do not tell."""
    rows = [row.cells for run in runs for row in run.rows if sum(map(bool, row.cells)) > 1]
    return columns_of_cells(rows[:SEEN_AHEAD])
