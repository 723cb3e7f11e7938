"""The composition root: settings become a running bot."""

import asyncio
import logging
import os
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError
from aiohttp import web

import content.loader
from bot import instance, storage
from bot.clock import FileClock
from bot.conversation import Conversation
from bot.flood import Flood
from bot.receiver import ALLOWED_UPDATES, Polling, Toasts, Webhook
from bot.settings import Settings
from bot.starts import Starts
from bot.transaction import Transactions
from db import backup
from db.unit_of_work import Database, UnitOfWork
from handlers import routers
from scheduler.delivery import Delivery
from scheduler.jobs import Jobs
from scheduler.limits import Limits, Rates
from scheduler.telegram import Telegram, api_of, create_bot
from scheduler.ticks import Ticks
from services import organisations
from ui import notifications
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


@dataclass(slots=True)
class Loops:
    """The loops that a commit gives work to."""

    delivery: Delivery | None = None
    jobs: Jobs | None = None

    def committed(self, uow: UnitOfWork) -> None:
        """Hand over what a transaction has said, and wake who has work."""
        if self.delivery is not None:
            self.delivery.committed(uow)
        if "jobs" in uow.wakes and self.jobs is not None:
            self.jobs.wake.set()


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
        self.loops = Loops()
        self.loops.delivery = self.delivery = Delivery(
            database, self.telegram, Limits(_rates(settings)), self._render
        )
        self.loops.jobs = self.jobs = Jobs(
            database, self.telegram, self.translator, self.content.calendar
        )
        database.on_commit = self.loops.committed
        self.ticks = Ticks(database, self.content, self._back_up)
        self.toasts = Toasts(self.telegram)
        self.transactions = Transactions(database, self._conversation(), settings.bot_id)
        self.stopping = asyncio.Event()
        self._tasks: list[asyncio.Task[Any]] = []

    def _conversation(self) -> Conversation:
        flood = Flood(self.settings.send_per_chat_per_second)
        return Conversation(
            create_dispatcher(), self.bot, self.translator, self.content, flood, self.username
        )

    def _render(self, payload: dict[str, Any], now: datetime) -> dict[str, Any] | None:
        return notifications.render(self.translator, payload, now)

    async def _back_up(self) -> Any:
        return await backup.daily(
            self.database.engine, self.settings.data_dir / "backups", self.database.clock.now()
        )

    async def run(self) -> None:
        """Run until told to stop; what is under way is finished or rolled back."""
        self.ticks.start()
        self._start(self.delivery.run(), "delivery")
        self._start(self.jobs.run(), "jobs")
        clock = self.database.clock
        if isinstance(clock, FileClock):
            self._start(self.ticks.watch(clock), "clock")
        self._start(self.ticks.remind(), "first tick", is_forever=False)
        try:
            if self.settings.webhook_url:
                await self._run_webhook()
            else:
                await self._run_polling()
        finally:
            await self._stop()

    def _start(self, work: Awaitable[Any], name: str, *, is_forever: bool = True) -> None:
        task = asyncio.ensure_future(work)
        if is_forever:
            task.add_done_callback(lambda done: self._on_end(done, name))
        self._tasks.append(task)

    def _on_end(self, task: asyncio.Future[Any], name: str) -> None:
        if not task.cancelled() and task.exception() is not None:
            log.critical("the %s loop ended", name, exc_info=task.exception())
            self.stopping.set()

    async def _run_polling(self) -> None:
        await self._call(lambda: self.bot.delete_webhook(drop_pending_updates=False))
        session = await self.bot.session.create_session()  # type: ignore[attr-defined]
        api = self.bot.session.api.api_url(self.settings.token, "").rstrip("/")
        polling = Polling(session, api, self.transactions, self.toasts)
        await self._starts(polling.run(), polling.stopping, "ready: polling")

    async def _run_webhook(self) -> None:
        settings = self.settings
        secret = settings.webhook_secret.get_secret_value()
        webhook = Webhook(self.transactions, self.toasts, secret)
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

    async def _stop(self) -> None:
        self.ticks.stop()
        await self.toasts.finish()
        await self.delivery.stop(STOP_SECONDS)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


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
        stack.enter_context(instance.FileLock(settings.data_dir / "bot.lock"))
        database = await stack.enter_async_context(storage.open_database(settings))
        held = await instance.take_advisory_lock(database.engine)
        if held is not None:
            stack.push_async_callback(held.close)
        bot = create_bot(settings.token, settings.telegram_api_url, settings.telegram_proxy)
        stack.push_async_callback(bot.session.close)
        stopping = asyncio.Event()
        _on_signals(stopping)
        username = await username_of(bot, stopping)
        app = App(settings, database, bot, username)
        app.stopping = stopping
        if not await _has_owner(database):
            await print_owner_link(database, username)
        app.transactions.starts = Starts(settings.data_dir / "starts")
        await app.run()


async def _has_owner(database: Database) -> bool:
    async with database.reading() as uow:
        return await uow.organisations.has_owner()


def _on_signals(stopping: asyncio.Event) -> None:
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
