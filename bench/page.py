"""``python -m bench.page``: the chat page in Chromium."""

import asyncio
import statistics
import time
from pathlib import Path

from aiohttp import ClientSession
from playwright.async_api import Page, async_playwright

from bench import of_page
from bench.figures import Figures
from sandbox.options import DEFAULT_TOKEN, Options
from sandbox.people import Person
from sandbox.server import Server
from tests.browser.browsing import CHROMIUM, FLAGS

MANY = 10_000
TIMES = 20


async def measure(figures: Figures) -> None:
    """Open the page on a sandbox of ten people and a chat of ten thousand messages."""
    server = Server(Options(limits=None))
    await server.start()
    for number in range(1, 11):
        server.world.add_person(Person(id=number, first_name=f"Анна {number}", is_started=True))
    of_page.fill(server.world, 1, MANY)
    async with async_playwright() as play, ClientSession(server.address) as http:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page()
        paints = []
        for _ in range(5):
            await page.goto(server.address)
            await page.wait_for_selector("body[data-ready]")
            paints.append(await of_page.first_paint(page))
        figures.hold("first paint", statistics.median(paints), "ms", at_most=300)
        began = time.perf_counter()
        await page.goto(f"{server.address}?chat=1")
        await page.wait_for_selector("[role=log] article")
        opened = (time.perf_counter() - began) * 1000
        figures.hold("a chat of 10,000 messages opens", opened, "ms", at_most=1000)
        delays = [await _delay(page, http, number) for number in range(TIMES)]
        figures.hold("a message is seen, median", statistics.median(delays), "ms", at_most=50)
        longest, most = await of_page.scroll(page, 200)
        figures.hold("longest frame while scrolling", longest, "ms", at_most=100)
        figures.hold("nodes of the chat at most", most, "", at_most=3000)
        await browser.close()
    await server.stop()


async def _delay(page: Page, http: ClientSession, number: int) -> float:
    words = f"Новое {number}."
    address = f"/bot{DEFAULT_TOKEN}/sendMessage"
    return await of_page.delay(
        page, words, lambda: _post(http, address, {"chat_id": 1, "text": words})
    )


async def _post(http: ClientSession, address: str, body: dict[str, object]) -> None:
    async with http.post(address, json=body) as answer:
        answer.raise_for_status()


def main() -> None:
    """Measure, or say that there is no Chromium."""
    figures = Figures("Chat page")
    if Path(CHROMIUM).exists():
        asyncio.run(measure(figures))
    else:
        figures.say("not measured: /usr/bin/chromium is not installed")
    figures.end()


if __name__ == "__main__":
    main()
