"""Papers as docx: merged cells, bold stages, a new table for each grid."""

import io
from random import Random

from docx import Document
from docx.document import Document as Word
from docx.table import Table, _Cell

from tests.documents.generator.blocks import Block, Break, Cell, Grid, Line
from tests.documents.generator.zips import unchanging


def docx_of(random: Random, blocks: list[Block]) -> bytes:
    """Paragraphs and ruled tables."""
    document = Document()
    for block in blocks:
        if isinstance(block, Line):
            document.add_paragraph().add_run(block.text).bold = block.bold
        elif isinstance(block, Break):
            _end_page(document, block)
        elif block.rows:
            _table(document, block)
            document.add_paragraph("")
    stream = io.BytesIO()
    document.save(stream)
    return unchanging(stream.getvalue())


def _end_page(document: Word, block: Break) -> None:
    for text in block.lines:
        document.add_paragraph(text)
    document.add_page_break()


def _table(document: Word, grid: Grid) -> None:
    width = max(len(row.cells) for row in grid.rows)
    table = document.add_table(rows=len(grid.rows), cols=width)
    table.style = "Table Grid"
    for shown, row in zip(table.rows, grid.rows, strict=True):
        for place, cell in zip(shown.cells, row.cells, strict=False):
            _fill(place, cell)
            for run in place.paragraphs[0].runs:
                run.bold = cell.bold
    _merge(table, grid)


def _fill(place: _Cell, cell: Cell) -> None:
    """Lines, or paragraphs of a list whose marks are no text."""
    if not cell.listing:
        place.text = cell.text
        return
    for at, line in enumerate(cell.text.split("\n")):
        paragraph = place.add_paragraph() if at else place.paragraphs[0]
        paragraph.add_run(line)
        paragraph.style = cell.listing


def _merge(table: Table, grid: Grid) -> None:
    for at, row in enumerate(grid.rows):
        for place, cell in enumerate(row.cells):
            if cell.left:
                _join(table, (at, place - 1), (at, place))
            elif cell.up and at:
                _join(table, (at - 1, place), (at, place))


def _join(table: Table, one: tuple[int, int], two: tuple[int, int]) -> None:
    first = table.cell(*one)
    words = first.text
    first.merge(table.cell(*two)).text = words
