"""read_isolated: reading a stranger's file in a child process that may be killed."""

import asyncio
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from documents.reading import MAX_BYTES
from documents.unreadable import Unreadable
from domain.roadmap_draft import RoadmapDraft

_ROOT = Path(__file__).resolve().parent.parent
_KEPT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL")


async def read_isolated(
    content: bytes, name: str, year: int, *, seconds: float = 20
) -> RoadmapDraft:
    """Read a file in a child limited in memory, time and network.

    Raises `Unreadable`: the reader's codes, and `too_hard` when a limit is met. The child
    is killed after `seconds` and when the caller is cancelled.
    """
    if len(content) > MAX_BYTES:
        raise Unreadable("too_large")
    answer = await _answer(content, name, year, seconds)
    try:
        plain = json.loads(answer)
    except ValueError as wrong:
        raise Unreadable("too_hard") from wrong
    if "unreadable" in plain:
        raise Unreadable(plain["unreadable"])
    return RoadmapDraft.from_json(plain["draft"])


async def _answer(content: bytes, name: str, year: int, seconds: float) -> bytes:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "documents.child",
        _safe_name(name),
        str(year),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=_ROOT,
        env={key: os.environ[key] for key in _KEPT if key in os.environ},
    )
    try:
        answer, _ = await asyncio.wait_for(child.communicate(content), seconds)
    except TimeoutError as late:
        raise Unreadable("too_hard") from late
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    return answer


def _safe_name(name: str) -> str:
    """The name is data: only its ending matters, and only to a csv."""
    return "roadmap.csv" if name.lower().endswith(".csv") else "roadmap"
