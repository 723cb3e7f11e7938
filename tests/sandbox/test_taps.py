"""Taps and their answers: M10, M11, M16."""

import asyncio

import pytest

from tests.sandbox.client import sandbox

TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
MARKUP = {
    "inline_keyboard": [
        [{"text": "Да", "callback_data": "y"}, {"text": "Дать", "callback_data": "z"}]
    ]
}


async def tapped(telegram, label="Да", **more):
    person = await telegram.person()
    sent = await telegram.ok("sendMessage", chat_id=person, text="?", reply_markup=MARKUP)
    tap = await telegram.control(
        f"people/{person}/tap", message_id=sent["message_id"], text=label, **more
    )
    return person, sent, tap


async def test_a_tap_is_a_callback_query_with_its_message(telegram):
    person, sent, tap = await tapped(telegram)
    (update,) = await telegram.updates()
    query = update["callback_query"]
    assert query["id"] == tap["callback_query_id"]
    assert (query["from"]["id"], query["data"]) == (person, "y")
    assert query["message"] == sent
    assert query["chat_instance"]


async def test_an_answer_reaches_the_person_who_waits(telegram):
    person = await telegram.person()
    sent = await telegram.ok("sendMessage", chat_id=person, text="?", reply_markup=MARKUP)
    tapping = asyncio.create_task(
        telegram.control(f"people/{person}/tap", message_id=sent["message_id"], text="Да", wait=5)
    )
    (update,) = await telegram.ok("getUpdates", timeout=5)
    query_id = update["callback_query"]["id"]
    await telegram.ok(
        "answerCallbackQuery", callback_query_id=query_id, text="ок", show_alert=True
    )
    assert (await tapping)["answer"] == {"text": "ок", "show_alert": True}


@pytest.mark.parametrize(("length", "status"), [(0, 200), (200, 200), (201, 400)])
async def test_an_answer_holds_up_to_200_letters_m10(telegram, length, status):
    _, _, tap = await tapped(telegram)
    found, _ = await telegram.call(
        "answerCallbackQuery", callback_query_id=tap["callback_query_id"], text="я" * length
    )
    assert found == status


async def test_an_unknown_or_answered_query_is_refused_m10(telegram):
    _, _, tap = await tapped(telegram)
    query_id = tap["callback_query_id"]
    assert await telegram.refused("answerCallbackQuery", callback_query_id="5") == TOO_OLD
    await telegram.ok("answerCallbackQuery", callback_query_id=query_id)
    assert await telegram.refused("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD


@pytest.mark.parametrize("window", [15, 150])
async def test_the_answer_window_is_settable_m11(window):
    async with sandbox(limits=None, answer_window=window) as telegram:
        for seconds, is_late in ((window - 2, False), (window + 1, True)):
            _, _, tap = await tapped(telegram)
            await telegram.control("clock", add_seconds=seconds)
            status, _ = await telegram.call(
                "answerCallbackQuery", callback_query_id=tap["callback_query_id"]
            )
            assert (status == 400) == is_late


async def test_a_tap_on_a_deleted_message_has_no_text_and_no_date_m16(telegram):
    person, sent, _ = await tapped(telegram)
    await telegram.updates()
    await telegram.ok("deleteMessage", chat_id=person, message_id=sent["message_id"])
    await telegram.control(f"people/{person}/tap", message_id=sent["message_id"], data="y")
    await telegram.control(f"people/{person}/tap", message_id=99_999, data="y")
    gone, unknown = (one["callback_query"]["message"] for one in await telegram.updates())
    assert (gone["date"], gone["message_id"], "text" in gone) == (0, sent["message_id"], False)
    assert (unknown["date"], unknown["message_id"]) == (0, 99_999)


async def test_a_forged_tap_may_lack_message_and_data_m16(telegram):
    person = await telegram.person()
    await telegram.control(f"people/{person}/tap", message_id=None, data="any\x00thing")
    await telegram.control(f"people/{person}/tap", message_id=None, data=None)
    first, second = (one["callback_query"] for one in await telegram.updates())
    assert first["data"] == "any\x00thing"
    assert "message" not in first
    assert "data" not in second


async def test_a_label_is_found_exactly_and_then_by_a_unique_prefix(telegram):
    person, sent, _ = await tapped(telegram)
    path, message_id = f"people/{person}/tap", sent["message_id"]
    await telegram.control(path, message_id=message_id, text="Дат")
    status, body = await telegram.try_control(path, message_id=message_id, text="Д")
    assert (status, body["buttons"]) == (409, ["Да", "Дать"])
    status, body = await telegram.try_control(path, message_id=message_id, text="Нет")
    assert status == 409
    assert "Нет" in body["error"]
