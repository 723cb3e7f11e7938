"""Files of the roadmap in force through the real bot and the sandbox: picture and papers."""

import asyncio
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from content.loader import Content
from documents.reading import read_paper
from domain.roadmap_reading import read_roadmap
from tests.e2e.town import HANG, Phone
from tests.nightly.killing import curated


async def file_of(phone: Phone, sort: str) -> tuple[dict[str, Any], bytes]:
    """Give the newest message that carries a photo or a document, with its bytes."""
    async with asyncio.timeout(HANG):
        while not (found := [m for m in await phone.messages() if m.get(sort)]):
            await asyncio.sleep(0.05)
    message = found[-1]
    sandbox = phone.sandbox
    async with sandbox.http.get(f"{sandbox.url}control/files/{message[sort]['file_id']}") as got:
        assert got.status == 200
        return message, await got.read()


async def test_the_roadmap_comes_as_a_picture_and_as_a_paper(
    tmp_path: Path, content: Content
) -> None:
    async with curated(tmp_path, content) as (curator, _, _):
        await curator.say("/roadmap")
        await curator.tap("График")
        message, picture = await file_of(curator, "photo")
        assert "выполнено 0 из 4" in message["caption"]
        assert Image.open(BytesIO(picture)).width == 1080
        await curator.say("/roadmap")
        await curator.tap("Скачать")
        await curator.tap("Word")
        message, paper = await file_of(curator, "document")
        assert message["document"]["name"] == "Дорожная карта 2027-28.docx"
        back = read_roadmap(read_paper(paper, "back.docx"), year=2027)
        assert [row.title for stage in back.stages for row in stage.activities] == [
            "Приказ о запуске", "Анкеты", "Работа пар", "Встречи",
        ]  # fmt: skip
        await curator.tap("Текстом")
        assert "Приказ о запуске" in await curator.last()
        assert "График" in await curator.buttons()
