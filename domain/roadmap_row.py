"""Body: a row of the plan's table → an entry, by the columns in force."""

import re
from collections.abc import Iterable, Sequence

from domain.deadline_reading import is_deadline
from domain.responsibles import names_somebody
from domain.roadmap_cleaning import is_bold
from domain.roadmap_columns import (
    Columns,
    columns_of_heading,
    is_heading_again,
    split_cell,
)
from domain.roadmap_entries import (
    NUMBERED,
    PLAIN_NUMBERED,
    Entry,
    EntryKind,
    is_open,
    is_stage_heading,
    with_number,
)
from domain.roadmap_grid import month_words
from domain.roadmap_tables import Row, Run
from domain.roadmap_words import GOAL_LEADS, Role

_CHILD = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\.?(?=\s|$|[^\W\d_])")
_ROMAN_LEAD = re.compile(r"[IVX]{1,4}[.)]\s*[^\W\d_]")
_ROMAN = re.compile(r"[IVX]+")
_NAMES = {Role.NUMBER, Role.STAGE, Role.ACTIVITY, Role.CONTENT}
_TOLD = {
    Role.DEADLINE, Role.DEADLINE_START, Role.DEADLINE_END, Role.MONTH, Role.RESPONSIBLE,
    Role.DEADLINE_AND_RESPONSIBLE,
}  # fmt: skip
FEWEST_WIDE = 3
"""Where so many rows are one wide cell, stages are such; a narrow one is a title alone."""
LONGEST_WEAK = 200


