"""Where updates come from: our own polling over raw JSON, or a webhook; one batch path."""

import asyncio
import hmac
import json
import logging
from collections.abc import Sequence
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from bot.conversation import Toast
from bot.raw import is_update
from bot.transaction import BATCH, Outcome, Transactions
from domain import failpoints
from domain.vitals import Vitals
from scheduler.bot_api import SendFailed
from scheduler.telegram import Telegram

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_SECONDS = 30
CONFLICTS = 5
CONFLICT_PAUSE = 0.5  # seconds
QUEUE = 1000  # updates waiting from the webhook
MAX_BODY = 1024 * 1024  # bytes of one webhook call
SLOWEST = 30.0

Raw = dict[str, Any]


class AnotherInstance(Exception):
    """Somebody else polls with this token."""


class Toasts:
    """Answers taps right after the commit; an answer that comes too late is not missed."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, toasts: Sequence[Toast]) -> None:
        """Answer these taps, each by itself."""
        for toast in toasts:
            task = asyncio.create_task(self._answer(toast))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _answer(self, toast: Toast) -> None:
        await asyncio.sleep(0)  # the screen and the asking for more go first
        try:
            await self.telegram.answer_callback(
                toast.query_id, toast.text, is_alert=toast.is_alert
            )
        except SendFailed as error:
            log.debug("a tap's answer was not taken: %s", type(error).__name__)

    async def finish(self) -> None:
        """Wait for the answers under way."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=2)


