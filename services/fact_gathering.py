"""What facts are gathered into: who may be told, and the facts found so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from db.models import Organisation
from db.unit_of_work import UnitOfWork
from domain.calendar import local
from domain.people import Role
from domain.reminders import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipients:
    """Who is to be told something this time, and everybody's roles."""

    roles: dict[int, set[Role]]
    person_ids: frozenset[int]

    def with_role(self, role: Role) -> tuple[int, ...]:
        """Give those recipients who hold a role."""
        return tuple(p for p in sorted(self.person_ids) if role in self.roles.get(p, set()))

    def only(self, people: Iterable[int]) -> tuple[int, ...]:
        """Give those of these people who are recipients."""
        return tuple(p for p in people if p in self.person_ids)


@dataclass(slots=True)
class Gathering:
    """Facts being gathered for one school."""

    uow: UnitOfWork
    organisation: Organisation
    recipients: Recipients
    facts: list[Fact] = field(default_factory=list)

    @property
    def school(self) -> int:
        return self.organisation.id

    @property
    def today(self) -> date:
        return self.day(self.uow.now)

    def day(self, moment: datetime) -> date:
        """Give the day of an instant on the school's wall clock."""
        return local(moment, self.organisation.time_zone).date()

    def add(
        self,
        kind: str,
        to: str,
        people: Iterable[int],
        subject_id: int,
        anchor: date,
        version: int = 0,
        **values: Any,
    ) -> None:
        """Add one fact for each of these recipients."""
        for person_id in people:
            self.facts.append(
                Fact(
                    kind=kind,
                    to=to,
                    subject_id=subject_id,
                    person_id=person_id,
                    anchor_on=anchor,
                    version=version,
                    values=values,
                )
            )

    @property
    def curators(self) -> tuple[int, ...]:
        return self.recipients.with_role(Role.CURATOR)
