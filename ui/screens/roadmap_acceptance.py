"""The last question before a paper is in force: what goes in as it is, what it replaces."""

from services.roadmap_papers import ImportView
from ui.callbacks import Go
from ui.screen import Screen
from ui.screens.common import short, ways_back
from ui.screens.roadmap_import import SLOT, act, doubt_text, tap, year_label
from ui.translator import Words

NAMED = 3  # doubts named in a question that must stay short


def confirm(words: Words, view: ImportView, replaced: tuple[int, int, int] | None) -> Screen:
    """Ask once before a map is accepted: what goes in as it is, and what it replaces.

    ``replaced`` is (year, done, all) of the roadmap in force.
    """
    parts = []
    if view.questions and not replaced:
        parts.append(left_as_is(words, view))
    key = "button-accept-anyway"
    if replaced:
        if view.questions:
            parts.append(words("import-left-count", count=len(view.questions)))
        year, done, count = replaced
        parts.append(words("import-replace", year=year_label(year), done=done, count=count))
        key = "button-replace-yes"
    doubts = [tap(words, "button-doubts", act(view, "doubt"), count=len(view.questions))]
    return Screen(
        text="\n\n".join(parts),
        keyboard=(
            (tap(words, key, act(view, "sure")),),
            *((tuple(doubts),) if view.questions else ()),
            ways_back(words, Go(to="import")),
        ),
        slot=SLOT,
    )


def left_as_is(words: Words, view: ImportView) -> str:
    """Name the doubts that go in as they are: a few, each in a sentence."""
    lines = [
        words(
            "import-left-line",
            number=0 if one.row is None else one.row + 1,
            text=_first_sentence(doubt_text(words, one.doubt)),
        )
        for one in view.questions[:NAMED]
    ]
    if len(view.questions) > NAMED:
        lines.append(words("import-left-more", count=len(view.questions) - NAMED))
    return "\n".join([words("import-left-head", count=len(view.questions)), *lines])


def _first_sentence(text: str) -> str:
    return short(text.partition(". ")[0].rstrip("."), 80) + "."
