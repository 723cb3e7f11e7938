"""Telegram's HTML: byte offsets, refusals and entities as its own parser gives them (M6).

Follows the rules of td's `parse_html`: tags are removed, entities count UTF-16 units, byte
offsets in refusals count bytes of the source text.
"""

import re
from dataclasses import dataclass
from typing import Any

from sandbox.refusals import Refusal, bad_request
from sandbox.text import html_tags, links

Json = dict[str, Any]

SPACES = b" \t\r\n\v\0"
NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
LONGEST_REFERENCE = 10
TOP = 0x10FFFF
NAME_TOKEN = re.compile(rb"[A-Za-z0-9.\-]*")
BARE_ATTRIBUTES = {("blockquote", "expandable")}
_REFERENCE = re.compile(rb"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*));?")


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    begin: int


def parse(source: str) -> tuple[str, list[Json]]:
    """Text without tags and its entities; `Refusal` with Telegram's words."""
    return _Reader(source).read()


def refuse(message: str) -> Refusal:
    """A refusal of the markup."""
    return bad_request(f"can't parse entities: {message}")


class _Reader:
    def __init__(self, source: str) -> None:
        self._bytes = source.encode()
        self._at = 0
        self._out: list[str] = []
        self._units = 0
        self._stack: list[_Open] = []
        self._entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        """Run over the source once."""
        while self._at < len(self._bytes):
            self._read_text()
            if self._byte() == b"<":
                self._read_tag()
        if self._stack:
            tag = self._stack[-1].tag
            raise refuse(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return "".join(self._out), html_tags.settled(self._entities)

    def _byte(self) -> bytes:
        return self._bytes[self._at : self._at + 1]

    def _is_space(self) -> bool:
        return self._byte() in SPACES  # the end counts as NUL, and NUL as a space

    def _read_text(self) -> None:
        end = self._bytes.find(b"<", self._at)
        end = len(self._bytes) if end < 0 else end
        self._write(decoded(self._bytes[self._at : end]))
        self._at = end

    def _write(self, text: str) -> None:
        self._out.append(text)
        self._units += len(text) + sum(1 for letter in text if letter > "\uffff")

    def _read_tag(self) -> None:
        begin = self._at
        self._at += 1
        if self._byte() == b"/":
            self._read_end(begin)
        else:
            self._read_start(begin)

    def _name(self, start: int, stops: bytes) -> str:
        while not self._is_space() and self._byte() not in stops:
            self._at += 1
        return self._bytes[start : self._at].decode("utf-8", "replace")

    def _skip_spaces(self) -> None:
        while self._byte() and self._is_space():
            self._at += 1

    def _read_start(self, begin: int) -> None:
        tag = self._name(begin + 1, b">").lower()
        if not self._byte():
            raise refuse(f"Unclosed start tag at byte offset {begin}")
        if tag not in html_tags.SUPPORTED:
            raise refuse(f'Unsupported start tag "{tag}" at byte offset {begin}')
        argument = self._read_attributes(tag, begin)
        if tag == "span" and argument != "spoiler":
            raise refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self._at += 1
        self._stack.append(_Open(tag, argument, self._units, len(self._out)))

    def _read_attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while self._byte() != b">":
            self._skip_spaces()
            if self._byte() == b">":
                break
            name, value = self._read_attribute(tag, begin)
            if not self._byte():
                raise refuse(f"Unclosed start tag at byte offset {begin}")
            argument = html_tags.argument(tag, name, value, argument)
        return argument

    def _read_attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._name(self._at, b"=>")
        if not name:
            raise refuse(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._skip_spaces()
        if self._byte() != b"=":
            return name, self._bare_attribute(tag, name, begin)
        self._at += 1
        self._skip_spaces()
        if not self._byte():
            raise refuse(f'Unclosed start tag "{tag}" at byte offset {begin}')
        return name, self._read_value()

    def _bare_attribute(self, tag: str, name: str, begin: int) -> str:
        if (tag, name) in BARE_ATTRIBUTES:
            return "1"
        raise refuse(
            f'Expected equal sign in declaration of an attribute of the tag "{tag}" '
            f"at byte offset {begin}"
        )

    def _read_value(self) -> str:
        quote = self._byte()
        if quote not in {b"'", b'"'}:
            return self._read_token()
        start = self._at + 1
        end = self._bytes.find(quote, start)
        self._at = len(self._bytes) if end < 0 else end + 1
        return decoded(self._bytes[start : len(self._bytes) if end < 0 else end])

    def _read_token(self) -> str:
        start = self._at
        match = NAME_TOKEN.match(self._bytes, start)
        self._at = match.end() if match else start
        if not self._is_space() and self._byte() != b">":
            raise refuse(f"Unexpected end of name token at byte offset {start}")
        return self._bytes[start : self._at].decode().lower()

    def _read_end(self, begin: int) -> None:
        if not self._stack:
            raise refuse(f"Unexpected end tag at byte offset {begin}")
        found = self._name(begin + 2, b">").lower()
        self._skip_spaces()
        if self._byte() != b">":
            raise refuse(f"Unclosed end tag at byte offset {begin}")
        expected = self._stack[-1].tag
        if found and found != expected:
            raise refuse(
                f"Unmatched end tag at byte offset {begin}, "
                f'expected "</{expected}>", found "</{found}>"'
            )
        self._at += 1
        self._close(self._stack.pop())

    def _close(self, opened: _Open) -> None:
        length = self._units - opened.offset
        if length <= 0:
            return
        inside = "".join(self._out[opened.begin :])
        place = {"offset": opened.offset, "length": length}
        if opened.tag == "a":
            entity = links.entity(opened.argument or inside)
        else:
            entity = html_tags.entity(opened.tag, opened.argument)
        if entity is None and opened.tag == "tg-emoji":
            raise refuse("Invalid custom emoji identifier specified")
        if entity is not None:
            html_tags.add(self._entities, place | entity)


def decoded(raw: bytes) -> str:
    """Text with Telegram's four named references and the numeric ones replaced."""
    if b"&" not in raw:
        return raw.decode()
    return "".join(_pieces(raw))


def _pieces(raw: bytes) -> list[str]:
    pieces, at = [], 0
    for match in _REFERENCE.finditer(raw):
        letter = _letter(match)
        if letter:
            pieces += [raw[at : match.start()].decode(), letter]
            at = match.end()
    return [*pieces, raw[at:].decode()]


def _letter(match: re.Match[bytes]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return NAMED.get(name, "")
    digits, base = (decimal, 10) if hexadecimal is None else (hexadecimal, 16)
    length = len(match[0].rstrip(b";"))
    code = int(digits, base) if digits else 0
    if code == 0 or code >= TOP or length >= LONGEST_REFERENCE:
        return ""
    if 0xD800 <= code <= 0xDFFF:
        raise refuse(
            "Text contains invalid Unicode characters after decoding HTML entities, check for "
            "unmatched surrogate code units"
        )
    return chr(code)
