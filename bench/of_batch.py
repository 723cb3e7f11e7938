"""One full batch in a process whose syncs are counted: ``python -m bench.of_batch FOLDER``."""

import asyncio
import ctypes
import json
import os
import subprocess
import sys
from pathlib import Path

from bench.of_load import Answers
from bench.of_school import fill

WARM = 5  # batches before
COUNTER = Path(__file__).with_name("count_syncs.c")


def counted(folder: Path) -> dict[str, int]:
    """Updates handled, and syncs of the disk meanwhile (SQLite, synchronous=FULL)."""
    library = folder / "count_syncs.so"
    compiled = ["cc", "-shared", "-fPIC", "-O2", "-o", str(library), str(COUNTER)]
    subprocess.run(compiled, check=True)
    answer = subprocess.run(
        [sys.executable, "-m", "bench.of_batch", str(folder)], check=True, capture_output=True,
        env={**os.environ, "LD_PRELOAD": str(library)},
    )  # fmt: skip
    found: dict[str, int] = json.loads(answer.stdout)
    return found


async def run(folder: Path) -> dict[str, int]:
    """Handle a batch of answers."""
    import content.loader
    from bot.clock import SystemClock
    from bot.transaction import BATCH
    from db.engine import create_engine
    from db.unit_of_work import Database
    from tests.clock import SetClock
    from tests.talk import Talk
    from tests.world import World

    url = f"sqlite:///{folder / 'batch.sqlite3'}"
    load = Answers(await fill(url, (WARM + 1) * BATCH))
    engine = create_engine(url)
    world = World(Database(engine, SystemClock()), SetClock(), content.loader.load())
    transactions = Talk.to(world).transactions
    syncs = ctypes.CDLL(None).syncs
    handled, counts = 0, [syncs()]
    for _ in range(WARM + 1):  # the first one makes the log, which is synced for that too
        load.messenger.updates.clear()
        for _ in range(BATCH):
            load.begin()
        handled = (await transactions.run(list(load.messenger.updates))).handled
        counts.append(syncs())
    await engine.dispose()
    return {"updates": handled, "syncs": counts[-1] - counts[-2]}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(Path(sys.argv[1])))))
