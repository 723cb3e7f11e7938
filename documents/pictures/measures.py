"""Sizes, colours and fonts of the timeline's picture."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from domain.timeline import Mark, Timeline

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
WIDTH, MARGIN = 1080, 28
HEAD, STAGE, ROW, FOOT = 190, 56, 62, 116
TRACK = 16  # height of a bar's track
SIZES = {"text": 28, "bold": 28, "small": 24, "small bold": 24, "title": 38}
BOLD = {"bold", "small bold", "title"}
GREYS = (20, 84, 140, 190, 230, 250)
INK, SOFT, _, EDGE, BAND, GROUND = GREYS
COLOURS = {Mark.DONE: (34, 110, 66), Mark.OPEN: (38, 92, 168), Mark.LATE: (184, 44, 36)}
PALE = (205, 222, 245)
INDEX = {mark: len(GREYS) + at for at, mark in enumerate(COLOURS)}
PALE_INDEX = len(GREYS) + len(COLOURS)
BLACK, WHITE = 0, len(GREYS) - 1
SPANS = ((0x20, 0x7E), (0xA0, 0xFF), (0x400, 0x45F), (0x490, 0x491), (0x2010, 0x2015))
SINGLE = frozenset("‘’‚“”„†‡•…‰′″₽№←↑→↓✓")


class Measures:
    """Turns the picture's units into pixels of one scale."""

    def __init__(self, scale: float) -> None:
        self.scale = scale

    def __call__(self, units: float) -> int:
        """Pixels of a length."""
        return round(units * self.scale)

    def at(self, x: float, y: float) -> tuple[int, int]:
        """Pixels of a place."""
        return self(x), self(y)

    def font(self, name: str) -> "FreeTypeFont":
        """A font of the picture by its use."""
        return _font(self(SIZES[name]), is_bold=name in BOLD)

    def fitted(self, text: str, font: "FreeTypeFont", room: float) -> str:
        """Cut a text to so many pixels, at a word where possible."""
        text = only_drawn(text[:300])
        length = font.getlength(text)
        if length <= room:
            return text
        end = int(len(text) * room / length)
        while end > 0 and font.getlength(text[:end] + "…") > room:
            end -= 1
        head = text[:end].rsplit(" ", 1)[0]
        return (head if len(head) > end * 0.7 else text[:end]).rstrip(" ,;:.«") + "…"


@lru_cache(maxsize=32)
def _font(size: int, *, is_bold: bool) -> "FreeTypeFont":
    from PIL import ImageFont

    name = "DejaVuSansCondensed-Bold.ttf" if is_bold else "DejaVuSansCondensed.ttf"
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def only_drawn(text: str) -> str:
    """Only what the fonts can draw, on one line."""
    kept = (letter if _is_drawn(letter) else " " for letter in text)
    return " ".join("".join(kept).split())


def _is_drawn(letter: str) -> bool:
    code = ord(letter)
    return letter in SINGLE or any(first <= code <= last for first, last in SPANS)


class Axis:
    """Days across the picture."""

    def __init__(self, timeline: Timeline, measures: Measures) -> None:
        self.first = timeline.first
        self.days = (timeline.last - timeline.first).days + 1
        self.left, self.right = measures(MARGIN), measures(WIDTH - MARGIN)

    def x(self, day: date, *, is_end: bool = False) -> float:
        """The left edge of a day, or its right one; never beyond the axis."""
        at = ((day - self.first).days + is_end) / self.days
        return self.left + min(1.0, max(0.0, at)) * (self.right - self.left)


def palette() -> list[tuple[int, int, int]]:
    """Give the colours: greys from ink to ground, the bars' and the pale one."""
    return [*((grey, grey, grey) for grey in GREYS), *COLOURS.values(), PALE]


def legend_places(timeline: Timeline, measures: Measures) -> list[float]:
    """Give the left edge of each pattern of the legend."""
    font, x, places = measures.font("small"), float(measures(MARGIN)), []
    for _, words in timeline.legend:
        places.append(x)
        x += measures(66) + font.getlength(only_drawn(words)) + measures(40)
    return places
