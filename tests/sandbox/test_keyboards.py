"""Keyboards: M7-M9, and what a reply keyboard does."""

import pytest


def inline(*rows):
    return {"inline_keyboard": [list(row) for row in rows]}


def button(text="да", **action):
    return {"text": text} | (action or {"callback_data": "d"})


@pytest.fixture
async def person(telegram):
    return await telegram.person()


@pytest.mark.parametrize(("size", "status"), [(1, 200), (64, 200), (0, 400), (65, 400)])
async def test_callback_data_is_1_to_64_bytes_m7(telegram, person, size, status):
    found, body = await telegram.call(
        "sendMessage",
        chat_id=person,
        text="а",
        reply_markup=inline([button(callback_data="d" * size)]),
    )
    assert found == status
    if status == 400:
        assert body["description"] == "Bad Request: BUTTON_DATA_INVALID"


async def test_callback_data_counts_bytes_and_not_letters_m7(telegram, person):
    markup = inline([button(callback_data="я" * 33)])
    refusal = await telegram.refused("sendMessage", chat_id=person, text="а", reply_markup=markup)
    assert refusal == "400 Bad Request: BUTTON_DATA_INVALID"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (
            {"inline_keyboard": [[{"text": "да"}]]},
            (
                "can't parse inline keyboard button: "
                "Text buttons are unallowed in the inline keyboard"
            ),
        ),
        ({"inline_keyboard": None}, 'field "inline_keyboard" must be of type Array'),
        ({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
        ({"inline_keyboard": [{}]}, 'field "inline_keyboard" must be an Array of Arrays'),
        ([1], "object expected as reply markup"),
        ("{broken", "can't parse reply keyboard markup JSON object"),
        (
            {"inline_keyboard": [[{"callback_data": "d"}]]},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"inline_keyboard": [[{"text": "да", "url": "no where"}]]},
            "inline keyboard button URL 'no where' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_a_keyboard_that_cannot_be_read_is_refused_m8(telegram, person, markup, words):
    refusal = await telegram.refused("sendMessage", chat_id=person, text="а", reply_markup=markup)
    assert refusal == f"400 Bad Request: {words}"


async def test_a_hundred_buttons_and_eight_in_a_row_pass_and_no_more_m9(telegram, person):
    hundred = inline(*[[button()] * 8] * 12, [button()] * 4)
    await telegram.ok("sendMessage", chat_id=person, text="а", reply_markup=hundred)
    for markup in (inline(*[[button()]] * 101), inline([button()] * 9)):
        refusal = await telegram.refused(
            "sendMessage", chat_id=person, text="а", reply_markup=markup
        )
        assert refusal == "400 Bad Request: reply markup is too long"


async def test_buttons_that_are_not_built_are_refused_loudly(telegram, person):
    markup = inline([button(web_app={"url": "https://school.example"})])
    refusal = await telegram.refused("sendMessage", chat_id=person, text="а", reply_markup=markup)
    assert refusal.startswith("501 Not Implemented: the sandbox does not build inline buttons")


async def test_an_inline_keyboard_comes_back_with_the_message(telegram, person):
    markup = inline([button(), button("сайт", url="https://school.example/")])
    sent = await telegram.ok("sendMessage", chat_id=person, text="а", reply_markup=markup)
    assert sent["reply_markup"] == markup
    (view,) = (await telegram.messages(person))[1:]
    assert view["keyboard"] == [
        [{"text": "да", "data": "d"}, {"text": "сайт", "url": "https://school.example/"}]
    ]


async def test_a_reply_keyboard_is_shown_pressed_and_removed(telegram, person):
    keyboard = {"keyboard": [["Меню", {"text": "Телефон", "request_contact": True}]]}
    sent = await telegram.ok("sendMessage", chat_id=person, text="а", reply_markup=keyboard)
    assert "reply_markup" not in sent
    assert (await telegram.look(f"chats/{person}"))["reply_keyboard"] == [["Меню", "Телефон"]]
    await telegram.control(f"people/{person}/press", text="Меню")
    await telegram.control(f"people/{person}/press", text="Телефон")
    said, shared = await telegram.updates()
    assert said["message"]["text"] == "Меню"
    assert shared["message"]["contact"]["user_id"] == person
    remove = {"remove_keyboard": True}
    await telegram.ok("sendMessage", chat_id=person, text="а", reply_markup=remove)
    status, body = await telegram.try_control(f"people/{person}/press", text="Меню")
    assert (status, body["buttons"]) == (409, [])


async def test_a_one_time_keyboard_hides_after_a_press(telegram, person):
    keyboard = {"keyboard": [["Да"]], "one_time_keyboard": True, "resize_keyboard": True}
    await telegram.ok("sendMessage", chat_id=person, text="а", reply_markup=keyboard)
    await telegram.control(f"people/{person}/press", text="Да")
    assert (await telegram.look(f"chats/{person}"))["reply_keyboard"] is None


async def test_a_force_reply_is_accepted(telegram, person):
    await telegram.ok("sendMessage", chat_id=person, text="а", reply_markup={"force_reply": True})
