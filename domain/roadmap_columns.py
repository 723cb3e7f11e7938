"""Which column of a table holds what: by its heading, else by what its cells hold."""

import re
from collections.abc import Mapping, Sequence

from domain.deadline_reading import is_deadline
from domain.deadline_sorts import Sort
from domain.deadline_words import WORDS
from domain.responsibles import names_somebody
from domain.roadmap_words import (
    ACTIVITY_STEMS,
    CONTENT_START,
    CONTENT_STEMS,
    EXACT_HEADINGS,
    HEADING_STEMS,
    LONG_E,
    LONGEST_HEADING,
    NAME_STEMS,
    NAMED_STARTS,
    QUARTER_PATTERN,
    STAGE_STEMS,
    Role,
)

Columns = Mapping[int, Role]

NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,5})[.)]?")
_QUARTER = re.compile(QUARTER_PATTERN)


def role_of(heading: str) -> Role | None:
    """What a column with this heading holds; None when the words say nothing."""
    text = " ".join(heading.lower().translate(LONG_E).split()).strip(" .:")
    if not text or len(text) > LONGEST_HEADING:
        return None
    if text in EXACT_HEADINGS:
        return EXACT_HEADINGS[text]
    if is_month_heading(text):
        return Role.MONTH
    if _holds_both(text):
        return Role.DEADLINE_AND_RESPONSIBLE
    for role, stems in HEADING_STEMS:
        if text.startswith(NAMED_STARTS) and role is not Role.NUMBER:
            break
        if any(stem in text for stem in stems):
            return _number_or_name(role, text)
    return _named(text)


def _holds_both(text: str) -> bool:
    """«Сроки, ответственные» is one column of two things."""
    stems = dict(HEADING_STEMS[2:])
    who, when = HEADING_STEMS[2][1], stems[Role.DEADLINE]
    return any(stem in text for stem in who[:2]) and any(stem in text for stem in when[:3])


def split_cell(cell: str) -> dict[Role, str]:
    """The two things of such a cell: what names somebody, and the rest."""
    parts = [part.strip() for part in re.split(r"[,;\n]", cell) if part.strip()]
    people = [part for part in parts if names_somebody(part)]
    dates = [part for part in parts if part not in people]
    return {Role.DEADLINE: ", ".join(dates), Role.RESPONSIBLE: ", ".join(people)}


def _number_or_name(role: Role, text: str) -> Role:
    """«№ п/п. Мероприятие» is the activity with its number before it."""
    if role is Role.NUMBER and any(stem in text for stem in NAME_STEMS):
        return Role.ACTIVITY
    return role


def _named(text: str) -> Role | None:
    is_stage = any(stem in text for stem in STAGE_STEMS)
    is_activity = any(stem in text for stem in ACTIVITY_STEMS[:3])
    is_content = any(stem in text for stem in CONTENT_STEMS)
    if is_stage and not is_activity:
        return Role.CONTENT if text.startswith(CONTENT_START) else Role.STAGE
    if text.startswith(CONTENT_START):
        return Role.CONTENT
    if is_activity or any(stem in text for stem in ACTIVITY_STEMS):
        return Role.ACTIVITY
    return Role.CONTENT if is_content else None


def is_month_heading(text: str) -> bool:
    """A column of a calendar grid: «сентябрь», «I квартал»."""
    lowered = text.lower().strip(" .")
    return WORDS.get(lowered, (Sort.WORD, 0))[0] is Sort.MONTH or bool(_QUARTER.match(lowered))


def columns_of_heading(cells: Sequence[str]) -> dict[int, Role]:
    """Roles of a heading row; empty when the row is no heading."""
    if sum(len(cell) > LONGEST_HEADING for cell in cells):
        return {}
    roles: dict[int, Role] = {}
    for index, cell in enumerate(cells):
        role = role_of(cell)
        if role is None:
            continue
        taken = role in roles.values() and role is not Role.MONTH
        roles[index] = Role.NOTES if taken else role
    kinds = set(roles.values())
    has_name = bool(kinds & {Role.ACTIVITY, Role.CONTENT, Role.STAGE})
    has_more = bool(kinds - {Role.ACTIVITY, Role.CONTENT, Role.STAGE, Role.NUMBER, Role.NOTES})
    is_short = sum(NUMBER.fullmatch(cell.strip()) is not None for cell in cells) == 0
    return _settled(roles) if has_name and has_more and is_short else {}


def is_heading_again(cells: Sequence[str]) -> bool:
    """Strictly a heading: each of its short cells names a column."""
    filled = [cell for cell in cells if cell]
    return len(filled) >= 2 and all(len(cell) <= 60 and role_of(cell) for cell in filled)


def _settled(roles: dict[int, Role]) -> dict[int, Role]:
    """A lone stage, content or bounded date column is the activity or the deadline."""
    kinds = set(roles.values())
    for lone, wanted in ((Role.CONTENT, Role.ACTIVITY), (Role.STAGE, Role.ACTIVITY)):
        if wanted not in kinds and lone in kinds:
            roles = {i: wanted if role is lone else role for i, role in roles.items()}
            break
    if Role.DEADLINE not in kinds and not {Role.DEADLINE_START, Role.DEADLINE_END} <= kinds:
        bounds = {Role.DEADLINE_START, Role.DEADLINE_END}
        roles = {i: Role.DEADLINE if role in bounds else role for i, role in roles.items()}
    return roles


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
    """The first long column left is the activity, the next one its result."""
    texts = [index for index, cells in columns.items() if cells and index not in roles]
    names = (Role.ACTIVITY, Role.RESULT)
    return roles | dict(zip(texts, names, strict=False)) if Role.DEADLINE in roles.values() else {}


def _is_number(cell: str) -> bool:
    return NUMBER.fullmatch(cell.strip()) is not None


def _is_responsible(cell: str) -> bool:
    return len(cell) <= 150 and names_somebody(cell)


_TESTS = (
    (Role.NUMBER, _is_number),
    (Role.DEADLINE, is_deadline),
    (Role.RESPONSIBLE, _is_responsible),
)
