"""Dead letters by command: seen without personal data, run again once, kept fourteen days."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from bot import dead_letters, instance
from bot.settings import Settings
from db.models import DeadLetter, Letter
from domain.people import Role
from tests.handlers.test_transaction import LETTER, count
from tests.sandbox.client import sandbox
from tests.talk import BOT_ID, TOKEN, Talk
from tests.world import World

SECRET = "Нужна помощь с уроком"


@pytest.fixture
async def settings(database_url: str, tmp_path: Path) -> AsyncIterator[Settings]:
    """The settings of a bot on the test's database, beside a running sandbox."""
    async with sandbox(limits=None) as telegram:
        yield Settings(
            _env_file=None,  # type: ignore[call-arg]
            bot_token=TOKEN,
            telegram_api_url=telegram.server.address,
            database_url=database_url,
            data_dir=tmp_path / "data",
        )


async def rename(world: World, old: str, new: str) -> None:
    async with world.uow() as uow:
        await uow.session.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


async def fail(world: World, update: Any = None) -> Talk:
    """Let a text of Nina become dead letter 1: the table it is written to is away."""
    await world.join("nina", Role.RESPONSIBLE, "Орлова Нина Павловна")
    talk = Talk.to(world)
    await talk.run(talk.press("nina", LETTER))
    await rename(world, "letters", "away")
    await talk.run(update or talk.message("nina", text=SECRET))
    await rename(world, "away", "letters")
    assert await count(world, DeadLetter) == 1
    return talk


async def kept_texts(world: World) -> list[str]:
    async with world.database.reading() as uow:
        return list((await uow.session.scalars(select(Letter.text))).all())


async def test_the_list_says_when_what_and_why_and_nothing_of_the_person(
    world: World, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    await fail(world)
    assert await dead_letters.show(settings, None) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("1\t2027-10-04 06:00 UTC\tmessage text\t")
    assert re.search(r"Error: (SQLITE_ERROR|42P01) at services/people.py:\d+", line)
    for private in (SECRET, "nina", str(world.telegram_id("nina"))):
        assert private not in line


async def test_one_letter_is_shown_whole_for_whoever_mends_it(
    world: World, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    await fail(world)
    assert await dead_letters.show(settings, 1) == 0
    assert SECRET in capsys.readouterr().out
    assert await dead_letters.show(settings, 2) == 2
    assert capsys.readouterr().err == "No dead letter 2.\n"


async def test_a_mended_letter_runs_again_once(world: World, settings: Settings) -> None:
    talk = await fail(world)
    assert await dead_letters.replay(settings, 1) == 0
    assert await kept_texts(world) == [SECRET]
    await talk.run()
    assert talk.text("nina") == "Передал куратору."
    assert await dead_letters.replay(settings, 1) == 2
    assert await kept_texts(world) == [SECRET]


async def test_a_letter_that_fails_again_is_kept(
    world: World, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    await fail(world)
    await rename(world, "letters", "away")
    assert await dead_letters.replay(settings, 1) == 1
    assert await count(world, DeadLetter) == 1
    said = capsys.readouterr().err
    assert "failed again and is kept" in said
    assert SECRET not in said


async def test_a_refusal_is_an_answer_and_the_letter_is_gone(
    world: World, settings: Settings
) -> None:
    talk = Talk.to(world)
    update = talk.press("curator", "pa:agree:999:1:0")
    async with world.uow() as uow:
        await uow.updates.bury(BOT_ID, update["update_id"], None, update, "Boom")
    assert await dead_letters.replay(settings, 1) == 0
    assert await count(world, DeadLetter) == 0


async def test_what_nobody_can_read_stays_unreadable(world: World, settings: Settings) -> None:
    async with world.uow() as uow:
        await uow.updates.bury(BOT_ID, 7, None, {"update_id": 7, "message": {"x": 1}}, "Boom")
    assert await dead_letters.replay(settings, 1) == 1
    assert await count(world, DeadLetter) == 1


async def test_nothing_is_replayed_beside_a_running_bot(world: World, settings: Settings) -> None:
    await fail(world)
    settings.data_dir.mkdir()
    with instance.FileLock(settings.data_dir / "bot.lock"):
        assert await dead_letters.replay(settings, 1) == 3
    assert await count(world, DeadLetter) == 1


async def test_a_dead_letter_is_kept_fourteen_days_and_no_longer(world: World) -> None:
    await fail(world)
    for days, left in ((14, 1), (0.001, 0)):
        world.clock.move(days=days)
        async with world.uow() as uow:
            await uow.updates.purge()
        assert await count(world, DeadLetter) == left
