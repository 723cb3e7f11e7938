"""A cell of responsibles → persons, posts, groups and organisations, in its own words."""

import re

from domain.roadmap_draft import ResponsibleDraft, ResponsibleKind
from domain.roadmap_words import (
    AND,
    GROUP_HEADS,
    GROUP_STEMS,
    LONG_E,
    NAME_START_PATTERN,
    ORGANISATION_HEADS,
    PERSON_PATTERN,
    POST_HEADS,
    POST_STEMS,
    SCHOOL_PATTERN,
    WRAPPED_NAME_PATTERN,
)

PERSON = re.compile(PERSON_PATTERN)
_SEPARATOR = re.compile(r"[,;\n]+(?![^()]*\))|(?<=\S)\s/\s(?=\S)")
_WRAPPED_NAME = re.compile(WRAPPED_NAME_PATTERN)
_AND = re.compile(rf"\s+{AND}\s+")
_WORD = re.compile(r"[^\s().,«»\"]+")


def read_responsibles(text: str) -> tuple[ResponsibleDraft, ...]:
    """Everyone the cell names, in order; an empty cell names nobody."""
    found: list[ResponsibleDraft] = []
    for part in _parts(text):
        found = _with_part(found, part)
    return tuple(dict.fromkeys(found))


def names_somebody(text: str) -> bool:
    """The text begins with a person, a post or a group: nothing else is in such a cell."""
    first = _kind(" ".join(text.split()[:2]))
    return bool(PERSON.search(text)) or first in {ResponsibleKind.POST, ResponsibleKind.GROUP}


def surname_of(text: str) -> str:
    """The surname of the first person named; empty when there is none."""
    match = PERSON.search(text)
    return next((name for name in match.groups() if name), "") if match else ""


def initials_of(text: str) -> str:
    """Initials of the first person named, as «АБ»."""
    match = PERSON.search(text)
    if not match:
        return ""
    rest = match.group().replace(surname_of(text), " ")
    return "".join(word[0] for word in re.findall(NAME_START_PATTERN, rest))


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for piece in _SEPARATOR.split(_WRAPPED_NAME.sub(" ", text)):
        parts.extend(_by_persons(piece))
    return [part for part in (_trimmed(part) for part in parts) if part]


def _trimmed(part: str) -> str:
    return " ".join(part.split()).strip(" ,;–—-•·")


def _by_persons(piece: str) -> list[str]:
    """Persons written one after another, each with the post before it."""
    parts, at = [], 0
    for match in PERSON.finditer(piece):
        before = piece[at : match.start()]
        head = _kind(_trimmed(before))
        if head in {None, ResponsibleKind.POST}:
            parts.append(before + match.group())
        else:
            parts += [*_by_and(before), match.group()]
        at = match.end()
    return [*parts, *_by_and(piece[at:])]


def _by_and(piece: str) -> list[str]:
    """«директор и классные руководители» are two; «обучения и воспитания» is not."""
    halves = _AND.split(piece)
    parts = halves[:1]
    for half in halves[1:]:
        if _kind(half) is None:
            parts[-1] += f" {AND} {half}"
        else:
            parts.append(half)
    return parts


def _with_part(found: list[ResponsibleDraft], part: str) -> list[ResponsibleDraft]:
    kind = ResponsibleKind.PERSON if PERSON.search(part) else _kind(part)
    if found and (kind is None or _is_apposition(found[-1], kind, part)):
        last = found[-1]
        joint = " " if part.startswith("(") else ", "
        return [*found[:-1], ResponsibleDraft(kind=last.kind, text=last.text + joint + part)]
    return [*found, ResponsibleDraft(kind=kind or ResponsibleKind.GROUP, text=part)]


def _is_apposition(last: ResponsibleDraft, kind: ResponsibleKind, part: str) -> bool:
    """«Иванова А. Б., заместитель директора» is one person with a post."""
    is_bare = PERSON.fullmatch(last.text) is not None
    return is_bare and kind is ResponsibleKind.POST and part[0].islower()


def _kind(part: str) -> ResponsibleKind | None:
    """By the first word that says it: «руководители школ» are a group, «школа» is not."""
    for word in _WORD.findall(part.lower().translate(LONG_E))[:4]:
        if word in GROUP_HEADS or word.startswith(GROUP_STEMS):
            return ResponsibleKind.GROUP
        stem = word.partition("-")[0]
        if word in POST_HEADS or stem in POST_HEADS or word.startswith(POST_STEMS):
            return ResponsibleKind.POST
        if stem in GROUP_HEADS:
            return ResponsibleKind.GROUP
        if word.startswith(ORGANISATION_HEADS) or re.fullmatch(SCHOOL_PATTERN, word):
            return ResponsibleKind.ORGANISATION
    return None
