"""``python -m bot demo``: the sandbox, a made-up school, and the bot; no token, no network."""

import asyncio
import os
import signal
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

import content.loader
from bot.demo_school import DemoSchool
from db.engine import create_engine
from db.migrate import ensure_schema

ROOT = Path(__file__).parent.parent
TOKEN = "1000001:sandbox-token-for-local-use-only"  # noqa: S105  # the sandbox's own, known to all


def main(port: int, data_dir: Path | None) -> int:
    """Run the demo until Ctrl+C; give the exit code."""
    with (
        tempfile.TemporaryDirectory(prefix="mentoring-demo-") as folder,
        suppress(KeyboardInterrupt),
    ):
        return asyncio.run(run(port, data_dir or Path(folder)))
    return 0


async def run(port: int, folder: Path) -> int:
    """Start everything, print the chat page's address, wait for the end of any process."""
    folder.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        clock = folder / "clock"
        clock.unlink(missing_ok=True)
        sandbox = await _start("-m", "sandbox", "--port", str(port), "--clock-file", str(clock))
        stack.push_async_callback(_end, sandbox)
        url = await _result(sandbox, "sandbox: ")
        http = await stack.enter_async_context(ClientSession())
        control = Control(http, url)
        school = await _make_school(control, folder)
        bot = await _start("-m", "bot", "run", **_environment(url, folder, clock))
        stack.push_async_callback(_end, bot)
        await _result(bot, "ready: ")
        for person_id in school.telegram.values():
            await control.post(f"people/{person_id}/send", text="/menu")
        print(f"demo: {url}?zone={school.zone}", flush=True)  # noqa: T201
        return await _wait(bot, sandbox)


class Control:
    """The sandbox's control API."""

    def __init__(self, http: ClientSession, url: str) -> None:
        self.http = http
        self.url = url

    async def post(self, path: str, **body: Any) -> Any:
        """Call it; a refusal ends the demo loudly."""
        async with self.http.post(f"{self.url}control/{path}", json=body) as response:
            response.raise_for_status()
            return await response.json()


def _environment(url: str, folder: Path, clock: Path) -> dict[str, str]:
    return {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url.rstrip("/"),
        "DATA_DIR": str(folder / "data"),
        "DATABASE_URL": "",
        "WEBHOOK_URL": "",
        "TELEGRAM_PROXY": "",
        "CLOCK_FILE": str(clock),
    }


async def _start(*arguments: str, **environment: str) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, env={**os.environ, **environment}, stdout=PIPE
    )


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.terminate()
        await process.wait()


async def _result(process: Process, beginning: str) -> str:
    assert process.stdout is not None
    while line := (await process.stdout.readline()).decode():
        if line.startswith(beginning):
            return line.removeprefix(beginning).strip()
    raise SystemExit(1)


async def _make_school(control: Control, folder: Path) -> DemoSchool:
    """Live the made-up school's story up to its today."""
    data = folder / "data"
    data.mkdir(exist_ok=True, mode=0o700)
    database = data / "bot.sqlite3"
    for name in ("bot.sqlite3", "bot.sqlite3-wal", "bot.sqlite3-shm"):
        (data / name).unlink(missing_ok=True)
    url = f"sqlite:///{database}"
    engine = create_engine(url)
    await ensure_schema(engine, url)
    school = DemoSchool(engine, content.loader.load(), _year())
    await control.post("clock", to=school.today.isoformat())
    telegram: dict[str, int] = {}
    for plan in school.plan["person"]:
        last, first = plan["name"].split()[:2]
        made = await control.post(
            "people", first_name=first, last_name=last, note=plan["post"], started=True
        )
        telegram[plan["key"]] = made["id"]
    await school.live(telegram)
    await engine.dispose()
    return school


def _year() -> int:
    """Give the school year whose end of November is still ahead: clocks only go forward."""
    real = datetime.now(UTC)  # noqa: TID251  # the sandbox's clock begins at real time
    return real.year if (real.month, real.day) < (11, 26) else real.year + 1


async def _wait(*processes: Process) -> int:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stopping.set)
    waits = [asyncio.ensure_future(process.wait()) for process in processes]
    asked = asyncio.ensure_future(stopping.wait())
    await asyncio.wait([*waits, asked], return_when=asyncio.FIRST_COMPLETED)
    for task in (*waits, asked):
        task.cancel()
    return 0 if stopping.is_set() else 1
