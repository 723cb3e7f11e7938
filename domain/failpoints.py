"""Named places where a test may end the process at once (``FAILPOINT=name:n``)."""

import os
import signal
from typing import Literal, get_args

Place = Literal[
    "after-fetch",
    "before-commit",
    "after-commit",
    "second-pass",
    "before-dead-letter",
    "after-dead-letter",
    "before-send",
    "after-send",
    "before-mark",
    "after-read",
    "mid-backup",
    "mid-migration",
]
PLACES: tuple[Place, ...] = get_args(Place)  # the kill loop visits each of them

_armed: dict[str, int] = {}


def arm(specification: str) -> None:
    """Arm ``name:n``: the n-th time ``name`` is passed, the process is killed with -9."""
    name, _, count = specification.partition(":")
    if name:
        _armed[name] = int(count or 1)


def passing(name: Place) -> None:
    """Say that the place ``name`` is passed."""
    if name not in _armed:
        return
    _armed[name] -= 1
    if _armed[name] <= 0:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
