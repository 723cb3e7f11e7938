"""T14: the webhook's queue is bounded; what does not fit is left to the messenger."""

import asyncio

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import receiver
from bot.receiver import Toasts, Webhook
from domain.vitals import Vitals
from scheduler.telegram import Telegram, api_of
from tests.talk import Talk
from tests.world import World
from ui.translator import Translator

ROOM = 3
SOON = 30.0  # seconds: a ceiling against hangs
SECRET = "s" * 32
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


async def test_a_full_queue_asks_the_messenger_to_come_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiver, "QUEUE", ROOM)
    talk = Talk.to(world)
    telegram = Telegram(api_of(talk.transactions.conversation.bot), Translator.load())
    webhook = Webhook(talk.transactions, Toasts(telegram), SECRET, Vitals())
    async with TestClient(TestServer(webhook.application())) as http:

        async def post(text: str) -> tuple[int, str | None]:
            raw = talk.message("curator", text=text)
            async with http.post("/hook", json=raw, headers=HEADERS) as answer:
                return answer.status, answer.headers.get("Retry-After")

        waiting = [asyncio.create_task(post("/help")) for _ in range(ROOM)]
        async with asyncio.timeout(SOON):
            while webhook.vitals.waiting < ROOM:
                await asyncio.sleep(0.01)
        assert await post("/menu") == (503, "1")
        running = asyncio.create_task(webhook.run())
        assert {(await one)[0] for one in waiting} == {200}
        assert (await post("/menu"))[0] == 200
        webhook.stopping.set()
        await running
        assert (await post("/menu"))[0] == 503
    await talk.transactions.conversation.bot.session.close()
