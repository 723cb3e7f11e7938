"""A bot and a hand on the control API, both over real HTTP."""

import io
import json
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from sandbox.options import DEFAULT_TOKEN, Options
from sandbox.server import Server

Json = dict[str, Any]


class Client:
    """Calls methods as a bot and the control API as a test."""

    def __init__(self, server: Server, http: aiohttp.ClientSession) -> None:
        self.server = server
        self.world = server.world
        self.http = http

    async def call(self, method: str, **parameters: Any) -> tuple[int, Json]:
        """Status and body of a Bot API call."""
        fields = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in parameters.items()
        }
        async with self.http.post(f"/bot{DEFAULT_TOKEN}/{method}", data=fields) as answer:
            return answer.status, await answer.json()

    async def ok(self, method: str, **parameters: Any) -> Any:
        """The result of a call that succeeds."""
        status, body = await self.call(method, **parameters)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def refused(self, method: str, **parameters: Any) -> str:
        """Code and description of a call that is refused."""
        status, body = await self.call(method, **parameters)
        assert body["ok"] is False, body
        assert body["error_code"] == status
        return f"{status} {body['description']}"

    async def upload(self, method: str, name: str, content: bytes, **fields: Any) -> Any:
        """Status and body of a multipart call with one file."""
        form = aiohttp.FormData()
        form.add_field(name, "attach://key")
        form.add_field("key", io.BytesIO(content), filename="plan.docx")
        for key, value in fields.items():
            form.add_field(key, str(value))
        async with self.http.post(f"/bot{DEFAULT_TOKEN}/{method}", data=form) as answer:
            return answer.status, await answer.json()

    async def control(self, path: str, **body: Any) -> Any:
        """The answer of a control POST that succeeds."""
        status, answer = await self.try_control(path, **body)
        assert status == 200, answer
        return answer

    async def try_control(self, path: str, **body: Any) -> tuple[int, Any]:
        """Status and answer of a control POST."""
        async with self.http.post(f"/control/{path}", json=body) as answer:
            return answer.status, await answer.json()

    async def look(self, path: str) -> Any:
        """The answer of a control GET."""
        async with self.http.get(f"/control/{path}") as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def person(self, first_name: str = "Анна", *, started: bool = True, **more: Any) -> int:
        """A person's id; started means that the bot may write and has no update of it left."""
        person = await self.control("people", first_name=first_name, **more)
        if started:
            await self.control(f"people/{person['id']}/start")
            await self.ok("getUpdates", offset=-1)
            await self.updates()
        return person["id"]

    async def updates(self) -> list[Json]:
        """All waiting updates, confirmed at once."""
        waiting = self.world.queue.take(0, 100)
        self.world.queue.clear()
        return [update.body for update in waiting]

    async def messages(self, chat_id: int) -> list[Json]:
        """The chat as the control API shows it."""
        return await self.look(f"chats/{chat_id}/messages")


@asynccontextmanager
async def sandbox(**options: Any):
    """A running sandbox and a client of it."""
    server = Server(Options(**options))
    await server.start()
    async with aiohttp.ClientSession(server.address) as http:
        yield Client(server, http)
    await server.stop()
