"""Made-up roadmaps in varied layouts, damaged as real ones are, each with its truth beside it.

It shares nothing with the reader: words, layouts and dates are its own.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from random import Random

YEAR = 2024
_NAMES = "сентябрь октябрь ноябрь декабрь январь февраль март апрель май"
_OF = "сентября октября ноября декабря января февраля марта апреля мая"
MONTHS, OF_MONTHS = _NAMES.split(), _OF.split()
NUMBERS = ["№", "№ п/п", "п/п", "Номер"]
NAMES = ["Мероприятие", "Наименование мероприятия", "Содержание деятельности", "Действия"]
DATES = ["Срок", "Сроки реализации", "Срок исполнения", "Дата проведения", "Период", "Сроки"]
PEOPLE = [
    "Ответственный",
    "Исполнители",
    "Отв.",
    "Ответственные лица",
    "Ответственный исполнитель",
]
RESULTS = ["Результат", "Ожидаемый результат", "Вид документа", "Отметка о выполнении"]
VERBS = ["Обсудить", "Наметить", "Показать", "Разобрать", "Украсить", "Записать", "Проверить"]
THINGS = ["план сада", "тетрадь находок", "уголок чтения", "карту маршрута", "выставку поделок"]
WHO = {
    "директор": "t",
    "классные руководители": "g",
    "Полевая Н.Р.": "p",
    "Н.Р. Полевая": "p",
    "Полевая Н.Р., Озёров Г.Д.": "pp",
    "зам. директора по УВР, учителя-предметники": "tg",
    "": "",
}
STAMP = "Документ подписан электронной подписью"
STAGE_WORDS = ["Начало пути", "Середина пути", "Конец пути"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The truth of one activity."""

    number: str
    title: str
    kind: str
    windows: list[list[str | None]]
    people: str


@dataclass(slots=True, kw_only=True)
class MadeUp:
    """Text of a paper, tab-separated, and what it says."""

    text: str
    stages: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def _month(at: int) -> tuple[int, int]:
    return (YEAR, at + 9) if at < 4 else (YEAR + 1, at - 3)


def _window(first: date | None, last: date | None) -> list[str | None]:
    return [side.isoformat() if side else None for side in (first, last)]


def deadline(random: Random) -> tuple[str, str, list[list[str | None]]]:
    """Words, kind and windows."""
    at = random.randrange(9)
    year, month = _month(at)
    end = monthrange(year, month)[1]
    day = date(year, month, random.randint(1, end))
    dash = random.choice(["-", " – ", "—", " - ", "–"])
    styles = [
        (f"{day:%d.%m.%Y}", "point", [_window(day, day)]),
        (f"{day.day} {OF_MONTHS[at]} {year} г.", "point", [_window(day, day)]),
        (f"до {day:%d.%m.%Y}г.", "up_to", [_window(None, day)]),
        (f"не позднее {day.day} {OF_MONTHS[at]}", "up_to", [_window(None, day)]),
        (MONTHS[at], "span", [_window(day.replace(day=1), day.replace(day=end))]),
        (
            f"{MONTHS[at].title()} {year}г.",
            "span",
            [_window(date(year, month, 1), date(year, month, end))],
        ),
        (
            f"последняя неделя {OF_MONTHS[at]}",
            "span",
            [_window(date(year, month, end - 6), date(year, month, end))],
        ),
        (
            f"с 1 по {max(day.day, 2)} {OF_MONTHS[at]}",
            "span",
            [_window(date(year, month, 1), date(year, month, max(day.day, 2)))],
        ),
        ("по отдельному графику", "unknown", []),
        ("в течение всего периода", "open", []),
        ("в течение учебного года", "span", [_window(date(YEAR, 9, 1), date(YEAR + 1, 5, 31))]),
        ("", "unknown", []),
    ]
    if at < 8:
        last_year, last_month = _month(at + 1)
        close = date(last_year, last_month, monthrange(last_year, last_month)[1])
        words = f"{MONTHS[at]}{dash}{MONTHS[at + 1]}"
        styles.append((words, "span", [_window(date(year, month, 1), close)]))
    return random.choice(styles)


def _blur(random: Random, words: str) -> str:
    """Look-alike letters, odd blanks, a soft hyphen, capitals."""
    damage = random.randrange(6)
    if damage == 0:
        return words.replace("о", "o").replace("е", "e")
    if damage == 1:
        return words.replace(" ", "\u00a0")
    if damage == 2 and len(words) > 6:
        return f"{words[:4]}\u00ad{words[4:]}" if words[:5].isalpha() else words
    return words.capitalize() if damage == 3 else words


def make(seed: int) -> MadeUp:
    """The paper of a seed."""
    random = Random(seed)
    style = random.choice(["none", "rows", "prefix", "column", "bold"])
    order = ["number", "name", "date", "who", "result"]
    random.shuffle(order)
    headings = {
        "number": random.choice(NUMBERS),
        "name": random.choice(NAMES),
        "date": random.choice(DATES),
        "who": random.choice(PEOPLE),
        "result": random.choice(RESULTS),
        "stage": random.choice(["Этап", "Направление", "Раздел"]),
    }
    if random.random() < 0.3:
        order.remove("result")
    if random.random() < 0.25 and style != "prefix":
        order.remove("number")
    if style == "column":
        order.insert(0, "stage")
    head = "\t".join(headings[name] for name in order)
    made = MadeUp(text="Дорожная карта сада\nна 2024-2025 учебный год\n")
    lines = [head]
    _fill(random, made, lines, order, style, head)
    made.text += "\n".join(lines) + (f"\n{STAMP}\n" if random.random() < 0.5 else "\n")
    return made


def _fill(
    random: Random, made: MadeUp, lines: list[str], order: list[str], style: str, head: str
) -> None:
    for stage in range(1, 2 if style == "none" else 4):
        name = STAGE_WORDS[stage - 1]
        made.stages.append("" if style in {"none", "prefix"} else name)
        if style in {"rows", "bold"}:
            title = f"Этап {stage}. {name}" if style == "rows" else f"<b>{stage}. {name}</b>"
            lines.append(title + "\t" * (len(order) - 1))
        for at in range(1, random.randint(3, 6)):
            number = str(at) if style == "none" else f"{stage}.{at}"
            cells = _cells(random, made, number)
            cells["stage"] = name if at == 1 else ""
            lines += _written(random, cells, order)
            if random.random() < 0.1:
                lines += ["", STAMP, ""]
            if random.random() < 0.05:
                lines.append(head)


def _written(random: Random, cells: dict[str, str], order: list[str]) -> list[str]:
    """The row's lines: its number before the title, or the row torn by a page."""
    if "number" not in order:
        cells = cells | {"name": f"{cells['number'].rstrip('.')}. {cells['name']}"}
    elif random.random() < 0.08:
        rest = "\t".join(cells["name"][-9:] if column == "name" else "" for column in order)
        cells = cells | {"name": cells["name"][:-10]}
        return ["\t".join(cells[column] for column in order), "", rest]
    return ["\t".join(cells[column] for column in order)]


def _cells(random: Random, made: MadeUp, number: str) -> dict[str, str]:
    title = f"{random.choice(VERBS)} {random.choice(THINGS)} номер {len(made.rows) + 101}"
    words, kind, windows = deadline(random)
    who = random.choice(list(WHO))
    made.rows.append(Row(number=number, title=title, kind=kind, windows=windows, people=WHO[who]))
    return {
        "number": number + random.choice(["", "."]),
        "name": title,
        "date": _blur(random, words),
        "who": who,
        "result": random.choice(["Отчёт", "не менее 3 встреч", "100 % участников"]),
    }
