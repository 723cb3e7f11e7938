"""Going a guided walk as a person does: by the words on the page, never by ids.

The labels come from ``content/demo/story.toml``: what stands there must be what is seen.
"""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.browser.browsing import ROOT

Json = dict[str, Any]
WORDS = {
    "ru": {
        "send": "Отправить",
        "open": "Открыть",
        "week": "+1 неделя",
        "next": "Дальше",
        "done": "Показ пройден",
        "to_walks": "К показам",
        "back": "К списку людей",
        "people": "Люди",
        "send_file": "Отправить «{name}»",
        "happened": "Что было за это время",
        "first": "Сначала отправьте боту «{text}»",
    },
    "en": {
        "send": "Send",
        "open": "Open",
        "week": "+1 week",
        "next": "Next",
        "done": "The walk is done",
        "to_walks": "To the walks",
        "back": "Back to people",
        "people": "People",
        "send_file": "Send “{name}”",
        "happened": "What happened meanwhile",
        "first": "First send the bot “{text}”",
    },
}
A_WEEK = 90_000


def story() -> Json:
    """The story as it is written."""
    return tomllib.loads((ROOT / "content/demo/story.toml").read_text(encoding="utf-8"))


def names() -> dict[str, str]:
    """Keys of the school's people → names as the page shows them."""
    plan = tomllib.loads((ROOT / "content/demo/school.toml").read_text(encoding="utf-8"))
    names = {person["key"]: person["name"].split() for person in plan["person"]}
    return {key: f"{first} {last}" for key, (last, first, *_) in names.items()}


@dataclass(kw_only=True)
class Walker:
    """Goes one walk; `year` is what {school_year} stands for."""

    page: Page
    language: str
    year: str
    newcomer: str = ""

    def __post_init__(self) -> None:
        self.words = WORDS[self.language]
        self.names = names()

    async def walk(self, walk: Json, after_step: Any = None) -> None:
        """Go it from the first screen to its end."""
        await self.steps(walk, after_step)
        await expect(self.page.get_by_text(self.words["done"])).to_be_visible(timeout=15_000)
        await expect(self.page.get_by_text(walk["end"][self.language])).to_be_visible()
        await self.page.get_by_role("button", name=self.words["to_walks"]).click()

    async def steps(self, walk: Json, after_step: Any = None) -> None:
        """Begin it and press what each step names."""
        await self.page.get_by_role("button", name=walk["title"][self.language]).click()
        for number, step in enumerate(walk["step"]):
            said = self._said(step)
            await expect(self.page.get_by_text(said, exact=True)).to_be_visible(timeout=15_000)
            await self._take(step)
            if after_step is not None:
                await after_step(walk["key"], number)

    def _label(self, step: Json) -> str:
        return step.get("label", {}).get(self.language, "").replace("{school_year}", self.year)

    def _said(self, step: Json) -> str:
        label = re.sub(r":? ?\*$", "", self._label(step))
        return str(step["say"][self.language]).replace("{label}", label)

    async def _take(self, step: Json) -> None:
        await getattr(self, f"_{step['do']}")(step)

    def _name(self, step: Json) -> str:
        return self.newcomer if step["who"] == "newcomer" else self.names[step["who"]]

    def _chat(self, step: Json) -> Locator:
        chat = "Переписка" if self.language == "ru" else "Chat"
        return self.page.get_by_role("region", name=f"{chat}: {self._name(step)}")

    async def _open(self, step: Json) -> None:
        people = self.page.get_by_role("navigation", name=self.words["people"])
        back = self.page.get_by_role("button", name=self.words["back"])
        happened = self.page.get_by_role("region", name=self.words["happened"])
        if await happened.is_visible() and not await people.is_visible():
            await happened.get_by_role("button", name=self._name(step)).last.click()
            return
        if not await people.is_visible():
            await back.first.click()
        await people.get_by_role("button", name=self._name(step)).click()

    async def _tap(self, step: Json) -> None:
        label = self._label(step)
        log = self._chat(step).get_by_role("log")
        if label == "*":
            asked = step["within"][self.language]
            message = log.get_by_role("article").filter(has_text=asked)
            button = message.last.get_by_role("button").first
        elif label.endswith("*"):
            name = re.compile("^" + re.escape(label[:-1]))
            button = log.get_by_role("button", name=name).last
        else:
            numbered = re.compile(rf"^(\d+: )?{re.escape(label)}$".replace("/", r"\/"))
            button = log.get_by_role("button", name=numbered).last
        if "otherwise" in step:
            await self._say_first(step, button)
        await expect(button).to_have_class(re.compile("next"), timeout=15_000)
        await button.click()

    async def _say_first(self, step: Json, button: Locator) -> None:
        """Do what the hint says when the button is not in the chat."""
        hint = self.page.get_by_text(self.words["first"].format(text=step["otherwise"]))
        await expect(button.or_(hint).first).to_be_visible(timeout=15_000)
        if await hint.is_visible():
            send = self._chat(step).get_by_role("button", name=self.words["send"], exact=True)
            await send.click()

    async def _write(self, step: Json) -> None:
        send = self._chat(step).get_by_role("button", name=self.words["send"], exact=True)
        await send.click()
        log = self._chat(step).get_by_role("log")
        await expect(log.get_by_text(self._label(step), exact=True).last).to_be_visible()

    async def _file(self, step: Json) -> None:
        name = self.words["send_file"].format(name=self._label(step))
        await self.page.get_by_role("button", name=name).click()

    async def _link(self, step: Json) -> None:
        await self._chat(step).get_by_role("link", name=self._label(step)[:-1]).last.click()

    async def _newcomer(self, step: Json) -> None:
        self.newcomer = self._label(step)
        dialog = self.page.get_by_role("dialog")
        await expect(dialog.get_by_role("textbox")).to_have_value(self.newcomer)
        await dialog.get_by_role("button", name=self.words["open"]).click()

    async def _time(self, step: Json) -> None:
        await self.page.get_by_role("button", name=self.words["week"]).click()
        week = self.page.get_by_role("button", name=self.words["week"])
        await expect(week).to_be_enabled(timeout=A_WEEK)

    async def _look(self, step: Json) -> None:
        if "photo" in step:
            await expect(self._chat(step).get_by_role("img").last).to_be_visible(timeout=15_000)
        await self.page.get_by_role("button", name=self.words["next"], exact=True).click()
