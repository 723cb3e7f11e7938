"""Drafts for tests of what a curator does with them."""

from hypothesis import strategies as st

from domain.deadline_reading import read_deadline
from domain.deadlines import Doubt
from domain.responsibles import read_responsibles
from domain.roadmap_doubts import with_doubts
from domain.roadmap_draft import ActivityDraft, RoadmapDraft, StageDraft
from domain.roadmap_work import Work

YEAR = 2027
PHRASES = (
    "до 15 октября 2027 г.", "Сентябрь–ноябрь 2026 г.", "12.10.2025", "10.10.2027", "", "май",
    "по графику", "в течение года", "16, 17 июня", "осенние каникулы", "октябрь, март",
)  # fmt: skip
WHO = ("Иванова А.Б.", "Ивонова А.Б.", "Педагог-психолог", "", "Классные руководители, завуч")
TITLES = ("Приказ о запуске", "Анкеты", "Встречи пар; отчёты; итоги", "Круглый стол")


def row(title: str, words: str = "", who: str = "", *, number: str = "") -> ActivityDraft:
    """A row as the reader makes it."""
    deadline = read_deadline(words, year=YEAR)
    responsibles = read_responsibles(who)
    missing = () if responsibles else (Doubt(code="missing_responsible"),)
    return ActivityDraft(
        number=number, title=title, deadline=deadline, responsibles=responsibles,
        doubts=(*deadline.doubts, *missing),
    )  # fmt: skip


def work(*stages: tuple[ActivityDraft, ...], unread: tuple[str, ...] = ()) -> Work:
    """Stages of rows, with the doubts about what stands around each."""
    made = [
        StageDraft(number=str(at), title=f"Этап {at}", activities=rows)
        for at, rows in enumerate(stages, start=1)
    ]
    return Work(draft=RoadmapDraft(stages=with_doubts(made), not_understood=unread), year=YEAR)


ROWS = [
    row(title, words, who, number=number)
    for title in TITLES
    for words in PHRASES
    for who in WHO
    for number in ("", "1.1", "1.2")
]
rows = st.sampled_from(ROWS)
works = st.lists(st.lists(rows, max_size=4).map(tuple), min_size=1, max_size=3).map(
    lambda stages: work(*stages, unread=("Прочее | май | Иванова А.Б.",))
)
