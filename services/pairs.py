"""Pairs: made by the curator, agreed by both sides, working, finished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from db.models import Meeting, Pair, PairMember, Person
from db.unit_of_work import UnitOfWork
from domain import meetings as rules
from domain.calendar import local
from domain.errors import Forbidden, Rejected, Stale
from domain.notifications import CuratorReminds, MeetingAnswered
from domain.pairs import ALIVE, MEETING, Member, PairState, Side, state_after_answers
from domain.people import Actor, Place, Role, short_name
from services.access import ensure_curator, ensure_place, ensure_self_or_curator, is_curator

BY_HAND = "curator-tells"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """A pair on screen: its members, and what it has met for."""

    id: int
    version: int
    state: PairState
    members: tuple[Member, ...]
    meetings: tuple[Meeting, ...]
    held_kinds: tuple[rules.MeetingKind, ...]
    is_curator: bool
    my_side: Side | None
    my_answer_awaited: bool

    @property
    def next_kinds(self) -> tuple[rules.MeetingKind, ...]:
        """Kinds of meeting that may be held next."""
        return rules.next_kinds(self.held_kinds) if self.state in MEETING else ()

    @property
    def alive_meeting(self) -> Meeting | None:
        """The meeting that is proposed or confirmed."""
        return next((m for m in self.meetings if m.state in rules.ALIVE), None)

    def waits_for_me(self, now: datetime) -> str:
        """Give what the living meeting waits for from this member: an answer, a report, or ''."""
        meeting = self.alive_meeting
        if meeting is None or self.my_side is None:
            return ""
        if meeting.state is rules.MeetingState.CONFIRMED:
            return "over" if meeting.starts_at <= now and self.my_side is Side.MENTOR else ""
        mine = {member.person_id for member in self.side(self.my_side)}
        return "" if meeting.proposed_by in mine or meeting.starts_at <= now else "asked"

    def side(self, side: Side) -> tuple[Member, ...]:
        """Give the members of one side."""
        return tuple(member for member in self.members if member.side is side)


async def propose(uow: UnitOfWork, actor: Actor, *, mentor_id: int, mentee_id: int) -> PairView:
    """Make a pair of two people of the registers; both are asked to agree."""
    place = ensure_curator(actor)
    if mentor_id == mentee_id:
        raise Rejected("error-pair-same")
    for person_id, role in ((mentor_id, Role.MENTOR), (mentee_id, Role.MENTEE)):
        registered = await uow.people.list_registered(place.organisation_id, role)
        if person_id not in {person.id for person, _ in registered}:
            raise Rejected("error-not-registered")
    if await uow.pairs.find_of_two(place.organisation_id, mentor_id, mentee_id):
        raise Rejected("error-pair-exists")
    pair = await uow.pairs.added(
        Pair(
            organisation_id=place.organisation_id,
            state=PairState.PROPOSED,
            proposed_by=place.person_id,
            created_at=uow.now,
        )
    )
    for person_id, side in ((mentor_id, Side.MENTOR), (mentee_id, Side.MENTEE)):
        uow.pairs.add(PairMember(pair_id=pair.id, person_id=person_id, side=side))
    await uow.session.flush()
    return await view(uow, actor, pair.id)


async def view(uow: UnitOfWork, actor: Actor, pair_id: int) -> PairView:
    """Show a pair to its members, the curators and the administration."""
    place = ensure_place(actor)
    pair = await uow.pairs.get(place.organisation_id, pair_id)
    members = await uow.pairs.members(place.organisation_id, pair_id)
    mine = next((m for m in members if m.person_id == place.person_id), None)
    if mine is None and not place.roles & {Role.CURATOR, Role.ADMINISTRATION}:
        raise Forbidden
    meetings = await uow.meetings.list_of_pair(place.organisation_id, pair_id)
    waits = mine is not None and pair.state is PairState.PROPOSED
    return PairView(
        id=pair.id,
        version=pair.version,
        state=pair.state,
        members=members,
        meetings=tuple(meetings),
        held_kinds=tuple(m.kind for m in meetings if m.state is rules.MeetingState.HELD),
        is_curator=is_curator(actor),
        my_side=mine.side if mine else None,
        my_answer_awaited=waits and not (mine and mine.has_agreed),
    )


async def _ensure_current(
    uow: UnitOfWork, organisation_id: int, pair_id: int, version: int, states: frozenset[PairState]
) -> Pair:
    pair = await uow.pairs.get(organisation_id, pair_id)
    if pair.version != version or pair.state not in states:
        raise Stale("error-pair-changed", subject="pair", subject_id=pair_id)
    return pair


async def answer(
    uow: UnitOfWork,
    actor: Actor,
    *,
    pair_id: int,
    version: int,
    is_agreed: bool,
    person_id: int | None = None,
) -> PairView:
    """Agree to a proposed pair or decline it; a curator may answer for a person from paper."""
    place = ensure_place(actor)
    person_id = person_id or place.person_id
    is_paper = ensure_self_or_curator(actor, person_id)
    pair = await uow.pairs.get(place.organisation_id, pair_id)
    member = await uow.pairs.get_member(pair_id, person_id)
    if pair.state is not PairState.PROPOSED or pair.version != version or member.agreed_at:
        raise Stale("error-pair-changed", subject="pair", subject_id=pair_id)
    if is_agreed:
        member.agreed_at = uow.now
    else:
        member.declined_at = uow.now
    member.from_paper_by = place.person_id if is_paper else None
    await uow.session.flush()
    members = await uow.pairs.members(place.organisation_id, pair_id)
    pair.state = state_after_answers(members)
    if pair.state is PairState.AGREED:
        pair.agreed_at = uow.now
    if pair.state is PairState.DECLINED:
        pair.ended_at = uow.now
    if pair.state is not PairState.PROPOSED:
        pair.version += 1
    return await view(uow, actor, pair_id)


async def tell_now(uow: UnitOfWork, actor: Actor, pair_id: int) -> int:
    """Tell the members of a proposed pair now, not in the next digest; give how many."""
    place = ensure_curator(actor)
    shown = await view(uow, actor, pair_id)
    if shown.state is not PairState.PROPOSED:
        raise Stale("error-pair-changed", subject="pair", subject_id=pair_id)
    waiting = {m.person_id: m for m in shown.members if not m.has_agreed}
    everybody = await uow.accounts.list_of_people(list(waiting))
    reached = [(person_id, a) for person_id, a in everybody if a.unreachable_at is None]
    today = local(uow.now, place.time_zone).date()
    said = await uow.reminders.said(list(waiting))
    for person_id, account in reached:
        key = (BY_HAND, pair_id, person_id, today)
        if key in said:
            continue  # a second tap on the same day tells nobody twice
        await uow.reminders.remember([(key, 0)])
        other = _other(shown.members, waiting[person_id].side)
        item = {
            "code": "pair-proposed",
            "subject_id": pair_id,
            "version": shown.version,
            "anchor_on": uow.now.date().isoformat(),
            "values": {"who": other, "side": waiting[person_id].side.value},
        }
        uow.outbox.notify(account, CuratorReminds(item=item), school=place.school, is_urgent=True)
    return len(reached)


def _other(members: Sequence[Member], side: Side) -> str:
    return ", ".join(short_name(m.name) for m in members if m.side is not side)


async def finish(uow: UnitOfWork, actor: Actor, *, pair_id: int, version: int) -> PairView:
    """Finish a pair that has held meetings of all five kinds (domain.md §3.9)."""
    place = ensure_curator(actor)
    pair = await _ensure_current(uow, place.organisation_id, pair_id, version, MEETING)
    if not rules.is_complete(await uow.meetings.held_kinds(place.organisation_id, pair_id)):
        raise Rejected("error-pair-incomplete")
    await _end(uow, place, pair, PairState.FINISHED)
    return await view(uow, actor, pair_id)


async def stop(uow: UnitOfWork, actor: Actor, *, pair_id: int, version: int) -> PairView:
    """Stop a pair before its end."""
    place = ensure_curator(actor)
    pair = await _ensure_current(uow, place.organisation_id, pair_id, version, ALIVE)
    await _end(uow, place, pair, PairState.STOPPED)
    return await view(uow, actor, pair_id)


async def _end(uow: UnitOfWork, place: Place, pair: Pair, state: PairState) -> None:
    """End a pair: its open meeting is cancelled with it; one that took place may be reported."""
    meeting = await uow.meetings.find_alive(place.organisation_id, pair.id)
    if meeting is not None and not _has_begun(meeting, uow.now):
        await _cancel(uow, place, meeting)
    pair.state = state
    pair.ended_at = uow.now
    pair.version += 1


def _has_begun(meeting: Meeting, now: datetime) -> bool:
    return meeting.state is rules.MeetingState.CONFIRMED and meeting.starts_at <= now


async def _cancel(uow: UnitOfWork, place: Place, meeting: Meeting) -> None:
    """Cancel the meeting of a pair that ends and tell both sides at once."""
    meeting.state = rules.MeetingState.CANCELLED
    meeting.check_at = None
    meeting.version += 1
    members = await uow.pairs.members(place.organisation_id, meeting.pair_id)
    told = await uow.accounts.list_of_people([member.person_id for member in members])
    for _, account in told:
        uow.outbox.notify(
            account,
            MeetingAnswered(
                meeting_id=meeting.id,
                version=meeting.version,
                starts_at=meeting.starts_at.isoformat(),
                place=meeting.place,
                who=short_name(place.person_name),
                answer="cancelled",
                valid_until=meeting.starts_at.isoformat(),
            ),
            school=place.school,
            is_urgent=True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """A pair in a list."""

    id: int
    state: PairState
    mentors: tuple[str, ...]
    mentees: tuple[str, ...]
    held: int


async def list_page(
    uow: UnitOfWork, organisation_id: int, *, offset: int, limit: int
) -> tuple[PairLine, ...]:
    """List a school's pairs, newest first; the caller has checked who looks."""
    pairs = await uow.pairs.list_page(organisation_id, offset=offset, limit=limit)
    members = await uow.pairs.members_of(organisation_id, [pair.id for pair in pairs])
    held = await uow.meetings.count_held(organisation_id)
    return tuple(
        PairLine(
            id=pair.id,
            state=pair.state,
            mentors=_names(members.get(pair.id, ()), Side.MENTOR),
            mentees=_names(members.get(pair.id, ()), Side.MENTEE),
            held=held.get(pair.id, 0),
        )
        for pair in pairs
    )


async def count(uow: UnitOfWork, organisation_id: int) -> int:
    """Count a school's pairs of all times; the caller has checked who looks."""
    return await uow.pairs.count(organisation_id)


def _names(members: Sequence[Member], side: Side) -> tuple[str, ...]:
    return tuple(short_name(m.name) for m in members if m.side is side)


async def mine(uow: UnitOfWork, actor: Actor) -> tuple[PairView, ...]:
    """Give the actor's own living pairs."""
    place = ensure_place(actor)
    pairs = await uow.pairs.list_of_person(place.organisation_id, place.person_id)
    return tuple([await view(uow, actor, pair.id) for pair in pairs])


async def unpaired(uow: UnitOfWork, organisation_id: int) -> tuple[Person, ...]:
    """List registered mentees without a pair: the search for a mentor goes on."""
    paired = await uow.pairs.paired_people(organisation_id)
    registered = await uow.people.list_registered(organisation_id, Role.MENTEE)
    return tuple(person for person, _ in registered if person.id not in paired)
