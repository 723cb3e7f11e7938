"""Made-up roadmaps of many layouts: rows understood, nothing silently wrong."""

import pytest

from documents.readers.text import read_text
from domain.roadmap_draft import ActivityDraft
from domain.roadmap_reading import read_roadmap
from tests.documents.made_up import YEAR, Row, make

LETTERS = {"person": "p", "post": "t", "group": "g", "organisation": "o"}
SEEDS = range(1, 121)


def _is_right(row: Row, found: ActivityDraft) -> bool:
    people = "".join(LETTERS[one.kind] for one in found.responsibles)
    windows = [window.to_json() for window in found.deadline.windows]
    return (row.number, row.title, row.kind, row.windows, row.people) == (
        found.number,
        found.title,
        found.deadline.kind.value,
        windows,
        people,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_made_up_paper_is_read_as_its_author_meant_it(seed: int) -> None:
    made = make(seed)
    draft = read_roadmap(read_text(made.text), year=YEAR)
    found = [one for stage in draft.stages for one in stage.activities]
    wrong = [
        (row, one) for row, one in zip(made.rows, found, strict=False) if not _is_right(row, one)
    ]
    assert len(found) == len(made.rows), f"seed {seed}\n{made.text}"
    assert not wrong, f"seed {seed}\n{wrong[0]}"
    assert [stage.title for stage in draft.stages] == made.stages, f"seed {seed}"
