"""Screens of the roadmap in force: stages and lists of activities."""

from domain.activities import ActivityState
from domain.people import short_name
from services.roadmap import ActivityLine, RoadmapView, StageView, is_overdue
from ui.callbacks import ActivityAct, Go
from ui.screen import Row, Screen, button, rows
from ui.screens.common import PAGE, menu_button, pager, short, ways_back
from ui.translator import Words


def none(words: Words, *, is_curator: bool) -> Screen:
    """Say that there is no roadmap yet and what to do."""
    keyboard: list[Row] = [(menu_button(words),)]
    if is_curator:
        keyboard.insert(0, (button(words.plain("button-upload"), Go(to="upload")),))
        keyboard.insert(1, (button(words.plain("button-templates"), Go(to="templates")),))
    return Screen(
        text=words("roadmap-none" if is_curator else "roadmap-none-reader"),
        keyboard=tuple(keyboard),
    )


def show(
    words: Words, view: RoadmapView, *, is_curator: bool, is_reader: bool = True, page: int = 0
) -> Screen:
    """Show the roadmap by stages."""
    done = sum(stage.done for stage in view.stages)
    head = words(
        "roadmap-head",
        year=f"{view.roadmap.year}/{(view.roadmap.year + 1) % 100:02}",
        done=done,
        count=len(view.lines),
        overdue=len(view.overdue),
    )
    shown = tuple(enumerate(view.stages, start=1))[page * PAGE : (page + 1) * PAGE]
    lines = [_stage_line(words, stage, number) for number, stage in shown]
    stages = [
        button(
            words.plain("button-stage", number=number, done=one.done, count=len(one.lines)),
            Go(to="stage", id=one.stage.id),
        )
        for number, one in shown
    ]
    return Screen(
        text="\n".join([head, *lines]),
        keyboard=(
            *rows(*stages, width=2),
            *pager(words, page, len(view.stages), "roadmap"),
            _file_row(words, is_reader=is_reader),
            *(_curator_rows(words) if is_curator else ()),
            (menu_button(words),),
        ),
    )


def _stage_line(words: Words, view: StageView, number: int) -> str:
    return words(
        "roadmap-stage",
        number=number,
        title=short(view.stage.title or words.plain("stage-untitled"), 90),
        done=view.done,
        count=len(view.lines),
        week=view.due_this_week,
        overdue=view.overdue,
        is_done="yes" if view.is_done else "no",
    )


def _file_row(words: Words, *, is_reader: bool) -> Row:
    timeline = button(words.plain("button-timeline"), Go(to="timeline"))
    export = button(words.plain("button-export"), Go(to="export"))
    return (timeline, export) if is_reader else (timeline,)


def _curator_rows(words: Words) -> tuple[Row, ...]:
    return (
        (button(words.plain("button-responsibles-all"), Go(to="responsibles")),),
        (button(words.plain("button-replace"), Go(to="upload")),),
        (button(words.plain("button-next-year"), Go(to="next_year")),),
    )


def who(words: Words, line: ActivityLine) -> str:
    """Give who answers for an activity: people, or the paper's words."""
    if line.people:
        return ", ".join(short_name(person.name) for person in line.people[:3])
    return words.plain("overdue-nobody")


def stage(words: Words, view: StageView, page: int) -> Screen:
    """Show a stage's activities."""
    title = f"{view.stage.number} {view.stage.title}".strip() or words.plain("stage-untitled")
    parts = [words("stage-head", title=short(title, 200), done=view.done, count=len(view.lines))]
    if view.stage.goal and page == 0:
        parts.append(words("stage-goal", goal=short(view.stage.goal, 200)))
    parts += _numbered(words, view.lines, page)
    return Screen(
        text="\n".join(parts),
        keyboard=(
            *_cards(view.lines, page),
            *pager(words, page, len(view.lines), "stage", id=view.stage.id),
            ways_back(words, Go(to="roadmap")),
        ),
    )


def _numbered(words: Words, lines: tuple[ActivityLine, ...], page: int) -> list[str]:
    shown = lines[page * PAGE : (page + 1) * PAGE]
    return [_line(words, line, page * PAGE + i) for i, line in enumerate(shown, start=1)]


def _line(words: Words, line: ActivityLine, number: int) -> str:
    activity = line.activity
    is_done = activity.state is ActivityState.DONE
    when = words.plain("activity-undated")
    if activity.due_on is not None:
        day = words.day(activity.due_on)
        is_late = is_overdue(activity, words.today)
        when = (
            words.distance(activity.due_on) if is_late else words.plain("deadline-until", end=day)
        )
    return words(
        "activity-line",
        mark="done" if is_done else "open",
        number=number,
        title=short(activity.title, 110),
        when=when,
    )


