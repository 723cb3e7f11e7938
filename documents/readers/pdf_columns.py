"""A table without lines: its columns are told by the blank bands between the words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from documents.readers.pdf_words import Word
from domain.roadmap_columns import NUMBER, columns_of_heading
from domain.roadmap_paper import TableRow, TextLine
from domain.roadmap_words import Role

STEP = 2.0
NARROWEST = 6.0
"""Points of a band that parts two columns."""
CROSSED = 0.12
"""Share of lines, such as titles of stages, that may cross a band."""
HEADING_LINES = 4
FEWEST_COLUMNS = 3
LOOSE = 1.3
"""A gap between lines so many times the usual one parts two rows."""

Line = list[Word]
Band = tuple[float, float]


class Columned:
    """Finds the heading of a table without lines, then cuts each line at its columns."""

    def __init__(self) -> None:
        self.edges: list[float] = []
        self.roles: dict[int, Role] = {}

    def blocks(self, lines: list[Line], table: int) -> Iterator[TextLine | TableRow]:
        """Lines before a heading stay lines; below it, or on later pages, they are rows."""
        start = self._find(lines)
        if not self.edges:
            yield from (TextLine(text=_text(line)) for line in lines)
            return
        yield from (TextLine(text=_text(line)) for line in lines[:start])
        for row in self._rows(lines[start:]):
            yield self._block(row, table)

    def _find(self, lines: list[Line]) -> int:
        """Where the heading begins; 0 when the columns of the page above go on."""
        bands = [_edges(lines[at:]) for at in range(len(lines))]
        for count in range(1, HEADING_LINES + 1):
            for at, edges in enumerate(bands):
                cells = _cells(lines[at : at + count], edges) if len(edges) > 2 else []
                if sum(map(bool, cells)) >= FEWEST_COLUMNS and (
                    found := columns_of_heading(cells)
                ):
                    self.edges, self.roles = edges, found
                    return at
        return 0

    def _rows(self, lines: list[Line]) -> Iterator[list[Line]]:
        """Lines of one row together: a number, or a wide gap, begins the next."""
        usual = _usual_gap(lines)
        number = next((at for at, role in self.roles.items() if role is Role.NUMBER), -1)
        row: list[Line] = []
        for before, line in zip([None, *lines], lines, strict=False):
            cells = _cells([line], self.edges)
            gap = line[0].top - before[0].top if before else 0.0
            is_wide = _is_crossing(line, self.edges) and sum(map(bool, cells)) < FEWEST_COLUMNS
            if number >= 0:
                begins = bool(NUMBER.fullmatch(cells[number])) or is_wide or gap > 2 * usual
            else:
                begins = gap > LOOSE * usual or is_wide
            if row and (begins or _is_crossing(row[-1], self.edges)):
                yield row
                row = []
            row.append(line)
        if row:
            yield row

    def _block(self, row: list[Line], table: int) -> TextLine | TableRow:
        if all(_is_crossing(line, self.edges) for line in row):
            text = " ".join(map(_text, row))
            return TableRow(cells=(text, *[""] * (len(self.edges) - 1)), table=table, is_wide=True)
        return TableRow(cells=tuple(_cells(row, self.edges)), table=table)


def _edges(lines: Sequence[Line]) -> list[float]:
    """Left edges of the columns: where blank bands end."""
    if len(lines) < FEWEST_COLUMNS:
        return [0.0]
    left = min(line[0].x0 for line in lines)
    right = max(line[-1].x1 for line in lines)
    counts = [0] * (int((right - left) / STEP) + 2)
    for line in lines:
        taken = {
            at
            for word in line
            for at in range(int((word.x0 - left) / STEP), int((word.x1 - left) / STEP) + 1)
        }
        for at in taken:
            counts[at] += 1
    free = [count <= CROSSED * len(lines) for count in counts]
    edges, width = [left], 0.0
    for at, is_free in enumerate(free):
        if not is_free and width >= NARROWEST:
            edges.append(left + at * STEP)
        width = width + STEP if is_free else 0.0
    return edges


def _cells(lines: Sequence[Line], edges: Sequence[float]) -> list[str]:
    """The words of the lines under each column."""
    cells = [""] * len(edges)
    for line in lines:
        for word in line:
            middle = word.middle[0]
            at = max((i for i, edge in enumerate(edges) if edge <= middle + STEP), default=0)
            cells[at] += f" {word.text}"
    return [cell.strip() for cell in cells]


def _is_crossing(line: Line, edges: Sequence[float]) -> bool:
    """Words close together run over the edge of a column."""
    for one, other in pairwise(line):
        near = other.x0 - one.x1 < NARROWEST
        if near and any(one.middle[0] < edge <= other.x0 + STEP for edge in edges[1:]):
            return True
    return False


def _usual_gap(lines: Sequence[Line]) -> float:
    gaps = sorted(low[0].top - high[0].top for high, low in pairwise(lines))
    return gaps[len(gaps) // 4] if gaps else 0.0


def _text(line: Line) -> str:
    return " ".join(word.text for word in line)
