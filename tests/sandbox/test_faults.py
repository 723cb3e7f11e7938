"""Faults on demand."""

import time

import aiohttp
import pytest


@pytest.fixture
async def person(telegram):
    return await telegram.person()


async def test_a_429_strikes_so_many_times_and_nothing_is_delivered(telegram, person):
    await telegram.control("faults", kind="429", retry_after=3, times=2)
    for _ in range(2):
        refusal = await telegram.refused("sendMessage", chat_id=person, text="а")
        assert refusal == "429 Too Many Requests: retry after 3"
    await telegram.ok("sendMessage", chat_id=person, text="а")
    assert len(await telegram.messages(person)) == 2
    assert await telegram.look("faults") == []


async def test_a_fault_may_be_for_one_method_and_one_chat(telegram, person):
    other = await telegram.person()
    await telegram.control("faults", kind="403", method="sendMessage", chat_id=other)
    await telegram.ok("sendChatAction", chat_id=other, action="typing")
    await telegram.ok("sendMessage", chat_id=person, text="а")
    refusal = await telegram.refused("sendMessage", chat_id=other, text="а")
    assert refusal == "403 Forbidden: bot was blocked by the user"


async def test_a_fault_spares_polling_unless_it_names_it(telegram):
    await telegram.control("faults", kind="403")
    await telegram.ok("getUpdates")
    await telegram.control("faults", kind="429", method="getUpdates")
    assert (await telegram.refused("getUpdates", offset=1)).startswith("429")


async def test_a_cut_connection_has_no_effect(telegram, person):
    await telegram.control("faults", kind="cut")
    with pytest.raises(aiohttp.ClientError):
        await telegram.call("sendMessage", chat_id=person, text="а")
    assert len(await telegram.messages(person)) == 1


async def test_a_lost_answer_has_its_effect(telegram, person):
    await telegram.control("faults", kind="lost_answer")
    with pytest.raises(aiohttp.ClientError):
        await telegram.call("sendMessage", chat_id=person, text="а")
    assert (await telegram.messages(person))[-1]["text"] == "а"


async def test_a_lost_answer_may_look_like_a_429(telegram, person):
    await telegram.control("faults", kind="lost_answer", answer_429=True, retry_after=9)
    refusal = await telegram.refused("sendMessage", chat_id=person, text="а")
    assert refusal == "429 Too Many Requests: retry after 9"
    assert (await telegram.messages(person))[-1]["text"] == "а"


async def test_a_slow_answer_is_late_and_right(telegram, person):
    await telegram.control("faults", kind="slow", seconds=0.3)
    started = time.monotonic()
    await telegram.ok("sendMessage", chat_id=person, text="а")
    assert time.monotonic() - started >= 0.3


async def test_confirmed_updates_come_again(telegram, person):
    sent = await telegram.control(f"people/{person}/send", text="а")
    await telegram.ok("getUpdates", offset=sent["update_id"] + 1)
    await telegram.control("faults", kind="repeat_updates")
    again = await telegram.ok("getUpdates", offset=sent["update_id"] + 1)
    assert again[-1]["update_id"] == sent["update_id"]


async def test_random_429_on_any_method_until_deleted(telegram):
    await telegram.control(
        "faults", kind="429", method="*", times=None, probability=0.5, retry_after_max=60
    )
    found = [(await telegram.call("getMe")) for _ in range(40)]
    pauses = [body["parameters"]["retry_after"] for status, body in found if status == 429]
    assert 5 < len(pauses) < 35
    assert set(pauses) <= set(range(1, 61))
    async with telegram.http.delete("/control/faults") as answer:
        assert answer.status == 200
    await telegram.ok("getMe")


async def test_an_unknown_kind_is_refused_in_one_sentence(telegram):
    status, body = await telegram.try_control("faults", kind="meteor")
    assert status == 400
    assert body["error"].startswith("kind must be one of 429, 403, 500, cut")


async def test_one_order_of_trouble_is_taken_back_alone(telegram):
    person = await telegram.person()
    lasting = await telegram.control("faults", kind="500", times=None)
    other = await telegram.control("faults", kind="429", method="sendPhoto", times=None)
    async with telegram.http.delete(f"/control/faults/{lasting['id']}") as answer:
        assert answer.status == 200
    assert [fault["id"] for fault in await telegram.look("faults")] == [other["id"]]
    await telegram.ok("sendMessage", chat_id=person, text="а")
