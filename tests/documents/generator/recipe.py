"""Which sort of paper is made next: file, layout and damage."""

from dataclasses import dataclass
from random import Random

FORMATS = [
    "docx", "txt", "xlsx", "pdf", "docx", "csv", "txt", "pasted", "docx", "xlsx", "txt", "csv",
    "docx", "pdf", "txt", "xlsx", "docx", "pasted", "txt",
]  # fmt: skip
STAGES = ["rows", "none", "column", "prefix", "rows", "items", "tables"]
DATES = ["cell"] * 8 + ["quarters", "edges"]
WITH_PAGES = {"txt", "pdf", "docx"}
MERGES = {"docx", "xlsx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What the makers agree upon before they write."""

    format: str
    stages: str
    dates: str
    heading: str
    columns: tuple[str, ...]
    years: int
    damage: frozenset[str]

    def traits(self) -> list[str]:
        """For the report."""
        names = [self.format, f"stages:{self.stages}", f"dates:{self.dates}"]
        names += [f"heading:{self.heading}", "columns:" + ",".join(self.columns)]
        return [*names, *sorted(self.damage)]


def chosen(random: Random, index: int) -> Recipe:
    """The recipe of this place in the set; formats and stages take turns."""
    kind = FORMATS[index % len(FORMATS)]
    stages = _stages(kind, STAGES[index % len(STAGES)])
    dates = random.choice(DATES) if stages not in {"items"} and kind != "pasted" else "cell"
    heading = _heading(random, kind, stages, dates)
    years = 3 if dates == "cell" and random.random() < 0.15 else 1
    return Recipe(
        format=kind,
        stages=stages,
        dates=dates,
        heading=heading,
        columns=tuple(_columns(random, stages, dates, heading)),
        years=years,
        damage=frozenset(_damage(random, kind, stages, dates, years)),
    )


def _stages(kind: str, wanted: str) -> str:
    if wanted == "tables" and kind == "csv":
        return "rows"
    return wanted


def _heading(random: Random, kind: str, stages: str, dates: str) -> str:
    if dates != "cell":
        return random.choice(["two", "one"]) if kind in MERGES else "one"
    if stages in {"none", "rows", "prefix"} and random.random() < 0.12:
        return "none"
    return "one"


def _columns(random: Random, stages: str, dates: str, heading: str) -> list[str]:
    dues = {"cell": ["due"], "quarters": ["q0", "q1", "q2"], "edges": ["start", "end"]}[dates]
    rest = ["title", "who"]
    if heading != "none":
        rest += [name for name in ("result", "notes", "mark", "empty") if random.random() < 0.3]
    random.shuffle(rest)
    at = random.choice([0, len(rest), random.randrange(len(rest) + 1)])
    columns = rest[:at] + dues + rest[at:]
    if stages in {"column", "items"}:
        columns.insert(0, "stage")
    if random.random() < 0.75 or stages in {"prefix", "items"}:
        columns.insert(0 if random.random() < 0.85 else len(columns), "number")
    if heading == "one" and dates == "cell" and random.random() < 0.06:
        columns.remove("who")
    return columns


def _damage(random: Random, kind: str, stages: str, dates: str, years: int) -> set[str]:
    found = {name for name in ("words", "wrong_year", "duplicate") if random.random() < 0.4}
    if kind in WITH_PAGES and stages != "items":
        found |= {name for name in ("torn", "header") if random.random() < 0.45}
    if kind in MERGES and random.random() < 0.5:
        found.add("merged")
    if random.random() < 0.3:
        found.add("spelling")
    if stages == "none" and dates == "cell" and random.random() < 0.4:
        found.add("order")
    found |= {name for name in ("stamps", "approval") if random.random() < 0.6}
    if years > 1:
        found -= {"wrong_year"}
    return found if dates == "cell" else found - {"words", "wrong_year", "order", "merged"}
