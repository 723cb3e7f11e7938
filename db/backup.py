"""Backups: a whole copy of the database while the bot runs, and putting one back.

SQLite is copied by ``VACUUM INTO`` (never a file copy); PostgreSQL is written as JSON lines,
one row each, from one snapshot. Either file is checked before it is trusted.
"""

import asyncio
import gzip
import json
import shutil
import sqlite3
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from db.copying import set_sequences
from db.migrate import ensure_schema, revision
from db.migrations import HEAD
from db.models import Base
from domain import failpoints

KEEP = 7
SQLITE_MAGIC = b"SQLite format 3\x00"


class BadBackup(ValueError):
    """The file is not a backup of this bot, or is damaged."""


async def back_up(engine: AsyncEngine, target: Path) -> None:
    """Write a whole copy to a new file of mode 0600."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    if engine.dialect.name == "sqlite":
        await asyncio.to_thread(_vacuum, engine.url.database or "", part)
    else:
        await _dump(engine, part)
    failpoints.passing("mid-backup")
    part.chmod(0o600)
    part.replace(target)


def _vacuum(database: str, target: Path) -> None:
    connection = sqlite3.connect(database, timeout=30)
    try:
        connection.execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()


async def _dump(engine: AsyncEngine, target: Path) -> None:
    async with engine.connect() as connection:
        snapshot = await connection.execution_options(isolation_level="REPEATABLE READ")
        with gzip.open(target, "wt", encoding="utf-8") as file:
            file.write(json.dumps({"revision": HEAD}) + "\n")
            for table in Base.metadata.sorted_tables:
                rows = await snapshot.stream(table.select())
                async for row in rows.mappings():
                    file.write(json.dumps([table.name, _plain(dict(row))]) + "\n")


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, datetime | date):
            plain[key] = {"iso": value.isoformat(), "is_instant": isinstance(value, datetime)}
        elif isinstance(value, bytes):
            plain[key] = {"hex": value.hex()}
        else:
            plain[key] = {"is": value}
    return plain


def _value(plain: dict[str, Any]) -> Any:
    if "iso" in plain:
        read = datetime.fromisoformat if plain["is_instant"] else date.fromisoformat
        return read(plain["iso"])
    return bytes.fromhex(plain["hex"]) if "hex" in plain else plain["is"]


async def daily(engine: AsyncEngine, folder: Path, now: datetime) -> Path:
    """Write today's backup into a folder and keep the last seven."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"{now:%Y-%m-%d}.backup"
    await back_up(engine, target)
    for old in sorted(folder.glob("*.backup"))[:-KEEP]:
        old.unlink()
    return target


async def restore(engine: AsyncEngine, url: str, source: Path) -> None:
    """Put a backup in the place of the database; the bot must not run."""
    with source.open("rb") as file:
        is_sqlite_file = file.read(16) == SQLITE_MAGIC
    if is_sqlite_file != (engine.dialect.name == "sqlite"):
        raise BadBackup("the backup is of the other kind of database")
    if is_sqlite_file:
        await asyncio.to_thread(_restore_sqlite, Path(make_url(url).database or ""), source)
        await ensure_schema(engine, url)
        return
    await _restore_rows(engine, url, source)


def _restore_sqlite(database: Path, source: Path) -> None:
    check_sqlite(source)
    part = database.with_name(database.name + ".part")
    shutil.copyfile(source, part)
    part.chmod(0o600)
    for name in (f"{database.name}-wal", f"{database.name}-shm"):
        database.with_name(name).unlink(missing_ok=True)
    part.replace(database)


def check_sqlite(path: Path) -> None:
    """Refuse a file that is damaged or not ours."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        ours = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise BadBackup("the backup is damaged or not ours") from error
    finally:
        connection.close()
    if not sound or not ours:
        raise BadBackup("the backup is damaged")


async def _restore_rows(engine: AsyncEngine, url: str, source: Path) -> None:
    lines = _read_lines(source)
    await ensure_schema(engine, url)
    if not lines or lines[0].get("revision") != await revision(engine):
        raise BadBackup("the backup is of another version of the bot")
    tables = {table.name: table for table in Base.metadata.sorted_tables}
    async with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            await connection.execute(table.delete())
        for name, row in lines[1:]:
            values = {key: _value(value) for key, value in row.items()}
            await connection.execute(insert(tables[name]).values(values))
        await set_sequences(connection)


def _read_lines(source: Path) -> list[Any]:
    try:
        with gzip.open(source, "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file]
    except (OSError, ValueError, EOFError) as error:
        raise BadBackup("the backup is damaged or not ours") from error
