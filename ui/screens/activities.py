"""Screens of one activity: its card, being done, what shows it."""

from db.models import Activity, DeadlineChange, Evidence
from domain.activities import MAX_EVIDENCE, ActivityState, ChangeState, EvidenceKind
from domain.calendar import local
from domain.measures import Measure, MeasureKind
from domain.people import Input, short_name
from services.activity_evidence import Shown
from services.activity_views import ActivityView
from ui.callbacks import ActivityAct, Go
from ui.screen import Button, Row, Screen, button, rows
from ui.screens.common import pager, short, ways_back
from ui.translator import Words

LAST = 3
WHOLE = 4  # marks on a screen that shows them whole
ON_CARD = 200  # characters of a line that may be long; the history shows it whole
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
    if view.part is not None and view.measure is not None:
        parts.append(_part(words, view.part, view.measure))
    shown = [mark for mark in view.marks if mark[0].kind is not EvidenceKind.PART]
    parts += [_evidence(words, one, count, ON_CARD) for one, count in shown[-LAST:]]
    moved = [c for c in view.changes if c.state is ChangeState.ACCEPTED]
    parts += [_moved(words, change) for change in moved[-LAST:]]
    if view.asked is not None:
        parts.append(
            words(
                "activity-asked",
                new=words.weekday(view.asked.new_due_on),
                has="yes" if view.asked.reason else "no",
                reason=short(view.asked.reason, ON_CARD),
            )
        )
    return parts


def _part(words: Words, part: int, measure: Measure) -> str:
    return words(
        "activity-part", kind=measure.kind.value, part=part, needed=measure.number or 0,
        of=short(measure.of, 80),
    )  # fmt: skip


def _evidence(words: Words, one: Evidence, count: int, limit: int) -> str:
    return words(
        "activity-evidence",
        kind=one.kind.value,
        count=count,
        has="yes" if one.text else "no",
        text=short(one.text, limit),
        on=words.day(local(one.added_at, words.zone).date()),
    )


def marked(words: Words, view: ActivityView) -> str:
    """Say what a mark has done: all of it, or a part that is kept."""
    if view.part is None or view.measure is None:
        return words("activity-marked")
    return words("activity-part-kept", missing=(view.measure.number or 0) - view.part)


def evidence(words: Words, view: ActivityView, found: tuple[Shown, ...], page: int) -> Screen:
    """Show everything that was given as evidence, whole: what, when and by whom, newest first."""
    shown = found[page * WHOLE : (page + 1) * WHOLE]
    lines = [
        words(
            "evidence-line",
            text=_evidence(words, one.evidence, one.count, MAX_EVIDENCE),
            who=short_name(one.added_by),
        )
        for one in shown
    ]
    files = ActivityAct(action="files", id=view.id, version=view.version)
    has_files = any(one.evidence.file_id for one in found)
    return Screen(
        text="\n\n".join([words("evidence-head", title=short(view.title, 200)), *lines]),
        keyboard=(
            *(((button(words.plain("button-files"), files),),) if has_files else ()),
            *pager(words, page, len(found), "evidence", id=view.id, size=WHOLE),
            ways_back(words, Go(to="activity", id=view.id)),
        ),
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
                button(
                    words.plain("button-note" if _is_counted(view) else "button-mark-done"),
                    act("done"),
                ),
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


def _is_counted(view: ActivityView) -> bool:
    """Whether the next mark is a number, which may also be a part."""
    return view.measure is not None and view.measure.kind is not MeasureKind.DOCUMENT


def _more(words: Words, view: ActivityView) -> list[Button]:
    """What stands behind the card: files, the history of dates, dependencies."""
    more: list[Button] = []
    if view.evidence:
        more.append(button(words.plain("button-evidence"), Go(to="evidence", id=view.id)))
    if view.changes:
        more.append(button(words.plain("button-moves"), Go(to="moves", id=view.id)))
    if view.is_curator and view.state is ActivityState.OPEN:
        more.append(button(words.plain("button-depends"), Go(to="depends", id=view.id)))
    return more


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
    asked = words(
        ASKED[measure.kind], title=title, needed=measure.number or 0, of=short(measure.of, 80)
    )
    so_far = [] if view.part is None else [_part(words, view.part, measure)]
    return "\n".join([asked, *so_far])


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


def reminded(words: Words, count: int, missed: int) -> str:
    """Say whom a reminder went to."""
    return words.plain("reminded", count=count, missed=missed)
