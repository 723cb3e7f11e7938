"""measure_of: an expected result that can be counted, as the way of being done.

«не менее 3 встреч» is a count, «90 % планов» a share, «приказ» a document.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from domain.measure_words import (
    ADJECTIVE_PATTERN,
    BETWEEN,
    COUNTABLE,
    DOCUMENTS,
    ENDING,
    ISSUING,
    LEAST,
    MAKING,
    MOST,
    NOT_COUNTED,
    NOUN_ENDING,
    NUMBERS,
    PERCENT_WORDS,
    POINT,
)
from domain.roadmap_words import LONG_E


class MeasureKind(StrEnum):
    """What is counted."""

    COUNT = "count"
    PERCENT = "percent"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How one sees that an activity is done.

    COUNT: at least `number` of `of` («встреч», in the paper's words). PERCENT: at least
    `number` per cent of `of`, which may be empty. DOCUMENT: `of` is the document's plain name
    («приказ»), `number` is None.
    """

    kind: MeasureKind
    number: int | None = None
    of: str = ""

    def to_json(self) -> dict[str, Any]:
        """`{"kind", "number", "of"}`."""
        return {"kind": self.kind.value, "number": self.number, "of": self.of}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """The reverse of `to_json`."""
        return cls(kind=MeasureKind(plain["kind"]), number=plain["number"], of=plain["of"])


_WORDS = "|".join(NUMBERS)
_NUMBER = rf"(?P<number>\d{{1,4}}|(?:{_WORDS})(?![а-я-]))"
_OF = r"(?P<of>[а-яa-z][^.,;:()\n\d]{0,60})?"
_BOUND = rf"(?:(?P<least>{LEAST})|(?P<most>{MOST}))"
_COUNTED = re.compile(
    rf"(?<![\w№.])(?:{_BOUND},?\s+{BETWEEN})?"
    rf"(?<![\d№.-])(?<!№\s)(?<!\b{POINT}\.\s){_NUMBER}{ENDING}\s?(?P<percent>{PERCENT_WORDS})?\s*{_OF}"
)
_NAMED = re.compile(rf"(?:{ADJECTIVE_PATTERN}\s+)?(?:{'|'.join(COUNTABLE)})")
_STEMS = "|".join(sorted(DOCUMENTS, key=len, reverse=True))
_DOCUMENT = re.compile(
    rf"(?:[\d.)•–-]+\s*)?(?P<making>(?:{'|'.join(MAKING)})\s+)?"
    rf"(?:{ADJECTIVE_PATTERN}\s+){{0,2}}?(?P<stem>{_STEMS}){NOUN_ENDING}(?![а-я-])"
)


def measure_of(result: str, title: str = "") -> Measure | None:
    """The measure that the result names, else one that the title says plainly."""
    text, name = _plain(result), _plain(title)
    found = _counted(text, is_bare=False) or _document(text) or _counted(text, is_bare=True)
    return found or _counted(name, is_bare=False) or _issued(name)


def _plain(text: str) -> str:
    return " ".join(text.lower().translate(LONG_E).replace("\u00a0", " ").split())


def _counted(text: str, *, is_bare: bool) -> Measure | None:
    """The first count or share; `is_bare` takes numbers without «не менее» too."""
    for match in _COUNTED.finditer(text):
        found = _measure(match, is_bare=is_bare)
        if found and not match["most"]:
            return found
    return None


def _measure(match: re.Match[str], *, is_bare: bool) -> Measure | None:
    words = match["number"]
    number = int(words) if words.isdecimal() else NUMBERS[words]
    of = " ".join((match["of"] or "").split()[:4])
    if match["percent"]:
        return Measure(kind=MeasureKind.PERCENT, number=number, of=of) if number <= 100 else None
    is_named = bool(_NAMED.match(of)) and (words.isdecimal() or number > 1)
    is_thing = bool(of) and not of.startswith(NOT_COUNTED) and number > 0
    if is_thing and (match["least"] or (is_bare and is_named)):
        return Measure(kind=MeasureKind.COUNT, number=number, of=of)
    return None


def _document(text: str) -> Measure | None:
    """A result that begins with a document's name, or with its making."""
    match = _DOCUMENT.match(text)
    return Measure(kind=MeasureKind.DOCUMENT, of=DOCUMENTS[match["stem"]]) if match else None


def _issued(title: str) -> Measure | None:
    return _document(title) if title.startswith(ISSUING) else None
