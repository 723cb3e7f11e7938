"""6. Rush: two hundred press at once; one floods while fifty work. The messenger's own limits."""

import asyncio
import random
import tempfile
import time
from pathlib import Path

from bench import of_process
from bench.figures import Figures
from bench.of_load import OLD_MESSAGE, Answers
from bench.of_school import fill

PRESSING, WITHIN = 200, 10.0  # people and seconds
WORKING, THINKING = 50, 2.0  # people, and seconds before each says the next thing
FLOOD, MINUTE = 10_000, 60.0
FLOODER = 9_000_000_001
REAL = {"SEND_PER_SECOND": "30", "SEND_PER_CHAT_PER_SECOND": "1"}


class Crowd(Answers):
    """People who think before they go on; without thinking time they press once."""

    def __init__(self, mentors: list[int], thinking: float) -> None:
        super().__init__(mentors)
        self.thinking = thinking
        self._left = 10**9

    def go_on(self, chat_id: int, given: dict[str, object], message_id: int) -> None:
        """Think, then say the next thing."""
        if self.thinking:
            loop = asyncio.get_running_loop()
            loop.call_later(self.thinking, super().go_on, chat_id, given, message_id)

    async def arrive(self, people: int, within: float) -> None:
        """Let people begin at random moments."""
        chance = random.Random(7)
        moments = sorted(chance.uniform(0, within) for _ in range(people))
        began = time.perf_counter()
        for moment in moments:
            await asyncio.sleep(max(0.0, began + moment - time.perf_counter()))
            self.begin()

    async def flood(self, updates: int, within: float) -> None:
        """Let one person send updates evenly."""
        began = time.perf_counter()
        for at in range(updates):
            wait = began + at * within / updates - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            self.messenger.say(FLOODER, "/menu")

    def p(self, part: float) -> float:
        """A percentile of the answers' seconds; who still waits counts as waiting since."""
        now = time.perf_counter()
        found = sorted([*self.seconds, *(now - begun for begun in self._begun.values())])
        return found[min(len(found) - 1, int(len(found) * part))]


async def rush(figures: Figures, folder: Path) -> None:
    """Two hundred people press within ten seconds."""
    database = f"sqlite:///{folder / 'bot.sqlite3'}"
    crowd = Crowd(await fill(database, PRESSING), 0)
    await crowd.messenger.start()
    told = {**REAL, "LOG_LEVEL": "WARNING"}
    async with of_process.running(crowd.messenger.url, folder, database, **told):
        crowd.messenger.tap(FLOODER, "go:menu:0:0", OLD_MESSAGE)  # whatever is slow once is over
        await asyncio.sleep(2)
        await crowd.arrive(PRESSING, WITHIN)
        await asyncio.sleep(3)
    await crowd.messenger.stop()
    figures.hold("people answered", len(crowd.seconds), "", at_least=PRESSING)
    figures.hold("first answer, p95", crowd.p(0.95), "s", at_most=1)
    figures.hold("first answer, p99", crowd.p(0.99), "s", at_most=3)
    log = (folder / "log").read_text()
    again = log.count("locked") + log.count("one by one")  # a batch that failed, whyever
    figures.hold("batches run again, errors of a locked database", again, "", at_most=0.5)


async def flood(figures: Figures, folder: Path) -> None:
    """One person sends ten thousand updates in a minute while fifty work."""
    database = f"sqlite:///{folder / 'bot.sqlite3'}"
    crowd = Crowd(await fill(database, 8 * WORKING), THINKING)
    await crowd.messenger.start()
    async with of_process.running(crowd.messenger.url, folder, database, **REAL):
        await crowd.arrive(WORKING, THINKING)
        await crowd.flood(FLOOD, MINUTE)
    await crowd.messenger.stop()
    figures.say(f"{len(crowd.seconds)} answers to {WORKING} people beside {FLOOD} updates of one")
    figures.hold("their answers, p95", crowd.p(0.95), "s", at_most=2)


def main() -> None:
    """Run both."""
    figures = Figures("Rush")
    for part in (rush, flood):
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(part(figures, Path(folder)))
    figures.end()


if __name__ == "__main__":
    main()
