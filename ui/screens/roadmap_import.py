"""Screens of a paper being read: the year, the waiting, what was understood."""

from collections import Counter
from collections.abc import Iterable

from domain.deadlines import Deadline, DeadlineKind, Doubt, Window
from domain.people import Input
from domain.roadmap_difference import ChangeKind
from domain.roadmap_import import ImportState
from domain.roadmap_work import Work
from services.roadmap_papers import ImportView
from ui.callbacks import Go, ImportAct, packed
from ui.screen import Button, Row, Screen, button, rows
from ui.screens.common import menu_button, ways_back
from ui.translator import MissingWords, Words

SLOT = "import"
READING_STEPS = 2
SEVERAL = 4
SHORT = 18  # letters of a button that shares its row
APPLY_ALL = 1  # bits of what is applied: everything, doubts seen, with marked rows or without
APPLY_SURE = 2
APPLY_MARKED = 4
APPLY_UNMARKED = 8
UNDO_TO_DOUBTS = 1  # where one goes when an edit was taken back; 0 is the whole paper
UNDO_TO_STAGE = 2
UNDO_TO_ROW = 3


def ask_paper(words: Words) -> Screen:
    """Ask for the roadmap as a file or as text."""
    return Screen(
        text=words("import-ask"),
        keyboard=((menu_button(words),),),
        awaits=Input(kind="roadmap"),
    )


def ask_year(words: Words, view: ImportView) -> Screen:
    """Ask for the school year; more text may still be pasted."""
    this = _this_year(words)
    years = [
        button(f"{year}/{(year + 1) % 100:02}", act(view, "year", year))
        for year in (this - 1, this, this + 1)
    ]
    key = "import-year-file" if view.name else "import-year-text"
    gone = "none" if view.instead_of is None else "file" if view.instead_of else "open"
    return Screen(
        text=words(key, name=view.name, lines=view.lines, gone=gone, old=view.instead_of or ""),
        keyboard=(
            tuple(years),
            (button(words.plain("button-other-year"), act(view, "years", this)),),
            (button(words.plain("button-cancel"), act(view, "cancel")),),
        ),
        slot=SLOT,
        awaits=Input(kind="roadmap"),
    )


def ask_instead(words: Words, view: ImportView) -> Screen:
    """Ask whether a paper takes the place of one read or edited; more may be pasted."""
    is_read = view.state is ImportState.READING
    has_edits = bool(view.steps or view.accepted)
    stands = "reading" if is_read else "edited" if has_edits else "shown"
    return Screen(
        text=words(
            "import-instead", what="file" if view.name else "text", name=view.name, stands=stands
        ),
        keyboard=(
            (tap(words, "button-keep-open", act(view, "keep"), stands=stands),),
            (tap(words, "button-instead", act(view, "instead")),),
            (menu_button(words),),
        ),
        slot=SLOT,
        awaits=Input(kind="roadmap"),
    )


def other_years(words: Words, view: ImportView, newest: int) -> Screen:
    """Offer nine school years up to ``newest``, and earlier ones."""
    years = [
        button(f"{year}/{(year + 1) % 100:02}", act(view, "year", year))
        for year in range(newest - 8, newest + 1)
    ]
    older = button(words.plain("button-earlier"), act(view, "years", newest - 9))
    return Screen(
        text=words("import-years"),
        keyboard=(*rows(*years, width=3), (older,), ways_back(words, Go(to="import"))),
        slot=SLOT,
        awaits=Input(kind="roadmap"),
    )


def reading(words: Words, view: ImportView, step: int = 0, seconds: int = 0) -> Screen:
    """Say how far the reading is; pasted text need not be fetched, a file must be first."""
    step = step or (2 if view.lines else 1)
    key = "import-reading-long" if seconds else "import-reading"
    return Screen(
        text=words(key, step=step, steps=READING_STEPS, seconds=seconds),
        keyboard=(
            (button(words.plain("button-cancel"), act(view, "cancel")), menu_button(words)),
        ),
        slot=SLOT,
    )


def failed(words: Words, view: ImportView, reason: str) -> Screen:
    """Say why the paper cannot be read and what to do instead; then the one sent meanwhile."""
    again = button(words.plain("button-upload"), Go(to="upload"))
    if view.is_followed:
        again = button(words.plain("button-next-paper"), Go(to="import"))
    return Screen(text=words(reason), keyboard=((again, menu_button(words)),), slot=SLOT)


def act(view: ImportView, action: str, *parts: int) -> ImportAct:
    """Make the data of a button of a paper as it is now."""
    return ImportAct(action=action, id=view.id, version=view.version, value=packed(*parts))


def tap(words: Words, key: str, data: ImportAct, **args: str | int) -> Button:
    """Make a button of a sentence's key."""
    return button(words.plain(key, **args), data)


