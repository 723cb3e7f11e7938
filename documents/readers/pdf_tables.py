"""Ruled tables of a PDF: cells by their boxes, columns shared by all pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from documents.readers.pdf_words import Word, longest_line, unwrapped
from domain.roadmap_paper import TableRow

Box = tuple[float, float, float, float]
NEAR = 4.0
"""Points by which one edge may differ from page to page."""
MAX_COLUMNS = 40


@dataclass(slots=True, kw_only=True)
class Cell:
    """A cell's box and the words in it."""

    box: Box
    words: list[Word] = field(default_factory=list)
    room: float = 0.0

    def text(self) -> str:
        """Its text, bold if every word is."""
        text = unwrapped(self.words, self.room)
        is_bold = bool(self.words) and all(word.is_bold for word in self.words)
        return f"<b>{text}</b>" if is_bold else text


@dataclass(slots=True, kw_only=True)
class Ruled:
    """A table: its box and its rows of cells."""

    box: Box
    rows: list[list[Cell]]

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.box[1]

    def holds(self, word: Word) -> bool:
        """The word stands inside."""
        return _is_in(word, self.box)


def ruled(page: Any, words: list[Word]) -> list[Ruled]:
    """Tables drawn with lines; frames around a text and single cells are none."""
    found = []
    for table in page.find_tables():
        rows = [[Cell(box=box) for box in row.cells if box] for row in table.rows]
        rows = [row for row in rows if row]
        if max(map(len, rows), default=0) < 2:
            continue
        inside = [word for word in words if _is_in(word, table.bbox)]
        for row in rows:
            _fill(row, inside)
        _measure(rows)
        found.append(Ruled(box=table.bbox, rows=rows))
    return found


def _measure(rows: list[list[Cell]]) -> None:
    """The room of a column is the longest line in it: padding is never told."""
    rooms: dict[tuple[int, int], float] = {}
    for cell in (cell for row in rows for cell in row):
        key = round(cell.box[0]), round(cell.box[2])
        rooms[key] = max(rooms.get(key, 0.0), longest_line(cell.words))
    for cell in (cell for row in rows for cell in row):
        cell.room = rooms[round(cell.box[0]), round(cell.box[2])]


def _fill(row: list[Cell], words: list[Word]) -> None:
    top, bottom = min(cell.box[1] for cell in row), max(cell.box[3] for cell in row)
    beside = [word for word in words if top <= word.middle[1] <= bottom]
    for cell in row:
        cell.words = [word for word in beside if _is_in(word, cell.box)]


def _is_in(word: Word, box: Box) -> bool:
    x, y = word.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


class Grid:
    """Left edges of columns of all tables of the same width."""

    def __init__(self, tables: Iterable[Ruled]) -> None:
        self.edges: dict[tuple[int, int], list[float]] = {}
        for table in tables:
            edges = self.edges.setdefault(self._key(table), [])
            for row in table.rows:
                for cell in row:
                    if not any(abs(edge - cell.box[0]) <= NEAR for edge in edges):
                        edges.append(cell.box[0])
        for edges in self.edges.values():
            edges.sort()

    def _key(self, table: Ruled) -> tuple[int, int]:
        """Tables of nearly the same left and right are one going on."""
        left, right = table.box[0], table.box[2]
        for key in self.edges:
            if abs(key[0] - left) <= 2 * NEAR and abs(key[1] - right) <= 2 * NEAR:
                return key
        return round(left), round(right)

    def rows(self, table: Ruled, number: int) -> Iterator[TableRow]:
        """The table's rows, each cell under its column."""
        edges = self.edges[self._key(table)][:MAX_COLUMNS]
        above: dict[int, Cell] = {}
        for row in table.rows:
            texts, merged = [""] * len(edges), []
            top = min(cell.box[1] for cell in row)
            own = {self._column(edges, cell): cell for cell in row}
            for column, cell in own.items():
                texts[column] = cell.text()
            for column, cell in above.items():
                if column not in own and cell.box[3] > top + NEAR:
                    merged.append(column)
            above = {column: one for column, one in above.items() if column in merged} | own
            is_wide = len(row) == 1 and not merged and len(edges) > 2
            yield TableRow(
                cells=tuple(texts), merged=tuple(sorted(merged)), table=number, is_wide=is_wide
            )

    @staticmethod
    def _column(edges: list[float], cell: Cell) -> int:
        return min(range(len(edges)), key=lambda at: abs(edges[at] - cell.box[0]))
