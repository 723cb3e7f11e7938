"""Paper: what any document reader gives, before anything is understood."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A line outside tables."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row of a table: its cells from left to right, empty ones kept.

    `merged` are the indexes of cells that continue the cell above them; `table` tells one
    table of the paper from the next (0 where the format cannot tell); `is_wide` says that one
    cell takes the whole width; `is_hidden`, that the sheet does not show the row.
    """

    cells: tuple[str, ...]
    merged: tuple[int, ...] = ()
    table: int = 0
    is_wide: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Lines and rows in the order of the paper; `is_guessed`, that gaps told what a cell is."""

    blocks: tuple[TextLine | TableRow, ...]
    is_guessed: bool = False
