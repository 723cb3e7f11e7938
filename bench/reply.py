"""3. Reply during a broadcast: a person is answered as if nothing else were being sent.

The messenger's own limits, kept strictly by the sandbox.
"""

import asyncio
import tempfile
import time
from pathlib import Path

from aiohttp import ClientSession

from bench import of_broadcast, of_process
from bench.figures import Figures
from bench.of_broadcast import FIRST, Calls

TALKING, EACH = 20, 4  # people, and what each of them says in both halves
PAUSE = 0.4  # seconds between two replies: the messenger leaves room for five a second
REMINDED = 1_500  # a minute of broadcasts
MORE = 0.05  # seconds beyond the idle p95


async def ask(http: ClientSession, calls: Calls, person: int) -> float:
    """Seconds from a person's word to the bot's message in their chat."""
    heard = calls.heard[person] = asyncio.get_running_loop().create_future()
    began = time.perf_counter()
    await http.post(f"control/people/{person}/send", json={"text": "/menu"})
    return float(await asyncio.wait_for(heard, 30)) - began


async def p95(http: ClientSession, calls: Calls) -> float:
    """Let everybody say something again and again."""
    seconds = []
    for _ in range(EACH):
        for person in range(FIRST, FIRST + TALKING):
            seconds.append(await ask(http, calls, person))
            await asyncio.sleep(PAUSE)
    return sorted(seconds)[int(len(seconds) * 0.95)]


async def run(figures: Figures, folder: Path) -> None:
    """Measure beside nothing, then beside a broadcast to others."""
    found = []
    for reminders in (0, REMINDED):
        server, calls = await of_broadcast.sandbox(TALKING + REMINDED, times=1)
        (folder / str(reminders)).mkdir()
        database = of_broadcast.sqlite(folder / str(reminders))
        await of_broadcast.fill(database, TALKING + REMINDED, reminders, after=TALKING)
        limits = {"SEND_PER_SECOND": "30", "SEND_PER_CHAT_PER_SECOND": "1"}
        async with (
            of_process.running(server.address, folder, database, **limits),
            ClientSession(server.address) as http,
        ):
            await ask(http, calls, FIRST)  # whatever is slow once is over
            found.append(await p95(http, calls))
            if reminders and len(calls.sent) >= reminders:
                raise SystemExit("the broadcast ended before the replies did")
        await server.stop()
        figures.hold(f"answers 429 beside {reminders} reminders", calls.refused, "", at_most=0.5)
    idle, beside = found
    figures.say(
        f"reply, p95: idle {idle * 1000:.0f} ms, beside a broadcast {beside * 1000:.0f} ms"
    )
    figures.hold("p95 beyond the idle one", (beside - idle) * 1000, "ms", at_most=MORE * 1000)


def main() -> None:
    """Run the benchmark."""
    figures = Figures("Reply during a broadcast")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(figures, Path(folder)))
    figures.end()


if __name__ == "__main__":
    main()
