"""Screens of one activity: its card, being done, asking for another date."""

from datetime import date, timedelta

from db.models import Activity, DeadlineChange, Evidence
from domain.activities import ActivityState, ChangeState
from domain.calendar import local
from domain.measures import MeasureKind
from domain.people import Input, short_name
from services.activity_dates import Move
from services.activity_views import ActivityView
from ui.callbacks import ActivityAct, Go
from ui.screen import Button, Row, Screen, button, rows
from ui.screens.common import pager, short, ways_back
from ui.translator import Words

SHIFTS = ((7, "button-week"), (14, "button-two-weeks"), (30, "button-month"))
LAST = 3
ON_CARD = 200  # characters of a line that may be long; the history shows it whole
MOVES = 8  # moves of a deadline on a screen
ASKED = {
    MeasureKind.COUNT: "activity-count-ask",
    MeasureKind.PERCENT: "activity-share-ask",
    MeasureKind.DOCUMENT: "activity-document-ask",
}


def card(words: Words, view: ActivityView, note: str = "") -> Screen:
    """Show an activity with what can be done about it."""
    parts = [note] if note else []
    parts.append(words("activity", title=short(f"{view.number} {view.title}".strip(), 700)))
    if view.state is ActivityState.DONE:
        parts.append(words("activity-done"))
    elif view.due_on is None:
        parts.append(words("activity-undated-line"))
    else:
        parts.append(
            words(
                "activity-due",
                day=words.weekday(view.due_on),
                distance=words.distance(view.due_on),
            )
        )
    if view.words:
        parts.append(words("activity-words", words=short(view.words, 200)))
    parts += [_who(words, view), *_after(words, view), *_rest(words, view)]
    return Screen(text="\n".join(parts), keyboard=_keyboard(words, view))


def _who(words: Words, view: ActivityView) -> str:
    if view.people:
        names = ", ".join(short_name(person.name) for person in view.people)
        return words("activity-who", who=names)
    if view.responsibles:
        return words("activity-nobody", who=short(", ".join(view.responsibles), 200))
    return words("activity-nobody-at-all")


def _after(words: Words, view: ActivityView) -> list[str]:
    """Who stands in; what it can only follow, and how that stands."""
    deputies = ", ".join(short_name(person.name) for person in view.deputies[:LAST])
    standing_in = [words("activity-deputies", who=deputies)] if deputies else []
    return standing_in + [
        words(
            "activity-after",
            title=short(f"{one.number} {one.title}".strip(), 60),
            how=_standing(words, one),
        )
        for one in view.after[:LAST]
    ]


def _standing(words: Words, one: Activity) -> str:
    if one.state is ActivityState.DONE:
        return words.plain("timeline-done")
    if one.due_on is None:
        return words.plain("activity-undated")
    return words.distance(one.due_on)


def _rest(words: Words, view: ActivityView) -> list[str]:
    parts = []
    if view.result:
        parts.append(words("activity-result", result=short(view.result, 300)))
    if view.windows > 1:
        parts.append(words("activity-windows", done=view.windows_done, count=view.windows))
    parts += [_evidence(words, one) for one in view.evidence[-LAST:]]
    moved = [c for c in view.changes if c.state is ChangeState.ACCEPTED]
    parts += [_moved(words, change) for change in moved[-LAST:]]
    if view.asked is not None:
        parts.append(
            words(
                "activity-asked",
                new=words.day(view.asked.new_due_on),
                has="yes" if view.asked.reason else "no",
                reason=short(view.asked.reason, ON_CARD),
            )
        )
    return parts


def _evidence(words: Words, one: Evidence) -> str:
    return words(
        "activity-evidence",
        kind=one.kind.value,
        text=short(one.text, ON_CARD),
        on=words.day(one.added_at.date()),
    )


def _moved(words: Words, change: DeadlineChange) -> str:
    old = words.day(change.old_due_on) if change.old_due_on else words.plain("activity-undated")
    return words(
        "activity-moved",
        old=old,
        new=words.day(change.new_due_on),
        has="yes" if change.reason else "no",
        reason=short(change.reason, ON_CARD),
    )


