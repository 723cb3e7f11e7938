"""Papers as pdf with text: ruled tables drawn by hand, wrapped cells, real pages."""

import textwrap
from random import Random

from tests.documents.generator.blocks import Block, Break, Grid, GridRow, Line

HEIGHT, WIDTH, MARGIN, STEP, SIZE, GLYPH = 842, 1190, 30, 11, 9, 4.5
SHARES = {"title": 5, "who": 4, "due": 3, "result": 3, "stage": 3, "number": 1}


def pdf_of(random: Random, blocks: list[Block], columns: tuple[str, ...]) -> bytes:
    """Pages of lines and boxes; a row never crosses a page unless the layout tore it."""
    return Sheets(_widths(blocks, columns), _letters(blocks)).drawn(blocks)


def _widths(blocks: list[Block], columns: tuple[str, ...]) -> list[int]:
    """Room for the longest word of each column; what is left by its share."""
    rows = [row for block in blocks if isinstance(block, Grid) for row in block.rows]
    rows = [row for row in rows if row.role != "stage" and len(row.cells) == len(columns)]
    least = []
    for place in range(len(columns)):
        words = [word for row in rows for word in row.cells[place].text.split()]
        least.append(int(max(map(len, words), default=3) * GLYPH) + 12)
    left = max(0, WIDTH - 2 * MARGIN - sum(least))
    shares = [SHARES.get(name, 2) for name in columns]
    return [box + left * share // sum(shares) for box, share in zip(least, shares, strict=True)]


def _letters(blocks: list[Block]) -> dict[str, int]:
    texts = ["0123456789 "]
    for block in blocks:
        if isinstance(block, Line):
            texts.append(block.text)
        elif isinstance(block, Break):
            texts += block.lines
        else:
            texts += [cell.text for row in block.rows for cell in row.cells]
    letters = sorted(set("".join(texts)) - {"\n", "\t"})
    assert len(letters) < 220
    return {letter: 33 + at for at, letter in enumerate(letters)}


class Sheets:
    """Draws from the top of each page down."""

    def __init__(self, boxes: list[int], codes: dict[str, int]) -> None:
        self.codes, self.y, self.boxes = codes, HEIGHT - MARGIN, boxes
        self.marks: list[str] = []
        self.done: list[str] = []

    def drawn(self, blocks: list[Block]) -> bytes:
        """The whole file."""
        for block in blocks:
            if isinstance(block, Line):
                self._line(block.text)
            elif isinstance(block, Break):
                for text in block.lines:
                    self._line(text)
                self._turn()
            else:
                self._grid(block)
        self._turn()
        return assembled(self.done, self.codes)

    def _turn(self) -> None:
        self.done.append("\n".join(self.marks))
        self.marks, self.y = [], HEIGHT - MARGIN

    def _room(self, height: int) -> None:
        if self.y - height < MARGIN:
            self._turn()

    def _line(self, text: str) -> None:
        for piece in textwrap.wrap(text, int((WIDTH - 2 * MARGIN) / GLYPH)):
            self._room(STEP)
            self.y -= STEP
            self._text(MARGIN, self.y, piece)
        self.y -= 4

    def _grid(self, grid: Grid) -> None:
        for row in grid.rows:
            self._row(row)
        self.y -= 8

    def _row(self, row: GridRow) -> None:
        boxes, cells = self.boxes, row.cells
        if row.role == "stage":
            boxes, cells = [sum(self.boxes)], row.cells[:1]
        wrapped = [_wrapped(cell.text, box) for cell, box in zip(cells, boxes, strict=True)]
        height = STEP * max(1, *(len(lines) for lines in wrapped)) + 6
        self._room(height)
        x = MARGIN
        for lines, box in zip(wrapped, boxes, strict=True):
            self.marks.append(f"{x} {self.y - height} {box} {height} re S")
            for at, piece in enumerate(lines, start=1):
                self._text(x + 3, self.y - STEP * at, piece)
            x += box
        self.y -= height

    def _text(self, x: int, y: int, text: str) -> None:
        if text.strip():
            shown = "".join(f"{self.codes[char]:02x}" for char in text)
            self.marks.append(f"BT /F1 {SIZE} Tf {x} {y} Td <{shown}> Tj ET")


def _wrapped(text: str, box: int) -> list[str]:
    width = max(3, int((box - 6) / GLYPH))
    return [piece for line in text.split("\n") for piece in textwrap.wrap(line, width) or [""]]


def assembled(pages: list[str], codes: dict[str, int]) -> bytes:
    """A pdf of these pages with one font of one byte a letter."""
    pairs = "\n".join(f"<{code:02x}> <{ord(char):04x}>" for char, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        (
            "<< /Type /Font /Subtype /Type1 /BaseFont /Made /FirstChar 0 /LastChar 255 "
            f"/Widths [{' '.join(['500'] * 256)}] /ToUnicode 4 0 R >>"
        ),
        _stream(cmap),
    ]
    for at, marks in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * at} 0 R >>"
        )
        objects.append(_stream(marks))
    return _numbered(objects)


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _numbered(objects: list[str]) -> bytes:
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")
