"""Backups under write load, killed half-way, and put back: the restored bot answers."""

import asyncio
import gzip
import json
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from content.loader import Content
from db import backup
from db.models import Base, Letter
from domain.people import Role
from tests.e2e.town import HANG, Phone
from tests.nightly.killing import Writers, all_is_said, repeats_of, school
from tests.nightly.sizes import fewer, sizes
from tests.world import World

pytestmark = pytest.mark.xdist_group("kills")


async def write_pairs(world: World, person_id: int) -> None:
    """Write for ever, two rows a transaction: a copy that holds one of them is torn."""
    number = 0
    while True:
        number += 1
        async with world.uow() as uow:
            for _ in range(2):
                uow.people.add(
                    Letter(
                        organisation_id=world.school_id, person_id=person_id,
                        text=f"пара {number}", created_at=uow.now,
                    )
                )  # fmt: skip
        await asyncio.sleep(0)


def letters_of(copy: Path) -> Counter[str]:
    """Read the letters of a whole copy of either kind; raises when it is damaged."""
    if copy.read_bytes()[:16] == backup.SQLITE_MAGIC:
        backup.check_sqlite(copy)
        with closing(sqlite3.connect(copy)) as database:
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
            return Counter(row[0] for row in database.execute("SELECT text FROM letters"))
    with gzip.open(copy, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file][1:]
    return Counter(row["text"]["is"] for name, row in rows if name == "letters")


@sizes(20, 1000)
async def test_no_backup_under_write_load_is_damaged_or_torn(
    world: World, tmp_path: Path, count: int
) -> None:
    person_id = await world.join("nina", Role.RESPONSIBLE, "Орлова Нина Павловна")
    writing = asyncio.create_task(write_pairs(world, person_id))
    seen = 0
    for _ in range(fewer(count, str(world.database.engine.url))):
        await asyncio.sleep(0.01)
        copy = tmp_path / "load.backup"
        await backup.back_up(world.database.engine, copy)
        found = letters_of(copy)
        assert set(found.values()) <= {2}, "half a transaction is in the copy"
        assert len(found) >= seen, "an older copy"
        seen = len(found)
        if seen > 500:  # a copy's time grows with what is in it
            async with world.uow() as uow:
                await uow.session.execute(delete(Letter))
            seen = 0
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing


@sizes(1, 20)
async def test_the_restored_bot_answers_with_what_the_copy_had(
    tmp_path: Path, content: Content, database_url: str, seed: int, count: int
) -> None:
    copy = tmp_path / "drill.backup"
    slowest = 0.0
    async with school(tmp_path, content, database_url) as (sandbox, world, nursery):
        writers = Writers(sandbox, world)
        unheard = {"kind": "500", "chat_id": world.telegram["curator"], "times": None}
        for number in range(count):
            bot = await nursery.start()
            await bot.ready()
            await writers.write(0, f"письмо до копии {number}")
            await all_is_said(sandbox, world)
            await sandbox.ask("POST", "faults", **unheard)
            await writers.write(0, f"письмо ждёт в копии {number}")
            await kept(writers, writers.written[-1])
            dying = await nursery.fork("backup", str(copy) + "2", FAILPOINT="mid-backup:1")
            assert await dying.code == -signal.SIGKILL
            assert await (await nursery.fork("backup", str(copy))).code == 0
            await writers.write(1, f"письмо после копии {number}")
            await kept(writers, writers.written.pop())  # it is lost: no copy has it
            await bot.end()
            await sandbox.ask("DELETE", "faults")
            await nursery.unlocked()
            await lose_everything(world)
            began = time.monotonic()
            assert await (await nursery.fork("restore", str(copy))).code == 0
            await (await nursery.start()).ready()
            slowest = max(slowest, time.monotonic() - began)
            await all_is_said(sandbox, world)
            assert await repeats_of(writers) == 0
            curator = Phone(sandbox, world.telegram["curator"], "curator")
            await curator.say("/menu")
            async with asyncio.timeout(HANG):  # on a starved machine silence lies
                while "что нужно сделать" not in await curator.last():
                    await asyncio.sleep(0.05)
            await nursery.end_all()
    assert not await asyncio.to_thread(copy.with_name("drill.backup2").exists)
    print(f"{count} drills, restored and ready again after {slowest:.2f} s at most")


async def kept(writers: Writers, text: str) -> None:
    """Wait until a letter is in the database, and the messenger will not give it again."""
    query = select(Letter.id).where(Letter.text == text)
    async with asyncio.timeout(HANG):
        while True:
            async with writers.world.database.reading() as uow:
                is_there = await uow.session.scalar(query)
            if is_there and not (await writers.sandbox.ask("GET", "state"))["pending"]:
                return
            await asyncio.sleep(0.05)


async def lose_everything(world: World) -> None:
    """What a curator fears: the database is empty."""
    async with asyncio.timeout(HANG), world.database.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            await connection.execute(table.delete())
    await world.database.engine.dispose()
