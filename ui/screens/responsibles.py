"""Screens of the responsibles: whom the words of the paper mean."""

from domain.people import short_name
from services.responsibles import ResponsibleView
from ui.callbacks import ActivityAct, Go
from ui.screen import Screen, button, rows
from ui.screens.common import PAGE, pager, short, ways_back
from ui.translator import Words


def responsibles(words: Words, views: tuple[ResponsibleView, ...], page: int) -> Screen:
    """List the responsibles of the paper, the unbound ones first."""
    shown = views[page * PAGE : (page + 1) * PAGE]
    buttons = [
        button(
            words.plain(
                "responsible-line",
                text=short(view.text, 34),
                who=", ".join(short_name(p.name) for p in view.people[:2])
                or words.plain("responsible-nobody"),
            ),
            Go(to="responsible", id=view.id),
        )
        for view in shown
    ]
    return Screen(
        text=words("responsibles-head"),
        keyboard=(
            *rows(*buttons),
            *pager(words, page, len(views), "responsibles"),
            ways_back(words, Go(to="roadmap")),
        ),
    )


def responsible(words: Words, view: ResponsibleView, page: int) -> Screen:
    """Let the curator choose the people a responsible means."""
    bound = {person.id for person in view.people}
    shown = view.candidates[page * PAGE : (page + 1) * PAGE]
    buttons = [
        button(
            ("✓ " if person.id in bound else "") + short(f"{person.name}, {person.post}", 50),
            ActivityAct(action="bind", id=view.id, version=page, value=person.id),
        )
        for person in shown
    ]
    parts = [words("responsible", text=short(view.text, 200))]
    if bound:
        parts.append(words("responsible-chosen", count=len(bound)))
    if not view.candidates:
        parts.append(words("responsible-no-people"))
    return Screen(
        text="\n".join(parts),
        keyboard=(
            *rows(*buttons),
            *pager(words, page, len(view.candidates), "responsible", id=view.id),
            ways_back(words, Go(to="responsibles")),
        ),
    )
