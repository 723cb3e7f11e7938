"""2. Broadcast: 10,000 reminders against the sandbox's strict limits, without one 429.

``BENCH_TIMES=1`` runs it at the messenger's real speed (``make nightly``); 10 by default.
"""

import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path

from aiohttp import ClientSession

from bench import of_broadcast, of_process
from bench.figures import Figures

REMINDERS = 10_000
TIMES = float(os.environ.get("BENCH_TIMES", "10"))
IDEAL = 25 * TIMES  # broadcasts a second: what a reply always finds room beside
SLACK = 1.04


async def run(folder: Path) -> tuple[float, int, float]:
    """Send everything; give the seconds it took, the refusals, and the round trip."""
    server, calls = await of_broadcast.sandbox(REMINDERS, times=TIMES)
    database = of_broadcast.sqlite(folder)
    await of_broadcast.fill(database, REMINDERS, REMINDERS)
    limits = {"SEND_PER_SECOND": str(30 * TIMES), "SEND_PER_CHAT_PER_SECOND": str(TIMES)}
    async with of_process.running(server.address, folder, database, **limits):
        trips = []
        while len(calls.sent) < REMINDERS:
            trips.append(await server_trip(server.address))
            await asyncio.sleep(1)
    await server.stop()
    return calls.sent[-1] - calls.sent[0], calls.refused, statistics.median(trips)


async def server_trip(address: str) -> float:
    """Seconds of an empty call to the messenger."""
    url = f"{address}bot{of_process.TOKEN}/getMe"
    async with ClientSession() as http:
        await (await http.get(url)).read()
        began = time.perf_counter()
        await (await http.get(url)).read()
        return time.perf_counter() - began


def main() -> None:
    """Three runs, the last one with the processor busy."""
    figures = Figures(f"Broadcast: {REMINDERS} reminders, limits × {TIMES:g}")
    for name, burners in (("first", 0), ("second", 0), ("processor busy", os.cpu_count() or 1)):
        with tempfile.TemporaryDirectory() as folder, of_broadcast.busy_processor(burners):
            took, refused, trip = asyncio.run(run(Path(folder)))
        ideal = REMINDERS / IDEAL
        figures.say(
            f"| {name} | {took:.1f} s | ideal {ideal:.1f} s | round trip {trip * 1000:.1f} ms |"
        )
        figures.hold(f"{name}: beside the ideal", took / ideal / (1 + trip), "×", at_most=SLACK)
        figures.hold(f"{name}: answers 429", refused, "", at_most=0.5)
    figures.end()


if __name__ == "__main__":
    main()
