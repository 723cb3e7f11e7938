"""Consents: asked before any data, answered by two equal buttons or on paper."""

from content.loader import Content
from db.models import Consent, Organisation, Person, Submission
from db.unit_of_work import UnitOfWork
from domain.calendar import next_digest
from domain.consents import ConsentAnswer, ConsentText, ConsentWay
from domain.errors import Rejected, Stale
from domain.people import ACTIVE_STATES, Actor, PersonState, Role
from domain.questionnaires import SubmissionState
from services import responsibles
from services.access import ensure_curator

KIND = "personal_data"


def text_for(content: Content, person: Person, organisation: Organisation) -> ConsentText:
    """Give the consent as this person is shown it."""
    return content.consents[KIND].text(
        name=person.name, organisation=organisation.name, address=organisation.address
    )


async def answer(
    uow: UnitOfWork,
    actor: Actor,
    content: Content,
    *,
    invitation_id: int,
    is_given: bool,
    version: int = 0,
) -> Person:
    """Take the answer of the user who confirmed the invitation.

    A consent makes them a participant with their questionnaires; a refusal leaves nothing
    of their account behind and the paper way open.
    """
    invitation = await uow.invitations.find_waiting(actor.telegram_id)
    if invitation is None or invitation.id != invitation_id:
        raise Stale("error-consent-answered", subject="menu")
    person, organisation = await uow.invitations.with_person(invitation)
    if person.state is not PersonState.INVITED:
        raise Stale("error-consent-answered", subject="menu")
    text = text_for(content, person, organisation)
    if version and version != text.version:
        raise Stale("error-consent-new", subject="menu")
    await _ensure_nobody_else(uow, actor, person)
    invitation.telegram_id = None
    _record(uow, person, text, is_given=is_given, way=ConsentWay.SELF, acted_by=person.id)
    if not is_given:
        person.state = PersonState.REFUSED
        return person
    account = await uow.accounts.ensure(actor.telegram_id, actor.language)
    account.organisation_id = organisation.id
    account.unreachable_at = None
    if account.digest_at is None:
        account.digest_at = next_digest(uow.now, organisation.time_zone, content.calendar)
    person.account_id = account.id
    person.state = PersonState.JOINED
    person.joined_at = uow.now
    await _take_part(uow, content, person)
    return person


async def _ensure_nobody_else(uow: UnitOfWork, actor: Actor, person: Person) -> None:
    """Refuse an account that is somebody else in this school already."""
    if actor.account_id is None:
        return
    known = await uow.people.find_by_account(person.organisation_id, actor.account_id)
    if known is not None and known.id != person.id:
        raise Rejected("error-somebody-else", name=known.name)


async def _take_part(uow: UnitOfWork, content: Content, person: Person) -> None:
    await assign_questionnaires(uow, content, person)
    await responsibles.bind_by_name(uow, person)


async def from_paper(uow: UnitOfWork, actor: Actor, content: Content, person_id: int) -> Person:
    """Record a signed paper for a person; they take part without the messenger."""
    place = ensure_curator(actor)
    person = await uow.people.get(place.organisation_id, person_id)
    if person.state in ACTIVE_STATES or person.state is PersonState.LEFT:
        raise Stale("error-already-joined", subject="person", subject_id=person_id)
    organisation = await uow.organisations.get(place.organisation_id)
    text = text_for(content, person, organisation)
    await uow.invitations.revoke_all(person.id)
    _record(uow, person, text, is_given=True, way=ConsentWay.PAPER, acted_by=place.person_id)
    person.state = PersonState.PAPER
    person.joined_at = uow.now
    await _take_part(uow, content, person)
    return person


def _record(
    uow: UnitOfWork,
    person: Person,
    text: ConsentText,
    *,
    is_given: bool,
    way: ConsentWay,
    acted_by: int,
) -> None:
    uow.people.add(
        Consent(
            organisation_id=person.organisation_id,
            person_id=person.id,
            kind=text.kind,
            version=text.version,
            text_sha256=text.sha256,
            answer=ConsentAnswer.GIVEN if is_given else ConsentAnswer.REFUSED,
            way=way,
            acted_by=acted_by,
            answered_at=uow.now,
        )
    )


async def assign_questionnaires(uow: UnitOfWork, content: Content, person: Person) -> None:
    """Give a participant the questionnaires of their roles; without one they are registered."""
    for membership in await uow.people.list_memberships(person.organisation_id, person.id):
        questionnaires = content.for_role(membership.role)
        known = {q.code: await uow.questionnaires.find(person.id, q.code) for q in questionnaires}
        is_all_sent = all(row and row.state is SubmissionState.SENT for row in known.values())
        if is_all_sent and membership.role in (Role.MENTOR, Role.MENTEE):
            membership.registered_at = membership.registered_at or uow.now
        for questionnaire in questionnaires:
            if known[questionnaire.code] is None:
                await uow.questionnaires.added(
                    Submission(
                        organisation_id=person.organisation_id,
                        person_id=person.id,
                        code=questionnaire.code,
                        version=questionnaire.version,
                        state=SubmissionState.ASSIGNED,
                        created_at=uow.now,
                    )
                )


async def assign_to_active(uow: UnitOfWork, content: Content, person: Person) -> None:
    """Give somebody who takes part already the questionnaires of a new role."""
    if person.state in ACTIVE_STATES:
        await uow.session.flush()
        await assign_questionnaires(uow, content, person)
