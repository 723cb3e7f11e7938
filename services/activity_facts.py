"""Facts of activities: what is due, late, unbound, waits for another, and moved deadlines."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from db.models import Activity
from domain.activities import ActivityState, ChangeState
from domain.people import Role, short_name
from services.fact_gathering import Gathering

AHEAD = timedelta(days=14)


async def gather(g: Gathering) -> None:
    """Add what is to be told of the roadmap."""
    named = await _names(g)
    await _activities(g, named)
    await _changes(g, named)


async def _activities(g: Gathering, named: dict[int, str]) -> None:
    rows = await g.uow.activities.list_open_until(g.school, g.today + AHEAD)
    answering = await g.uow.activities.answering(g.school)
    everybody = await g.uow.activities.people_of(g.school, [row.id for row in rows])
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


async def _edges(g: Gathering, rows: Sequence[Activity]) -> dict[int, list[int]]:
    """What each activity depends on; those that are due soon or late share one roadmap."""
    found: dict[int, list[int]] = {}
    for roadmap_id in {row.roadmap_id for row in rows}:
        for one, on in await g.uow.activities.list_dependencies(g.school, roadmap_id):
            found.setdefault(one, []).append(on)
    return found


def _blocked(g: Gathering, row: Activity, before: Activity, answering: list[int]) -> None:
    """An activity waits for one that is late: told from the day that one was due."""
    assert before.due_on is not None
    values: dict[str, Any] = {"title": row.title, "text": before.title}
    mine = tuple(p for p in g.recipients.only(answering) if p not in g.curators)
    for to, people in (("curator", g.curators), ("responsible", mine)):
        g.add("activity-blocked", to, people, row.id, before.due_on, row.version, **values)


async def _names(g: Gathering) -> dict[int, str]:
    people = await g.uow.people.list_page(g.school, only="active")
    return {person.id: short_name(person.name) for person in people}


def _activity(
    g: Gathering, row: Activity, answering: list[int], who: str, deputies: list[int]
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


async def _changes(g: Gathering, named: dict[int, str]) -> None:
    states = (ChangeState.ASKED, ChangeState.ACCEPTED, ChangeState.DECLINED)
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
