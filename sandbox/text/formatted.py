"""A text as the bot gives it → the text and entities that the message will carry (M1-M6)."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from sandbox.parameters import Parameters
from sandbox.refusals import NotBuilt, bad_request
from sandbox.text import found, html_reader, html_tags, utf16

Json = dict[str, Any]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
RAW_BYTES = 32_768
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\u2028-\u202e]")
_SPACES = " \t\n\v\f\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
BLANKS = _SPACES + "\u2009\u200a\u200b\u200e\u200f\u202f\u205f\u2060\u3000\ufeff"
_PLAIN_KINDS = {
    "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote",
    "expandable_blockquote", "code", "pre", "text_link", "text_mention", "custom_emoji",
    "date_time",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities, trimmed."""

    text: str
    entities: list[Json]


def message_text(parameters: Parameters) -> Formatted:
    """The text of sendMessage and editMessageText; refuses by M1, M2, M3, M6."""
    raw = parameters.text("text")
    if not raw:
        raise bad_request("message text is empty")
    formatted = _read(parameters, raw, "entities")
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if len(formatted.text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return formatted


def caption(parameters: Parameters) -> Formatted:
    """The caption of a file; refuses by M4, M6."""
    formatted = _read(parameters, parameters.text("caption"), "caption_entities")
    if len(formatted.text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return formatted


def said(text: str) -> Formatted:
    """A text typed by a person: only what Telegram finds by itself."""
    return _finished(text, [])


def _read(parameters: Parameters, raw: str, entities_name: str) -> Formatted:
    if len(raw.encode()) > RAW_BYTES:
        raise bad_request("text is too long")
    mode = parameters.text("parse_mode").lower()
    if mode == "html":
        return _finished(*html_reader.parse(raw))
    if mode in {"markdown", "markdownv2"}:
        raise NotBuilt(f"parse_mode {parameters.text('parse_mode')}")
    if mode:
        raise bad_request("unsupported parse_mode")
    return _finished(raw, _explicit(parameters, entities_name))


def _explicit(parameters: Parameters, name: str) -> list[Json]:
    try:
        given = parameters.parsed(name)
    except ValueError as error:
        raise bad_request("can't parse entities JSON object") from error
    if given is None:
        return []
    if not isinstance(given, list):
        raise bad_request("expected an Array of entities")
    return [_checked(one) for one in given if _is_kept(one)]


def _is_kept(one: Any) -> bool:
    return isinstance(one, dict) and one.get("type") in _PLAIN_KINDS


def _checked(one: Json) -> Json:
    """Only what may have come wrong: the place, and what the kind needs."""
    wrong = [name for name in ("offset", "length") if not _is_place(one.get(name))]
    kind, user = one["type"], one.get("user")
    if kind == "text_link" and not isinstance(one.get("url"), str):
        wrong.append("url")
    if kind == "text_mention" and not (isinstance(user, dict) and isinstance(user.get("id"), int)):
        wrong.append("user")
    if wrong:
        raise bad_request(f"can't parse MessageEntity: field {wrong[0]} is wrong or missing")
    return dict(one)


def _is_place(value: Any) -> bool:
    return isinstance(value, int) and 0 <= value <= RAW_BYTES


def _finished(text: str, entities: list[Json]) -> Formatted:
    """Control letters become spaces, both ends are trimmed, entities follow (M5)."""
    text = _CONTROLS.sub(_cleaned, text)
    kept = text.rstrip(BLANKS)
    start = len(kept) - len(kept.lstrip(BLANKS))
    skipped = utf16.length(kept[:start])
    kept = kept[start:]
    placed = _placed(kept, entities, skipped) if entities else []
    return Formatted(kept, found.with_found(kept, placed))


def _cleaned(match: re.Match[str]) -> str:
    letter = match[0]
    if letter == "\r" or unicodedata.category(letter) != "Cc":
        return ""
    return " "


def _placed(text: str, entities: list[Json], skipped: int) -> list[Json]:
    total = utf16.length(text)
    placed = []
    for one in entities:
        start = max(0, one["offset"] - skipped)
        end = min(total, one["offset"] + one["length"] - skipped)
        if end > start and not _is_blank(text, start, end):
            placed.append(one | {"offset": start, "length": end - start})
    return html_tags.ordered(placed)


def _is_blank(text: str, start: int, end: int) -> bool:
    words = text[utf16.index(text, start) : utf16.index(text, end)]
    return not words.strip(BLANKS)
