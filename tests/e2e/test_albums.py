"""Photos sent together through the real bot and the sandbox: one mark, one answer."""

import base64
import signal
from pathlib import Path

from content.loader import Content
from tests.e2e.town import Phone
from tests.nightly.killing import curated

PHOTO = {"base64": base64.b64encode(b"photo").decode()}


async def send_album(phone: Phone, name: str, caption: str) -> None:
    """Send five photos together, the caption under the first, as the messenger does."""
    for number in range(5):
        await phone.sandbox.ask(
            "POST", f"people/{phone.id}/send", photo=PHOTO, extra={"media_group_id": name},
            caption=caption if number == 0 else "",
        )  # fmt: skip


async def test_an_album_marks_once_and_is_answered_once(tmp_path: Path, content: Content) -> None:
    async with curated(tmp_path, content) as (curator, nursery, bot):
        sandbox = curator.sandbox
        await curator.say("/roadmap")
        for label in ("Этап 1", "1", "Готово"):
            await curator.tap(label)
        await curator.new()
        await bot.end(signal.SIGTERM)
        await send_album(curator, "777", "Приказ № 7")  # what comes meanwhile comes together
        bot = await nursery.start()
        await bot.ready()
        await sandbox.settle()
        (card,) = await curator.new()
        assert "Приложено 5 фото: Приказ № 7" in card
        await curator.tap("Чем подтверждено")
        shown = await curator.tap("Показать приложенное")
        await sandbox.settle(quiet_ms=1_500)  # photo after photo, each with a pause for the chat
        assert len([one for one in await curator.messages() if one.get("photo")]) == 10, shown
        await curator.new()
        await bot.end(signal.SIGTERM)
        await send_album(curator, "778", "")
        await (await nursery.start()).ready()
        await sandbox.settle()
        (refusal,) = await curator.new()
        assert "сначала откройте мероприятие" in refusal
