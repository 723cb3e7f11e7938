"""Facts of pairs and meetings: proposed, quiet, complete, not reported, disputed."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from db.models import Meeting, Pair
from domain.meetings import ALIVE as MEETING_ALIVE
from domain.meetings import MeetingState, is_complete
from domain.pairs import ALIVE, MEETING, Member, PairState, Side
from domain.people import short_name
from services.fact_gathering import Gathering

RECENT = timedelta(days=30)
ASK_MENTOR_AFTER = timedelta(minutes=90)


async def gather(g: Gathering) -> None:
    """Add what is to be told of pairs and meetings."""
    await _pairs(g)
    await _meetings(g)


async def _pairs(g: Gathering) -> None:
    rows = await g.uow.pairs.list_page(g.school, states=ALIVE | {PairState.DECLINED})
    members = await g.uow.pairs.members_of(g.school, [row.id for row in rows])
    living = [row.id for row in rows if row.state in MEETING]
    meetings = await g.uow.meetings.list_of_pairs(g.school, living)
    for row in rows:
        people = members.get(row.id, ())
        if row.state is PairState.PROPOSED:
            for member in people:
                if not member.has_agreed:
                    _member(g, "pair-proposed", member, people, row.id, row.created_at,
                            row.version)  # fmt: skip
        elif row.state is PairState.DECLINED and row.ended_at is not None:
            g.add("pair-declined", "curator", g.curators, row.id, g.day(row.ended_at),
                  who=_joined(people))  # fmt: skip
        elif row.state in MEETING:
            _living_pair(g, row, people, meetings.get(row.id, ()))


def _joined(people: Iterable[Member]) -> str:
    return " — ".join(short_name(member.name) for member in people)


def _member(
    g: Gathering, kind: str, member: Member, people: Iterable[Member], pair_id: int,
    at: datetime, version: int,
) -> None:  # fmt: skip
    who = ", ".join(short_name(m.name) for m in people if m.side is not member.side)
    g.add(kind, "member", g.recipients.only([member.person_id]), pair_id, g.day(at), version,
          who=who, side=member.side.value)  # fmt: skip


def _living_pair(
    g: Gathering, row: Pair, people: tuple[Member, ...], meetings: Sequence[Meeting]
) -> None:
    pair_id, version, agreed_at = row.id, row.version, row.agreed_at or row.created_at
    held = [m for m in meetings if m.state is MeetingState.HELD]
    if is_complete(m.kind for m in held):
        last = max(m.starts_at for m in held)
        g.add("pair-complete", "curator", g.curators, pair_id, g.day(last), version,
              who=_joined(people))  # fmt: skip
        return
    if not meetings:
        for member in people:
            _member(g, "pair-agreed", member, people, pair_id, agreed_at, version)
    if any(m.state in MEETING_ALIVE and m.starts_at > g.uow.now for m in meetings):
        return
    anchor = g.day(max([m.starts_at for m in meetings], default=agreed_at))
    mentors = [m.person_id for m in people if m.side is Side.MENTOR]
    mentees = ", ".join(short_name(m.name) for m in people if m.side is Side.MENTEE)
    g.add("pair-quiet", "mentor", g.recipients.only(mentors), pair_id, anchor, version,
          who=mentees)  # fmt: skip
    g.add("pair-quiet", "curator", g.curators, pair_id, anchor, version, who=_joined(people))


async def _meetings(g: Gathering) -> None:
    confirmed = await g.uow.meetings.list_in_state(
        g.school, MeetingState.CONFIRMED, since=g.uow.now - RECENT
    )
    disputed = await g.uow.meetings.list_disputed(g.school)
    lapsed = await g.uow.meetings.list_lapsed(g.school, g.uow.now - RECENT)
    rows = [*confirmed, *disputed, *lapsed]
    members = await g.uow.pairs.members_of(g.school, list({row.pair_id for row in rows}))
    for row in confirmed:
        if g.uow.now - row.starts_at < timedelta(minutes=row.minutes) + ASK_MENTOR_AFTER:
            continue
        people = members.get(row.pair_id, ())
        mentors = [m.person_id for m in people if m.side is Side.MENTOR]
        mentees = ", ".join(short_name(m.name) for m in people if m.side is Side.MENTEE)
        g.add("meeting-report", "mentor", g.recipients.only(mentors), row.id,
              g.day(row.starts_at), row.version, who=mentees,
              starts_at=row.starts_at.isoformat())  # fmt: skip
    for row in lapsed:
        told = g.recipients.only([m.person_id for m in members.get(row.pair_id, ())])
        g.add("meeting-lapsed", "member", told, row.pair_id, g.day(row.starts_at),
              starts_at=row.starts_at.isoformat())  # fmt: skip
    for row in disputed:
        g.add("meeting-disputed", "curator", g.curators, row.id, g.day(row.starts_at),
              row.version, who=_joined(members.get(row.pair_id, ())),
              starts_at=row.starts_at.isoformat())  # fmt: skip
