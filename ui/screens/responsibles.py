"""Screens of what binds activities: whom their responsibles mean, what they depend on."""

from domain.people import short_name
from services.dependencies import DependencyChoice
from services.responsibles import ResponsibleView
from ui.callbacks import ActivityAct, Go
from ui.screen import Row, Screen, button, rows
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
            *((_deputy_row(words, view),) if bound else ()),
            ways_back(words, Go(to="responsibles")),
        ),
    )


def _deputy_row(words: Words, view: ResponsibleView) -> Row:
    name = short_name(view.deputy.name) if view.deputy else words.plain("responsible-nobody")
    return (
        button(words.plain("button-deputy", who=short(name, 40)), Go(to="deputy", id=view.id)),
    )


def deputy(words: Words, view: ResponsibleView, page: int) -> Screen:
    """Let the curator choose who stands in while those meant are away."""
    chosen = view.deputy.id if view.deputy else 0
    meant = {person.id for person in view.people} - {chosen}
    free = [person for person in view.candidates if person.id not in meant]
    buttons = [
        button(
            ("✓ " if person.id == chosen else "") + short(f"{person.name}, {person.post}", 50),
            ActivityAct(action="deputy", id=view.id, version=page, value=person.id),
        )
        for person in free[page * PAGE : (page + 1) * PAGE]
    ]
    parts = [words("deputy-head", text=short(view.text, 200))]
    if chosen:
        parts.append(words("responsible-chosen", count=1))
    return Screen(
        text="\n".join(parts),
        keyboard=(
            *rows(*buttons),
            *pager(words, page, len(free), "deputy", id=view.id),
            ways_back(words, Go(to="responsible", id=view.id)),
        ),
    )


def rebind(words: Words, left: tuple[ResponsibleView, ...]) -> Screen:
    """Say which responsibles meant somebody who has left, to bind them to others."""
    lines = [
        words(
            "rebind-line",
            text=short(view.text, 120),
            has="yes" if view.people else "no",
            who=", ".join(short_name(person.name) for person in view.people[:2]),
        )
        for view in left[:PAGE]
    ]
    buttons = [
        button(short(view.text, 50), Go(to="responsible", id=view.id)) for view in left[:PAGE]
    ]
    return Screen(
        text="\n".join([words("rebind-head", count=len(left)), *lines]),
        keyboard=(*rows(*buttons), ways_back(words, Go(to="responsibles"))),
    )


def dependencies(words: Words, shown: DependencyChoice, page: int) -> Screen:
    """Let the curator choose what an activity can only follow."""
    buttons = [
        button(
            ("✓ " if one.id in shown.chosen else "")
            + short(f"{one.number} {one.title}".strip(), 55),
            ActivityAct(action="depend", id=shown.activity.id, version=page, value=one.id),
        )
        for one in shown.others[page * PAGE : (page + 1) * PAGE]
    ]
    parts = [words("depends-head", title=short(shown.activity.title, 200))]
    if shown.chosen:
        parts.append(words("responsible-chosen", count=len(shown.chosen)))
    return Screen(
        text="\n".join(parts),
        keyboard=(
            *rows(*buttons),
            *pager(words, page, len(shown.others), "depends", id=shown.activity.id),
            ways_back(words, Go(to="activity", id=shown.activity.id)),
        ),
    )
