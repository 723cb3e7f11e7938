"""Words of a page with their places, and the lines they stand on."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

DOUBLED = 0.9
"""Below this share of letters in places of their own, letters are drawn twice."""
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
    """The page's words, from top to bottom; letters drawn twice to look bold count once."""
    places = {(char["text"], round(char["x0"]), round(char["top"])) for char in page.chars}
    if len(places) < DOUBLED * len(page.chars):
        page = page.dedupe_chars()
    found = page.extract_words(
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


def longest_line(words: Sequence[Word]) -> float:
    """The width of the longest line, in points."""
    return max((line[-1].x1 - line[0].x0 for line in lines_of(words)), default=0.0)


def unwrapped(words: Sequence[Word], room: float) -> str:
    """The text of a cell: a line broken for want of room goes on, others stay apart."""
    lines = lines_of(words)
    if not lines:
        return ""
    text = _text(lines[0])
    for before, line in pairwise(lines):
        blank = (line[0].bottom - line[0].top) / 4
        used = before[-1].x1 - before[0].x0
        fits = used + blank + line[0].x1 - line[0].x0 <= room
        is_broken = text.endswith("-") or (fits and not _text(line)[:1].islower())
        text += ("\n" if is_broken else " ") + _text(line)
    return text


def _text(line: Sequence[Word]) -> str:
    return " ".join(word.text for word in line)
