"""Accounts of the messenger, people of a school, invitations and consents."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, BigId, Key, Word, key_of
from domain.consents import ConsentAnswer, ConsentWay
from domain.people import PersonState, Role


class Account(Base):
    """A user of the messenger who owns the bot or has given consent in some school."""

    __tablename__ = "accounts"

    id: Mapped[Key]
    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    is_owner: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(default="ru")
    organisation_id: Mapped[int | None] = mapped_column(BigId)
    last_message_id: Mapped[int] = mapped_column(BigInteger, default=0)
    unreachable_at: Mapped[datetime | None]
    menu: Mapped[str] = mapped_column(default="")
    digest_at: Mapped[datetime | None] = mapped_column(index=True)
    created_at: Mapped[datetime]


class CurrentInput(Base):
    """What is awaited from an account: a question's name and what is known so far."""

    __tablename__ = "current_inputs"

    account_id: Mapped[int] = key_of("accounts", index=False, primary=True)
    kind: Mapped[str]
    values: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class Person(Base):
    """A person of a school's list: entered by the curator, joined by consent."""

    __tablename__ = "people"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations")
    account_id: Mapped[int | None] = mapped_column(BigId, index=True)
    name: Mapped[str]
    post: Mapped[str] = mapped_column(default="")
    is_minor: Mapped[bool] = mapped_column(default=False)
    state: Mapped[PersonState] = mapped_column(Word(PersonState))
    joined_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("organisation_id", "account_id"),)


class Membership(Base):
    """A role of a person; a mentor or mentee is in the register from ``registered_at``."""

    __tablename__ = "memberships"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations")
    person_id: Mapped[int] = key_of("people", index=False)
    role: Mapped[Role] = mapped_column(Word(Role))
    registered_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "role"),)


class Invitation(Base):
    """A one-time link for a person; only the token's hash is kept.

    ``telegram_id`` is who confirmed «это я» and has not yet answered the consent.
    """

    __tablename__ = "invitations"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations")
    person_id: Mapped[int] = key_of("people")
    token_hash: Mapped[str] = mapped_column(unique=True)
    telegram_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    wrong_person_at: Mapped[datetime | None]


class Consent(Base):
    """An answer to a consent: which text (version, SHA-256), when, and who acted."""

    __tablename__ = "consents"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations")
    person_id: Mapped[int] = key_of("people")
    kind: Mapped[str]
    version: Mapped[int]
    text_sha256: Mapped[str]
    answer: Mapped[ConsentAnswer] = mapped_column(Word(ConsentAnswer))
    way: Mapped[ConsentWay] = mapped_column(Word(ConsentWay))
    acted_by: Mapped[int] = mapped_column(BigId)
    answered_at: Mapped[datetime]

    __table_args__ = (CheckConstraint("length(text_sha256) = 64", name="whole_hash"),)


class Letter(Base):
    """A line a participant wrote to the curators; kept until one of them has read it."""

    __tablename__ = "letters"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations")
    person_id: Mapped[int] = key_of("people")
    text: Mapped[str]
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_letters_open", "organisation_id", "closed_at"),)
