"""Submissions of questionnaires and their answers, each saved at once."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, BigId, Json, Key, Word, key_of
from domain.questionnaires import SubmissionState


class Submission(Base):
    """One person's questionnaire of one version; ``position`` is the question asked now."""

    __tablename__ = "submissions"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations")
    person_id: Mapped[int] = key_of("people")
    code: Mapped[str]
    version: Mapped[int]
    state: Mapped[SubmissionState] = mapped_column(Word(SubmissionState))
    position: Mapped[int] = mapped_column(default=0)
    is_reviewing: Mapped[bool] = mapped_column(default=False)
    from_paper_by: Mapped[int | None] = mapped_column(BigId)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("person_id", "code"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_time"),
    )


class Answer(Base):
    """The answer to one question; ``message_id`` lets an edited message correct it."""

    __tablename__ = "answers"

    id: Mapped[Key]
    submission_id: Mapped[int] = key_of("submissions", index=False)
    question: Mapped[str]
    value: Mapped[Any] = mapped_column(Json)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    answered_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("submission_id", "question"),)
