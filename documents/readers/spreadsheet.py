"""An .xlsx or .csv → paper: the first sheet that holds a table, with caps on its size."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO, StringIO

from documents.unreadable import Unreadable
from domain.roadmap_paper import Paper, TableRow, TextLine

MAX_ROWS = 2_000
MAX_COLUMNS = 40
MAX_EMPTY = 200
"""Empty rows on end after which a sheet is taken to be over."""


def read_xlsx(content: bytes) -> Paper:
    """Read the workbook's cells as shown; dates become day.month.year."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = sheet.iter_rows(values_only=True, max_row=MAX_ROWS, max_col=MAX_COLUMNS)
            blocks = tuple(_blocks(rows))
            if len(blocks) > 1:
                return Paper(blocks=blocks)
    finally:
        book.close()
    raise Unreadable("not_a_roadmap")


def read_csv(text: str) -> Paper:
    """Read comma- or semicolon-separated rows."""
    first = text[:4000]
    delimiter = ";" if first.count(";") > first.count(",") / 2 else ","
    rows = csv.reader(StringIO(text[:5_000_000]), delimiter=delimiter)
    return Paper(blocks=tuple(_blocks(rows)))


def is_csv(text: str) -> bool:
    """Most of its first lines hold the same number of semicolons, three or more columns."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:30]
    counts = [line.count(";") for line in lines]
    usual = max(set(counts), key=counts.count, default=0)
    return usual >= 2 and counts.count(usual) >= 0.6 * len(counts)


def _blocks(rows: Iterable[Iterable[object]]) -> Iterator[TextLine | TableRow]:
    empty, width = 0, 0
    for at, row in enumerate(rows):
        cells = [_shown(value) for value in row][:MAX_COLUMNS]
        while cells and not cells[-1]:
            cells.pop()
        empty = 0 if cells else empty + 1
        if empty > MAX_EMPTY or at >= MAX_ROWS:
            return
        filled = [cell for cell in cells if cell]
        width = max(width, len(filled))
        # Above the table a lone text is a line of the head; in it, a row of one text.
        if width < 3 and at < 15 and len(filled) == 1 and cells[0] == filled[0]:
            yield TextLine(text=filled[0])
        elif filled:
            yield TableRow(cells=tuple(cells))


def _shown(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
