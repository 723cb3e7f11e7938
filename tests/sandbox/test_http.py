"""The HTTP layer: H1-H7."""

import io
import json

import pytest

from sandbox.options import DEFAULT_TOKEN

BOT = f"/bot{DEFAULT_TOKEN}"


@pytest.mark.parametrize("method", ["getMe", "getme", "GETME"])
async def test_method_names_are_case_insensitive_h1(telegram, method):
    assert (await telegram.ok(method))["username"] == "mentoring_sandbox_bot"


async def test_arguments_come_from_query_form_json_and_multipart_h1(telegram):
    person = await telegram.person()
    for sent in (
        telegram.http.get(f"{BOT}/sendMessage", params={"chat_id": person, "text": "а"}),
        telegram.http.post(f"{BOT}/sendMessage", data={"chat_id": str(person), "text": "а"}),
        telegram.http.post(f"{BOT}/sendMessage", json={"chat_id": person, "text": "а"}),
    ):
        async with sent as answer:
            assert (await answer.json())["result"]["text"] == "а"
    status, body = await telegram.upload("sendDocument", "document", b"x", chat_id=person)
    assert (status, body["ok"]) == (200, True)


async def test_the_test_address_of_a_bot_is_served_h1(telegram):
    async with telegram.http.get(f"{BOT}/test/getMe") as answer:
        assert answer.status == 200


async def test_a_path_without_bot_is_not_found_h2(telegram):
    async with telegram.http.get("/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (404, "Not Found")


async def test_an_unknown_method_is_not_found_h2(telegram):
    assert await telegram.refused("sendNothing") == "404 Not Found: method not found"


async def test_a_method_that_is_not_built_answers_loudly_and_is_remembered(telegram):
    refusal = await telegram.refused("sendPoll", question="?")
    assert refusal == "501 Not Implemented: the sandbox does not build method sendPoll"
    assert (await telegram.look("state"))["not_built"] == [refusal[4:]]


@pytest.mark.parametrize(
    ("token", "status", "words"),
    [
        ("0123:abc", 401, "Unauthorized: invalid token specified"),
        ("1:" + "a" * 80, 401, "Unauthorized: invalid token specified"),
        ("1%2F:a", 401, "Unauthorized: invalid token specified"),
        ("123456", 401, "Unauthorized: invalid token specified"),
        ("1000001:revoked", 401, "Unauthorized"),
        ("x:abc", 421, "Misdirected Request: unallowed token specified"),
    ],
)
async def test_a_wrong_token_is_refused_h3(telegram, token, status, words):
    async with telegram.http.get(f"/bot{token}/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (status, words)


async def test_an_error_names_its_code_in_status_and_body_h4(telegram):
    status, body = await telegram.call("sendMessage", chat_id=1, text="а")
    assert status == 400
    assert body == {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}


async def test_a_429_carries_its_pause_twice_h4(telegram):
    await telegram.control("faults", kind="429", method="getMe", retry_after=7)
    async with telegram.http.get(f"{BOT}/getMe") as answer:
        body = await answer.json()
        assert (answer.status, answer.headers["Retry-After"]) == (429, "7")
    assert body["description"] == "Too Many Requests: retry after 7"
    assert body["parameters"] == {"retry_after": 7}


async def test_words_are_lowered_and_codes_are_kept_h5(telegram):
    person = await telegram.person()
    keyboard = {"inline_keyboard": [[{"text": "а", "callback_data": "d" * 65}]]}
    refusal = await telegram.refused(
        "sendMessage", chat_id=person, text="а", reply_markup=keyboard
    )
    assert refusal == "400 Bad Request: BUTTON_DATA_INVALID"
    refusal = await telegram.refused("sendMessage", chat_id=person)
    assert refusal == "400 Bad Request: message text is empty"


async def test_more_than_a_mebibyte_of_parameters_is_refused_h6(telegram):
    body = io.BytesIO(b"chat_id=1&text=" + b"a" * (1024 * 1024))
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with telegram.http.post(f"{BOT}/sendMessage", data=body, headers=headers) as answer:
        words = (await answer.json())["description"]
    assert (answer.status, words) == (413, "Request Entity Too Large: too many parameters")
    status, body = await telegram.upload(
        "sendDocument", "document", b"x", caption="a" * 600_000, nonsense="a" * 600_000
    )
    assert status == 413
    assert body["description"].startswith("Request Entity Too Large: too many parameters")


async def test_headers_over_256_kib_are_refused_h6(telegram):
    headers = {"X-Long": "a" * (257 * 1024)}
    async with telegram.http.get(f"{BOT}/getMe", headers=headers) as answer:
        words = (await answer.json())["description"]
    assert (answer.status, words) == (
        431,
        "Request Header Fields Too Large: total headers size exceeded",
    )


async def test_an_upload_over_50_mb_is_refused_h6(telegram):
    content = b"\0" * (52 * 1024 * 1024)
    status, body = await telegram.upload("sendDocument", "document", content, chat_id=1)
    assert (status, body["description"]) == (413, "Request Entity Too Large")


async def test_a_server_error_is_a_page_and_not_json_h7(telegram):
    await telegram.control("faults", kind="500", method="getMe")
    async with telegram.http.get(f"{BOT}/getMe") as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")
        with pytest.raises(ValueError, match="Expecting value"):
            json.loads(await answer.text())


async def test_strings_must_be_unicode(telegram):
    async with telegram.http.post(
        f"{BOT}/sendMessage",
        data=b"chat_id=1&text=%D0",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    ) as answer:
        body = await answer.json()
    assert body["description"] == "Bad Request: strings must be encoded in UTF-8"
