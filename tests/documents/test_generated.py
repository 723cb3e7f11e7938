"""Documents of the independent generator: 99 % of rows understood, nothing silently wrong.

The seeds are fixed; `python -m tests.documents.generator --seed N --out DIR` makes others.
"""

import json
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.read_commands import understanding
from content.loader import load_calendar
from documents.reading import read_paper
from domain.roadmap_reading import read_roadmap
from tests.documents.generator import recipe
from tests.documents.generator.compare import compared, is_good
from tests.documents.generator.making import made, write_all

SEEDS = (1, 2, 3, 12)
COUNT = 48
UNRULED_SEEDS = (36, 41)


def _read(path: Path, year: int) -> dict[str, Any]:
    paper = read_paper(path.read_bytes(), path.name)
    return understanding(read_roadmap(paper, year=year, calendar=load_calendar()))


def test_a_table_without_lines_is_read_and_always_doubted(tmp_path: Path) -> None:
    for seed, at in product(UNRULED_SEEDS, range(COUNT)):
        if recipe.chosen(Random(f"{seed}:{at}"), at).format == "pdf":
            one = made(seed, at)
            (tmp_path / f"{seed}-{one.name}").write_bytes(one.content.replace(b" re S", b" re n"))
            truth = one.truth | {"file": f"{seed}-{one.name}"}
            (tmp_path / f"{seed}-{one.name}.truth.json").write_text(json.dumps(truth))
    verdicts = compared(tmp_path, _read)
    rows = sum(one.rows for one in verdicts)
    assert rows > 100
    assert sum(one.understood for one in verdicts) >= 0.97 * rows
    for path in tmp_path.glob("*.pdf"):
        assert "lines_missing" in {doubt["code"] for doubt in _read(path, 2024)["doubts"]}


@pytest.mark.parametrize("seed", SEEDS)
def test_made_up_documents_are_read_as_their_author_meant_them(seed: int, tmp_path: Path) -> None:
    write_all(seed, COUNT, tmp_path)
    verdicts = compared(tmp_path, _read)
    assert len(verdicts) == COUNT
    wrong = [f"{one.file}: {text}" for one in verdicts for text in (*one.silent, *one.leaks)]
    assert is_good(verdicts), "\n".join([f"seed {seed}", *wrong])
