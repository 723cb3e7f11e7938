"""TELEGRAM_PROXY: every call to the messenger goes through it."""

import asyncio
from asyncio import StreamReader, StreamWriter
from contextlib import suppress

from scheduler.telegram import api_of, create_bot
from tests.sandbox.client import sandbox
from tests.talk import TOKEN


class Proxy:
    """An HTTP proxy that notes whom it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Answer CONNECT and carry bytes both ways."""
        target = (await reader.readuntil(b"\r\n\r\n")).decode().split()[1]
        self.asked.append(target)
        host, _, port = target.rpartition(":")
        there, back = await asyncio.open_connection(host, int(port))
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await asyncio.gather(_carry(reader, back), _carry(there, writer))


async def _carry(source: StreamReader, target: StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    target.close()


async def test_all_calls_go_through_the_proxy() -> None:
    proxy = Proxy()
    async with sandbox(limits=None) as telegram:
        address = telegram.server.address
        listening = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        bot = create_bot(TOKEN, address, f"http://127.0.0.1:{port}")
        assert (await bot.get_me()).username == "mentoring_sandbox_bot"
        await api_of(bot).call("getMe", {})
        await bot.session.close()
        listening.close()
        seen = [call["method"] for call in await telegram.look("calls")]
    assert seen == ["getMe", "getMe"]
    assert set(proxy.asked) == {address.removeprefix("http://").rstrip("/")}
