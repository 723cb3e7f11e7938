"""Crumbs, stamps and personal marks: taken out of a paper's text before anything is kept."""

import re
from html import unescape

from domain.roadmap_words import FURNITURE_STEMS, HYPHENATED_PATTERN, SIGNATURE_LEADS

_LIST_ITEM = re.compile(r"<li[^>]{0,200}>\s*", re.IGNORECASE)
_MARKED = re.compile(r"\n• (?=[–—•·▪*-]|\d{1,2}[).])")
_BREAK = re.compile(r"<(?:br|p|/p|/div|/li|/tr)\b[^>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_FIELD = re.compile(
    r"\[[a-z]+:[^\]\n]{0,80}\]|\*\*|[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0b-\x1f]"
)
_BLANK = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_HYPHENATED = re.compile(HYPHENATED_PATTERN)
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
    return _HYPHENATED.sub("", text)


def is_bold(text: str) -> bool:
    """The whole cell is set in bold, as headings of stages are."""
    return bool(_BOLD.match(text))


def without_secrets(text: str) -> tuple[str, int]:
    """Text without mails, phones and long identifiers, and how many were dropped."""
    if not any(char.isdigit() or char == "@" for char in text):
        return text, 0
    dropped = 0
    for pattern in _SECRETS:
        text, count = pattern.subn("", text)
        dropped += count
    return text.strip() if dropped else text, dropped


def is_furniture(text: str) -> bool:
    """A stamp, a signature or a page number: nothing of the school's plan."""
    lowered = text.lower().strip()
    if lowered.isdecimal() or "___" in lowered:
        return True
    return any(stem in lowered for stem in FURNITURE_STEMS) or lowered.startswith(SIGNATURE_LEADS)
