"""Screens of a paper being read: the year, the waiting, what was understood."""

from collections.abc import Iterator
from datetime import date

from domain.deadlines import Deadline, DeadlineKind, Window
from domain.people import Input
from domain.roadmap_draft import ActivityDraft, RoadmapDraft, StageDraft
from domain.roadmap_import import ImportState
from services.roadmap_import import ImportView
from ui.callbacks import Go, ImportAct
from ui.screen import Row, Screen, button, rows
from ui.screens.common import menu_button, short, ways_back
from ui.translator import Words

SLOT = "import"
ON_PAGE = 6
SEVERAL = 4


def ask_paper(words: Words) -> Screen:
    """Ask for the roadmap as a file or as text."""
    return Screen(
        text=words("import-ask"),
        keyboard=((menu_button(words),),),
        awaits=Input(kind="roadmap"),
    )


def ask_year(words: Words, view: ImportView) -> Screen:
    """Ask for the school year; more text may still be pasted."""
    this = words.today.year if words.today.month >= 6 else words.today.year - 1
    years = [
        button(f"{year}/{(year + 1) % 100:02}", _act(view, "year", year))
        for year in (this - 1, this, this + 1)
    ]
    key = "import-year-file" if view.name else "import-year-text"
    return Screen(
        text=words(key, name=view.name, lines=view.lines),
        keyboard=(
            tuple(years),
            (button(words.plain("button-other-year"), _act(view, "years", this)),),
            (button(words.plain("button-cancel"), _act(view, "cancel")),),
        ),
        slot=SLOT,
        awaits=Input(kind="roadmap"),
    )


def other_years(words: Words, view: ImportView, newest: int) -> Screen:
    """Offer nine school years up to ``newest``, and earlier ones."""
    years = [
        button(f"{year}/{(year + 1) % 100:02}", _act(view, "year", year))
        for year in range(newest - 8, newest + 1)
    ]
    older = button(words.plain("button-earlier"), _act(view, "years", newest - 9))
    return Screen(
        text=words("import-years"),
        keyboard=(*rows(*years, width=3), (older,), ways_back(words, Go(to="import"))),
        slot=SLOT,
        awaits=Input(kind="roadmap"),
    )


def reading(words: Words) -> Screen:
    """Say that the paper is being read; other things may go on meanwhile."""
    return Screen(text=words("import-reading"), keyboard=((menu_button(words),),), slot=SLOT)


def failed(words: Words, reason: str) -> Screen:
    """Say in one sentence why the paper cannot be read and what to do instead."""
    return Screen(
        text=words(reason),
        keyboard=((button(words.plain("button-upload"), Go(to="upload")), menu_button(words)),),
        slot=SLOT,
    )


def _act(view: ImportView, action: str, value: int = 0) -> ImportAct:
    return ImportAct(action=action, id=view.id, version=view.version, value=value)


def indexed(draft: RoadmapDraft) -> Iterator[tuple[int, StageDraft, ActivityDraft]]:
    """Give every row with its index over the whole paper."""
    index = 0
    for stage in draft.stages:
        for activity in stage.activities:
            yield index, stage, activity
            index += 1


def doubtful(view: ImportView) -> list[int]:
    """Give the indexes of kept rows that carry a doubt."""
    assert view.draft is not None
    return [i for i, _, a in indexed(view.draft) if a.doubts and i not in view.dropped]


def show(words: Words, view: ImportView) -> Screen:
    """Show an import wherever it stands."""
    if view.state is ImportState.PREVIEW:
        return preview(words, view)
    if view.state is ImportState.COLLECTING:
        return ask_year(words, view)
    if view.state is ImportState.READING:
        return reading(words)
    return Screen(
        text=words(f"import-{view.state.value}"), keyboard=((menu_button(words),),), slot=SLOT
    )


def preview(words: Words, view: ImportView) -> Screen:
    """Say what was understood, in figures and doubts; offer to accept or to look."""
    draft = view.draft
    assert draft is not None
    kept = [a for i, _, a in indexed(draft) if i not in view.dropped]
    dated = sum(a.deadline.kind is not DeadlineKind.UNKNOWN for a in kept)
    texts = {one.text.casefold() for a in kept for one in a.responsibles}
    doubts = doubtful(view)
    parts = [
        words(
            "import-preview",
            stages=len(draft.stages),
            activities=len(kept),
            dated="all" if dated == len(kept) else "some",
            undated=len(kept) - dated,
            responsibles=len(texts),
        )
    ]
    if view.dropped:
        parts.append(words("import-dropped", count=len(view.dropped)))
    if draft.dropped_furniture:
        parts.append(words("import-furniture", count=draft.dropped_furniture))
    if draft.not_understood:
        parts.append(words("import-not-understood", count=len(draft.not_understood)))
    key = "import-doubts" if doubts else "import-clear"
    parts.append(words(key, count=len(doubts)))
    return Screen(
        text="\n".join(parts), keyboard=_preview_keyboard(words, view, len(doubts)), slot=SLOT
    )


def _preview_keyboard(words: Words, view: ImportView, doubts: int) -> tuple[Row, ...]:
    look = [button(words.plain("button-by-stages"), _act(view, "stages"))]
    if doubts:
        look.append(button(words.plain("button-doubts", count=doubts), _act(view, "doubts")))
    return (
        (button(words.plain("button-accept"), _act(view, "accept")),),
        *rows(*look, width=2),
        (button(words.plain("button-cancel"), _act(view, "cancel")), menu_button(words)),
    )


