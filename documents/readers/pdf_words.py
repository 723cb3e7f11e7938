"""Words of a page with their places, and the lines they stand on."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

SAME_LINE = 3.0
"""Points by which words of one line may differ in height."""


class Word(NamedTuple):
    """A word and its box; `bold` by its font's name."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    is_bold: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def words_of(page: Any) -> list[Word]:
    """The page's words, from top to bottom."""
    found = page.dedupe_chars().extract_words(
        keep_blank_chars=False, use_text_flow=False, extra_attrs=["fontname"]
    )
    return [
        Word(
            text=one["text"],
            x0=one["x0"],
            x1=one["x1"],
            top=one["top"],
            bottom=one["bottom"],
            is_bold="bold" in one["fontname"].lower(),
        )
        for one in found
    ]


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand on one line, from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.top, one.x0)):
        if lines and abs(lines[-1][0].top - word.top) <= SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one.x0) for line in lines]


def unwrapped(words: Sequence[Word], left: float, right: float) -> str:
    """The text of a cell: a line broken for want of room goes on, others stay apart."""
    lines = lines_of(words)
    if not lines:
        return ""
    padding = min(8.0, max(0.0, min(line[0].x0 for line in lines) - left))
    room = right - left - 2 * padding
    text = _text(lines[0])
    for before, line in pairwise(lines):
        blank = (line[0].bottom - line[0].top) / 4
        used = before[-1].x1 - before[0].x0
        fits = used + blank + line[0].x1 - line[0].x0 <= room - 1
        is_broken = text.endswith("-") or (fits and not _text(line)[:1].islower())
        text += ("\n" if is_broken else " ") + _text(line)
    return text


def _text(line: Sequence[Word]) -> str:
    return " ".join(word.text for word in line)
