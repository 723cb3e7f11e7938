"""The content of a paper: stages, activities, deadlines, responsibles, and what is wrong in it."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tests.documents.generator import invented, styles
from tests.documents.generator.pen import Pen, later
from tests.documents.generator.people import Cell, Staff
from tests.documents.generator.recipe import COLUMNS, Recipe
from tests.documents.generator.spoiling import share, spoil
from tests.documents.generator.truth import Due, Paper, Row, Stage

NUMBERS = {"none": "again", "prefix": "dotted", "items": "items"}
OF_PEOPLE = {"no_responsible", "two_spellings"}


def paper_of(random: Random, recipe: Recipe) -> Paper:
    """Everything the paper says, before it is laid out."""
    year = random.randint(2019, 2027)
    school = random.choice(invented.SCHOOLS)
    title = random.choice(invented.TITLES).format(school=school)
    stages = _stages(random, recipe, year)
    period = (date(year, 9, 1), date(year + recipe.years, 8, 31))
    if not recipe.years:
        period = (date(year, 1, 1), date(year, 12, 31))
    paper = Paper(year=year, title=title, organisation=school, period=period, stages=stages)
    paper.traits = recipe.traits()
    spoil(random, recipe, paper)
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
    stages: list[Stage] = []
    numbered = random.random() < 0.8 or {"number"} & {*recipe.columns} or recipe.stages == "items"
    numbers = NUMBERS.get(recipe.stages) or random.choice(["dotted", "dotted", "again", "on"])
    for at, count in enumerate(counts, start=1):
        rows = [_row(random, recipe, next(days), year, staff.cell(), titles) for _ in range(count)]
        stage = Stage(rows=rows)
        if recipe.stages not in {"none", "prefix"}:
            stage.number, stage.title = str(at), next(names)
            stage.goal = random.choice(["", "", random.choice(invented.GOALS)])
        before = sum(len(one.rows) for one in stages)
        _number(stage, numbers if numbered else "", at, before)
        if recipe.stages == "items":
            share(stage.rows)
        stages.append(stage)
    return stages


def _number(stage: Stage, numbers: str, at: int, before: int) -> None:
    """1.1 and so on, 1 again in each stage, or on and on through the paper."""
    for place, row in enumerate(stage.rows, start=1):
        forms = {"dotted": f"{at}.{place}", "again": str(place), "on": str(before + place)}
        row.number = forms.get(numbers)
        if numbers == "items":
            row.number = str(place)
            row.free.append("number")


def _titles(random: Random) -> Iterator[str]:
    pairs = [(verb, thing, 0) for verb in invented.VERBS for thing in invented.THINGS]
    pairs += [(noun, thing, 1) for noun in invented.NOUNS for thing in invented.THINGS]
    random.shuffle(pairs)
    for word, thing, form in pairs:
        yield f"{word} {thing[form]}{random.choice(invented.TAILS)}"


def _days(random: Random, year: int, years: int, count: int) -> list[date]:
    """Days of the school years in order, none in the long holidays; 0 is a calendar year."""
    if not years:
        days = [date(year, 1, 1) + timedelta(days=random.randrange(365)) for _ in range(count)]
        return sorted(day.replace(day=min(day.day, 28)) for day in days)
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
    if "content" in recipe.columns:
        row.cells["content"] = random.choice(invented.CONTENTS)
        row.lead = f"{row.title} {row.cells['content']}"
    if not who.who:
        row.must.append("no_responsible")
    if recipe.dates == "cell":
        row.due = styles.deadline(pen) if recipe.years else styles.of_calendar_year(pen)
    elif recipe.dates in {"quarters", "months"}:
        _crosses(pen, row, recipe, year)
    else:
        _edges(pen, row)
    return row


def _crosses(pen: Pen, row: Row, recipe: Recipe, year: int) -> None:
    """Crosses in columns of quarters or months; neighbours may be joined into one window."""
    length = 3 if recipe.dates == "quarters" else 1
    names = COLUMNS[recipe.dates]
    firsts = [later(date(year, 9 + length // 3, 1), length * at) for at in range(len(names))]
    at = pen.random.randrange(len(names))
    chosen = [at] if pen.chance(0.6) else sorted({at, (at + 1) % len(names)})
    mark = pen.pick("+", "х", "X", "V", "*", "✓")
    row.cells |= {names[place]: mark for place in chosen}
    windows = [(firsts[at], later(firsts[at], length) - timedelta(days=1)) for at in chosen]
    row.due = Due(
        words="", kind="span", windows=windows, free=("joined",), may=("order",), style="crosses"
    )


def _edges(pen: Pen, row: Row) -> None:
    """Beginning and end in columns of their own."""
    close = pen.after([3, 14, 30, 60])
    row.cells |= {"start": f"{pen.day:%d.%m.%Y}", "end": f"{close:%d.%m.%Y}"}
    row.due = Due(words="", kind="span", windows=[(pen.day, close)], style="edges", may=("order",))
