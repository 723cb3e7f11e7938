"""A .pdf with text → paper: ruled tables by rows, the lines between them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from documents.unreadable import Unreadable
from domain.roadmap_paper import Paper, TableRow, TextLine

MAX_PAGES = 60
FEWEST_CHARACTERS = 30
"""A page with fewer characters is a picture."""


def read_pdf(content: bytes) -> Paper:
    """Read pages in order; raises Unreadable for encrypted and scanned files."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(BytesIO(content), pages=list(range(1, MAX_PAGES + 2))) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise Unreadable("too_hard")
            blocks = [block for page in pdf.pages for block in _page(page)]
    except (PDFPasswordIncorrect, PdfminerException) as wrong:
        is_locked = "Password" in f"{wrong!r}{wrong.args!r}"
        raise Unreadable("encrypted" if is_locked else "damaged") from wrong
    if sum(map(_length, blocks)) < FEWEST_CHARACTERS:
        raise Unreadable("scanned")
    return Paper(blocks=tuple(blocks))


def _length(block: TextLine | TableRow) -> int:
    return len(block.text) if isinstance(block, TextLine) else sum(map(len, block.cells))


def _page(page: Any) -> Iterator[TextLine | TableRow]:
    """The lines and tables of a page, from top to bottom."""
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda thing: not _is_within(thing, boxes)) if boxes else page
    parts: list[tuple[float, list[TextLine | TableRow]]] = [
        (line["top"], [TextLine(text=line["text"])]) for line in outside.extract_text_lines()
    ]
    parts += [(table.bbox[1], list(_rows(table))) for table in tables]
    for _, blocks in sorted(parts, key=lambda part: part[0]):
        yield from blocks
    page.close()


def _is_within(thing: dict[str, Any], boxes: list[tuple[float, float, float, float]]) -> bool:
    if thing.get("object_type") != "char":
        return False
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _rows(table: Any) -> Iterator[TableRow]:
    for row in table.extract():
        yield TableRow(cells=tuple(_unwrapped(cell or "") for cell in row))


def _unwrapped(cell: str) -> str:
    """Lines that go on in the middle of a sentence are one; others stay apart."""
    lines = [line.strip() for line in cell.strip().split("\n")]
    text = lines[0]
    for line in lines[1:]:
        goes_on = line[:1].islower() and not text.endswith("-")
        text += (" " if goes_on else "\n") + line
    return text
