"""``copy-database``: from the bot's database into another, empty one, while nothing runs."""

import logging
from contextlib import AsyncExitStack

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot import app, instance, storage
from bot.commands import ANOTHER_RUNS, DONE, FAILURE, WRONG_SETTING, complain
from bot.settings import Settings
from db import copying
from db.engine import create_engine
from db.migrate import MigrationFailed, ensure_schema

log = logging.getLogger(__name__)
KINDS = ("sqlite", "postgresql", "postgres")


async def copy_database(settings: Settings, url: str) -> int:
    """Copy the bot's database to a URL; give the exit code."""
    if not _is_known(url):
        complain("Wrong URL: give postgresql://user:password@host/name or sqlite:///FILE.")
        return WRONG_SETTING
    storage.prepare_data(settings)
    try:
        counts = await _copy(settings, url)
    except instance.AlreadyRuns:
        complain("The bot runs: stop it before copying.")
        return ANOTHER_RUNS
    except (copying.NotEmpty, copying.NotCopied) as error:
        complain(f"Not copied, the target is as it was: {error}.")
        return FAILURE
    except (SQLAlchemyError, MigrationFailed, OSError) as error:
        log.error("not copied: %s", type(error).__name__, exc_info=error)
        complain(f"Not copied, nothing was changed: {type(error).__name__}.")
        return FAILURE
    for name, count in counts.items():
        app.say(f"{name}: {count}")
    app.say(f"copied: {sum(counts.values())} rows of {len(counts)} tables")
    return DONE


def _is_known(url: str) -> bool:
    try:
        parsed = make_url(url)
    except ArgumentError:
        return False
    return parsed.drivername in KINDS and bool(parsed.database)


async def _copy(settings: Settings, url: str) -> dict[str, int]:
    async with AsyncExitStack() as stack:
        stack.enter_context(instance.FileLock(settings.data_dir / "bot.lock"))
        source, target = create_engine(settings.database), create_engine(url)
        for engine in (source, target):
            stack.push_async_callback(engine.dispose)
        await copying.ensure_empty(target)
        for engine in (source, target):
            await stack.enter_async_context(instance.alone(engine))
        await ensure_schema(source, settings.database)
        await ensure_schema(target, url)
        return await copying.copy(source, target)
