"""Screens of a paper's rows: stage by stage, one row, and what is typed or chosen for it."""

from domain.deadlines import DeadlineKind
from domain.people import Input
from domain.roadmap_draft import ActivityDraft
from domain.roadmap_editing import named
from domain.roadmap_work import indexed, is_last_of_stage, place_of, row_at
from services.roadmap_papers import ImportView
from ui.callbacks import Go
from ui.screen import Button, Row, Screen, button, rows
from ui.screens.common import PAGE, short, ways_back
from ui.screens.roadmap_import import (
    SEVERAL,
    SLOT,
    UNDO_TO_ROW,
    UNDO_TO_STAGE,
    act,
    deadline,
    doubt_text,
    laid,
    tap,
    work_of,
)
from ui.translator import Words

ON_PAGE = 6
PIECE = 120


def stage(words: Words, view: ImportView, position: int, page: int = 0) -> Screen:
    """Show a page of a stage's rows; each opens."""
    draft = work_of(view).draft
    found = [(index, row) for index, at, row in indexed(draft) if at == position]
    shown = found[page * ON_PAGE : (page + 1) * ON_PAGE]
    title = draft.stages[position].title or words.plain("stage-untitled")
    head = words(
        "import-stage", title=short(title, 160), number=position + 1, count=len(draft.stages)
    )
    parts = [head, *(_line(words, view, index, row) for index, row in shown)]
    if not shown:
        parts.append(words("import-no-rows"))
    opens = [
        tap(words, "button-row", act(view, "row", index), number=index + 1) for index, _ in shown
    ]
    return Screen(
        text="\n\n".join(parts),
        keyboard=(
            *rows(*opens, width=3),
            *_turns(words, view, position, page, (len(found) - 1) // ON_PAGE),
            *laid(_stage_actions(words, view, position)),
            ways_back(words, Go(to="import")),
        ),
        slot=SLOT,
    )


def _line(words: Words, view: ImportView, index: int, row: ActivityDraft) -> str:
    title = short(f"{row.number} {row.title}".strip(), 140)
    if index in work_of(view).dropped:
        return words("import-row-dropped", number=index + 1, title=title)
    return words(
        "import-row",
        number=index + 1,
        title=title,
        due=deadline(words, row.deadline),
        who=_who(words, row),
        doubts=len(row.doubts),
    )


def _who(words: Words, row: ActivityDraft) -> str:
    if not row.responsibles:
        return words.plain("overdue-nobody")
    return short(", ".join(one.text for one in row.responsibles[:SEVERAL]), 160)


def _turns(
    words: Words, view: ImportView, position: int, page: int, last_page: int
) -> tuple[Row, ...]:
    """Pages of the stage, then the stages beside it."""
    made = []
    if page > 0:
        made.append(tap(words, "button-earlier", act(view, "stage", position, page - 1)))
    elif position > 0:
        data = act(view, "stage", position - 1, 0)
        made.append(tap(words, "button-stage-before", data, number=position))
    if page < last_page:
        made.append(tap(words, "button-later", act(view, "stage", position, page + 1)))
    elif position + 1 < len(work_of(view).draft.stages):
        data = act(view, "stage", position + 1, 0)
        made.append(tap(words, "button-stage-after", data, number=position + 2))
    return (tuple(made),) if made else ()


def _stage_actions(words: Words, view: ImportView, position: int) -> list[Button]:
    buttons = [tap(words, "button-add-row", act(view, "add", 0, position))]
    if view.steps:
        data = act(view, "undo", UNDO_TO_STAGE, position)
        buttons.append(tap(words, "button-undo-edit", data))
    if view.questions:
        count = len(view.questions)
        buttons.append(tap(words, "button-doubts", act(view, "doubt"), count=count))
    elif view.changes is None:
        buttons.append(tap(words, "button-accept", act(view, "accept")))
    return buttons


def card(words: Words, view: ImportView, index: int) -> Screen:
    """Show a row as it was understood, with all that can be done to it."""
    work = work_of(view)
    row, (position, at) = row_at(work, index), place_of(work, index)
    is_dropped = index in work.dropped
    return Screen(
        text="\n".join(_card(words, row, index, is_dropped=is_dropped)),
        keyboard=(
            *laid(_card_actions(words, view, index, is_dropped=is_dropped), short=24),
            ways_back(words, act(view, "stage", position, at // ON_PAGE)),
        ),
        slot=SLOT,
    )


def _card(words: Words, row: ActivityDraft, index: int, *, is_dropped: bool) -> list[str]:
    title = short(f"{row.number} {row.title}".strip(), 600)
    is_dated = row.deadline.kind is not DeadlineKind.UNKNOWN
    due = deadline(words, row.deadline) if is_dated else words.plain("activity-undated")
    said = short(row.deadline.words, 120)
    key = "import-card-due" if said else "import-card-due-only"
    parts = [
        words("import-card", number=index + 1, title=title),
        words(key, due=due, words=said),
        words("activity-who", who=_who(words, row)),
    ]
    if row.result:
        parts.append(words("activity-result", result=short(row.result, 400)))
    if row.measure:
        kind, number = row.measure.kind.value, row.measure.number or 0
        of = short(row.measure.of, 80)
        has = "yes" if of else "no"
        parts.append(words("import-card-measure", kind=kind, number=number, of=of, has=has))
    if is_dropped:
        return [*parts, words("import-card-dropped")]
    return [*parts, *(words("import-doubt", text=doubt_text(words, d)) for d in row.doubts)]


def _card_actions(words: Words, view: ImportView, index: int, *, is_dropped: bool) -> list[Button]:
    if is_dropped:
        return [tap(words, "button-return", act(view, "drop", index))]
    found = [
        tap(words, "button-title", act(view, "title", index)),
        tap(words, "button-due", act(view, "when", index, 0, 0)),
        tap(words, "button-who", act(view, "who", index, 0)),
        tap(words, "button-result", act(view, "result", index)),
        tap(words, "button-split", act(view, "split", index)),
        tap(words, "button-add-below", act(view, "add", 1, index)),
        tap(words, "settle-drop", act(view, "drop", index)),
    ]
    if not is_last_of_stage(work_of(view), index):
        found.append(tap(words, "button-join", act(view, "join", index)))
    if view.steps:
        found.append(tap(words, "button-undo-edit", act(view, "undo", UNDO_TO_ROW, index)))
    if view.questions:
        count = len(view.questions)
        found.append(tap(words, "button-doubts", act(view, "doubt"), count=count))
    return found


def asked(view: ImportView, what: str, row: int, **more: int) -> Input:
    """What is awaited for a row in words, and of which state."""
    values: dict[str, str | int] = {"what": what, "id": view.id, "version": view.version}
    return Input(kind="import_row", values={**values, "row": row, **more})


def ask_line(words: Words, view: ImportView, index: int, what: str) -> Screen:
    """Ask for a row's title or result in words; ``what`` says which."""
    row = row_at(work_of(view), index)
    now = row.title if what == "title" else row.result
    key = "import-ask-title" if what == "title" else "import-ask-result"
    return Screen(
        text=words(key, number=index + 1, now=short(now, 600) or "—"),
        keyboard=(ways_back(words, act(view, "row", index)),),
        slot=SLOT,
        awaits=asked(view, what, index),
    )


def ask_new(words: Words, view: ImportView, at: int, *, is_below: bool) -> Screen:
    """Ask for a new row: below a row, or at a stage's end."""
    back = act(view, "row", at) if is_below else act(view, "stage", at, 0)
    return Screen(
        text=words("import-ask-add"),
        keyboard=(ways_back(words, back),),
        slot=SLOT,
        awaits=asked(view, "add", at, below=int(is_below)),
    )


def people(words: Words, view: ImportView, index: int, page: int) -> Screen:
    """Ask who answers for a row: those the paper names, or typed."""
    work = work_of(view)
    row, everybody = row_at(work, index), named(work)
    chosen = [
        button(
            ("✓ " if one in row.responsibles else "") + short(one.text, 40),
            act(view, "whose", index, page, position),
        )
        for position, one in enumerate(everybody)
    ][page * PAGE : (page + 1) * PAGE]
    turn = []
    if page > 0:
        turn.append(tap(words, "button-earlier", act(view, "who", index, page - 1)))
    if (page + 1) * PAGE < len(everybody):
        turn.append(tap(words, "button-later", act(view, "who", index, page + 1)))
    count = len(row.responsibles)
    return Screen(
        text=words("import-ask-who", number=index + 1, who=_who(words, row), count=count),
        keyboard=(
            *laid(chosen),
            *((tuple(turn),) if turn else ()),
            ways_back(words, act(view, "row", index)),
        ),
        slot=SLOT,
        awaits=asked(view, "who", index),
    )


def ask_cut(words: Words, view: ImportView, index: int, pieces: tuple[str, ...]) -> Screen:
    """Ask where a row is to be split: as it seems, or before typed words."""
    row = row_at(work_of(view), index)
    cut = tap(words, "button-cut", act(view, "cut", index), count=len(pieces))
    parts = [words("import-ask-cut", number=index + 1, count=len(pieces))]
    if len(pieces) > 1:
        parts += [
            words("import-piece", number=at, text=short(piece, PIECE))
            for at, piece in enumerate(pieces, start=1)
        ]
    else:
        parts.append(words("import-piece-whole", text=short(row.title, 600)))
    return Screen(
        text="\n".join(parts),
        keyboard=(
            *(((cut,),) if len(pieces) > 1 else ()),
            ways_back(words, act(view, "row", index)),
        ),
        slot=SLOT,
        awaits=asked(view, "cut", index),
    )
