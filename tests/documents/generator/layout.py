"""Lays a paper out: head, stages, rows and headings in the order of the recipe's columns."""

from random import Random

from tests.documents.generator import invented
from tests.documents.generator.blocks import Block, Break, Cell, Grid, GridRow, Line
from tests.documents.generator.furniture import head_of, stamps, tail_of
from tests.documents.generator.headings import heading_of
from tests.documents.generator.recipe import MERGES, WITH_PAGES, Recipe
from tests.documents.generator.truth import Paper, Row, Stage

NAMED = [
    "Этап {n}. {t}", "{n}. {t}", "Этап {n}: {t}", "{n} этап. {t}", "Раздел {r}. {t}", "{r}. {t}",
    "ЭТАП {n}. {t}", "Этап {n} – {t}", "Направление {n}. «{t}»",
]  # fmt: skip
ROMAN = ["", "I", "II", "III", "IV", "V"]
BULLETS = ["{}. ", "{}) ", "- ", "– ", "• "]


class Layout:
    """One paper's blocks as they grow."""

    def __init__(self, random: Random, recipe: Recipe, paper: Paper) -> None:
        self.random, self.recipe, self.paper = random, recipe, paper
        self.inside = "number" not in recipe.columns
        self.dot = random.choice(["", ".", "."])
        self.named = random.choice(NAMED)
        if recipe.stages in {"rows", "column"} and random.random() < 0.25:
            self.named = "{t}"
        self.bold = random.random() < 0.5
        self.heading_above: GridRow | None = None
        self.heading = heading_of(random, recipe, paper.year)
        self.blocks: list[Block] = head_of(random, recipe, paper)
        self.grid, self.fresh = Grid(), False
        if "inside" in recipe.damage and recipe.format in WITH_PAGES:
            self._take_title_in()

    def laid(self) -> list[Block]:
        """All blocks from the first line to the last stamp."""
        for at, stage in enumerate(self.paper.stages):
            if self.named == "{t}" and self.recipe.stages != "items":
                stage.number = None
            if self.recipe.stages == "tables" or at == 0:
                self._open(stage, at)
            if self.recipe.stages == "rows":
                self._stage_row(stage)
            if self.recipe.stages == "items":
                self._items(stage)
            else:
                self._rows(stage)
        self.blocks += [self.grid, *tail_of(self.random, self.recipe, self.paper)]
        return self.blocks

    def _take_title_in(self) -> None:
        """The title is the first row of the table, above its heading."""
        lines = [block for block in self.blocks if isinstance(block, Line) and block.bold]
        self.blocks = [block for block in self.blocks if block not in lines]
        cells = [Cell(left=True) for _ in self.recipe.columns[1:]]
        words = "\n".join(line.text for line in lines)
        self.heading_above = GridRow(role="stage", cells=[Cell(text=words), *cells])

    def _open(self, stage: Stage, at: int) -> None:
        if at:
            self.blocks.append(self.grid)
        if self.recipe.stages == "tables":
            self.blocks.append(Line(self._stage_words(stage), bold=True))
        again = at == 0 or self.random.random() < 0.7
        self.grid = Grid(rows=list(self.heading) if again else [], sheet=at > 0)
        if at == 0 and self.heading_above:
            self.grid.rows.insert(0, self.heading_above)

    def _stage_words(self, stage: Stage) -> str:
        at = int(stage.number or 0)
        return self.named.format(n=at, r=ROMAN[at], t=stage.title)

    def _stage_row(self, stage: Stage) -> None:
        self._wide(self._stage_words(stage))
        if stage.goal:
            self._wide(stage.goal)

    def _wide(self, words: str) -> None:
        first = Cell(text=words, bold=self.bold)
        rest = [Cell(left=True) for _ in self.recipe.columns[1:]]
        self.grid.rows.append(GridRow(role="stage", cells=[first, *rest]))

    def _rows(self, stage: Stage) -> None:
        for at, row in enumerate(stage.rows):
            if "header" in self.recipe.damage and not row.shares and self.random.random() < 0.08:
                self._page()
                self.grid.rows += self.heading
            texts = self._texts(stage, row)
            if "torn" in self.recipe.damage and self._may_tear(stage, at):
                self._tear(row, texts, at)
            else:
                self._add(row, texts, at)

    def _texts(self, stage: Stage, row: Row) -> dict[str, str]:
        dot = self.dot if row.number else ""
        title = row.title_words or row.title
        if self.inside and row.number:
            title = f"{row.number}{dot or '.'} {title}"
        return {
            "number": f"{row.number}{dot}" if row.number else "",
            "title": title,
            "due": row.due.words,
            "who": row.who_words,
            "result": row.result,
            "notes": self.random.choice(invented.NOTES),
            "stage": self._stage_words(stage) if self.recipe.stages == "column" else "",
        } | row.cells

    def _add(self, row: Row, texts: dict[str, str], at: int) -> None:
        cells = [self._cell(name, texts, row, at) for name in self.recipe.columns]
        self.grid.rows.append(GridRow(cells=cells))
        self.fresh = False

    def _cell(self, name: str, texts: dict[str, str], row: Row, at: int) -> Cell:
        if name == "stage" and at:
            return Cell(up=not self.fresh)
        if row.shares and name in {"due", "who"}:
            return Cell(up=True)
        return Cell(text=texts.get(name, ""))

    def _page(self) -> None:
        self.blocks += [self.grid, Break(stamps(self.random, self.recipe))]
        self.grid, self.fresh = Grid(), True

    def _may_tear(self, stage: Stage, at: int) -> bool:
        shared = any(row.shares for row in stage.rows[at : at + 2])
        return not shared and self.random.random() < 0.12

    def _tear(self, row: Row, texts: dict[str, str], at: int) -> None:
        """The title goes on after the page's end, sometimes the responsibles too."""
        torn = {"title": _cut(texts["title"])}
        if not torn["title"][1]:
            self._add(row, texts, at)
            return
        if "who" in self.recipe.columns and self.random.random() < 0.3:
            torn["who"] = _cut(texts["who"])
        self._add(row, texts | {name: halves[0] for name, halves in torn.items()}, at)
        self._page()
        if "header" in self.recipe.damage and self.random.random() < 0.5:
            self.grid.rows += self.heading
        rest = [Cell(text=torn.get(name, ("", ""))[1]) for name in self.recipe.columns]
        self.grid.rows.append(GridRow(role="rest", cells=rest))
        row.must.append("torn_row_joined")

    def _items(self, stage: Stage) -> None:
        """The whole stage is one row; its cell lists the activities."""
        first, form = stage.rows[0], self.random.choice(BULLETS)
        listing = ""
        if self.recipe.format == "docx" and self.random.random() < 0.35:
            form, listing = "", self.random.choice(["List Bullet", "List Number"])
        if len(stage.rows) == 1:
            form = ""
        if form and "{" not in form and self.random.random() < 0.3:
            self._lead(stage, form)
        lines = [form.format(at) + row.title for at, row in enumerate(stage.rows, start=1)]
        if stage.rows[0].lead:
            lead = stage.goal
            lines = [lead, *(form + str(row.lead) for row in stage.rows)]
        if "{" not in form:
            for row in stage.rows:
                row.number = None
        texts = self._texts(stage, first) | {
            "number": f"{stage.number}{self.dot}",
            "title": "\n".join(lines),
            "stage": stage.title or "",
        }
        cells = [Cell(text=texts.get(name, "")) for name in self.recipe.columns]
        cells[self.recipe.columns.index("title")].listing = listing
        self.grid.rows.append(GridRow(cells=cells))

    def _lead(self, stage: Stage, form: str) -> None:
        """A lead-in before the bullets is the prefix of each."""
        stage.goal = self.random.choice(invented.LEADS)
        for row in stage.rows:
            row.title, row.lead = f"{stage.goal} {row.title}", row.title


def _cut(text: str) -> tuple[str, str]:
    """The text up to its last two words, and those, if they look like a rest."""
    words = text.split(" ")
    whole = len(words) < 5 or "\n" in text
    if whole or not (words[-2].isalpha() and words[-2].islower()):
        return text, ""
    return " ".join(words[:-2]), " ".join(words[-2:])


def blocks_of(random: Random, recipe: Recipe, paper: Paper) -> list[Block]:
    """The blocks; a row torn on the way gets its doubt in the truth."""
    blocks = Layout(random, recipe, paper).laid()
    if recipe.format not in MERGES:
        _hand_down(blocks)
    return blocks


def _hand_down(blocks: list[Block]) -> None:
    """Where cells cannot be merged, the stage's name stands in the first row only."""
    for block in blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                for cell in row.cells:
                    cell.up = cell.left = False