def _keyboard(words: Words, view: ActivityView) -> tuple[Row, ...]:
    def act(action: str, value: int = 0) -> ActivityAct:
        return ActivityAct(action=action, id=view.id, version=view.version, value=value)

    found: list[Row] = []
    is_open = view.state is ActivityState.OPEN
    if view.asked is not None and view.is_curator and is_open:
        found.append(
            (
                button(words.plain("button-accept-move"), act("accept", view.asked.id)),
                button(words.plain("button-decline-move"), act("decline", view.asked.id)),
            )
        )
    if is_open and (view.is_mine or view.is_curator):
        move = "button-move-to" if view.is_curator else "button-move"
        found.append(
            (
                button(words.plain("button-mark-done"), act("done")),
                button(words.plain(move), act("move")),
            )
        )
    if is_open and view.is_curator:
        remind = button(words.plain("button-remind"), act("remind"))
        assign = button(words.plain("button-assign"), Go(to="responsibles"))
        found.append((remind,) if view.people else (assign,))
    if view.can_undo:
        found.append((button(words.plain("button-undo"), act("undo")),))
    found += rows(*_more(words, view), width=2)
    found.append(ways_back(words, Go(to="roadmap" if view.is_curator else "mine")))
    return tuple(found)


def _more(words: Words, view: ActivityView) -> list[Button]:
    """What stands behind the card: files, the history of dates, dependencies."""
    more: list[Button] = []
    if any(one.file_id for one in view.evidence):
        files = ActivityAct(action="files", id=view.id, version=view.version)
        more.append(button(words.plain("button-files"), files))
    if view.changes:
        more.append(button(words.plain("button-moves"), Go(to="moves", id=view.id)))
    if view.is_curator and view.state is ActivityState.OPEN:
        more.append(button(words.plain("button-depends"), Go(to="depends", id=view.id)))
    return more


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
        reason=short(change.reason, 200),
        state=change.state.value,
        by=short_name(move.decided_by),
        decided=words.day(decided) if decided else "",
        alone="yes" if change.decided_by == change.asked_by else "no",
    )


def ask_evidence(words: Words, view: ActivityView) -> Screen:
    """Ask what shows that it is done: what the result counts or names, or anything, or none."""
    return Screen(
        text=_question(words, view),
        keyboard=(
            *_without(words, view),
            ways_back(words, Go(to="activity", id=view.id)),
        ),
        awaits=Input(kind="evidence", values={"activity": view.id, "version": view.version}),
    )


def _question(words: Words, view: ActivityView) -> str:
    title, measure = short(view.title, 200), view.measure
    if measure is None:
        return words("activity-done-ask", title=title)
    return words(
        ASKED[measure.kind], title=title, needed=measure.number or 0, of=short(measure.of, 80)
    )


def _without(words: Words, view: ActivityView) -> tuple[Row, ...]:
    """Closing without evidence: anybody where nothing is asked, else a curator with a reason."""
    if view.measure is None:
        plain = ActivityAct(action="plain", id=view.id, version=view.version)
        return ((button(words.plain("button-done-plain"), plain),),)
    if not view.is_curator:
        return ()
    waive = ActivityAct(action="waive", id=view.id, version=view.version)
    return ((button(words.plain("button-waive"), waive),),)


def ask_waiver(words: Words, view: ActivityView) -> Screen:
    """Ask a curator why an activity is closed without what its result asks."""
    return Screen(
        text=words("activity-waive-ask", title=short(view.title, 200)),
        keyboard=(ways_back(words, Go(to="activity", id=view.id)),),
        awaits=Input(kind="waiver", values={"activity": view.id, "version": view.version}),
    )


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


def ask_reason(words: Words, view: ActivityView, to: date) -> Screen:
    """Ask for the reason in one optional line."""
    skip = ActivityAct(action="no_reason", id=view.id, version=view.version, value=to.toordinal())
    return Screen(
        text=words("activity-reason-ask", day=words.weekday(to)),
        keyboard=(
            (button(words.plain("button-skip"), skip),),
            (*ways_back(words, Go(to="activity", id=view.id)),),
        ),
        awaits=Input(
            kind="reason",
            values={"activity": view.id, "version": view.version, "to": to.toordinal()},
        ),
    )


def reminded(words: Words, count: int, missed: int) -> str:
    """Say whom a reminder went to."""
    return words.plain("reminded", count=count, missed=missed)