class Body:
    """The columns in force, and what rows above hand down."""

    def __init__(self) -> None:
        self.columns: Columns = {}
        self.names: tuple[str, ...] = ()
        self.above: tuple[str, ...] = ()
        self.parents: set[str] = set()
        self.wide = 0

    def learn(self, runs: Iterable[Run]) -> None:
        """Take down which numbers have numbers under them, and how many rows are one wide cell."""
        for run in runs:
            for row in run.rows:
                self.wide += row.raw.is_wide and not _is_goal(row.cells)
                for cell in row.cells:
                    if match := _CHILD.match(cell):
                        self.parents.add(match.group(1).rpartition(".")[0])

    def take(self, columns: Columns, names: tuple[str, ...]) -> None:
        """Another heading is in force from here on."""
        is_same = columns == self.columns and all(map(_same, names, self.names))
        self.columns, self.names = columns, names
        self.above = self.above if is_same else ()

    def may_take(self, columns: Columns) -> bool:
        """Where rows have dates or people, a heading without them is a row like another."""
        told = _TOLD & set(self.columns.values())
        return not told or bool(_TOLD & set(columns.values()))

    def other_columns(self, cells: Sequence[str]) -> Columns:
        """What another heading among the rows says; empty when the row is no heading."""
        columns = columns_of_heading(cells) if is_heading_again(cells) else {}
        return columns if self.may_take(columns) else {}

    def is_heading(self, cells: Sequence[str]) -> bool:
        """The heading in force, repeated."""
        pairs = list(zip(cells, self.names, strict=False))
        same = sum(bool(cell) and _alike(cell) == _alike(name) for cell, name in pairs)
        return same >= 2 and same * 2 > sum(map(bool, cells))

    def is_data(self, cells: Sequence[str]) -> bool:
        """It has the name of an activity beside something else."""
        named = (self.columns.get(index) in _NAMES - {Role.NUMBER} for index in range(len(cells)))
        has_name = any(cell and is_name for cell, is_name in zip(cells, named, strict=True))
        return has_name and sum(bool(cell) and not cell.isdecimal() for cell in cells) > 2

    def entry(self, row: Row, last: Entry | None, *, is_top: bool) -> Entry | None:
        """The row as an entry; merged cells have the value from above."""
        cells = self._handed_down(row)
        self.above = cells
        if lone := self._lone_text(row, cells, last, is_top=is_top):
            return lone
        by_role, months = self._by_role(cells)
        if not any(by_role.values()):
            return Entry(kind=EntryKind.TEXT, cells={Role.STAGE: " ".join(filter(None, cells))})
        stage_at = next((i for i, role in self.columns.items() if role is Role.STAGE), None)
        own = stage_at is not None and stage_at not in row.raw.merged
        return Entry(
            kind=EntryKind.ROW,
            cells=with_number(by_role),
            months=tuple(months),
            has_own_stage=own and bool(by_role.get(Role.STAGE)),
            is_top=is_top,
            is_hidden=row.raw.is_hidden,
        )

    def _handed_down(self, row: Row) -> tuple[str, ...]:
        return tuple(
            self.above[index] if index in row.raw.merged and index < len(self.above) else cell
            for index, cell in enumerate(row.cells)
        )

    def _by_role(self, cells: Sequence[str]) -> tuple[dict[Role, str], list[str]]:
        by_role: dict[Role, str] = {}
        months = []
        for index, cell in enumerate(cells):
            role = self.columns.get(index)
            if role is Role.MONTH:
                months += month_words(self.names[index], cell)
            elif role is Role.DEADLINE_AND_RESPONSIBLE:
                by_role |= split_cell(cell)
            elif role is not None and not by_role.get(role):
                by_role[role] = cell
        return by_role, months

    def _lone_text(
        self, row: Row, cells: Sequence[str], last: Entry | None, *, is_top: bool
    ) -> Entry | None:
        """A row of one text over the whole width: a stage or its goal."""
        filled = [(index, cell) for index, cell in enumerate(cells) if cell]
        number = ""
        if len(filled) == 2 and self.columns.get(filled[0][0]) is Role.NUMBER:
            number = filled.pop(0)[1]
        index, text = filled[0]
        raw = row.raw.cells[index]
        is_named = is_bold(raw) or is_stage_heading(text)
        is_child = bool(number) and not is_named and not self._heads(number)
        if len({cell for _, cell in filled}) != 1 or index in row.raw.merged or is_child:
            return None
        if text.lower().startswith(GOAL_LEADS):
            return Entry(kind=EntryKind.GOAL, cells={Role.STAGE: text})
        is_sure = bool(number) or is_named or (row.raw.is_wide and not text[0].islower())
        if not is_sure and not self._may_head(index, text, last, is_top=is_top):
            return None
        full = f"{number.rstrip('.')}. {text}" if number else text
        weak = not is_sure and self.columns.get(index) is not Role.NUMBER
        return Entry(kind=EntryKind.STAGE, cells={Role.STAGE: full}, is_weak=weak)

    def _heads(self, number: str) -> bool:
        """«1 | Подготовка» before «1.1 | …» is a stage."""
        plain = number.strip(" .)")
        return plain in self.parents or bool(_ROMAN.fullmatch(plain))

    def _may_head(self, index: int, text: str, last: Entry | None, *, is_top: bool) -> bool:
        """One text among empty cells, where names or merged cells stand."""
        role = self.columns.get(index)
        if role is Role.NUMBER:
            return text[0].isalnum()
        is_named = role in _NAMES
        if is_named and _ROMAN_LEAD.match(text):
            return True
        if is_named and self.wide >= FEWEST_WIDE:
            return False
        if not is_named and (index or is_deadline(text) or names_somebody(text)):
            return False
        if NUMBERED.match(text) or text[0].islower() or not text[0].isalnum():
            return False
        if (plain := PLAIN_NUMBERED.match(text)) and is_named:
            return Role.NUMBER in self.columns.values() or self._heads(plain.group(1))
        may_go_on = bool(index) or (is_top and last is not None)
        is_piece = is_named and Role.NUMBER in self.columns.values() and may_go_on
        goes_on = is_named and last is not None and is_open(last)
        return len(text) < LONGEST_WEAK and not is_piece and not goes_on


def _is_goal(cells: Sequence[str]) -> bool:
    return any(cell.lower().startswith(GOAL_LEADS) for cell in cells)


def _same(one: str, other: str) -> bool:
    return _alike(one) == _alike(other)


def _alike(text: str) -> str:
    return "".join(text.lower().split())
