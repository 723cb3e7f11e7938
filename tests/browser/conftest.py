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
    """The last waiting update of a kind, all confirmed."""
    await telegram.control("settle", quiet_ms=200, timeout=1)
    return [one for one in await telegram.updates() if kind in one][-1][kind]
