"""Documents of the independent generator: 99 % of rows understood, nothing silently wrong.

The seeds are fixed; `python -m tests.documents.generator --seed N --out DIR` makes others.
"""

from pathlib import Path
from typing import Any

import pytest

from bot.read_commands import understanding
from content.loader import load_calendar
from documents.reading import read_paper
from domain.roadmap_reading import read_roadmap
from tests.documents.generator.compare import compared, is_good
from tests.documents.generator.making import write_all

SEEDS = (1, 2, 3, 12)
COUNT = 48


def _read(path: Path, year: int) -> dict[str, Any]:
    paper = read_paper(path.read_bytes(), path.name)
    return understanding(read_roadmap(paper, year=year, calendar=load_calendar()))


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_documents_are_read_as_their_author_meant_them(seed: int, tmp_path: Path) -> None:
    write_all(seed, COUNT, tmp_path)
    verdicts = compared(tmp_path, _read)
    assert len(verdicts) == COUNT
    wrong = [f"{one.file}: {text}" for one in verdicts for text in (*one.silent, *one.leaks)]
    assert is_good(verdicts), "\n".join([f"seed {seed}", *wrong])
