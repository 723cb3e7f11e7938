"""5. Start and memory: to ready beside ``import aiogram``; resident memory beside a bare bot."""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import of_process
from bench.figures import Figures
from bench.of_load import Answers, Echo, Load
from bench.of_papers import pasted_rows
from bench.of_school import ask_to_read, fill, until_read

ROUNDS = 5
SAID = 200  # answers before memory is looked at
IMPORTS, ROWS = 100, 60
MORE = 60.0  # MB beyond a bare aiogram bot
GROWN = 1.05  # after a hundred imports; the readings themselves are in children


def import_aiogram() -> float:
    """Seconds of a process that only imports aiogram."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import aiogram"], check=True)
    return time.perf_counter() - began


async def to_ready(folder: Path, url: str, database: str) -> float:
    """Seconds from the command to the line «ready»."""
    began = time.perf_counter()
    async with of_process.running(url, folder, database):
        return time.perf_counter() - began


def resident(pid: int) -> float:
    """Resident memory of a process, MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def bare(folder: Path) -> float:
    """Memory of the echo after as many answers."""
    load: Load = Echo()
    await load.messenger.start()
    process = await of_process.start(
        "-m", "bench.of_contestants", "aiogram_echo", load.messenger.url,
        url=load.messenger.url, folder=folder, database="",
    )  # fmt: skip
    await load.measure(SAID, 8)
    found = resident(process.pid)
    process.kill()
    await process.wait()
    await load.messenger.stop()
    return found


async def run(figures: Figures, folder: Path) -> None:
    """Measure starts in turn with the import, then memory before and after the imports."""
    database = f"sqlite:///{folder / 'bot.sqlite3'}"
    load = Answers(await fill(database, SAID))
    await load.messenger.start()
    url = load.messenger.url
    pairs = [(import_aiogram(), await to_ready(folder, url, database)) for _ in range(ROUNDS + 1)]
    imported, ready = (statistics.median(column) for column in zip(*pairs[1:], strict=True))
    figures.say(f"import aiogram {imported:.2f} s, ready after {ready:.2f} s")
    figures.hold("to ready beside import aiogram", ready / imported, "×", at_most=1.3)
    echo = await bare(folder)
    async with of_process.running(url, folder, database) as process:
        await load.measure(SAID, 8)
        before = resident(process.pid)
    figures.say(f"resident: echo {echo:.0f} MB, ours {before:.0f} MB after {SAID} answers")
    figures.hold("memory beyond a bare aiogram bot", before - echo, "MB", at_most=MORE)
    await ask_to_read(database, pasted_rows(ROWS), IMPORTS)
    async with of_process.running(url, folder, database) as process:
        await load.measure(SAID, 8)
        await until_read(database)
        after = resident(process.pid)
    await load.messenger.stop()
    figures.hold(f"after {IMPORTS} imports beside before", after / before, "×", at_most=GROWN)


def main() -> None:
    """Run the benchmark."""
    figures = Figures("Start and memory")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(figures, Path(folder)))
    figures.end()


if __name__ == "__main__":
    main()
