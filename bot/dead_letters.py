"""What could not be handled: shown without personal data, and run again by command."""

import json
from contextlib import AsyncExitStack
from typing import Any

from aiogram.exceptions import AiogramError
from sqlalchemy.exc import SQLAlchemyError

from bot import app, instance, storage
from bot.commands import ANOTHER_RUNS, DONE, FAILURE, WRONG_SETTING, complain
from bot.settings import Settings
from bot.transaction import Transactions
from db.migrate import MigrationFailed
from db.models import DeadLetter
from domain.errors import DomainError, NotFound
from domain.failures import reason, with_causes
from scheduler.telegram import create_bot

TELLING = ("handlers/", "services/", "ui/", "screens/", "domain/", "content/")
TROUBLES = (SQLAlchemyError, MigrationFailed, OSError)


async def show(settings: Settings, number: int | None) -> int:
    """Print a line for each dead letter, or one whole with its raw update; the bot may run."""
    try:
        async with storage.open_database(settings) as database, database.reading() as uow:
            letters = await uow.updates.list_dead()
    except TROUBLES as error:
        complain(f"No dead letters read: {reason(error)}.")
        return FAILURE
    if number is None:
        for letter in letters:
            app.say(line(letter))
        return DONE
    for letter in letters:
        if letter.id == number:
            app.say(
                f"{line(letter)}\n{letter.traceback}\n{json.dumps(letter.raw, ensure_ascii=False)}"
            )
            return DONE
    return _none(number)


def line(letter: DeadLetter) -> str:
    """Say when, what sort of update and why, without a name, a text or a number of a person."""
    *places, why = letter.traceback.splitlines() or [""]
    telling = [place for place in places if place.startswith(TELLING)]
    place = f" at {telling[-1]}" if telling else ""
    return f"{letter.id}\t{letter.at:%Y-%m-%d %H:%M} UTC\t{sort_of(letter.raw)}\t{why}{place}"


SORTS = (
    "text", "document", "photo", "contact", "voice", "video", "audio", "sticker", "location",
    "video_note", "animation", "poll", "data",
)  # fmt: skip


def sort_of(raw: dict[str, Any]) -> str:
    """Name a raw update's kind and what it carries: ``message text``, ``callback_query data``."""
    kind = next((key for key in raw if key != "update_id" and key.isidentifier()), "nothing")
    inner = raw.get(kind)
    carried = [sort for sort in SORTS if isinstance(inner, dict) and sort in inner]
    return " ".join([kind[:32], *carried[:1]])


async def replay(settings: Settings, number: int) -> int:
    """Run a dead letter again as if it had just come; the bot must not run."""
    storage.prepare_data(settings)
    try:
        with instance.FileLock(settings.data_dir / "bot.lock"):
            return await _replay(settings, number)
    except instance.AlreadyRuns:
        complain("The bot runs: stop it before replaying.")
        return ANOTHER_RUNS
    except NotFound:
        return _none(number)
    except (AiogramError, *TROUBLES) as error:
        complain(f"Not replayed: {type(error).__name__}.")
        return FAILURE


async def _replay(settings: Settings, number: int) -> int:
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(storage.open_database(settings))
        await stack.enter_async_context(instance.alone(database.engine))
        bot = create_bot(settings.token, settings.telegram_api_url, settings.telegram_proxy)
        stack.push_async_callback(bot.session.close)
        username = (await bot.get_me()).username or ""
        failure = await run_again(app.App(settings, database, bot, username).transactions, number)
    if failure:
        complain(f"Dead letter {number} failed again and is kept:\n{failure}")
        return FAILURE
    app.say(f"replayed: {number}")
    return DONE


async def run_again(transactions: Transactions, number: int) -> str:
    """Run a dead letter in one transaction that also drops it; give why it failed, or nothing.

    A refusal is an answer: the person hears it, and the letter is gone.
    """
    database, conversation = transactions.database, transactions.conversation
    async with database.reading() as uow:
        raw = (await uow.updates.get_dead(transactions.bot_id, number)).raw
    refusal: DomainError | None = None
    for _ in range(2):  # a refusal after a change is said in a transaction of its own
        try:
            async with database.begin() as uow:
                update = conversation.parse(raw)
                if refusal is None:
                    await conversation.handle(uow, update)
                else:
                    await conversation.refuse(uow, update, refusal)
                await uow.updates.drop_dead(number)
                await uow.commit()
                return ""
        except DomainError as error:
            refusal = error
        except Exception as error:
            return with_causes(error)
    return "refused twice"


def _none(number: int) -> int:
    complain(f"No dead letter {number}.")
    return WRONG_SETTING
