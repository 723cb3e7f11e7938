"""What was received, what is to be said, what was said, and work that takes long."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, BigId, Key, Word
from domain.troubles import TroubleKind


class OutboxState(StrEnum):
    """A row waits, was sent, or could not be delivered."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"


class JobState(StrEnum):
    """A job waits, is done, or has failed for good."""

    PENDING = "pending"
    DONE = "done"
    FAILED = "failed"


class ProcessedUpdate(Base):
    """An update whose effect is committed; kept eight days."""

    __tablename__ = "processed_updates"

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    attempts: Mapped[int] = mapped_column(default=0)
    is_done: Mapped[bool] = mapped_column(default=True)
    at: Mapped[datetime] = mapped_column(index=True)


class DeadLetter(Base):
    """An update that could not be handled: raw (personal data), kept 14 days."""

    __tablename__ = "dead_letters"

    id: Mapped[Key]
    bot_id: Mapped[int] = mapped_column(BigInteger)
    update_id: Mapped[int] = mapped_column(BigInteger)
    telegram_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    raw: Mapped[dict[str, Any]]
    traceback: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class Trouble(Base):
    """How often something went wrong since the owners were last told of its kind."""

    __tablename__ = "troubles"

    kind: Mapped[TroubleKind] = mapped_column(Word(TroubleKind), primary_key=True)
    count: Mapped[int]
    last: Mapped[int] = mapped_column(BigInteger)
    since: Mapped[datetime]
    told_at: Mapped[datetime | None]


class OutboxMessage(Base):
    """One thing to tell the messenger; our own JSON, sent by the one delivery loop."""

    __tablename__ = "outbox"

    id: Mapped[Key]
    chat_id: Mapped[int] = mapped_column(BigInteger)
    account_id: Mapped[int | None] = mapped_column(BigId, index=True)
    lane: Mapped[int]
    kind: Mapped[str]
    slot: Mapped[str] = mapped_column(default="")
    edit_message_id: Mapped[int | None] = mapped_column(BigInteger)
    payload: Mapped[dict[str, Any]]
    blob: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[OutboxState] = mapped_column(Word(OutboxState))
    attempts: Mapped[int] = mapped_column(default=0)
    valid_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        Index(
            "ix_outbox_pending",
            "lane",
            "id",
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
        Index("ix_outbox_sent", "state", "sent_at"),
        # A deleted row's id is never another's: delivery knows rows by their ids.
        {"sqlite_autoincrement": True},
    )


class Slot(Base):
    """The message that holds a conversation's screen in a chat."""

    __tablename__ = "slots"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str]
    has_keyboard: Mapped[bool]


class SentReminder(Base):
    """That a reminder was said: once for a rule's step, subject, recipient and anchor date."""

    __tablename__ = "sent_reminders"

    id: Mapped[Key]
    rule: Mapped[str]
    step: Mapped[int]
    subject_id: Mapped[int] = mapped_column(BigId)
    person_id: Mapped[int] = mapped_column(BigId, index=True)
    anchor_on: Mapped[date]
    at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (UniqueConstraint("rule", "step", "subject_id", "person_id", "anchor_on"),)


class Job(Base):
    """Work that takes long; done in a child process, woken by the commit."""

    __tablename__ = "jobs"

    id: Mapped[Key]
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    state: Mapped[JobState] = mapped_column(Word(JobState))
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]

    __table_args__ = (
        Index(
            "ix_jobs_pending",
            "id",
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
    )
