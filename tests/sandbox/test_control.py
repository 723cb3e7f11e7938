"""The control API: people, messages, clock, logs, settle."""

import asyncio
import time
from datetime import datetime

import pytest

from sandbox.clock import Clock, ClockMovedBack
from tests.sandbox.client import sandbox


async def test_the_state_names_clock_bot_and_limits(telegram):
    state = await telegram.look("state")
    assert state["bot"] == {"id": 1000001, "username": "mentoring_sandbox_bot"}
    assert (state["offset_seconds"], state["webhook"], state["limits"]) == (0, None, None)
    assert datetime.fromisoformat(state["now"]).tzinfo is not None


async def test_a_person_has_names_a_note_and_a_last_line(telegram):
    given = {"first_name": "Анна", "last_name": "П.", "note": "наставник", "id": 77}
    person = await telegram.control("people", **given)
    assert given.items() <= person.items()
    assert (person["blocked"], person["language_code"]) == (False, "ru")
    await telegram.control("people/77/send", text="Здравствуйте")
    (listed,) = await telegram.look("people")
    assert listed["last"]["text"] == "Здравствуйте"


async def test_a_message_is_a_real_update(telegram):
    person = await telegram.person(last_name="П.", username="anna_p")
    sent = await telegram.control(f"people/{person}/send", text="/menu сейчас")
    (update,) = await telegram.updates()
    user = {"id": person, "first_name": "Анна", "last_name": "П.", "username": "anna_p"}
    assert update == {
        "update_id": sent["update_id"],
        "message": {
            "message_id": sent["message_id"],
            "from": {**user, "is_bot": False, "language_code": "ru"},
            "chat": {**user, "type": "private"},
            "date": update["message"]["date"],
            "text": "/menu сейчас",
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        },
    }


async def test_a_long_text_is_split_as_clients_do(telegram):
    person = await telegram.person()
    sent = await telegram.control(f"people/{person}/send", text="я" * 5000)
    first, second = (one["message"] for one in await telegram.updates())
    assert (len(first["text"]), len(second["text"])) == (4096, 904)
    assert sent["message_id"] == second["message_id"]
    assert len(sent["messages"]) == 2


@pytest.mark.parametrize("kind", ["voice", "sticker", "contact", "location"])
async def test_a_person_sends_anything(telegram, kind):
    person = await telegram.person()
    await telegram.control(f"people/{person}/send", **{kind: True})
    (update,) = await telegram.updates()
    assert kind in update["message"]
    assert (await telegram.messages(person))[-1][kind]


async def test_any_field_can_be_added_to_a_message(telegram):
    person = await telegram.person()
    origin = {"type": "hidden_user", "date": 1}
    await telegram.control(f"people/{person}/send", text="а", extra={"forward_origin": origin})
    (update,) = await telegram.updates()
    assert update["message"]["forward_origin"] == origin


async def test_a_person_may_be_made_as_one_who_started_long_ago(telegram):
    person = await telegram.person(started=False, note="x")
    await telegram.control("people", first_name="Анна", id=person, started=True)
    await telegram.ok("sendMessage", chat_id=person, text="а")
    assert await telegram.updates() == []


async def test_a_group_message_carries_the_group(telegram):
    person = await telegram.person()
    group = (await telegram.control("groups", title="8Б", members=[person]))["id"]
    await telegram.updates()
    await telegram.control(f"people/{person}/send", text="/menu", chat_id=group)
    (update,) = await telegram.updates()
    assert update["message"]["chat"]["title"] == "8Б"
    assert update["message"]["from"]["id"] == person
    assert [one["id"] for one in await telegram.look("chats")] == [group]


async def test_a_blocked_person_cannot_write_and_start_takes_the_bot_back(telegram):
    person = await telegram.person()
    await telegram.control(f"people/{person}/block")
    status, _ = await telegram.try_control(f"people/{person}/send", text="а")
    assert status == 409
    await telegram.control(f"people/{person}/start")
    kinds = [set(one) - {"update_id"} for one in await telegram.updates()]
    assert kinds == [{"my_chat_member"}, {"my_chat_member"}, {"message"}]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("people/5/send", {"text": "а"}, 404),
        ("people/x/send", {"text": "а"}, 404),
        ("people", {}, 400),
        ("people", {"first_name": "а", "id": -5}, 400),
        ("groups", {"title": "8Б"}, 400),
        ("clock", {}, 400),
        ("clock", {"to": "2030-01-01T00:00:00"}, 400),
        ("clock", {"to": "soon"}, 400),
        ("clock", {"next_morning": True, "zone": "Nowhere/Town"}, 400),
        ("clock", {"add_seconds": -1}, 400),
        ("faults", {"kind": "429", "times": "x"}, 400),
        ("settle", {"timeout": "x"}, 400),
    ],
)
async def test_a_wrong_order_is_refused_in_one_sentence(telegram, path, body, status):
    found, answer = await telegram.try_control(path, **body)
    assert found == status
    assert isinstance(answer["error"], str)


async def test_calls_are_logged_with_their_outcome(telegram):
    person = await telegram.person()
    seq = (await telegram.look("state"))["last_call"]
    await telegram.ok("sendMessage", chat_id=person, text="а")
    await telegram.call("sendMessage", chat_id=5, text="а")
    good, bad = await telegram.look(f"calls?after={seq}")
    assert (good["method"], good["chat_id"], good["status"]) == ("sendMessage", person, 200)
    assert (bad["status"], bad["description"]) == (400, "Bad Request: chat not found")
    assert bad["params"] == {"chat_id": "5", "text": "а"}
    assert bad["seq"] == good["seq"] + 1
    assert bad["ms"] >= 0


