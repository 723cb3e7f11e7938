"""Several bots behind one address: a proxy that hands each update to the next of them."""

import asyncio
import itertools
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from aiohttp import ClientError, ClientSession, web

from tests.e2e.town import HANG, Bot, Sandbox

LEADS, LEADS_NO_MORE = "this process leads\n", "this process leads no more\n"
SECRET = "s" * 40


class Proxy:
    """Gives each update to the next bot; some answers are lost, some updates go to two bots."""

    def __init__(self, dice: random.Random, *, trouble: float = 0.0) -> None:
        self.dice = dice
        self.trouble = trouble
        self.targets: list[str] = []
        self.url = ""
        self.taken: dict[str, int] = {}
        self._next = itertools.count()

    async def _post(self, request: web.Request) -> web.Response:
        body, headers = await request.read(), dict(request.headers)
        if self.dice.random() < self.trouble:
            two = (self._send(next(self._next), body, headers) for _ in range(2))
            await asyncio.gather(*two)
            return web.Response(status=502)  # both answers are lost: it comes again
        for _ in self.targets:
            status = await self._send(next(self._next), body, headers)
            if status == 200:
                return web.Response()
        return web.Response(status=502)

    async def _send(self, number: int, body: bytes, headers: dict[str, str]) -> int:
        target = self.targets[number % len(self.targets)]
        with suppress(ClientError, OSError):
            async with self.http.post(target, data=body, headers=headers) as answer:
                self.taken[target] = self.taken.get(target, 0) + (answer.status == 200)
                return answer.status
        return 502

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Proxy"]:
        """Listen on a free port of this machine."""
        application = web.Application()
        application.router.add_post("/hook", self._post)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        try:
            async with ClientSession() as self.http:
                yield self
        finally:
            await runner.cleanup()


class Cluster:
    """Bots of one PostgreSQL; one of them leads."""

    def __init__(self, sandbox: Sandbox, folder: Path, proxy: Proxy, url: str) -> None:
        self.proxy = proxy
        self.bots: list[Bot] = []
        self._logged: dict[Bot, int] = {}  # characters, when a bot was started last
        for number in range(3):
            own = folder / f"bot{number}"
            own.mkdir()
            env = {
                "DATABASE_URL": url, "WEBHOOK_URL": proxy.url, "WEBHOOK_SECRET": SECRET,
                "WEBHOOK_LISTEN": "127.0.0.1:0",
            }  # fmt: skip
            self.bots.append(Bot(sandbox, own, **env))

    async def start(self, *bots: Bot) -> None:
        """Start some bots, or all; the proxy learns where they listen."""
        for bot in bots or self.bots:
            self._logged[bot] = len(bot.errors.read_text()) if bot.errors.exists() else 0
        await asyncio.gather(*(bot.start() for bot in bots or self.bots))
        self.know()

    def know(self) -> None:
        """Tell the proxy who is there."""
        alive = [bot for bot in self.bots if bot.is_running]
        self.proxy.targets = [f"http://{bot.ready.removeprefix('webhook ')}/" for bot in alive]

    def _leading(self) -> list[Bot]:
        leading = []
        for bot in self.bots:
            log = bot.errors.read_text()[self._logged.get(bot, 0) :] if bot.is_running else ""
            if log.rfind(LEADS) > log.rfind(LEADS_NO_MORE):
                leading.append(bot)
        return leading

    async def leader(self) -> Bot:
        """Give the one that leads; after a death it may take a moment."""
        async with asyncio.timeout(HANG):
            while not (found := self._leading()):
                await asyncio.sleep(0.05)
        assert len(found) == 1, [bot.errors.read_text()[-500:] for bot in self.bots]
        return found[0]

    async def stop(self) -> list[int]:
        """End all with SIGTERM; give the exit codes of those that ran."""
        running = [bot for bot in self.bots if bot.is_running]
        return list(await asyncio.gather(*(bot.stop() for bot in running)))

    async def lose_one(self, dice: random.Random) -> None:
        """Kill the leader or any other, let some time pass, and start it again."""
        bot = await self.leader() if dice.random() < 0.5 else dice.choice(self.bots)
        await bot.kill()
        await asyncio.sleep(dice.uniform(0, 1.5))
        await self.start(bot)


class Trio:
    """Three bots that are started, killed and stopped as if they were one."""

    def __init__(self, sandbox: Sandbox, folder: Path, proxy: Proxy, url: str) -> None:
        self.cluster = Cluster(sandbox, folder, proxy, url)
        self.errors = self

    @property
    def owner_link(self) -> str:
        """The link that the first of them printed."""
        return self.cluster.bots[0].owner_link

    def read_text(self) -> str:
        """Give everything they logged."""
        return "".join(bot.errors.read_text() for bot in self.cluster.bots)

    async def start(self, *, is_first: bool = False) -> None:
        """Start those that do not run; the first of all alone, for it prints the link."""
        if is_first:
            await self.cluster.bots[0].start(is_first=True)
        await self.cluster.start(*(bot for bot in self.cluster.bots if not bot.is_running))

    async def kill(self) -> None:
        """End the leader with kill -9; the others go on."""
        await (await self.cluster.leader()).kill()

    async def stop(self) -> int:
        """End all with SIGTERM; give the worst exit code."""
        return max(await self.cluster.stop(), default=0)

    async def ticked(self, offset: int) -> None:
        """Wait until everything that a moved clock brings has been done by the leader."""
        async with asyncio.timeout(HANG):
            while f"ticks ran at +{offset} s" not in self.read_text():
                await asyncio.sleep(0.02)
