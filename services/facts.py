"""Facts of one school that may have to be told: each names its recipient and its anchor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from db.models import Activity, Organisation
from db.unit_of_work import UnitOfWork
from domain.activities import ActivityState, ChangeState
from domain.calendar import local
from domain.meetings import ALIVE as MEETING_ALIVE
from domain.meetings import MeetingState, is_complete
from domain.pairs import ALIVE, MEETING, Member, PairState, Side
from domain.people import PersonState, Role, short_name
from domain.reminders import Fact

AHEAD = timedelta(days=14)
RECENT = timedelta(days=30)
ASK_MENTOR_AFTER = timedelta(minutes=90)


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
class _Gathering:
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


async def facts_of(
    uow: UnitOfWork, organisation: Organisation, recipients: Recipients
) -> tuple[Fact, ...]:
    """Gather everything of a school that a rule may tell these recipients."""
    gathering = _Gathering(uow, organisation, recipients)
    for gather in (_activities, _changes, _people, _letters, _questionnaires, _pairs, _meetings):
        await gather(gathering)
    return tuple(gathering.facts)


async def _activities(g: _Gathering) -> None:
    rows = await g.uow.activities.list_open_until(g.school, g.today + AHEAD)
    answering = await g.uow.activities.answering(g.school)
    everybody = await g.uow.activities.people_of(g.school, [row.id for row in rows])
    named = await _names(g)
    late = {row.id: row for row in rows if row.due_on and row.due_on < g.today}
    edges = await _edges(g, rows)
    for row in rows:
        mine = answering.get(row.id, set())
        who = ", ".join(named[p] for p in sorted(mine) if p in named)
        deputies = everybody.get(row.id, set()) - mine
        _activity(g, row, sorted(mine), who, sorted(deputies))
        for on in edges.get(row.id, ()):
            if on in late:
                _blocked(g, row, late[on], sorted(mine))


async def _edges(g: _Gathering, rows: Sequence[Activity]) -> dict[int, list[int]]:
    """What each activity depends on; those that are due soon or late share one roadmap."""
    found: dict[int, list[int]] = {}
    for roadmap_id in {row.roadmap_id for row in rows}:
        for one, on in await g.uow.activities.list_dependencies(g.school, roadmap_id):
            found.setdefault(one, []).append(on)
    return found


def _blocked(g: _Gathering, row: Activity, before: Activity, answering: list[int]) -> None:
    """An activity waits for one that is late: told from the day that one was due."""
    assert before.due_on is not None
    values: dict[str, Any] = {"title": row.title, "text": before.title}
    mine = tuple(p for p in g.recipients.only(answering) if p not in g.curators)
    for to, people in (("curator", g.curators), ("responsible", mine)):
        g.add("activity-blocked", to, people, row.id, before.due_on, row.version, **values)


async def _names(g: _Gathering) -> dict[int, str]:
    people = await g.uow.people.list_page(g.school, only="active")
    return {person.id: short_name(person.name) for person in people}


def _activity(
    g: _Gathering, row: Activity, answering: list[int], who: str, deputies: list[int]
) -> None:
    assert row.due_on is not None  # the query gives dated rows
    values: dict[str, Any] = {"title": row.title, "who": who}
    mine = g.recipients.only(answering)
    if row.due_on >= g.today:
        g.add("activity-ahead", "responsible", mine, row.id, row.due_on, row.version, **values)
        if not who:
            g.add("activity-unbound", "curator", g.curators, row.id, row.due_on, row.version,
                  **values)  # fmt: skip
        return
    heads = g.recipients.with_role(Role.ADMINISTRATION)
    for to, people in (
        ("curator", g.curators),
        (
            "responsible",
            tuple(p for p in (*mine, *g.recipients.only(deputies)) if p not in g.curators),
        ),
        ("administration", tuple(p for p in heads if p not in g.curators)),
    ):
        g.add("activity-late", to, people, row.id, row.due_on, row.version, **values)


async def _changes(g: _Gathering) -> None:
    states = (ChangeState.ASKED, ChangeState.ACCEPTED, ChangeState.DECLINED)
    named = await _names(g)
    for change, activity in await g.uow.activities.list_changes_in(g.school, states):
        if activity.state is not ActivityState.OPEN:
            continue
        values: dict[str, Any] = {
            "title": activity.title,
            "new_on": change.new_due_on.isoformat(),
            "reason": change.reason,
            "who": named.get(change.asked_by, ""),
        }
        if change.state is ChangeState.ASKED:
            g.add("change-asked", "curator", g.curators, change.id, g.day(change.asked_at),
                  **values)  # fmt: skip
        elif change.decided_by != change.asked_by and change.decided_at is not None:
            is_accepted = change.state is ChangeState.ACCEPTED
            g.add("change-decided", "asker", g.recipients.only([change.asked_by]), change.id,
                  g.day(change.decided_at), is_accepted=is_accepted, **values)  # fmt: skip


async def _people(g: _Gathering) -> None:
    if not g.curators:
        return
    for person in await g.uow.people.list_page(g.school, only="no_consent"):
        links = await g.uow.invitations.list_of_person(g.school, person.id)
        who = short_name(person.name)
        if person.state is PersonState.REFUSED:
            consents = await g.uow.people.list_consents(g.school, person.id)
            at = consents[-1].answered_at if consents else person.created_at
            g.add("consent-refused", "curator", g.curators, person.id, g.day(at), who=who)
        elif links and links[0].wrong_person_at is not None:
            at = links[0].wrong_person_at
            g.add("wrong-person", "curator", g.curators, person.id, g.day(at), who=who)
        elif person.is_minor:
            at = links[0].revoked_at or links[0].created_at if links else person.created_at
            g.add("minor", "curator", g.curators, person.id, g.day(at), who=who)
        elif links:
            at = links[0].created_at
            g.add("consent-missing", "curator", g.curators, person.id, g.day(at), who=who,
                  is_opened=links[0].used_at is not None)  # fmt: skip
    for person, at in await g.uow.people.list_unreachable(g.school):
        g.add("unreachable", "curator", g.curators, person.id, g.day(at),
              who=short_name(person.name))  # fmt: skip


async def _letters(g: _Gathering) -> None:
    for letter, person in await g.uow.people.list_letters(g.school):
        g.add("letter", "curator", g.curators, letter.id, g.day(letter.created_at),
              who=short_name(person.name), text=letter.text[:80])  # fmt: skip


async def _questionnaires(g: _Gathering) -> None:
    for submission, person in await g.uow.questionnaires.list_unsent(g.school):
        mine = g.recipients.only([person.id])
        g.add("questionnaire", "person", mine, submission.id, g.day(submission.created_at),
              code=submission.code)  # fmt: skip


async def _pairs(g: _Gathering) -> None:
    rows = await g.uow.pairs.list_page(g.school, states=ALIVE | {PairState.DECLINED})
    members = await g.uow.pairs.members_of(g.school, [row.id for row in rows])
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
            await _living_pair(g, row.id, row.agreed_at or row.created_at, row.version, people)


def _joined(people: Iterable[Member]) -> str:
    return " — ".join(short_name(member.name) for member in people)


def _member(
    g: _Gathering, kind: str, member: Member, people: Iterable[Member], pair_id: int,
    at: datetime, version: int,
) -> None:  # fmt: skip
    who = ", ".join(short_name(m.name) for m in people if m.side is not member.side)
    g.add(kind, "member", g.recipients.only([member.person_id]), pair_id, g.day(at), version,
          who=who, side=member.side.value)  # fmt: skip


async def _living_pair(
    g: _Gathering, pair_id: int, agreed_at: datetime, version: int, people: tuple[Member, ...]
) -> None:
    meetings = await g.uow.meetings.list_of_pair(g.school, pair_id)
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


async def _meetings(g: _Gathering) -> None:
    confirmed = await g.uow.meetings.list_in_state(
        g.school, MeetingState.CONFIRMED, since=g.uow.now - RECENT
    )
    disputed = await g.uow.meetings.list_disputed(g.school)
    rows = [*confirmed, *disputed]
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
    for row in await g.uow.meetings.list_lapsed(g.school, g.uow.now - RECENT):
        people = (await g.uow.pairs.members_of(g.school, [row.pair_id])).get(row.pair_id, ())
        told = g.recipients.only([m.person_id for m in people])
        g.add("meeting-lapsed", "member", told, row.pair_id, g.day(row.starts_at),
              starts_at=row.starts_at.isoformat())  # fmt: skip
    for row in disputed:
        g.add("meeting-disputed", "curator", g.curators, row.id, g.day(row.starts_at),
              row.version, who=_joined(members.get(row.pair_id, ())),
              starts_at=row.starts_at.isoformat())  # fmt: skip
