"""Text and entities → HTML, for the control API and the page."""

from html import escape
from typing import Any

from sandbox.text import html_tags

Json = dict[str, Any]

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


def write(text: str, entities: list[Json]) -> str:
    """The text as Telegram's HTML; entities that overlap are closed and opened again."""
    if not entities:
        return escape(text, quote=False)
    units = text.encode("utf-16-le", "surrogatepass")
    return _write(units, 0, len(units) // 2, html_tags.ordered(entities))


def _write(units: bytes, start: int, end: int, entities: list[Json]) -> str:
    pieces: list[str] = []
    at, rest = start, list(entities)
    while rest:
        one = rest.pop(0)
        first, last = max(one["offset"], at), min(one["offset"] + one["length"], end)
        if first >= last:
            continue
        inner = [other for other in rest if other["offset"] < last]
        rest = [other for other in rest if other["offset"] + other["length"] > last]
        pieces.append(_plain(units, at, first))
        pieces.append(_wrapped(one, _write(units, first, last, inner)))
        at = last
    return "".join([*pieces, _plain(units, at, end)])


def _plain(units: bytes, start: int, end: int) -> str:
    return escape(units[start * 2 : end * 2].decode("utf-16-le", "replace"), quote=False)


def _wrapped(one: Json, inner: str) -> str:
    kind = one["type"]
    if kind == "text_link":
        return f'<a href="{escape(one["url"])}">{inner}</a>'
    if kind == "text_mention":
        return f'<a href="tg://user?id={one["user"]["id"]}">{inner}</a>'
    if kind == "expandable_blockquote":
        return f"<blockquote expandable>{inner}</blockquote>"
    if kind == "pre" and one.get("language"):
        language = escape(one["language"])
        return f'<pre><code class="language-{language}">{inner}</code></pre>'
    tag = _TAGS.get(kind)
    return f"<{tag}>{inner}</{tag}>" if tag else inner
