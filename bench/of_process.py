"""The bot as a process, as an operator runs it."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

TOKEN = "1000001:sandbox-token-for-local-use-only"  # known to all


async def _ready(process: Process) -> None:
    assert process.stdout is not None
    while line := (await process.stdout.readline()).decode():
        if line.startswith("ready"):
            return
    raise SystemExit("the bot did not start")


async def start(*command: str, url: str, folder: Path, database: str, **more: str) -> Process:
    """Start ``python ARGUMENTS`` with the settings of a benchmark and wait until it is ready.

    What it logs is kept in ``folder/log``.
    """
    ours = {
        "BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": url, "DATA_DIR": str(folder),
        "DATABASE_URL": database, "LOG_LEVEL": "ERROR", "SEND_PER_SECOND": "100000",
        "SEND_PER_CHAT_PER_SECOND": "1000", "WEBHOOK_URL": "", "CLOCK_FILE": "", **more,
    }  # fmt: skip
    with (folder / "log").open("a") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, env={**os.environ, **ours}, stdout=PIPE, stderr=log
        )
    await _ready(process)
    return process


@asynccontextmanager
async def running(url: str, folder: Path, database: str, **more: str) -> AsyncIterator[Process]:
    """Run our bot; it is killed at the end."""
    process = await start("-m", "bot", "run", url=url, folder=folder, database=database, **more)
    try:
        yield process
    finally:
        process.kill()
        await process.wait()