def _cards(lines: tuple[ActivityLine, ...], page: int) -> tuple[Row, ...]:
    shown = lines[page * PAGE : (page + 1) * PAGE]
    return rows(
        *(
            button(str(page * PAGE + i), Go(to="activity", id=line.activity.id))
            for i, line in enumerate(shown, start=1)
        ),
        width=4,
    )


def mine(words: Words, lines: tuple[ActivityLine, ...], page: int) -> Screen:
    """Show the activities a person answers for."""
    if not lines:
        return Screen(text=words("mine-none"), keyboard=((menu_button(words),),))
    return Screen(
        text="\n".join([words("mine-head"), *_numbered(words, lines, page)]),
        keyboard=(
            *_cards(lines, page),
            *pager(words, page, len(lines), "mine"),
            (menu_button(words),),
        ),
    )


def overdue(
    words: Words, lines: tuple[ActivityLine, ...], page: int, *, is_curator: bool
) -> Screen:
    """Show what is overdue, by how many days and whose it is, with what can be done."""
    if not lines:
        return Screen(text=words("overdue-none"), keyboard=(ways_back(words, Go(to="status")),))
    shown = lines[page * PAGE : (page + 1) * PAGE]
    texts = [words("overdue-head", count=len(lines))]
    keyboard: list[Row] = []
    for i, line in enumerate(shown, start=page * PAGE + 1):
        due_on = line.activity.due_on
        assert due_on is not None
        texts.append(
            words(
                "overdue-line",
                number=i,
                title=short(line.activity.title, 110),
                distance=words.distance(due_on),
                who=who(words, line),
            )
        )
        keyboard.append(_actions(words, line, i, is_curator=is_curator))
    return Screen(
        text="\n".join(texts),
        keyboard=(
            *keyboard,
            *pager(words, page, len(lines), "overdue"),
            ways_back(words, Go(to="status")),
        ),
    )


def _actions(words: Words, line: ActivityLine, number: int, *, is_curator: bool) -> Row:
    activity = line.activity
    if not is_curator:
        return (button(str(number), Go(to="activity", id=activity.id)),)

    def act(action: str) -> ActivityAct:
        return ActivityAct(action=action, id=activity.id, version=activity.version)

    first = (
        button(f"{number}: " + words.plain("button-remind"), act("remind"))
        if line.people
        else button(f"{number}: " + words.plain("button-assign"), Go(to="responsibles"))
    )
    return (
        first,
        button(f"{number}: " + words.plain("button-move-to"), act("move")),
        button(f"{number}: " + words.plain("button-mark-done"), act("done")),
    )


def week(words: Words, lines: tuple[ActivityLine, ...], page: int) -> Screen:
    """Show what is due within a week."""
    texts = [words("week-head", count=len(lines))]
    for i, line in enumerate(lines[page * PAGE : (page + 1) * PAGE], start=page * PAGE + 1):
        due_on = line.activity.due_on
        assert due_on is not None
        texts.append(
            words(
                "week-line",
                number=i,
                title=short(line.activity.title, 110),
                day=words.near_day(due_on),
                who=who(words, line),
            )
        )
    return Screen(
        text="\n".join(texts),
        keyboard=(
            *_cards(lines, page),
            *pager(words, page, len(lines), "week"),
            ways_back(words, Go(to="status")),
        ),
    )


def blocked(words: Words, lines: tuple[ActivityLine, ...], page: int) -> Screen:
    """Show what waits for something overdue, and for what."""
    texts = [words("blocked-head", count=len(lines))]
    for i, line in enumerate(lines[page * PAGE : (page + 1) * PAGE], start=page * PAGE + 1):
        late = line.late_before(words.today)
        first = late[0].due_on if late else None
        texts.append(
            words(
                "blocked-line",
                number=i,
                title=short(line.activity.title, 110),
                before=short(late[0].title, 80) if late else "",
                distance=words.distance(first) if first else "",
                more=max(0, len(late) - 1),
            )
        )
    return Screen(
        text="\n".join(texts),
        keyboard=(
            *_cards(lines, page),
            *pager(words, page, len(lines), "blocked"),
            ways_back(words, Go(to="status")),
        ),
    )


def unbound(words: Words, lines: tuple[ActivityLine, ...], page: int) -> Screen:
    """Show open activities nobody in the programme answers for."""
    texts = [words("unbound-head", count=len(lines))]
    for i, line in enumerate(lines[page * PAGE : (page + 1) * PAGE], start=page * PAGE + 1):
        texts.append(words("unbound-line", number=i, title=short(line.activity.title, 110)))
    return Screen(
        text="\n".join(texts),
        keyboard=(
            *_cards(lines, page),
            *pager(words, page, len(lines), "unbound"),
            (button(words.plain("button-responsibles-all"), Go(to="responsibles")),),
            ways_back(words, Go(to="status")),
        ),
    )
