"""The bot's own command lines of docs/operating.md, run one after the other as they stand."""

from pathlib import Path
from typing import Any

from content.loader import Content
from db.engine import create_engine
from db.models import DeadLetter
from db.unit_of_work import Database
from tests.clock import SetClock
from tests.conftest import migrate
from tests.contracts.instructions import program, sh_lines
from tests.e2e.town import TOKEN, Sandbox
from tests.nursery import born
from tests.world import World

START = {"message_id": 1, "date": 1, "text": "/start", "chat": {"id": 5, "type": "private"}}


def migrated(data: Path) -> str:
    """The URL of a new database where the bot looks for it."""
    data.mkdir()
    url = f"sqlite:///{data / 'bot.sqlite3'}"
    migrate(url)
    return url


async def fill(url: str, content: Content) -> None:
    """A school, and the dead letter that the page speaks of."""
    engine = create_engine(url)
    world = World(Database(engine, SetClock()), SetClock(), content)
    await world.found()
    raw: dict[str, Any] = {**START, "from": {"id": 5, "is_bot": False, "first_name": "Анна"}}
    async with world.uow() as uow:
        row = DeadLetter(id=17, bot_id=int(TOKEN.partition(":")[0]), update_id=1, telegram_id=5)
        row.raw, row.traceback, row.at = {"update_id": 1, "message": raw}, "Boom", uow.now
        uow.updates.add(row)
    await engine.dispose()


async def test_every_command_of_the_bot_on_the_page_does_what_it_says(
    tmp_path: Path, content: Content
) -> None:
    await fill(migrated(tmp_path / "data"), content)
    lines = list(dict.fromkeys(" ".join(program(line)) for line in sh_lines() if program(line)))
    said: dict[str, str] = {}
    errors = tmp_path / "bot.log"
    async with Sandbox(tmp_path) as sandbox:
        env = {"BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": sandbox.url.rstrip("/")}
        for line in sorted(lines, key=lambda line: line.startswith("restore")):
            process = await born("bot", *line.split(), env=env, errors=errors, cwd=tmp_path)
            said[line] = (await process.stdout.read()).decode()
            assert await process.wait() == 0, f"{line}: {errors.read_text()}"
    assert said["check"].count(": ok") == 3
    assert said["owner-link"].startswith("owner-link: https://t.me/")
    assert said["dead-letters"].startswith("17\t")
    assert "/start" in said["dead-letters 17"]
    assert said["replay 17"] == "replayed: 17\n"
    assert {line for line in lines if line.startswith("backup")} >= {
        f"backup {line.split()[1]}" for line in lines if line.startswith("restore")
    }
