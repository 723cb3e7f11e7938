"""One-time links of people."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select, update

from db.models import Invitation, Organisation, Person
from db.repositories.base import Repository

WAITS = timedelta(days=14)  # for the answer to the consent


class Invitations(Repository):
    """Rows of ``invitations``."""

    async def find(self, token_hash: str) -> Invitation | None:
        """Find an invitation by its token's hash, whatever became of it."""
        return await self._maybe(select(Invitation).where(Invitation.token_hash == token_hash))

    async def find_waiting(self, telegram_id: int) -> Invitation | None:
        """Find the invitation a user has confirmed and whose consent is not answered."""
        return await self._maybe(
            select(Invitation)
            .where(Invitation.telegram_id == telegram_id)
            .where(Invitation.used_at >= self.now - WAITS)
            .order_by(Invitation.id.desc())
            .limit(1)
        )

    async def with_person(self, invitation: Invitation) -> tuple[Person, Organisation]:
        """Give whom and to which school an invitation invites."""
        row = (
            await self._rows(
                select(Person, Organisation)
                .join(Organisation, Organisation.id == Person.organisation_id)
                .where(Person.id == invitation.person_id)
            )
        )[0]
        return row[0], row[1]

    async def list_of_person(self, organisation_id: int, person_id: int) -> Sequence[Invitation]:
        """List a person's invitations, newest first."""
        return await self._all(
            select(Invitation)
            .where(Invitation.organisation_id == organisation_id)
            .where(Invitation.person_id == person_id)
            .order_by(Invitation.id.desc())
        )

    async def newest_of(
        self, organisation_id: int, person_ids: Sequence[int]
    ) -> dict[int, list[Invitation]]:
        """Give these people's invitations, newest first."""
        query = select(Invitation).where(Invitation.organisation_id == organisation_id)
        query = query.where(Invitation.person_id.in_(person_ids))
        return self._grouped(
            await self._all(query.order_by(Invitation.id.desc())), lambda row: row.person_id
        )

    async def revoke_all(self, person_id: int) -> None:
        """Make every link of a person worthless: unused ones, and one whose consent waits."""
        await self.session.execute(
            update(Invitation)
            .where(Invitation.person_id == person_id)
            .where(Invitation.used_at.is_(None) | Invitation.telegram_id.is_not(None))
            .where(Invitation.revoked_at.is_(None))
            .values(revoked_at=self.now, telegram_id=None)
        )

    async def forget_waiting(self) -> None:
        """Forget who confirmed a link two weeks ago and never answered the consent."""
        await self._purge(
            update(Invitation)
            .where(Invitation.telegram_id.is_not(None))
            .where(Invitation.used_at < self.now - WAITS)
            .values(telegram_id=None)
        )
