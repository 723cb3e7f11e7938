"""Failures told without a value: an exception's own words may hold what a person wrote."""

import os
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

PLACES = 12  # the last ones


class Told(RuntimeError):
    """A failure of ours whose own words hold no value of a row: they may be logged."""


def with_causes(error: BaseException) -> str:
    """Tell a failure and what it came from."""
    return "\nbecause of\n".join(without_values(one) for one in _chain(error))


def without_values(error: BaseException) -> str:
    """Give the places a failure passed through and what it was, without a single value."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "site-packages" not in frame.filename]
    last = [frame for frame in frames[-2:] if frame not in own]
    places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in own + last]
    return "\n".join([*places[-PLACES:], reason(error)])


def reason(error: BaseException) -> str:
    """Give a failure's kind, with the database's code or the system's words, or our own."""
    at = getattr(error, "orig", None) or error
    code = getattr(at, "sqlite_errorname", None) or getattr(at, "sqlstate", None)
    if not code and isinstance(at, OSError):
        code = _of_system(at)
    elif isinstance(error, Told):
        code = str(error)
    return f"{type(error).__name__}: {code}" if code else type(error).__name__


def _of_system(error: OSError) -> str:
    """The system's own words; a library's, made of several or of none, are left out."""
    if hasattr(error, "reason"):  # of TLS, whose numbers are its own
        return error.reason or ""
    if isinstance(error.errno, int):  # a resolver's numbers are below zero
        return os.strerror(error.errno) if error.errno > 0 else error.strerror or ""
    numbers = dict.fromkeys(re.findall(r"\[Errno (\d+)\]", str(error)))
    return ", ".join(os.strerror(int(number)) for number in numbers)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _short(path: str) -> str:
    return "/".join(Path(path).parts[-2:])
