"""A .pdf with text → paper: ruled tables by rows, else columns of words, the lines between."""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from documents.readers.pdf_columns import Columned
from documents.readers.pdf_tables import Grid, ruled
from documents.readers.pdf_words import Word, lines_of, words_of
from documents.unreadable import Unreadable
from domain.roadmap_paper import Paper, TableRow, TextLine

MAX_PAGES = 60
FEWEST_CHARACTERS = 30
"""A page with fewer characters is a picture."""
QUARTER_TURN = 90


def read_pdf(content: bytes) -> Paper:
    """Read pages in order; raises Unreadable for encrypted and scanned files."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(BytesIO(content), pages=list(range(1, MAX_PAGES + 2))) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise Unreadable("too_hard")
            pages = _Pages()
            blocks = list(pages.blocks(pdf.pages))
    except (PDFPasswordIncorrect, PdfminerException) as wrong:
        is_locked = "Password" in f"{wrong!r}{wrong.args!r}"
        raise Unreadable("encrypted" if is_locked else "damaged") from wrong
    if sum(map(_length, blocks)) < FEWEST_CHARACTERS:
        raise Unreadable("scanned")
    return Paper(blocks=tuple(blocks), is_guessed=bool(pages.columned.edges))


def _length(block: TextLine | TableRow) -> int:
    return len(block.text) if isinstance(block, TextLine) else sum(map(len, block.cells))


class _Pages:
    """Reads page by page; columns found on one hold on the next."""

    def __init__(self) -> None:
        self.columned = Columned(())
        self.tables = 0

    def blocks(self, pages: list[Any]) -> Iterator[TextLine | TableRow]:
        """All pages; tables of one width share their columns."""
        seen = []
        for page in pages:
            upright = _upright(page)
            words = words_of(upright)
            seen.append((words, ruled(upright, words)))
            page.close()
        grid = Grid(table for _, tables in seen for table in tables)
        self.columned = Columned([[] if tables else lines_of(words) for words, tables in seen])
        for at, (words, tables) in enumerate(seen):
            yield from self._page(at, words, tables, grid)

    def _page(
        self, at: int, words: list[Word], tables: list[Any], grid: Grid
    ) -> Iterator[TextLine | TableRow]:
        """The lines and tables of a page, from top to bottom."""
        if not tables:
            self.tables += 1
            yield from self.columned.blocks(at, self.tables)
            return
        outside = [word for word in words if not any(table.holds(word) for table in tables)]
        parts: list[tuple[float, list[TextLine | TableRow]]] = [
            (line[0].top, [TextLine(text=" ".join(word.text for word in line))])
            for line in lines_of(outside)
        ]
        for table in tables:
            self.tables += 1
            parts.append((table.top, list(grid.rows(table, self.tables))))
        for _, found in sorted(parts, key=lambda part: part[0]):
            yield from found


def _upright(page: Any) -> Any:
    """A page whose words run upwards or downwards, turned to be read."""
    chars = page.chars
    lying = [char for char in chars if not char["upright"]]
    if 2 * len(lying) <= len(chars):
        return page
    downwards = sum(char["matrix"][1] < 0 for char in lying) * 2 > len(lying)
    turned = page.page_obj
    turn = QUARTER_TURN * (3 if downwards else 1)
    turned.rotate = (turned.rotate + turn) % 360
    turned.attrs["Rotate"] = turned.rotate
    return type(page)(page.pdf, turned, page.page_number, page.initial_doctop)
