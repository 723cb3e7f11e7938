"""A .docx → paper: paragraphs and tables in the order of the document, by rows."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from domain.roadmap_paper import Paper, TableRow, TextLine

MAX_ROWS = 2_000
MAX_COLUMNS = 40
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLETS = {"bullet"}


def read_docx(content: bytes) -> Paper:
    """Read the body; merged cells keep one text, continued ones say so in `merged`."""
    from docx import Document

    document = Document(BytesIO(content))
    body = document.element.body
    return Paper(blocks=tuple(_blocks(body, _Lists(document))))


def _blocks(body: Any, lists: "_Lists") -> Iterator[TextLine | TableRow]:
    for child in body.iter(f"{_W}p", f"{_W}tbl"):
        if _is_inside_table(child, body):
            continue
        if child.tag == f"{_W}p":
            text = lists.text(child)
            if text.strip():
                yield TextLine(text=text)
        else:
            yield from _rows(child, lists)


def _is_inside_table(child: Any, body: Any) -> bool:
    parent = child.getparent()
    while parent is not None and parent is not body:
        if parent.tag in {f"{_W}tbl", f"{_W}p"}:
            return True
        parent = parent.getparent()
    return False


def _rows(table: Any, lists: "_Lists") -> Iterator[TableRow]:
    for at, row in enumerate(table.iterchildren(f"{_W}tr", f"{_W}sdt")):
        if at >= MAX_ROWS:
            return
        cells: list[str] = []
        merged: list[int] = []
        for cell in row.iter(f"{_W}tc"):
            if cell.getparent().getparent() is not table and cell.getparent() is not row:
                continue
            _take(cell, cells, merged, lists)
            if len(cells) >= MAX_COLUMNS:
                break
        yield TableRow(cells=tuple(cells), merged=tuple(merged))


def _take(cell: Any, cells: list[str], merged: list[int], lists: "_Lists") -> None:
    properties = cell.find(f"{_W}tcPr")
    span, goes_on = 1, False
    if properties is not None:
        grid = properties.find(f"{_W}gridSpan")
        span = int(grid.get(f"{_W}val", "1")) if grid is not None else 1
        down = properties.find(f"{_W}vMerge")
        goes_on = down is not None and down.get(f"{_W}val", "continue") == "continue"
    if goes_on:
        merged.append(len(cells))
    text = "\n".join(lists.text(paragraph) for paragraph in cell.iter(f"{_W}p"))
    cells.append("" if goes_on else text.strip())
    cells.extend([""] * min(span - 1, MAX_COLUMNS))


class _Lists:
    """Numbers and bullets that Word draws by itself, written back into the text."""

    def __init__(self, document: Any) -> None:
        self.formats = _formats(document)
        self.styles = _styles(document)
        self.counts: dict[str, int] = {}

    def text(self, paragraph: Any) -> str:
        """The paragraph's words with its list mark before them; bold ones as `<b>`."""
        text = "".join(_pieces(paragraph))
        if not text.strip():
            return ""
        key = self._list_of(paragraph)
        return self._mark(key) + text if key != "0" else _bold(paragraph, text)

    def _list_of(self, paragraph: Any) -> str:
        """The list's id, said by the paragraph or by its style; «0» for none."""
        number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is not None:
            return str(number.get(f"{_W}val", "0"))
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self.styles.get(style.get(f"{_W}val"), "0") if style is not None else "0"

    def _mark(self, key: str) -> str:
        if self.formats.get(key, "bullet") in _BULLETS:
            return "• "
        self.counts[key] = self.counts.get(key, 0) + 1
        return f"{self.counts[key]}) "


def _pieces(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}tab", f"{_W}cr", f"{_W}noBreakHyphen"):
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag == f"{_W}tab":
            yield " "
        else:
            yield "-" if node.tag == f"{_W}noBreakHyphen" else "\n"


def _bold(paragraph: Any, text: str) -> str:
    runs = [run for run in paragraph.iter(f"{_W}r") if "".join(_pieces(run)).strip()]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    on = [mark is not None and mark.get(f"{_W}val", "1") not in {"0", "false"} for mark in marks]
    return f"<b>{text}</b>" if on and all(on) and "<" not in text else text


def _styles(document: Any) -> dict[str, str]:
    """The list of each paragraph style that has one, by the style's id."""
    found = {}
    for style in document.styles.element.iterchildren(f"{_W}style"):
        number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is not None:
            found[style.get(f"{_W}styleId")] = number.get(f"{_W}val", "0")
    return found


def _formats(document: Any) -> dict[str, str]:
    """The number format of each list of the document, by its id."""
    try:
        numbering = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    by_abstract = {}
    for abstract in numbering.iterchildren(f"{_W}abstractNum"):
        level = abstract.find(f"{_W}lvl/{_W}numFmt")
        value = level.get(f"{_W}val") if level is not None else "bullet"
        by_abstract[abstract.get(f"{_W}abstractNumId")] = value
    found = {}
    for one in numbering.iterchildren(f"{_W}num"):
        link = one.find(f"{_W}abstractNumId")
        if link is not None:
            found[one.get(f"{_W}numId")] = by_abstract.get(link.get(f"{_W}val"), "bullet")
    return found
