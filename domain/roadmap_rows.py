"""A paper → its head and its logical rows; what is no part of the plan is dropped."""

import re
from dataclasses import dataclass, field, replace

from domain.deadline_reading import is_deadline
from domain.roadmap_cleaning import clean, is_bold, is_furniture, without_secrets
from domain.roadmap_columns import (
    Columns,
    columns_of_cells,
    columns_of_heading,
    is_heading_again,
    split_cell,
)
from domain.roadmap_entries import (
    NUMBERED,
    PLAIN_NUMBERED,
    Entry,
    EntryKind,
    goes_on_with_stage,
    is_open,
    is_stage_heading,
    is_torn_piece,
    joined,
    with_number,
    with_rows_for_weak,
)
from domain.roadmap_paper import Paper, TableRow, TextLine
from domain.roadmap_words import GOAL_LEADS, STRICT_STAGE_PATTERN, Role

_STRICT_STAGE = re.compile(STRICT_STAGE_PATTERN)
_ROMAN_STAGE = re.compile(r"(?:[IVX]{1,4}|\d{1,2})[.)]\s*[^\W\d]")
LONGEST_STAGE = 300
SEEN_AHEAD = 60
"""Blocks looked through for a heading before columns are guessed."""


@dataclass(slots=True, kw_only=True)
class Sorted:
    """The paper sorted out: lines before the table, entries, what was dropped."""

    head: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    columns: Columns = field(default_factory=dict)
    dropped: int = 0
    secrets: int = 0
    had_heading: bool = False


