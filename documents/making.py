"""make: a picture or a document from plain values, in a child process with limits."""

import json
from typing import Any

from documents.children import ask_child


class NotMade(Exception):
    """The child failed or met a limit; trying again may help."""


async def make(kind: str, plain: dict[str, Any], *, seconds: float = 20) -> bytes:
    """Make a file of a kind that `documents.maker` knows; raises `NotMade`."""
    content = json.dumps(plain).encode("ascii")
    try:
        made = await ask_child("documents.maker", kind, content=content, seconds=seconds)
    except TimeoutError as late:
        raise NotMade(kind) from late
    if not made:
        raise NotMade(kind)
    return made
