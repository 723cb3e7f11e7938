"""Phrases in which schools write deadlines, read by the field's conventions.

`deadline_phrases/*.txt` name their school year in the first line. A line is: phrase | kind |
windows | recurrence | doubts (empty columns at the end are left out). A window is `a..b`, `..b`,
`a..` or one day, month-day of the school year or a full date; «\\n» is a line end.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from domain.deadline_doubts import WHY_UNKNOWN, WORTH_A_LOOK
from domain.deadline_reading import is_deadline, read_deadline
from domain.deadlines import Window

TABLES = sorted((Path(__file__).parent / "deadline_phrases").glob("*.txt"))


def _day(text: str, year: int) -> date | None:
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    return date(year if parts[0] >= 9 else year + 1, *parts)


def _window(text: str, year: int) -> Window:
    start, dots, end = text.partition("..")
    return Window(start=_day(start, year), end=_day(end if dots else start, year))


def _rows(table: Path) -> list[tuple[int, list[str]]]:
    head, *lines = table.read_text(encoding="utf-8").splitlines()
    year = int(re.findall(r"\d{4}", head)[0])
    split = [[part.strip() for part in line.split("|")] for line in lines]
    return [(year, [*row, "", "", ""][:5]) for row in split]


ROWS = [pytest.param(*row, id=row[1][0]) for table in TABLES for row in _rows(table)]


@pytest.mark.parametrize(("year", "row"), ROWS)
def test_a_phrase_is_read_by_the_conventions(year: int, row: list[str]) -> None:
    phrase, kind, windows, recurrence, doubts = row
    phrase = phrase.replace("\\n", "\n")
    read = read_deadline(phrase, year=year)
    assert read.words == phrase
    assert (
        read.kind.value,
        read.windows,
        (read.recurrence.value if read.recurrence else ""),
        [doubt.code for doubt in read.doubts],
    ) == (kind, tuple(_window(one, year) for one in windows.split()), recurrence, doubts.split())


def test_the_table_is_large_and_says_each_phrase_once() -> None:
    phrases = [row[0] for table in TABLES for _, row in _rows(table)]
    assert len(phrases) >= 900
    assert len(set(phrases)) == len(phrases)


def test_each_doubt_of_the_catalogue_is_in_the_table_and_no_other() -> None:
    rows = [row for table in TABLES for _, row in _rows(table)]
    unknown = {code for row in rows if row[1] == "unknown" for code in row[4].split()}
    read = {code for row in rows if row[1] != "unknown" for code in row[4].split()}
    assert (unknown, read) == (WHY_UNKNOWN, WORTH_A_LOOK)


def test_days_of_each_month_are_windows_of_the_school_year() -> None:
    for phrase in (
        "до 5 числа каждого месяца",
        "ежемесячно до 5 числа",
        "ежемесячно, до 5-го числа",
    ):
        read = read_deadline(phrase, year=2023)
        assert read.kind == "repeated"
        assert read.recurrence == "monthly"
        ends = [window.end for window in read.windows]
        assert all(window.start is None for window in read.windows)
        assert ends == [date(2023, m, 5) for m in range(9, 13)] + [
            date(2024, m, 5) for m in range(1, 9)
        ]
        assert not read.doubts


def test_a_cell_cut_short_is_doubted() -> None:
    read = read_deadline("15 октября, " + "далее " * 200 + "15 мая", year=2023)
    assert "partly_understood" in [doubt.code for doubt in read.doubts]


def test_words_that_only_speak_of_time_are_told_from_others() -> None:
    assert is_deadline("до 15 октября")
    assert is_deadline("ежемесячно")
    assert not is_deadline("15 октября провести собрание")
    assert not is_deadline("Иванова А.А.")
