"""What time brings to a meeting: the evening before, its end, and a proposal that lapses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.filled import DueMeeting
from db.outgoing import Addressee
from db.unit_of_work import UnitOfWork
from domain.calendar import LATEST_ASK, is_quiet, local, next_nine
from domain.meetings import ALIVE, MeetingState, ask_at
from domain.notifications import MeetingOver, MeetingTomorrow
from domain.pairs import Member, Side
from domain.people import School, short_name
from services.organisations import school_of

CHUNK = 200
ASK_VALID = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Company:
    """A school, and the members of a meeting's pair with the account of each who has one."""

    school: School
    members: tuple[Member, ...]
    accounts: Mapping[int, Addressee]

    def others(self, side: Side) -> str:
        """Give the names of the other side."""
        return ", ".join(short_name(m.name) for m in self.members if m.side is not side)

    def reachable(self) -> Iterator[tuple[Member, Addressee]]:
        """Give those who are in the messenger."""
        for member in self.members:
            if account := self.accounts.get(member.person_id):
                yield member, account


async def check_meetings(uow: UnitOfWork) -> int:
    """Look at the meetings whose check is due; give how many there were.

    A school's people are read at once, however many of its meetings are due.
    """
    rows = await uow.meetings.list_due(CHUNK)
    for school_id in sorted({row.organisation_id for row in rows}):
        mine = [row for row in rows if row.organisation_id == school_id]
        school = school_of(await uow.organisations.get(school_id))
        members = await uow.pairs.members_of(school_id, [row.pair_id for row in mine])
        people = [member.person_id for pair in members.values() for member in pair]
        accounts = dict(await uow.accounts.list_of_people(people))
        for row in mine:
            _check(uow, row, Company(school, members.get(row.pair_id, ()), accounts))
    uow.meetings.settle(rows)
    return len(rows)


def _check(uow: UnitOfWork, row: DueMeeting, company: Company) -> None:
    zone = company.school.time_zone
    if row.state not in ALIVE:
        row.check_at = None
    elif uow.now < row.starts_at and is_quiet(local(uow.now, zone).time()):
        row.check_at = min(row.starts_at, next_nine(uow.now, zone))
    elif uow.now < row.starts_at:
        _tell_tomorrow(uow, row, company)
        row.check_at = row.starts_at if row.state is MeetingState.PROPOSED else _ask_at(row)
    elif row.state is MeetingState.PROPOSED:
        row.state, row.check_at = MeetingState.LAPSED, None
        row.version += 1
    elif uow.now < _ask_at(row):
        row.check_at = _ask_at(row)
    else:
        _ask(uow, row, company)
        row.check_at = None


def _ask_at(row: DueMeeting) -> datetime:
    return ask_at(row.starts_at, row.minutes)


def _tell_tomorrow(uow: UnitOfWork, row: DueMeeting, company: Company) -> None:
    sides = {member.person_id: member.side for member in company.members}
    proposing = sides.get(row.proposed_by, Side.MENTOR)
    for member, account in company.reachable():
        uow.outbox.notify(
            account,
            MeetingTomorrow(
                meeting_id=row.id,
                version=row.version,
                starts_at=row.starts_at.isoformat(),
                place=row.place,
                who=company.others(member.side),
                is_confirmed=row.state is MeetingState.CONFIRMED,
                is_mine_to_confirm=member.side is not proposing,
                valid_until=row.starts_at.isoformat(),
            ),
            school=company.school,
        )


def _ask(uow: UnitOfWork, row: DueMeeting, company: Company) -> None:
    """Ask both sides, but not after eight in the evening: then the next digest asks."""
    zone = company.school.time_zone
    wall = local(uow.now, zone)
    is_same_day = wall.date() == local(row.starts_at, zone).date()
    if not is_same_day or wall.time() >= LATEST_ASK:
        return
    for member, account in company.reachable():
        uow.outbox.notify(
            account,
            MeetingOver(
                meeting_id=row.id,
                version=row.version,
                starts_at=row.starts_at.isoformat(),
                who=company.others(member.side),
                side=member.side.value,
                valid_until=(uow.now + ASK_VALID).isoformat(),
            ),
            school=company.school,
        )
