"""Named places where a test may end the process at once (``FAILPOINT=name:n``)."""

import os
import signal

_armed: dict[str, int] = {}


def arm(specification: str) -> None:
    """Arm ``name:n``: the n-th time ``name`` is passed, the process is killed with -9."""
    name, _, count = specification.partition(":")
    if name:
        _armed[name] = int(count or 1)


def passing(name: str) -> None:
    """Say that the place ``name`` is passed."""
    if name not in _armed:
        return
    _armed[name] -= 1
    if _armed[name] <= 0:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
