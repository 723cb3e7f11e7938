"""Papers as xlsx: merged cells, real dates, a sheet for each table, a sheet beside."""

import io
import re
from datetime import date
from random import Random

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.generator.blocks import Block, Grid, GridRow, Line
from tests.documents.generator.zips import unchanging

NUMBER = re.compile(r"\d(\.[1-9])?")
FULL_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")


def xlsx_of(random: Random, blocks: list[Block]) -> bytes:
    """Lines are rows of one merged cell; days and numbers are often real ones."""
    book, real = Workbook(), random.random() < 0.6
    first, at = book.active, 1
    assert isinstance(first, Worksheet)
    sheet = first
    sheets, width = random.random() < 0.7, _width(blocks)
    for block in blocks:
        if isinstance(block, Line):
            sheet.cell(at, 1, block.text).font = Font(bold=block.bold)
            at += 1
        elif isinstance(block, Grid):
            if block.sheet and sheets:
                sheet, at = _moved(book, sheet, at)
            for row in block.rows:
                _row(sheet, at, row, real=real)
                at += 1
    if random.random() < 0.3:
        book.create_sheet("Справочник").append(["Сокращения", "УВР – учебная работа"])
    stream = io.BytesIO()
    sheet.column_dimensions["A"].width = 8 + width
    book.save(stream)
    return unchanging(stream.getvalue())


def _moved(book: Workbook, sheet: Worksheet, at: int) -> tuple[Worksheet, int]:
    """A new sheet; the stage's line just written goes with its table."""
    new = book.create_sheet(f"Лист {len(book.sheetnames) + 1}")
    new.cell(1, 1, sheet.cell(at - 1, 1).value)
    sheet.delete_rows(at - 1)
    return new, 2


def _width(blocks: list[Block]) -> int:
    return max(len(row.cells) for block in blocks if isinstance(block, Grid) for row in block.rows)


def _row(sheet: Worksheet, at: int, row: GridRow, *, real: bool) -> None:
    for place, cell in enumerate(row.cells, start=1):
        day, shown = _day(cell.text), sheet.cell(at, place)
        if real and NUMBER.fullmatch(cell.text):
            shown.value = float(cell.text) if "." in cell.text else int(cell.text)
        elif day and real:
            shown.value = day
            shown.number_format = "DD.MM.YYYY"
        elif cell.text:
            shown.value = cell.text
            shown.font = Font(bold=cell.bold)
    _merge(sheet, at, row)


def _day(text: str) -> date | None:
    """The day of dd.mm.yyyy, where there is such a day."""
    whole = FULL_DATE.fullmatch(text)
    try:
        return date(*(int(part) for part in reversed(whole.groups()))) if whole else None
    except ValueError:
        return None


def _merge(sheet: Worksheet, at: int, row: GridRow) -> None:
    place = 0
    while place < len(row.cells):
        end = place
        while end + 1 < len(row.cells) and row.cells[end + 1].left:
            end += 1
        if end > place:
            sheet.merge_cells(start_row=at, end_row=at, start_column=place + 1, end_column=end + 1)
        elif row.cells[place].up:
            _grow(sheet, at, place + 1)
        place = end + 1


def _grow(sheet: Worksheet, at: int, column: int) -> None:
    """The merged cell above, or the plain one, takes this row too."""
    top = at - 1
    for area in list(sheet.merged_cells.ranges):
        if area.min_col == column == area.max_col and area.max_row == at - 1:
            top = area.min_row
            sheet.unmerge_cells(str(area))
    sheet.merge_cells(start_row=top, end_row=at, start_column=column, end_column=column)
