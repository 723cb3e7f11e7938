"""Real processes for whole scenarios: the sandbox, the bot, and people with phones."""

import asyncio
import base64
import signal
import socket
from asyncio.subprocess import Process
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientTimeout

from tests.logged import told
from tests.nursery import Child, born

TOKEN = "1000001:sandbox-token-for-local-use-only"
SECRET = TOKEN.partition(":")[2]
HANG = 120.0  # seconds: a ceiling against hangs, ten times what a step takes


async def line_of(process: Child | Process, beginning: str) -> str:
    """Read result lines until one begins so; give its rest."""
    assert process.stdout is not None
    async with asyncio.timeout(HANG):
        while line := (await process.stdout.readline()).decode():
            if line.startswith(beginning):
                return line.removeprefix(beginning).strip()
    raise AssertionError(f"the process ended without {beginning!r}")


def free_port() -> int:
    """Give a port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


class Sandbox:
    """The local Telegram and its control API."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.options = options
        self.clock = folder / "clock"
        self.url = ""

    async def __aenter__(self) -> "Sandbox":
        self.process = await born(
            "sandbox", "--clock-file", str(self.clock), "--limits", "off", *self.options,
            env={}, errors=self.folder / "sandbox.log",
        )  # fmt: skip
        self.url = await line_of(self.process, "sandbox: ")
        self.http = ClientSession(timeout=ClientTimeout(total=HANG))
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.http.close()
        self.process.terminate()
        await self.process.wait()
        for log in self.folder.rglob("*.log"):
            found = log.read_text(errors="replace")
            assert SECRET not in found, f"{log.name} tells the token"
            assert log.name == "sandbox.log" or not told(found), f"{log.name} tells of people"

    async def ask(self, method: str, path: str, **body: Any) -> Any:
        """Call the control API; a refusal fails the test with its sentence."""
        url = f"{self.url}control/{path}"
        async with self.http.request(method, url, json=body or None) as response:
            answer = await response.json()
        assert response.status < 400, answer
        return answer

    async def settle(self, quiet_ms: int = 120) -> None:
        """Wait until the bot has nothing more to do."""
        answer = await self.ask("POST", "settle", quiet_ms=quiet_ms, timeout=60)
        assert answer["settled"], answer

    async def now(self) -> datetime:
        """Give the moved time."""
        return datetime.fromisoformat((await self.ask("GET", "state"))["now"])

    async def move_to(self, moment: datetime, bot: "Bot") -> None:
        """Move the clock forward to an instant and let the bot live through it."""
        answer = await self.ask("POST", "clock", to=moment.isoformat())
        await bot.ticked(answer["offset_seconds"])
        await self.settle(60)

    async def person(self, name: str) -> "Phone":
        """Give a new person a phone."""
        first, _, last = name.partition(" ")
        found = await self.ask("POST", "people", first_name=first, last_name=last)
        return Phone(self, found["id"], name)


