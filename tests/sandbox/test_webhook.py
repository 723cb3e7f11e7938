"""The webhook: §5, U7."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from tests.sandbox.client import sandbox


class Hook:
    """A bot that listens: keeps what comes and answers as it is told."""

    def __init__(self):
        self.got = []
        self.headers = []
        self.answers = []
        self.default = (200, None)
        self.came = asyncio.Event()
        self.url = ""

    async def take(self, request):
        self.got.append(await request.json())
        self.headers.append(request.headers)
        self.came.set()
        status, body = self.answers.pop(0) if self.answers else self.default
        headers = {"Retry-After": str(body)} if isinstance(body, int) else {}
        if isinstance(body, dict):
            return web.json_response(body, status=status)
        return web.Response(status=status, headers=headers)

    async def wait(self, count):
        async with asyncio.timeout(8):
            while len(self.got) < count:
                self.came.clear()
                await self.came.wait()
        return self.got


@asynccontextmanager
async def listening():
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


@pytest.fixture
async def hook():
    async with listening() as hook:
        yield hook


async def test_updates_arrive_with_the_secret(telegram, hook):
    person = await telegram.person()
    await telegram.ok("setWebhook", url=hook.url, secret_token="s3cret_-")
    sent = await telegram.control(f"people/{person}/send", text="а")
    (update,) = await hook.wait(1)
    assert update["update_id"] == sent["update_id"]
    assert hook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret_-"
    info = await telegram.ok("getWebhookInfo")
    assert (info["url"], info["max_connections"]) == (hook.url, 40)
    assert (await telegram.control("settle"))["settled"] is True


async def test_what_waited_is_delivered_when_a_webhook_is_set(telegram, hook):
    person = await telegram.person()
    await telegram.control(f"people/{person}/send", text="а")
    await telegram.ok("setWebhook", url=hook.url)
    assert (await hook.wait(1))[0]["message"]["text"] == "а"


async def test_a_failed_update_comes_again_at_once_and_then_after_two_seconds(telegram, hook):
    person = await telegram.person()
    await telegram.ok("setWebhook", url=hook.url)
    hook.answers = [(500, None), (500, None)]
    started = asyncio.get_running_loop().time()
    await telegram.control(f"people/{person}/send", text="а")
    await hook.wait(2)
    assert asyncio.get_running_loop().time() - started < 1
    error = (await telegram.ok("getWebhookInfo"))["last_error_message"]
    assert error.startswith("Wrong response from the webhook: 500")
    await hook.wait(3)
    assert 1.8 < asyncio.get_running_loop().time() - started < 3


async def test_the_bots_own_retry_after_is_honoured(telegram, hook):
    person = await telegram.person()
    await telegram.ok("setWebhook", url=hook.url)
    hook.answers = [(503, 1)]
    started = asyncio.get_running_loop().time()
    await telegram.control(f"people/{person}/send", text="а")
    await hook.wait(2)
    assert 0.9 < asyncio.get_running_loop().time() - started < 2


async def test_a_poison_update_blocks_its_chat_only(telegram, hook):
    one, other = await telegram.person(), await telegram.person()
    await telegram.ok("setWebhook", url=hook.url)
    hook.answers = [(500, 1), (200, None), (200, None), (200, None)]
    await telegram.control(f"people/{one}/send", text="1")
    await hook.wait(1)
    await telegram.control(f"people/{one}/send", text="2")
    await telegram.control(f"people/{other}/send", text="3")
    await telegram.control(f"people/{one}/tap", message_id=None, data="4")
    got = await hook.wait(5)
    order = [
        one["message"]["text"] if "message" in one else one["callback_query"]["data"]
        for one in got
    ]
    assert set(order[1:3]) == {"3", "4"}
    assert order[3:] == ["1", "2"]


async def test_an_update_that_grew_too_old_is_dropped(telegram, hook):
    person = await telegram.person()
    await telegram.ok("setWebhook", url=hook.url)
    hook.default = (500, 1)
    await telegram.control(f"people/{person}/tap", message_id=None, data="x")
    await hook.wait(1)
    await telegram.control("clock", add_seconds=151)
    assert (await telegram.control("settle", timeout=3))["pending"] == 0


async def test_a_method_in_the_answer_is_executed_without_a_word(telegram, hook):
    person = await telegram.person()
    await telegram.ok("setWebhook", url=hook.url)
    hook.answers = [(200, {"method": "sendMessage", "chat_id": person, "text": "из ответа"})]
    await telegram.control(f"people/{person}/send", text="а")
    await hook.wait(1)
    await telegram.control("settle")
    assert (await telegram.messages(person))[-1]["text"] == "из ответа"
    assert (await telegram.look("calls"))[-1]["method"] == "sendMessage"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"secret_token": "a" * 257}, "secret token is too long"),
        ({"secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "ftp://127.0.0.1/"}, "invalid webhook URL specified"),
        ({"url": "http://:99999999/"}, "invalid webhook URL specified"),
        ({"url": "https://school.example/"}, "bad webhook: only local addresses are served"),
    ],
)
async def test_wrong_settings_are_refused(telegram, given, words):
    refusal = await telegram.refused("setWebhook", **({"url": "http://127.0.0.1:9/"} | given))
    assert refusal == f"400 Bad Request: {words}"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://school.example/", "An HTTPS URL must be provided for webhook"),
        ("https://school.example:444/", "Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ("https://127.0.0.1/", "IP address 127.0.0.1 is reserved"),
    ],
)
async def test_the_strict_mode_takes_https_and_four_ports_only(url, words):
    async with sandbox(webhook_strict=True) as telegram:
        refusal = await telegram.refused("setWebhook", url=url)
        assert refusal == f"400 Bad Request: bad webhook: {words}"


async def test_setting_it_twice_within_a_second_is_refused(telegram, hook):
    await telegram.ok("setWebhook", url=hook.url)
    status, body = await telegram.call("setWebhook", url=hook.url)
    assert (status, body["parameters"]) == (429, {"retry_after": 1})


async def test_deleting_it_brings_polling_back(telegram, hook):
    person = await telegram.person()
    await telegram.ok("setWebhook", url=hook.url)
    await telegram.ok("deleteWebhook")
    await telegram.control(f"people/{person}/send", text="а")
    assert len(await telegram.ok("getUpdates")) == 1
    await telegram.ok("deleteWebhook", drop_pending_updates=True)
    assert (await telegram.look("state"))["pending"] == 0


async def test_410_for_23_hours_closes_it_and_the_update_waits_for_polling(telegram, hook):
    person = await telegram.person()
    await telegram.ok("setWebhook", url=hook.url)
    hook.default = (410, 1)
    await telegram.control(f"people/{person}/send", text="а")
    await hook.wait(1)
    await telegram.control("clock", add_seconds=23 * 3600 + 60)
    await hook.wait(2)
    await asyncio.sleep(0.05)
    assert (await telegram.ok("getWebhookInfo"))["url"] == ""
    assert len(await telegram.ok("getUpdates")) == 1


async def test_an_update_may_be_delivered_twice(telegram, hook):
    person = await telegram.person()
    await telegram.ok("setWebhook", url=hook.url)
    await telegram.control("faults", kind="repeat_updates")
    await telegram.control(f"people/{person}/send", text="а")
    first, second = await hook.wait(2)
    assert first == second
