"""Which column of a table holds what: by its heading, else by what its cells hold."""

import re
from collections.abc import Mapping, Sequence

from domain.deadline_reading import is_deadline, read_deadline
from domain.responsibles import names_somebody
from domain.roadmap_heading_words import FORM, MARK, SIGNED, VALUE_LEADS
from domain.roadmap_headings import (
    LONGEST_HEADING,
    is_foreign,
    is_month_heading,
    plain_heading,
    role_of,
)
from domain.roadmap_words import Role

Columns = Mapping[int, Role]

NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,5})[.)]?")
NUMBERED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,5})(?:[.)]?$|\.?\s+\w)")
"""A number alone, or with a text after it."""
_NAMES = {Role.ACTIVITY, Role.CONTENT, Role.STAGE}
_BOUNDS = {Role.DEADLINE_START, Role.DEADLINE_END}
_REPEATABLE = {Role.MONTH, Role.RESULT, Role.NOTES}


def split_cell(cell: str) -> dict[Role, str]:
    """The two things of a cell of dates and people: what names somebody, and the rest."""
    parts = [part.strip() for part in re.split(r"[,;\n]", cell) if part.strip()]
    people = [part for part in parts if names_somebody(part) and not is_deadline(part)]
    dates = [part for part in parts if part not in people]
    return {Role.DEADLINE: ", ".join(dates), Role.RESPONSIBLE: ", ".join(people)}


def columns_of_heading(cells: Sequence[str]) -> dict[int, Role]:
    """Roles of a heading row; empty when the row is no heading."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    numbered = (NUMBERED.match(cell) and not is_month_heading(cell) for cell in filled)
    if any(len(cell) > LONGEST_HEADING for cell in filled) or any(numbered):
        return {}
    roles: dict[int, Role] = {}
    for index, cell in enumerate(cells):
        role = role_of(cell)
        if role is not None:
            taken = role in roles.values() and role not in _REPEATABLE
            roles[index] = Role.NOTES if taken else role
    roles = _with_one_result(cells, _with_forms(cells, roles))
    kinds = set(roles.values())
    has_more = bool(kinds - {*_NAMES, Role.NUMBER, Role.NOTES})
    is_told = 2 * len(roles) >= len(filled) and not _holds_values(cells, roles)
    return _settled(roles) if kinds & _NAMES and has_more and is_told else {}


def _with_forms(cells: Sequence[str], roles: dict[int, Role]) -> dict[int, Role]:
    """«Формы работы» are what is done when no other column says it."""
    if set(roles.values()) & {Role.ACTIVITY, Role.CONTENT}:
        return roles
    noted = [index for index, role in roles.items() if role is Role.NOTES]
    at = next((i for i in noted if plain_heading(cells[i]).startswith(FORM)), None)
    return roles if at is None else roles | {at: Role.CONTENT}


def _with_one_result(cells: Sequence[str], roles: dict[int, Role]) -> dict[int, Role]:
    """Of several columns of results, the first that is no mark of what is done."""
    found = [index for index, role in roles.items() if role is Role.RESULT]
    planned = [i for i in found if not plain_heading(cells[i]).startswith(MARK)] or found
    return roles | {index: Role.NOTES for index in found if index != planned[0]}


def _holds_values(cells: Sequence[str], roles: Mapping[int, Role]) -> bool:
    """A lone month or another deadline: a row of the table, not its heading."""
    months = [index for index, role in roles.items() if role is Role.MONTH]
    dated = [cell for index, cell in enumerate(cells) if roles.get(index) is Role.DEADLINE]
    others = [cell for index, cell in enumerate(cells) if cell and index not in roles]
    return (
        len(months) == 1
        or any(cell.lower().startswith(VALUE_LEADS) or _is_dated(cell) for cell in dated)
        or any(map(is_deadline, others))
    )


def _is_dated(cell: str) -> bool:
    return bool(read_deadline(cell, year=2000).windows)


def is_heading_again(cells: Sequence[str]) -> bool:
    """Strictly a heading: each of its short cells names a column."""
    filled = [cell for cell in cells if cell]
    return len(filled) >= 2 and all(len(cell) <= 60 and role_of(cell) for cell in filled)


def is_foreign_heading(cells: Sequence[str]) -> bool:
    """The heading of a table that is no plan: people, figures, risks."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(len(cell) > 60 or NUMBER.fullmatch(cell) for cell in filled):
        return False
    if any(re.search(r"\d|[.;,]$", cell) for cell in filled):
        return False
    if any(stem in plain_heading(cell) for cell in filled for stem in SIGNED):
        return True
    if any(map(is_deadline, filled)):
        return False
    foreign = sum(map(is_foreign, filled))
    is_numbered = role_of(filled[0]) is Role.NUMBER
    told = sum(is_foreign(cell) or role_of(cell) is not None for cell in filled)
    return foreign + is_numbered >= 2 and foreign > 0 and 3 * told >= 2 * len(filled)


