"""Crumbs, stamps and personal marks: taken out of a paper's text before anything is kept."""

import re
from html import unescape

from domain.responsibles import PERSON
from domain.roadmap_words import (
    FURNITURE_STARTS,
    FURNITURE_STEMS,
    HYPHENATED_PATTERN,
    SIGNER_HEADS,
    STAMP_PATTERN,
    WRAPPED_HYPHEN_PATTERN,
)

_LIST_ITEM = re.compile(r"<li[^>]{0,200}>\s*", re.IGNORECASE)
_MARKED = re.compile(r"\n• (?=[–—•·▪*-]|\d{1,2}[).])")
_BREAK = re.compile(r"<(?:br|p|/p|/div|/li|/tr)\b[^>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_FIELD = re.compile(
    r"\[[a-z]+:[^\]\n]{0,80}\]|\*\*|[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0b-\x1f]"
)
_STAMP = re.compile(STAMP_PATTERN, re.IGNORECASE)
LONGEST_MARK, LONGEST_POST = 120, 70
_BLANK = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_HYPHENATED = re.compile(HYPHENATED_PATTERN)
_WRAPPED_HYPHEN = re.compile(WRAPPED_HYPHEN_PATTERN)
_BOLD = re.compile(r"^\s*(?:<(?:b|strong)\b[^>]{0,99}>|\*\*)", re.IGNORECASE)
_SECRETS = (
    re.compile(r"[\w.+\\-]+@[\w-]+\.[\w.-]+"),
    re.compile(r"(?:\+7|\b8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]?\d\d[\s-]?\d\d\b"),
    re.compile(r"\b\d{3}-\d{3}-\d{3}[\s-]\d\d\b"),
    re.compile(r"\b\d{10,15}\b"),
    re.compile(r"\b[0-9A-F]{24,}\b"),
)


def clean(text: str) -> str:
    """Text without mark-up, field codes and broken blanks; list items on lines of their own."""
    if "<" in text or "&" in text:
        text = _BREAK.sub("\n", _LIST_ITEM.sub("\n• ", text))
        text = unescape(_TAG.sub(" ", _MARKED.sub("\n", text)))
    text = _BLANK.sub(" ", _FIELD.sub("", text))
    text = _LINES.sub("\n", text).strip()
    return _WRAPPED_HYPHEN.sub("-", _HYPHENATED.sub("", text))


def is_bold(text: str) -> bool:
    """The whole cell is set in bold, as headings of stages are."""
    return bool(_BOLD.match(text))


def without_secrets(text: str) -> tuple[str, int]:
    """Text without stamps, mails, phones and long identifiers, and how many were dropped."""
    text, dropped = _STAMP.subn(" ", text)
    if any(char.isdigit() or char == "@" for char in text):
        for pattern in _SECRETS:
            text, count = pattern.subn("", text)
            dropped += count
    return text.strip(" ,;") if dropped else text, dropped


def is_furniture(text: str) -> bool:
    """A stamp, a signature or a page number: nothing of the school's plan."""
    lowered = text.lower().strip(" *")
    if lowered.strip("-–— ").isdecimal() or "___" in lowered:
        return True
    starts = lowered.startswith(FURNITURE_STARTS) and len(lowered) < LONGEST_MARK
    return starts or any(stem in lowered for stem in FURNITURE_STEMS)


def is_signature(text: str) -> bool:
    """«Директор школы И. О. Фамилия»: a post, a name and nothing else."""
    flat = " ".join(text.split())
    if len(flat) > LONGEST_MARK or any(char.isdigit() for char in flat):
        return False
    named = PERSON.search(flat)
    rest = flat.replace(named.group(), "").strip(" ,./\\") if named else ""
    is_signed = flat.lower().startswith(SIGNER_HEADS) or not rest
    return bool(named) and is_signed and len(rest) < LONGEST_POST
