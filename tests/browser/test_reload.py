"""A page that is loaded anew: the walk under way goes on where it was."""

import json

import pytest
from playwright.async_api import expect

from tests.browser.browsing import WIDE, browser_page
from tests.sandbox.client import sandbox

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def both(text):
    return {"ru": text, "en": text}


def step(person, number):
    said = both(f"Шаг номер {number}: напишите «{number}».")
    return {"do": "write", "who": person, "say": said, "label": both(str(number))}


async def test_a_walk_goes_on_at_its_step_after_a_reload(chromium, tmp_path):
    story = tmp_path / "story.json"
    async with sandbox(limits=None, story=story) as telegram:
        person = await telegram.person("Анна", last_name="Петрова")
        walk = {"key": "write", "minutes": 1, "title": both("Прогулка"), "about": both("О показе")}
        walk |= {"end": both("Вот и всё."), "step": [step("anna", n) for n in (1, 2)]}
        told = {"title": both("Школа"), "lines": {"ru": [], "en": []}, "walk": [walk]}
        story.write_text(json.dumps(told | {"people": {"anna": person}}), encoding="utf-8")
        async with browser_page(chromium, telegram.server.address, viewport=WIDE) as page:
            await page.get_by_role("button", name="Прогулка").click()
            people = page.get_by_role("navigation", name="Люди")
            for number in (1, 2):
                await expect(page.get_by_text(f"Шаг номер {number}")).to_be_visible()
                await people.get_by_role("button", name="Анна Петрова").click()
                await page.get_by_role("button", name="Отправить", exact=True).click()
                if number == 1:
                    await expect(page.get_by_text("Шаг номер 2")).to_be_visible()
                    await page.reload()
                    await page.wait_for_selector("body[data-ready]")
            await expect(page.get_by_text("Вот и всё.")).to_be_visible()
            await page.get_by_role("button", name="К показам").click()
            await page.reload()
            await page.wait_for_selector("body[data-ready]")
            await expect(page.get_by_text("Шаг номер")).to_be_hidden()
            await expect(page.get_by_role("heading", name="Школа")).to_be_visible()