def confirm_replace(words: Words, view: ImportView, year: int, done: int, count: int) -> Screen:
    """Ask before the roadmap in force is replaced, with the consequence."""
    return Screen(
        text=words(
            "import-replace",
            year=f"{year}/{(year + 1) % 100:02}",
            done=done,
            count=count,
            same="yes" if year == view.year else "no",
        ),
        keyboard=(
            (button(words.plain("button-replace-yes"), _act(view, "replace")),),
            ways_back(words, Go(to="import")),
        ),
        slot=SLOT,
    )


def page(words: Words, view: ImportView, number: int, *, only_doubts: bool) -> Screen:
    """Show a page of rows: the deadline read beside the words it was read from."""
    assert view.draft is not None
    doubts = set(doubtful(view))
    found = [
        row for row in indexed(view.draft)
        if not only_doubts or row[0] in doubts or (row[2].doubts and row[0] in view.dropped)
    ]  # fmt: skip
    shown = found[number * ON_PAGE : (number + 1) * ON_PAGE]
    parts: list[str] = []
    stage_before = None
    for index, stage, activity in shown:
        if stage is not stage_before and (stage.title or stage.number):
            head = f"{stage.number} {stage.title}".strip()
            parts.append(words("import-stage", title=short(head, 120)))
        stage_before = stage
        parts.append(_row(words, view, index, activity))
    if not only_doubts and number == 0 and view.draft.not_understood:
        lines = "; ".join(short(text, 50) for text in view.draft.not_understood[:SEVERAL])
        parts.append(words("import-unread", lines=lines))
    return Screen(
        text="\n\n".join(parts) or words("import-no-rows"),
        keyboard=_page_keyboard(words, view, found, number, only_doubts),
        slot=SLOT,
    )


def _row(words: Words, view: ImportView, index: int, activity: ActivityDraft) -> str:
    is_dropped = index in view.dropped
    lines = [
        words(
            "import-row-dropped" if is_dropped else "import-row",
            number=index + 1,
            title=short(f"{activity.number} {activity.title}".strip(), 160),
        )
    ]
    if not is_dropped:
        who = ", ".join(one.text for one in activity.responsibles[:SEVERAL]) or "—"
        lines.append(
            words(
                "import-row-deadline",
                read=deadline(words, activity.deadline),
                words=short(activity.deadline.words, 80) or "—",
            )
        )
        lines.append(words("import-row-who", who=short(who, 160)))
        lines += [doubt_line(words, doubt.code, dict(doubt.args)) for doubt in activity.doubts]
    return "\n".join(lines)


def doubt_line(words: Words, code: str, args: dict[str, str]) -> str:
    """Give the sentence of a doubt."""
    return words("import-doubt", text=words.plain("doubt-" + code.replace("_", "-"), **args))


def deadline(words: Words, read: Deadline) -> str:
    """Give a deadline as it was understood."""
    if read.kind is DeadlineKind.UNKNOWN:
        return words.plain("deadline-unknown")
    if not read.windows:
        return words.plain(
            "deadline-repeated" if read.recurrence else "deadline-open",
            again=read.recurrence.value if read.recurrence else "",
        )
    shown = [_window(words, window) for window in read.windows[:SEVERAL]]
    more = len(read.windows) - len(shown)
    return "; ".join(shown) + (words.plain("deadline-more", count=more) if more else "")


def _window(words: Words, window: Window) -> str:
    if window.start is None and window.end is not None:
        return words.plain("deadline-until", end=_day(words, window.end))
    if window.start is not None and window.end is None:
        return words.plain("deadline-from", start=_day(words, window.start))
    assert window.start is not None
    assert window.end is not None
    if window.start == window.end:
        return _day(words, window.start)
    return words.plain(
        "deadline-span", start=_day(words, window.start), end=_day(words, window.end)
    )


def _day(words: Words, day: date) -> str:
    return words.day(day)


def _page_keyboard(
    words: Words,
    view: ImportView,
    found: list[tuple[int, StageDraft, ActivityDraft]],
    number: int,
    only_doubts: bool,
) -> tuple[Row, ...]:
    shown = found[number * ON_PAGE : (number + 1) * ON_PAGE]
    base = number * 2 + only_doubts
    drops = [
        button(
            words.plain(
                "button-return" if index in view.dropped else "button-drop", number=index + 1
            ),
            ImportAct(action="drop", id=view.id, version=view.version, value=index * 1000 + base),
        )
        for index, _, _ in shown
    ]
    action = "doubts" if only_doubts else "stages"
    turn: list[Row] = []
    pages = []
    if number > 0:
        pages.append(button(words.plain("button-earlier"), _act(view, action, number - 1)))
    if (number + 1) * ON_PAGE < len(found):
        pages.append(button(words.plain("button-later"), _act(view, action, number + 1)))
    if pages:
        turn.append(tuple(pages))
    accept = button(words.plain("button-accept"), _act(view, "accept"))
    return (*rows(*drops, width=3), *turn, (accept,), ways_back(words, Go(to="import")))
