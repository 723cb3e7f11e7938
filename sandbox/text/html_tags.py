"""Which HTML tag gives which entity (M6)."""

from typing import Any

Json = dict[str, Any]

PLAIN = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "pre": "pre",
}
SUPPORTED = frozenset(PLAIN) | {"a", "code", "blockquote", "tg-emoji", "tg-time"}
_PREFIXED = {("code", "class"): "language-", ("span", "class"): "tg-"}
_WHOLE = {("a", "href"), ("tg-emoji", "emoji-id"), ("tg-time", "unix")}
ORDER = ("blockquote", "expandable_blockquote", "pre", "code", "text_link", "bold", "italic")


def argument(tag: str, name: str, value: str, known: str) -> str:
    """What the tag keeps of this attribute; the attribute known so far otherwise."""
    if (tag, name) in _WHOLE or (tag, name) == ("blockquote", "expandable"):
        return value
    prefix = _PREFIXED.get((tag, name))
    return value[len(prefix) :] if prefix and value.startswith(prefix) else known


def entity(tag: str, given: str) -> Json | None:
    """The entity of a tag without its place; None when its argument is wrong."""
    if tag == "blockquote":
        return {"type": "expandable_blockquote" if given else "blockquote"}
    if tag == "code":
        return {"type": "code"} | ({"language": given} if given else {})
    if tag == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": given} if given.isdigit() else None
    if tag == "tg-time":
        return {"type": "date_time", "unix_time": int(given)} if given.isdigit() else None
    return {"type": PLAIN[tag]}


def add(entities: list[Json], new: Json) -> None:
    """Add an entity; a code with a language inside a pre becomes one pre, and the other way."""
    last = entities[-1] if entities else None
    if last is not None and _same_place(last, new):
        kinds = (last["type"], new["type"])
        if kinds == ("code", "pre") and last.get("language"):
            last["type"] = "pre"
            return
        if kinds == ("pre", "code") and new.get("language"):
            last["language"] = new["language"]
            return
    entities.append(new)


def settled(entities: list[Json]) -> list[Json]:
    """In Telegram's order; a lone code has no language."""
    for one in entities:
        if one["type"] == "code":
            one.pop("language", None)
    return ordered(entities)


def ordered(entities: list[Json]) -> list[Json]:
    """By place, the longer first."""
    return sorted(entities, key=lambda one: (one["offset"], -one["length"], _rank(one["type"])))


def _rank(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def _same_place(one: Json, other: Json) -> bool:
    return bool(one["offset"] == other["offset"] and one["length"] == other["length"])
