"""An .xlsx or .csv → paper: all shown sheets with a table, with caps on their size."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from documents.readers.sheets import Merges, merges_of
from documents.unreadable import Unreadable
from domain.roadmap_paper import Paper, TableRow, TextLine
from domain.roadmap_words import SHEET_NAMES

MAX_ROWS = 2_000
MAX_COLUMNS = 40
MAX_SHEETS = 20
MAX_EMPTY = 200
"""Empty rows on end after which a sheet is taken to be over."""
MAX_TEXT = 5_000_000
LARGEST_XML = 60 * 1024 * 1024
"""A larger sheet is read without its merged cells."""
SNIFFED = 60
"""Rows by which the delimiter of a csv is told."""


def read_xlsx(content: bytes) -> Paper:
    """Read the workbook's cells as shown; dates become day.month.year."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        papers = [(sheet.title, list(_sheet(book, sheet))) for sheet in sheets[:MAX_SHEETS]]
    finally:
        book.close()
    blocks = list(_together([(title, rows) for title, rows in papers if rows]))
    if not blocks:
        raise Unreadable("not_a_roadmap")
    return Paper(blocks=tuple(blocks))


def _together(sheets: Sequence[tuple[str, list[TableRow]]]) -> Iterator[TextLine | TableRow]:
    """Sheets one after another; of several, each with its own name over it."""
    before = 0
    for title, rows in sheets:
        if len(sheets) > 1 and not title.lower().startswith(SHEET_NAMES):
            yield TextLine(text=title)
        for row in rows:
            yield _renumbered(row, before)
        before += rows[-1].table + 1


def _renumbered(row: TableRow, before: int) -> TableRow:
    return TableRow(
        cells=row.cells,
        merged=row.merged,
        table=row.table + before,
        is_wide=row.is_wide,
        is_hidden=row.is_hidden,
    )


def _sheet(book: Any, sheet: Any) -> Iterator[TableRow]:
    with book._archive.open(sheet._worksheet_path) as stream:  # noqa: SLF001 - no other way in
        xml = stream.read(LARGEST_XML + 1)
    merges = Merges()
    if len(xml) <= LARGEST_XML:
        merges = merges_of(xml, rows=MAX_ROWS, columns=MAX_COLUMNS)
    del xml
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS)
    yield from _rows(([_shown(cell) for cell in row] for row in rows), merges)


def read_csv(text: str) -> Paper:
    """Read rows parted by commas, semicolons or tabs, whichever fits best."""
    text = text[:MAX_TEXT].replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = max(";,\t", key=lambda one: _fit(text, one))
    rows = ([cell.strip() for cell in row] for row in _parsed(text, delimiter))
    return Paper(blocks=tuple(_rows(rows, Merges())))


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_TEXT)
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    """How many of the first rows have the usual number of columns, and that number."""
    counts: list[int] = []
    for row in _parsed(text, delimiter):
        if len(row) > 1 or (counts and any(row)):
            counts.append(len(row))
        if len(counts) >= SNIFFED:
            break
    usual = max(set(counts), key=counts.count, default=0)
    return (counts.count(usual) / len(counts) if usual > 1 else 0.0, usual)


def is_csv(text: str) -> bool:
    """Most of its first lines hold the same number of semicolons, three or more columns."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:30]
    counts = [line.count(";") for line in lines]
    usual = max(set(counts), key=counts.count, default=0)
    return usual >= 2 and counts.count(usual) >= 0.6 * len(counts)


def _rows(rows: Iterable[Sequence[str]], merges: Merges) -> Iterator[TableRow]:
    """Rows until the sheet is over; an empty one parts two tables."""
    empty, table, begun = 0, 0, False
    for at, row in enumerate(rows):
        cells = list(row)[:MAX_COLUMNS]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            empty += at not in merges.down
            table += empty == 1 and begun
        else:
            empty, begun = 0, True
            yield _row(at, cells, merges, table)
        if empty > MAX_EMPTY or at >= MAX_ROWS:
            return


def _row(at: int, cells: list[str], merges: Merges, table: int) -> TableRow:
    down = [
        index for index in merges.down.get(at, []) if not (cells[index : index + 1] or [""])[0]
    ]
    cells += [""] * (max(down, default=-1) + 1 - len(cells))
    filled = [index for index, cell in enumerate(cells) if cell]
    return TableRow(
        cells=tuple(cells),
        merged=tuple(sorted(down)),
        table=table,
        is_wide=len(filled) == 1 and merges.widths.get((at, filled[0]), 1) > 2,
        is_hidden=at in merges.hidden,
    )


def _shown(cell: Any) -> str:
    """The cell's value as the sheet shows it."""
    value, style = cell.value, ""
    if value is not None and not isinstance(value, str):
        style = (cell.number_format or "").lower()
    if isinstance(value, datetime | date):
        is_month = "m" in style and "d" not in style and "h" not in style
        return value.strftime("%m.%Y" if is_month else "%d.%m.%Y")
    if isinstance(value, float):
        return _number(value, style)
    return "" if value is None else str(value).strip()


def _number(value: float, style: str) -> str:
    if style.endswith("%"):
        return f"{value * 100:g}%"
    if style in {"0.0", "0.00"}:
        return f"{value:.{len(style) - 2}f}"
    return str(int(value)) if value.is_integer() else f"{value:.10g}"
