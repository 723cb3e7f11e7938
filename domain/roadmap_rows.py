"""Rows of a paper's table → entries by column, torn rows put together again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.roadmap_cleaning import clean, is_bold, is_furniture, without_secrets
from domain.roadmap_columns import (
    NUMBER,
    Columns,
    columns_of_cells,
    columns_of_heading,
    is_heading_again,
)
from domain.roadmap_paper import Paper, TableRow, TextLine
from domain.roadmap_words import GOAL_LEADS, STAGE_ENDS, STAGE_LEADS, Role

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,3}){1,3})\.?\s*(?=[^\W\d_]|[«\"(])")
_PLAIN_NUMBERED = re.compile(r"(\d{1,3})[.)]\s*(?=[^\W\d_]|[«\"(])")
_STAGE_LEAD = re.compile(rf"(?:\d{{1,2}}\s*(?:-?й)?\s*)?(?:{'|'.join(STAGE_LEADS)})\b")
_STRICT_STAGE = re.compile(
    rf"(?:{'|'.join(STAGE_LEADS)})\s*№?\s*(?:\d|[ivx]+\b)|(?:[ivx]+|\d)[ -]+этап"
)
_ROMAN_STAGE = re.compile(r"(?:[IVX]{1,4}|\d{1,2})[.)]\s*[^\W\d]")
LONGEST_STAGE = 300


class EntryKind(StrEnum):
    """What a logical row is."""

    ROW = "row"
    STAGE = "stage"
    GOAL = "goal"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One logical row: its texts by role; `is_torn` when pieces of it were joined.

    `is_weak` marks a stage told only by the empty cells around it.
    """

    kind: EntryKind
    cells: dict[Role, str] = field(default_factory=dict)
    is_torn: bool = False
    months: tuple[str, ...] = ()
    has_own_stage: bool = True
    is_weak: bool = False

    def text(self, role: Role) -> str:
        """The cell's text, empty when the paper has no such column."""
        return self.cells.get(role, "")


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
                self.signed = False
                self._row(block, at)
        if self.signed:
            self._drop_signature()
        self.out.entries = list(_with_rows_for_weak(self.out.entries))
        return self.out

    def _drop_signature(self) -> None:
        """Lines around a signature under the table are part of it."""
        entries = self.out.entries
        while entries and entries[-1].kind is EntryKind.TEXT:
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
        cells = tuple(self._cell(cell) for cell in row.cells)
        if not any(cells):
            return
        if not self.out.columns:
            self._start(cells, at)
            if self.heading:
                return
        if self._is_repeated(cells):
            self.out.dropped += 1
            return
        if self.heading and is_heading_again(cells) and (columns := columns_of_heading(cells)):
            self.heading, self.out.columns, self.names = cells, columns, dict(enumerate(cells))
            return
        filled = self._handed_down(cells, row.merged)
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
        later = self.blocks[at : at + 40]
        rows = [[clean(cell) for cell in one.cells] for one in later if isinstance(one, TableRow)]
        if not any(columns_of_heading(row) for row in rows[:6]):
            self.out.columns = columns_of_cells(rows)

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
        if index in row.merged or (number and not self._heads_next(number)):
            return None
        if text.lower().startswith(GOAL_LEADS):
            return Entry(kind=EntryKind.GOAL, cells={Role.STAGE: text})
        role = self.out.columns.get(index)
        names = {Role.NUMBER, Role.STAGE, Role.ACTIVITY, Role.CONTENT}
        if role not in names and not is_stage_heading(text):
            return None
        if not number and not self._is_heading(row.cells[index], text, role):
            return None
        full = f"{number.rstrip('.')}. {text}" if number else text
        is_sure = number or is_bold(row.cells[index]) or is_stage_heading(text)
        weak = not is_sure and role is not Role.NUMBER
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
        if _NUMBERED.match(text) or text[0].islower() or not text[0].isalnum():
            return False
        plain = _PLAIN_NUMBERED.match(text)
        if plain:
            return self._heads_next(plain.group(1))
        last = self.out.entries[-1] if self.out.entries else None
        return len(text) < 200 and not has_numbers and (not last or not _is_open(last))

    def _add(self, entry: Entry) -> None:
        last = self.out.entries[-1] if self.out.entries else None
        if last and last.kind is EntryKind.ROW and is_torn_piece(entry, last):
            self.out.entries[-1] = joined(last, entry)
        else:
            self.out.entries.append(entry)


