"""Submissions and answers as they are carried: most of what the bot is told goes through them.

Mapped objects would cost an answer as much as everything else about it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
