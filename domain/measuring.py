"""Evidence against a measure: what an activity's result asks to be shown, and what is missing."""

import re
from dataclasses import dataclass, field, replace

from domain.activities import EvidenceGiven, EvidenceKind
from domain.measures import Measure, MeasureKind, measure_of

SHOWN = {EvidenceKind.FILE, EvidenceKind.PHOTO, EvidenceKind.ORDER}
PARTS = frozenset({"less", "share"})
_NUMBER = re.compile(r"(?<![\d.,])\d{1,6}(?![\d.,]\d)")
_LINK = re.compile(r"https?://\S+\.\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """What is missing; ``kind`` ends the key of its sentence: number, less, share, document."""

    kind: str
    args: dict[str, str | int] = field(default_factory=dict)


def asked_of(result: str, title: str, *, is_last: bool) -> Measure | None:
    """Give what the next mark has to show: a count is taken when the last window closes."""
    measure = measure_of(result, title)
    if measure is not None and measure.kind is not MeasureKind.DOCUMENT and not is_last:
        return None
    return measure


def fitted(measure: Measure | None, given: EvidenceGiven) -> EvidenceGiven:
    """Read evidence as what was asked: «провели 4» is a count, «12» the document's number."""
    if measure is None or given.file_id is not None:
        return given
    if measure.kind is MeasureKind.DOCUMENT:
        is_named = bool(re.search(r"\d", given.text) or _LINK.search(given.text))
        return replace(given, kind=EvidenceKind.ORDER) if is_named else given
    numbers = _NUMBER.findall(given.text)
    is_count = len(numbers) == 1 and given.kind is not EvidenceKind.ORDER
    return EvidenceGiven(kind=EvidenceKind.COUNT, text=numbers[0]) if is_count else given


def part_of(measure: Measure | None, given: EvidenceGiven) -> EvidenceGiven | None:
    """Give what is done so far, when it is a number less than asked: kept, but not the end."""
    missing = shortfall(measure, given)
    is_part = missing is not None and missing.kind in PARTS
    return replace(given, kind=EvidenceKind.PART) if is_part else None


def shortfall(measure: Measure | None, given: EvidenceGiven) -> Shortfall | None:
    """Say what is missing; ``None`` when the evidence shows what was asked."""
    if measure is None or given.kind is EvidenceKind.WAIVED:
        return None
    if measure.kind is MeasureKind.DOCUMENT:
        return None if given.kind in SHOWN else Shortfall(kind="document", args={"of": measure.of})
    needed = measure.number or 0
    if given.kind is not EvidenceKind.COUNT:
        return Shortfall(kind="number", args={"needed": needed, "of": measure.of})
    number = int(given.text)
    if number >= needed:
        return None
    kind = "share" if measure.kind is MeasureKind.PERCENT else "less"
    args: dict[str, str | int] = {
        "given": number, "needed": needed, "missing": needed - number, "of": measure.of,
    }  # fmt: skip
    return Shortfall(kind=kind, args=args)
