"""Files for tests, made of a paper's blocks: docx by python-docx, pdf by hand, xlsx."""

import io
import textwrap
from collections.abc import Sequence

from docx import Document
from openpyxl import Workbook

from domain.roadmap_paper import Paper, TableRow

PAGE_HEIGHT, PAGE_WIDTH, MARGIN, LINE, SIZE = 842, 1200, 30, 12, 9


def docx_of(paper: Paper) -> bytes:
    """Paragraphs and one table for each run of rows."""
    document = Document()
    table = None
    for block in paper.blocks:
        if not isinstance(block, TableRow):
            document.add_paragraph(block.text)
            table = None
            continue
        table = table or document.add_table(rows=0, cols=len(block.cells))
        row = table.add_row()
        for cell, text in zip(row.cells, block.cells, strict=False):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def xlsx_of(paper: Paper) -> bytes:
    """One sheet; a line is a row of one cell."""
    book = Workbook()
    sheet = book.worksheets[0]
    for block in paper.blocks:
        sheet.append(list(block.cells) if isinstance(block, TableRow) else [block.text])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def pdf_of(
    paper: Paper, widths: Sequence[int], *, is_ruled: bool = True, turned: str = ""
) -> bytes:
    """Tables with wrapped cells; `widths` are the columns' characters.

    `turned` lays the words on their side: «said» when the page says so, else «lying».
    """
    pages, letters = _Pages(widths, is_ruled=is_ruled), sorted(set(_all_text(paper)))
    codes = {char: 33 + at for at, char in enumerate(letters)}
    assert len(codes) < 220
    for block in paper.blocks:
        if isinstance(block, TableRow):
            pages.row(block.cells, codes)
        else:
            pages.line(block.text, codes)
    return _assembled([*pages.done, "\n".join(pages.marks)], codes, turned)


def _all_text(paper: Paper) -> str:
    texts = [
        "".join(block.cells) if isinstance(block, TableRow) else block.text
        for block in paper.blocks
    ]
    return "".join(texts).replace("\n", "").replace("\t", "") + " "


class _Pages:
    """Draws lines and rows from the top of each page down."""

    def __init__(self, widths: Sequence[int], *, is_ruled: bool) -> None:
        self.widths = widths
        self.is_ruled = is_ruled
        self.y = PAGE_HEIGHT - MARGIN
        self.marks: list[str] = []
        self.done: list[str] = []

    def _room(self, height: int) -> None:
        if self.y - height < MARGIN:
            self.done.append("\n".join(self.marks))
            self.marks, self.y = [], PAGE_HEIGHT - MARGIN

    def line(self, text: str, codes: dict[str, int]) -> None:
        for piece in textwrap.wrap(text, 150):
            self._room(LINE)
            self.y -= LINE
            self._text(MARGIN, self.y, piece, codes)
        self.y -= 4

    def row(self, cells: Sequence[str], codes: dict[str, int]) -> None:
        wrapped = [
            [piece for line in text.split("\n") for piece in textwrap.wrap(line, width) or [""]]
            for text, width in zip(cells, self.widths, strict=False)
        ]
        height = LINE * max(len(lines) for lines in wrapped) + 6
        self._room(height)
        x = MARGIN
        for lines, width in zip(wrapped, self.widths, strict=False):
            box = width * SIZE // 2 + 10
            if self.is_ruled:
                self.marks.append(f"{x} {self.y - height} {box} {height} re S")
            for at, piece in enumerate(lines):
                self._text(x + 3, self.y - LINE * (at + 1), piece, codes)
            x += box
        self.y -= height

    def _text(self, x: int, y: int, text: str, codes: dict[str, int]) -> None:
        if text:
            shown = "".join(f"{codes[char]:02x}" for char in text)
            self.marks.append(f"BT /F1 {SIZE} Tf {x} {y} Td <{shown}> Tj ET")


def _assembled(pages: list[str], codes: dict[str, int], turned: str) -> bytes:
    pairs = "\n".join(f"<{code:02x}> <{ord(char):04x}>" for char, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    widths = " ".join(["450"] * 256)
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        (
            "<< /Type /Font /Subtype /Type1 /BaseFont /Made /FirstChar 0 /LastChar 255 "
            f"/Widths [{widths}] /ToUnicode 4 0 R >>"
        ),
        _stream(cmap),
    ]
    width, height = (PAGE_HEIGHT, PAGE_WIDTH) if turned else (PAGE_WIDTH, PAGE_HEIGHT)
    turn = "/Rotate 90" if turned == "said" else ""
    for at, marks in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] {turn} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * at} 0 R >>"
        )
        objects.append(_stream(f"0 1 -1 0 {PAGE_HEIGHT} 0 cm\n{marks}" if turned else marks))
    return _numbered(objects)


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _numbered(objects: list[str]) -> bytes:
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{out.rindex('endobj') + 7}\n%%EOF"
    )
    return out.encode("latin-1")
