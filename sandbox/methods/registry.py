"""Names of methods: those that are built and those that only exist."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from sandbox.parameters import Parameters
from sandbox.world import World

Handler = Callable[[World, Parameters], Any | Awaitable[Any]]

BUILT: dict[str, tuple[str, Handler]] = {}
_NAMES_FILE = Path(__file__).parent.parent / "bot_api_methods.txt"
EXISTING = {name.lower(): name for name in _NAMES_FILE.read_text(encoding="ascii").split()}


def method(name: str) -> Callable[[Handler], Handler]:
    """Register a handler under a Bot API name; names are found in any case (H1)."""

    def register(handler: Handler) -> Handler:
        BUILT[name.lower()] = (name, handler)
        return handler

    return register
