"""Pairs and groups: members on two sides."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, BigId, Key, Word, key_of
from domain.pairs import PairState, Side


class Pair(Base):
    """A pair or group; its states are words, so that later ones touch no old row."""

    __tablename__ = "pairs"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations")
    state: Mapped[PairState] = mapped_column(Word(PairState))
    proposed_by: Mapped[int] = mapped_column(BigId)
    created_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("state <> 'finished' OR ended_at IS NOT NULL", name="finished_has_time"),
    )


class PairMember(Base):
    """A person on one side of a pair and what they said to the proposal."""

    __tablename__ = "pair_members"

    pair_id: Mapped[int] = key_of("pairs", index=False, primary=True)
    person_id: Mapped[int] = key_of("people", primary=True)
    side: Mapped[Side] = mapped_column(Word(Side))
    agreed_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    from_paper_by: Mapped[int | None] = mapped_column(BigId)

    __table_args__ = (
        CheckConstraint("agreed_at IS NULL OR declined_at IS NULL", name="one_answer"),
    )
