"""A full, a read-only and a failing disk: an alert, no half state, and on as soon as it works."""

import asyncio
import shutil
import subprocess
from pathlib import Path

import pytest

from content.loader import Content
from db.backup import check_sqlite
from tests.e2e.town import HANG, Phone
from tests.nightly.killing import Writers, all_is_said, repeats_of, school
from tests.nightly.sizes import sizes

SOURCE = Path(__file__).with_name("broken_disk.c")
ORDERS = {"full": "w 28", "read-only": "w 30", "no sync": "s 5"}
ALERT = "the database does not take updates"

pytestmark = [
    pytest.mark.xdist_group("kills"),
    pytest.mark.skipif(
        shutil.which("cc") is None, reason="a C compiler makes the library that breaks the disk"
    ),
]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that breaks the disk under one process."""
    made = tmp_path_factory.mktemp("broken") / "broken_disk.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", made, SOURCE], check=True)
    return made


def alerts(log: Path) -> int:
    """Count how often the log has told of the trouble."""
    return log.read_text().count(ALERT)


async def alerted(log: Path, times: int) -> None:
    """Wait until the log has told of the trouble so often."""
    async with asyncio.timeout(HANG):
        while alerts(log) < times:
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("trouble", ORDERS)
@sizes(1, 20)
async def test_a_broken_disk_is_told_and_costs_nothing(
    tmp_path: Path, content: Content, library: Path, trouble: str, count: int
) -> None:
    order, log = tmp_path / "order", tmp_path / "bot.log"
    broken = {
        "LD_PRELOAD": str(library), "FAULTY_DIR": str(tmp_path / "data"), "FAULT_FILE": str(order),
    }  # fmt: skip
    async with school(tmp_path, content, **broken) as (sandbox, world, nursery):
        bot = await nursery.start()
        await bot.ready()
        writers = Writers(sandbox, world)
        for number in range(count):
            await writers.write(0, f"письмо до беды {number}")
            await all_is_said(sandbox, world)
            told = alerts(log)
            order.write_text(ORDERS[trouble])
            for writer in range(3):
                await writers.write(writer, f"письмо w{writer} в беде {number}")
            await alerted(log, told + 1)
            assert not bot.code.done(), "the bot must wait, not end"
            order.unlink()
            await all_is_said(sandbox, world)
        repeats = await repeats_of(writers)
        owner = Phone(sandbox, world.telegram["owner"], "owner")
        told = [one for one in await owner.new() if "перестала принимать записи" in one]
        assert len(told) == 1, "once for the hour, as soon as the disk worked again"
        await nursery.end_all()
        check_sqlite(tmp_path / "data" / "bot.sqlite3")
    print(f"{trouble}, {count} times: {len(writers.written)} letters, {repeats} repeats")
    assert repeats <= count
