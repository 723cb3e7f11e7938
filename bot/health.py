"""``/health`` and ``/metrics``: how this process does, without anybody's data.

Imported, with the client library of Prometheus, only when ``HEALTH_LISTEN`` is set.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from aiohttp import web
from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from bot.term import Term
from db.repositories.outbox import BROADCAST, INTERACTIVE
from db.unit_of_work import Database
from domain.vitals import Vitals
from scheduler.bot_api import BotApi

ANSWER = 3.0  # seconds in which the database answers
STUCK = 60.0  # seconds an update may wait for its commit
TICK = 300.0  # seconds between two ticks at most
STANDS = 900.0  # seconds in which sending ends somehow; the messenger may ask for long pauses
PREFIX = "mentoring_"


LANES = {INTERACTIVE: "reply", BROADCAST: "broadcast"}
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the database holds: by lane how many rows wait and how long the oldest has."""

    outbox: dict[int, tuple[int, float]]
    dead_letters: int


class Health:
    """Answers a monitor; asks the database for no more than the counts it shows."""

    def __init__(
        self,
        database: Database,
        vitals: Vitals,
        api: BotApi,
        term: Callable[[], Term | None],
    ) -> None:
        self.database = database
        self.vitals = vitals
        self.api = api
        self.term = term
        self._asking: dict[str, asyncio.Task[Any]] = {}

    @asynccontextmanager
    async def listening(self, listen: str) -> AsyncIterator[str]:
        """Serve on ``HOST:PORT``; give where it really listens."""
        application = web.Application()
        application.router.add_get("/health", self._health)
        application.router.add_get("/metrics", self._metrics)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            host, _, port = listen.rpartition(":")
            await web.TCPSite(runner, host, int(port)).start()
            yield f"{host}:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()

    async def _health(self, request: web.Request) -> web.Response:
        why = self._ills()
        if await self._ask("answers", self._answers) is None:
            why.append("the database does not answer")
        vitals = self.vitals
        answer = {
            "ok": not why,
            "why": why,
            "leads": self.term() is not None,
            "updates_waiting": vitals.waiting,
            "seconds_since_update_taken": _since(vitals.taken_at),
            "seconds_since_update_committed": _since(vitals.committed_at),
            "seconds_since_tick": _since(vitals.ticked_at),
        }
        return web.json_response(answer, status=503 if why else 200)

    def _ills(self) -> list[str]:
        now, vitals, term = time.monotonic(), self.vitals, self.term()
        why = []
        if vitals.waiting_since is not None and now - vitals.waiting_since > STUCK:
            why.append("updates wait for their commit")
        if term is None:
            return why
        if not term.is_alive:
            why.append("a loop of delivery or jobs has ended")
        if now - max(vitals.ticked_at or 0.0, term.started_at) > TICK:
            why.append("no tick has ended for five minutes")
        if (
            term.delivery.is_sending
            and now - max(vitals.tried_at or 0.0, term.started_at) > STANDS
        ):
            why.append("delivery stands still")
        return why

    async def _metrics(self, request: web.Request) -> web.Response:
        counts = await self._ask("counts", self._count)
        registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        registry.register(_Given(list(self._families(counts))))
        headers = {"Content-Type": CONTENT_TYPE_PLAIN_0_0_4}
        return web.Response(body=generate_latest(registry), headers=headers)

    async def _ask(self, name: str, question: Callable[[], Coroutine[Any, Any, T]]) -> T | None:
        """Ask the database; an answer that does not come is waited for once, not piled up."""
        asking = self._asking.get(name)
        if asking is None or asking.done():
            asking = self._asking[name] = asyncio.create_task(question())
        await asyncio.wait({asking}, timeout=ANSWER)
        if not asking.done() or asking.cancelled() or asking.exception() is not None:
            return None
        answer: T = asking.result()
        return answer

    async def _answers(self) -> bool:
        async with self.database.reading() as uow:
            await uow.organisations.has_owner()
        return True

    async def _count(self) -> Counts:
        async with self.database.reading() as uow:
            return Counts(
                outbox=await uow.outbox.waiting(), dead_letters=await uow.updates.count_dead()
            )

    def _families(self, counts: Counts | None) -> Iterator[Metric]:
        vitals = self.vitals
        for name, words, value in (
            ("updates", "Updates whose effect is committed.", vitals.updates),
            ("sent", "Things the messenger took.", vitals.sent),
            ("given_up", "Things that could not be delivered.", vitals.given_up),
            ("limits_hit", "Times the messenger asked to wait (429).", self.api.limits_hit),
        ):
            yield CounterMetricFamily(PREFIX + name, words, value=value)
        for name, words, spread in (
            ("update_seconds", "From taking an update to its commit.", vitals.latency),
            ("tick_seconds", "How long a tick takes.", vitals.ticks),
        ):
            yield HistogramMetricFamily(
                PREFIX + name, words, buckets=spread.buckets(), sum_value=spread.sum
            )
        for name, words, number in (
            ("leads", "1 in the one process that ticks and delivers.", self.term() is not None),
            ("tasks", "What this process has under way at once.", len(asyncio.all_tasks())),
            ("updates_waiting", "Updates taken and not yet committed.", vitals.waiting),
            ("database_answers", "1 while the database answers.", counts is not None),
        ):
            yield GaugeMetricFamily(PREFIX + name, words, value=number)
        if counts is not None:
            yield from _of_database(counts)


def _of_database(counts: Counts) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        PREFIX + "dead_letters", "Updates that could not be handled.", value=counts.dead_letters
    )
    depth = GaugeMetricFamily(PREFIX + "outbox_waiting", "What waits to be sent.", labels=["lane"])
    age = GaugeMetricFamily(
        PREFIX + "outbox_oldest_seconds", "How long the oldest has waited.", labels=["lane"]
    )
    for lane, name in LANES.items():
        count, seconds = counts.outbox.get(lane, (0, 0.0))
        depth.add_metric([name], count)
        age.add_metric([name], seconds)
    yield from (depth, age)


class _Given(Collector):
    """Hands over what was collected already: the library asks without waiting."""

    def __init__(self, families: list[Metric]) -> None:
        self.families = families

    def collect(self) -> Iterable[Metric]:
        return self.families


def _since(instant: float | None) -> float | None:
    return None if instant is None else round(time.monotonic() - instant, 1)
