"""A sheet → .xlsx: title, table, stages over its width; a cell is a text, never a formula."""

from io import BytesIO
from typing import Any

from documents.writers.plain import allowed
from domain.roadmap_sheet import Sheet

WIDTHS = (7, 48, 22, 28, 28, 22)
"""Characters, as spreadsheets measure columns."""
LINE = 15  # points of one line of text
SHADE = "FFE7E6E6"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_xlsx(sheet: Sheet) -> bytes:
    """Write the sheet as a workbook that prints on A4 sheets turned on their side."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Roadmap"
    at = _heading(page, sheet)
    _row(page, at, sheet.columns, is_bold=True)
    page.freeze_panes = f"A{at + 1}"
    for row in sheet.rows:
        at += 1
        if row.is_wide:
            _wide(page, at, row.cells[0], is_bold=row.is_heading)
        else:
            _row(page, at, row.cells)
    _prepare_print(page, sheet, at - len(sheet.rows))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _heading(page: Any, sheet: Sheet) -> int:
    """The lines above the table; gives the row of the columns' names."""
    from openpyxl.styles import Alignment, Font

    lines = [line for line in (sheet.organisation, sheet.title) if line]
    for at, line in enumerate(lines, start=1):
        _put(page, at, 1, line)
        page.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(WIDTHS))
        cell = page.cell(at, 1)
        cell.font = Font(bold=True, size=14 if line == sheet.title else 11)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        page.row_dimensions[at].height = LINE * (1.4 + len(line) // 110)
    return len(lines) + 2


def _put(page: Any, row: int, column: int, text: str) -> Any:
    """Write a text as a text: a spreadsheet never computes it, nor when it is edited."""
    cell = page.cell(row, column)
    cell.value = allowed(text)[:32_000]
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(FORMULA_STARTS)
    return cell


def _row(page: Any, at: int, texts: tuple[str, ...], *, is_bold: bool = False) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    lines = 1
    for column, text in enumerate(texts, start=1):
        cell = _put(page, at, column, text)
        cell.border = _border()
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if is_bold:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=SHADE)
        width = WIDTHS[column - 1] - 1
        lines = max(lines, sum(1 + len(line) // width for line in text.split("\n")))
    page.row_dimensions[at].height = LINE * min(lines, 25)


def _wide(page: Any, at: int, text: str, *, is_bold: bool) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    _put(page, at, 1, text)
    page.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(WIDTHS))
    for column in range(1, len(WIDTHS) + 1):
        cell = page.cell(at, column)
        cell.border = _border()
        if is_bold:
            cell.fill = PatternFill("solid", fgColor=SHADE)
    page.cell(at, 1).font = Font(bold=is_bold)
    page.cell(at, 1).alignment = Alignment(vertical="center", wrap_text=True)
    page.row_dimensions[at].height = LINE * (1.2 + len(text) // sum(WIDTHS))


def _border() -> Any:
    from openpyxl.styles import Border, Side

    side = Side(style="thin", color="FF7F7F7F")
    return Border(left=side, right=side, top=side, bottom=side)


def _prepare_print(page: Any, sheet: Sheet, head: int) -> None:
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{head}:{head}"
    page.oddHeader.right.text = allowed(sheet.note).replace("&", "&&")
