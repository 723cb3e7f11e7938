"""ask_child: a module of ours in a process that may be killed; bytes in, bytes out."""

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_KEPT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL")


async def ask_child(module: str, *arguments: str, content: bytes, seconds: float) -> bytes:
    """Give what the child wrote to its standard output; empty when it failed.

    Raises `TimeoutError`; the child is killed then, and when the caller is cancelled. It
    sees none of our environment: no token, no database.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=_ROOT,
        env={key: os.environ[key] for key in _KEPT if key in os.environ},
    )
    try:
        answer, _ = await asyncio.wait_for(child.communicate(content), seconds)
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    return answer if child.returncode == 0 else b""
