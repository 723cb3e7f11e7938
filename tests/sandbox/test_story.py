"""What the page is told, what it asks of a helper, and who may ask."""

import asyncio
import json
import sys

import aiohttp
import pytest

from tests.sandbox.client import sandbox


async def test_without_a_story_and_a_helper_there_is_neither(telegram):
    assert await telegram.look("story") is None
    state = await telegram.look("state")
    assert state["helper"] is None
    for path in ("asks", "helper"):
        status, answer = await telegram.try_control(path, what="kill")
        assert (status, "nobody helps" in answer["error"]) == (409, True)
    status, _ = await telegram.try_control("people", first_name="Анна")
    assert status == 200


async def test_the_story_and_the_files_beside_it_are_given_and_nothing_else(tmp_path):
    folder = tmp_path / "story"
    folder.mkdir()
    (folder / "карта.docx").write_bytes(b"paper")
    (tmp_path / "secret").write_text("no")
    story = folder / "story.json"
    async with sandbox(limits=None, story=story) as telegram:
        assert await telegram.look("story") is None
        story.write_text('{"title": "Показ"}', encoding="utf-8")
        assert await telegram.look("story") == {"title": "Показ"}
        async with telegram.http.get("/control/story/карта.docx") as answer:
            assert await answer.read() == b"paper"
        for name in ("story.json", "..%2Fsecret", "%2Fetc%2Fpasswd", ".."):
            address = f"{telegram.server.address}control/story/{name}"
            async with telegram.http.get(address) as answer:
                assert answer.status in {404, 405}, name


async def test_a_wish_reaches_the_helper_and_its_answer_the_page():
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--helper"), stdout=asyncio.subprocess.PIPE
    )
    address = (await process.stdout.readline()).decode().removeprefix("sandbox: ").strip()
    async with aiohttp.ClientSession(address) as http:
        async with http.post("/control/asks", json={"what": "dance"}) as answer:
            assert answer.status == 400
        async with http.post("/control/asks", json={"what": "afresh", "language": "en"}) as answer:
            assert answer.status == 200
        line = (await process.stdout.readline()).decode()
        assert json.loads(line.removeprefix("asked: ")) == {"what": "afresh", "language": "en"}
        async with http.post("/control/helper", json={"state": "ready"}) as answer:
            assert answer.status == 200
        async with http.get("/control/state") as answer:
            assert (await answer.json())["helper"] == {"state": "ready"}
        async with http.get("/control/events?after=0") as answer:
            assert (await answer.json())[-1]["state"] == "ready"
    process.terminate()
    await process.wait()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "example.org"}, 403),
        ({"Host": "localhost:{port}"}, 200),
    ],
)
async def test_another_sites_page_may_not_steer_it(telegram, headers, status):
    filled = {name: words.format(port=telegram.server.port) for name, words in headers.items()}
    async with telegram.http.get("/control/people", headers=filled) as answer:
        assert answer.status == status


async def test_another_address_is_taken_only_when_asked_for_and_warned_of():
    words = ("-m", "sandbox", "--address", "0.0.0.0")
    pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
    process = await asyncio.create_subprocess_exec(sys.executable, *words, **pipes)
    line = (await process.stdout.readline()).decode()
    assert line.startswith("sandbox: http://127.0.0.1:")
    process.terminate()
    _, warning = await process.communicate()
    assert "WARNING: it listens on 0.0.0.0" in warning.decode()


async def test_by_itself_it_listens_on_this_machine_only(telegram):
    assert telegram.server.is_loopback
    assert telegram.server.address.startswith("http://127.0.0.1:")
