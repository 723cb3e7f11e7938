"""Submissions and answers: read and written as plain rows."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Select, Table, func, select

from db.filled import Filling, Given
from db.models import Answer, Person, Submission
from db.repositories.base import Repository
from db.repositories.writes import Insert, Update
from domain.errors import NotFound
from domain.people import ACTIVE_STATES
from domain.questionnaires import SubmissionState

if TYPE_CHECKING:
    from db.unit_of_work import UnitOfWork

SUBMISSIONS = cast("Table", Submission.__table__)
ANSWERS = cast("Table", Answer.__table__)
FILLING = tuple(SUBMISSIONS.c[one.name] for one in fields(Filling))
GIVEN = tuple(ANSWERS.c[one.name] for one in fields(Given))
WIDTH = len(FILLING)
ANSWERED = select(*FILLING, *GIVEN).outerjoin(ANSWERS, ANSWERS.c.submission_id == SUBMISSIONS.c.id)
ANSWER = Insert(
    ANSWERS,
    ("submission_id", "question", "value", "message_id", "answered_at"),
    over=("submission_id", "question"),
)


class Questionnaires(Repository):
    """Rows of ``submissions`` and ``answers``; a row read again is the same object."""

    def __init__(self, uow: "UnitOfWork") -> None:
        super().__init__(uow)
        self._held: dict[int, Filling] = {}
        self._answers: dict[int, dict[str, Given]] = {}
        self._changed: dict[int, set[str]] = {}
        self._given: set[tuple[int, str]] = set()

    async def get(self, organisation_id: int, submission_id: int) -> Filling:
        """Give a submission of this school."""
        if submission_id not in self._held:
            await self.uow.flush()
            query = ANSWERED.where(SUBMISSIONS.c.id == submission_id)
            self.hold((await self._core(query, {})).all())
        found = self._held.get(submission_id)
        if found is None or found.organisation_id != organisation_id:
            raise NotFound
        return found

    async def find(self, person_id: int, code: str) -> Filling | None:
        """Find a person's submission of one questionnaire."""
        return next(iter(await self._fillings(_of(person_id=person_id, code=code))), None)

    async def list_of_person(self, organisation_id: int, person_id: int) -> Sequence[Filling]:
        """List a person's submissions, oldest first."""
        query = _of(organisation_id=organisation_id, person_id=person_id)
        return await self._fillings(query.order_by(SUBMISSIONS.c.id))

    async def list_unsent(self, organisation_id: int) -> Sequence[tuple[Filling, Person]]:
        """List submissions active people have not sent yet."""
        query = (
            select(Person, *FILLING)
            .join(Person, Person.id == SUBMISSIONS.c.person_id)
            .where(SUBMISSIONS.c.organisation_id == organisation_id)
            .where(SUBMISSIONS.c.state != SubmissionState.SENT)
            .where(Person.state.in_(ACTIVE_STATES))
            .order_by(Person.name, SUBMISSIONS.c.id)
        )
        return [(self._filling(row[1:]), row[0]) for row in await self._rows(query)]

    async def count_sent(self, organisation_id: int) -> int:
        """Count people who have sent a questionnaire."""
        return await self._count(
            select(func.count(func.distinct(Submission.person_id)))
            .join(Person, Person.id == Submission.person_id)
            .where(Submission.organisation_id == organisation_id)
            .where(Person.state.in_(ACTIVE_STATES))
            .where(Submission.state == SubmissionState.SENT)
        )

    async def answers(self, submission_id: int) -> dict[str, Given]:
        """Give the answers of a submission by question key; read once in a transaction."""
        if submission_id not in self._answers:
            await self.uow.flush()
            query = select(*GIVEN).where(ANSWERS.c.submission_id == submission_id)
            rows: Sequence[Any] = (await self._core(query, {})).all()
            self._answers[submission_id] = {row.question: Given(*row) for row in rows}
        return self._answers[submission_id]

    async def find_answer(self, submission_id: int, question: str) -> Given | None:
        """Find the answer to one question."""
        return (await self.answers(submission_id)).get(question)

    async def find_typed(self, person_id: int, message_id: int) -> tuple[Filling, Given] | None:
        """Find the answer a person gave by this message of theirs."""
        await self.uow.flush()
        query = (
            select(*FILLING, *GIVEN)
            .join(ANSWERS, ANSWERS.c.submission_id == SUBMISSIONS.c.id)
            .where(SUBMISSIONS.c.person_id == person_id)
            .where(ANSWERS.c.message_id == message_id)
            .order_by(ANSWERS.c.id.desc())
        )
        row = (await self._core(query, {})).first()
        return (self._filling(row[:WIDTH]), Given(*row[WIDTH:])) if row else None

    def hold(self, rows: Iterable[Sequence[Any]]) -> None:
        """Take rows of ``FILLING`` and ``GIVEN`` together, read before they are asked for."""
        for row in rows:
            if row[0] is not None:
                answers = self._answers.setdefault(self._filling(row[:WIDTH]).id, {})
                if row[WIDTH] is not None:
                    answers[row[WIDTH]] = Given(*row[WIDTH:])

    def change(self, filling: Filling, **values: Any) -> None:
        """Give a submission other values."""
        for name, value in values.items():
            object.__setattr__(filling, name, value)  # whoever holds it sees it
        self._changed.setdefault(filling.id, set()).update(values)
        self.uow.touch()

    async def save_answer(
        self, submission_id: int, question: str, value: Any, message_id: int | None
    ) -> None:
        """Save one answer at once, over the one that was there."""
        answers = await self.answers(submission_id)
        answers[question] = Given(question, value, message_id, self.now)
        self._given.add((submission_id, question))
        self.uow.touch()

    def write(self) -> None:
        """Let what was changed wait among the writes."""
        for submission_id, question in sorted(self._given):
            given = self._answers[submission_id][question]
            values = {one.name: getattr(given, one.name) for one in fields(Given)}
            self.uow.writes.add(ANSWER, [{"submission_id": submission_id, **values}])
        for submission_id, names in sorted(self._changed.items()):
            filling, changed = self._held[submission_id], tuple(sorted(names))
            values = {f"new_{name}": getattr(filling, name) for name in changed}
            self.uow.writes.add(Update(SUBMISSIONS, changed), [{"key": submission_id, **values}])
        self._given, self._changed = set(), {}

    async def _fillings(self, query: Select[Any]) -> Sequence[Filling]:
        await self.uow.flush()
        return [self._filling(row) for row in await self._core(query, {})]

    def _filling(self, row: Sequence[Any]) -> Filling:
        known = self._held.get(row[0])
        if known is None:
            known = self._held[row[0]] = Filling(*row)
        return known


def _of(**values: Any) -> Select[Any]:
    """Give the query of submissions that have these values."""
    query = select(*FILLING)
    for name, value in values.items():
        query = query.where(SUBMISSIONS.c[name] == value)
    return query
