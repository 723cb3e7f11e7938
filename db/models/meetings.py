"""Meetings of a pair and what each side says of them."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, BigId, Key, Word, key_of
from domain.meetings import MeetingKind, MeetingState, Outcome


class Meeting(Base):
    """A meeting; ``check_at`` is when the scheduler must look at it next."""

    __tablename__ = "meetings"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations")
    pair_id: Mapped[int] = key_of("pairs")
    kind: Mapped[MeetingKind] = mapped_column(Word(MeetingKind))
    state: Mapped[MeetingState] = mapped_column(Word(MeetingState))
    starts_at: Mapped[datetime]
    minutes: Mapped[int] = mapped_column(default=60)
    place: Mapped[str] = mapped_column(default="")
    proposed_by: Mapped[int] = mapped_column(BigId)
    from_paper_by: Mapped[int | None] = mapped_column(BigId)
    outcome_at: Mapped[datetime | None]
    is_disputed: Mapped[bool] = mapped_column(default=False)
    settled_by: Mapped[int | None] = mapped_column(BigId)
    check_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]

    __table_args__ = (Index("ix_meetings_check", "check_at"),)


class MeetingReport(Base):
    """What one member says became of a meeting, with an optional line."""

    __tablename__ = "meeting_reports"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations", index=False)
    meeting_id: Mapped[int] = key_of("meetings", index=False)
    person_id: Mapped[int] = key_of("people")
    outcome: Mapped[Outcome] = mapped_column(Word(Outcome))
    line: Mapped[str] = mapped_column(default="")
    from_paper_by: Mapped[int | None] = mapped_column(BigId)
    reported_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)
