"""Reading a school's paper in the capped child: `python -m bench.documents`."""

import asyncio

from bench.figures import Figures, machine, median_seconds
from bench.of_papers import docx_of_rows, pdf_of_pages
from documents.isolated import read_isolated

ROWS, PAGES, ROWS_OF_A_PAGE = 200, 20, 42
YEAR = 2027


def _read(content: bytes, name: str, rows: int) -> None:
    draft = asyncio.run(read_isolated(content, name, YEAR))
    found = sum(len(stage.activities) for stage in draft.stages)
    if found != rows or draft.not_understood:
        raise AssertionError(f"{found} rows of {rows}")


def main() -> None:
    """Measure whole readings, the child's start included, and hold them against the goals."""
    figures = Figures("documents")
    figures.say(machine())
    docx, pdf = docx_of_rows(ROWS), pdf_of_pages(PAGES, ROWS_OF_A_PAGE)
    seconds = median_seconds(lambda: _read(docx, "a.docx", ROWS))
    figures.hold(f"a docx of {ROWS} rows, in the child", seconds, "s", at_most=1)
    seconds = median_seconds(lambda: _read(pdf, "a.pdf", PAGES * ROWS_OF_A_PAGE), times=3)
    figures.hold(f"a pdf of {PAGES} pages, in the child", seconds, "s", at_most=10)
    figures.end()


if __name__ == "__main__":
    main()
