"""read_isolated: reading a stranger's file in a child process that may be killed."""

import json

from documents.children import ask_child
from documents.reading import MAX_BYTES
from documents.unreadable import Unreadable
from domain.calendar import Calendar
from domain.roadmap_draft import RoadmapDraft


async def read_isolated(
    content: bytes, name: str, year: int, *, calendar: Calendar | None = None, seconds: float = 20
) -> RoadmapDraft:
    """Read a file in a child limited in memory, time and network.

    `calendar` has the days off. Raises `Unreadable`: the reader's codes, and `too_hard` when
    a limit is met. The child is killed after `seconds` and when the caller is cancelled.
    """
    if len(content) > MAX_BYTES:
        raise Unreadable("too_large")
    answer = await _answer(content, (_safe_name(name), str(year), _plain(calendar)), seconds)
    try:
        plain = json.loads(answer)
    except ValueError as wrong:
        raise Unreadable("too_hard") from wrong
    if "unreadable" in plain:
        raise Unreadable(plain["unreadable"])
    return RoadmapDraft.from_json(plain["draft"])


async def _answer(content: bytes, argv: tuple[str, ...], seconds: float) -> bytes:
    try:
        return await ask_child("documents.child", *argv, content=content, seconds=seconds)
    except TimeoutError as late:
        raise Unreadable("too_hard") from late


def _plain(calendar: Calendar | None) -> str:
    return json.dumps((calendar or Calendar()).to_json())


def _safe_name(name: str) -> str:
    """The name is data: only its ending matters, and only to a csv."""
    return "roadmap.csv" if name.lower().endswith(".csv") else "roadmap"
