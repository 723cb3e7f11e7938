"""Screens of meetings: choosing a time, the meeting itself, what became of it."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from domain.calendar import Calendar
from domain.errors import Rejected
from domain.meetings import MeetingKind, MeetingState
from domain.pairs import Side
from domain.people import Input
from services.meeting_work import MeetingView
from ui.callbacks import Go, MeetingAct
from ui.screen import Row, Screen, button, rows
from ui.screens.common import ways_back
from ui.translator import Words

DAYS = 6
TIMES = ("09:00", "11:00", "13:00", "14:00", "15:00", "15:30", "16:00", "17:00")
KINDS = tuple(MeetingKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What a time is chosen for: the next meeting of a pair, or one that is moved."""

    pair_id: int
    kind: int = 0
    meeting_id: int = 0
    version: int = 0

    def act(self, new: str, moved: str, value: int) -> MeetingAct:
        """Give the callback: ``new`` for a pair's next meeting, ``moved`` for a moved one."""
        if self.meeting_id:
            return MeetingAct(action=moved, id=self.meeting_id, version=self.version, value=value)
        return MeetingAct(action=new, id=self.pair_id, version=self.kind, value=value)

    def awaits(self, day: str = "") -> Input:
        """Give the typed input that chooses the time in words."""
        return Input(
            kind="meeting_time",
            values={
                "pair": self.pair_id,
                "kind": self.kind,
                "meeting": self.meeting_id,
                "version": self.version,
                "day": day,
            },
        )


def ask_day(words: Words, calendar: Calendar, timing: Timing, note: str = "") -> Screen:
    """Ask for the day by buttons, or for day and time in words."""
    days: list[date] = []
    day = words.today
    while len(days) < DAYS:
        day += timedelta(days=1)
        if calendar.is_working_day(day):
            days.append(day)
    buttons = [
        button(
            words.plain("weekday-short", number=d.isoweekday(), day=words.day(d)),
            timing.act("times", "retimes", d.toordinal()),
        )
        for d in days
    ]
    back = Go(to="meeting", id=timing.meeting_id)
    if not timing.meeting_id:
        back = Go(to="pair", id=timing.pair_id)
    text = words("meeting-ask-day", kind=KINDS[timing.kind].value)
    return Screen(
        text=f"{note}\n{text}" if note else text,
        keyboard=(*rows(*buttons, width=3), ways_back(words, back)),
        awaits=timing.awaits(),
    )


def ask_time(words: Words, day: date, timing: Timing) -> Screen:
    """Ask for the time of a chosen day."""
    base = day.toordinal() * 10**4
    buttons = [
        button(clock, timing.act("propose", "retime", base + int(clock.replace(":", ""))))
        for clock in TIMES
    ]
    return Screen(
        text=words("meeting-ask-time", day=words.weekday(day)),
        keyboard=(
            *rows(*buttons, width=4),
            ways_back(words, timing.act("days", "change", timing.kind)),
        ),
        awaits=timing.awaits(day.isoformat()),
    )


def unpack(value: int) -> tuple[date, time]:
    """Give the day and time that a button carries."""
    ordinal, clock = divmod(value, 10**4)
    hour, minute = divmod(clock, 100)
    if not 0 < ordinal <= date.max.toordinal() or hour > 23 or minute > 59:
        raise Rejected("error-forbidden")
    return date.fromordinal(ordinal), time(hour, minute)


def show(words: Words, view: MeetingView, note: str = "") -> Screen:
    """Show a meeting and what this person can do about it."""
    parts = [note] if note else []
    parts.append(
        words(
            "meeting",
            kind=view.kind.value,
            when=words.moment(view.starts_at),
            place="yes" if view.place else "no",
            where=view.place,
            who=", ".join(view.others),
        )
    )
    parts.append(words("meeting-state", state=_state(view)))
    if view.is_from_paper:
        parts.append(words("meeting-from-paper"))
    if view.is_disputed:
        parts.append(words("meeting-disputed" if view.is_curator else "meeting-reported"))
    if view.my_line:
        parts.append(words("meeting-line", line=view.my_line))
    return Screen(text="\n".join(parts), keyboard=_keyboard(words, view))


