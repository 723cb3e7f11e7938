"""Headings of a table: any wording, broken words, two levels, a row of column numbers."""

from random import Random

from tests.documents.generator import invented
from tests.documents.generator.blocks import Cell, GridRow
from tests.documents.generator.pen import NAMES
from tests.documents.generator.recipe import DATE_COLUMNS, Recipe

QUARTERS = ["IV квартал {}", "I квартал {}", "II квартал {}"]
TOPS = {"q": "Сроки реализации", "m": "Месяцы", "s": "Сроки", "e": "Сроки"}
LATIN = str.maketrans("Соер", "Coep")


def heading_of(random: Random, recipe: Recipe, year: int) -> list[GridRow]:
    """The rows of the heading, or none."""
    if recipe.heading == "none":
        return []
    words = [_words(random, recipe, name, year) for name in recipe.columns]
    if recipe.heading == "two":
        rows = _two_levels(recipe, words)
    else:
        rows = [_row([Cell(text=text, bold=True) for text in words])]
    if "numbered" in recipe.damage:
        rows.append(_row([Cell(text=str(at)) for at in range(1, len(words) + 1)]))
    return rows


def _row(cells: list[Cell]) -> GridRow:
    return GridRow(role="head", cells=cells)


def _words(random: Random, recipe: Recipe, name: str, year: int) -> str:
    if name[0] == "q" and name[1:].isdigit():
        at = int(name[1:])
        return QUARTERS[at].format(year + (at > 0))
    if name[0] == "m" and name[1:].isdigit():
        return NAMES[int(name[1:]) - 1]
    if name in {"start", "end"}:
        two = recipe.heading == "two"
        names = ("Начало", "Окончание") if two else ("Дата начала", "Дата окончания")
        return names[name == "end"]
    sort = "only" if name == "title" and "content" in recipe.columns else name
    return _spoilt(random, recipe, random.choice(invented.HEADINGS[sort]))


def _spoilt(random: Random, recipe: Recipe, words: str) -> str:
    """A narrow column breaks the word; a careless typist changes the keyboard."""
    if "heading" not in recipe.damage or len(words) < 5:
        return words
    match random.randrange(5):
        case 0 if " " not in words and len(words) > 9:
            return f"{words[:9]}-\n{words[9:]}"
        case 1:
            return words.upper()
        case 2:
            return words.replace(" ", "\n")
        case 3:
            return words.translate(LATIN)
    return words


def _two_levels(recipe: Recipe, words: list[str]) -> list[GridRow]:
    """«Сроки» above the columns of dates, the other headings merged downwards."""
    top, low, seen = [], [], False
    for name, text in zip(recipe.columns, words, strict=True):
        if name in DATE_COLUMNS:
            top.append(Cell(text="" if seen else TOPS[name[0]], left=seen, bold=True))
            low.append(Cell(text=text, bold=True))
            seen = True
        else:
            top.append(Cell(text=text, bold=True))
            low.append(Cell(up=True))
    return [_row(top), _row(low)]
