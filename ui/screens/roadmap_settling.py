"""Screens of doubts: one question at a time, its proposals as buttons."""

from collections.abc import Sequence

from domain.roadmap_editing import deadline_codes
from domain.roadmap_proposals import How, Settlement
from domain.roadmap_questions import Question
from domain.roadmap_work import row_at
from services.roadmap_papers import ImportView
from ui.callbacks import Go
from ui.screen import Button, Row, Screen
from ui.screens.common import short, ways_back
from ui.screens.roadmap_import import (
    SLOT,
    UNDO_TO_DOUBTS,
    act,
    doubt_text,
    laid,
    tap,
    work_of,
    year_label,
)
from ui.translator import Words

HOWS = tuple(How)
GUESSED = frozenset({"columns_guessed", "lines_missing"})
KEPT = {
    "order_against_neighbours": "settle-so-it-is",
    "before_dependency": "settle-so-it-is",
    "cell_not_understood": "settle-leave",
    "day_off": "settle-leave",
    "two_spellings": "settle-two-people",
    "duplicate_row": "settle-both",
    "missing_responsible": "settle-later",
    "torn_row_joined": "settle-right",
}
ALL = {
    How.EARLIER: "settle-earlier",
    How.LATER: "settle-later-day",
    How.YEAR: "settle-year",
    How.REAL: "settle-real",
}
PLAIN = {How.ADD: "settle-add", How.UNDATED: "settle-undated", How.UNNAME: "settle-unname"}
ORDER = frozenset({"order_against_neighbours", "before_dependency"})
LONGEST = 40  # letters of a button
MOST_STAGES = 40


def question(
    words: Words, view: ImportView, position: int, choices: Sequence[Settlement]
) -> Screen:
    """Ask about one doubt: its row, its words, what may be done about it."""
    asked = view.questions[position]
    parts = [*_about(words, view, asked), _left(words, view)]
    buttons = [
        _choice(words, view, position, one, everywhere=False, count=asked.alike) for one in choices
    ]
    if asked.alike > 1:
        buttons += [
            _choice(words, view, position, one, everywhere=True, count=asked.alike)
            for one in choices
            if one.how is not How.ADD
        ]
    return Screen(
        text="\n".join(parts),
        keyboard=(
            *laid(buttons),
            *laid(_edits(words, view, asked)),
            *_turn(words, view, position),
            ways_back(words, Go(to="import")),
        ),
        slot=SLOT,
    )


def choose_stage(words: Words, view: ImportView, line: int, position: int) -> Screen:
    """Ask in which stage a line becomes an activity."""
    work = work_of(view)
    stages = [
        tap(
            words, "button-into-stage", act(view, "put", line, at),
            number=at + 1, title=short(stage.title, 30),
        )
        for at, stage in enumerate(work.draft.stages[:MOST_STAGES])
    ]  # fmt: skip
    return Screen(
        text=words("import-ask-stage", title=short(work.draft.not_understood[line], 120)),
        keyboard=(*laid(stages), ways_back(words, act(view, "doubt", position))),
        slot=SLOT,
    )


def _left(words: Words, view: ImportView) -> str:
    left = len(view.questions)
    return words("import-left", left=left, total=left + work_of(view).settled)


def _about(words: Words, view: ImportView, asked: Question) -> list[str]:
    work = work_of(view)
    if asked.line is not None:
        text = work.draft.not_understood[asked.line]
        return [words("import-question-line", text=short(text, 160))]
    if asked.row is None:
        return [words("import-question-paper", text=doubt_text(words, asked.doubt))]
    row = row_at(work, asked.row)
    title = short(f"{row.number} {row.title}".strip(), 100)
    is_dated = asked.doubt.code in deadline_codes(row) and bool(row.deadline.words)
    subject = short(row.deadline.words, 100) if is_dated else title
    if asked.doubt.code == "year_outside":
        year = year_label(work.reading_year)
        first = words("import-question-year", number=asked.row + 1, words=subject, year=year)
        parts = [first]
    else:
        text = doubt_text(words, asked.doubt)
        parts = [words("import-question", number=asked.row + 1, words=subject, text=text)]
    return [*parts, words("import-question-title", title=title)] if is_dated else parts


