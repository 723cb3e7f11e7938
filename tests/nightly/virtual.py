"""An event loop whose time passes at once when nobody has anything to do."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
BREATH = 0.002  # real seconds in which a thread of the database may answer


class _Selector(selectors.DefaultSelector):
    """Waits a breath for what is real and jumps over the rest."""

    jumped = 0.0

    def select(self, timeout: float | None = None) -> Any:
        """Give what is ready; nothing is: the time asked for has passed."""
        found = super().select(timeout if timeout is None else min(timeout, BREATH))
        if not found and timeout is not None and timeout > 0:
            self.jumped += timeout
        return found


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop whose ``time`` runs ahead of the real one."""

    def __init__(self) -> None:
        self._chosen = _Selector()
        super().__init__(self._chosen)

    def time(self) -> float:
        """Return real monotonic seconds and those jumped over."""
        return super().time() + self._chosen.jumped


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)
