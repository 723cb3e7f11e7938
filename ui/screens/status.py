"""The state of the programme on one screen; every figure opens the list behind it."""

from services.status import MeetingLine, Status
from ui.callbacks import Go
from ui.screen import Button, Row, Screen, button, rows
from ui.screens.common import PAGE, menu_button, pager, ways_back
from ui.screens.people import FILTERS
from ui.translator import Words


def show(words: Words, status: Status, *, is_curator: bool) -> Screen:
    """Show the figures of a school."""
    parts = [*_roadmap_lines(words, status)]
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


def _roadmap_lines(words: Words, status: Status) -> list[str]:
    current = status.roadmap
    year = f"{current.roadmap.year}/{(current.roadmap.year + 1) % 100:02}" if current else "—"
    head = words("status-head", school=status.organisation, year=year, day=words.day(words.today))
    if current is None:
        return [head, words("status-no-roadmap")]
    figures = words(
        "status-roadmap",
        stage=current.current_stage,
        stages=len(current.stages),
        done=sum(stage.done for stage in current.stages),
        count=len(current.lines),
        overdue=len(current.overdue),
        week=status.due_this_week,
    )
    return [head, figures]


def _keyboard(words: Words, status: Status, is_curator: bool) -> tuple[Row, ...]:
    found: list[Button] = []

    def figure(key: str, count: int, go: Go) -> None:
        if count:
            found.append(button(words.plain(key, count=count), go))

    if status.roadmap is not None:
        figure("button-overdue", len(status.roadmap.overdue), Go(to="overdue"))
        figure("button-blocked", status.blocked, Go(to="blocked"))
        figure("button-week-due", status.due_this_week, Go(to="week"))
        if is_curator:
            figure("button-unbound", status.unbound, Go(to="unbound"))
    waiting = status.people - status.consents
    figure("button-no-consents", waiting, _people("no_consent"))
    figure("button-unpaired", status.unpaired, _people("unpaired"))
    figure("button-no-questionnaire", status.without_questionnaire, _people("no_questionnaire"))
    figure("button-meetings", status.meetings_agreed, Go(to="meetings"))
    figure("button-all-pairs", status.all_pairs, Go(to="pairs"))
    figure("button-all-people", status.people, _people(""))
    if status.roadmap is not None:
        found.append(button(words.plain("button-timeline"), Go(to="timeline")))
        found.append(button(words.plain("button-roadmap"), Go(to="roadmap")))
    return (*rows(*found, width=2), (menu_button(words),))


def meetings(words: Words, lines: tuple[MeetingLine, ...], page: int) -> Screen:
    """List the meetings of the last month."""
    shown = lines[page * PAGE : (page + 1) * PAGE]
    texts = [
        words(
            "meetings-line",
            number=number,
            who=line.who,
            when=words.moment(line.starts_at),
            state=line.state.value,
        )
        for number, line in enumerate(shown, start=page * PAGE + 1)
    ]
    held = sum(line.state == "held" for line in lines)
    opens = [
        button(str(number), Go(to="pair", id=line.pair_id))
        for number, line in enumerate(shown, start=page * PAGE + 1)
    ]
    return Screen(
        text="\n".join([words("meetings-head", held=held, agreed=len(lines)), *texts]),
        keyboard=(
            *rows(*opens, width=4),
            *pager(words, page, len(lines), "meetings"),
            ways_back(words, Go(to="status")),
        ),
    )


def _people(only: str) -> Go:
    return Go(to="people", id=FILTERS.index(only))
