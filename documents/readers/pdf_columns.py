"""A table without lines: its columns are told by where cells begin, its rows by their gaps."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from documents.readers.pdf_edges import (
    NEAR,
    Line,
    Piece,
    crosses,
    edges_of,
    pieces_of,
    with_names,
)
from domain.roadmap_cleaning import is_furniture
from domain.roadmap_columns import (
    NUMBER,
    columns_of_cells,
    columns_of_heading,
    is_heading_again,
)
from domain.roadmap_headings import role_of
from domain.roadmap_paper import TableRow, TextLine
from domain.roadmap_words import Role

HEADING_LINES = 4
FEWEST_COLUMNS = 3
FEWEST_NAMES = 2
FEWEST_ROWS = 3
SEEN_AHEAD = 60
LOOSE = 1.3
"""A gap between lines so many times the usual one parts two rows."""
SPACED = 1.5
"""Where lines usually stand so many times their height apart, each is a row."""
_TOLD = {Role.DEADLINE, Role.DEADLINE_START, Role.DEADLINE_END, Role.MONTH, Role.RESPONSIBLE}

Pieces = list[Piece]


class Columned:
    """Finds the heading of a table without lines, then cuts each line at its columns."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self.pages = [[pieces_of(line) for line in lines] for lines in pages]
        self.edges: list[float] = []
        self.roles: dict[int, Role] = {}
        self.names: list[str] = []
        self.is_headless = not any(
            columns_of_heading(list(map(_words, line))) for lines in self.pages for line in lines
        )

    def blocks(self, page: int, table: int) -> Iterator[TextLine | TableRow]:
        """Lines before a heading stay lines; below it, or on later pages, they are rows."""
        lines = self.pages[page]
        start = self._find(lines, [line for later in self.pages[page + 1 :] for line in later])
        if not self.edges:
            yield from (TextLine(text=_text(line)) for line in lines)
            return
        yield from (TextLine(text=_text(line)) for line in lines[:start])
        for row in self._rows(lines[start:]):
            yield self._block(row, table)

    def _find(self, lines: list[Pieces], later: list[Pieces]) -> int:
        """Where the heading begins; 0 when the columns of the page above go on."""
        for at in range(len(lines)):
            if len(lines[at]) < 2 or not _names_columns(lines[at : at + HEADING_LINES]):
                continue
            below = [*lines[at:], *later]
            found = edges_of(below)
            for count in range(1, HEADING_LINES + 1):
                heading = lines[at : at + count]
                if self.edges and _cells(heading, self.edges) == self.names:
                    return 0
                if self._takes(heading, with_names(found, heading, below)):
                    return at
        return self._guess(lines, later) if self.is_headless and not self.edges else 0

    def _guess(self, lines: list[Pieces], later: list[Pieces]) -> int:
        """Where rows of a table without a heading begin: its cells tell what they are."""
        edges = edges_of([*lines, *later])
        full = [line for line in (*lines, *later) if len(line) >= FEWEST_COLUMNS]
        first = next((at for at, line in enumerate(lines) if len(line) >= FEWEST_COLUMNS), -1)
        if first < 0 or len(edges) < FEWEST_COLUMNS or len(full) < FEWEST_ROWS:
            return 0
        roles = columns_of_cells([_cells([line], edges) for line in full[:SEEN_AHEAD]])
        if Role.ACTIVITY in roles.values():
            self.edges, self.roles = edges, roles
        return first

    def _takes(self, heading: list[Pieces], edges: list[float]) -> bool:
        """The lines are a heading over columns at these edges, which hold from here on."""
        names = _cells(heading, edges)
        is_over = any(crosses(line, edge) for line in heading for edge in edges[1:])
        if is_over or sum(map(bool, names)) < FEWEST_COLUMNS:
            return False
        roles = columns_of_heading(names)
        if not self._may_take(roles, names):
            return False
        self.edges, self.roles, self.names = edges, roles, names
        return True

    def _may_take(self, found: dict[int, Role], names: list[str]) -> bool:
        """Below a heading only another one as strict is one."""
        if not self.edges:
            return bool(found)
        return bool(_TOLD & set(found.values())) and is_heading_again(names)

    def _rows(self, lines: list[Pieces]) -> Iterator[list[Pieces]]:
        """Lines of one row together: a number, or a wide gap, begins the next."""
        least = _least_gap(lines)
        number = next((at for at, role in self.roles.items() if role is Role.NUMBER), -1)
        row: list[Pieces] = []
        for before, line in zip([None, *lines], lines, strict=False):
            gap = _top(line) - _top(before) if before else 0.0
            begins = gap > least or self._is_wide(line)
            begins = begins or (
                number >= 0 and bool(NUMBER.fullmatch(_cells([line], self.edges)[number]))
            )
            if row and (begins or self._is_wide(row[-1])):
                yield row
                row = []
            row.append(line)
        if row:
            yield row

    def _is_wide(self, line: Pieces) -> bool:
        """One text over several columns."""
        is_over = any(crosses(line, edge) for edge in self.edges[1:])
        return is_over and len(line) < FEWEST_COLUMNS

    def _block(self, row: list[Pieces], table: int) -> TextLine | TableRow:
        text = " ".join(map(_text, row))
        if len(row) == len(row[0]) == 1 and is_furniture(text):
            return TextLine(text=text)
        if all(self._is_wide(line) for line in row):
            return TableRow(cells=(text, *[""] * (len(self.edges) - 1)), table=table, is_wide=True)
        return TableRow(cells=tuple(_cells(row, self.edges)), table=table)


def _names_columns(lines: Sequence[Pieces]) -> bool:
    """Some pieces read like the names of columns."""
    texts = [_words(piece) for line in lines for piece in line]
    return sum(role_of(text) is not None for text in texts) >= FEWEST_NAMES


def _cells(lines: Sequence[Pieces], edges: Sequence[float]) -> list[str]:
    """The words of the lines under each column."""
    cells = [""] * len(edges)
    for word in (word for line in lines for piece in line for word in piece):
        at = max((i for i, edge in enumerate(edges) if edge <= word.x0 + NEAR), default=0)
        cells[at] += f" {word.text}"
    return [cell.strip() for cell in cells]


def _least_gap(lines: Sequence[Pieces]) -> float:
    """A wider gap parts two rows: wider than inside a row, or than a line that goes on."""
    gaps = sorted(_top(low) - _top(high) for high, low in pairwise(lines))
    if not gaps:
        return 0.0
    usual = gaps[len(gaps) // 4]
    heights = sorted(line[0][0].bottom - line[0][0].top for line in lines)
    is_spaced = usual > SPACED * heights[len(heights) // 2]
    return usual / LOOSE if is_spaced else usual * LOOSE


def _top(line: Pieces) -> float:
    return line[0][0].top


def _text(line: Pieces) -> str:
    return " ".join(map(_words, line))


def _words(piece: Piece) -> str:
    return " ".join(word.text for word in piece)
