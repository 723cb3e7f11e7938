"""A sandbox per test: without limits unless a test asks for them."""

import pytest_asyncio

from tests.sandbox.client import sandbox


@pytest_asyncio.fixture
async def telegram():
    async with sandbox(limits=None) as client:
        yield client
