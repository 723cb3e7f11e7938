"""The batch path: one transaction, a second pass alone, dead letters, nothing twice."""

import asyncio
from collections.abc import Sequence
from typing import Any, cast

import pytest
from sqlalchemy import func, select, text

from bot.conversation import Conversation, Toast
from db.models import Account, DeadLetter, Letter, ProcessedUpdate
from db.unit_of_work import UnitOfWork
from domain.errors import Forbidden
from domain.people import Role
from tests.talk import BOT_ID, Talk
from tests.world import World

LETTER = "go:letter:0:0"


async def count(world: World, model: Any) -> int:
    async with world.database.reading() as uow:
        return int(await uow.session.scalar(select(func.count()).select_from(model)) or 0)


async def a_letter(world: World) -> tuple[Talk, Any]:
    """Let somebody write to the curator; give the update too."""
    await world.join("nina", Role.RESPONSIBLE, "Орлова Нина Павловна")
    talk = Talk.to(world)
    await talk.run(talk.press("nina", LETTER))
    letter = talk.message("nina", text="Нужна помощь")
    await talk.run(letter)
    return talk, letter


async def test_an_update_that_comes_again_has_no_second_effect(world: World) -> None:
    talk, letter = await a_letter(world)
    await talk.run(letter)
    await talk.run(letter, letter)
    assert await count(world, Letter) == 1


