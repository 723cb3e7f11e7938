"""Chromium, the sandbox's page in it, and the demo as a process."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1360, "height": 900}
NARROW = {"width": 360, "height": 740}
LOST = ("Failed to load resource",)  # what Chromium logs when a server goes away


@asynccontextmanager
async def chromium_running() -> AsyncIterator[Browser]:
    """Debian's Chromium, without a window."""
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def browser_page(
    browser: Browser, address: str, *, expected: tuple[str, ...] = (), **context: Any
) -> AsyncIterator[Page]:
    """The opened page, which must not write an error anywhere."""
    errors: list[str] = []
    page = await browser.new_page(accept_downloads=True, **context)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    await page.goto(address)
    await page.wait_for_selector("body[data-ready]")
    yield page
    await page.context.close()
    errors = [error for error in errors if not error.startswith(expected)]
    assert not errors, errors


def compiled_once() -> dict[str, str]:
    """An environment in which the second process need not compile every library again."""
    cache = {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "mentoring-bytecode")}
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | cache


@asynccontextmanager
async def demo(folder: Path, language: str = "ru") -> AsyncIterator[str]:
    """`python -m bot demo` on a free port; gives the address it prints."""
    words = ("demo", "--port", "0", "--data-dir", str(folder), "--language", language)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=ROOT,
        env=compiled_once(),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), 150)).decode()
        assert line.startswith("demo: "), line
        yield line.removeprefix("demo: ").strip()
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 15) == 0
