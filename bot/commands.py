"""What the commands do; each gives its exit code."""

import asyncio
import logging
import sys
from pathlib import Path

from aiogram.exceptions import AiogramError, TelegramUnauthorizedError
from sqlalchemy.exc import SQLAlchemyError

from bot import app, instance, storage
from bot.receiver import AnotherInstance
from bot.settings import Settings
from content.loader import BrokenContent
from db import backup
from db.migrate import MigrationFailed
from domain.failures import reason
from scheduler.telegram import create_bot

log = logging.getLogger(__name__)
DONE, FAILURE, WRONG_SETTING, ANOTHER_RUNS, NOT_READABLE = range(5)


def complain(sentence: str) -> None:
    """Say one sentence about what is wrong, on standard error."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201


async def run(settings: Settings) -> int:
    """Run the bot."""
    try:
        await app.run(settings)
    except instance.AlreadyRuns:
        complain("Another instance runs with this database; it goes on, this one ends.")
        return ANOTHER_RUNS
    except AnotherInstance:
        complain("Another instance receives this bot's updates (five conflicts in a row).")
        return ANOTHER_RUNS
    except BrokenContent as error:
        complain(f"Wrong content: {error}.")
        return WRONG_SETTING
    except TelegramUnauthorizedError:
        complain("Wrong setting: BOT_TOKEN: the messenger does not know this token.")
        return WRONG_SETTING
    except (SQLAlchemyError, MigrationFailed, OSError) as error:
        return _database_failed(error)
    return DONE


def _database_failed(error: Exception) -> int:
    log.error("the database cannot be used: %s", type(error).__name__, exc_info=error)
    complain("The database cannot be used; the log above says why.")
    return FAILURE


async def owner_link(settings: Settings) -> int:
    """Print a new owner link; the bot may run."""
    bot = create_bot(settings.token, settings.telegram_api_url, settings.telegram_proxy)
    try:
        username = (await bot.get_me()).username or ""
        async with storage.open_database(settings) as database:
            await app.print_owner_link(database, username)
    except TelegramUnauthorizedError:
        complain("Wrong setting: BOT_TOKEN: the messenger does not know this token.")
        return WRONG_SETTING
    except (AiogramError, OSError, SQLAlchemyError, MigrationFailed) as error:
        complain(f"No link: {reason(error)}.")
        return FAILURE
    finally:
        await bot.session.close()
    return DONE


async def check(settings: Settings) -> int:
    """Check the settings, the database and the messenger; one line each."""
    app.say("settings: ok")
    is_sound = await _check_database(settings)
    bot = create_bot(settings.token, settings.telegram_api_url, settings.telegram_proxy)
    try:
        me = await asyncio.wait_for(bot.get_me(), 15)
        app.say(f"messenger: ok, @{me.username}")
    except (AiogramError, OSError, TimeoutError) as error:
        app.say(f"messenger: {type(error).__name__}")
        is_sound = False
    finally:
        await bot.session.close()
    return DONE if is_sound else FAILURE


async def _check_database(settings: Settings) -> bool:
    try:
        async with storage.open_database(settings) as database, database.reading() as uow:
            waiting, dead = await uow.outbox.depth(), await uow.updates.count_dead()
    except (SQLAlchemyError, MigrationFailed, OSError) as error:
        app.say(f"database: {reason(error)}")
        return False
    app.say(f"database: ok, {waiting} messages wait, {dead} dead letters")
    return True


async def back_up(settings: Settings, target: Path) -> int:
    """Write a whole copy; the bot may run."""
    try:
        async with storage.open_database(settings) as database:
            await backup.back_up(database.engine, target)
    except (SQLAlchemyError, MigrationFailed, OSError) as error:
        complain(f"No backup: {reason(error)}.")
        return FAILURE
    app.say(f"backup: {target}")
    return DONE


async def restore(settings: Settings, source: Path) -> int:
    """Put a backup in the place of the database."""
    if not source.is_file():
        complain(f"No such file: {source}.")
        return NOT_READABLE
    storage.prepare_data(settings)
    try:
        with instance.FileLock(settings.data_dir / "bot.lock"):
            async with storage.open_engine(settings) as engine, instance.alone(engine):
                await backup.restore(engine, settings.database, source)
    except instance.AlreadyRuns:
        complain("The bot runs: stop it before restoring.")
        return ANOTHER_RUNS
    except backup.BadBackup as error:
        complain(f"Not restored: {error}.")
        return NOT_READABLE
    app.say(f"restored: {source}")
    return DONE
