"""Invitations: one-time links that do nothing before a confirm button."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from db.models import Invitation, Membership, Organisation, Person
from db.unit_of_work import UnitOfWork
from domain.errors import Forbidden, Rejected
from domain.people import INVITED_ROLES, Actor, NewPerson, PersonState, Role
from domain.tokens import new_token, token_hash
from services.access import ensure_curator

LIVES = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A person of the list and the token of their link (empty when they already joined)."""

    person_id: int
    name: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedInvitation:
    """What the person who opened a link sees before confirming."""

    name: str
    organisation: str
    roles: tuple[Role, ...]
    is_minor: bool


async def _ensure_may_invite(
    uow: UnitOfWork, actor: Actor, organisation_id: int, role: Role
) -> None:
    if actor.is_owner and role is Role.CURATOR:
        await uow.organisations.get(organisation_id)
        return
    if ensure_curator(actor).organisation_id != organisation_id:
        raise Forbidden


async def invite(
    uow: UnitOfWork,
    actor: Actor,
    *,
    organisation_id: int,
    role: Role,
    people: Sequence[NewPerson],
    is_minor: bool = False,
) -> tuple[Invited, ...]:
    """Put people on the school's list with a role and give each a one-time link.

    Somebody already on the list gets the role added; who has joined needs no link.
    The owner may invite curators only.
    """
    if role not in INVITED_ROLES:
        raise Forbidden
    await _ensure_may_invite(uow, actor, organisation_id, role)
    return tuple([await _invite_one(uow, organisation_id, role, new, is_minor) for new in people])


async def _invite_one(
    uow: UnitOfWork, organisation_id: int, role: Role, new: NewPerson, is_minor: bool
) -> Invited:
    person = await uow.people.find_by_name(organisation_id, new.name)
    if person is None:
        person = await uow.people.added(
            Person(
                organisation_id=organisation_id,
                name=new.name,
                post=new.post,
                is_minor=is_minor,
                state=PersonState.INVITED,
                created_at=uow.now,
            )
        )
    elif person.state in (PersonState.LEFT, PersonState.REFUSED):
        person.state = PersonState.INVITED
    await add_role(uow, person, role)
    if person.state is not PersonState.INVITED:
        return Invited(person_id=person.id, name=person.name, token="")
    return Invited(person_id=person.id, name=person.name, token=await _new_link(uow, person))


async def add_role(uow: UnitOfWork, person: Person, role: Role) -> None:
    """Give a person one more role."""
    memberships = await uow.people.list_memberships(person.organisation_id, person.id)
    if role not in {membership.role for membership in memberships}:
        await uow.people.added(
            Membership(
                organisation_id=person.organisation_id,
                person_id=person.id,
                role=role,
                created_at=uow.now,
            )
        )


async def _new_link(uow: UnitOfWork, person: Person) -> str:
    await uow.invitations.revoke_all(person.id)
    token = new_token()
    uow.invitations.add(
        Invitation(
            organisation_id=person.organisation_id,
            person_id=person.id,
            token_hash=token_hash(token),
            created_at=uow.now,
            expires_at=uow.now + LIVES,
        )
    )
    return token


async def renew_link(uow: UnitOfWork, actor: Actor, person_id: int) -> Invited:
    """Give a person a new link; the old one becomes worthless."""
    place = ensure_curator(actor)
    person = await uow.people.get(place.organisation_id, person_id)
    if person.state not in (PersonState.INVITED, PersonState.REFUSED):
        raise Rejected("error-already-joined")
    person.state = PersonState.INVITED
    return Invited(person_id=person.id, name=person.name, token=await _new_link(uow, person))


async def _ensure_good(uow: UnitOfWork, token: str) -> Invitation:
    invitation = await uow.invitations.find(token_hash(token))
    if invitation is None or invitation.expires_at <= uow.now:
        raise Rejected("error-link-unknown")
    if invitation.used_at is not None:
        raise Rejected("error-link-used")
    if invitation.revoked_at is not None:
        raise Rejected("error-link-unknown")
    return invitation


async def open_link(uow: UnitOfWork, token: str) -> OpenedInvitation:
    """Show whom a link invites and where; nothing is stored by opening it."""
    invitation = await _ensure_good(uow, token)
    person, organisation = await uow.invitations.with_person(invitation)
    memberships = await uow.people.list_memberships(organisation.id, person.id)
    return OpenedInvitation(
        name=person.name,
        organisation=organisation.name,
        roles=tuple(membership.role for membership in memberships),
        is_minor=person.is_minor,
    )


async def confirm(uow: UnitOfWork, actor: Actor, token: str) -> Invitation:
    """Say «это я»: the link is used up and waits for this user's answer to the consent."""
    invitation = await _ensure_good(uow, token)
    person, _ = await uow.invitations.with_person(invitation)
    if person.is_minor:
        raise Rejected("error-minor")
    if actor.account_id is not None:
        await _ensure_not_another(uow, actor.account_id, invitation)
    invitation.used_at = uow.now
    invitation.telegram_id = actor.telegram_id
    return invitation


async def _ensure_not_another(uow: UnitOfWork, account_id: int, invitation: Invitation) -> None:
    known = await uow.people.find_by_account(invitation.organisation_id, account_id)
    if known is not None and known.id != invitation.person_id:
        raise Rejected("error-somebody-else", name=known.name)


async def is_own(uow: UnitOfWork, actor: Actor, token: str) -> bool:
    """Whether a link is the actor's own, used up long ago."""
    invitation = await uow.invitations.find(token_hash(token))
    return invitation is not None and invitation.person_id in {
        place.person_id for place in actor.places
    }


async def not_me(uow: UnitOfWork, token: str) -> None:
    """Say «это не я»: the link dies, the curators learn that it went astray."""
    invitation = await _ensure_good(uow, token)
    invitation.revoked_at = invitation.wrong_person_at = uow.now


async def say_minor(uow: UnitOfWork, token: str) -> None:
    """Say «мне нет 18»: consent is given by a representative on paper."""
    invitation = await _ensure_good(uow, token)
    person, _ = await uow.invitations.with_person(invitation)
    person.is_minor = True
    invitation.revoked_at = uow.now


async def waiting(uow: UnitOfWork, actor: Actor) -> tuple[Invitation, Person, Organisation] | None:
    """Give the invitation a user has confirmed and whose consent is not answered yet."""
    invitation = await uow.invitations.find_waiting(actor.telegram_id)
    if invitation is None:
        return None
    person, organisation = await uow.invitations.with_person(invitation)
    return invitation, person, organisation
