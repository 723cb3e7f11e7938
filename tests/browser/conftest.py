"""One Chromium for all; a sandbox per test, and its page."""

from contextlib import asynccontextmanager

import pytest_asyncio

from tests.browser.browsing import WIDE, browser_page, chromium_running
from tests.sandbox.client import sandbox


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium():
    async with chromium_running() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def telegram():
    async with sandbox(limits=None) as client:
        yield client


@pytest_asyncio.fixture(loop_scope="session")
async def opened(telegram, chromium):
    @asynccontextmanager
    async def open_page(query="", **context):
        context.setdefault("viewport", WIDE)
        address = f"{telegram.server.address}{query}"
        async with browser_page(chromium, address, **context) as page:
            yield page

    return open_page


async def update(telegram):
    """The next update, confirmed."""
    (found,) = await telegram.ok("getUpdates", timeout=10)
    await telegram.ok("getUpdates", offset=found["update_id"] + 1)
    return found


async def update_of(telegram, kind):
    """The next update of a kind; those before it are confirmed with it."""
    offset = 0
    while True:
        for found in await telegram.ok("getUpdates", timeout=10, limit=1, offset=offset):
            offset = found["update_id"] + 1
            if kind in found:
                await telegram.ok("getUpdates", offset=offset, limit=1)
                return found[kind]


async def choose(page, name):
    """Open a chat."""
    await page.get_by_role("navigation").get_by_role("button", name=name).click()
    return page.get_by_role("region", name=f"Переписка: {name}")
