"""What a streamed sheet does not tell: its merged cells and hidden rows, read from its XML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_MERGES = 5_000
_MERGE = re.compile(rb'mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_HIDDEN = re.compile(rb'<(?:\w+:)?row\s[^>]{0,400}?\bhidden="(?:1|true)"[^>]{0,400}>')
_NUMBER = re.compile(rb'\br="(\d{1,7})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Merges:
    """By row and column counted from 0: cells that go on from above, and widths of merged ones."""

    down: dict[int, list[int]] = field(default_factory=dict)
    widths: dict[tuple[int, int], int] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()


def merges_of(xml: bytes, *, rows: int, columns: int) -> Merges:
    """Merged cells and hidden rows of a sheet within the first rows and columns."""
    found = Merges(hidden=frozenset(_hidden(xml)))
    for at, match in enumerate(_MERGE.finditer(xml)):
        if at >= MAX_MERGES:
            break
        left, top = _column(match[1]), int(match[2]) - 1
        right, bottom = _column(match[3]), int(match[4]) - 1
        if left >= columns or top >= rows:
            continue
        found.widths[top, left] = right - left + 1
        for row in range(top + 1, min(bottom + 1, rows)):
            found.down.setdefault(row, []).append(left)
    return found


def _hidden(xml: bytes) -> Iterator[int]:
    for match in _HIDDEN.finditer(xml):
        if number := _NUMBER.search(match.group()):
            yield int(number.group(1)) - 1


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
