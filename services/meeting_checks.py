"""What time brings to a meeting: the evening before, its end, and a proposal that lapses."""

from datetime import datetime, timedelta

from db.models import Meeting, Organisation
from db.unit_of_work import UnitOfWork
from domain.calendar import LATEST_ASK, is_quiet, local, next_nine
from domain.meetings import ALIVE, MeetingState, ask_at
from domain.notifications import MeetingOver, MeetingTomorrow
from domain.pairs import Member, Side
from domain.people import short_name
from services.organisations import school_of

CHUNK = 100
ASK_VALID = timedelta(hours=12)


async def check_meetings(uow: UnitOfWork) -> int:
    """Look at the meetings whose check is due; give how many there were."""
    rows = await uow.meetings.list_due(CHUNK)
    for row in rows:
        school = await uow.organisations.get(row.organisation_id)
        members = await uow.pairs.members(row.organisation_id, row.pair_id)
        await _check(uow, school, row, members)
    return len(rows)


async def _check(
    uow: UnitOfWork, school: Organisation, row: Meeting, members: tuple[Member, ...]
) -> None:
    if row.state not in ALIVE:
        row.check_at = None
    elif uow.now < row.starts_at and is_quiet(local(uow.now, school.time_zone).time()):
        row.check_at = min(row.starts_at, next_nine(uow.now, school.time_zone))
    elif uow.now < row.starts_at:
        await _tell_tomorrow(uow, school, row, members)
        row.check_at = row.starts_at if row.state is MeetingState.PROPOSED else _ask_at(row)
    elif row.state is MeetingState.PROPOSED:
        row.state, row.check_at = MeetingState.LAPSED, None
        row.version += 1
    elif uow.now < _ask_at(row):
        row.check_at = _ask_at(row)
    else:
        await _ask(uow, school, row, members)
        row.check_at = None


def _ask_at(row: Meeting) -> datetime:
    return ask_at(row.starts_at, row.minutes)


def _others(members: tuple[Member, ...], side: Side) -> str:
    return ", ".join(short_name(m.name) for m in members if m.side is not side)


async def _tell_tomorrow(
    uow: UnitOfWork, school: Organisation, row: Meeting, members: tuple[Member, ...]
) -> None:
    by_id = {member.person_id: member for member in members}
    proposer = by_id.get(row.proposed_by)
    proposing = proposer.side if proposer else Side.MENTOR
    for person_id, account in await uow.accounts.list_of_people(list(by_id)):
        side = by_id[person_id].side
        uow.outbox.notify(
            account,
            MeetingTomorrow(
                meeting_id=row.id,
                version=row.version,
                starts_at=row.starts_at.isoformat(),
                place=row.place,
                who=_others(members, side),
                is_confirmed=row.state is MeetingState.CONFIRMED,
                is_mine_to_confirm=side is not proposing,
                valid_until=row.starts_at.isoformat(),
            ),
            school=school_of(school),
        )


async def _ask(
    uow: UnitOfWork, school: Organisation, row: Meeting, members: tuple[Member, ...]
) -> None:
    """Ask both sides, but not after eight in the evening: then the next digest asks."""
    wall = local(uow.now, school.time_zone)
    is_same_day = wall.date() == local(row.starts_at, school.time_zone).date()
    if not is_same_day or wall.time() >= LATEST_ASK:
        return
    by_id = {member.person_id: member for member in members}
    for person_id, account in await uow.accounts.list_of_people(list(by_id)):
        side = by_id[person_id].side
        uow.outbox.notify(
            account,
            MeetingOver(
                meeting_id=row.id,
                version=row.version,
                starts_at=row.starts_at.isoformat(),
                who=_others(members, side),
                side=side.value,
                valid_until=(uow.now + ASK_VALID).isoformat(),
            ),
            school=school_of(school),
        )
