"""A sheet → .docx: title, one table with headings on each page, stages over its width."""

from io import BytesIO
from typing import Any

from documents.writers.plain import allowed
from domain.roadmap_sheet import Sheet, SheetRow

WIDTHS = (1.3, 8.2, 3.8, 4.6, 4.4, 3.4)
"""Centimetres; together the 25.7 of an A4 sheet on its side."""
FONT = "Times New Roman"
SHADE = "E7E6E6"


def write_docx(sheet: Sheet) -> bytes:
    """Write the sheet as a Word document on A4 sheets turned on their side."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin, section.right_margin = Cm(2), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(1.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    style.paragraph_format.space_after = Pt(0)
    _note(section, sheet.note)
    _heading(document, sheet)
    _table(document, sheet)
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = allowed(sheet.title)[:200]
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _note(section: Any, note: str) -> None:
    """The day of the export stands in the page's header: the reader looks at the body only."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(allowed(note))
    run.font.size = Pt(9)


def _heading(document: Any, sheet: Sheet) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for text, size in ((sheet.organisation, 11), (sheet.title, 14)):
        if text:
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(6)
            run = paragraph.add_run(allowed(text))
            run.bold, run.font.size = True, Pt(size)


def _table(document: Any, sheet: Sheet) -> None:
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(sheet.columns))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    head = table.rows[0]
    _fill(head, sheet.columns, is_bold=True, shade=SHADE)
    _mark(head, "w:tblHeader")
    for row in sheet.rows:
        _add(table, row)


def _add(table: Any, row: SheetRow) -> None:
    made = table.add_row()
    _mark(made, "w:cantSplit")
    if not row.is_wide:
        _fill(made, row.cells)
        return
    cells = made.cells
    cells[0].merge(cells[-1])
    _fill(made, row.cells, is_bold=row.is_heading, shade=SHADE if row.is_heading else "")


def _fill(row: Any, texts: tuple[str, ...], *, is_bold: bool = False, shade: str = "") -> None:
    from docx.shared import Cm

    for cell, text, width in zip(row.cells, texts, WIDTHS, strict=False):
        if len(texts) > 1:
            cell.width = Cm(width)
        lines = allowed(text).split("\n")
        for at, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            paragraph.add_run(line).bold = is_bold
        if shade:
            _shade(cell, shade)


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001  # no public way


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001
