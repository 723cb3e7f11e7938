"""What became of sent rows: taken along by a batch's commit, or written by itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import event

from db.outgoing import Outgoing
from db.repositories.outbox import BROADCAST
from scheduler import marks as module
from scheduler.marks import Mark, Marks
from tests.world import World

SOON = 10.0  # seconds


@asynccontextmanager
async def marking(world: World, *, runs: bool = True) -> AsyncIterator[Marks]:
    """Give marks, running or not."""
    marks = Marks(world.database)
    running = asyncio.create_task(marks.run() if runs else asyncio.sleep(SOON))
    yield marks
    running.cancel()


async def said(world: World, text: str = "ответ") -> Outgoing:
    """Commit a screen for the curator; it counts as sent."""
    async with world.uow() as uow:
        account = await uow.accounts.find(world.telegram["curator"])
        assert account is not None
        payload = {"text": text, "keyboard": [], "record": ""}
        uow.outbox.put(
            Outgoing(account.telegram_id, "screen", payload, account_id=account.id, slot="main")
        )
        (row,) = uow.said
    return row


async def test_a_transaction_takes_along_what_was_sent_and_both_are_one_commit(
    world: World,
) -> None:
    commits: list[object] = []
    event.listen(world.database.engine.sync_engine, "commit", commits.append)
    async with marking(world, runs=False) as marks:
        row = await said(world)
        commits.clear()
        end = asyncio.create_task(marks.done(Mark(row=row, message_id=50, has_slot=True)))
        await asyncio.sleep(0)
        async with world.database.begin() as uow:
            uow.note(row.chat_id, 103)  # the person has typed
            async with marks.along(uow):
                assert uow.noted == {row.chat_id: 103}, "a screen is not newer than what came"
                await uow.commit()
        await end
    assert len(commits) == 1
    assert await world.outbox() == []
    async with world.database.reading() as uow:
        assert await uow.outbox.find_standing(row.chat_id, "main") is None


async def test_what_rode_with_a_transaction_that_failed_is_written_by_itself(
    world: World,
) -> None:
    async with marking(world) as marks:
        row = await said(world)
        end = asyncio.create_task(marks.done(Mark(row=row, message_id=50, has_slot=True)))
        await asyncio.sleep(0)
        async with world.database.begin() as uow:
            with pytest.raises(ValueError, match="no commit"):
                async with marks.along(uow):
                    raise ValueError("no commit")
            assert not end.done()
        async with asyncio.timeout(SOON):
            await end
    assert await world.outbox() == []


async def test_what_no_transaction_takes_along_is_written_soon(world: World) -> None:
    async with marking(world) as marks, asyncio.timeout(SOON):
        row = await said(world)
        await marks.done(Mark(row=row, message_id=50, has_slot=True))
    assert await world.outbox() == []


async def test_what_came_later_waits_its_own_time(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LINGER", (0.05, SOON))
    async with marking(world) as marks:
        first, second = await said(world), await said(world)
        taken = asyncio.create_task(marks.done(Mark(row=first, message_id=50)))
        await asyncio.sleep(0)
        async with world.database.begin() as uow, marks.along(uow):
            await uow.commit()
        await taken
        second.lane = BROADCAST
        waiting = asyncio.create_task(marks.done(Mark(row=second, message_id=51)))
        await asyncio.sleep(0.3)
        assert not waiting.done(), "the time of what was taken along is nobody else's"
        waiting.cancel()


async def test_a_transaction_that_does_not_even_begin_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, failures = world.database.begin, [OSError("the database is away")]

    def begins() -> object:
        if failures:
            raise failures.pop()
        return begin()

    async with marking(world) as marks, asyncio.timeout(SOON):
        row = await said(world)
        monkeypatch.setattr(world.database, "begin", begins)
        await marks.done(Mark(row=row, message_id=50, has_slot=True))
    assert not failures
    assert await world.outbox() == []


async def test_the_number_of_a_row_never_comes_again(world: World) -> None:
    async with marking(world) as marks:
        numbers = []
        for _ in range(3):
            row = await said(world)
            numbers.append(row.id)
            await marks.done(Mark(row=row, message_id=50, has_slot=True))
    assert len(set(numbers)) == 3
