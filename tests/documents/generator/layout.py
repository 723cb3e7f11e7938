"""Lays a paper out: head, stages, rows and headings in the order of the recipe's columns."""

import re
from random import Random

from tests.documents.generator import invented
from tests.documents.generator.blocks import Block, Break, Cell, Grid, GridRow, Line
from tests.documents.generator.furniture import head_of, stamps, tail_of
from tests.documents.generator.recipe import MERGES, Recipe
from tests.documents.generator.truth import Paper, Row, Stage

QUARTERS = ["IV квартал {}", "I квартал {}", "II квартал {}"]


class Layout:
    """One paper's blocks as they grow."""

    def __init__(self, random: Random, recipe: Recipe, paper: Paper) -> None:
        self.random, self.recipe, self.paper = random, recipe, paper
        self.inside = "number" not in recipe.columns
        self.dot = random.choice(["", ".", "."])
        self.stage_form = random.choice(["Этап {n}. {t}", "{n}. {t}", "Этап {n}. {t}", "{t}"])
        self.bold = random.random() < 0.5
        self.lead = random.random() < 0.3
        self.blocks: list[Block] = head_of(random, recipe, paper)
        self.grid = Grid()

    def laid(self) -> list[Block]:
        """All blocks from the first line to the last stamp."""
        heading = self._heading()
        for at, stage in enumerate(self.paper.stages):
            if self.recipe.stages == "tables" or at == 0:
                self._open(stage, at, heading)
            if self.recipe.stages == "rows":
                self._stage_row(stage)
            if self.recipe.stages == "items":
                self._items(stage)
            else:
                self._rows(stage, heading)
        self.blocks += [self.grid, *tail_of(self.random, self.recipe, self.paper)]
        return self.blocks

    def _open(self, stage: Stage, at: int, heading: list[GridRow]) -> None:
        if at:
            self.blocks.append(self.grid)
        if self.recipe.stages == "tables":
            self.blocks.append(Line(self._stage_words(stage), bold=True))
        again = at == 0 or self.random.random() < 0.7
        self.grid = Grid(rows=list(heading) if again else [], sheet=at > 0)

    def _heading(self) -> list[GridRow]:
        if self.recipe.heading == "none":
            return []
        year = self.paper.year
        names = {f"q{at}": words.format(year + (at > 0)) for at, words in enumerate(QUARTERS)}
        names |= {"start": "Начало", "end": "Окончание"}
        flat = {"start": "Дата начала", "end": "Дата окончания"} if not self._two else {}
        words = [
            {**names, **flat}.get(name) or self.random.choice(invented.HEADINGS.get(name, [""]))
            for name in self.recipe.columns
        ]
        if not self._two:
            return [GridRow(role="head", cells=[Cell(text=text, bold=True) for text in words])]
        return self._two_levels(words)

    @property
    def _two(self) -> bool:
        return self.recipe.heading == "two"

    def _two_levels(self, words: list[str]) -> list[GridRow]:
        """«Сроки» above the columns of dates, the other headings merged downwards."""
        top, low, seen = [], [], False
        for name, text in zip(self.recipe.columns, words, strict=True):
            if name[0] == "q" or name in {"start", "end"}:
                top.append(Cell(text="" if seen else "Сроки реализации", left=seen, bold=True))
                low.append(Cell(text=text, bold=True))
                seen = True
            else:
                top.append(Cell(text=text, bold=True))
                low.append(Cell(up=True))
        return [GridRow(role="head", cells=top), GridRow(role="head", cells=low)]

    def _stage_words(self, stage: Stage) -> str:
        return self.stage_form.format(n=stage.number, t=stage.title)

    def _stage_row(self, stage: Stage) -> None:
        words = self._stage_words(stage)
        if self.stage_form == "{t}":
            stage.number = None
        self._wide(words)
        if stage.goal:
            self._wide(stage.goal)

    def _wide(self, words: str) -> None:
        first = Cell(text=words, bold=self.bold)
        rest = [Cell(left=True) for _ in self.recipe.columns[1:]]
        self.grid.rows.append(GridRow(role="stage", cells=[first, *rest]))

    def _rows(self, stage: Stage, heading: list[GridRow]) -> None:
        for at, row in enumerate(stage.rows):
            if "header" in self.recipe.damage and heading and self.random.random() < 0.08:
                self._page()
                self.grid.rows += heading
            texts = self._texts(stage, row)
            made = GridRow(
                cells=[self._cell(name, texts, row, at) for name in self.recipe.columns]
            )
            if "torn" in self.recipe.damage and self._may_tear(stage, at):
                self._tear(made, row, texts, heading)
            else:
                self.grid.rows.append(made)

    def _texts(self, stage: Stage, row: Row) -> dict[str, str]:
        dot = self.dot if row.number else ""
        title = row.title
        if self.inside and row.number:
            title = f"{row.number}{dot or '.'} {title}"
        return {
            "number": f"{row.number}{dot}" if row.number else "",
            "title": title,
            "due": row.due.words,
            "who": row.who_words,
            "result": row.result,
            "notes": self.random.choice(invented.NOTES),
            "stage": self._stage_words(stage),
        } | row.cells

    def _cell(self, name: str, texts: dict[str, str], row: Row, at: int) -> Cell:
        if name == "stage" and at:
            return Cell(up=True)
        if row.shares and name in {"due", "who"}:
            return Cell(up=True)
        return Cell(text=texts.get(name, ""))

    def _page(self) -> None:
        self.blocks += [self.grid, Break(stamps(self.random, self.recipe))]
        self.grid = Grid()

    def _may_tear(self, stage: Stage, at: int) -> bool:
        shared = any(row.shares for row in stage.rows[at : at + 2])
        return not shared and self.random.random() < 0.12

    def _tear(
        self, made: GridRow, row: Row, texts: dict[str, str], heading: list[GridRow]
    ) -> None:
        """The title goes on after the page's end, sometimes the responsibles too."""
        words = re.split(" ", texts["title"])
        if len(words) < 5 or not words[-2].isalpha():
            self.grid.rows.append(made)
            return
        at = self.recipe.columns.index("title")
        made.cells[at].text = " ".join(words[:-2])
        rest = [Cell() for _ in made.cells]
        rest[at].text = " ".join(words[-2:])
        self.grid.rows.append(made)
        self._page()
        if "header" in self.recipe.damage and self.random.random() < 0.5:
            self.grid.rows += heading
        self.grid.rows.append(GridRow(role="rest", cells=rest))
        row.must.append("torn_row_joined")

    def _items(self, stage: Stage) -> None:
        """The whole stage is one row; its cell lists the activities."""
        first, form = stage.rows[0], self.random.choice(["{}. ", "{}) ", "- ", "– ", "• "])
        lead = self.random.choice(invented.LEADS) if "{" not in form and self.lead else ""
        lines = [lead] if lead else []
        for at, row in enumerate(stage.rows, start=1):
            lines.append(form.format(at) + row.title)
            if "{" not in form:
                row.number = None
            if lead:
                row.title, row.lead = f"{lead} {row.title}", row.title
        texts = self._texts(stage, first) | {
            "number": f"{stage.number}{self.dot}",
            "title": "\n".join(lines),
            "stage": stage.title or "",
        }
        cells = [Cell(text=texts.get(name, "")) for name in self.recipe.columns]
        self.grid.rows.append(GridRow(cells=cells))


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
