"""The tables, one module an area; importing this package registers them all."""

from db.models.audit import AuditLine
from db.models.base import Base
from db.models.meetings import Meeting, MeetingReport
from db.models.messages import (
    DeadLetter,
    Job,
    OutboxMessage,
    ProcessedUpdate,
    SentReminder,
    Slot,
    Trouble,
)
from db.models.organisations import Organisation, OwnerLink
from db.models.pairs import Pair, PairMember
from db.models.people import (
    Account,
    Consent,
    CurrentInput,
    Invitation,
    Letter,
    Membership,
    Person,
)
from db.models.questionnaires import Answer, Submission
from db.models.roadmap import (
    Activity,
    ActivityDependency,
    ActivityResponsible,
    DeadlineChange,
    Evidence,
    Responsible,
    ResponsiblePerson,
    Roadmap,
    RoadmapImport,
    Stage,
)

__all__ = [
    "Account",
    "Activity",
    "ActivityDependency",
    "ActivityResponsible",
    "Answer",
    "AuditLine",
    "Base",
    "Consent",
    "CurrentInput",
    "DeadLetter",
    "DeadlineChange",
    "Evidence",
    "Invitation",
    "Job",
    "Letter",
    "Meeting",
    "MeetingReport",
    "Membership",
    "Organisation",
    "OutboxMessage",
    "OwnerLink",
    "Pair",
    "PairMember",
    "Person",
    "ProcessedUpdate",
    "Responsible",
    "ResponsiblePerson",
    "Roadmap",
    "RoadmapImport",
    "SentReminder",
    "Slot",
    "Stage",
    "Submission",
    "Trouble",
]
