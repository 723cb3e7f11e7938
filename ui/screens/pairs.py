"""Screens of pairs: the list, a pair, choosing two people."""

from domain.meetings import is_complete
from domain.pairs import PairState, Side
from domain.people import Role, short_name
from services.pairs import PairLine, PairView
from services.registers import Entry
from ui.callbacks import Go, MeetingAct, PairAct
from ui.screen import Row, Screen, button, rows
from ui.screens.common import PAGE, menu_button, pager, ways_back
from ui.translator import Words

LAST_MEETINGS = 6


def listing(
    words: Words, lines: tuple[PairLine, ...], total: int, page: int, *, is_curator: bool
) -> Screen:
    """List the pairs of a school."""
    buttons = [
        button(
            words.plain(
                "pair-line",
                mentors=", ".join(line.mentors),
                mentees=", ".join(line.mentees),
                state=line.state.value,
                held=line.held,
            ),
            Go(to="pair", id=line.id),
        )
        for line in lines
    ]
    make = ((button(words.plain("button-make-pair"), PairAct(action="make")),),)
    return Screen(
        text=words("pairs-head" if total else "pairs-none", count=total),
        keyboard=(
            *rows(*buttons),
            *pager(words, page, total, "pairs"),
            *(make if is_curator else ()),
            (menu_button(words),),
        ),
    )


def choose(
    words: Words, role: Role, entries: tuple[Entry, ...], page: int, chosen: int = 0
) -> Screen:
    """Choose a mentor, then a mentee, from the registers; the free ones stand first."""
    ordered = sorted(entries, key=lambda entry: entry.is_paired)
    shown = ordered[page * PAGE : (page + 1) * PAGE]
    action = "mentor" if role is Role.MENTOR else "mentee"
    buttons = [
        button(
            words.plain(
                "pair-candidate",
                name=short_name(entry.person.name),
                post=entry.person.post or "—",
                paired="yes" if entry.is_paired else "no",
            ),
            PairAct(action=action, id=entry.person.id, value=chosen),
        )
        for entry in shown
    ]
    turn = []
    if page > 0:
        turn.append((page - 1, "button-earlier"))
    if (page + 1) * PAGE < len(ordered):
        turn.append((page + 1, "button-later"))
    pages = [
        button(words.plain(key), PairAct(action=f"{action}s", id=number, value=chosen))
        for number, key in turn
    ]
    text = words(f"pair-choose-{role}") if entries else words(f"pair-no-{role}")
    return Screen(
        text=text,
        keyboard=(
            *rows(*buttons),
            *((tuple(pages),) if pages else ()),
            ways_back(words, Go(to="pairs")),
        ),
    )


def show(words: Words, view: PairView, note: str = "") -> Screen:
    """Show a pair and what can be done in it."""
    parts = [note] if note else []
    mentors = ", ".join(short_name(m.name) for m in view.side(Side.MENTOR))
    mentees = ", ".join(short_name(m.name) for m in view.side(Side.MENTEE))
    parts.append(words("pair", mentors=mentors, mentees=mentees))
    parts.append(words("pair-state", state=view.state.value))
    if view.state is PairState.PROPOSED:
        parts += [
            words("pair-waits", name=short_name(m.name)) for m in view.members if not m.has_agreed
        ]
    for meeting in view.meetings[-LAST_MEETINGS:]:
        parts.append(
            words(
                "pair-meeting",
                kind=meeting.kind.value,
                when=words.moment(meeting.starts_at),
                state=meeting.state.value,
            )
        )
    return Screen(text="\n".join(parts), keyboard=_keyboard(words, view))


def _keyboard(words: Words, view: PairView) -> tuple[Row, ...]:
    found: list[Row] = []
    if view.my_answer_awaited:
        found.append(
            (
                button(words.plain("button-agree"), _act(view, "agree")),
                button(words.plain("button-decline"), _act(view, "decline")),
            )
        )
    if view.state is PairState.PROPOSED and view.is_curator:
        found += _curator_answers(words, view)
    found += [
        (button(words.plain("button-open-meeting"), Go(to="meeting", id=m.id)),)
        for m in view.meetings
        if m.is_disputed and view.is_curator
    ]
    alive = view.alive_meeting
    if alive is not None:
        found.append((button(words.plain("button-open-meeting"), Go(to="meeting", id=alive.id)),))
    elif view.next_kinds and (view.my_side is not None or view.is_curator):
        found += [
            (
                button(
                    words.plain("button-propose", kind=kind.value),
                    MeetingAct(action="days", id=view.id, value=list(type(kind)).index(kind)),
                ),
            )
            for kind in view.next_kinds
        ]
    if view.is_curator:
        found += _curator(words, view)
    found.append(ways_back(words, Go(to="pairs")) if view.is_curator else (menu_button(words),))
    return tuple(found)


def _act(view: PairView, action: str, value: int = 0) -> PairAct:
    return PairAct(action=action, id=view.id, version=view.version, value=value)


def _curator_answers(words: Words, view: PairView) -> list[Row]:
    """Offer to tell the members now, and to record an answer given on paper."""
    found: list[Row] = []
    waiting = [m for m in view.members if not m.has_agreed]
    if any(m.account_id for m in waiting):
        found.append((button(words.plain("button-tell-now"), _act(view, "tell")),))
    found += [
        (
            button(
                words.plain("button-agree-paper", name=short_name(m.name)),
                _act(view, "agree", m.person_id),
            ),
            button(
                words.plain("button-decline-paper", name=short_name(m.name)),
                _act(view, "decline", m.person_id),
            ),
        )
        for m in waiting
    ]
    return found


def _curator(words: Words, view: PairView) -> list[Row]:
    found: list[Row] = []
    if view.next_kinds == () and is_complete(view.held_kinds):
        if view.state in (PairState.AGREED, PairState.WORKING):
            found.append((button(words.plain("button-finish-pair"), _act(view, "finish")),))
    elif is_complete(view.held_kinds):
        found.append((button(words.plain("button-finish-pair"), _act(view, "finish")),))
    if view.state in (PairState.PROPOSED, PairState.AGREED, PairState.WORKING):
        found.append((button(words.plain("button-stop-pair"), _act(view, "stop")),))
    return found


def confirm_stop(words: Words, view: PairView) -> Screen:
    """Ask before a pair is stopped, with the consequence."""
    return Screen(
        text=words("pair-stop-confirm"),
        keyboard=(
            (button(words.plain("button-stop-pair"), _act(view, "stop_yes")),),
            ways_back(words, Go(to="pair", id=view.id)),
        ),
    )