def _state(view: MeetingView) -> str:
    if view.state is MeetingState.PROPOSED:
        return "mine" if view.is_mine_to_confirm else "waiting"
    return view.state.value


def _act(view: MeetingView, action: str, value: int = 0) -> MeetingAct:
    return MeetingAct(action=action, id=view.id, version=view.version, value=value)


def _keyboard(words: Words, view: MeetingView) -> tuple[Row, ...]:
    found: list[Row] = []
    is_alive = view.state in (MeetingState.PROPOSED, MeetingState.CONFIRMED)
    if view.is_over and _may_report(view):
        found += outcome_rows(words, view.id, view.version, view.my_side or Side.MENTOR)
    elif is_alive and not view.is_over:
        if view.is_mine_to_confirm:
            found.append((button(words.plain("button-suits"), _act(view, "confirm")),))
        found.append(
            (
                button(words.plain("button-other-time"), _act(view, "change")),
                button(words.plain("button-cannot"), _act(view, "decline")),
            )
        )
    if view.is_over and view.is_curator and view.state in OVER:
        found += [
            (button(words.plain(key, name=name), _act(view, action, person_id)),)
            for person_id, name in view.paper_mentees
            for key, action in PAPER
        ]
    if view.can_undo:
        found.append((button(words.plain("button-undo"), _act(view, "undo")),))
    if view.is_disputed and view.is_curator:
        found.append(
            (
                button(words.plain("button-was-held"), _act(view, "settle", 1)),
                button(words.plain("button-was-not"), _act(view, "settle", 0)),
            )
        )
    found.append(ways_back(words, Go(to="pair", id=view.pair_id)))
    return tuple(found)


PAPER = (("button-met-paper", "paper"), ("button-not-met-paper", "paper_not"))
OVER = (MeetingState.CONFIRMED, MeetingState.HELD, MeetingState.NOT_HELD)


def _may_report(view: MeetingView) -> bool:
    """Whether this person has still to say what became of the meeting."""
    if view.my_side is None:
        return view.is_curator and view.state is MeetingState.CONFIRMED
    return view.state in OVER and view.my_outcome is None


def outcome_rows(words: Words, meeting_id: int, version: int, side: Side) -> tuple[Row, ...]:
    """Give the answers to «состоялась?»: three for the mentor, two for the mentee."""

    def act(action: str) -> MeetingAct:
        return MeetingAct(action=action, id=meeting_id, version=version)

    if side is Side.MENTEE:
        return (
            (
                button(words.plain("button-met"), act("held")),
                button(words.plain("button-not-met"), act("not_held")),
            ),
        )
    return (
        (
            button(words.plain("button-held"), act("held")),
            button(words.plain("button-moved"), act("moved")),
        ),
        (button(words.plain("button-not-held"), act("not_held")),),
    )


def after_report(words: Words, view: MeetingView) -> Screen:
    """Thank, ask for the one optional line, and leave ten minutes to undo."""
    skip = button(words.plain("button-skip"), Go(to="meeting", id=view.id))
    undo = button(words.plain("button-undo"), _act(view, "undo"))
    if view.my_side is not Side.MENTOR:
        return Screen(
            text=words("meeting-thanks"),
            keyboard=((undo,), ways_back(words, Go(to="pair", id=view.pair_id))),
        )
    key = "meeting-held-line" if view.state is MeetingState.HELD else "meeting-not-held-line"
    return Screen(
        text=words(key),
        keyboard=((skip, undo), ways_back(words, Go(to="pair", id=view.pair_id))),
        awaits=Input(kind="meeting_line", values={"meeting": view.id}),
    )
