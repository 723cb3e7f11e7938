"""Who did what that leaves the school or opens it."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, BigId, Key, Word, key_of
from domain.audit import Deed


class AuditLine(Base):
    """One deed: who, what (``subject``), of how many rows, when. Ids and codes, no names."""

    __tablename__ = "audit_lines"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations", index=False)
    person_id: Mapped[int] = mapped_column(BigId)
    deed: Mapped[Deed] = mapped_column(Word(Deed))
    subject: Mapped[str] = mapped_column(default="")
    count: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]

    __table_args__ = (Index("ix_audit_lines_at", "organisation_id", "at"),)
