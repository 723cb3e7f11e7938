"""Which sort of paper is made next: file, layout and damage."""

from dataclasses import dataclass
from random import Random

FORMATS = [
    "docx", "txt", "xlsx", "pdf", "docx", "csv", "txt", "pasted", "docx", "xlsx", "txt", "csv",
    "docx", "pdf", "txt", "xlsx", "docx", "pasted", "txt",
]  # fmt: skip
STAGES = ["rows", "none", "column", "prefix", "rows", "items", "tables"]
DATES = ["cell"] * 10 + ["quarters", "quarters", "edges", "months"]
MONTHS = [9, 10, 11, 12, 1, 2, 3, 4, 5]
COLUMNS = {
    "cell": ["due"],
    "quarters": ["q0", "q1", "q2"],
    "edges": ["start", "end"],
    "months": [f"m{month}" for month in MONTHS],
}
DATE_COLUMNS = {name for dates, names in COLUMNS.items() if dates != "cell" for name in names}
WITH_PAGES = {"txt", "pdf", "docx"}
MERGES = {"docx", "xlsx"}
OF_CELLS = {"august", "words", "wrong_year", "order", "merged"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What the makers agree upon before they write."""

    format: str
    stages: str
    dates: str
    heading: str
    columns: tuple[str, ...]
    years: int  # 0 is a calendar year
    damage: frozenset[str]

    def traits(self) -> list[str]:
        """For the report."""
        names = [self.format, f"stages:{self.stages}", f"dates:{self.dates}"]
        names += [f"heading:{self.heading}", "columns:" + ",".join(self.columns)]
        return [*names, *sorted(self.damage)]


def chosen(random: Random, index: int) -> Recipe:
    """The recipe of this place in the set; formats and stages take turns."""
    kind = FORMATS[index % len(FORMATS)]
    stages = STAGES[index % len(STAGES)]
    if stages == "tables" and kind == "csv":
        stages = "rows"
    dates = _dates(random, kind, stages)
    heading = _heading(random, kind, stages, dates)
    years = random.choices([1, 3, 0], [75, 15, 10])[0] if dates == "cell" else 1
    return Recipe(
        format=kind,
        stages=stages,
        dates=dates,
        heading=heading,
        columns=tuple(_columns(random, stages, dates, heading)),
        years=years,
        damage=frozenset(_damage(random, kind, stages, dates, years)),
    )


def _dates(random: Random, kind: str, stages: str) -> str:
    if stages == "items" or kind == "pasted":
        return "cell"
    dates = random.choice(DATES)
    return "quarters" if dates == "months" and kind == "pdf" else dates


def _heading(random: Random, kind: str, stages: str, dates: str) -> str:
    if dates != "cell":
        return random.choice(["two", "one"]) if kind in MERGES else "one"
    if stages in {"none", "rows", "prefix"} and random.random() < 0.1:
        return "none"
    return "one"


def _columns(random: Random, stages: str, dates: str, heading: str) -> list[str]:
    rest = ["title", "who"]
    if heading != "none":
        rest += [name for name in ("result", "notes", "mark", "empty") if random.random() < 0.3]
    random.shuffle(rest)
    at = random.choice([0, len(rest), random.randrange(len(rest) + 1)])
    columns = rest[:at] + COLUMNS[dates] + rest[at:]
    if stages in {"column", "items"}:
        columns.insert(0, "stage")
    if random.random() < 0.75 or stages in {"prefix", "items"}:
        columns.insert(0 if random.random() < 0.85 else len(columns), "number")
    if heading == "one" and stages != "items" and random.random() < 0.12:
        columns.insert(random.randrange(len(columns) + 1), "content")
    if heading == "one" and dates == "cell" and random.random() < 0.06:
        columns.remove("who")
    return columns


SHARES = {
    "words": 0.4, "wrong_year": 0.4, "duplicate": 0.4, "spelling": 0.3, "stamps": 0.6,
    "approval": 0.6, "numbered": 0.15, "heading": 0.35, "hyphens": 0.2, "lists": 0.15,
    "preface": 0.25, "acquainted": 0.15, "crumbs": 0.15, "footnote": 0.2, "august": 0.2,
    "inside": 0.12, "hollow": 0.12,
}  # fmt: skip


def _damage(random: Random, kind: str, stages: str, dates: str, years: int) -> set[str]:
    found = {name for name, share in SHARES.items() if random.random() < share}
    if kind in WITH_PAGES and stages != "items":
        found |= {name for name in ("torn", "header") if random.random() < 0.45}
    if kind in MERGES and random.random() < 0.5:
        found.add("merged")
    if stages == "none" and dates == "cell" and random.random() < 0.4:
        found.add("order")
    if years != 1:
        found -= {"august", "order", "wrong_year" if years else "order"}
    return found if dates == "cell" else found - OF_CELLS