class _Sorter:
    """Walks over the blocks once, keeping what the table says about its columns."""

    def __init__(self, paper: Paper) -> None:
        self.blocks = paper.blocks
        self.out = Sorted()
        self.heading: tuple[str, ...] = ()
        self.names: dict[int, str] = {}
        self.above: tuple[str, ...] = ()
        self.signed = False

    def sort(self) -> Sorted:
        for at, block in enumerate(self.blocks):
            if isinstance(block, TextLine):
                self._line(block.text)
            else:
                self._row(block, at)
        if self.signed:
            self._drop_signature()
        self.out.entries = list(with_rows_for_weak(self.out.entries))
        return self.out

    def _drop_signature(self) -> None:
        """Lines around a signature under the table are part of it."""
        entries = self.out.entries
        while entries and (entries[-1].kind is EntryKind.TEXT or entries[-1].is_weak):
            entries.pop()
            self.out.dropped += 1

    def _line(self, raw: str) -> None:
        text = clean(raw)
        if not text:
            return
        text, secrets = without_secrets(text)
        self.out.secrets += secrets
        if secrets or is_furniture(text):
            self.out.dropped += 1
            self.signed = True
        elif self._is_headed(text) or (self.out.columns and is_bold(raw)):
            self.out.entries.append(Entry(kind=EntryKind.STAGE, cells={Role.STAGE: text}))
        elif not self.out.columns and not self.out.entries:
            self.out.head.append(text)
        elif text.lower().startswith(GOAL_LEADS):
            self.out.entries.append(Entry(kind=EntryKind.GOAL, cells={Role.STAGE: text}))
        else:
            self.out.entries.append(Entry(kind=EntryKind.TEXT, cells={Role.STAGE: text}))

    def _is_headed(self, text: str) -> bool:
        """A stage's heading outside the table: «Этап 1. …», below the table's top «II. …»."""
        if _STRICT_STAGE.match(text.lower()) and len(text) < LONGEST_STAGE:
            return bool(self.out.columns or self.out.head)
        return bool(self.out.columns and _ROMAN_STAGE.match(text)) and len(text) < LONGEST_STAGE

    def _row(self, row: TableRow, at: int) -> None:
        secrets = self.out.secrets
        cells = tuple(self._cell(cell) for cell in row.cells)
        if self.out.secrets > secrets and sum(map(bool, cells)) <= 1:
            self.out.dropped, self.signed = self.out.dropped + 1, True
        elif any(cells) and not self._is_above(cells, at) and not self._is_again(cells):
            self._body_row(row, cells)

    def _is_above(self, cells: tuple[str, ...], at: int) -> bool:
        """The heading itself, or a row that stands before it."""
        if self.out.columns:
            return False
        self._start(cells, at)
        if not self.out.columns:
            self._head_row(cells)
        return bool(self.heading) or not self.out.columns

    def _is_again(self, cells: tuple[str, ...]) -> bool:
        """A heading or a stamp repeated, or the heading of another table."""
        if self._is_repeated(cells):
            self.out.dropped += 1
            self.signed = self.signed or sum(map(bool, cells)) == 1
            return True
        if self.heading and is_heading_again(cells) and (columns := columns_of_heading(cells)):
            self.heading, self.out.columns, self.names = cells, columns, dict(enumerate(cells))
            return True
        return False

    def _body_row(self, row: TableRow, cells: tuple[str, ...]) -> None:
        filled = self._handed_down(cells, row.merged)
        self.signed = self.signed and sum(map(bool, filled)) == 1
        entry = self._entry(row, filled)
        self.above = filled
        if entry:
            self._add(entry)

    def _cell(self, raw: str) -> str:
        text, secrets = without_secrets(clean(raw))
        self.out.secrets += secrets
        return text

    def _start(self, cells: tuple[str, ...], at: int) -> None:
        """Take the heading row, or guess the columns from the cells below."""
        columns = columns_of_heading(cells)
        if columns:
            self.heading, self.out.columns, self.out.had_heading = cells, columns, True
            self.names = dict(enumerate(cells))
            return
        later = self.blocks[at : at + SEEN_AHEAD]
        rows = [[clean(cell) for cell in one.cells] for one in later if isinstance(one, TableRow)]
        if not any(map(columns_of_heading, rows)):
            self.out.columns = columns_of_cells(rows)

    def _head_row(self, cells: tuple[str, ...]) -> None:
        """Approval stamps and titles are often set in a table above the plan's own."""
        lines = [line for cell in cells for line in cell.split("\n") if line]
        furniture = [line for line in lines if is_furniture(line)]
        self.out.dropped += len(furniture)
        self.out.head += [line for line in lines if line not in furniture]

    def _is_repeated(self, cells: tuple[str, ...]) -> bool:
        if all(is_furniture(cell) for cell in cells if cell):
            return True
        pairs = list(zip(cells, self.heading, strict=False))
        same = sum(bool(cell) and _alike(cell) == _alike(name) for cell, name in pairs)
        return same >= 2 and same * 2 > sum(map(bool, cells))

    def _handed_down(self, cells: tuple[str, ...], merged: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(
            self.above[index] if index in merged and index < len(self.above) else cell
            for index, cell in enumerate(cells)
        )

    def _entry(self, row: TableRow, cells: tuple[str, ...]) -> Entry | None:
        by_role: dict[Role, str] = {}
        months = []
        for index, cell in enumerate(cells):
            role = self.out.columns.get(index)
            if role is Role.MONTH and cell:
                months.append(self.names.get(index, ""))
            elif role is Role.DEADLINE_AND_RESPONSIBLE:
                by_role |= split_cell(cell)
            elif role is not None and role not in by_role:
                by_role[role] = cell
        if lone := self._lone_text(row, cells):
            return lone
        stage_at = next((i for i, r in self.out.columns.items() if r is Role.STAGE), None)
        own = stage_at is not None and stage_at not in row.merged
        if not any(by_role.values()):
            return Entry(kind=EntryKind.TEXT, cells={Role.STAGE: " ".join(filter(None, cells))})
        return Entry(
            kind=EntryKind.ROW,
            cells=with_number(by_role),
            months=tuple(months),
            has_own_stage=own and bool(by_role.get(Role.STAGE)),
        )

    def _lone_text(self, row: TableRow, cells: tuple[str, ...]) -> Entry | None:
        """A row of one text over the whole width: a stage, its goal, or a torn piece."""
        filled = [(index, cell) for index, cell in enumerate(cells) if cell]
        number = ""
        if len(filled) == 2 and self.out.columns.get(filled[0][0]) is Role.NUMBER:
            number = filled.pop(0)[1]
        texts = {cell for _, cell in filled}
        if len(texts) != 1:
            return None
        index, text = filled[0]
        is_named = is_bold(row.cells[index]) or is_stage_heading(text)
        if index in row.merged or (number and not is_named and not self._heads_next(number)):
            return None
        if text.lower().startswith(GOAL_LEADS):
            return Entry(kind=EntryKind.GOAL, cells={Role.STAGE: text})
        role = self.out.columns.get(index)
        names = {Role.NUMBER, Role.STAGE, Role.ACTIVITY, Role.CONTENT}
        is_first = index == 0 and role is Role.DEADLINE and not is_deadline(text)
        if role not in names and not is_named and not is_first:
            return None
        if not number and not self._is_heading(row.cells[index], text, role):
            return None
        full = f"{number.rstrip('.')}. {text}" if number else text
        weak = not (number or is_named) and role is not Role.NUMBER
        return Entry(kind=EntryKind.STAGE, cells={Role.STAGE: full}, is_weak=weak)

    def _heads_next(self, number: str) -> bool:
        """«1 | Подготовка» before «1.1 | …» is a stage."""
        plain = number.strip(" .)")
        if not plain.isdecimal():
            return bool(re.fullmatch(r"[IVX]+", plain))
        starts = (f"{plain}.1",)
        texts = (cell for row in self.blocks if isinstance(row, TableRow) for cell in row.cells)
        return any(cell.strip().startswith(starts) for cell in texts)

    def _is_heading(self, raw: str, text: str, role: Role | None) -> bool:
        if is_bold(raw) or is_stage_heading(text) or role is Role.NUMBER:
            return True
        has_numbers = Role.NUMBER in self.out.columns.values()
        if NUMBERED.match(text) or text[0].islower() or not text[0].isalnum():
            return False
        plain = PLAIN_NUMBERED.match(text)
        if plain:
            return self._heads_next(plain.group(1))
        last = self.out.entries[-1] if self.out.entries else None
        return len(text) < 200 and not has_numbers and (not last or not is_open(last))

    def _add(self, entry: Entry) -> None:
        last = self.out.entries[-1] if self.out.entries else None
        if last and last.kind is EntryKind.ROW and is_torn_piece(entry, last):
            self.out.entries[-1] = joined(last, entry)
        elif last and last.kind is EntryKind.STAGE and goes_on_with_stage(entry):
            text = f"{last.text(Role.STAGE)} {''.join(filter(None, entry.cells.values()))}"
            self.out.entries[-1] = replace(last, cells={Role.STAGE: text})
        else:
            self.out.entries.append(entry)


def sort_out(paper: Paper) -> Sorted:
    """Split the paper into its head and logical rows."""
    return _Sorter(paper).sort()


def _alike(text: str) -> str:
    return "".join(text.lower().split())
