"""One transaction: all or nothing, nobody overtaken, every instant aware and in UTC."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from db.models import Account, Activity, OwnerLink
from db.outgoing import Outgoing
from db.unit_of_work import Database
from domain.activities import ActivityState
from tests.clock import SetClock
from tests.world import World

WRITERS, TIMES = 8, 50


async def _accounts(database: Database) -> list[Account]:
    async with database.reading() as uow:
        return list((await uow.session.scalars(select(Account))).all())


async def test_without_a_commit_everything_is_rolled_back(database: Database) -> None:
    async with database.begin() as uow:
        await uow.accounts.ensure(1, "ru")
        assert uow.is_dirty
    with pytest.raises(ZeroDivisionError):  # noqa: PT012
        async with database.begin() as uow:
            await uow.accounts.ensure(2, "ru")
            raise ZeroDivisionError
    assert await _accounts(database) == []


async def test_a_commit_makes_all_of_it_durable(database: Database) -> None:
    async with database.begin() as uow:
        for number in (1, 2):
            await uow.accounts.ensure(number, "ru")
        await uow.accounts.ensure(2, "en")
        await uow.commit()
    assert [a.telegram_id for a in await _accounts(database)] == [1, 2]


async def test_one_broken_row_takes_the_whole_transaction_along(database: Database) -> None:
    with pytest.raises(IntegrityError):  # noqa: PT012
        async with database.begin() as uow:
            for _ in range(2):
                uow.accounts.add(Account(telegram_id=7, created_at=uow.now))
            await uow.commit()
    assert await _accounts(database) == []


async def test_the_instant_of_a_transaction_is_one(database: Database, clock: SetClock) -> None:
    async with database.begin() as uow:
        before = uow.now
        clock.move(hours=1)
        assert uow.now == before
    async with database.begin() as uow:
        assert uow.now == before + timedelta(hours=1)


async def test_eight_writers_lose_none_of_four_hundred_increments(database: Database) -> None:
    async with database.begin() as uow:
        await uow.accounts.ensure(1, "ru")
        await uow.commit()

    async def write() -> None:
        for _ in range(TIMES):
            async with database.begin() as uow:
                query = select(Account).where(Account.telegram_id == 1).with_for_update()
                account = (await uow.session.scalars(query)).one()
                account.last_message_id += 1
                await uow.commit()

    await asyncio.gather(*(write() for _ in range(WRITERS)))
    assert [a.last_message_id for a in await _accounts(database)] == [WRITERS * TIMES]


async def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    async with database.begin() as writing:
        await writing.accounts.ensure(1, "ru")
        await writing.session.flush()
        async with asyncio.timeout(5), database.reading() as uow:
            assert await uow.accounts.find(1) is None
        await writing.commit()
    assert len(await _accounts(database)) == 1


async def test_a_transaction_the_database_ended_is_not_committed(database: Database) -> None:
    if database.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite ends a transaction by itself")
    async with database.begin() as uow:
        await uow.accounts.ensure(1, "ru")
        await uow.session.flush()
        await uow.session.execute(text("ROLLBACK"))
        with pytest.raises(RuntimeError, match="rolled the transaction back"):
            await uow.commit()
    assert await _accounts(database) == []


async def test_a_naive_instant_is_refused(database: Database) -> None:
    async with database.begin() as uow:
        naive = datetime(2027, 10, 4, 9, 0)  # noqa: DTZ001
        uow.organisations.add(OwnerLink(token_hash="x", expires_at=naive))
        with pytest.raises(StatementError, match="must be aware"):
            await uow.session.flush()


async def test_an_instant_comes_back_the_same_in_utc(database: Database) -> None:
    kamchatka = datetime(2027, 10, 5, 1, 30, 15, 123456, timezone(timedelta(hours=12)))
    async with database.begin() as uow:
        uow.organisations.add(OwnerLink(token_hash="x", expires_at=kamchatka))
        await uow.commit()
    async with database.reading() as uow:
        link = await uow.organisations.find_owner_link("x")
        assert link is not None
        assert link.expires_at == kamchatka
        assert link.expires_at.tzinfo is UTC


async def test_the_database_itself_forbids_a_done_activity_without_a_time(world: World) -> None:
    rows = await world.load_roadmap()
    with pytest.raises(IntegrityError):  # noqa: PT012
        async with world.uow() as uow:
            row: Activity = await uow.activities.get(world.school_id, rows["1"].id)
            row.state = ActivityState.DONE


async def test_numbers_as_large_as_the_messengers_fit(database: Database) -> None:
    largest = 2**52 - 1
    async with database.begin() as uow:
        await uow.accounts.ensure(largest, "ru")
        await uow.commit()
    assert [a.telegram_id for a in await _accounts(database)] == [largest]


async def test_changes_of_earlier_updates_wait_and_are_not_taken_for_new_ones(
    world: World,
) -> None:
    async with world.database.begin() as uow:
        account = await uow.accounts.find(world.telegram["curator"])
        assert account is not None
        account.language = "en"
        uow.session.add(OwnerLink(token_hash="x", expires_at=uow.now))
        uow.mark_clean()
        assert uow.session.dirty
        assert not uow.is_dirty
        await uow.accounts.find(world.telegram["owner"])  # a query writes the earlier ones out
        assert not uow.session.dirty
        assert not uow.is_dirty
        account.language = "ru"
        assert uow.is_dirty


async def test_a_second_change_of_a_row_that_waits_is_seen(world: World) -> None:
    async with world.database.begin() as uow:
        account = await uow.accounts.find(world.telegram["curator"])
        assert account is not None
        account.language = "en"
        uow.mark_clean()
        account.language = "de"
        assert uow.is_dirty


async def test_a_statement_that_changes_rows_is_seen(world: World) -> None:
    async with world.database.begin() as uow:
        uow.mark_clean()
        assert not uow.has_touched(Account)
        await uow.accounts.mark_unreachable(world.telegram["curator"], uow.now)
        assert uow.is_dirty
        assert uow.has_touched(Account)
        assert not uow.has_touched(Activity)


async def test_who_commits_is_heard_once_with_what_was_said(world: World) -> None:
    heard: list[list[str]] = []
    world.database.on_commit = lambda uow: heard.append([row.kind for row in uow.said])
    async with world.database.begin() as uow:
        uow.outbox.put(Outgoing(1, "news", {}))
        await uow.commit()
        assert uow.said == []
    async with world.database.begin() as uow:
        uow.outbox.put(Outgoing(1, "news", {}))
    assert heard == [["news"]]


async def test_rows_added_together_get_their_own_ids(database: Database) -> None:
    async with database.begin() as uow:
        for number in range(50):
            uow.outbox.put(Outgoing(number, "news", {"number": number}))
        rows = uow.said
        await uow.commit()
    async with database.reading() as uow:
        kept = {
            row.id: row.chat_id for row in await uow.outbox.list_pending(0, known=(), limit=99)
        }
    assert kept == {row.id: row.chat_id for row in rows}