def _choice(
    words: Words,
    view: ImportView,
    position: int,
    choice: Settlement,
    *,
    everywhere: bool,
    count: int,
) -> Button:
    label = _label(words, view, view.questions[position], choice, everywhere=everywhere)
    if everywhere:
        label = words.plain("button-for-all", label=label, count=count)
    data = act(view, "settle", position, HOWS.index(choice.how), int(everywhere))
    return Button(text=label, data=data.pack())


def _label(
    words: Words, view: ImportView, asked: Question, choice: Settlement, *, everywhere: bool
) -> str:
    if choice.how in ALL:
        return _dated(words, asked, choice, everywhere=everywhere)
    if choice.how in (How.FIRST, How.SECOND):
        key = "settle-one-person" if asked.row is not None else "settle-name"
        return words.plain(key, text=short(choice.text, LONGEST))
    if choice.how is How.DROP:
        is_twin = asked.doubt.code == "duplicate_row"
        return words.plain("settle-drop-twin" if is_twin else "settle-drop")
    if choice.how is How.KEEP:
        return _kept(words, view, asked, choice)
    return words.plain(PLAIN[choice.how])


def _dated(words: Words, asked: Question, choice: Settlement, *, everywhere: bool) -> str:
    """What a deadline would be; for many rows at once, the way it is found."""
    if everywhere:
        return words.plain(ALL[choice.how])
    if choice.day is not None:
        return words.to_day(choice.day)
    if asked.row is None:
        return words.plain("settle-own-year", year=year_label(int(choice.text)))
    return short(choice.text, LONGEST)


def _kept(words: Words, view: ImportView, asked: Question, choice: Settlement) -> str:
    code = asked.doubt.code
    if code == "year_outside":
        return words.plain("settle-leave-year", year=choice.text or "")
    if code == "period_of_other_year":
        return words.plain("settle-leave-year", year=year_label(int(choice.text)))
    if code in KEPT:
        return words.plain(KEPT[code])
    if asked.row is None:
        return words.plain("settle-right" if code in GUESSED else "settle-seen")
    row = row_at(work_of(view), asked.row)
    if code not in deadline_codes(row):
        return words.plain("settle-right-leave")
    return words.plain("settle-right" if row.deadline.windows else "settle-undated")


def _edits(words: Words, view: ImportView, asked: Question) -> list[Button]:
    """The wholly free choices: they open the row."""
    if asked.row is None:
        key = "button-by-stages" if asked.line is None else None
        return [tap(words, key, act(view, "stage"))] if key else []
    row, code = row_at(work_of(view), asked.row), asked.doubt.code
    when = tap(words, "button-other-date", act(view, "when", asked.row, 0, 0))
    whole = tap(words, "button-open-row", act(view, "row", asked.row))
    if code in deadline_codes(row) or code in ORDER:
        return [when, whole]
    if code in ("missing_responsible", "cell_not_understood"):
        return [tap(words, "button-name-who", act(view, "who", asked.row, 0)), whole]
    if code == "torn_row_joined":
        return [tap(words, "button-split", act(view, "split", asked.row)), whole]
    if code in KEPT:
        return [whole]
    return [when, whole]


def _turn(words: Words, view: ImportView, position: int) -> tuple[Row, ...]:
    buttons = []
    if view.steps:
        buttons.append(tap(words, "button-undo-edit", act(view, "undo", UNDO_TO_DOUBTS, 0)))
    if len(view.questions) > 1:
        following = (position + 1) % len(view.questions)
        buttons.append(tap(words, "button-skip", act(view, "doubt", following)))
    return (tuple(buttons),) if buttons else ()
