"""The head of a paper → its title, organisation and period; approval stamps are skipped."""

import re
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from domain.deadline_reading import read_deadline
from domain.deadlines import Window
from domain.roadmap_words import (
    ABBREVIATION_PATTERN,
    APPROVAL_STEMS,
    GOAL_LEADS,
    INSTITUTION,
    ORGANISATION_PATTERN,
    ORGANISATION_WORDS,
    PERIOD_PATTERN,
    SCHOOL_YEAR_PATTERN,
    TITLE_STEMS,
    YEAR_PATTERN,
    YEARS_PATTERN,
)

_ORGANISATION = re.compile(ORGANISATION_PATTERN)
_SCHOOL_YEAR = re.compile(SCHOOL_YEAR_PATTERN)
_YEARS = re.compile(YEARS_PATTERN)
_PERIOD = re.compile(PERIOD_PATTERN)
_YEAR = re.compile(YEAR_PATTERN)
LONGEST_HEAD_LINE = 500


class Head(NamedTuple):
    """What the head says; `spellings` are two ways in which it writes one name."""

    title: str = ""
    organisation: str = ""
    period: Window | None = None
    spellings: tuple[str, str] | None = None


def read_head(lines: Sequence[str]) -> Head:
    """Read the lines that stand before the first table."""
    lines = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    start = _title_start(lines)
    if start is None:
        return Head(organisation=_organisation(lines), period=_period(" ".join(lines)))
    titled = _title_lines(lines[start:])
    organisation = _organisation([*titled, *lines[:start]])
    kept = [line for line in titled if line != organisation or line is titled[0]]
    return Head(
        title=" ".join(kept),
        organisation=organisation,
        period=_period(" ".join(titled)),
        spellings=_spellings(lines),
    )


def _title_start(lines: Sequence[str]) -> int | None:
    for stem in TITLE_STEMS:
        for at, line in enumerate(lines):
            lowered = line.lower()
            if stem in lowered and not lowered.startswith(APPROVAL_STEMS):
                return at
    return None


def _title_lines(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        ends = line.lower().startswith((*APPROVAL_STEMS, *GOAL_LEADS))
        if kept and (ends or len(line) > LONGEST_HEAD_LINE):
            break
        kept.append(line[:LONGEST_HEAD_LINE])
    return kept


def _organisation(lines: Sequence[str]) -> str:
    joined = "\n".join(lines)
    match = _ORGANISATION.search(joined.replace("\n", " "))
    for at, line in enumerate(lines):
        lowered = line.lower()
        if INSTITUTION in lowered and not lowered.startswith(APPROVAL_STEMS):
            return " ".join(_wrapped(lines, at))
    if match:
        return match.group()
    for line in lines:
        lowered = line.lower()
        is_name = any(word in lowered for word in ORGANISATION_WORDS) and len(line) < 120
        if is_name and not any(stem in lowered for stem in (*APPROVAL_STEMS, *TITLE_STEMS)):
            return line
    return ""


def _wrapped(lines: Sequence[str], at: int) -> list[str]:
    """A long name goes on over the next lines until a stamp or the title begins."""
    kept = [lines[at]]
    for line in lines[at + 1 : at + 4]:
        lowered = line.lower()
        if any(stem in lowered for stem in (*APPROVAL_STEMS, *TITLE_STEMS)):
            break
        kept.append(line)
    return kept


def _period(text: str) -> Window | None:
    lowered = text.lower()
    if school := _SCHOOL_YEAR.search(lowered):
        first, last = int(school.group(1)), 2000 + int(school.group(3))
        if first < last <= first + 10:
            return Window(start=date(first, 9, 1), end=date(last, 5, 31))
    if between := _PERIOD.search(lowered):
        whole = read_deadline(between.group(), year=2000).windows
        if len(whole) == 1 and whole[0].start and whole[0].end:
            return whole[0]
    if years := _YEARS.search(lowered):
        first, last = int(years.group(1)), int(years.group(2))
        if first < last <= first + 20:
            return Window(start=date(first, 1, 1), end=date(last, 12, 31))
    if year := _YEAR.search(lowered):
        return Window(start=date(int(year.group(1)), 1, 1), end=date(int(year.group(1)), 12, 31))
    return None


def _spellings(lines: Sequence[str]) -> tuple[str, str] | None:
    """Two abbreviations of the organisation that differ by a letter or two."""
    found = list(dict.fromkeys(re.findall(ABBREVIATION_PATTERN, "\n".join(lines))))
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            longer = max(len(one), len(other))
            if longer >= 5 and SequenceMatcher(None, one, other).ratio() > 0.8:
                return one, other
    return None
