"""Addresses in `<a href>`, buttons and plain text."""

import re
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]

_SCHEMES = {"http", "https", "ftp", "tg", "ton", "tonsite"}
_USER = re.compile(r"tg://user\?id=(\d{1,18})$")
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}|localhost|\d{1,3}(?:\.\d{1,3}){3}", re.UNICODE)


def user_id(url: str) -> int | None:
    """The user of a `tg://user?id=` link."""
    match = _USER.match(url)
    return int(match[1]) if match else None


def checked(url: str) -> str:
    """The address as Telegram keeps it, or an empty string when it is none."""
    url = url.strip()
    if "://" not in url:
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme.lower() in {"tg", "ton"}:
        return url if parts.netloc or parts.path else ""
    if parts.scheme.lower() not in _SCHEMES or not _HOST.fullmatch(parts.hostname or ""):
        return ""
    return url if parts.path else _with_slash(url, parts.netloc)


def entity(url: str) -> Json | None:
    """A link or a mention by id without its place; None for a wrong address."""
    if (person := user_id(url)) is not None:
        return {"type": "text_mention", "user": {"id": person}}
    address = checked(url)
    return {"type": "text_link", "url": address} if address else None


def _with_slash(url: str, host: str) -> str:
    before, _, after = url.partition(host)
    return f"{before}{host}/{after}"
