"""Screens of another date for an activity: the day, a day off, the reason, the history."""

from collections.abc import Sequence
from datetime import date, timedelta

from db.models import DeadlineChange
from domain.calendar import local
from domain.people import Input, short_name
from services.activity_dates import Move
from services.activity_views import ActivityView
from ui.callbacks import ActivityAct, Go
from ui.screen import Screen, button, rows
from ui.screens.common import pager, short, ways_back
from ui.translator import Words

SHIFTS = ((7, "button-week"), (14, "button-two-weeks"), (30, "button-month"))
MOVES = 6  # moves of a deadline on a screen, each with its whole reason


def ask_date(words: Words, view: ActivityView) -> Screen:
    """Ask for another date by buttons or in words."""
    start = max(view.due_on or words.today, words.today)
    buttons = [
        button(
            words.plain(key),
            ActivityAct(
                action="date",
                id=view.id,
                version=view.version,
                value=(start + timedelta(days=days)).toordinal(),
            ),
        )
        for days, key in SHIFTS
    ]
    return Screen(
        text=words("activity-date-ask", title=short(view.title, 200)),
        keyboard=(tuple(buttons), ways_back(words, Go(to="activity", id=view.id))),
        awaits=Input(kind="new_date", values={"activity": view.id, "version": view.version}),
    )


def ask_day_off(words: Words, view: ActivityView, day: date, beside: Sequence[date]) -> Screen:
    """Say that a day is off and ask: the working days beside it, or this very day."""

    def to(action: str, when: date) -> ActivityAct:
        return ActivityAct(action=action, id=view.id, version=view.version, value=when.toordinal())

    choices = [button(words.to_day(one), to("date", one)) for one in beside]
    return Screen(
        text=words("activity-day-off-ask", day=words.weekday(day)),
        keyboard=(
            *rows(*choices),
            (button(words.plain("button-day-off"), to("day_off", day)),),
            ways_back(words, Go(to="activity", id=view.id)),
        ),
        awaits=Input(kind="new_date", values={"activity": view.id, "version": view.version}),
    )


def ask_accept_off(words: Words, view: ActivityView, asked: DeadlineChange) -> Screen:
    """Tell a curator that the day somebody asks for is off, before it becomes the deadline."""

    def act(action: str) -> ActivityAct:
        return ActivityAct(action=action, id=view.id, version=view.version, value=asked.id)

    return Screen(
        text=words("activity-accept-off-ask", day=words.weekday(asked.new_due_on)),
        keyboard=(
            (
                button(words.plain("button-accept-move"), act("accept_off")),
                button(words.plain("button-decline-move"), act("decline")),
            ),
            ways_back(words, Go(to="activity", id=view.id)),
        ),
    )


def moved(words: Words, view: ActivityView) -> str:
    """Say that a deadline is moved, and when it now comes before what it waits for."""
    lines = [words("activity-moved-done")]
    before = view.out_of_turn
    if before is not None and before.due_on is not None:
        day = words.day(before.due_on)
        lines.append(words("activity-moved-early", title=short(before.title, 100), day=day))
    return "\n".join(lines)


def ask_reason(words: Words, view: ActivityView, to: date) -> Screen:
    """Ask for the reason in one optional line."""
    skip = ActivityAct(action="no_reason", id=view.id, version=view.version, value=to.toordinal())
    return Screen(
        text=words("activity-reason-ask", day=words.weekday(to)),
        keyboard=(
            (button(words.plain("button-skip"), skip),),
            ways_back(words, Go(to="activity", id=view.id)),
        ),
        awaits=Input(
            kind="reason",
            values={"activity": view.id, "version": view.version, "to": to.toordinal()},
        ),
    )


def moves(words: Words, activity_id: int, found: tuple[Move, ...], page: int) -> Screen:
    """List the moves of a deadline: what it was, who asked when and why, who decided."""
    shown = found[page * MOVES : (page + 1) * MOVES]
    return Screen(
        text="\n".join([words("moves-head", count=len(found)), *(_move(words, m) for m in shown)]),
        keyboard=(
            *pager(words, page, len(found), "moves", id=activity_id, size=MOVES),
            ways_back(words, Go(to="activity", id=activity_id)),
        ),
    )


def _move(words: Words, move: Move) -> str:
    change = move.change
    old = change.old_due_on
    decided = local(change.decided_at, words.zone).date() if change.decided_at else None
    return words(
        "moves-line",
        old=words.day(old) if old else words.plain("activity-undated"),
        new=words.day(change.new_due_on),
        who=short_name(move.asked_by),
        on=words.day(local(change.asked_at, words.zone).date()),
        has="yes" if change.reason else "no",
        reason=change.reason,
        state=change.state.value,
        by=short_name(move.decided_by),
        decided=words.day(decided) if decided else "",
        alone="yes" if change.decided_by == change.asked_by else "no",
    )
