"""What waits for the commit: seen by every statement, written whole, in few trips."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_connection
from sqlalchemy.exc import IntegrityError

from db import sqlite_dialect
from db.engine import create_engine
from db.models import Answer, CurrentInput, OutboxMessage, Slot, Submission
from db.outgoing import Outgoing
from db.unit_of_work import Database, UnitOfWork
from domain.people import Input, Role
from domain.questionnaires import SubmissionState
from services import questionnaires
from tests.talk import BOT_ID, Talk
from tests.world import World

PARTS = 2_500  # rows: more than SQLAlchemy sends at once
TRIPS = {"postgresql": 2, "sqlite": 7}  # of an answer, BEGIN among them


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Listen to what is sent to the database."""
    heard: list[str] = []

    def hear(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        heard.append(statement)

    async def begin(connection: Any) -> None:  # asyncpg's BEGIN is no statement of SQLAlchemy's
        if not connection.autocommit:
            heard.append("BEGIN")
        await start(connection)

    start = AsyncAdapt_asyncpg_connection._start_transaction
    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", hear)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(AsyncAdapt_asyncpg_connection, "_start_transaction", begin)
        yield heard
    event.remove(engine, "before_cursor_execute", hear)


async def _count(uow: UnitOfWork, model: Any) -> int:
    return int(await uow.session.scalar(select(func.count()).select_from(model)) or 0)


async def _opened(world: World, *who: str) -> Talk:
    """Let mentors join and open their questionnaire."""
    talk = Talk.to(world)
    for number, one in enumerate(who):
        await world.join(one, Role.MENTOR, f"Петрова Анна{'абв'[number]} Ивановна")
        async with world.database.reading() as uow:
            (row,) = await uow.questionnaires.list_of_person(world.school_id, world.people[one])
        await talk.run(talk.press(one, f"go:fill:{row.id}:0"))
    return talk


async def test_an_answer_takes_few_trips(world: World) -> None:
    talk = await _opened(world, "mentor")
    with statements(world.database) as heard:
        await talk.feed(talk.message("mentor", text="12"))
    dialect = world.database.engine.dialect.name
    assert len(heard) <= TRIPS[dialect], heard
    async with world.database.reading() as uow:
        assert await _count(uow, Answer) == 1
        (row,) = await uow.questionnaires.list_of_person(world.school_id, world.people["mentor"])
        assert (row.state, row.position) == (SubmissionState.OPEN, 1)


async def test_many_at_once_are_written_each_as_they_said(world: World) -> None:
    who = ("anna", "bella", "vera")
    talk = await _opened(world, *who)
    await talk.feed(*(talk.message(one, text=str(n)) for n, one in enumerate(who, start=10)))
    async with world.database.reading() as uow:
        for n, one in enumerate(who, start=10):
            (row,) = await uow.questionnaires.list_of_person(world.school_id, world.people[one])
            answers = await uow.questionnaires.answers(row.id)
            assert (row.position, [a.value for a in answers.values()]) == (1, [n])
        said = (await uow.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))).all()
        assert [row.chat_id for row in said] == [world.telegram_id(one) for one in who]


async def test_what_waits_is_seen_by_the_next_statement(world: World) -> None:
    await _opened(world, "mentor")
    async with world.uow() as uow:
        actor = await world.actor(uow, "mentor")
        (row,) = await uow.questionnaires.list_of_person(world.school_id, world.people["mentor"])
        await questionnaires.type_answer(uow, actor, world.content, row.id, "12", 5)
        uow.accounts.set_input(actor.account_id or 0, Input(kind="letter", values={}))
        assert await _count(uow, Answer) == 1
        position = select(Submission.position).where(Submission.id == row.id)
        assert await uow.session.scalar(position) == 1
        assert await uow.session.scalar(select(CurrentInput.kind)) == "letter"
        await questionnaires.type_answer(uow, actor, world.content, row.id, "Да", 6)
        again = await world.actor(uow, "mentor")
        assert again.input == Input(kind="letter", values={})


async def test_a_change_counts_as_one_until_it_is_marked_clean(world: World) -> None:
    await _opened(world, "mentor")
    async with world.uow() as uow:
        actor = await world.actor(uow, "mentor")
        (row,) = await uow.questionnaires.list_of_person(world.school_id, world.people["mentor"])
        uow.mark_clean()
        await questionnaires.show(uow, actor, world.content, row.id)
        assert not uow.is_dirty
        await questionnaires.type_answer(uow, actor, world.content, row.id, "12", 5)
        assert uow.is_dirty
        uow.mark_clean()
        assert not uow.is_dirty


@pytest.mark.parametrize("has_session", [False, True])
async def test_a_known_update_takes_the_whole_commit_along(
    world: World, has_session: bool
) -> None:
    async with world.database.begin() as uow:
        uow.updates.finish(BOT_ID, [77])
        await uow.commit()
    with pytest.raises(IntegrityError):  # noqa: PT012
        async with world.database.begin() as uow:
            if has_session:
                await uow.accounts.ensure(4_242, "ru")
            uow.updates.finish(BOT_ID, [77])
            uow.outbox.set_slots([_slot(world)])
            uow.outbox.put(Outgoing(5, "screen", {}))
            await uow.commit()
    async with world.database.reading() as uow:
        assert await uow.accounts.find(4_242) is None
        assert [await _count(uow, one) for one in (Slot, OutboxMessage)] == [0, 0]


async def test_what_is_sent_in_parts_is_written_whole_or_not_at_all(database: Database) -> None:
    with pytest.raises(IntegrityError):  # noqa: PT012
        async with database.begin() as uow:
            for chat_id in [*range(1, PARTS), cast("int", None)]:
                uow.outbox.put(Outgoing(chat_id, "screen", {}))
            await uow.commit()
    async with database.reading() as uow:
        assert await _count(uow, OutboxMessage) == 0


def _slot(world: World) -> dict[str, Any]:
    chat = world.telegram_id("curator")
    return {"chat_id": chat, "name": "main", "message_id": 9, "kind": "screen",
            "has_keyboard": True}  # fmt: skip


async def test_commits_go_to_the_thread_for_a_while_after_a_slow_one(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = shutil.copyfile(sqlite_template, tmp_path / "test.sqlite3")
    in_thread = []
    stock = sqlite_dialect.AsyncAdapt_aiosqlite_connection
    commit = stock.commit

    def note(connection: Any) -> None:
        in_thread.append(True)
        commit(connection)

    monkeypatch.setattr(stock, "commit", note)
    monkeypatch.setattr(sqlite_dialect, "WARY", 3)
    engine = create_engine(f"sqlite:///{file}")
    found = []
    for seconds in (-1.0, -1.0, -1.0, -1.0, 9.0, 9.0):  # what counts as quick: at first nothing
        monkeypatch.setattr(sqlite_dialect, "QUICK", seconds)
        async with engine.connect() as connection:
            await connection.execute(text("UPDATE accounts SET language = 'ru'"))
            await connection.commit()
        found.append(len(in_thread))
    assert found == [0, 1, 2, 3, 3, 3]
    await engine.dispose()
