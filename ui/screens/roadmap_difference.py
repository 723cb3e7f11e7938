"""Screens of a corrected paper: what differs from the roadmap in force, row by row."""

from domain.roadmap_difference import Change, ChangeKind
from domain.roadmap_draft import ActivityDraft
from services.roadmap_papers import ImportView
from ui.callbacks import Go
from ui.screen import Button, Screen, button, rows
from ui.screens.common import short, ways_back
from ui.screens.roadmap_acceptance import left_as_is
from ui.screens.roadmap_import import (
    APPLY_ALL,
    APPLY_MARKED,
    APPLY_SURE,
    APPLY_UNMARKED,
    SEVERAL,
    SLOT,
    act,
    deadline,
    laid,
    tap,
)
from ui.translator import Words

ON_PAGE = 5
PAGES = 1000  # a button names the difference's key and the page it stands on
FIELDS = ("title", "deadline", "responsibles", "result", "stage")


def page(words: Words, view: ImportView, number: int) -> Screen:
    """Show a page of differences, each to be accepted or left by a tap."""
    found = list(enumerate(view.changes or (), start=1))
    shown = found[number * ON_PAGE : (number + 1) * ON_PAGE]
    parts = [_change(words, at, one) for at, one in shown] or [words("import-no-rows")]
    parts.append(words("diff-chosen", count=len(view.accepted), all=len(found)))
    picks = [
        button(
            words.plain("button-picked" if one.key in view.accepted else "button-pick", number=at),
            act(view, "pick", one.key * PAGES + number),
        )
        for at, one in shown
    ]
    turn = []
    if number > 0:
        turn.append(tap(words, "button-earlier", act(view, "diff", number - 1)))
    if (number + 1) * ON_PAGE < len(found):
        turn.append(tap(words, "button-later", act(view, "diff", number + 1)))
    return Screen(
        text="\n\n".join(parts),
        keyboard=(
            *rows(*picks, width=3),
            *((tuple(turn),) if turn else ()),
            *laid(_applies(words, view)),
            ways_back(words, Go(to="import")),
        ),
        slot=SLOT,
    )


def _applies(words: Words, view: ImportView) -> list[Button]:
    buttons, count = [], len(view.changes or ())
    if view.accepted:
        chosen = len(view.accepted)
        buttons.append(tap(words, "button-apply", act(view, "apply"), count=chosen))
    if count:
        buttons.append(tap(words, "button-apply-all", act(view, "apply", APPLY_ALL), count=count))
    return buttons


def _change(words: Words, number: int, change: Change) -> str:
    if change.kind is ChangeKind.STAGE:
        old, new = (short(one.title, 120) for one in (change.old, change.new) if one)
        return words("diff-stage", number=number, old=old, new=new)
    row = change.new or change.old
    assert isinstance(row, ActivityDraft)
    title = short(f"{row.number} {row.title}".strip(), 140)
    if change.kind is ChangeKind.ADDED:
        due, who = deadline(words, row.deadline), _who(words, row)
        return words("diff-added", number=number, title=title, due=due, who=who)
    if change.kind is ChangeKind.REMOVED:
        marked = "yes" if change.is_marked else "no"
        return words("diff-removed", number=number, title=title, marked=marked)
    assert isinstance(change.old, ActivityDraft)
    head = words("diff-changed", number=number, title=title)
    fields = [name for name in FIELDS if name in change.fields]
    return "\n".join([head, *(_field(words, name, change.old, row) for name in fields)])


def _field(words: Words, name: str, old: ActivityDraft, new: ActivityDraft) -> str:
    if name == "stage":
        return words("diff-other-stage")
    was, now = _said(words, name, old), _said(words, name, new)
    return words("diff-field", field=name, old=was, new=now)


def _said(words: Words, name: str, row: ActivityDraft) -> str:
    if name == "deadline":
        return deadline(words, row.deadline)
    if name == "responsibles":
        return _who(words, row)
    return short(row.title if name == "title" else row.result, 140) or "—"


def _who(words: Words, row: ActivityDraft) -> str:
    if not row.responsibles:
        return words.plain("overdue-nobody")
    return short(", ".join(one.text for one in row.responsibles[:SEVERAL]), 120)


def confirm(words: Words, view: ImportView, flags: int, marked: tuple[Change, ...]) -> Screen:
    """Ask before doubts go in as they are, or before marks would go with their rows."""
    if not marked:
        sure = tap(words, "button-accept-anyway", act(view, "apply", flags | APPLY_SURE))
        count = len(view.questions)
        look = tap(words, "button-doubts", act(view, "doubt"), count=count)
        return _asked(words, left_as_is(words, view), [sure, look])
    titles = "; ".join(short(one.old.title, 60) for one in marked[:SEVERAL] if one.old)
    text = words("diff-marked", count=len(marked), titles=titles)
    return _asked(
        words,
        text,
        [
            tap(words, "button-apply-unmarked", act(view, "apply", flags | APPLY_UNMARKED)),
            tap(words, "button-apply-marked", act(view, "apply", flags | APPLY_MARKED)),
        ],
    )


def _asked(words: Words, text: str, buttons: list[Button]) -> Screen:
    return Screen(
        text=text,
        keyboard=(*laid(buttons), ways_back(words, Go(to="import"))),
        slot=SLOT,
    )
