"""Left edges of the columns of a table without lines: where cells begin under one another."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from documents.readers.pdf_words import Word

Line = list[Word]
Piece = list[Word]
"""Words of a line that stand close together."""
NARROWEST = 5.5
"""Points between two columns at least; a blank between words is less."""
NEAR = 2.5
"""Points by which cells of one column may begin apart."""
FEWEST_STARTS = 3
MOST_CROSSING = 0.34
"""Lines that run over an edge, for each cell that begins there."""


class _Start(NamedTuple):
    """Where a piece of a line begins."""

    x: float
    line: int


def pieces_of(line: Line) -> list[Piece]:
    """The line's words, parted where a blank is wider than one between words."""
    pieces = [[line[0]]]
    for one, other in pairwise(line):
        if other.x0 - one.x1 >= NARROWEST:
            pieces.append([])
        pieces[-1].append(other)
    return pieces


def edges_of(lines: Sequence[Sequence[Piece]]) -> list[float]:
    """The left edges, the leftmost first; one edge when the lines are no table."""
    starts = sorted(_Start(piece[0].x0, at) for at, line in enumerate(lines) for piece in line)
    edges = [starts[0].x] if starts else [0.0]
    parted = [line for line in lines if len(line) > 1]
    for group in _groups(starts):
        beside = sum(len(lines[start.line]) > 1 for start in group)
        if group[0].x - edges[0] <= 2 * NEAR or beside < FEWEST_STARTS:
            continue
        if sum(crosses(line, group[0].x) for line in parted) <= MOST_CROSSING * beside:
            edges.append(group[0].x)
    return edges


def with_names(
    edges: Sequence[float], heading: Sequence[Sequence[Piece]], below: Sequence[Sequence[Piece]]
) -> list[float]:
    """The edges and those of columns that have a name and hardly a cell under it."""
    named = [piece[0].x0 for line in heading for piece in line]
    more = [
        x
        for x in dict.fromkeys(named)
        if all(abs(x - edge) > 2 * NEAR for edge in edges)
        and not any(crosses(line, x) for line in below if len(line) > 1)
    ]
    return sorted([*edges, *more])


def _groups(starts: Sequence[_Start]) -> list[list[_Start]]:
    """Starts that stand under one another."""
    groups: list[list[_Start]] = []
    for start in starts:
        if not groups or start.x - groups[-1][0].x > NEAR:
            groups.append([])
        groups[-1].append(start)
    return groups


def crosses(pieces: Sequence[Piece], x: float) -> bool:
    """A piece of the line runs over the edge."""
    return any(piece[0].x0 < x - NEAR and x + NEAR < piece[-1].x1 for piece in pieces)
