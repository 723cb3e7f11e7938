"""Submissions and answers."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from db.models import Answer, Person, Submission
from db.repositories.base import Repository
from domain.people import ACTIVE_STATES
from domain.questionnaires import SubmissionState

if TYPE_CHECKING:
    from db.unit_of_work import UnitOfWork

EXPECTED = (
    select(Submission, Answer)
    .outerjoin(Answer, Answer.submission_id == Submission.id)
    .where(Submission.id.in_(bindparam("ids", expanding=True)))
)


class Questionnaires(Repository):
    """Rows of ``submissions`` and ``answers``."""

    def __init__(self, uow: "UnitOfWork") -> None:
        super().__init__(uow)
        self._answers: dict[int, dict[str, Answer]] = {}
        self._held: dict[int, Submission] = {}  # keeps expected rows in the session's identity map

    async def get(self, organisation_id: int, submission_id: int) -> Submission:
        """Give a submission of this school."""
        return await self._of_school(Submission, organisation_id, submission_id)

    async def find(self, person_id: int, code: str) -> Submission | None:
        """Find a person's submission of one questionnaire."""
        query = select(Submission).where(Submission.person_id == person_id)
        return await self._maybe(query.where(Submission.code == code))

    async def list_of_person(self, organisation_id: int, person_id: int) -> Sequence[Submission]:
        """List a person's submissions, oldest first."""
        return await self._all(
            select(Submission)
            .where(Submission.organisation_id == organisation_id)
            .where(Submission.person_id == person_id)
            .order_by(Submission.id)
        )

    async def list_unsent(self, organisation_id: int) -> Sequence[tuple[Submission, Person]]:
        """List submissions active people have not sent yet."""
        query = (
            select(Submission, Person)
            .join(Person, Person.id == Submission.person_id)
            .where(Submission.organisation_id == organisation_id)
            .where(Submission.state != SubmissionState.SENT)
            .where(Person.state.in_(ACTIVE_STATES))
            .order_by(Person.name, Submission.id)
        )
        return [(row[0], row[1]) for row in await self._rows(query)]

    async def count_sent(self, organisation_id: int) -> int:
        """Count people who have sent a questionnaire."""
        return await self._count(
            select(func.count(func.distinct(Submission.person_id)))
            .join(Person, Person.id == Submission.person_id)
            .where(Submission.organisation_id == organisation_id)
            .where(Person.state.in_(ACTIVE_STATES))
            .where(Submission.state == SubmissionState.SENT)
        )

    async def expect(self, submission_ids: Collection[int]) -> None:
        """Read what a batch is going to answer: submissions and their answers."""
        if not submission_ids:
            return
        self._answers |= {submission_id: {} for submission_id in submission_ids}
        rows = (await self.session.execute(EXPECTED, {"ids": submission_ids})).all()
        for submission, answer in rows:
            self._held[submission.id] = submission
            if answer is not None:
                self._answers[submission.id][answer.question] = answer

    async def answers(self, submission_id: int) -> dict[str, Answer]:
        """Give the answers of a submission by question key; read once in a transaction."""
        if submission_id not in self._answers:
            rows = await self._all(select(Answer).where(Answer.submission_id == submission_id))
            self._answers[submission_id] = {row.question: row for row in rows}
        return self._answers[submission_id]

    async def find_answer(self, submission_id: int, question: str) -> Answer | None:
        """Find the answer to one question."""
        return (await self.answers(submission_id)).get(question)

    async def find_typed(
        self, person_id: int, message_id: int
    ) -> tuple[Submission, Answer] | None:
        """Find the answer a person gave by this message of theirs."""
        query = (
            select(Submission, Answer)
            .join(Answer, Answer.submission_id == Submission.id)
            .where(Submission.person_id == person_id)
            .where(Answer.message_id == message_id)
            .order_by(Answer.id.desc())
        )
        rows = await self._rows(query)
        return (rows[0][0], rows[0][1]) if rows else None

    async def save_answer(
        self, submission_id: int, question: str, value: Any, message_id: int | None
    ) -> None:
        """Save one answer at once, over the one that was there."""
        answer = await self.find_answer(submission_id, question)
        if answer is None:
            answer = Answer(submission_id=submission_id, question=question)
            self._answers[submission_id][question] = answer
            self.add(answer)
        answer.value = value
        answer.message_id = message_id
        answer.answered_at = self.now