@dataclass(slots=True)
class Phone:
    """A person with the messenger: says, taps by what is written on a button, reads."""

    sandbox: Sandbox
    id: int
    name: str
    read: int = 0
    taps: int = 0
    typed: int = 0
    seen: list[str] = field(default_factory=list)

    async def messages(self, after: int = 0) -> list[dict[str, Any]]:
        """Give the whole chat, or what came after a message."""
        found = await self.sandbox.ask("GET", f"chats/{self.id}/messages?after={after}")
        return [message for message in found if not message.get("deleted")]

    async def new(self) -> list[str]:
        """Give the texts of the bot's messages that came since the last look."""
        fresh = [one for one in await self.messages(self.read) if one["from"] == "bot"]
        if fresh:
            self.read = max(message["message_id"] for message in fresh)
        texts = [message["text"] or message.get("caption") or "" for message in fresh]
        self.seen += texts
        return texts

    async def last(self) -> str:
        """Give the text of the bot's newest message, as it stands now."""
        found = [m for m in await self.messages() if m["from"] == "bot"]
        return str(found[-1]["text"]) if found else ""

    async def buttons(self) -> list[str]:
        """Give the labels under the bot's newest message."""
        found = [m for m in await self.messages() if m["from"] == "bot"]
        rows = (found[-1]["keyboard"] or []) if found else []
        return [button["text"] for row in rows for button in row]

    async def start(self, link: str = "") -> str:
        """Open a link (or the bot) and press Start."""
        payload = link.partition("?start=")[2]
        await self.sandbox.ask("POST", f"people/{self.id}/start", payload=payload)
        return await self._after()

    async def say(self, text: str) -> str:
        """Send a text."""
        self.typed += 1
        await self.sandbox.ask("POST", f"people/{self.id}/send", text=text)
        return await self._after()

    async def send_file(self, name: str, content: bytes) -> str:
        """Send a document."""
        self.typed += 1
        document = {"name": name, "base64": base64.b64encode(content).decode()}
        await self.sandbox.ask("POST", f"people/{self.id}/send", document=document)
        return await self._after()

    async def send(self, **what: Any) -> str:
        """Send anything the control API knows."""
        await self.sandbox.ask("POST", f"people/{self.id}/send", **what)
        return await self._after()

    async def tap(self, label: str) -> str:
        """Tap the newest button whose label is, begins with, or holds this; give the screen."""
        message_id, text = await self._find(label)
        self.taps += 1
        await self.sandbox.ask(
            "POST", f"people/{self.id}/tap", message_id=message_id, text=text, wait=5
        )
        await self._after()
        found = [m for m in await self.messages(message_id - 1) if m["message_id"] == message_id]
        return str(found[0]["text"]) if found else ""

    async def _find(self, label: str) -> tuple[int, str]:
        everything = []
        for message in reversed(await self.messages()):
            for row in message["keyboard"] or []:
                for button in row:
                    everything.append(button["text"])
                    if button["text"] == label or label in button["text"]:
                        return message["message_id"], button["text"]
        raise AssertionError(f"{self.name}: no button {label!r} among {everything}")

    async def _after(self) -> str:
        await self.sandbox.settle()
        return await self.last()


class Bot:
    """The bot as a process."""

    def __init__(self, sandbox: Sandbox, folder: Path, **env: str) -> None:
        self.sandbox = sandbox
        self.errors = folder / "bot.log"
        self.env = {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": sandbox.url.rstrip("/"),
            "DATA_DIR": str(folder / "data"),
            "CLOCK_FILE": str(sandbox.clock),
            "SEND_PER_SECOND": "1000",
            "SEND_PER_CHAT_PER_SECOND": "1000",
            **env,
        }
        self.owner_link = ""
        self.ready = ""
        self.health = ""
        self.process: Child | None = None

    @property
    def is_running(self) -> bool:
        """Whether the process was started and has not ended."""
        return self.process is not None and self.process.returncode is None

    async def start(self, *, is_first: bool = False) -> None:
        """Start and wait until it is ready."""
        self.process = await born("bot", "run", env=self.env, errors=self.errors)
        if "HEALTH_LISTEN" in self.env:
            self.health = await line_of(self.process, "health: ")
        if is_first:
            self.owner_link = await line_of(self.process, "owner-link: ")
        self.ready = await line_of(self.process, "ready: ")

    async def ticked(self, offset: int) -> None:
        """Wait until everything that a moved clock brings has been done."""
        async with asyncio.timeout(HANG):
            while f"ticks ran at +{offset} s" not in self.errors.read_text():
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """End it with kill -9."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    async def stop(self) -> int:
        """End it with SIGTERM; give the exit code."""
        assert self.process is not None
        self.process.terminate()
        async with asyncio.timeout(HANG):
            return await self.process.wait()

    async def run(self, *arguments: str, stdin: bytes = b"") -> tuple[int, str]:
        """Run another command beside it; give the exit code and its standard output."""
        process = await born("bot", *arguments, env=self.env, errors=self.errors, stdin=stdin)
        async with asyncio.timeout(HANG):
            return await process.wait(), (await process.stdout.read()).decode()
