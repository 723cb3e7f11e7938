"""Schools, and the one-time link that makes an owner."""

from datetime import datetime

from sqlalchemy.orm import Mapped

from db.models.base import Base, Key


class Organisation(Base):
    """A school with its own time zone (an IANA name)."""

    __tablename__ = "organisations"

    id: Mapped[Key]
    name: Mapped[str]
    address: Mapped[str]
    time_zone: Mapped[str]
    created_at: Mapped[datetime]
    alive_at: Mapped[datetime]


class OwnerLink(Base):
    """A one-time link printed on the server's console; only its hash is kept."""

    __tablename__ = "owner_links"

    id: Mapped[Key]
    token_hash: Mapped[str]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
