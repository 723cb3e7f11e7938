"""``python -m tests.browser.pictures``: the README's pictures, taken from the demo itself."""

import asyncio
import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import Locator, Page

from tests.browser.browsing import ROOT, browser_page, chromium_running, demo
from tests.browser.test_walks import school_year
from tests.browser.walking import Walker, story

FOLDER = ROOT / "docs" / "pictures"
ONE = {"width": 1120, "height": 760}
TWO = {"width": 1360, "height": 800}
LARGEST = 150 * 1024
COLOURS = 96


async def main() -> None:
    """Take them all in one showing, in the order in which they spoil each other least."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with demo(Path(folder)) as address, chromium_running() as chromium:
            for take, window in ((mentor, ONE), (status, ONE), (side_by_side, TWO), (doubts, ONE)):
                context = {"viewport": window, "color_scheme": "light", "reduced_motion": "reduce"}
                async with browser_page(chromium, address, **context) as page:
                    await take(page)


async def mentor(page: Page) -> None:
    """A mentor's conversation."""
    chat = await choose(page, "Анна Петрова")
    await tap(chat, "Пара: Марина К.")
    await keep(page, "mentor")


async def status(page: Page) -> None:
    """The curator's status."""
    chat = await choose(page, "Ирина Лебедева")
    await say(chat, "/status")
    await chat.get_by_role("button", name="Просрочено: 1").last.wait_for()
    await keep(page, "status")


async def side_by_side(page: Page) -> None:
    """A meeting proposed in one chat and answered in the other."""
    await page.get_by_role("radio", name="Две рядом").check()
    chat = await choose(page, "Олег Ким")
    await tap(chat, "Пара: Лев Ю.")
    await tap(chat, "Предложить встречу: пробная")
    await say(chat, "во вторник в 15:30, лаборатория")
    other = await choose(page, "Лев Юдин")
    await tap(other, "Подходит")
    await chat.get_by_text("подходит. Встреча назначена").wait_for()
    await keep(page, "side-by-side")


async def doubts(page: Page) -> None:
    """The doubts of a roadmap, as the walk leads to them."""
    walk = next(one for one in story()["walk"] if one["key"] == "roadmap")
    asked = next(n for n, step in enumerate(walk["step"]) if "within" in step)
    await Walker(page=page, language="ru", year=school_year()).steps(
        {**walk, "step": walk["step"][:asked]}
    )
    await page.get_by_text("31 ноября не бывает").wait_for()
    await keep(page, "doubts")


async def choose(page: Page, name: str) -> Locator:
    """Open a chat."""
    await page.get_by_role("navigation").get_by_role("button", name=name).click()
    return page.get_by_role("region", name=f"Переписка: {name}")


async def tap(chat: Locator, label: str) -> None:
    """Press a button of the bot."""
    await chat.get_by_role("button", name=label, exact=True).last.click()


async def say(chat: Locator, text: str) -> None:
    """Write to the bot."""
    await chat.get_by_role("textbox").fill(text)
    await chat.get_by_role("button", name="Отправить", exact=True).click()


async def keep(page: Page, name: str) -> None:
    """Write the screen as a small PNG."""
    await page.mouse.move(0, 0)
    await page.wait_for_timeout(600)
    shot = Image.open(io.BytesIO(await page.screenshot())).convert("RGB")
    path = FOLDER / f"{name}.png"
    shot.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size <= LARGEST, path
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    asyncio.run(main())
