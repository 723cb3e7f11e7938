"""Forks bots from a process that has imported everything: a start in milliseconds.

Run as ``python -m tests.e2e.nursery``: each line of standard input is a JSON object of
environment variables; a bot is forked with them, ``pid N`` is printed, then its own lines.
"""

import json
import os
import signal
import sys

import aiosqlite  # noqa: F401  # what a bot imports, imported once

import bot.app
import bot.commands
from bot.__main__ import main


def nurse() -> None:
    """Fork a bot for each line until the input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        environment = json.loads(line)
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.environ.update(environment)
            os._exit(main(["run"]))
        print(f"pid {pid}", flush=True)


if __name__ == "__main__":
    assert bot.app
    assert bot.commands
    nurse()
