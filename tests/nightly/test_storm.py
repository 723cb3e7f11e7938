"""A messenger on a bad day, in virtual time: every reminder arrives, within the limits."""

import asyncio
import json
import random
import shutil
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from aiohttp import ServerDisconnectedError

from db.engine import create_engine
from db.outgoing import Outgoing
from db.repositories.outbox import BROADCAST
from db.unit_of_work import Database
from scheduler.bot_api import Files, Values
from scheduler.delivery import Delivery
from scheduler.limits import BURST, Limits, Rates
from tests.clock import SetClock
from tests.fake_telegram import FakeTelegram
from tests.nightly.sizes import sizes
from tests.nightly.virtual import run
from ui import notifications
from ui.translator import Translator

RATES = Rates(per_second=30, per_chat_per_second=1, per_group_per_minute=20)
IN_A_CHAT = 20  # reminders
BUSY, BROKEN, CUT, LOST = 0.05, 0.06, 0.07, 0.09  # the shares of calls, one upon the other
CLIENT_WAITS = 30  # virtual seconds until an answer counts as lost


class Storm(FakeTelegram):
    """Refuses, breaks, cuts and loses answers; notes what arrived, and when."""

    def __init__(self, seed: int) -> None:
        super().__init__()
        self.dice = random.Random(seed)
        self.arrived: list[tuple[float, int, str]] = []
        self.lost = 0

    async def post(self, method: str, values: Values, files: Files) -> tuple[int, bytes]:
        """Take a call, badly."""
        drawn = self.dice.random()
        await asyncio.sleep(self.dice.uniform(0.01, 0.1))
        if drawn < BUSY:
            answer = {"ok": False, "error_code": 429, "description": "Too Many Requests",
                      "parameters": {"retry_after": self.dice.randint(1, 30)}}  # fmt: skip
            return 429, json.dumps(answer).encode()
        if drawn < BROKEN:
            return 502, b"<html>Bad Gateway</html>"
        if drawn < CUT:
            raise ServerDisconnectedError
        now = asyncio.get_running_loop().time()
        self.arrived.append((now, int(values["chat_id"]), str(values["text"])))
        if drawn < LOST:
            self.lost += 1
            await asyncio.sleep(CLIENT_WAITS)
            raise TimeoutError
        await asyncio.sleep(self.dice.uniform(0.01, 0.1))
        self.last += 1
        return 200, json.dumps({"ok": True, "result": {"message_id": self.last}}).encode()


async def remind(database: Database, count: int) -> None:
    """Put so many reminders for as many chats as it takes."""
    async with database.begin() as uow:
        for number in range(count):
            payload = {
                "name": "OwnerNote", "language": "ru", "zone": "UTC", "school": "",
                "values": {
                    "what": "dead-letter", "number": number, "count": 1,
                    "since": uow.now.isoformat(),
                },
            }  # fmt: skip
            chat = 7_000_000_001 + number % max(1, count // IN_A_CHAT)
            uow.outbox.put(Outgoing(chat, "news", payload, account_id=1, lane=BROADCAST))
        await uow.commit()


async def weather(url: str, seed: int, count: int) -> Storm:
    """Deliver everything through the storm."""
    engine = create_engine(url)
    database, storm, translator = Database(engine, SetClock()), Storm(seed), Translator.load()

    def render(payload: dict[str, Any], now: Any) -> dict[str, Any] | None:
        return notifications.render(translator, payload, now)

    delivery = Delivery(database, storm.port(), Limits(RATES), render)
    await remind(database, count)
    running = asyncio.create_task(delivery.run())
    while True:
        await asyncio.sleep(30)
        async with database.reading() as uow:
            if not await uow.outbox.depth():
                break
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await engine.dispose()
    return storm


def most_within(moments: list[float], seconds: float) -> int:
    """Give the largest number of moments that fit into so many seconds."""
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


@sizes(300, 5000)
def test_every_reminder_arrives_through_a_storm_and_within_the_limits(
    sqlite_template: Path, tmp_path: Path, seed: int, count: int
) -> None:
    file = shutil.copyfile(sqlite_template, tmp_path / "storm.sqlite3")
    storm = run(weather(f"sqlite:///{file}", seed, count))
    times: defaultdict[int, list[float]] = defaultdict(list)
    order: defaultdict[int, list[str]] = defaultdict(list)
    for moment, chat, text in storm.arrived:
        times[chat].append(moment)
        if text not in order[chat]:
            order[chat].append(text)
    said = Counter(text for _, _, text in storm.arrived)
    repeats = len(storm.arrived) - count
    took = storm.arrived[-1][0] - storm.arrived[0][0]
    print(f"{count} reminders in {took:.0f} virtual s, {repeats} repeats, {storm.lost} lost")
    assert len(said) == count
    assert repeats <= storm.lost
    assert max(most_within(one, BURST - 0.05) for one in times.values()) <= BURST
    assert most_within([moment for moment, _, _ in storm.arrived], 0.95) <= RATES.per_second
    for chat, texts in order.items():
        numbers = [int("".join(c for c in text if c.isdigit())) for text in texts]
        assert numbers == sorted(numbers), f"overtaken in {chat}"
