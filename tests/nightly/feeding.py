"""The receiver's real polling on a list of raw updates, over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, web

from bot.receiver import Polling, Toasts
from domain.vitals import Vitals
from scheduler.telegram import Telegram, api_of, create_bot
from tests.talk import TOKEN, Talk
from ui.translator import Translator


@dataclass(slots=True)
class Feeder:
    """Serves ``getUpdates`` from a list; everything else is answered ``true``."""

    updates: list[Any] = field(default_factory=list)
    offset: int = 0
    url: str = ""
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, request: web.BaseRequest) -> web.Response:
        """Answer one call."""
        given = json.loads(await request.read() or b"{}") if "getUpdates" in request.path else {}
        if not given:
            return web.Response(text='{"ok": true, "result": true}', content_type=JSON)
        self.offset = given.get("offset") or 0
        self.changed.set()
        self.updates = [raw for raw in self.updates if raw["update_id"] >= self.offset]
        if not self.updates:
            await asyncio.sleep(0.02)
        answer = json.dumps({"ok": True, "result": self.updates[: given["limit"]]})
        return web.Response(text=answer, content_type=JSON)

    async def confirmed(self, update_id: int, seconds: float) -> None:
        """Wait until an update is confirmed."""
        async with asyncio.timeout(seconds):
            while self.offset <= update_id:
                self.changed.clear()
                await self.changed.wait()


JSON = "application/json"


@asynccontextmanager
async def polling(talk: Talk) -> AsyncIterator[Feeder]:
    """Poll a feeder as the running bot does."""
    feeder = Feeder()
    runner = web.ServerRunner(web.Server(feeder.serve, access_log=None))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    feeder.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    bot = create_bot(TOKEN, feeder.url, "")
    async with ClientSession() as session:
        toasts = Toasts(Telegram(api_of(bot), Translator.load()))
        poll = Polling(session, f"{feeder.url}/bot{TOKEN}", talk.transactions, toasts, Vitals())
        running = asyncio.create_task(poll.run())
        try:
            yield feeder
            assert not running.done(), "polling has ended"
        finally:
            poll.stopping.set()
            await running
            await toasts.finish()
            await bot.session.close()
            await runner.cleanup()
