"""Entry: one logical row of a paper's table, and how torn pieces become one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.roadmap_columns import NUMBER
from domain.roadmap_words import JOINING, STAGE_ENDS, STAGE_LEAD_PATTERN, Role

NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,3}){1,3})\.?\s*(?=[^\W\d_]|[«\"(])")
PLAIN_NUMBERED = re.compile(r"(\d{1,3})[.)]\s*(?=[^\W\d_]|[«\"(])")
FIRST = "1"
_STAGE_LEAD = re.compile(STAGE_LEAD_PATTERN)


class EntryKind(StrEnum):
    """What a logical row is."""

    ROW = "row"
    STAGE = "stage"
    GOAL = "goal"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One logical row: its texts by role; `is_torn` when pieces of it were joined.

    `is_weak` marks a stage told only by the empty cells around it; `is_top`, the first row
    after a page's or a table's break; `is_hidden`, a row that its sheet does not show.
    """

    kind: EntryKind
    cells: dict[Role, str] = field(default_factory=dict)
    is_torn: bool = False
    months: tuple[str, ...] = ()
    has_own_stage: bool = True
    is_weak: bool = False
    is_top: bool = False
    is_hidden: bool = False

    def text(self, role: Role) -> str:
        """The cell's text, empty when the paper has no such column."""
        return self.cells.get(role, "")


def is_stage_heading(text: str) -> bool:
    """«Этап 1. …», «Раздел II», «Подготовительный этап»."""
    lowered = text.lower().strip(' «"')
    return bool(_STAGE_LEAD.match(lowered)) or lowered.endswith(STAGE_ENDS)


def is_open(entry: Entry) -> bool:
    """Its last text breaks off in the middle of a sentence."""
    text = entry.text(Role.ACTIVITY) or entry.text(Role.CONTENT)
    return bool(text) and text[-1] in ",:;-–"


def with_number(cells: dict[Role, str]) -> dict[Role, str]:
    """The number before an activity's text goes where numbers stand."""
    number = cells.get(Role.NUMBER, "").strip(" .)")
    role = Role.ACTIVITY if cells.get(Role.ACTIVITY) else Role.CONTENT
    text = cells.get(role, "")
    if not number and Role.NUMBER not in cells:
        if text and NUMBER.fullmatch(text.strip()):
            return cells | {Role.NUMBER: text.strip(" .)"), role: ""}
        match = NUMBERED.match(text) or PLAIN_NUMBERED.match(text)
        if match and not text[match.end() :].count(f"{_next(match.group(1))})"):
            return cells | {Role.NUMBER: match.group(1), role: text[match.end() :]}
    if Role.NUMBER not in cells:
        return cells
    return cells | {Role.NUMBER: number if NUMBER.fullmatch(number) else ""}


def _next(number: str) -> int:
    return int(number.rpartition(".")[2]) + 1


def is_torn_piece(entry: Entry, last: Entry) -> bool:
    """The row goes on with the one above, as after a page break."""
    if entry.kind is not EntryKind.ROW or entry.text(Role.NUMBER) or entry.has_own_stage:
        return False
    name = entry.text(Role.ACTIVITY) or entry.text(Role.CONTENT)
    is_lower = bool(name) and (name[0].islower() or name[0] in "-–—•·")
    is_unnumbered = Role.NUMBER in entry.cells and bool(last.text(Role.NUMBER))
    if entry.text(Role.DEADLINE):
        goes_on = _breaks_off(last.text(Role.DEADLINE)) or (entry.is_top and is_unnumbered)
        return goes_on and (is_lower or not name)
    if not name:
        return any(entry.cells.values())
    if is_unnumbered and (entry.is_top or not entry.text(Role.RESPONSIBLE)):
        return True
    return is_lower


def _breaks_off(words: str) -> bool:
    """«сентябрь –», «с 1 по»: a deadline whose end is missing; «—» alone is no deadline."""
    if not words.strip("-–—, "):
        return False
    return words[-1] in "-–—," or words.split()[-1].lower() in JOINING


def goes_on_with_stage(entry: Entry) -> bool:
    """A stage's heading torn over two rows: one text that begins in small letters."""
    texts = [text for text in entry.cells.values() if text]
    return entry.kind in {EntryKind.ROW, EntryKind.STAGE} and (
        len(texts) == 1 and texts[0][0].islower()
    )


def joined(last: Entry, piece: Entry) -> Entry:
    """Cell by cell; a bullet begins a line of its own."""
    cells = dict(last.cells)
    for role, text in piece.cells.items():
        if text and role is not Role.NUMBER:
            joint = "\n" if text[0] in "-–—•·" and role is not Role.DEADLINE else " "
            cells[role] = f"{cells.get(role, '')}{joint}{text}".strip()
    return replace(last, cells=cells, is_torn=True)


def with_entry(entries: list[Entry], entry: Entry) -> list[Entry]:
    """The entries with one more, or with the last one that it goes on with."""
    last = entries[-1] if entries else None
    at = _row_above(entries) if entry.is_top else len(entries) - 1
    above = entries[at] if at >= 0 else None
    if above and above.kind is EntryKind.ROW and is_torn_piece(entry, above):
        return [*entries[:at], joined(above, entry), *entries[at + 1 :]]
    if last and last.kind is EntryKind.STAGE and goes_on_with_stage(entry):
        text = f"{last.text(Role.STAGE)} {''.join(filter(None, entry.cells.values()))}"
        return [*entries[:-1], replace(last, cells={Role.STAGE: text})]
    return [*entries, entry]


def _row_above(entries: list[Entry]) -> int:
    """The last entry that is no line of a page's head or foot; -1 when there is none."""
    at = len(entries) - 1
    while at >= 0 and entries[at].kind is EntryKind.TEXT:
        at -= 1
    return at


def with_restarts(entries: list[Entry]) -> Iterator[Entry]:
    """«2. Сад» alone, and numbers begin anew below it: a stage."""
    for entry, following in zip(entries, [*entries[1:], None], strict=False):
        number, title = entry.text(Role.NUMBER), entry.text(Role.ACTIVITY)
        is_alone = number.isdecimal() and title and sum(map(bool, entry.cells.values())) == 2
        restarts = following is not None and following.text(Role.NUMBER) == FIRST
        if entry.kind is EntryKind.ROW and is_alone and not entry.months and restarts:
            yield Entry(kind=EntryKind.STAGE, cells={Role.STAGE: f"{number}. {title}"})
        else:
            yield entry


def rows_of(entries: list[Entry]) -> Iterator[Entry]:
    """The entries that are rows of the table."""
    return (entry for entry in entries if entry.kind is EntryKind.ROW)


def with_rows_for_weak(entries: list[Entry]) -> Iterator[Entry]:
    """A weak stage that heads no rows, or comes after rows of no stage, is an activity."""
    headless = any(entry.kind is EntryKind.ROW for entry in entries[:1])
    for at, entry in enumerate(entries):
        later = (one for one in entries[at + 1 :] if one.kind is not EntryKind.GOAL)
        following = next(later, None) if entry.is_weak else None
        empty = following is None or following.kind is not EntryKind.ROW
        if entry.is_weak and (headless or empty):
            yield Entry(kind=EntryKind.ROW, cells={Role.ACTIVITY: entry.text(Role.STAGE)})
        else:
            yield entry
