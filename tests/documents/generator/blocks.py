"""A paper as lines and grids, before it becomes a file of some format."""

from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Cell:
    """`up` and `left` are the hidden parts of a cell merged with its neighbour.

    `listing` is the style of the list that the lines are, its marks drawn by the office program.
    """

    text: str = ""
    up: bool = False
    left: bool = False
    bold: bool = False
    listing: str = ""


@dataclass(slots=True, kw_only=True)
class GridRow:
    """`role` is head, stage, row or rest (of a row torn by a page)."""

    cells: list[Cell]
    role: str = "row"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph outside of tables."""

    text: str
    bold: bool = False


@dataclass(slots=True)
class Grid:
    """A table; `sheet` begins a new sheet where the file has sheets."""

    rows: list[GridRow] = field(default_factory=list)
    sheet: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a page with what is printed there."""

    lines: tuple[str, ...] = ()


Block = Line | Grid | Break