class Polling:
    """Asks for updates; confirms only what is committed, by the next call's offset."""

    def __init__(
        self,
        session: ClientSession,
        api: str,
        transactions: Transactions,
        toasts: Toasts,
        vitals: Vitals,
    ) -> None:
        self.session = session
        self.url = f"{api}/getUpdates"
        self.transactions = transactions
        self.toasts = toasts
        self.vitals = vitals
        self.stopping = asyncio.Event()
        self._offset: int | None = None
        self._conflicts = 0
        self._failures = 0

    async def run(self) -> None:
        """Poll until told to stop; raises ``AnotherInstance`` after five conflicts in a row."""
        stop = asyncio.create_task(self.stopping.wait())
        try:
            while not self.stopping.is_set():
                updates = await self._ask(stop)
                since = self.vitals.took(len(updates))
                while updates and not self.stopping.is_set():
                    outcome = await self._handle(updates)
                    self.vitals.handled(outcome.handled, since)
                    updates = updates[outcome.handled :]
        finally:
            stop.cancel()

    async def _ask(self, stop: asyncio.Task[bool]) -> list[Raw]:
        """Ask once; a wish to stop breaks the waiting off, for nothing is taken by asking."""
        call = asyncio.create_task(self._call())
        await asyncio.wait({call, stop}, return_when=asyncio.FIRST_COMPLETED)
        call.cancel()
        if not call.done() or call.cancelled():
            return []
        failpoints.passing("after-fetch")
        return call.result()

    async def _call(self) -> list[Raw]:
        body = {
            "timeout": POLL_SECONDS,
            "limit": BATCH,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        if self._offset is not None:
            body["offset"] = self._offset
        try:
            timeout = ClientTimeout(total=POLL_SECONDS + 15)
            async with self.session.post(self.url, json=body, timeout=timeout) as response:
                answer = json.loads(await response.read())
                status = response.status
        except (ClientError, OSError, TimeoutError, ValueError) as error:
            return await self._wait(f"no updates: {type(error).__name__}")
        if not isinstance(answer, dict) or not answer.get("ok"):
            return await self._refused(status, answer if isinstance(answer, dict) else {})
        self._conflicts = self._failures = 0
        return [raw for raw in answer["result"] if is_update(raw)]

    async def _refused(self, status: int, answer: Raw) -> list[Raw]:
        if status == 409:
            self._conflicts += 1
            if self._conflicts >= CONFLICTS:
                raise AnotherInstance
            return await self._wait("another instance asks for updates", CONFLICT_PAUSE)
        if status == 401:
            log.error("the messenger does not know this token")
        pause = (answer.get("parameters") or {}).get("retry_after")
        return await self._wait(f"getUpdates answered {status}", pause)

    async def _wait(self, why: str, seconds: float | None = None) -> list[Raw]:
        self._failures += 1
        pause = seconds if seconds is not None else min(SLOWEST, 0.5 * 2 ** min(self._failures, 6))
        log.warning("%s; asking again in %.1f s", why, pause)
        await asyncio.sleep(pause)
        return []

    async def _handle(self, updates: Sequence[Raw]) -> Outcome:
        try:
            outcome = await self.transactions.run(updates)
        except Exception:
            log.exception("the database does not take updates; they wait")
            await asyncio.sleep(1)
            return Outcome(handled=0)
        self._offset = updates[outcome.handled - 1]["update_id"] + 1
        self.toasts.send(outcome.toasts)
        return outcome


class Webhook:
    """Takes updates over HTTP; 200 only after the commit, 503 when full or failing."""

    def __init__(
        self, transactions: Transactions, toasts: Toasts, secret: str, vitals: Vitals
    ) -> None:
        self.transactions = transactions
        self.toasts = toasts
        self.secret = secret
        self.vitals = vitals
        self._queue: asyncio.Queue[tuple[Raw, asyncio.Future[bool]]] = asyncio.Queue(QUEUE)
        self.stopping = asyncio.Event()

    def application(self) -> web.Application:
        """Build the server's application."""
        application = web.Application(client_max_size=MAX_BODY)
        application.router.add_post("/{tail:.*}", self._post)
        return application

    async def _post(self, request: web.Request) -> web.Response:
        given = request.headers.getall("X-Telegram-Bot-Api-Secret-Token", [])
        if len(given) != 1 or not hmac.compare_digest(_bytes(given[0]), self.secret.encode()):
            return web.Response(status=401)
        try:
            raw = await request.json()
        except ValueError:
            return web.Response(status=400)
        if not is_update(raw):
            return web.Response(status=400)
        if self.stopping.is_set():
            return web.Response(status=503)
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        try:
            self._queue.put_nowait((raw, done))
        except asyncio.QueueFull:
            return web.Response(status=503, headers={"Retry-After": "1"})
        since = self.vitals.took(1)
        if await done:
            self.vitals.handled(1, since)
            return web.Response()
        self.vitals.refused(1)
        return web.Response(status=503)

    async def run(self) -> None:
        """Handle what comes until told to stop; what is not committed is answered 503."""
        while not self.stopping.is_set():
            batch = await self._take()
            if batch:
                failpoints.passing("after-fetch")
                await self._handle(batch)
        while not self._queue.empty():
            self._queue.get_nowait()[1].set_result(False)

    async def _take(self) -> list[tuple[Raw, asyncio.Future[bool]]]:
        first = asyncio.create_task(self._queue.get())
        stop = asyncio.create_task(self.stopping.wait())
        await asyncio.wait({first, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if not first.done():
            first.cancel()
            return []
        batch = [first.result()]
        while len(batch) < BATCH and not self._queue.empty():
            batch.append(self._queue.get_nowait())
        return batch

    async def _handle(self, batch: list[tuple[Raw, asyncio.Future[bool]]]) -> None:
        while batch:
            try:
                outcome = await self.transactions.run([raw for raw, _ in batch])
            except Exception:
                log.exception("the database does not take updates; the messenger tries again")
                _answer(batch, is_done=False)
                return
            self.toasts.send(outcome.toasts)
            _answer(batch[: outcome.handled], is_done=True)
            batch = batch[outcome.handled :]


def _bytes(header: str) -> bytes:
    """What a header was on the wire, be it text or not."""
    return header.encode("utf-8", "surrogateescape")


def _answer(batch: list[tuple[Raw, asyncio.Future[bool]]], *, is_done: bool) -> None:
    for _, future in batch:
        if not future.done():
            future.set_result(is_done)
