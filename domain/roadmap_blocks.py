"""Cleaned: a paper's blocks without crumbs and secrets; rows that stand together are runs."""

from domain.roadmap_cleaning import clean, without_secrets
from domain.roadmap_paper import Paper, TableRow
from domain.roadmap_tables import Row, Run

Line = tuple[str, str]
"""A line as it stands, and clean."""


class Cleaned:
    """Lines and runs in the paper's order; counts of secrets and of rows that were only such."""

    def __init__(self, paper: Paper) -> None:
        self.blocks: list[Run | Line] = []
        self.secrets = 0
        self.dropped = 0
        for block in paper.blocks:
            if isinstance(block, TableRow):
                self._add_row(block)
            elif text := clean(block.text):
                self.blocks.append((block.text, text))

    def _add_row(self, block: TableRow) -> None:
        secrets = self.secrets
        cells = tuple(self._cell(cell) for cell in block.cells)
        if self.secrets > secrets and sum(map(bool, cells)) <= 1:
            self.dropped += 1
        elif any(cells):
            self._run(block.table).rows.append(Row(raw=block, cells=cells))

    def _run(self, table: int) -> Run:
        """The run that a row of this table goes on with, or a new one."""
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Run) and last.rows[-1].raw.table == table:
            return last
        self.blocks.append(run := Run())
        return run

    def _cell(self, raw: str) -> str:
        text, secrets = without_secrets(clean(raw))
        self.secrets += secrets
        return text
