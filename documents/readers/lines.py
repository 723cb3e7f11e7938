"""A paper without tables → rows, where its lines surely say what is done and when.

Two ways: labels under a line («Срок: …», «Ответственный: …»), and parts of one line set apart
by dashes («1.1 Посадить сад – сентябрь – директор»). Other lines stay lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from domain.deadline_reading import is_deadline
from domain.responsibles import is_somebody
from domain.roadmap_cleaning import clean
from domain.roadmap_columns import NUMBER
from domain.roadmap_entries import NUMBERED, PLAIN_NUMBERED
from domain.roadmap_headings import role_of
from domain.roadmap_line_words import HEADINGS, INLINE_LABEL_PATTERN
from domain.roadmap_paper import Paper, TableRow, TextLine
from domain.roadmap_words import Role

_LABEL = re.compile(r"([^:\n]{2,45}):\s*(.*)", re.DOTALL)
_INLINE = re.compile(INLINE_LABEL_PATTERN, re.IGNORECASE)
_DASH = re.compile(r"\s+[–—-]+\s+")
_ROLES = (Role.NUMBER, Role.ACTIVITY, Role.DEADLINE, Role.RESPONSIBLE, Role.RESULT)
_LABELLED = {Role.DEADLINE, Role.RESPONSIBLE, Role.RESULT, Role.NOTES}
LONGEST_LABEL = 4
FEWEST = 2
"""Fewer rows are no plan, only a sentence that looks like one."""


@dataclass(slots=True, kw_only=True)
class _Item:
    """One line of work with what is said of it."""

    number: str
    cells: dict[Role, str] = field(default_factory=dict)

    def row(self) -> TableRow:
        cells = self.cells | {Role.NUMBER: self.number}
        return TableRow(cells=tuple(cells.get(role, "") for role in _ROLES))


def with_rows(paper: Paper) -> Paper:
    """The paper with its lines of work as rows under a heading; itself when there are none."""
    lines = [line for block in paper.blocks for line in _lines(block)]
    items = _labelled(lines) or _dashed(lines)
    if sum(isinstance(one, _Item) for one in items) < FEWEST:
        return paper
    return Paper(blocks=tuple(_blocks(items)))


def _lines(block: TextLine | TableRow) -> list[str]:
    """Clean lines; labels inside a line begin lines of their own."""
    text = clean(block.text) if isinstance(block, TextLine) else ""
    return [line.strip(" ;") for line in _INLINE.sub(r"\n\1: ", text).split("\n") if line.strip()]


def _blocks(items: Sequence[_Item | str]) -> Iterator[TextLine | TableRow]:
    """The heading stands over the first item; a line between items is a stage's title."""
    is_begun = False
    for at, one in enumerate(items):
        if isinstance(one, _Item):
            if not is_begun:
                yield TableRow(cells=HEADINGS)
            is_begun = True
            yield one.row()
        elif is_begun and any(isinstance(later, _Item) for later in items[at + 1 : at + 3]):
            yield TextLine(text=f"<b>{one}</b>")
        else:
            yield TextLine(text=one)


def _labelled(lines: Sequence[str]) -> list[_Item | str]:
    """Each run of labels belongs to the line above it."""
    items: list[_Item | str] = []
    for line in lines:
        role, value = _label(line)
        last = items[-1] if items else None
        if role and role is not Role.NOTES and isinstance(last, str):
            items[-1] = last = _item(last)
        if role and isinstance(last, _Item):
            last.cells[role] = value
        elif isinstance(last, _Item) and line[0].islower():
            role = list(last.cells)[-1]
            last.cells[role] += f" {line}"
        else:
            items.append(line)
    return _with_bare(items) if any(isinstance(one, _Item) for one in items) else []


def _label(line: str) -> tuple[Role | None, str]:
    match = _LABEL.fullmatch(line)
    is_short = bool(match) and len(line.partition(":")[0].split()) <= LONGEST_LABEL
    role = role_of(match[1]) if match and is_short and not line[0].isdigit() else None
    value = match[2].strip() if match else ""
    value = value.rstrip(" )") if value.count(")") > value.count("(") else value
    return (role, value) if role in _LABELLED else (None, "")


def _item(line: str) -> _Item:
    match = NUMBERED.match(line) or PLAIN_NUMBERED.match(line)
    if NUMBER.fullmatch(line):
        return _Item(number=line.strip(" .)"))
    text = line[match.end() :] if match else line
    return _Item(number=match[1] if match else "", cells={Role.ACTIVITY: text})


def _with_bare(items: list[_Item | str]) -> list[_Item | str]:
    """A numbered line among items is one of them, though nothing more is said of it."""
    dotted = any("." in one.number for one in items if isinstance(one, _Item))
    first = next((at for at, one in enumerate(items) if isinstance(one, _Item)), 0)
    pattern = NUMBERED if dotted else PLAIN_NUMBERED
    return [
        _item(one) if at > first and isinstance(one, str) and pattern.match(one) else one
        for at, one in enumerate(items)
    ]


def _dashed(lines: Sequence[str]) -> list[_Item | str]:
    items = [_by_dashes(line) or line for line in lines]
    return _with_bare(items) if any(isinstance(one, _Item) for one in items) else []


def _by_dashes(line: str) -> _Item | None:
    """The parts before the deadline are the title, those after it name people."""
    parts = _DASH.split(line)
    for at in range(1, len(parts)):
        for end in (at + 1, at + 2):
            words = " – ".join(parts[at:end])
            rest = parts[end:]
            begins = is_deadline(parts[at]) or parts[at][-1:].isdigit()
            if begins and is_deadline(words) and all(map(is_somebody, rest)):
                item = _item(" – ".join(parts[:at]))
                item.cells |= {Role.DEADLINE: words, Role.RESPONSIBLE: ", ".join(rest)}
                return item if item.number or rest else None
    return None
