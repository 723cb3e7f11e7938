"""Measuring the chat page: first paint, how soon a message is seen, a long chat."""

import time
from collections.abc import Awaitable, Callable

from playwright.async_api import Page

from sandbox import post
from sandbox.keyboards import Markup
from sandbox.world import World

PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
WATCH = """(words) => {
    const log = document.querySelector('[role=log]');
    window.seen = new Promise((done) => {
        const look = () => (log.lastElementChild?.textContent.includes(words)
            ? done(performance.timeOrigin + performance.now())
            : requestAnimationFrame(look));
        look();
    });
}"""
SCROLL = """async (steps) => {
    const log = document.querySelector('[role=log]');
    let longest = 0, most = 0;
    let before = await new Promise(requestAnimationFrame);
    for (let step = 0; step < steps; step += 1) {
        log.scrollTop -= 400;
        const now = await new Promise(requestAnimationFrame);
        longest = Math.max(longest, now - before);
        before = now;
        most = Math.max(most, log.querySelectorAll('*').length);
    }
    return [longest, most];
}"""


def fill(world: World, chat_id: int, count: int) -> None:
    """Put many messages of the bot into a chat."""
    chat = world.chats[chat_id]
    for number in range(count):
        post.from_bot(world, chat, {"text": f"Сообщение {number}\n" * 3}, Markup())


async def first_paint(page: Page) -> float:
    """Milliseconds from the request to the first words on the screen."""
    return float(await page.evaluate(PAINT))


async def delay(page: Page, words: str, send: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds from the bot's call to a frame with its message."""
    await page.evaluate(WATCH, words)
    began = time.time() * 1000
    await send()
    return float(await page.evaluate("window.seen")) - began


async def scroll(page: Page, steps: int) -> tuple[float, int]:
    """The longest frame in milliseconds and the most nodes while the chat is scrolled up."""
    longest, most = await page.evaluate(SCROLL, steps)
    return float(longest), int(most)
