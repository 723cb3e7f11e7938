"""Screens of roadmaps that begin without a paper: templates and the next school year."""

from domain.roadmap_templates import RoadmapTemplate
from ui.callbacks import Go
from ui.screen import Screen, button, rows
from ui.screens.common import short, ways_back
from ui.translator import Words


def templates(words: Words, known: tuple[RoadmapTemplate, ...], *, has_open: bool) -> Screen:
    """Show the templates there are."""
    lines = [words("templates-line", name=one.name, about=one.about) for one in known]
    found = [button(short(one.name, 40), Go(to="template", id=at)) for at, one in enumerate(known)]
    warning = [words("start-closes-open")] if has_open else []
    return Screen(
        text="\n".join([words("templates-head"), *lines, *warning]),
        keyboard=(*rows(*found), ways_back(words, Go(to="roadmap"))),
    )


def template(words: Words, shown: RoadmapTemplate, index: int) -> Screen:
    """Show the stages of a template and ask for the school year."""
    stages = [
        words("template-stage", number=at, title=stage.title, count=len(stage.rows))
        for at, stage in enumerate(shown.stages, start=1)
    ]
    this = words.today.year if words.today.month >= 6 else words.today.year - 1
    years = [
        button(_year(year), Go(to="template_use", id=index, page=year))
        for year in (this, this + 1)
    ]
    head = words("template-head", name=shown.name, count=shown.count)
    return Screen(
        text="\n".join([head, *stages, words("template-year")]),
        keyboard=(tuple(years), ways_back(words, Go(to="templates"))),
    )


def _year(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"


def ask_next_year(words: Words, *, has_open: bool) -> Screen:
    """Say what the next year's roadmap begins from."""
    warning = [words("start-closes-open")] if has_open else []
    go = button(words.plain("button-next-year-use"), Go(to="next_year_use"))
    return Screen(
        text="\n".join([words("next-year-ask"), *warning]),
        keyboard=((go,), ways_back(words, Go(to="roadmap"))),
    )