def sort_out(paper: Paper) -> Sorted:
    """Split the paper into its head and logical rows."""
    return _Sorter(paper).sort()


def _with_rows_for_weak(entries: list[Entry]) -> Iterator[Entry]:
    """A weak stage that heads no rows, or comes after rows of no stage, is an activity."""
    headless = any(entry.kind is EntryKind.ROW for entry in entries[:1])
    for entry, following in zip(entries, [*entries[1:], None], strict=False):
        empty = following is None or following.kind is not EntryKind.ROW
        if entry.is_weak and (headless or empty):
            yield Entry(kind=EntryKind.ROW, cells={Role.ACTIVITY: entry.text(Role.STAGE)})
        else:
            yield entry


def _alike(text: str) -> str:
    return "".join(text.lower().split())


def is_stage_heading(text: str) -> bool:
    """«Этап 1. …», «Раздел II», «Подготовительный этап»."""
    lowered = text.lower().strip(' «"')
    return bool(_STAGE_LEAD.match(lowered)) or lowered.endswith(STAGE_ENDS)


def _is_open(entry: Entry) -> bool:
    """Its last text breaks off in the middle of a sentence."""
    text = entry.text(Role.ACTIVITY) or entry.text(Role.CONTENT)
    return bool(text) and text[-1] in ",:;-–"


def with_number(cells: dict[Role, str]) -> dict[Role, str]:
    """The number before an activity's text goes where numbers stand."""
    number = cells.get(Role.NUMBER, "").strip(" .)")
    role = Role.ACTIVITY if cells.get(Role.ACTIVITY) else Role.CONTENT
    text = cells.get(role, "")
    if not number and Role.NUMBER not in cells:
        match = _NUMBERED.match(text) or _PLAIN_NUMBERED.match(text)
        if match and not text[match.end() :].count(f"{_next(match.group(1))})"):
            return cells | {Role.NUMBER: match.group(1), role: text[match.end() :]}
    return cells | {Role.NUMBER: number if NUMBER.fullmatch(number) else ""}


def _next(number: str) -> int:
    return int(number.rpartition(".")[2]) + 1


def is_torn_piece(entry: Entry, last: Entry) -> bool:
    """The row goes on with the one above, as after a page break."""
    if entry.kind is not EntryKind.ROW or entry.text(Role.NUMBER) or entry.has_own_stage:
        return False
    name = entry.text(Role.ACTIVITY) or entry.text(Role.CONTENT)
    if not name:
        return bool(entry.cells) and not entry.text(Role.DEADLINE)
    if entry.text(Role.DEADLINE):
        return False
    if Role.NUMBER in last.cells and last.text(Role.NUMBER) and entry.text(Role.RESPONSIBLE) == "":
        return True
    return name[0].islower() or name[0] in "-–—•·"


def joined(last: Entry, piece: Entry) -> Entry:
    """Cell by cell; a bullet begins a line of its own."""
    cells = dict(last.cells)
    for role, text in piece.cells.items():
        if text and role is not Role.NUMBER:
            joint = "\n" if text[0] in "-–—•·" else " "
            cells[role] = f"{cells.get(role, '')}{joint}{text}".strip()
    return replace(last, cells=cells, is_torn=True)


def rows_of(entries: list[Entry]) -> Iterator[Entry]:
    """The entries that are rows of the table."""
    return (entry for entry in entries if entry.kind is EntryKind.ROW)