def laid(buttons: Iterable[Button], *, short: int = SHORT) -> tuple[Row, ...]:
    """Lay short buttons two in a row, long ones alone."""
    made: list[Row] = []
    for one in buttons:
        is_pair = made and len(made[-1]) == 1 and len(made[-1][0].text) <= short
        if is_pair and len(one.text) <= short:
            made[-1] = (*made[-1], one)
        else:
            made.append((one,))
    return tuple(made)


def work_of(view: ImportView) -> Work:
    """Give what is on the desk; a paper that is shown row by row has it."""
    assert view.work is not None
    return view.work


def year_label(year: int) -> str:
    """Give «2027/28»."""
    return f"{year}/{(year + 1) % 100:02}"


def this_year(words: Words) -> str:
    """Give the school year that runs now, or begins this summer, as it may be typed."""
    return year_label(_this_year(words))


def _this_year(words: Words) -> int:
    return words.today.year if words.today.month >= 6 else words.today.year - 1


def show(words: Words, view: ImportView) -> Screen:
    """Show an import wherever it stands."""
    if view.is_held:
        return ask_instead(words, view)
    if view.state is ImportState.PREVIEW:
        return preview(words, view)
    if view.state is ImportState.COLLECTING:
        return ask_year(words, view)
    if view.state is ImportState.READING:
        return reading(words, view)
    return Screen(
        text=words(f"import-{view.state.value}"), keyboard=((menu_button(words),),), slot=SLOT
    )


def preview(words: Words, view: ImportView) -> Screen:
    """Say what was understood, in figures and doubts; offer to accept or to look."""
    parts = [_figures(words, view) if view.changes is None else _differences(words, view)]
    work = work_of(view)
    if work.dropped:
        is_again = view.changes is not None and not view.steps
        again = "yes" if is_again else "no"
        parts.append(words("import-dropped", count=len(work.dropped), again=again))
    if work.draft.dropped_furniture:
        parts.append(words("import-furniture", count=work.draft.dropped_furniture))
    if view.questions:
        parts.append(words("import-doubts", count=len(view.questions)))
    elif view.changes is None:
        parts.append(words("import-clear"))
    return Screen(text="\n".join(parts), keyboard=_preview_keyboard(words, view), slot=SLOT)


def _figures(words: Words, view: ImportView) -> str:
    work = work_of(view)
    dated = sum(row.deadline.kind is not DeadlineKind.UNKNOWN for row in work.kept)
    return words(
        "import-preview",
        stages=len(work.draft.stages),
        activities=len(work.kept),
        dated="all" if dated == len(work.kept) else "some",
        undated=len(work.kept) - dated,
        responsibles=len({one.text.casefold() for row in work.kept for one in row.responsibles}),
        known=view.known,
    )


def _differences(words: Words, view: ImportView) -> str:
    counts = Counter(one.kind for one in view.changes or ())
    return words(
        "diff-head" if counts else "diff-none",
        year=year_label(work_of(view).year),
        count=counts.total(),
        added=counts[ChangeKind.ADDED],
        changed=counts[ChangeKind.CHANGED] + counts[ChangeKind.STAGE],
        removed=counts[ChangeKind.REMOVED],
    )


def _preview_keyboard(words: Words, view: ImportView) -> tuple[Row, ...]:
    look: list[Button] = []
    if view.questions:
        look.append(tap(words, "button-doubts", act(view, "doubt"), count=len(view.questions)))
    if view.changes:
        count = len(view.changes)
        look.append(tap(words, "button-diff", act(view, "diff"), count=count))
        look.append(tap(words, "button-apply-all", act(view, "apply", APPLY_ALL), count=count))
    elif view.changes is None:
        look.append(tap(words, "button-accept", act(view, "accept")))
    look.append(tap(words, "button-by-stages", act(view, "stage")))
    if view.steps:
        look.append(tap(words, "button-undo-edit", act(view, "undo")))
    last = (tap(words, "button-cancel", act(view, "cancel")), menu_button(words))
    return (*laid(look), last)


def doubt_text(words: Words, doubt: Doubt) -> str:
    """Give the sentence of a doubt; one without a sentence asks to look at the row."""
    try:
        return words.plain("doubt-" + doubt.code.replace("_", "-"), **dict(doubt.args))
    except MissingWords:
        return words.plain("import-doubt-unnamed")


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
        return words.plain("deadline-until", end=words.day(window.end))
    if window.start is not None and window.end is None:
        return words.plain("deadline-from", start=words.day(window.start))
    assert window.start is not None
    assert window.end is not None
    if window.start == window.end:
        return words.day(window.start)
    return words.plain("deadline-span", start=words.day(window.start), end=words.day(window.end))
