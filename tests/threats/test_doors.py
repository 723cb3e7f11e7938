"""T3, T4, T5, T25: who comes in, as what, and by which link."""

import asyncio
import secrets
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from content.loader import Content
from db.unit_of_work import Database
from domain.people import PersonState, Role
from services import organisations
from tests.clock import SetClock
from tests.talk import Talk
from tests.threats.attack import Attack, Case
from tests.threats.conftest import Explored
from tests.threats.offers import commands, message
from tests.threats.rows import changed, read_rows
from tests.world import World

RACES, GUESSES = 100, 1_000


async def test_no_command_and_no_borrowed_name_raises_anybody(
    explored: Explored, town_database: Database, content: Content
) -> None:
    """T3: a role comes from the database by the number, whatever a message says of its sender."""
    town = explored.town
    admin = {
        "id": town.numbers["a.curator"], "is_bot": False, "first_name": "Куратор",
        "username": "curator",
    }  # fmt: skip
    disguises = [
        {"forward_origin": {"type": "user", "date": 1, "sender_user": admin}},
        {"reply_to_message": message(admin["id"], text="Да")["message"]},
        {"contact": {"phone_number": "+70000000000", "first_name": "К", "user_id": admin["id"]},
         "text": ""},
        {"author_signature": "Куратор", "message_id": 1},
    ]  # fmt: skip
    attack = Attack(town_database, town, content)
    cases = []
    for who in ("a.mentor", "a.mentee", "a.responsible", "a.former", "stranger", "b.mentor"):
        for command in sorted(commands() - {"timeline"} | {"start"}):  # which everybody may draw
            for more in ({}, *disguises):
                step = message(town.numbers[who], **{"text": f"/{command}", **more})
                step["message"]["from"] |= {"username": "curator", "first_name": "Куратор"}
                cases.append(Case(who, step, f"{command} {more}"))
    assert await attack.culprits(cases) == []
    assert attack.leaks() == set()


async def _guests(world: World, count: int) -> None:
    for number in range(count):
        world.telegram_id(f"guest{number}")


async def test_of_a_hundred_who_press_at_once_one_comes_in(world: World) -> None:
    """T4: whoever has the link; the database decides who was first."""
    token = await world.invite("new", Role.MENTEE, "Серов Иван Петрович")
    await _guests(world, RACES)
    talk = Talk.to(world)
    taps = [talk.press(f"guest{number}", f"tk:me:{token}") for number in range(RACES)]
    await asyncio.gather(*(talk.transactions.run([one]) for one in taps))
    async with world.database.reading() as uow:
        waiting = [
            number
            for number in range(RACES)
            if await uow.invitations.find_waiting(world.telegram_id(f"guest{number}"))
        ]
    assert len(waiting) == 1


def _near(token: str) -> list[str]:
    """What looks like the token and is not."""
    return [token.swapcase(), token + "A", token[::-1], "-" * 22, "_" * 22, "A" * 43]


def _asked(world: World) -> list[str]:
    """The statements the database gets from here on."""
    statements: list[str] = []

    def note(*given: Any) -> None:
        statements.append(given[2])

    event.listen(world.database.engine.sync_engine, "before_cursor_execute", note)
    return statements


async def test_unknown_late_and_revoked_links_are_told_alike(world: World) -> None:
    """T4: nor does the time tell them apart, for the database is asked the same of each."""
    late = await world.invite("late", Role.MENTEE, "Серов Иван Петрович")
    world.clock.move(days=15)
    token = await world.invite("new", Role.MENTEE, "Котов Пётр Ильич")
    gone = await world.invite("gone", Role.MENTEE, "Орлов Пётр Ильич")
    talk = Talk.to(world)
    await talk.run(talk.press("gone", f"tk:not_me:{gone}"))
    said, work, statements = set(), set(), _asked(world)
    for one in (late, gone, *_near(token)):
        said.add(await talk.say("thief", f"/start {one}"))
        work.add(tuple(statements))
        statements.clear()
    assert len(said) == len(work) == 1
    assert [one for one in work.pop() if "invitations" in one]
    toasts = [
        (await talk.run(talk.press("thief", f"tk:me:{one}")))[0].text
        for one in (late, gone, *_near(token))
    ]
    assert len(set(toasts)) == 1
    assert "Вас пригласили" in await talk.say("new", f"/start {token}")


