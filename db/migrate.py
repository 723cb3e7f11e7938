"""Migrations: run in a child process, and only when the revision differs.

``python -m db.migrate REVISION…`` with ``MIGRATE_URL`` set is that child: Alembic is
imported nowhere else.
"""

import asyncio
import os
import sys
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from db.migrations import HEAD
from domain import failpoints, failures

ROOT = Path(__file__).parent.parent


class MigrationFailed(failures.Told):
    """The schema could not be brought to this version; the old one stands."""


async def ensure_schema(engine: AsyncEngine, url: str) -> None:
    """Bring the database to the newest schema when it is not there already."""
    if await revision(engine) != HEAD:
        await run_child(url, "head")


async def revision(engine: AsyncEngine) -> str:
    """Give the schema's revision; empty for an empty database."""
    try:
        async with engine.connect() as connection:
            found = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    except DBAPIError:
        return ""
    return str(found or "")


async def run_child(url: str, target: str) -> None:
    """Migrate in a child process; the URL goes by its environment, never its arguments."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "db.migrate",
        target,
        env={**os.environ, "MIGRATE_URL": url, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, errors = await child.communicate()
    if child.returncode:
        raise MigrationFailed(errors.decode(errors="replace")[-2000:])


def main() -> None:
    """Run Alembic to each target: up to a revision, or down to an earlier one, ``-REVISION``."""
    from alembic import command
    from alembic.config import Config

    if os.environ.get("CLOCK_FILE"):
        failpoints.arm(os.environ.get("FAILPOINT", ""))
    config = Config(str(ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(ROOT / "db" / "migrations"))
    config.set_main_option("sqlalchemy.url", os.environ["MIGRATE_URL"].replace("%", "%%"))
    try:
        for target in sys.argv[1:]:
            if target.startswith("-"):
                command.downgrade(config, target[1:])
            else:
                command.upgrade(config, target)
    except Exception as error:
        sys.exit(failures.with_causes(error))


if __name__ == "__main__":
    main()
