"""Entities that Telegram finds by itself: commands, mentions, links, hashtags, e-mails."""

import re
from typing import Any

from sandbox.text import html_tags, links, utf16

Json = dict[str, Any]

_PATTERNS = (
    ("url", re.compile(r"(?<![\w@])(?:https?://|tg://)[^\s<>\"']+", re.IGNORECASE)),
    ("url", re.compile(r"(?<![\w@/.])(?:t\.me|www\.[\w-]+\.[a-z]{2,})(?:/[^\s<>\"']*)?", re.I)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?!\w)", re.I)),
    ("bot_command", re.compile(r"(?<![\w/<>@.:])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z]\w{3,31}(?!\w)", re.ASCII)),
    ("hashtag", re.compile(r"(?<!\w)#(?=\w*[^\W\d_])\w{1,256}")),
)
_OPAQUE = {"code", "pre", "text_link", "text_mention", "bot_command", "url", "email"}
_TAIL = ".,:;!?)]}'\"»…"
_MARKS = "/@#:."


def with_found(text: str, entities: list[Json]) -> list[Json]:
    """The given entities and those found in the text, in order."""
    if not any(mark in text for mark in _MARKS):
        return entities
    every = list(entities)
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            _add(every, kind, match, text)
    return html_tags.ordered(every)


def _add(every: list[Json], kind: str, match: re.Match[str], text: str) -> None:
    words = match[0].rstrip(_TAIL) if kind == "url" else match[0]
    if kind == "url" and not links.checked(words):
        return
    offset, length = utf16.length(text[: match.start()]), utf16.length(words)
    if not any(_overlaps(one, offset, length) for one in every if one["type"] in _OPAQUE):
        every.append({"offset": offset, "length": length, "type": kind})


def _overlaps(one: Json, offset: int, length: int) -> bool:
    return bool(one["offset"] < offset + length and offset < one["offset"] + one["length"])
