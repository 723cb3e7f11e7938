"""A .docx → paper: paragraphs and tables in the order of the document, by rows."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from documents.readers.docx_lists import Lists
from documents.readers.docx_text import W
from domain.roadmap_paper import Paper, TableRow, TextLine

MAX_ROWS = 2_000
MAX_COLUMNS = 40
MAX_DEPTH = 4
"""Tables inside tables are followed this far."""


def read_docx(content: bytes) -> Paper:
    """Read the body; merged cells keep one text, continued ones say so in `merged`."""
    from docx import Document

    document = Document(BytesIO(content))
    reader = _Reader(Lists(document))
    return Paper(blocks=tuple(reader.blocks(document.element.body)))


class _Reader:
    """Walks over the body, counting tables and rows."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.tables = 0
        self.rows = 0

    def blocks(self, parent: Any, depth: int = 0) -> Iterator[TextLine | TableRow]:
        """Paragraphs and rows; wrappers such as content controls are looked into."""
        for child in parent.iterchildren():
            if child.tag == f"{W}p":
                text = self.lists.text(child)
                if text.strip():
                    yield TextLine(text=text)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, depth)
            elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
                yield from self.blocks(child, depth)

    def _table(self, table: Any, depth: int) -> Iterator[TextLine | TableRow]:
        self.tables += 1
        own = self.tables
        for row in _within(table, f"{W}tr"):
            self.rows += 1
            if self.rows > MAX_ROWS:
                return
            cells = list(_within(row, f"{W}tc"))
            inner = [one for cell in cells for one in cell.iterchildren(f"{W}tbl")]
            if inner and depth < MAX_DEPTH and any(map(_is_plan, inner)):
                for cell in cells:
                    yield from self.blocks(cell, depth + 1)
                self.tables += 1
                own = self.tables
            else:
                yield self._row(row, cells, own)

    def _row(self, row: Any, cells: list[Any], table: int) -> TableRow:
        texts: list[str] = [""] * min(_number(row.find(f"{W}trPr/{W}gridBefore")), MAX_COLUMNS)
        merged: list[int] = []
        for cell in cells[:MAX_COLUMNS]:
            span, goes_on = _span(cell)
            if goes_on:
                merged.append(len(texts))
            paragraphs = cell.iter(f"{W}p")
            text = "\n".join(filter(None, (self.lists.text(one) for one in paragraphs)))
            texts.append("" if goes_on else text.strip())
            texts.extend([""] * min(span - 1, MAX_COLUMNS))
        return TableRow(
            cells=tuple(texts[:MAX_COLUMNS]),
            merged=tuple(merged),
            table=table,
            is_wide=len(cells) == 1 and len(texts) > 2,
        )


def _within(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, those in content controls too."""
    for child in parent.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            yield from _within(child, tag)


def _is_plan(table: Any) -> bool:
    """A table of two rows and three columns or more: a layout's inner table, not a note."""
    rows = list(_within(table, f"{W}tr"))
    return len(rows) > 1 and len(list(_within(rows[0], f"{W}tc"))) > 2


def _number(element: Any, default: int = 0) -> int:
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if value.isdecimal() else default


def _span(cell: Any) -> tuple[int, bool]:
    """How many columns the cell takes, and whether it goes on from the cell above."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        return 1, False
    down = properties.find(f"{W}vMerge")
    goes_on = down is not None and down.get(f"{W}val", "continue") == "continue"
    return max(_number(properties.find(f"{W}gridSpan"), 1), 1), goes_on