async def test_a_thousand_guesses_find_nothing_and_most_are_not_even_looked_at(
    world: World,
) -> None:
    talk = Talk.to(world, answers_per_second=0.01)  # however slow the machine is
    guesses = [
        talk.message("thief", text=f"/start {secrets.token_urlsafe(16)}",
                     entities=[{"type": "bot_command", "offset": 0, "length": 6}])
        for _ in range(GUESSES)
    ]  # fmt: skip
    await talk.feed(*guesses)
    answers = await world.outbox("thief")
    assert 0 < len(answers) < GUESSES / 2
    assert len({row.payload["text"] for row in answers}) == 2  # unknown, and not so fast


@pytest.mark.parametrize(("minutes", "is_good"), [(14, True), (15, False)])
async def test_the_owners_link_lives_a_quarter_of_an_hour_and_works_once(
    world: World, minutes: int, is_good: bool
) -> None:
    """T5: nobody becomes an owner without the console."""
    async with world.uow() as uow:
        token = await organisations.new_owner_link(uow)
    talk = Talk.to(world)
    world.clock.move(minutes=minutes)
    group = {"id": -7, "type": "group", "title": "Группа"}
    await talk.run(talk.message("thief", text=f"/start {token}", chat=group))
    for who in ("first", "second"):
        await talk.run(talk.press(who, f"tk:own:{token}"))
    async with world.database.reading() as uow:
        owners = {account.telegram_id for account in await uow.accounts.list_owners()}
    expected = {world.telegram_id("owner")} | ({world.telegram_id("first")} if is_good else set())
    assert owners == expected


async def test_an_empty_bot_gives_a_stranger_nothing(database: Database, content: Content) -> None:
    world = World(database, SetClock(), content)
    talk = Talk.to(world)
    for text in ("/start", "/menu", "/schools", "/people", "Я владелец", "/start " + "A" * 22):
        assert "приглашени" in await talk.say("stranger", text) or "ссылк" in talk.text("stranger")
    async with database.reading() as uow:
        assert not await uow.organisations.has_owner()


async def test_somebody_elses_contact_gives_nobody_their_place(world: World) -> None:
    """T25: a new account is nobody, whoever's card it sends; the curator gives a new link."""
    await world.join("nina", Role.RESPONSIBLE, "Орлова Нина Павловна")
    talk = Talk.to(world)
    card = {"phone_number": "+70000000000", "first_name": "Нина",
            "user_id": world.telegram_id("nina")}  # fmt: skip
    await talk.run(talk.message("returned", contact=card))
    assert "приглашени" in talk.text("returned")
    async with world.database.reading() as uow:
        assert await uow.accounts.find_actor(world.telegram_id("returned")) is None


async def test_a_clock_that_goes_back_revives_no_link(world: World) -> None:
    """T30: what is used, revoked or replaced stays so at any hour."""
    used = await world.invite("used", Role.MENTEE, "Серов Иван Петрович")
    talk = Talk.to(world)
    await talk.run(talk.press("used", f"tk:me:{used}"))
    old = await world.invite("new", Role.MENTEE, "Котов Пётр Ильич")
    await world.invite("new", Role.MENTEE, "Котов Пётр Ильич")
    for days in (1, -2, -300, 900):
        world.clock.set(world.clock.now() + timedelta(days=days))
        for token in (used, old):
            await talk.run(talk.press("thief", f"tk:me:{token}"))
            async with world.database.reading() as uow:
                assert await uow.invitations.find_waiting(world.telegram_id("thief")) is None


async def test_of_two_curators_who_take_each_other_off_at_once_one_stays(world: World) -> None:
    await world.join("second", Role.CURATOR, "Уварова Лидия Марковна")
    talk, ids = Talk.to(world), [world.people["curator"], world.people["second"]]
    await talk.run(
        talk.press("curator", f"pe:remove_yes:{ids[1]}:0"),
        talk.press("second", f"pe:remove_yes:{ids[0]}:0"),
    )
    async with world.database.reading() as uow:
        states = [(await uow.people.get(world.school_id, one)).state for one in ids]
    assert states == [PersonState.JOINED, PersonState.LEFT]


async def test_huge_and_odd_messages_are_answered_and_change_nothing(world: World) -> None:
    talk = Talk.to(world)
    before = await read_rows(world.database)
    reply = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "Имя" * 999}
    odd = talk.message("curator", text="/menu", reply_to_message=reply)
    odd["message"]["from"] |= {
        "first_name": "🎓" * 4000,
        "last_name": "\u202e",
        "username": "a" * 999,
    }
    await talk.run(odd)
    assert "🎓" not in talk.text("curator")
    await talk.run(talk.message("curator", text="\u202e" * 4096))
    assert not changed(before, await read_rows(world.database))
