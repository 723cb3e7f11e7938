"""Forks bots from a process that has imported everything: a start in milliseconds.

Run as ``python -m tests.nightly.nursery``: each line of standard input is a JSON object with
``environment`` and ``arguments``; a bot is forked with them. Each line of output begins with
a bot's pid: ``PID born``, what the bot prints, ``PID end CODE`` (-9: killed).
"""

import json
import os
import signal
import sys
from typing import Any

import aiosqlite  # noqa: F401  # what a bot imports, imported once
import asyncpg  # noqa: F401

import bot.app
import bot.commands
from bot.__main__ import main


class Told:
    """The standard output of a bot: whole lines, with its pid before them."""

    def __init__(self) -> None:
        self._begun = ""

    def write(self, text: str) -> None:
        """Take a piece of a line."""
        *lines, self._begun = (self._begun + text).split("\n")
        for line in lines:
            tell(os.getpid(), line)

    def flush(self) -> None:
        """Nothing is held back."""


def tell(pid: int, words: str) -> None:
    """Print one line in one write, so that lines of two processes never mix."""
    os.write(1, f"{pid} {words}\n".encode())


def reap(*_: Any) -> None:
    """Tell how children ended."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        tell(pid, f"end {os.waitstatus_to_exitcode(status)}")


def grow(order: dict[str, Any]) -> None:
    """Be a bot."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(order["environment"])
    sys.stdout = Told()  # type: ignore[assignment]
    code = main(order["arguments"])
    os._exit(code)


def nurse() -> None:
    """Fork a bot for each line until the input ends."""
    signal.signal(signal.SIGCHLD, reap)
    tell(os.getpid(), "hatched")
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            grow(json.loads(line))
        tell(pid, "born")


if __name__ == "__main__":
    assert bot.app
    assert bot.commands
    nurse()
