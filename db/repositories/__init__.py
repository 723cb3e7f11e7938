"""Queries, one module an area: ``get`` raises ``NotFound``, ``find_…`` may be ``None``."""

from db.repositories.accounts import Accounts
from db.repositories.activities import Activities
from db.repositories.audit import Audit
from db.repositories.invitations import Invitations
from db.repositories.jobs import Jobs
from db.repositories.meetings import Meetings
from db.repositories.organisations import Organisations
from db.repositories.outbox import Outbox
from db.repositories.pairs import Pairs
from db.repositories.people import People
from db.repositories.questionnaires import Questionnaires
from db.repositories.reminders import Reminders
from db.repositories.roadmap import Roadmaps
from db.repositories.troubles import Troubles
from db.repositories.updates import Updates

__all__ = [
    "Accounts",
    "Activities",
    "Audit",
    "Invitations",
    "Jobs",
    "Meetings",
    "Organisations",
    "Outbox",
    "Pairs",
    "People",
    "Questionnaires",
    "Reminders",
    "Roadmaps",
    "Troubles",
    "Updates",
]
