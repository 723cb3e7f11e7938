"""Papers for tests: the five seeds where they stand beside the repository, else their twins."""

from hashlib import sha256
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


def words_of(draft: RoadmapDraft) -> list[str]:
    """Letters and figures of each row's title, responsibles and result, parted by «|» and «;»."""
    return [
        "|".join([_normal(one.title), ";".join(_normal(who.text) for who in one.responsibles),
                  _normal(one.result)])
        for stage in draft.stages
        for one in stage.activities
    ]  # fmt: skip


def digests_of(words: list[str]) -> list[str]:
    """The same with each text as the first 12 hex digits of its SHA-256: no word is kept."""
    return [
        "|".join(";".join(map(_digest, one.split(";"))) for one in line.split("|"))
        for line in words
    ]


def expected_words(name: str) -> list[str]:
    """Of a twin, as read by eye."""
    return (HERE / "twins" / f"{name}.words.txt").read_text(encoding="utf-8").splitlines()


def expected_digests(name: str) -> list[str]:
    """Of a seed."""
    return (HERE / "expected" / f"{name}.digests.txt").read_text(encoding="utf-8").splitlines()


def has_seeds() -> bool:
    """The real papers stand beside the repository."""
    return any(SEEDS.glob("*.txt"))


def _normal(text: str) -> str:
    return "".join(char for char in text.lower().replace("ё", "е") if char.isalnum())


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12] if text else ""