async def test_events_are_waited_for(telegram):
    person = await telegram.person()
    seq = (await telegram.look("state"))["last_event"]
    waiting = asyncio.create_task(telegram.look(f"events?after={seq}&timeout=5"))
    await asyncio.sleep(0.02)
    await telegram.ok("sendChatAction", chat_id=person, action="typing")
    (event,) = await waiting
    assert (event["kind"], event["chat_id"], event["action"]) == ("action", person, "typing")


async def test_settle_waits_for_confirmation_and_quiet(telegram):
    person = await telegram.person()
    sent = await telegram.control(f"people/{person}/send", text="а")
    answer = await telegram.control("settle", timeout=0.05)
    assert answer == {"settled": False, "pending": 1}
    await telegram.ok("getUpdates", offset=sent["update_id"] + 1)
    await telegram.ok("sendMessage", chat_id=person, text="б")
    assert (await telegram.control("settle", quiet_ms=50))["settled"] is True


async def test_settle_gives_the_bot_time_after_a_confirmation_and_a_move_of_the_clock(telegram):
    person = await telegram.person()
    sent = await telegram.control(f"people/{person}/send", text="а")
    await telegram.ok("getUpdates", offset=sent["update_id"] + 1)
    started = time.monotonic()
    await telegram.control("settle", quiet_ms=200)
    assert time.monotonic() - started > 0.15
    await telegram.control("clock", add_seconds=5)
    started = time.monotonic()
    await telegram.control("settle", quiet_ms=200)
    assert 0.15 < time.monotonic() - started < 1
    started = time.monotonic()
    assert (await telegram.control("settle", quiet_ms=200))["settled"] is True
    assert time.monotonic() - started < 0.19


async def test_reset_forgets_all_but_the_clock_and_the_numbering(telegram):
    person = await telegram.person()
    sent = await telegram.control(f"people/{person}/send", text="а")
    await telegram.control("clock", add_seconds=60)
    await telegram.control("reset")
    assert await telegram.look("people") == []
    state = await telegram.look("state")
    assert (state["pending"], state["offset_seconds"]) == (0, 60)
    again = await telegram.person()
    later = await telegram.control(f"people/{again}/send", text="а")
    assert later["update_id"] > sent["update_id"]


async def test_the_clock_moves_to_the_next_morning_of_a_zone(telegram):
    for _ in range(2):
        answer = await telegram.control("clock", next_morning=True, zone="Asia/Omsk")
        now = datetime.fromisoformat(answer["now"])
        assert (now.hour, now.minute) == (3, 1)
    answer = await telegram.control("clock", to="2035-05-05T10:00:00+03:00")
    assert answer["now"].startswith("2035-05-05T07:00:0")


async def test_message_dates_follow_the_clock(telegram):
    person = await telegram.person()
    first = await telegram.ok("sendMessage", chat_id=person, text="а")
    await telegram.control("clock", add_seconds=86_400)
    second = await telegram.ok("sendMessage", chat_id=person, text="б")
    assert 86_400 <= second["date"] - first["date"] <= 86_402


async def test_the_clock_file_is_written_and_read(tmp_path):
    path = tmp_path / "clock"
    async with sandbox(clock_file=path) as telegram:
        await telegram.control("clock", add_seconds=90)
        assert path.read_text() == "90"
        path.write_text("200")
        await asyncio.sleep(0.25)
        assert (await telegram.look("state"))["offset_seconds"] == 200
        status, _ = await telegram.try_control("clock", add_seconds=-10)
        assert status == 400
    assert [one.name for one in tmp_path.iterdir()] == ["clock"]


def test_a_smaller_number_is_refused_or_ignored(tmp_path):
    path = tmp_path / "clock"
    path.write_text("500")
    clock = Clock(path)
    with pytest.raises(ClockMovedBack):
        clock.set_offset(499)
    path.write_text("10")
    assert clock.offset == 500


async def test_nothing_from_outside_is_a_page_file(telegram):
    for name in ("..%2Fserver.py", "%2Fetc%2Fpasswd", "nothing.js"):
        async with telegram.http.get(f"/page/{name}") as answer:
            assert answer.status == 404
    async with telegram.http.get("/") as answer:
        assert answer.status == 200
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_messages_are_read_in_parts(telegram):
    person = await telegram.person()
    first = (await telegram.messages(person))[-1]["message_id"]
    ids = [
        (await telegram.ok("sendMessage", chat_id=person, text=str(n)))["message_id"]
        for n in range(5)
    ]

    async def found(query):
        return [
            one["message_id"] for one in await telegram.look(f"chats/{person}/messages?{query}")
        ]

    assert await found("limit=2") == ids[-2:]
    assert await found(f"before={ids[3]}&limit=2") == ids[1:3]
    assert await found(f"after={first}&limit=2") == ids[:2]
    assert await found(f"ids={ids[4]},{ids[0]},999999") == [ids[4], ids[0]]


async def test_calls_are_waited_for(telegram):
    person = await telegram.person()
    last = (await telegram.look("state"))["last_call"]
    waiting = asyncio.create_task(telegram.look(f"calls?after={last}&timeout=5"))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await telegram.ok("sendMessage", chat_id=person, text="а")
    assert [call["method"] for call in await waiting] == ["sendMessage"]
