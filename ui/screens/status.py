"""The state of the programme on one screen; every figure opens the list behind it."""

from services.status import Status
from ui.callbacks import Go
from ui.screen import Button, Row, Screen, button, rows
from ui.screens.common import menu_button
from ui.screens.people import FILTERS
from ui.translator import Words


def show(words: Words, status: Status, *, is_curator: bool) -> Screen:
    """Show the figures of a school."""
    current = status.roadmap
    parts = [
        words(
            "status-head",
            school=status.organisation,
            year=f"{current.roadmap.year}/{(current.roadmap.year + 1) % 100:02}"
            if current
            else "—",
            day=words.day(words.today),
        )
    ]
    if current is None:
        parts.append(words("status-no-roadmap"))
    else:
        done = sum(stage.done for stage in current.stages)
        parts.append(
            words(
                "status-roadmap",
                stage=current.current_stage,
                stages=len(current.stages),
                done=done,
                count=len(current.lines),
                overdue=len(current.overdue),
                week=status.due_this_week,
            )
        )
    parts.append(
        words(
            "status-people",
            people=status.people,
            consents=status.consents,
            questionnaires=status.questionnaires,
        )
    )
    parts.append(
        words(
            "status-pairs",
            pairs=status.pairs,
            finished=status.finished_pairs,
            unpaired=status.unpaired,
            held=status.meetings_held,
            agreed=status.meetings_agreed,
        )
    )
    return Screen(text="\n".join(parts), keyboard=_keyboard(words, status, is_curator))


def _keyboard(words: Words, status: Status, is_curator: bool) -> tuple[Row, ...]:
    found: list[Button] = []

    def figure(key: str, count: int, go: Go) -> None:
        if count:
            found.append(button(words.plain(key, count=count), go))

    if status.roadmap is not None:
        figure("button-overdue", len(status.roadmap.overdue), Go(to="overdue"))
        figure("button-week-due", status.due_this_week, Go(to="week"))
        if is_curator:
            figure("button-unbound", status.unbound, Go(to="responsibles"))
    waiting = status.people - status.consents
    figure("button-no-consents", waiting, _people("no_consent"))
    figure("button-unpaired", status.unpaired, _people("unpaired"))
    figure("button-all-pairs", status.pairs + status.finished_pairs, Go(to="pairs"))
    figure("button-all-people", status.people, _people(""))
    if status.roadmap is not None:
        found.append(button(words.plain("button-roadmap"), Go(to="roadmap")))
    return (*rows(*found, width=2), (menu_button(words),))


def _people(only: str) -> Go:
    return Go(to="people", id=FILTERS.index(only))
