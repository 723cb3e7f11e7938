"""When the health check says no, and why: each ill by itself."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot import health
from bot.term import Term, Tools
from db.models import DeadLetter
from domain.vitals import Vitals
from scheduler.bot_api import BotApi
from scheduler.limits import Limits, Rates
from services.troubles import Outage
from tests.fake_telegram import FakeTelegram
from tests.world import World
from ui.translator import Translator


def tools_of(world: World, fake: FakeTelegram, vitals: Vitals) -> Tools:
    """What the loops of a term work with."""
    return Tools(
        database=world.database,
        telegram=fake.port(),
        translator=Translator.load(),
        content=world.content,
        limits=Limits(Rates(per_second=1000, per_chat_per_second=1000, per_group_per_minute=1000)),
        vitals=vitals,
        outage=Outage(world.database),
        backups=Path("nowhere"),
    )


@asynccontextmanager
async def asking(world: World, vitals: Vitals, term: Term | None = None) -> AsyncIterator[Any]:
    """Serve; give a function that asks for a page."""
    api = BotApi(FakeTelegram())
    served = health.Health(world.database, vitals, api, lambda: term)
    async with served.listening("127.0.0.1:0") as where, ClientSession() as http:

        async def ask(page: str = "health") -> tuple[int, str]:
            async with http.get(f"http://{where}/{page}") as answer:
                return answer.status, await answer.text()

        yield ask


async def test_a_process_that_only_takes_updates_is_well(world: World) -> None:
    async with asking(world, Vitals()) as ask:
        status, text = await ask()
    assert status == 200
    assert '"leads": false' in text


async def test_an_update_that_is_not_committed_for_long_is_an_ill(world: World) -> None:
    vitals = Vitals()
    since = vitals.took(2)
    async with asking(world, vitals) as ask:
        assert (await ask())[0] == 200
        vitals.waiting_since = since - health.STUCK - 1
        status, text = await ask()
        assert status == 503
        assert "updates wait for their commit" in text
        vitals.handled(1, since)
        vitals.refused(1)
        assert (await ask())[0] == 200


async def test_a_database_that_is_gone_is_an_ill_and_metrics_still_come(world: World) -> None:
    async with asking(world, Vitals()) as ask:
        async with world.uow() as uow:
            uow.session.add(DeadLetter(bot_id=1, update_id=1, raw={}, traceback="", at=uow.now))
        assert "mentoring_dead_letters 1.0" in (await ask("metrics"))[1]
        async with world.database.engine.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE accounts RENAME TO gone")
            await connection.exec_driver_sql("ALTER TABLE dead_letters RENAME TO gone_too")
        status, text = await ask()
        assert status == 503
        assert "the database does not answer" in text
        status, text = await ask("metrics")
        assert status == 200
        assert "mentoring_database_answers 0.0" in text
        assert "mentoring_dead_letters 1.0" not in text


@pytest.mark.parametrize(
    ("ill", "why"),
    [
        ("loop", "a loop of delivery or jobs has ended"),
        ("tick", "no tick has ended for five minutes"),
        ("delivery", "delivery stands still"),
    ],
)
async def test_a_leader_whose_loops_stand_says_which(world: World, ill: str, why: str) -> None:
    vitals, fake = Vitals(), FakeTelegram()
    term = Term(tools_of(world, fake, vitals), lambda: None)
    term.start()
    async with asking(world, vitals, term) as ask:
        assert (await ask())[0] == 200
        if ill == "loop":
            term._tasks[0].cancel()
            await asyncio.sleep(0.05)
        else:
            await term._first
            long_ago = time.monotonic() - health.STANDS - 1
            term.started_at = long_ago
            if ill == "tick":
                vitals.ticked_at = long_ago
            else:
                vitals.tried_at = long_ago
                term.delivery._tasks.add(asyncio.create_task(asyncio.sleep(60)))
        status, text = await ask()
    await term.stop(0)
    assert status == 503
    assert why in text
