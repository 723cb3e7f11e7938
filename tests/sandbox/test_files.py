"""Files both ways: M20."""

import base64

from sandbox.options import DEFAULT_TOKEN

TWENTY_MB = 20 * 1024 * 1024


async def document(telegram, person, content, **more):
    given = {"name": "План.docx", "base64": base64.b64encode(content).decode(), **more}
    await telegram.control(f"people/{person}/send", document=given, caption="Вот")
    (update,) = await telegram.updates()
    return update["message"]


async def test_a_persons_file_is_downloaded_by_its_path_m20(telegram):
    person = await telegram.person()
    message = await document(telegram, person, b"hello")
    assert message["caption"] == "Вот"
    assert message["document"]["file_name"] == "План.docx"
    assert message["document"]["file_size"] == 5
    file = await telegram.ok("getFile", file_id=message["document"]["file_id"])
    async with telegram.http.get(f"/file/bot{DEFAULT_TOKEN}/{file['file_path']}") as answer:
        assert await answer.read() == b"hello"


async def test_a_link_is_good_for_an_hour_and_no_longer_m20(telegram):
    person = await telegram.person()
    message = await document(telegram, person, b"hello")
    file = await telegram.ok("getFile", file_id=message["document"]["file_id"])
    address = f"/file/bot{DEFAULT_TOKEN}/{file['file_path']}"
    for seconds, status in ((3598, 200), (10, 404)):
        await telegram.control("clock", add_seconds=seconds)
        async with telegram.http.get(address) as answer:
            assert answer.status == status


async def test_a_download_needs_the_right_token_m20(telegram):
    async with telegram.http.get("/file/bot1:x/documents/file_1.docx") as answer:
        assert answer.status == 401


async def test_a_file_over_20_mb_cannot_be_had_m20(telegram):
    person = await telegram.person()
    at_limit = await document(telegram, person, b"x", size=TWENTY_MB)
    await telegram.ok("getFile", file_id=at_limit["document"]["file_id"])
    too_big = await document(telegram, person, b"x", size=TWENTY_MB + 1)
    refusal = await telegram.refused("getFile", file_id=too_big["document"]["file_id"])
    assert refusal == "400 Bad Request: file is too big"


async def test_a_photo_over_10_mb_is_refused_m20(telegram):
    person = await telegram.person()
    content = b"\0" * (10 * 1024 * 1024 + 1)
    _, body = await telegram.upload("sendPhoto", "photo", content, chat_id=person)
    assert body["description"] == "Bad Request: file is too big"


async def test_empty_missing_and_unknown_files_are_refused_m20(telegram):
    person = await telegram.person()
    _, body = await telegram.upload("sendDocument", "document", b"", chat_id=person)
    assert body["description"] == "Bad Request: file must be non-empty"
    where = {"chat_id": person}
    assert (
        await telegram.refused("sendDocument", **where)
        == "400 Bad Request: there is no document in the request"
    )
    wrong = "400 Bad Request: wrong file_id or the file is temporarily unavailable"
    assert await telegram.refused("sendDocument", document="nonsense", **where) == wrong
    assert await telegram.refused("getFile", file_id="nonsense") == wrong


async def test_a_file_is_sent_again_by_its_id_m20(telegram):
    person = await telegram.person()
    _, body = await telegram.upload("sendDocument", "document", b"x", chat_id=person)
    file_id = body["result"]["document"]["file_id"]
    again = await telegram.ok("sendDocument", chat_id=person, document=file_id)
    assert again["document"]["file_id"] == file_id
    async with telegram.http.get(f"/control/files/{file_id}") as answer:
        assert await answer.read() == b"x"


async def test_a_photo_is_a_list_of_sizes(telegram):
    person = await telegram.person()
    _, body = await telegram.upload("sendPhoto", "photo", b"png", chat_id=person, caption="к")
    assert body["result"]["photo"][0]["file_id"]
    await telegram.control(f"people/{person}/send", photo={"base64": "eA=="})
    assert (await telegram.updates())[0]["message"]["photo"]


async def test_the_page_never_gets_a_type_a_browser_would_run(telegram):
    person = await telegram.person()
    message = await document(telegram, person, b"<script>", mime_type="text/html")
    async with telegram.http.get(f"/control/files/{message['document']['file_id']}") as answer:
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
