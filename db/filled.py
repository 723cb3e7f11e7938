"""Rows as they are carried where very many come: what the bot is told, meetings that are due.

Mapped objects would cost an answer, or a due meeting, as much as everything else about it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.meetings import MeetingState
from domain.questionnaires import SubmissionState


@dataclass(frozen=True, slots=True, eq=False)
class Filling:
    """A row of ``submissions``; ``Questionnaires.change`` alone changes it."""

    id: int
    organisation_id: int
    person_id: int
    code: str
    version: int
    state: SubmissionState
    position: int
    is_reviewing: bool
    from_paper_by: int | None
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Given:
    """A row of ``answers``."""

    question: str
    value: Any
    message_id: int | None
    answered_at: datetime


@dataclass(slots=True, eq=False)
class DueMeeting:
    """Part of a row of ``meetings``; what is changed is written by ``Meetings.settle``."""

    id: int
    organisation_id: int
    pair_id: int
    proposed_by: int
    starts_at: datetime
    minutes: int
    place: str
    state: MeetingState
    check_at: datetime | None
    version: int
