"""Registers (базы) of mentors and mentees: entered by consent and questionnaire."""

from dataclasses import dataclass

from content.loader import Content
from db.models import Membership, Person
from db.unit_of_work import UnitOfWork
from domain.people import Actor, Role
from domain.questionnaires import Question
from services.access import ensure_place, ensure_reader, ensure_self_or_curator


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a register."""

    person: Person
    membership: Membership
    is_paired: bool


async def list_entries(uow: UnitOfWork, actor: Actor, role: Role) -> tuple[Entry, ...]:
    """List a register to the curators and the administration."""
    place = ensure_reader(actor)
    paired = await uow.pairs.paired_people(place.organisation_id)
    return tuple(
        Entry(person=person, membership=membership, is_paired=person.id in paired)
        for person, membership in await uow.people.list_registered(place.organisation_id, role)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredQuestion:
    """A question and what the person answered."""

    question: Question
    value: object


async def answers_of(
    uow: UnitOfWork, actor: Actor, content: Content, person_id: int
) -> tuple[AnsweredQuestion, ...]:
    """Show a person's questionnaires to the person or a curator."""
    place = ensure_place(actor)
    ensure_self_or_curator(actor, person_id)
    found: list[AnsweredQuestion] = []
    for submission in await uow.questionnaires.list_of_person(place.organisation_id, person_id):
        questionnaire = content.questionnaires.get(submission.code)
        rows = await uow.questionnaires.answers(submission.id)
        found += [
            AnsweredQuestion(question=question, value=rows[question.key].value)
            for question in (questionnaire.questions if questionnaire else ())
            if question.key in rows
        ]
    return tuple(found)
