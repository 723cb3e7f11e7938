"""What is wrong in a paper: words, years, order, spelling, rows pasted twice."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from tests.documents.generator import invented, points, spans, styles
from tests.documents.generator.pen import Pen
from tests.documents.generator.recipe import Recipe
from tests.documents.generator.truth import Due, Paper, Row, Who

INITIALS = "Т.Е."
"""Of the person whose name is spelled in two ways, and of nobody else."""
VOWELS = {"у": "ю", "о": "а", "е": "и", "и": "е", "а": "о"}


def spoil(random: Random, recipe: Recipe, paper: Paper) -> None:
    """All damage of the recipe that is in the content, in a fixed order."""
    for name, damage in SPOILING.items():
        if name in recipe.damage and (recipe.stages != "items" or name in OF_ITEMS):
            damage(random, paper)
    if recipe.stages == "items":
        for stage in paper.stages:
            share(stage.rows)


def share(rows: list[Row]) -> None:
    """All rows have the deadline and the responsibles of the first."""
    first = rows[0]
    for row in rows:
        row.due, row.who, row.who_words = first.due, first.who, first.who_words
        row.may_who, row.result = first.may_who, first.result
        row.must = list(first.must)


def _blur(random: Random, paper: Paper) -> None:
    """Words of deadlines as scanners and careless typists leave them."""
    for row in paper.rows:
        if random.random() < 0.35:
            row.due = styles.damaged(random, row.due)


def _hyphenate(random: Random, paper: Paper) -> None:
    """Words broken at the line's end, as a narrow column of a PDF leaves them."""
    for row in paper.rows:
        long = [word for word in row.title.split() if word.isalpha() and len(word) > 8]
        if long and random.random() < 0.3:
            word = random.choice(long)
            at = random.choice([4, 5])
            row.title_words = row.title.replace(word, f"{word[:at]}-\n{word[at:]}", 1)


def _list(random: Random, paper: Paper) -> None:
    """A list in the cell of a row of its own number: its text, not more activities."""
    for row in paper.rows:
        if row.number and not row.lead and random.random() < 0.25 and not row.title_words:
            mark = random.choice(["- ", "• ", "– "])
            lines = [mark + sub + ";" for sub in random.sample(invented.SUBS, 2)]
            row.lead = row.title
            row.title_words = "\n".join([f"{row.title}:", *lines])
            row.title = row.title_words.replace("\n", " ")


def _plain(paper: Paper) -> list[Row]:
    """Rows whose cells nobody shares."""
    rows = paper.rows
    alone = [
        row
        for row, after in pairwise([*rows, Row(title="", due=rows[0].due)])
        if not row.shares and not after.shares
    ]
    return alone or rows


def _merge(random: Random, paper: Paper) -> None:
    stage = random.choice(paper.stages)
    if len(stage.rows) < 3:
        return
    rows = stage.rows[: random.choice([2, 3])]
    for row in rows[1:]:
        row.due, row.who, row.who_words = rows[0].due, rows[0].who, rows[0].who_words
        row.may_who, row.shares = rows[0].may_who, True
        row.must, row.may = list(rows[0].must), list(rows[0].may)


def _wrong_year(random: Random, paper: Paper) -> None:
    row = random.choice(_plain(paper)[1:] or _plain(paper))
    windows = [day for pair in row.due.windows for day in pair if day]
    day = windows[0] if windows else date(paper.year, 11, 12)
    pen = Pen(random=random, year=paper.year, day=day.replace(day=min(day.day, 28)))
    row.due = styles.written(points.wrong_year, pen)


def _disorder(random: Random, paper: Paper) -> None:
    """All rows are days in order, but one that stands four rows too low is earlier."""
    first = date(paper.year, 9, 16)
    for at, row in enumerate(paper.rows):
        day = first + timedelta(days=14 * at)
        row.due = Due(
            words=f"{day:%d.%m.%Y}", kind="point", windows=[(day, day)], may=("day_off",)
        )
        row.shares = False
    row, bad = paper.rows[5], first - timedelta(days=6)
    row.due = replace(row.due, words=f"{bad:%d.%m.%Y}", windows=[(bad, bad)], style="disorder")
    row.must.append("order")


def _misspell(random: Random, paper: Paper) -> None:
    """One person of two rows, a letter of the name differs."""
    rows = _plain(paper)
    if len(rows) < 2:
        return
    one, two = random.sample(rows, 2)
    surname = random.choice(["Подкустовникова", "Снегириковская", "Заболотинская", "Ковылинская"])
    at = max(place for place in range(2, len(surname) - 3) if surname[place] in VOWELS)
    other = surname[:at] + VOWELS[surname[at]] + surname[at + 1 :]
    for row, name in ((one, surname), (two, other)):
        row.who_words = f"{name} {INITIALS}"
        row.who, row.may_who = (Who(kind="person", text=row.who_words),), ()
        row.must = [code for code in row.must if code != "no_responsible"]
    two.must.append("two_spellings")


def _repeat(random: Random, paper: Paper) -> None:
    """A row pasted twice; the rows after it have the next numbers."""
    stage = random.choice(paper.stages)
    if "." not in (stage.rows[0].number or ""):
        stage = paper.stages[-1]
    row = stage.rows[-1]
    if row.shares or not row.due.words:
        return
    twin = replace(row, must=[*row.must, "duplicate_row"], may=[*row.may], free=[*row.free])
    if row.number:
        head, _, tail = row.number.rpartition(".")
        twin.number = f"{head}.{int(tail) + 1}" if head else str(int(tail) + 1)
    stage.rows.append(twin)


def _hollow(random: Random, paper: Paper) -> None:
    """A row whose title is not there: to be listed or doubted, never taken as it is."""
    row = random.choice(_plain(paper))
    is_told = row.number and row.due.words.strip("-–— ") and row.who_words
    if not is_told or _is_of_pair(row, paper):
        return
    row.title, row.title_words, row.lead = "", "", None
    row.cells.pop("content", None)
    row.may_be_not_understood = True
    row.must.append("any")
    row.free += ["title", "people", "result", "kind", "windows", "recurrence"]


def _is_of_pair(row: Row, paper: Paper) -> bool:
    """The twin or the namesake of a row would have nothing left to be like."""
    twins = [one for one in paper.rows if one.title == row.title]
    return len(twins) > 1 or row.who_words.endswith(INITIALS)


def _august(random: Random, paper: Paper) -> None:
    """August before the school year begins, in the first row only."""
    pen = Pen(random=random, year=paper.year, day=date(paper.year, 8, 20))
    row = paper.rows[0]
    row.due = styles.written(random.choice([spans.month, spans.months]), pen)
    row.may.append("year_outside")


OF_ITEMS = {"words"}
SPOILING = {
    "words": _blur,
    "hyphens": _hyphenate,
    "lists": _list,
    "august": _august,
    "merged": _merge,
    "wrong_year": _wrong_year,
    "order": _disorder,
    "spelling": _misspell,
    "duplicate": _repeat,
    "hollow": _hollow,
}
