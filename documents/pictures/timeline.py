"""A timeline as a PNG for a phone: a row an activity, months across, today's line.

The picture is drawn in greys, cut down to six of them, and only then coloured, so that it
has ten colours, four bits a pixel, and text with smooth edges. What colour says is said
again by a pattern and a word. The grounds are light and opaque: they look the same in a
light and a dark chat.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from documents.pictures.bars import Bars
from documents.pictures.measures import (
    BAND,
    EDGE,
    FOOT,
    GREYS,
    GROUND,
    HEAD,
    INK,
    MARGIN,
    ROW,
    SOFT,
    STAGE,
    TRACK,
    WIDTH,
    Axis,
    Measures,
    legend_places,
    only_drawn,
    palette,
)
from domain.timeline import Line, Mark, Timeline, months_between

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 150_000  # bytes
MANY = 40  # lines from which a picture is drawn smaller: it would weigh too much
SCALES = (1.0, 0.8, 0.65, 0.5)


def draw(timeline: Timeline) -> bytes:
    """Draw at most sixty activities in at most 150 KB; the same timeline, the same bytes."""
    content = b""
    for scale in SCALES[len(timeline.lines) > MANY :]:
        content = _drawn(timeline, Measures(scale))
        if len(content) <= LARGEST:
            break
    return content


def _drawn(timeline: Timeline, measures: Measures) -> bytes:
    from PIL import Image

    tall = HEAD + FOOT + sum(STAGE if line.is_stage else ROW for line in timeline.lines)
    size = (measures(WIDTH), measures(tall))
    canvas = _Canvas(timeline, measures, Image.new("L", size, GROUND))
    tops = canvas.draw()
    image = _in_colour(canvas.image)
    Bars(timeline, measures, image).draw(tops)
    target = BytesIO()
    image.save(target, "PNG", bits=4, compress_level=4)
    return target.getvalue()


def _in_colour(image: "Image") -> "Image":
    levels = image.point([_nearest(value) for value in range(256)])
    levels.putpalette([value for colour in palette() for value in colour])
    return levels


def _nearest(value: int) -> int:
    """The place of the palette's grey that is nearest to a value."""
    return min(range(len(GREYS)), key=lambda at: abs(GREYS[at] - value))


class _Canvas:
    """The grey part: texts, bands and tracks."""

    def __init__(self, timeline: Timeline, measures: Measures, image: "Image") -> None:
        from PIL import ImageDraw

        self.timeline, self.m, self.image = timeline, measures, image
        self.axis = Axis(timeline, measures)
        self.pen: ImageDraw.ImageDraw = ImageDraw.Draw(image)

    def draw(self) -> list[int]:
        """Everything but the bars; gives the top of each line."""
        self._head()
        tops, top = [], HEAD
        for line in self.timeline.lines:
            tops.append(top)
            if line.is_stage:
                self._stage(line, top)
            else:
                self._activity(line, top)
            top += STAGE if line.is_stage else ROW
        self._foot(top)
        return tops

    def _head(self) -> None:
        title, text = self.m.font("title"), self.m.font("text")
        room = self.m(WIDTH - 2 * MARGIN)
        shown = self.m.fitted(self.timeline.title, title, room)
        self.pen.text(self.m.at(MARGIN, 22), shown, fill=INK, font=title)
        shown = self.m.fitted(self.timeline.summary, text, room)
        self.pen.text(self.m.at(MARGIN, 72), shown, fill=SOFT, font=text)
        self._months(HEAD - 38)

    def _months(self, top: int) -> None:
        font = self.m.font("small")
        starts = months_between(self.timeline.first, self.timeline.last)
        edges = [*(self.axis.x(day) for day in starts), float(self.axis.right)]
        for at, name in enumerate(self.timeline.months):
            room = edges[at + 1] - edges[at] - 4
            name = name if font.getlength(name) <= room else name[:1]
            middle = (edges[at] + edges[at + 1]) / 2
            self.pen.text((middle, self.m(top)), name, SOFT, font, anchor="ma")

    def _stage(self, line: Line, top: int) -> None:
        box = (*self.m.at(0, top + 6), *self.m.at(WIDTH, top + STAGE - 8))
        self.pen.rectangle(box, fill=BAND)
        self._texts(line, top + 11, "bold", INK)

    def _activity(self, line: Line, top: int) -> None:
        weight = "bold" if line.mark is Mark.LATE else "text"
        self._texts(line, top + 2, weight, SOFT if line.mark is Mark.DONE else INK)
        low, high = self.m(top + ROW - TRACK - 8), self.m(top + ROW - 8)
        self.pen.rectangle((self.axis.left, low, self.axis.right, high), fill=BAND)
        for day in months_between(self.timeline.first, self.timeline.last)[1:]:
            x = self.axis.x(day)
            self.pen.line((x, low, x, high), fill=EDGE, width=2)

    def _texts(self, line: Line, top: int, weight: str, ink: int) -> None:
        """Title on the left, note on the right; the note is never cut for the title."""
        font = self.m.font(weight)
        small = self.m.font("small bold" if weight == "bold" else "small")
        note = self.m.fitted(line.note, small, self.m(400))
        taken = small.getlength(note) + self.m(20) if note else 0
        place = self.m.at(WIDTH - MARGIN, top + 27)
        self.pen.text(place, note, fill=ink, font=small, anchor="rs")
        title = self.m.fitted(line.title, font, self.m(WIDTH - 2 * MARGIN) - taken)
        self.pen.text(self.m.at(MARGIN, top + 27), title, fill=ink, font=font, anchor="ls")

    def _foot(self, top: int) -> None:
        self._months(top + 8)
        font = self.m.font("small")
        places = legend_places(self.timeline, self.m)
        for x, (_, words) in zip(places, self.timeline.legend, strict=True):
            place = (x + self.m(66), self.m(top + 64))
            self.pen.text(place, only_drawn(words), fill=INK, font=font)
