"""The content of a paper: stages, activities, deadlines, responsibles, and what is wrong in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from tests.documents.generator import invented, points, spans, styles
from tests.documents.generator.pen import Pen, later
from tests.documents.generator.people import Cell, Staff
from tests.documents.generator.recipe import Recipe
from tests.documents.generator.truth import Due, Paper, Row, Stage, Who

OF_PEOPLE = {"no_responsible", "two_spellings"}
VOWELS = {"у": "ю", "о": "а", "е": "и", "и": "е", "а": "о"}


def paper_of(random: Random, recipe: Recipe) -> Paper:
    """Everything the paper says, before it is laid out."""
    year = random.randint(2019, 2027)
    school = random.choice(invented.SCHOOLS)
    title = random.choice(invented.TITLES).format(school=school)
    stages = _stages(random, recipe, year)
    period = (date(year, 9, 1), date(year + recipe.years, 8, 31))
    paper = Paper(year=year, title=title, organisation=school, period=period, stages=stages)
    paper.traits = recipe.traits()
    _spoil(random, recipe, paper)
    if "who" not in recipe.columns:
        for row in paper.rows:
            row.who, row.who_words, row.may_who = (), "", ()
            row.must = [code for code in row.must if code not in OF_PEOPLE]
            row.may.append("no_responsible")
    if "result" not in recipe.columns:
        for row in paper.rows:
            row.result = ""
    return paper


def _stages(random: Random, recipe: Recipe, year: int) -> list[Stage]:
    staff, titles = Staff.hired(random), _titles(random)
    names = iter(random.sample(invented.STAGES, 6))
    counts = [random.randint(8, 14)]
    if recipe.stages != "none":
        counts = [random.randint(2, 5) for _ in range(random.randint(3, 5))]
    days = iter(_days(random, year, recipe.years, sum(counts)))
    numbered, stages = random.random() < 0.8 or "number" in recipe.columns, []
    for at, count in enumerate(counts, start=1):
        rows = [_row(random, recipe, next(days), year, staff.cell(), titles) for _ in range(count)]
        stage = Stage(rows=rows)
        if recipe.stages not in {"none", "prefix"}:
            stage.number, stage.title = str(at), next(names)
            stage.goal = random.choice(["", "", random.choice(invented.GOALS)])
        _number(random, recipe, stage, at, numbered=numbered)
        if recipe.stages == "items":
            _share(stage.rows)
        stages.append(stage)
    return stages


def _number(random: Random, recipe: Recipe, stage: Stage, at: int, *, numbered: bool) -> None:
    for place, row in enumerate(stage.rows, start=1):
        if recipe.stages == "items":
            row.number = str(place)
            row.free.append("number")
        elif numbered or recipe.stages == "prefix":
            row.number = str(place) if recipe.stages == "none" else f"{at}.{place}"


def _share(rows: list[Row]) -> None:
    """All rows have the deadline and the responsibles of the first."""
    first = rows[0]
    for row in rows:
        row.due, row.who, row.who_words = first.due, first.who, first.who_words
        row.may_who, row.result = first.may_who, first.result
        row.must = list(first.must)


def _titles(random: Random) -> Iterator[str]:
    pairs = [(verb, thing, 0) for verb in invented.VERBS for thing in invented.THINGS]
    pairs += [(noun, thing, 1) for noun in invented.NOUNS for thing in invented.THINGS]
    random.shuffle(pairs)
    for word, thing, form in pairs:
        yield f"{word} {thing[form]}{random.choice(invented.TAILS)}"


def _days(random: Random, year: int, years: int, count: int) -> list[date]:
    """Days of the school years in order, none in the long holidays."""
    first, found = date(year, 9, 1), []
    for _ in range(count):
        day = first + timedelta(days=random.randrange(270))
        found.append(day.replace(year=day.year + random.randrange(years), day=min(day.day, 28)))
    return sorted(found)


def _row(
    random: Random, recipe: Recipe, day: date, year: int, who: Cell, titles: Iterator[str]
) -> Row:
    school_year = day.year - (day.month < 9)
    pen = Pen(random=random, year=school_year, day=day, dated=recipe.years > 1)
    row = Row(title=next(titles), due=Due(words="", kind="unknown"))
    row.who_words, row.who, row.may_who = who.words, who.who, who.may
    row.result = random.choice(invented.RESULTS)
    if not who.who:
        row.must.append("no_responsible")
    if recipe.dates == "cell":
        row.due = styles.deadline(pen)
    elif recipe.dates == "quarters":
        _crosses(pen, row, year)
    else:
        _edges(pen, row)
    return row


def _crosses(pen: Pen, row: Row, year: int) -> None:
    """Crosses in columns of quarters: the fourth of the first year, two of the second."""
    firsts = [date(year, 10, 1), date(year + 1, 1, 1), date(year + 1, 4, 1)]
    at = pen.random.randrange(3)
    chosen = [at] if pen.chance(0.7) else sorted({at, (at + 1) % 3})
    mark = pen.pick("+", "х", "X", "V", "*", "✓")
    row.cells = {f"q{place}": mark for place in chosen}
    windows = [(firsts[place], later(firsts[place], 3) - timedelta(days=1)) for place in chosen]
    row.due = Due(
        words="", kind="span", windows=windows, free=("joined",), may=("order",), style="crosses"
    )


def _edges(pen: Pen, row: Row) -> None:
    """Beginning and end in columns of their own."""
    close = pen.after([3, 14, 30, 60])
    row.cells = {"start": f"{pen.day:%d.%m.%Y}", "end": f"{close:%d.%m.%Y}"}
    row.due = Due(words="", kind="span", windows=[(pen.day, close)], style="edges", may=("order",))


def _spoil(random: Random, recipe: Recipe, paper: Paper) -> None:
    """What people get wrong in their own papers."""
    if "words" in recipe.damage:
        for row in paper.rows:
            if random.random() < 0.35:
                row.due = styles.damaged(random, row.due)
    if recipe.stages == "items":
        for stage in paper.stages:
            _share(stage.rows)
        return
    for name, spoil in SPOILING.items():
        if name in recipe.damage:
            spoil(random, paper)


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
        row.who_words = f"{name} Т.Е."
        row.who, row.may_who = (Who(kind="person", text=row.who_words),), ()
        row.must = [code for code in row.must if code != "no_responsible"]
    two.must.append("two_spellings")


def _repeat(random: Random, paper: Paper) -> None:
    """A row pasted twice; the rows after it have the next numbers."""
    stage = random.choice(paper.stages)
    row = stage.rows[-1]
    if row.shares or not row.due.words:
        return
    twin = replace(row, must=[*row.must, "duplicate_row"], may=[*row.may], free=[*row.free])
    if row.number:
        head, _, tail = row.number.rpartition(".")
        twin.number = f"{head}.{int(tail) + 1}" if head else str(int(tail) + 1)
    stage.rows.append(twin)


def early_august(random: Random, paper: Paper) -> None:
    """August before the school year begins, in the first row only."""
    pen = Pen(random=random, year=paper.year, day=date(paper.year, 8, 20))
    style = random.choice([spans.month, spans.months])
    row = paper.rows[0]
    row.due = styles.written(style, pen)
    row.may.append("year_outside")


SPOILING = {
    "merged": _merge,
    "wrong_year": _wrong_year,
    "order": _disorder,
    "spelling": _misspell,
    "duplicate": _repeat,
}