def _settled(roles: dict[int, Role]) -> dict[int, Role]:
    """A lone stage, content or bounded date column is the activity or the deadline."""
    kinds = set(roles.values())
    for lone, wanted in ((Role.CONTENT, Role.ACTIVITY), (Role.STAGE, Role.ACTIVITY)):
        if wanted not in kinds and lone in kinds:
            roles = {i: wanted if role is lone else role for i, role in roles.items()}
            break
    if Role.DEADLINE not in kinds and not kinds >= _BOUNDS:
        roles = {i: Role.DEADLINE if role in _BOUNDS else role for i, role in roles.items()}
    return roles


def below_heading(
    heading: Sequence[str], cells: Sequence[str]
) -> tuple[tuple[str, ...], dict[int, Role]]:
    """The names and roles of a heading of two levels; no roles when the row is no heading."""
    filled = [index for index, cell in enumerate(cells) if cell]
    is_spread = len(filled) > 1 and any(not _at(heading, index) for index in filled)
    is_over = sum(map(bool, heading)) > 1 and all(role_of(cell) for cell in heading if cell)
    if (
        not is_spread
        or not (is_over or columns_of_heading(heading))
        or not all(_is_below(cells[index]) for index in filled)
    ):
        return tuple(heading), {}
    width = max(len(heading), len(cells))
    names = tuple(_at(cells, index) or _at(heading, index) for index in range(width))
    return names, columns_of_heading(names) or columns_of_heading(heading)


def _is_below(cell: str) -> bool:
    """A short name of a column, and no value."""
    is_value = NUMBER.fullmatch(cell) or (is_deadline(cell) and not is_month_heading(cell))
    return len(cell) <= 40 and not is_value and role_of(cell) is not None


def _at(cells: Sequence[str], index: int) -> str:
    return cells[index] if index < len(cells) else ""


def columns_of_cells(rows: Sequence[Sequence[str]]) -> dict[int, Role]:
    """Roles guessed from what the cells of a table without a heading hold."""
    width = max((len(row) for row in rows), default=0)
    columns = {
        index: [row[index] for row in rows if index < len(row) and row[index]]
        for index in range(width)
    }
    roles: dict[int, Role] = {}
    for role, test in _TESTS:
        shares = {
            index: sum(map(test, cells)) / len(cells)
            for index, cells in columns.items()
            if cells and index not in roles
        }
        best = max(shares, key=lambda index: shares[index], default=None)
        if best is not None and shares[best] >= 0.5:
            roles[best] = role
    return _with_texts(roles, columns)


def _with_texts(roles: dict[int, Role], columns: dict[int, list[str]]) -> dict[int, Role]:
    """The fullest column of long texts is the activity, the next one to its right its result."""
    texts = [index for index, cells in columns.items() if cells and index not in roles]
    if Role.DEADLINE not in roles.values() or not texts:
        return {}
    name = max(texts, key=lambda index: (len(columns[index]), -index))
    later = [index for index in texts if index > name]
    earlier = [index for index in texts if index < name]
    stage = {earlier[0]: Role.STAGE} if earlier else {}
    return roles | stage | {name: Role.ACTIVITY} | ({later[0]: Role.RESULT} if later else {})


def _is_number(cell: str) -> bool:
    return NUMBER.fullmatch(cell.strip()) is not None


def _is_responsible(cell: str) -> bool:
    return len(cell) <= 150 and names_somebody(cell)


_TESTS = (
    (Role.NUMBER, _is_number),
    (Role.DEADLINE, is_deadline),
    (Role.RESPONSIBLE, _is_responsible),
)
