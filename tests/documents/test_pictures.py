"""The timeline's picture: its weight, its patterns, its contrast, and nothing breaks it."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bench.of_timelines import TODAY, timeline
from documents.making import NotMade, make
from documents.pictures.measures import COLOURS, GREYS, PALE, SOFT, Axis, Measures, only_drawn
from documents.pictures.timeline import LARGEST, draw
from domain.timeline import Bar, Line, Mark, Timeline

LATE, DONE, OPEN = (COLOURS[mark] for mark in (Mark.LATE, Mark.DONE, Mark.OPEN))
Colour = tuple[int, int, int]


def opened(content: bytes) -> Image.Image:
    assert content.startswith(b"\x89PNG")
    return Image.open(BytesIO(content)).convert("RGB")


def with_bar(mark: Mark, start: date | None, end: date | None) -> Timeline:
    bars = (Bar(start=start, end=end, mark=mark),)
    line = Line(title="Дело", note="", mark=Mark.OPEN, bars=bars)
    return replace(timeline(1), lines=(line,), legend=(), today=date(2020, 1, 1))


def colours(image: Image.Image) -> dict[Colour, int]:
    return {colour: count for count, colour in image.getcolors(1 << 24)}  # type: ignore[misc]


@pytest.mark.parametrize("rows", [1, 12, 40, 60])
def test_a_picture_is_a_light_png_no_wider_than_a_phone_shows(rows: int) -> None:
    content = draw(timeline(rows))
    image = opened(content)
    assert len(content) <= LARGEST
    assert 800 <= image.width <= 1080
    assert image.width + image.height < 10_000  # a limit of sendPhoto
    assert image.height / image.width < 20


def test_the_heaviest_texts_still_make_a_light_picture() -> None:
    lines = tuple(
        Line(title="ЖЩФ№%Ы жщфыюя " * 12, note="! просрочено на 365 дней", mark=Mark.LATE,
             bars=(Bar(start=TODAY, end=TODAY, mark=Mark.LATE),) * 12)
        for _ in range(120)
    )  # fmt: skip
    assert len(draw(replace(timeline(1), lines=lines))) <= LARGEST


def test_the_states_differ_by_pattern_and_not_by_colour_alone() -> None:
    """In the middle of a bar: solid, pale inside an outline, or hatched."""
    shares = {}
    for mark, ink in COLOURS.items():
        picture = draw(with_bar(mark, TODAY, TODAY + timedelta(days=90)))
        found = colours(opened(picture))
        inside = found[ink] + found.get(PALE, 0)
        shares[mark] = found[ink] / max(1, inside), found.get(PALE, 0)
    assert shares[Mark.DONE] == (1.0, 0)
    assert shares[Mark.OPEN][0] < 0.6
    late = colours(opened(draw(with_bar(Mark.LATE, TODAY, TODAY + timedelta(days=90)))))
    solid = colours(opened(draw(with_bar(Mark.DONE, TODAY, TODAY + timedelta(days=90)))))
    assert 0.3 < late[LATE] / solid[DONE] < 0.8


def test_a_bar_begins_and_ends_on_its_days() -> None:
    start, end = date(2025, 12, 1), date(2026, 2, 28)
    made = with_bar(Mark.DONE, start, end)
    image, axis = opened(draw(made)), Axis(made, Measures(1))
    places = [x for x in range(image.width)
              if any(image.getpixel((x, y)) == DONE for y in range(image.height))]  # fmt: skip
    assert abs(places[0] - axis.x(start)) <= 2
    assert abs(places[-1] - axis.x(end + timedelta(days=1))) <= 2


def test_today_stands_on_its_day_and_only_within_the_axis() -> None:
    made = replace(with_bar(Mark.OPEN, None, None), today=date(2026, 3, 15))
    drawn, without = draw(made), draw(replace(made, today=date(2027, 1, 1)))
    assert drawn != without
    image, x = opened(drawn), round(Axis(made, Measures(1)).x(made.today))
    column = [image.getpixel((x, y)) for y in range(190, image.height - 116)]
    assert column.count((GREYS[0],) * 3) >= 16


def _contrast(one: Colour, other: Colour) -> float:
    def light(colour: Colour) -> float:
        parts = [c / 255 for c in colour]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_texts_and_bars_stand_out_from_the_ground_they_are_on() -> None:
    ground, band = (GREYS[-1],) * 3, (GREYS[-2],) * 3
    for grey in (GREYS[0], SOFT):
        assert _contrast((grey,) * 3, ground) >= 4.5
    assert _contrast((GREYS[0],) * 3, band) >= 4.5
    assert all(_contrast(colour, band) >= 3 for colour in COLOURS.values())


def test_what_the_font_lacks_is_left_out() -> None:
    assert only_drawn("Ёлка\u202e 👩‍🏫 №5 «да» —\n✓") == "Ёлка №5 «да» — ✓"


@settings(max_examples=25, deadline=None)
@given(
    title=st.text(max_size=400),
    note=st.text(max_size=60),
    start=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    end=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    mark=st.sampled_from(Mark),
)
def test_no_text_and_no_date_breaks_a_picture(
    title: str, note: str, start: date | None, end: date | None, mark: Mark
) -> None:
    bars = (Bar(start=start, end=end, mark=mark),)
    line = Line(title=title, note=note, mark=mark, bars=bars)
    opened(draw(replace(timeline(1), title=title, lines=(line,))))


async def test_a_picture_is_drawn_in_a_child_while_the_loop_runs_on() -> None:
    beats = 0
    drawing = asyncio.create_task(make("timeline", timeline(60).to_json()))
    while not drawing.done():
        await asyncio.sleep(0.01)
        beats += 1
    assert await drawing == draw(timeline(60))
    assert beats >= 3


async def test_a_child_that_fails_or_hangs_is_an_error_and_not_an_empty_file() -> None:
    for kind, plain, seconds in (("timeline", {}, 20), ("timeline", timeline(60).to_json(), 0.01)):
        with pytest.raises(NotMade):
            await make(kind, plain, seconds=seconds)
