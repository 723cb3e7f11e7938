"""People of a school, their roles and consents."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, delete, func, select

from db.models import Account, Consent, Letter, Membership, Person, Submission
from db.repositories.base import Repository
from domain.people import ACTIVE_STATES, PersonState, Role
from domain.questionnaires import SubmissionState

T = TypeVar("T")


class People(Repository):
    """Rows of ``people``, ``memberships``, ``consents`` and ``letters``."""

    async def get(self, organisation_id: int, person_id: int) -> Person:
        """Give a person of this school."""
        return await self._of_school(Person, organisation_id, person_id)

    async def find_by_name(self, organisation_id: int, name: str) -> Person | None:
        """Find a person of the school's list by the full name."""
        query = select(Person).where(Person.organisation_id == organisation_id)
        return await self._maybe(query.where(Person.name == name).limit(1))

    async def find_by_account(self, organisation_id: int, account_id: int) -> Person | None:
        """Find who an account is in this school."""
        query = select(Person).where(Person.organisation_id == organisation_id)
        return await self._maybe(query.where(Person.account_id == account_id))

    async def list_page(
        self, organisation_id: int, *, only: str = "", offset: int = 0, limit: int = 1000
    ) -> Sequence[Person]:
        """List people by name; ``only`` is a state, a role, or empty for all."""
        query = self._listed(select(Person), organisation_id, only)
        return await self._all(query.order_by(Person.name, Person.id).offset(offset).limit(limit))

    async def count(self, organisation_id: int, *, only: str = "") -> int:
        """Count what ``list_page`` lists."""
        return await self._count(
            self._listed(select(func.count(Person.id)), organisation_id, only)
        )

    def _listed(self, query: Select[T], organisation_id: int, only: str) -> Select[T]:
        query = query.where(Person.organisation_id == organisation_id)
        if only == "no_consent":
            waiting = (PersonState.INVITED, PersonState.REFUSED)
            return query.where(Person.state.in_(waiting))
        query = query.where(Person.state != PersonState.LEFT)
        if only == "no_questionnaire":
            unsent = select(Submission.person_id).where(Submission.state != SubmissionState.SENT)
            active = query.where(Person.state.in_(ACTIVE_STATES))
            return active.where(Person.id.in_(unsent))
        if only == "active":
            return query.where(Person.state.in_(ACTIVE_STATES))
        if only:
            mine = select(Membership.person_id).where(Membership.role == Role(only))
            return query.where(Person.id.in_(mine))
        return query

    async def list_of_accounts(self, account_ids: Sequence[int]) -> Sequence[Person]:
        """List who these accounts are, in every school they belong to."""
        query = select(Person).where(Person.account_id.in_(account_ids))
        return await self._all(query.order_by(Person.id))

    async def list_unreachable(self, organisation_id: int) -> Sequence[tuple[Person, datetime]]:
        """List people the messenger cannot deliver to, with since when."""
        query = (
            select(Person, Account.unreachable_at)
            .join(Account, Account.id == Person.account_id)
            .where(Person.organisation_id == organisation_id)
            .where(Account.unreachable_at.is_not(None))
        )
        return [(row[0], row[1]) for row in await self._rows(query)]

    async def roles_of(self, organisation_id: int) -> dict[int, set[Role]]:
        """Give the roles of everybody in the school, by person id."""
        roles: dict[int, set[Role]] = {}
        query = select(Membership.person_id, Membership.role)
        for person_id, role in await self._rows(
            query.where(Membership.organisation_id == organisation_id)
        ):
            roles.setdefault(person_id, set()).add(role)
        return roles

    async def list_memberships(self, organisation_id: int, person_id: int) -> Sequence[Membership]:
        """List the roles of one person."""
        return await self._all(
            select(Membership)
            .where(Membership.organisation_id == organisation_id)
            .where(Membership.person_id == person_id)
            .order_by(Membership.id)
        )

    async def list_with_role(self, organisation_id: int, role: Role) -> Sequence[Person]:
        """List active people who hold a role."""
        return await self.list_of_roles(organisation_id, (role,))

    async def list_of_roles(self, organisation_id: int, roles: Sequence[Role]) -> Sequence[Person]:
        """List active people who hold one of the roles, by name."""
        query = (
            select(Person)
            .where(Person.organisation_id == organisation_id)
            .where(Person.state.in_(ACTIVE_STATES))
            .where(Person.id.in_(select(Membership.person_id).where(Membership.role.in_(roles))))
        )
        return await self._all(query.order_by(Person.name, Person.id))

    async def list_registered(
        self, organisation_id: int, role: Role
    ) -> Sequence[tuple[Person, Membership]]:
        """List a register: people of a role whose entry is made, by name."""
        query = (
            select(Person, Membership)
            .join(Membership, Membership.person_id == Person.id)
            .where(Person.organisation_id == organisation_id)
            .where(Person.state.in_(ACTIVE_STATES))
            .where(Membership.role == role)
            .where(Membership.registered_at.is_not(None))
            .order_by(Person.name, Person.id)
        )
        return [(row[0], row[1]) for row in await self._rows(query)]

    async def list_consents(self, organisation_id: int, person_id: int) -> Sequence[Consent]:
        """List a person's answers to consents, oldest first."""
        return await self._all(
            select(Consent)
            .where(Consent.organisation_id == organisation_id)
            .where(Consent.person_id == person_id)
            .order_by(Consent.id)
        )

    async def last_consents(
        self, organisation_id: int, person_ids: Sequence[int]
    ) -> dict[int, datetime]:
        """Give when each of these people last answered a consent."""
        query = select(Consent.person_id, func.max(Consent.answered_at))
        query = query.where(Consent.organisation_id == organisation_id)
        query = query.where(Consent.person_id.in_(person_ids)).group_by(Consent.person_id)
        return {row[0]: row[1] for row in await self._rows(query)}

    async def list_letters(self, organisation_id: int) -> Sequence[tuple[Letter, Person]]:
        """List letters to the curators nobody has closed, with who wrote them."""
        query = (
            select(Letter, Person)
            .join(Person, Person.id == Letter.person_id)
            .where(Letter.organisation_id == organisation_id)
            .where(Letter.closed_at.is_(None))
            .order_by(Letter.id)
        )
        return [(row[0], row[1]) for row in await self._rows(query)]

    async def get_letter(self, organisation_id: int, letter_id: int) -> Letter:
        """Give a letter of this school."""
        return await self._of_school(Letter, organisation_id, letter_id)

    async def drop_memberships(self, person_id: int) -> None:
        """Take every role from a person who leaves."""
        await self.session.execute(delete(Membership).where(Membership.person_id == person_id))
