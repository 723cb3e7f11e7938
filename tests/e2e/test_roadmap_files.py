"""Files of the roadmap in force through the real bot and the sandbox: picture and papers."""

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from content.loader import Content
from tests.e2e.test_kills import school
from tests.e2e.town import Phone, Sandbox


async def file_of(sandbox: Sandbox, phone: Phone, sort: str) -> tuple[dict[str, Any], bytes]:
    """Give the newest message that carries a photo or a document, with its bytes."""
    await sandbox.settle(400)
    found = [m for m in await phone.messages() if m.get(sort) and m["from"] == "bot"]
    message = found[-1]
    async with sandbox.http.get(f"{sandbox.url}control/files/{message[sort]['file_id']}") as got:
        assert got.status == 200
        return message, await got.read()


async def test_the_roadmap_comes_as_a_picture(tmp_path: Path, content: Content) -> None:
    async with school(tmp_path, content) as (sandbox, world, nursery):
        await world.load_roadmap()
        await world.database.engine.dispose()
        await nursery.start()
        await nursery.ready()
        curator = Phone(sandbox, world.telegram["curator"], "curator")
        await curator.say("/roadmap")
        await curator.tap("График")
        message, picture = await file_of(sandbox, curator, "photo")
        assert "выполнено 0 из 4" in message["caption"]
        assert Image.open(BytesIO(picture)).width == 1080
        await curator.tap("Текстом")
        assert "Приказ о запуске" in await curator.last()
        assert "График" in await curator.buttons()
