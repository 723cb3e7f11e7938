"""T2, T16, G17: nothing of one school reaches another, the owner, a file or a log."""

import asyncio
import errno
import gc
import io
import logging
import re
import sys
import zipfile
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from bot.logs import Discreet
from content.loader import Content
from db.models import OutboxMessage
from db.unit_of_work import Database
from scheduler.making import Making
from services import files
from services.files import FileKind
from tests.threats.attack import Attack
from tests.threats.canaries import OWNERS, seen
from tests.threats.conftest import Explored
from tests.threats.offers import commands, kind_of, message, tap
from ui.translator import Translator


def test_a_word_of_its_own_stands_in_every_sort_of_text(explored: Explored) -> None:
    tables = {word.split("-")[1] for word in explored.planted}
    assert tables >= {
        "organisations", "people", "letters", "answers", "roadmap_imports", "roadmaps", "stages",
        "activities", "responsibles", "deadline_changes", "meetings", "meeting_reports",
    }  # fmt: skip


@pytest.mark.parametrize("part", ["a", "c", "d", "owner", "stranger", "visitor", "claimant"])
def test_no_screen_of_a_played_story_shows_another_school(explored: Explored, part: str) -> None:
    said = {who: " ".join(texts) for who, texts in explored.offers.said.items()}
    mine = [texts for who, texts in said.items() if who.partition(".")[0] == part]
    assert mine
    allowed = OWNERS if part in ("owner", "claimant") else set()
    assert seen(" ".join(mine)) <= allowed


async def test_the_words_are_seen_by_their_own_school(
    explored: Explored, town_database: Database, content: Content
) -> None:
    attack = Attack(town_database, explored.town, content)
    user = explored.town.numbers["b.curator"]
    await attack.send([message(user, text=f"/{one}") for one in sorted(commands())])
    said = " ".join(str(row.payload) for row in attack.said)
    assert len(seen(said)) >= 3


async def _file(database: Database, explored: Explored, who: str, kind: FileKind) -> str:
    """Ask for a file, let it be made; give all that is in it and beside it."""
    async with database.begin() as uow:
        actor = await uow.accounts.find_actor(explored.town.numbers[who])
        assert actor is not None
        assert await files.ask_paper(uow, actor, kind=kind)
        await uow.commit()
    async with database.reading() as uow:
        (job,) = await uow.jobs.list_pending(10)
    await Making(database, Translator.load()).make(job)
    async with database.begin() as uow:
        (row,) = (await uow.session.scalars(select(OutboxMessage))).all()
        found = str(row.payload) + _unzipped(row.blob or b"")
        await uow.outbox.drop_all()
        await uow.commit()
    return found


def _unzipped(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


@pytest.mark.parametrize("kind", [FileKind.DOCX, FileKind.XLSX])
async def test_a_file_holds_its_own_school_only(
    explored: Explored, town_database: Database, kind: FileKind
) -> None:
    assert seen(await _file(town_database, explored, "a.curator", kind)) == set()
    assert "CANARY-activities-title" in seen(
        await _file(town_database, explored, "b.curator", kind)
    )


def _everything(explored: Explored, who: str) -> list[Any]:
    user = explored.town.numbers[f"b.{who}"]
    taps = sorted({kind_of(data): data for data in explored.offers.taps[f"a.{who}"]}.values())
    steps = [message(user, text=f"/{one}") for one in sorted(commands())]
    return steps + [tap(user, data) for data in taps] + [message(user, text="CANARY-typed-text")]


async def test_no_log_tells_what_people_wrote_even_when_the_bot_fails(
    explored: Explored, town_database: Database, content: Content, caplog: pytest.LogCaptureFixture
) -> None:
    attack = Attack(town_database, explored.town, content)
    with caplog.at_level(logging.INFO):
        await attack.send(_everything(explored, "curator") + _everything(explored, "mentee"))
        async with town_database.begin() as uow:
            await uow.session.execute(text("ALTER TABLE letters RENAME TO gone"))
            await uow.commit()
        await attack.send(_everything(explored, "curator") + _everything(explored, "mentee"))
    logged = caplog.text
    assert "dead letter" in logged
    assert seen(logged) == set()
    names = [str(number) for number in explored.town.numbers.values()]
    assert not [name for name in names if name in logged]


def _failed() -> logging.LogRecord:
    """A failure of the disk over a row, and what came of it."""
    try:
        try:
            raise OSError(errno.ENOSPC, "CANARY-answers-value")
        except OSError as error:
            raise DBAPIError("INSERT", {"value": "CANARY-answers-value"}, error) from error
    except DBAPIError:
        return logging.LogRecord("bot", logging.ERROR, "", 0, "it failed", (), sys.exc_info())


def test_a_failure_is_logged_without_its_own_words_but_at_debug() -> None:
    """T16: rows and answers stand in the words of exceptions."""
    said = Discreet("%(message)s").format(_failed())
    assert seen(said) == set()
    assert re.search(r"test_canaries.py:\d+ _failed\nDBAPIError: No space left on device\n", said)
    assert said.endswith("OSError: No space left on device")
    assert seen(Discreet("%(message)s", tells_values=True).format(_failed())) != set()


async def test_a_lost_task_is_logged_without_its_failures_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """T16: asyncio puts them into its own line."""

    async def fails() -> None:
        raise ValueError("CANARY-answers-value")

    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    del task
    gc.collect()
    (record,) = caplog.records
    record.exc_text = None  # as no other handler has told it
    assert seen(record.getMessage()) != set()
    assert seen(Discreet("%(message)s").format(record)) == set()
