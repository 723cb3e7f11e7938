"""T15, T17, T18, T20, T21, T22, T27: the token, the webhook, files, locks, letters."""

import asyncio
import io
import logging
import re
import stat
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from pydantic import SecretStr, ValidationError
from sqlalchemy import select

from bot import storage
from bot.__main__ import _narrow_env
from bot.logs import TOKEN as SHAPE
from bot.logs import Discreet
from bot.receiver import Polling, Toasts, Webhook
from bot.settings import Settings
from db import backup
from db.models import AuditLine, DeadLetter
from domain.audit import Deed
from domain.vitals import Vitals
from scheduler.bot_api import SendFailed
from scheduler.telegram import Telegram, api_of, create_bot
from scheduler.ticks import Ticks
from tests.contracts.sources import ROOT, of
from tests.talk import TOKEN, Talk
from tests.threats.rows import changed, read_rows
from tests.world import World
from ui.translator import Translator

SECRET = "s" * 32
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@asynccontextmanager
async def _serving(application: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("secret", ["", "s" * 31, "s" * 257, "я" * 32, "s" * 31 + "!"])
def test_a_webhook_without_a_good_secret_does_not_start(secret: str) -> None:
    with pytest.raises(ValidationError, match="WEBHOOK_SECRET"):
        Settings(
            bot_token=SecretStr(TOKEN), webhook_url="https://example.org/hook",
            webhook_secret=SecretStr(secret), _env_file=None,
        )  # type: ignore[call-arg]  # fmt: skip


def _forged() -> list[tuple[int, str, dict[str, Any]]]:
    """Status, method and the rest of calls that are not the messenger's."""
    return [
        (401, "POST", {}),
        (401, "POST", {"headers": {HEADER: "t" * 32}}),
        (401, "POST", {"headers": {HEADER: SECRET + "s"}}),
        (401, "POST", {"headers": {HEADER: SECRET[:-1]}}),
        (401, "POST", {"headers": {HEADER: "я" * 32}}),
        (401, "POST", {"headers": {HEADER: "s" * 4000}}),
        (401, "POST", {"headers": [(HEADER, SECRET), (HEADER, SECRET)]}),
        (401, "POST", {"headers": {"X-Forwarded-For": "149.154.160.1", "X-Real-IP": "127.0.0.1"}}),
        (405, "GET", {"headers": {HEADER: SECRET}}),
        (405, "PUT", {"headers": {HEADER: SECRET}}),
        (413, "POST", {"headers": {HEADER: SECRET}, "data": io.BytesIO(b"x" * 10_000_000)}),
        (400, "POST", {"headers": {HEADER: SECRET}, "data": b"\xff\xfe"}),
        (400, "POST", {"headers": {HEADER: SECRET}, "json": [1]}),
        (400, "POST", {"headers": {HEADER: SECRET}, "json": {"update_id": "1"}}),
    ]


async def test_a_forged_call_of_the_webhook_changes_no_row(world: World) -> None:
    talk = Talk.to(world)
    update = talk.message("curator", text="/menu")
    before = await read_rows(world.database, besides=())
    telegram = Telegram(api_of(talk.transactions.conversation.bot), Translator.load())
    webhook = Webhook(talk.transactions, Toasts(telegram), SECRET, Vitals())
    running = asyncio.create_task(webhook.run())
    async with _serving(webhook.application()) as url, ClientSession() as http:
        for status, method, more in _forged():
            body = {} if {"data", "json"} & more.keys() else {"json": update}
            async with http.request(method, f"{url}/hook", **body, **more) as answer:
                assert answer.status == status, (method, more.keys())
        assert b" 401 " in await _raw(url, b"\xff\xfe" + b"s" * 30)
        assert changed(before, await read_rows(world.database, besides=())) == set()
        async with http.post(f"{url}/hook", json=update, headers={HEADER: SECRET}) as answer:
            assert answer.status == 200
    webhook.stopping.set()
    await running
    await talk.transactions.conversation.bot.session.close()
    assert changed(before, await read_rows(world.database, besides=())) != set()


async def _raw(url: str, secret: bytes) -> bytes:
    """The first line of the answer to a call whose secret is no text at all."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
    writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n")
    writer.write(HEADER.encode() + b": " + secret + b"\r\n\r\n")
    line = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return line


def _failing(kind: str) -> web.Application:
    """A messenger that answers everything with a failure of a kind."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if kind == "lost file" and request.path.endswith("/getFile"):
            return web.json_response({"ok": True, "result": {"file_path": "a/b", "file_size": 1}})
        if kind == "cut" and request.transport:
            request.transport.close()
        if kind == "slow":
            await asyncio.sleep(5)
        if kind == "page":
            return web.Response(status=502, text=f"<html>{request.path}</html>")
        return web.json_response({"ok": False, "error_code": 404, "description": request.path},
                                 status=404)  # fmt: skip

    application = web.Application()
    application.router.add_route("*", "/{tail:.*}", answer)
    return application


@pytest.mark.parametrize("kind", ["lost file", "page", "cut", "refused", "unauthorized"])
async def test_no_failure_of_the_messenger_puts_the_token_into_a_log(
    world: World, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    """T15: exceptions, tracebacks and logs of every library at DEBUG, through our formatter."""
    caplog.set_level(logging.DEBUG)
    async with _serving(_failing(kind)) as url:
        bot = create_bot(TOKEN, "http://127.0.0.1:9" if kind == "refused" else url, "")
        telegram = Telegram(api_of(bot), Translator.load())
        payload = {"text": "Да", "keyboard": [], "name": "a.txt"}
        calls = (telegram.send(5, payload), telegram.download("file"),
                 telegram.send_made(5, "document", payload, b"x"))  # fmt: skip
        for call in calls:
            with pytest.raises(SendFailed) as failure:
                await call
            logging.getLogger("bot").error("it failed", exc_info=failure.value)
            assert failure.value.__cause__ is None
            assert failure.value.__suppress_context__ or failure.value.__context__ is None
        await _poll(world, bot, url)
        await bot.session.close()
    formatter = Discreet("%(message)s", tells_values=True)
    shipped = "\n".join(formatter.format(record) for record in caplog.records)
    assert "it failed" in shipped
    assert TOKEN not in shipped
    assert not SHAPE.search(shipped)


async def _poll(world: World, bot: Any, url: str) -> None:
    talk = Talk.to(world)
    session = await bot.session.create_session()
    toasts = Toasts(Telegram(api_of(bot), Translator.load()))
    polling = Polling(session, f"{url}/bot{TOKEN}", talk.transactions, toasts, Vitals())
    asking = asyncio.create_task(polling.run())
    await asyncio.sleep(0.3)
    polling.stopping.set()
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)


CLIENTS = re.compile(
    r"\b(requests|httpx|urllib3|urllib\.request|http\.client|smtplib|ftplib|socket|telnetlib|pycurl)\b"
)
# Who may speak over the network at all, and to whom.
SPEAKERS = {
    "scheduler/bot_api.py": "the Bot API",
    "scheduler/telegram.py": "the Bot API",
    "bot/receiver.py": "the Bot API, and its webhook",
    "bot/app.py": "the Bot API, and its webhook",
    "bot/demo.py": "the sandbox on this machine",
    "bot/health.py": "who asks for the bot's health; it only listens",
}


def test_nothing_but_the_bot_api_is_ever_fetched() -> None:
    """T18: no address that a person sends can be asked for."""
    found = {
        source.path: sorted(
            origin
            for origin in source.imported().values()
            if CLIENTS.match(origin) or origin.startswith(("aiohttp", "aiogram.client"))
        )
        for source in of(
            "bot",
            "content",
            "db",
            "documents",
            "domain",
            "handlers",
            "scheduler",
            "services",
            "ui",
        )
    }
    speaking = {path for path, origins in found.items() if origins}
    assert speaking <= SPEAKERS.keys()
    assert not [path for path, origins in found.items() if any(map(CLIENTS.match, origins))]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_dependency_is_pinned_with_its_hashes(name: str) -> None:
    """T21: an unpinned line, an address or a missing hash fails; nothing is run to install."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    wheels, *lines = re.findall(r"^[ \t]*[^#\s].*$", text, re.MULTILINE)
    pinned = re.compile(
        r"[a-z0-9._-]+(\[[a-z0-9,_-]+\])?==\S+( ; [^@]+?)?(\s+--hash=sha256:[0-9a-f]{64})+"
    )
    assert wheels == "--only-binary :all:"
    assert len(lines) > 20
    assert [line[:60] for line in lines if not pinned.fullmatch(line.strip())] == []
    assert "--require-hashes" in (ROOT / "Makefile").read_text(encoding="utf-8")


async def test_what_the_bot_keeps_is_readable_by_its_user_alone(
    world: World, tmp_path: Path
) -> None:
    """T20."""
    settings = Settings(bot_token=SecretStr(TOKEN), data_dir=tmp_path / "data", _env_file=None)  # type: ignore[call-arg]
    (tmp_path / "data").mkdir(mode=0o755)
    storage.prepare_data(settings)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    await backup.daily(world.database.engine, tmp_path / "data" / "backups", world.clock.now())
    (copy,) = (tmp_path / "data" / "backups").iterdir()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


def test_the_history_holds_no_token_and_env_is_never_committed() -> None:
    """T22."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {".env", "data/"} <= set(ignored)
    log = subprocess.run(
        ["git", "log", "--all", "-p", "--format=", "-G", r"[0-9]{8,10}:[A-Za-z0-9_-]{35}"],
        cwd=ROOT, capture_output=True, check=False, timeout=60,
    ).stdout.decode("utf-8", "ignore")  # fmt: skip
    assert re.findall(r"^\+.*\b\d{8,10}:[A-Za-z0-9_-]{35}\b", log, re.MULTILINE) == []


def test_an_env_that_others_may_read_is_narrowed_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """T22."""
    monkeypatch.chdir(tmp_path)
    env = tmp_path / ".env"
    env.touch()
    env.chmod(0o644)
    for said in ("narrowed to 0600", ""):
        _narrow_env()
        assert stat.S_IMODE(env.stat().st_mode) == 0o600
        assert said in (told := capsys.readouterr().err)
        assert bool(told) == bool(said)


async def test_dead_letters_are_kept_for_two_weeks_and_no_longer(world: World) -> None:
    """T27: they hold what people wrote."""
    talk = Talk.to(world)
    await talk.feed({"update_id": 77, "message": {"message_id": "x", "from": {"id": 5}}})
    assert await _kept(world, DeadLetter, 13.9) == 1
    assert await _kept(world, DeadLetter, 0.2) == 0


async def test_who_took_what_is_written_down_and_kept_for_four_hundred_days(world: World) -> None:
    """T29: the picture of the roadmap too."""
    await world.load_roadmap()
    talk = Talk.to(world)
    await talk.run(talk.press("curator", "go:timeline:0:0"))
    await talk.run(talk.press("curator", "go:timeline:0:0"))  # it is being drawn already
    async with world.database.reading() as uow:
        lines = await uow.audit.list_of_school(world.school_id)
    assert {one.person_id for one in lines} == {world.people["curator"]}
    known = [(one.deed, one.subject, one.count) for one in lines]
    assert known == [(Deed.READING, "roadmap", 1), (Deed.PICTURE, "roadmap timeline", 4)]
    assert await _kept(world, AuditLine, 399.9) == 2
    assert await _kept(world, AuditLine, 0.2) == 0


async def _kept(world: World, model: Any, days: float) -> int:
    """How many rows are left after these days, once it was cleaned."""

    async def nothing() -> None:
        return None

    world.clock.move(days=days)
    await Ticks(world.database, world.content, nothing).clean()
    async with world.database.reading() as uow:
        return len((await uow.session.scalars(select(model))).all())
