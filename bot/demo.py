"""``python -m bot demo``: the sandbox, a made-up school, and the bot; no token, no network."""

import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

import content.loader
from bot import demo_story
from bot.demo_school import DemoSchool
from db.engine import create_engine
from db.migrate import ensure_schema

ROOT = Path(__file__).parent.parent
TOKEN = "1000001:sandbox-token-for-local-use-only"  # noqa: S105  # the sandbox's own, known to all


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the command line or the page chose; ``language`` is that of the school's people."""

    port: int = 8081
    language: str = "ru"
    address: str = "127.0.0.1"


def main(choice: Choice, data_dir: Path | None) -> int:
    """Run the demo until Ctrl+C; give the exit code."""
    with (
        tempfile.TemporaryDirectory(prefix="mentoring-demo-") as folder,
        suppress(KeyboardInterrupt),
    ):
        return asyncio.run(run(choice, data_dir or Path(folder)))
    return 0


async def run(choice: Choice, folder: Path) -> int:
    """Show the demo, afresh whenever the page asks, until told to stop or a process ends."""
    folder.mkdir(parents=True, exist_ok=True)
    stopping = _stopping()
    while True:
        async with AsyncExitStack() as stack:
            stage = Stage(choice, folder, stack)
            await stage.begin()
            asked = await stage.play(stopping)
        if asked is None:
            return 0 if stopping.is_set() else 1
        asked_for = str(asked.get("language"))
        is_known = asked_for in ("ru", "en")
        choice = replace(stage.choice, language=asked_for if is_known else choice.language)


def _stopping() -> asyncio.Event:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stopping.set)
    return stopping


class Stage:
    """One showing: a sandbox, a school in it, and a bot that may be killed and comes again."""

    def __init__(self, choice: Choice, folder: Path, stack: AsyncExitStack) -> None:
        self.choice = choice
        self.folder = folder
        self.stack = stack
        self.url = ""

    async def begin(self) -> None:
        """Start everything and print the chat page's address."""
        clock = self.folder / "clock"
        clock.unlink(missing_ok=True)
        story = self.folder / "story" / "story.json"
        self.sandbox = await _start(
            *("-m", "sandbox", "--helper", "--story", str(story), "--clock-file", str(clock)),
            *("--port", str(self.choice.port), "--address", self.choice.address),
        )
        self.stack.push_async_callback(_end, self.sandbox)
        self.url = await _result(self.sandbox, "sandbox: ")
        self.choice = replace(self.choice, port=int(self.url.rstrip("/").rpartition(":")[2]))
        self.control = Control(await self.stack.enter_async_context(ClientSession()), self.url)
        await self._stand("preparing")
        school = await _make_school(self.control, self.folder, self.choice.language)
        demo_story.write(school, story)
        await self._start_bot()
        self.stack.push_async_callback(self._end_bot)
        for person_id in school.telegram.values():
            await self.control.post(f"people/{person_id}/send", text="/menu")
        await self.control.post("settle", quiet_ms=200)
        await self._stand("ready")
        query = f"?zone={school.zone}" + ("&lang=en" if self.choice.language == "en" else "")
        print(f"demo: {self.url}{query}", flush=True)  # noqa: T201

    async def play(self, stopping: asyncio.Event) -> dict[str, Any] | None:
        """Do what the page asks; give what it asks of the next showing, None when it is over."""
        over = [
            asyncio.ensure_future(stopping.wait()),
            asyncio.ensure_future(self.sandbox.wait()),
        ]
        asked = asyncio.ensure_future(self._asked())
        try:
            while True:
                died = asyncio.ensure_future(self.bot.wait())
                await asyncio.wait([*over, asked, died], return_when=asyncio.FIRST_COMPLETED)
                died.cancel()
                if not asked.done() or any(task.done() for task in over):
                    return None
                wish = asked.result()
                if wish is None or wish["what"] == "afresh":
                    return wish
                await self._kill_bot()
                asked = asyncio.ensure_future(self._asked())
        finally:
            for task in (*over, asked):
                task.cancel()

    async def _asked(self) -> dict[str, Any] | None:
        assert self.sandbox.stdout is not None
        while line := (await self.sandbox.stdout.readline()).decode():
            if line.startswith("asked: "):
                return dict(json.loads(line.removeprefix("asked: ")))
        return None

    async def _kill_bot(self) -> None:
        """Kill it as a fallen machine would, and start it again."""
        self.bot.kill()
        await self.bot.wait()
        began = time.monotonic()
        await self._stand("down")
        await self._start_bot()
        await self._stand("ready", seconds=round(time.monotonic() - began, 1))

    async def _start_bot(self) -> None:
        self.bot = await _start("-m", "bot", "run", **_environment(self.url, self.folder))
        await _result(self.bot, "ready: ")

    async def _end_bot(self) -> None:
        await _end(self.bot)

    async def _stand(self, state: str, **more: Any) -> None:
        await self.control.post("helper", state=state, language=self.choice.language, **more)


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


def _environment(url: str, folder: Path) -> dict[str, str]:
    return {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url.rstrip("/"),
        "DATA_DIR": str(folder / "data"),
        "DATABASE_URL": "",
        "WEBHOOK_URL": "",
        "TELEGRAM_PROXY": "",
        "CLOCK_FILE": str(folder / "clock"),
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


async def _make_school(control: Control, folder: Path, language: str) -> DemoSchool:
    """Live the made-up school's story up to its today."""
    data = folder / "data"
    data.mkdir(exist_ok=True, mode=0o700)
    database = data / "bot.sqlite3"
    for name in ("bot.sqlite3", "bot.sqlite3-wal", "bot.sqlite3-shm"):
        (data / name).unlink(missing_ok=True)
    url = f"sqlite:///{database}"
    engine = create_engine(url)
    await ensure_schema(engine, url)
    school = DemoSchool(engine, content.loader.load(), _this_year(), language)
    await control.post("clock", to=school.today.isoformat())
    telegram: dict[str, int] = {}
    for plan in school.plan["person"]:
        last, first = plan["name"].split()[:2]
        made = await control.post(
            "people",
            first_name=first,
            last_name=last,
            note=plan["shown"][language],
            language_code=language,
            started=True,
        )
        telegram[plan["key"]] = made["id"]
    await school.live(telegram)
    await engine.dispose()
    return school


def _this_year() -> int:
    return year_from(datetime.now(UTC))  # noqa: TID251  # the sandbox's clock begins at real time


def year_from(real: datetime) -> int:
    """Give the school year whose end of November is still ahead: clocks only go forward."""
    return real.year if (real.month, real.day) < (11, 25) else real.year + 1
