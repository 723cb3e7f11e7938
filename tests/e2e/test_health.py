"""``/health`` and ``/metrics`` of the running bot: true, and nobody's data."""

import asyncio
import re
import sys
from pathlib import Path

from aiohttp import ClientSession

from tests.e2e.town import HANG, TOKEN, Bot, Sandbox
from tests.nursery import ROOT

NAME = re.compile(r"[a-z_]+(\{(le|lane)=\"[\w.+]+\"\})? [-+\d.e]+|python_\S+ \S+|process_\S+ \S+")


async def metrics_when_all_is_said(http: ClientSession, bot: Bot) -> str:
    """Wait until nothing is left to be sent: on a starved machine silence lies."""
    async with asyncio.timeout(HANG):
        while True:
            async with http.get(f"http://{bot.health}/metrics") as answer:
                assert answer.status == 200
                text = await answer.text()
            if len(re.findall(r"^mentoring_outbox_waiting\S* 0\.0$", text, re.MULTILINE)) == 2:
                return text
            await asyncio.sleep(0.05)


async def test_a_monitor_sees_how_the_bot_does_and_nobodys_data(tmp_path: Path) -> None:
    async with Sandbox(tmp_path) as sandbox, ClientSession() as http:
        bot = Bot(sandbox, tmp_path, HEALTH_LISTEN="127.0.0.1:0")
        await bot.start(is_first=True)
        owner = await sandbox.person("Олег Сорокин")
        await owner.start(bot.owner_link)
        await owner.tap("Стать владельцем")
        async with http.get(f"http://{bot.health}/health") as answer:
            told = await answer.json()
        assert (answer.status, told["ok"], told["why"]) == (200, True, [])
        assert told["leads"]
        assert told["updates_waiting"] == 0
        assert 0 <= told["seconds_since_update_committed"] < 60
        assert told["seconds_since_tick"] is not None
        text = await metrics_when_all_is_said(http, bot)
        assert await bot.stop() == 0
    numbers = dict(line.rsplit(" ", 1) for line in text.splitlines() if line[0] != "#")
    assert float(numbers["mentoring_updates_total"]) == 2
    assert float(numbers["mentoring_update_seconds_count"]) == 2
    assert float(numbers['mentoring_update_seconds_bucket{le="+Inf"}']) == 2
    assert float(numbers["mentoring_sent_total"]) >= 2
    assert float(numbers["mentoring_tick_seconds_count"]) >= 1
    for name in ("limits_hit_total", "dead_letters", "given_up_total", "updates_waiting"):
        assert float(numbers[f"mentoring_{name}"]) == 0, name
    for lane in ("reply", "broadcast"):
        assert float(numbers[f'mentoring_outbox_waiting{{lane="{lane}"}}']) == 0
        assert float(numbers[f'mentoring_outbox_oldest_seconds{{lane="{lane}"}}']) == 0
    for line in text.splitlines():
        assert line.startswith("#") or NAME.fullmatch(line), line
    assert not re.search("[а-яА-ЯёЁ]", text), "no name and no text"
    for secret in (str(owner.id), TOKEN.partition(":")[2], TOKEN.partition(":")[0]):
        assert secret not in text
        assert secret not in str(told)


async def test_the_library_of_metrics_is_imported_only_when_it_is_wanted() -> None:
    code = "import sys, bot.app, bot.commands; print('prometheus_client' in sys.modules)"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert (await process.communicate())[0].strip() == b"False"
