"""The coloured part of the timeline's picture: bars and today's line."""

from typing import TYPE_CHECKING

from documents.pictures.measures import (
    BLACK,
    HEAD,
    INDEX,
    MARGIN,
    PALE_INDEX,
    ROW,
    STAGE,
    TRACK,
    WHITE,
    WIDTH,
    Axis,
    Measures,
    legend_places,
    only_drawn,
)
from domain.timeline import Bar, Mark, Timeline

if TYPE_CHECKING:
    from PIL.Image import Image

LEAST = 12  # width of the shortest bar
LEAD = 70  # length of the line that leads to «до …»


class Bars:
    """Draws on the picture once it has its palette."""

    def __init__(self, timeline: Timeline, measures: Measures, image: "Image") -> None:
        from PIL import ImageDraw

        self.timeline, self.m = timeline, measures
        self.axis = Axis(timeline, measures)
        self.pen: ImageDraw.ImageDraw = ImageDraw.Draw(image)

    def draw(self, tops: list[int]) -> None:
        """Bars of every activity, the legend's, and today."""
        foot = HEAD
        for line, top in zip(self.timeline.lines, tops, strict=True):
            foot = top + (STAGE if line.is_stage else ROW)
            for bar in line.bars:
                self._bar(bar, top + ROW - TRACK - 8)
        places = legend_places(self.timeline, self.m)
        for x, (mark, _) in zip(places, self.timeline.legend, strict=True):
            self._box(mark, x, x + self.m(54), foot + 70)
        if self.timeline.first <= self.timeline.today <= self.timeline.last:
            self._today(tops)

    def _bar(self, bar: Bar, top: int) -> None:
        if bar.end is None:
            left = self.axis.left if bar.start is None else self.axis.x(bar.start)
            self._endless(bar.mark, left, top)
            return
        least, right = self.m(LEAST), self.axis.x(bar.end, is_end=True)
        if bar.start is None:
            right = max(right, self.axis.left + least)
            self._lead(bar.mark, right, top)
            left = right - least
        else:
            left = min(self.axis.x(bar.start), self.axis.right - least)
        self._box(bar.mark, left, max(right, left + least), top)

    def _box(self, mark: Mark, left: float, right: float, top: int) -> None:
        """Done is solid, open an outline over a pale ground, late is hatched."""
        ink, fill = INDEX[mark], {Mark.OPEN: PALE_INDEX, Mark.LATE: WHITE}
        low, high = self.m(top), self.m(top + TRACK)
        self.pen.rectangle((left, low, right, high), fill=fill.get(mark, ink))
        if mark is Mark.LATE:
            for x in range(round(left) - (high - low), round(right), self.m(9)):
                start, end = max(x, left), min(x + high - low, right)
                self.pen.line((start, high - (start - x), end, high - (end - x)), ink, 3)
        self.pen.rectangle((left, low, right, high), outline=ink, width=max(2, self.m(3)))

    def _lead(self, mark: Mark, right: float, top: int) -> None:
        middle = self.m(top + TRACK / 2)
        left = max(self.axis.left, right - self.m(LEAD))
        self.pen.line((left, middle, right, middle), INDEX[mark], self.m(4))

    def _endless(self, mark: Mark, left: float, top: int) -> None:
        """Without an end: dashes to the edge."""
        middle, dash = self.m(top + TRACK / 2), self.m(14)
        for x in range(round(left), self.axis.right - dash, 2 * dash):
            self.pen.line((x, middle, x + dash, middle), INDEX[mark], self.m(6))

    def _today(self, tops: list[int]) -> None:
        x, font = self.axis.x(self.timeline.today), self.m.font("small bold")
        words = only_drawn(self.timeline.today_words)
        half = font.getlength(words) / 2 + self.m(10)
        middle = min(max(x, self.m(MARGIN) + half), self.m(WIDTH - MARGIN) - half)
        box = (middle - half, self.m(HEAD - 74), middle + half, self.m(HEAD - 42))
        self.pen.rectangle(box, fill=BLACK)
        self.pen.text((middle, self.m(HEAD - 58)), words, WHITE, font, anchor="mm")
        tip, low = self.m(8), self.m(HEAD - 42)
        self.pen.polygon([(x - tip, low), (x + tip, low), (x, low + tip)], fill=BLACK)
        for line, top in zip(self.timeline.lines, tops, strict=True):
            if not line.is_stage:
                ends = self.m(top + ROW - TRACK - 9), self.m(top + ROW - 3)
                self.pen.line((x, ends[0], x, ends[1]), BLACK, max(2, self.m(4)))
