"""The arguments of one Bot API call, wherever in the request they stand (H1, H6)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from sandbox.files import UPLOAD_LIMIT
from sandbox.refusals import Refusal, bad_request

Json = dict[str, Any]

TOTAL_LIMIT = 1024 * 1024
TOO_MANY = "Request Entity Too Large: too many parameters"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request."""

    name: str
    mime_type: str
    content: bytes


class Parameters:
    """Named strings and uploads; unknown names are simply never asked for."""

    __slots__ = ("uploads", "values")

    def __init__(self, values: Mapping[str, str], uploads: Mapping[str, Upload]) -> None:
        self.values = values
        self.uploads = uploads

    def text(self, name: str) -> str:
        """The string, or an empty one."""
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        """The number; what is not a number is taken for the default."""
        words = self.values.get(name, "").strip()
        return int(words) if _is_integer(words) else default

    def clamped(self, name: str, low: int, high: int, default: int) -> int:
        """The number within its bounds."""
        return max(low, min(high, self.integer(name, default)))

    def flag(self, name: str) -> bool:
        """True for `true`, `yes` and `1`."""
        return self.values.get(name, "").lower() in {"true", "yes", "1"}

    def parsed(self, name: str) -> Any:
        """The JSON value, None when absent; `ValueError` when it cannot be read."""
        words = self.values.get(name, "")
        return json.loads(words) if words else None

    def parsed_as(self, kind: type, name: str, what: str = "") -> Any:
        """The JSON value of this kind (dict or list), None when absent; refuses others."""
        try:
            value = self.parsed(name)
        except ValueError:
            value = ...
        if value is not None and not isinstance(value, kind):
            raise bad_request(f"can't parse {what or name.replace('_', ' ')} JSON object")
        return value

    def upload(self, name: str) -> Upload | None:
        """The file of this name, sent directly or as `attach://key`."""
        if name in self.uploads:
            return self.uploads[name]
        prefix, _, key = self.text(name).partition("attach://")
        return self.uploads.get(key) if not prefix and key else None


async def read(request: web.Request) -> Parameters:
    """Read query and body: urlencoded, JSON or multipart."""
    values = _pairs(request.rel_url.raw_query_string)
    uploads: dict[str, Upload] = {}
    if request.method == "POST" and request.body_exists:
        kind = request.content_type
        if kind.startswith("multipart/"):
            await _read_multipart(request, values, uploads)
        elif kind == "application/json":
            values |= _from_json(await _body(request))
        elif kind == "application/x-www-form-urlencoded":
            values |= _pairs((await _body(request)).decode("utf-8", "surrogateescape"))
    _check_unicode(values)
    return Parameters(values, uploads)


def from_answer(answer: Json) -> Parameters:
    """The arguments of a method in a webhook's answer."""
    return Parameters(_strings(answer), {})


def _is_integer(words: str) -> bool:
    digits = words[1:] if words[:1] == "-" else words
    return digits.isascii() and digits.isdigit() and len(digits) < 20


def _pairs(text: str) -> dict[str, str]:
    if len(text) > TOTAL_LIMIT:
        raise Refusal(413, TOO_MANY)
    if not text:
        return {}
    return dict(parse_qsl(text, keep_blank_values=True, errors="surrogateescape"))


def _check_unicode(values: Mapping[str, str]) -> None:
    try:
        "".join(values.values()).encode()
    except UnicodeEncodeError as error:
        raise bad_request("strings must be encoded in UTF-8") from error


async def _body(request: web.Request) -> bytes:
    if (request.content_length or 0) > TOTAL_LIMIT:
        raise Refusal(413, TOO_MANY)
    return await request.read()


def _from_json(body: bytes) -> dict[str, str]:
    try:
        given = json.loads(body)
    except ValueError as error:
        raise bad_request(f"can't parse JSON: {error}") from error
    if not isinstance(given, dict):
        raise bad_request("JSON object expected")
    return _strings(given)


def _strings(given: Json) -> dict[str, str]:
    return {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in given.items()
        if value is not None
    }


async def _read_multipart(
    request: web.Request, values: dict[str, str], uploads: dict[str, Upload]
) -> None:
    total = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        content = await _read_part(part)
        if part.filename is None:
            total += len(content)
            values[part.name] = content.decode("utf-8", "surrogateescape")
        else:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(part.filename, kind, content)
    if total > TOTAL_LIMIT:
        raise Refusal(413, TOO_MANY + " in form data")


async def _read_part(part: BodyPartReader) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(1 << 16):
        content += chunk
        if len(content) > UPLOAD_LIMIT:
            raise Refusal(413, "Request Entity Too Large")
    return bytes(content)
