"""The contract of ``python -m bot``: results, exit codes, one instance, a clean end."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from tests.e2e.town import HANG, TOKEN, Bot, Sandbox, line_of
from tests.nursery import ROOT

COMMANDS = (
    "run", "owner-link", "demo", "check", "backup", "restore", "copy-database",
    "dead-letters", "replay", "read-deadline", "read-roadmap",
)  # fmt: skip


async def command(
    *arguments: str, stdin: bytes = b"", cwd: Path = ROOT, **env: str
) -> tuple[int, str, str]:
    """Run a command; give its exit code, output and errors."""
    clean = {k: v for k, v in os.environ.items() if k not in ("BOT_TOKEN", "DATABASE_URL")}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, cwd=cwd,
        env={**clean, "PYTHONPATH": str(ROOT), **env}, stdin=PIPE, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    async with asyncio.timeout(HANG):
        out, errors = await process.communicate(stdin)
    return int(process.returncode or 0), out.decode(), errors.decode()


@pytest.mark.parametrize("name", COMMANDS)
async def test_every_command_has_help(name: str) -> None:
    code, out, _ = await command(name, "--help")
    assert code == 0
    assert "usage" in out.lower()


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({}, "BOT_TOKEN"),
        ({"BOT_TOKEN": "nonsense"}, "BOT_TOKEN"),
        ({"BOT_TOKEN": TOKEN, "SEND_PER_SECOND": "many"}, "SEND_PER_SECOND"),
        ({"BOT_TOKEN": TOKEN, "WEBHOOK_URL": "https://x.example/h"}, "WEBHOOK_SECRET"),
        ({"BOT_TOKEN": TOKEN, "CLOCK_FILE": "/tmp/clock"}, "CLOCK_FILE"),
    ],
)
async def test_a_wrong_setting_is_one_sentence_and_exit_code_two(
    tmp_path: Path, env: dict[str, str], words: str
) -> None:
    code, out, errors = await command("run", cwd=tmp_path, **env)
    assert (code, out) == (2, "")
    assert words in errors
    assert len(errors.strip().splitlines()) == 1


async def test_a_failure_nobody_expected_is_told_without_values_and_exit_code_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "copy").touch()
    url = "postgresql://nobody:Иванов@127.0.0.1:9/x"
    code, out, errors = await command(
        "restore", "copy", cwd=tmp_path, BOT_TOKEN=TOKEN, DATABASE_URL=url
    )
    assert (code, out) == (1, "")
    assert "CRITICAL __main__: restore ended by itself" in errors
    assert errors.endswith("ConnectionRefusedError: Connection refused\n")
    assert "Traceback" not in errors
    assert "Иванов" not in errors


async def test_an_unknown_command_is_exit_code_two() -> None:
    assert (await command("fly"))[0] == 2


async def test_deadlines_are_read_line_by_line() -> None:
    phrases = "до 5 ноября 2027\n\nпостоянно\n"
    code, out, _ = await command("read-deadline", "--year", "2027", stdin=phrases.encode())
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [line["kind"] for line in lines] == ["up_to", "unknown", "open"]
    assert lines[0]["windows"] == [[None, "2027-11-05"]]


async def test_a_file_that_is_no_roadmap_is_exit_code_four(tmp_path: Path) -> None:
    empty = tmp_path / "empty.docx"
    empty.write_bytes(b"")
    code, out, errors = await command("read-roadmap", str(empty), "--year", "2027")
    assert (code, out) == (4, "")
    assert errors.strip()


async def test_the_life_of_a_bot_beside_its_commands(tmp_path: Path) -> None:
    async with Sandbox(tmp_path) as sandbox:
        bot = Bot(sandbox, tmp_path)
        await bot.start(is_first=True)
        first = bot.owner_link
        code, out = await bot.run("owner-link")
        assert code == 0
        assert out.startswith("owner-link: https://t.me/mentoring_sandbox_bot?start=")
        owner = await sandbox.person("Олег")
        assert "Ссылка владельца не действует" in await owner.start(first)
        await owner.start(out.removeprefix("owner-link: ").strip())
        await owner.tap("Стать владельцем")
        assert (await bot.run("check"))[0] == 0
        backup = tmp_path / "copy.backup"
        assert (await bot.run("backup", str(backup)))[0] == 0
        assert (await bot.run("run"))[0] == 3, "a second instance must end"
        assert (await bot.run("restore", str(backup)))[0] == 3, "not while the bot runs"
        copy = f"sqlite:///{tmp_path / 'copy.sqlite3'}"
        assert (await bot.run("copy-database", copy))[0] == 3, "not while the bot runs"
        assert await bot.run("dead-letters") == (0, "")
        assert (await bot.run("replay", "1"))[0] == 3, "not while the bot runs"
        await owner.tap("Создать школу")
        await owner.say("Школа, которой не будет")
        assert await bot.stop() == 0
        for file in (tmp_path / "data").rglob("*"):
            assert file.stat().st_mode & 0o077 == 0, file
        assert (await bot.run("restore", str(backup)))[0] == 0
        broken = tmp_path / "broken.backup"
        broken.write_bytes(b"not a backup")
        assert (await bot.run("restore", str(broken)))[0] == 4
        assert (await bot.run("restore", str(tmp_path / "none")))[0] == 4
        await bot.start()
        assert "Школ пока нет" in await owner.say("/schools")
        assert await bot.stop() == 0
        assert TOKEN.partition(":")[2] not in bot.errors.read_text()


async def test_five_conflicts_in_a_row_end_the_second_bot(tmp_path: Path) -> None:
    async with Sandbox(tmp_path) as sandbox:
        (tmp_path / "one").mkdir()
        (tmp_path / "two").mkdir()
        one, two = Bot(sandbox, tmp_path / "one"), Bot(sandbox, tmp_path / "two")
        await one.start(is_first=True)
        await two.start(is_first=True)
        assert one.process is not None
        assert two.process is not None
        async with asyncio.timeout(HANG):
            done, _ = await asyncio.wait(
                {asyncio.ensure_future(bot.process.wait()) for bot in (one, two) if bot.process},
                return_when=asyncio.FIRST_COMPLETED,
            )
        assert [task.result() for task in done] == [3]
        assert 0 in (await one.stop(), await two.stop())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_bot_within_ten_seconds(
    tmp_path: Path, number: signal.Signals
) -> None:
    async with Sandbox(tmp_path) as sandbox:
        env = {**os.environ, **Bot(sandbox, tmp_path).env}
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=ROOT, env=env, stdout=PIPE
        )
        await line_of(bot, "ready: ")
        await sandbox.ask("POST", "faults", kind="slow", seconds=60, times=1)
        owner = await sandbox.person("Олег")
        await sandbox.ask("POST", f"people/{owner.id}/send", text="/start")
        await asyncio.sleep(0.3)
        bot.send_signal(number)
        async with asyncio.timeout(10):
            assert await bot.wait() == 0
