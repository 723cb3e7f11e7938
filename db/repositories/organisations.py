"""Schools and owner links."""

from collections.abc import Sequence

from sqlalchemy import select, update

from db.models import Account, Organisation, OwnerLink
from db.repositories.base import Repository


class Organisations(Repository):
    """Rows of ``organisations`` and ``owner_links``."""

    async def get(self, organisation_id: int) -> Organisation:
        """Give a school by id."""
        return await self._one(select(Organisation).where(Organisation.id == organisation_id))

    async def list_all(self) -> Sequence[Organisation]:
        """List every school, by name."""
        return await self._all(select(Organisation).order_by(Organisation.name, Organisation.id))

    async def find_owner_link(self, token_hash: str) -> OwnerLink | None:
        """Find an owner link by its token's hash, used or not."""
        return await self._maybe(select(OwnerLink).where(OwnerLink.token_hash == token_hash))

    async def has_owner(self) -> bool:
        """Whether anybody owns this bot."""
        return await self._maybe(select(Account.id).where(Account.is_owner).limit(1)) is not None

    async def expire_owner_links(self) -> None:
        """Make every unused owner link worthless."""
        await self.session.execute(
            update(OwnerLink).where(OwnerLink.used_at.is_(None)).values(expires_at=self.now)
        )