async def test_an_update_that_comes_again_costs_the_others_of_its_batch_no_attempt(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    talk, letter = await a_letter(world)
    tap = talk.press("nina", LETTER)
    toasts = await talk.run(letter, tap, tap, talk.message("curator", text="/menu"), letter)
    assert [toast.query_id for toast in toasts] == [tap["callback_query"]["id"]] * 2
    assert "что нужно сделать" in talk.text("curator")
    await talk.run(letter, tap)
    await talk.run(talk.message("nina", text="И ещё"))
    assert await count(world, Letter) == 2
    async with world.database.reading() as uow:
        attempts = set(await uow.session.scalars(select(ProcessedUpdate.attempts)))
        done = set(await uow.session.scalars(select(ProcessedUpdate.is_done)))
    assert (attempts, done) == ({0}, {True})
    assert not caplog.records


async def test_a_known_tap_gets_an_empty_answer(world: World) -> None:
    talk = Talk.to(world)
    tap = talk.press("curator", "go:menu:0:0")
    await talk.run(tap)
    toasts = await talk.run(tap)
    assert [toast.text for toast in toasts] == [""]


async def test_an_update_nobody_can_read_is_kept_and_the_others_go_on(world: World) -> None:
    talk = Talk.to(world)
    broken = {"update_id": 77, "message": {"message_id": "x", "from": {"id": 5}}}
    await talk.run(broken, talk.message("curator", text="/menu"))
    assert "что нужно сделать" in talk.text("curator")
    assert await count(world, DeadLetter) == 1
    assert "Бот не смог обработать сообщений: 1" in talk.text("owner")


async def test_a_failing_update_fails_alone_and_everybody_is_told(world: World) -> None:
    await world.join("nina", Role.RESPONSIBLE, "Орлова Нина Павловна")
    talk = Talk.to(world)
    await talk.run(talk.press("nina", LETTER))
    async with world.uow() as uow:
        await uow.session.execute(text("DROP TABLE letters"))
    failing = talk.message("nina", text="Нужна помощь")
    await talk.run(talk.message("owner", text="/help"), failing)
    assert "это ошибка бота" in talk.text("nina")
    texts = [screen["text"] for screen in talk.screens[world.telegram_id("owner")]]
    assert texts[0].startswith("<b>Что умеет бот</b>")
    assert texts[1].startswith(
        "Бот не смог обработать сообщений: 1. Первое: сегодня, 4 октября, 12:00. Отправители "
        "предупреждены, сообщения сохранены, последнее — № 1."
    )
    assert await count(world, DeadLetter) == 1
    await talk.run(failing)
    assert await count(world, DeadLetter) == 1


async def test_text_no_database_takes_is_cleaned_not_lost(world: World) -> None:
    await world.join("nina", Role.RESPONSIBLE, "Орлова Нина Павловна")
    talk = Talk.to(world)
    await talk.run(talk.press("nina", LETTER))
    await talk.run(talk.message("nina", text="Нужна\x00 помощь \ud800!"))
    async with world.database.reading() as uow:
        letters = await uow.people.list_letters(world.school_id)
    assert [letter.text for letter, _ in letters] == ["Нужна помощь !"]


async def test_an_update_another_process_has_done_meanwhile_has_no_second_effect(
    world: World,
) -> None:
    talk, letter = await a_letter(world)
    await talk.run(talk.press("nina", LETTER))
    said = len(await world.outbox("nina"))
    assert await talk.transactions._once(letter) == []
    assert await talk.transactions._refuse(letter, Forbidden()) == []
    assert await talk.transactions._bury(letter, "another process") == []
    assert (await count(world, Letter), await count(world, DeadLetter)) == (1, 0)
    assert len(await world.outbox("nina")) == said


async def test_a_refusal_changes_nothing_and_says_one_sentence(world: World) -> None:
    talk = Talk.to(world)
    await talk.run(talk.press("curator", "go:invite:0:0"))
    await talk.tap("curator", "Наставник")
    answer = await talk.say("curator", "Петрова")
    assert answer.startswith("Нужны хотя бы фамилия и имя")
    assert "Ссылка готова" in await talk.say("curator", "Петрова Анна Ивановна")


async def test_a_stranger_leaves_no_trace(world: World) -> None:
    talk = Talk.to(world)
    await talk.run(talk.message("stranger", text="/start"), talk.message("stranger", text="Ау"))
    assert "по приглашению" in talk.text("stranger")
    stranger = world.telegram_id("stranger")
    async with world.database.reading() as uow:
        accounts = select(Account).where(Account.telegram_id == stranger)
        assert (await uow.session.scalars(accounts)).all() == []


async def test_a_third_attempt_becomes_a_dead_letter_unrun(world: World) -> None:
    talk = Talk.to(world)
    update = talk.message("curator", text="/menu")
    async with world.uow() as uow:
        for _ in range(2):
            await uow.updates.count_attempt(BOT_ID, update["update_id"])
    await talk.transactions._alone(update)
    assert await count(world, DeadLetter) == 1
    async with world.database.reading() as uow:
        assert (await uow.updates.known(BOT_ID, [update["update_id"]]))[update["update_id"]]


async def test_an_attempted_update_is_handled_in_a_later_batch(world: World) -> None:
    talk = Talk.to(world)
    update = talk.message("curator", text="/menu")
    async with world.uow() as uow:
        for _ in range(2):
            await uow.updates.count_attempt(BOT_ID, update["update_id"])
    await talk.run(update)
    assert "что нужно сделать" in talk.text("curator")
    assert await count(world, ProcessedUpdate) == 1
    await talk.run(update)
    assert (await count(world, ProcessedUpdate), await count(world, DeadLetter)) == (1, 0)


async def test_two_hundred_double_taps_make_one_mark(world: World) -> None:
    rows = await world.load_roadmap()
    talk = Talk.to(world)
    row = rows["1"]
    data = f"ac:plain:{row.id}:{row.version}:0"
    taps = [talk.press("curator", data) for _ in range(200)]
    await talk.feed(*taps)
    async with world.database.reading() as uow:
        assert len(await uow.activities.list_evidence(world.school_id, row.id)) == 1


async def test_somebody_who_floods_is_turned_away_and_warned_once(world: World) -> None:
    talk = Talk.to(world, answers_per_second=0.01)
    for _ in range(12):
        await talk.run(*[talk.message("curator", text="/menu") for _ in range(30)])
    texts = [s["text"] for s in talk.screens[world.telegram_id("curator")]]
    assert sum("слишком много" in one for one in texts) == 1


@pytest.mark.parametrize(
    "data", ["go:menu:-1:0", "go:menu: 5 :0", "ac:done:1_0:1:0", "pa:agree:" + "9" * 23, "zzz", ""]
)
async def test_a_forged_button_does_nothing(world: World, data: str) -> None:
    talk = Talk.to(world)
    toasts = await talk.run(talk.press("curator", data))
    assert toasts[0].text == "Эта кнопка больше не действует."


async def test_a_group_hears_at_most_where_to_write(world: World) -> None:
    talk = Talk.to(world)
    group = {"id": -100123, "type": "supergroup", "title": "Педсовет"}
    await talk.run(
        talk.message("curator", chat=group, text="/status"),
        talk.message("curator", chat=group, text="просто разговор"),
    )
    assert [s["text"] for s in talk.screens[-100123]] == [
        "Я отвечаю только в личной переписке: напишите мне там, пожалуйста."
    ]


async def test_eight_writers_at_once_lose_nothing(world: World) -> None:
    endings = "абвгдежз"
    for ending in endings:
        await world.join(f"w{ending}", Role.RESPONSIBLE, f"Писцов Пётр{ending}")
    talk = Talk.to(world)

    async def write(who: str) -> None:
        for letter in range(5):
            await talk.feed(talk.press(who, LETTER), talk.message(who, text=f"{who} {letter}"))

    await asyncio.gather(*(write(f"w{ending}") for ending in endings))
    assert await count(world, Letter) == 40


class Slow(Conversation):
    """A conversation on a machine that is busy with something else; it notes the batches."""

    batches: list[int]

    async def expect(self, uow: UnitOfWork, raws: Sequence[dict[str, Any]]) -> None:
        self.batches.append(len(raws))
        await super().expect(uow, raws)

    async def handle(self, *arguments: Any) -> list[Toast]:
        await asyncio.sleep(0.06)
        return await super().handle(*arguments)


async def test_a_busy_machine_takes_no_more_into_a_batch_than_it_gets_through(
    world: World,
) -> None:
    talk = Talk.to(world)
    talk.transactions.conversation.__class__ = Slow
    slow = cast("Slow", talk.transactions.conversation)
    slow.batches = []
    raws = [talk.message("owner", text="/help") for _ in range(20)]
    while raws:
        outcome = await talk.transactions.run(raws)
        raws = raws[outcome.handled :]
    first, *later = slow.batches
    assert first == 20
    assert max(later) <= 8


class HeldUp(Conversation):
    """A conversation whose database cannot be reached so many times."""

    times = 9

    async def handle(self, uow: UnitOfWork, update: Any) -> list[Toast]:
        if self.times:
            self.times -= 1
            raise ConnectionRefusedError
        return await super().handle(uow, update)


async def test_a_database_that_is_away_for_long_makes_no_dead_letter(world: World) -> None:
    talk = Talk.to(world)
    given = talk.transactions.conversation
    talk.transactions.conversation = HeldUp(
        given.dispatcher, given.bot, given.translator, given.content, given.flood, given.username
    )
    update, runs = talk.message("curator", text="/menu"), 0
    while not talk.screens:
        runs += 1
        try:
            await talk.run(update)
        except ConnectionRefusedError:
            assert await count(world, DeadLetter) == 0
    assert runs == 5, "together and alone each time, and through at the last"
    assert await count(world, DeadLetter) == 0
    assert "что нужно сделать" in talk.text("curator")
