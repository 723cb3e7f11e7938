"""A cell of responsibles → persons, posts, groups and organisations, in its own words."""

import re
from typing import NamedTuple

from domain.responsible_words import (
    ABBREVIATION_START,
    ADJECTIVES,
    AND,
    BEFORE_HEADS,
    CASES,
    GENITIVE_ENDINGS,
    GROUP_HEADS,
    GROUP_STEMS,
    NAME_START_PATTERN,
    NEXT_HEADS,
    ORGANISATION_HEADS,
    PERSON_PATTERN,
    PLURAL_ENDINGS,
    PLURALS,
    POST_HEADS,
    POST_STEMS,
    QUOTED,
    SCHOOL_PATTERN,
    SINGULARS,
    SURNAME_ALONE_PATTERN,
    WRAPPED_NAME_PATTERN,
)
from domain.roadmap_draft import ResponsibleDraft, ResponsibleKind
from domain.roadmap_words import LONG_E

PERSON = re.compile(PERSON_PATTERN)
_SEPARATOR = re.compile(r"\s*([,;\n]+)(?![^()\n]*\))\s*|(?<=\S)\s(/)\s(?=\S)")
_WRAPPED_NAME = re.compile(WRAPPED_NAME_PATTERN)
_AND = re.compile(rf"\s+{AND}\s+")
_WORD = re.compile(r"[^\s(),«»\"„“]+")
_ALONE = re.compile(SURNAME_ALONE_PATTERN)
_ABBREVIATION = re.compile(ABBREVIATION_START)
_ADJECTIVE_STEMS = tuple(word[:-2] for word in ADJECTIVES if len(word) > 5)
_QUOTED = re.compile(QUOTED)


class _Part(NamedTuple):
    """A piece of the cell; `joint` is what stood before it."""

    text: str
    joint: str


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


def is_somebody(text: str) -> bool:
    """As `names_somebody`; an organisation is somebody too."""
    return names_somebody(text) or _kind(text) is ResponsibleKind.ORGANISATION


def is_unknown(one: ResponsibleDraft) -> bool:
    """Nothing in its words tells what it is; a group was assumed."""
    return one.kind is ResponsibleKind.GROUP and _kind(one.text) is None


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


def _parts(text: str) -> list[_Part]:
    parts: list[_Part] = []
    pieces = [piece for piece in _SEPARATOR.split(_WRAPPED_NAME.sub(" ", text)) if piece]
    joint = ""
    for piece in pieces:
        if set(piece) <= set(",;\n/"):
            joint = piece
            continue
        for at, part in enumerate(_split(piece)):
            if trimmed := _trimmed(part):
                parts.append(_Part(trimmed, " " if at else joint))
    return parts


def _trimmed(part: str) -> str:
    return " ".join(part.split()).strip(" ,;–—-•·")


def _split(piece: str) -> list[str]:
    """Persons written one after another, each with the post before it; then posts."""
    parts, at = [], 0
    for match in PERSON.finditer(piece):
        before = piece[at : match.start()]
        heads = _by_heads(before)
        if heads and _kind(_trimmed(heads[-1])) in {None, ResponsibleKind.POST}:
            parts += [*heads[:-1], heads[-1] + match.group()]
        else:
            parts += [*heads, match.group()]
        at = match.end()
    return [*parts, *_by_heads(piece[at:])]


def _by_heads(piece: str) -> list[str]:
    return [part for half in _by_and(piece) for part in _by_next_heads(half)]


def _by_next_heads(piece: str) -> list[str]:
    """«педагог-психолог методист»: the next post begins where a new head stands."""
    words = piece.split(" ")
    starts = [0]
    for at in range(1, len(words)):
        before = words[at - 1].lower().strip('(«"')
        is_head = words[at].lower().startswith(NEXT_HEADS) and _is_nominative(words[at].lower())
        is_told = _kind(" ".join(words[starts[-1] : at])) is not None
        if is_head and is_told and before not in BEFORE_HEADS and "(" not in piece:
            starts.append(at)
    ends = [*starts[1:], len(words)]
    return [" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True)]


def _is_nominative(word: str) -> bool:
    plain = word.strip(".,").translate(LONG_E)
    return plain in POST_HEADS or (plain in GROUP_HEADS and plain not in _GENITIVES)


_GENITIVES = {word for word in GROUP_HEADS if word.endswith(GENITIVE_ENDINGS)}


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


def _with_part(found: list[ResponsibleDraft], part: _Part) -> list[ResponsibleDraft]:
    text = part.text
    kind = ResponsibleKind.PERSON if PERSON.search(text) else _kind(text)
    if kind is None and _ALONE.fullmatch(text):
        kind = ResponsibleKind.PERSON
    if found and (kind is None or _is_apposition(found[-1], kind, part)):
        last = found[-1]
        is_torn = text.startswith("(") or not part.joint.strip()
        return [
            *found[:-1],
            ResponsibleDraft(kind=last.kind, text=last.text + (" " if is_torn else ", ") + text),
        ]
    return [*found, ResponsibleDraft(kind=kind or ResponsibleKind.GROUP, text=text)]


def _is_apposition(last: ResponsibleDraft, kind: ResponsibleKind, part: _Part) -> bool:
    """«Иванова А. Б., заместитель директора» is one person with a post, as is «… (завуч)»."""
    if part.text.startswith("("):
        return True
    is_bare = PERSON.fullmatch(last.text) is not None
    is_beside = part.joint.startswith(",") or not part.joint.strip(" ")
    return is_bare and kind is ResponsibleKind.POST and part.text[0].islower() and is_beside


def _kind(part: str) -> ResponsibleKind | None:
    """By the first word that says it: «руководители школ» are a group, «школа» is not."""
    adjective = None
    for word in _WORD.findall(part.lower().translate(LONG_E))[:4]:
        kind = _kind_of_word(word.strip("."))
        is_adjective = word.strip(".") in ADJECTIVES or word.startswith(_ADJECTIVE_STEMS)
        if is_adjective and kind is ResponsibleKind.POST:
            adjective = kind
        elif kind:
            return kind
    if adjective:
        return adjective
    if _ABBREVIATION.match(part) or (_QUOTED.search(part) and not PERSON.search(part)):
        return ResponsibleKind.ORGANISATION
    return None


def _kind_of_word(word: str) -> ResponsibleKind | None:
    stem = word.partition("-")[0]
    if word in GROUP_HEADS or word.startswith(GROUP_STEMS):
        return ResponsibleKind.GROUP
    if {word, stem, word.partition(".")[0]} & set(POST_HEADS) or word.startswith(POST_STEMS):
        return ResponsibleKind.POST
    if stem in GROUP_HEADS:
        return ResponsibleKind.GROUP
    if word.startswith(ORGANISATION_HEADS) or re.fullmatch(SCHOOL_PATTERN, word):
        return ResponsibleKind.ORGANISATION
    return _kind_of_case(stem)


def _kind_of_case(word: str) -> ResponsibleKind | None:
    """«кураторам», «методисту»: the same heads in another case."""
    for ending in PLURAL_ENDINGS:
        if word.endswith(ending) and _any_of(word.removesuffix(ending), PLURALS, GROUP_HEADS):
            return ResponsibleKind.GROUP
    for ending in CASES:
        if word.endswith(ending) and _any_of(word.removesuffix(ending), SINGULARS, POST_HEADS):
            return ResponsibleKind.POST
    return None


def _any_of(base: str, endings: tuple[str, ...], heads: tuple[str, ...]) -> bool:
    return any(base + ending in heads for ending in endings)
