"""The composition root: settings become a running bot."""

import asyncio
import gc
import logging
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    nullcontext,
)
from functools import lru_cache
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError
from aiohttp import web

import content.loader
from bot import instance, storage
from bot.conversation import Conversation
from bot.flood import Flood
from bot.leadership import Leadership, joined
from bot.receiver import ALLOWED_UPDATES, Polling, Toasts, Webhook
from bot.settings import Settings
from bot.starts import Starts
from bot.term import Term, Tools
from bot.transaction import Transactions
from db.unit_of_work import Database, UnitOfWork
from domain.vitals import Vitals
from handlers import routers
from scheduler.limits import Limits, Rates
from scheduler.telegram import Telegram, api_of, create_bot
from services import organisations
from ui.translator import Translator

log = logging.getLogger(__name__)

STOP_SECONDS = 5.0
OUT_SECONDS = 9.0


def say(line: str) -> None:
    """Print one result line."""
    print(line, flush=True)  # noqa: T201  # results are what standard output is for


@lru_cache(maxsize=1)
def create_dispatcher() -> Dispatcher:
    """Give the dispatcher: without state, so one serves a whole process."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_routers(*routers())
    return dispatcher


class App:
    """A bot ready to run."""

    def __init__(self, settings: Settings, database: Database, bot: Bot, username: str) -> None:
        self.settings = settings
        self.database = database
        self.bot = bot
        self.username = username
        self.content = content.loader.load()
        self.translator = Translator.load()
        self.telegram = Telegram(api_of(bot), self.translator)
        self.vitals = Vitals()
        self.transactions = Transactions(
            database, self._conversation(), settings.bot_id, self._along
        )
        self.tools = Tools(
            database=database,
            telegram=self.telegram,
            translator=self.translator,
            content=self.content,
            limits=Limits(_rates(settings)),
            vitals=self.vitals,
            outage=self.transactions.outage,
            backups=settings.data_dir / "backups",
        )
        self.term: Term | None = None
        database.on_commit = self._committed
        self.toasts = Toasts(self.telegram)
        self.stopping = asyncio.Event()

    def _conversation(self) -> Conversation:
        flood = Flood(self.settings.send_per_chat_per_second)
        return Conversation(
            create_dispatcher(), self.bot, self.translator, self.content, flood, self.username
        )

    def _committed(self, uow: UnitOfWork) -> None:
        if self.term is not None:
            self.term.committed(uow)

    def _along(self, uow: UnitOfWork) -> AbstractAsyncContextManager[None]:
        """Let a batch's commit take along what delivery has to write."""
        return nullcontext() if self.term is None else self.term.delivery.marks.along(uow)

    async def begin(self) -> None:
        """Tick, send and work: nobody else does."""
        if self.database.neighbours is not None:
            self.database.neighbours.is_leading = True
        if not await _has_owner(self.database):
            await print_owner_link(self.database, self.username)
        self.term = Term(self.tools, self.stopping.set)
        self.term.start()

    def heard(self, news: str) -> None:
        """Take word of another process's commit."""
        if self.term is not None:
            self.term.heard(news)

    def look(self) -> None:
        """Look for work that no word came of."""
        if self.term is not None:
            self.term.look()

    async def end(self, seconds: float = 0.0) -> None:
        """Send and work no more; what is being sent may finish, at most so many seconds."""
        term, self.term = self.term, None
        if self.database.neighbours is not None:
            self.database.neighbours.is_leading = False
        if term is not None:
            await term.stop(seconds)

    async def run(self, leadership: Leadership | None = None) -> None:
        """Run until told to stop; what is under way is finished or rolled back."""
        async with self._watched():
            await self._run(leadership)

    @asynccontextmanager
    async def _watched(self) -> AsyncIterator[None]:
        """Let a monitor ask, when one is expected; its library is not imported else."""
        if not self.settings.health_listen:
            yield
            return
        from bot.health import Health

        health = Health(self.database, self.vitals, self.telegram.api, lambda: self.term)
        async with health.listening(self.settings.health_listen) as where:
            say(f"health: {where}")
            yield

    async def _run(self, leadership: Leadership | None) -> None:
        leading = await self._begin_or_stand(leadership)
        try:
            if self.settings.webhook_url:
                await self._run_webhook()
            else:
                await self._run_polling()
        finally:
            await self.toasts.finish()
            await self.end(STOP_SECONDS)
            for task in leading:
                task.cancel()
            await asyncio.gather(*leading, return_exceptions=True)

    async def _begin_or_stand(self, leadership: Leadership | None) -> list[asyncio.Task[None]]:
        if leadership is None:
            await self.begin()
            return []
        task = asyncio.create_task(leadership.run(self))
        await leadership.has_looked.wait()
        return [task]

    async def _run_polling(self) -> None:
        await self._call(lambda: self.bot.delete_webhook(drop_pending_updates=False))
        session = await self.bot.session.create_session()  # type: ignore[attr-defined]
        api = self.bot.session.api.api_url(self.settings.token, "").rstrip("/")
        polling = Polling(session, api, self.transactions, self.toasts, self.vitals)
        await self._starts(polling.run(), polling.stopping, "ready: polling")

    async def _run_webhook(self) -> None:
        settings = self.settings
        secret = settings.webhook_secret.get_secret_value()
        webhook = Webhook(self.transactions, self.toasts, secret, self.vitals)
        host, _, port = settings.webhook_listen.rpartition(":")
        runner = web.AppRunner(webhook.application(), access_log=None, shutdown_timeout=2)
        await runner.setup()
        site = web.TCPSite(runner, host, int(port))
        await site.start()
        bound = runner.addresses[0][1]
        await self._call(
            lambda: self.bot.set_webhook(
                settings.webhook_url,
                secret_token=secret,
                allowed_updates=list(ALLOWED_UPDATES),
                drop_pending_updates=False,
            )
        )
        try:
            await self._starts(webhook.run(), webhook.stopping, f"ready: webhook {host}:{bound}")
        finally:
            await runner.cleanup()

    async def _starts(self, work: Awaitable[None], stop: asyncio.Event, line: str) -> None:
        receiving = asyncio.ensure_future(work)
        gc.freeze()  # what is there now stays: looking through all of it takes a tenth of a second
        say(line)
        asked = asyncio.ensure_future(self.stopping.wait())
        await asyncio.wait({receiving, asked}, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        stop.set()
        await asyncio.wait_for(receiving, STOP_SECONDS)

    async def _call(self, call: Callable[[], Awaitable[Any]]) -> None:
        """Call the messenger at start; it may be away for a while."""
        pause = 0.5
        while not self.stopping.is_set():
            try:
                await call()
            except TelegramUnauthorizedError:
                raise
            except (AiogramError, OSError) as error:
                log.warning("the messenger is away (%s)", type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(30.0, pause * 2)
            else:
                return


def _rates(settings: Settings) -> Rates:
    return Rates(
        per_second=settings.send_per_second,
        per_chat_per_second=settings.send_per_chat_per_second,
        per_group_per_minute=settings.send_per_group_per_minute,
    )


async def username_of(bot: Bot, stopping: asyncio.Event) -> str:
    """Ask the messenger for the bot's name; it may be away for a while."""
    pause = 0.5
    while not stopping.is_set():
        try:
            return (await bot.get_me()).username or ""
        except TelegramUnauthorizedError:
            raise
        except (AiogramError, OSError) as error:
            log.warning("the messenger is away (%s)", type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(30.0, pause * 2)
    return ""


async def print_owner_link(database: Database, username: str) -> None:
    """Print a new one-time owner link."""
    async with database.begin() as uow:
        token = await organisations.new_owner_link(uow)
        await uow.commit()
    say(f"owner-link: https://t.me/{username}?start={token}")


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT."""
    storage.prepare_data(settings)
    async with AsyncExitStack() as stack:
        leadership = None
        if settings.is_shared:
            leadership = await stack.enter_async_context(joined(settings.database))
        else:
            stack.enter_context(instance.FileLock(settings.data_dir / "bot.lock"))
        database = await stack.enter_async_context(storage.open_database(settings))
        stopping = asyncio.Event()
        stop = _on_signals(stopping)
        if leadership is None:
            await stack.enter_async_context(instance.alone(database.engine, stop))
        bot = create_bot(settings.token, settings.telegram_api_url, settings.telegram_proxy)
        stack.push_async_callback(bot.session.close)
        app = App(settings, database, bot, await username_of(bot, stopping))
        app.stopping = stopping
        app.transactions.starts = Starts(settings.data_dir / "starts")
        await app.run(leadership)


async def _has_owner(database: Database) -> bool:
    async with database.reading() as uow:
        return await uow.organisations.has_owner()


def _on_signals(stopping: asyncio.Event) -> Callable[[], None]:
    """Stop on signals; give what they call: it ends the process when stopping hangs."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        if not stopping.is_set():
            loop.call_later(OUT_SECONDS, os._exit, 0)
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, stop)
        except NotImplementedError:  # Windows: Ctrl+C raises KeyboardInterrupt instead
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))
    return stop
