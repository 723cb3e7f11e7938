"""role_of: what a column with a heading holds, told by its first telling word."""

import re

from domain.deadline_sorts import Sort
from domain.deadline_words import WORDS
from domain.roadmap_heading_words import (
    ACTUAL,
    ALONE,
    CHECKED_BY,
    FOREIGN,
    FORMS,
    GETTING,
    HALF_PATTERN,
    JOINTS,
    LIKE_RUSSIAN,
    MIXED_WORD,
    NAMING,
    NOT_JOINTS,
    OF_STAGE,
    PERSONAL,
    TELLING,
    TERM_PATTERN,
    TORN_WORD,
)
from domain.roadmap_words import LONG_E, QUARTER_PATTERN, Role

LONGEST_HEADING = 120
_MIXED = re.compile(MIXED_WORD)
_JOINTS = re.compile(JOINTS)
_TORN = re.compile(TORN_WORD)
_WORD = re.compile(r"[\w№/\\.º-]+")
_NOT_JOINTS = re.compile(NOT_JOINTS)
_PART_OF_YEAR = re.compile(rf"{QUARTER_PATTERN}|{HALF_PATTERN}|{TERM_PATTERN}")
_NAMES = {Role.ACTIVITY, Role.CONTENT, Role.STAGE}
_RANK = (Role.ACTIVITY, Role.DEADLINE, Role.RESPONSIBLE, Role.RESULT, Role.CONTENT, Role.STAGE)


def role_of(heading: str) -> Role | None:
    """What a column with this heading holds; None when the words say nothing."""
    text = plain_heading(heading)
    if not text or len(text) > LONGEST_HEADING:
        return None
    if text in ALONE:
        return ALONE[text]
    if is_month_heading(text):
        return Role.MONTH
    if text.startswith(OF_STAGE):
        return Role.NUMBER
    if text.startswith(GETTING):
        return Role.RESULT
    roles = [role for part in _parts(text) if (role := _told(part))]
    return _settled(text, roles)


def plain_heading(heading: str) -> str:
    """Small letters, no hyphen of a broken word, one blank between words."""
    text = _TORN.sub("", one_alphabet(heading).lower().translate(LONG_E))
    return " ".join(text.split()).strip(" .:*_")


def one_alphabet(text: str) -> str:
    """Latin look-alikes inside Russian words are Russian letters."""
    return _MIXED.sub(lambda word: word.group().translate(LIKE_RUSSIAN), text)


def is_month_heading(text: str) -> bool:
    """A column of a calendar grid: «сентябрь», «I квартал», «2 полугодие»."""
    lowered = plain_heading(text)
    sort, _ = WORDS.get(lowered, (Sort.WORD, 0))
    return sort is Sort.MONTH or bool(_PART_OF_YEAR.match(lowered))


def is_foreign(heading: str) -> bool:
    """A heading of a list of people, of figures or of risks."""
    words = _WORD.findall(plain_heading(heading))
    return bool(words) and _is(words[0], FOREIGN)


def _parts(text: str) -> list[str]:
    return _JOINTS.split(_NOT_JOINTS.sub("№", text))


def _told(part: str) -> Role | None:
    """The first telling word of a part; a naming word hands over to the next one."""
    found = [role for word in _WORD.findall(part) if (role := _of_word(word))]
    words = _WORD.findall(part)
    if words and _is(words[0], FORMS) and Role.RESULT not in found:
        return Role.NOTES
    bounds = [role for role in found if role in {Role.DEADLINE_START, Role.DEADLINE_END}]
    if bounds and found[0] is Role.DEADLINE:
        return bounds[0]
    if found:
        return next((role for role in found if role is not Role.NUMBER), Role.NUMBER)
    if words and _is(words[0], NAMING):
        return Role.ACTIVITY
    return Role.NOTES if words and _is(words[0], PERSONAL) else None


def _of_word(word: str) -> Role | None:
    return next((role for role, stems in TELLING if _is(word, stems)), None)


def _is(word: str, stems: tuple[str, ...]) -> bool:
    return any(
        word == stem[:-1] if stem.endswith("$") else word.startswith(stem) for stem in stems
    )


def _settled(text: str, roles: list[Role]) -> Role | None:
    """One role of the parts': two things in one column are the more telling one."""
    kinds = set(roles)
    if not roles:
        return None
    if {Role.DEADLINE, Role.RESPONSIBLE} <= kinds and not kinds & _NAMES:
        return Role.DEADLINE_AND_RESPONSIBLE
    if CHECKED_BY in text and roles[0] is not Role.DEADLINE and len(kinds) == 1:
        return Role.NOTES
    if ACTUAL in text and kinds <= {Role.DEADLINE, Role.NOTES}:
        return Role.NOTES
    bounds = kinds & {Role.DEADLINE_START, Role.DEADLINE_END}
    if bounds:
        return Role.DEADLINE if len(bounds) > 1 else bounds.pop()
    if _NAMES & {roles[0]}:
        return min(kinds & _NAMES, key=_RANK.index)
    if roles[0] in {Role.NOTES, Role.NUMBER}:
        return min(kinds & set(_RANK), key=_RANK.index, default=roles[0])
    return roles[0]
