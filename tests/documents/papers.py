"""Papers for tests: the five seeds where they stand beside the repository, else their twins."""

from pathlib import Path

from documents.readers.text import decoded, read_text
from domain.roadmap_draft import RoadmapDraft
from domain.roadmap_paper import Paper

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent.parent / "shared" / "seeds"
_LETTERS = {"person": "p", "post": "t", "group": "g", "organisation": "o"}
YEARS = {"000": 2023, "001": 2023, "002": 2023, "003": 2021, "004": 2020}


def twin(name: str) -> Path:
    """The made-up paper with the seed's layout and damage."""
    return HERE / "twins" / f"{name}.txt"


def seed(name: str) -> Path:
    """The real paper, or its twin where the seeds are absent."""
    return next(iter(sorted(SEEDS.glob(f"{name}_*.txt"))), twin(name))


def paper_of(path: Path) -> Paper:
    """The paper as the text reader gives it."""
    return read_text(decoded(path.read_bytes()))


def table_of(draft: RoadmapDraft) -> list[str]:
    """Numbers only: a line for each stage and each activity.

    Stage: number, whether it has a title and a goal. Activity: number, kind, windows, a letter
    for each responsible's kind (a post is «t»), whether it has a result, codes of doubts.
    """
    lines = []
    for stage in draft.stages:
        lines.append(f"# {stage.number or '-'} {int(bool(stage.title))}{int(bool(stage.goal))}")
        for one in stage.activities:
            windows = " ".join(f"{w.start or ''}..{w.end or ''}" for w in one.deadline.windows)
            kinds = "".join(_LETTERS[who.kind] for who in one.responsibles)
            cells = [one.number or "-", one.deadline.kind.value, windows, kinds]
            doubts = " ".join(doubt.code for doubt in one.doubts)
            lines.append(" | ".join([*cells, str(int(bool(one.result))), doubts]).rstrip())
    return lines


def expected(name: str) -> list[str]:
    """The table counted from the paper."""
    return (HERE / "expected" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
