"""Plain text → paper: tab-separated rows, rows of indented cells, piped tables, lines."""

import re
from collections.abc import Iterator

from domain.roadmap_columns import columns_of_heading
from domain.roadmap_paper import Paper, TableRow, TextLine

_ENCODINGS = ("utf-8-sig", "cp1251")
_RULE = re.compile(r"[\s|+:=-]+")
_SEMICOLON = re.compile(r"\s*;\s+")
_GAPS = (re.compile(r"[ \u00a0]{3,}"), re.compile(r"\s+\|\s+"), _SEMICOLON)
MAX_LINES = 20_000


def decoded(content: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or Windows-1251."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", errors="replace")


def read_text(text: str) -> Paper:
    """Blocks of the text; a cell may go on over lines that have no tab."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:MAX_LINES]
    if _is_piped(lines):
        return Paper(blocks=tuple(_piped(lines)))
    if _is_indented(lines):
        return Paper(blocks=tuple(_indented(lines)))
    if not any("\t" in line for line in lines):
        lines = _with_tabs(lines)
    return Paper(blocks=tuple(_tabbed(lines)))


def _with_tabs(lines: list[str]) -> list[str]:
    """Columns parted by wide blanks or semicolons, when several lines agree on it."""
    for gap in _GAPS:
        counts = [len(gap.findall(line.strip())) for line in lines]
        usual = max(set(counts) - {0, 1}, key=counts.count, default=0)
        parted = [line for line, count in zip(lines, counts, strict=True) if count == usual]
        if usual and len(parted) >= 3 and (gap is not _SEMICOLON or _are_rows(parted, lines)):
            return [
                gap.sub("\t", line.strip()) if count > 1 else line
                for line, count in zip(lines, counts, strict=True)
            ]
    return lines


def _are_rows(parted: list[str], lines: list[str]) -> bool:
    """Most lines have the semicolons, or one of them is a heading; else they part names."""
    if 2 * len(parted) > sum(bool(line.strip()) for line in lines):
        return True
    return any(columns_of_heading(_SEMICOLON.split(line)) for line in parted)


def _is_indented(lines: list[str]) -> bool:
    """Each cell stands on a line of its own that begins with the paper's only tab."""
    tabbed = [line for line in lines if "\t" in line]
    alone = [line for line in tabbed if line.startswith("\t") and line.count("\t") == 1]
    return len(alone) >= 4 and len(alone) > 0.8 * len(tabbed)


def _indented(lines: list[str]) -> Iterator[TextLine | TableRow]:
    """Rows are parted by empty lines; a line without a tab goes on with the cell above."""
    cells: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("\t"):
            cells.append(line[1:].strip())
        elif line.strip() and cells:
            cells[-1] += "\n" + line.strip()
        elif line.strip():
            yield TextLine(text=line)
        elif cells:
            yield TableRow(cells=tuple(cells))
            cells = []


def _tabbed(lines: list[str]) -> Iterator[TextLine | TableRow]:
    width, open_row = 0, ""
    for line in lines:
        if open_row and line.strip() and _goes_on(open_row, line, width):
            open_row += "\n" + line
            continue
        if open_row:
            yield _row(open_row)
            open_row = ""
        if "\t" not in line.strip(" "):
            if line.strip():
                yield TextLine(text=line)
            continue
        if columns_of_heading([cell.strip() for cell in line.split("\t")]):
            width = line.count("\t") + 1
        open_row = line
    if open_row:
        yield _row(open_row)


def _goes_on(row: str, line: str, width: int) -> bool:
    """The row has too few cells yet, and the line brings no more than are missing."""
    missing = width - 1 - row.count("\t")
    return missing > 0 and line.count("\t") <= missing


def _row(line: str) -> TableRow:
    return TableRow(cells=tuple(cell.strip() for cell in line.split("\t")))


def _is_piped(lines: list[str]) -> bool:
    return sum(line.count("|") >= 2 for line in lines) >= 2 and not any("\t" in x for x in lines)


def _piped(lines: list[str]) -> Iterator[TextLine | TableRow]:
    for line in lines:
        if line.count("|") < 2:
            if line.strip():
                yield TextLine(text=line)
        elif not _RULE.fullmatch(line):
            yield TableRow(
                cells=tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
            )
