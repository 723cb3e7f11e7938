"""Every screen, in every language, with the most hostile names, is a message that can be sent."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest

import ui.screens
from content.loader import Content
from content.loader import load as load_content
from domain.pairs import Side
from domain.troubles import TroubleKind
from tests.contracts.import_samples import import_samples
from tests.contracts.samples import BIG, NAME, NOW, Draw, hostile, samples
from ui.notifications import BUTTONS, SCREENS, render
from ui.screen import Screen
from ui.translator import LOCALES, Translator, Words

LANGUAGES = sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
MOST_TEXT, MOST_BUTTONS, MOST_IN_ROW, MOST_BYTES = 4096, 100, 8, 64
TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
# voice.md, rule 4, and the ends of the road before anybody takes part.
NO_WAY_BACK = {
    "start.invitation", "start.consent", "start.said", "common.stranger", "common.private_only",
    "common.too_fast",
}  # fmt: skip
HOME = {"start.menu"}
CONTENT = load_content()
DRAWN: list[tuple[str, Draw]] = [*samples(CONTENT), *import_samples(CONTENT.calendar)]


class _Strict(HTMLParser):
    """Refuses what Telegram refuses: unknown tags, wrong nesting, open ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, f"<{tag}>"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}>"  # noqa: PT018
        self.open.pop()

    def handle_data(self, data: str) -> None:
        assert "<" not in data, data
        self.text.append(data)

    def handle_entityref(self, name: str) -> None:
        assert name in {"lt", "gt", "amp", "quot"}, f"&{name};"
        self.text.append(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.text.append(unescape(f"&#{name};"))


def visible(text: str) -> str:
    """What remains of valid HTML when its tags are gone."""
    parser = _Strict()
    parser.feed(text)
    parser.close()
    assert not parser.open
    return "".join(parser.text)


def units(text: str) -> int:
    """Length as the messenger counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def ensure_sendable(screen: Screen) -> None:
    """The messenger takes it as it is."""
    text = visible(screen.text)
    assert 0 < units(text) <= MOST_TEXT, f"{units(text)} characters"
    assert text.strip()
    buttons = [button for row in screen.keyboard for button in row]
    assert len(buttons) <= MOST_BUTTONS
    for row in screen.keyboard:
        assert 0 < len(row) <= MOST_IN_ROW
    for button in buttons:
        assert button.text.strip()
        assert bool(button.data) != bool(button.url)
        assert len(button.data.encode()) <= MOST_BYTES
    assert units(visible(screen.record)) <= MOST_TEXT


def words(language: str) -> Words:
    return Words(Translator.load(), language=language, zone="Asia/Kamchatka", now=NOW)


def _screens() -> Iterator[str]:
    for module in pkgutil.iter_modules(ui.screens.__path__):
        found = importlib.import_module(f"ui.screens.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            is_own = function.__module__ == found.__name__ and not name.startswith("_")
            if is_own and inspect.signature(function).return_annotation is Screen:
                yield f"{module.name}.{name}"


def test_the_gallery_shows_every_screen_there_is() -> None:
    drawn = {name.partition(" ")[0] for name, _ in DRAWN}
    assert set(_screens()) - drawn <= {"common.asks"}  # drawn by those who ask


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", sorted({name.partition(".")[0] for name, _ in DRAWN}))
def test_every_screen_can_be_sent(language: str, module: str) -> None:
    broken = {}
    for name, draw in DRAWN:
        if name.startswith(f"{module}."):
            try:
                ensure_sendable(draw(words(language)))
            except AssertionError as error:
                broken[name] = str(error).splitlines()[0][:80]
    assert not broken


def _leads_home(screen: Screen, language: str) -> bool:
    said = words(language)
    back = {said.plain("button-back"), said.plain("button-menu"), said.plain("button-cancel")}
    return any(button.text in back for row in screen.keyboard for button in row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_has_a_way_back_or_the_menu(language: str) -> None:
    stuck = []
    for name, draw in DRAWN:
        function = name.partition(" ")[0]
        if function in NO_WAY_BACK | HOME or function == "common.unexpected":
            continue
        if not _leads_home(draw(words(language)), language):
            stuck.append(name)
    assert not stuck


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_shows_a_key_a_tag_or_an_empty_place(language: str) -> None:
    for name, draw in DRAWN:
        screen = draw(words(language))
        shown = visible(screen.text)
        assert "{ $" not in shown, name
        assert "{$" not in shown, name
        assert "None" not in shown, name


def _values() -> dict[str, list[dict[str, Any]]]:
    at = datetime(2027, 10, 4, 23, 30, tzinfo=UTC).isoformat()
    meeting = {
        "meeting_id": BIG, "version": 10**6, "starts_at": at, "who": NAME, "valid_until": "",
    }  # fmt: skip
    places = ("", hostile(80))
    answers = ("confirmed", "declined", "cancelled")
    return {
        "MeetingProposed": [
            {**meeting, "kind": kind, "place": place, "is_change": is_change}
            for kind in ("first", "trial", "planning", "regular", "final")
            for place in places for is_change in (False, True)
        ],
        "MeetingAnswered": [{**meeting, "place": "", "answer": answer} for answer in answers],
        "MeetingTomorrow": [
            {**meeting, "place": place, "is_confirmed": sure, "is_mine_to_confirm": mine}
            for place in places for sure in (False, True) for mine in (False, True)
        ],
        "MeetingOver": [{**meeting, "side": side.value} for side in Side],
        "Digest": [
            {"name": NAME, "role": role, "items": items(8), "more": more, "person_id": 1,
             "said_at": at, "valid_until": ""}
            for role in ("curator", "administration", "responsible", "asker", "mentor", "member",
                         "person")
            for more in (0, 99)
        ],
        "CuratorReminds": [{"item": item(code)} for code in BUTTONS],
        "LetterCame": [
            {"letter_id": BIG, "who": NAME, "post": post, "text": hostile(1000, lines=True)}
            for post in ("", hostile(160))
        ],
        "FileFailed": [{"kind": "photo"}, {"kind": "document"}],
        "BotWasDown": [{"since": at, "until": at}],
        "OwnerNote": [
            {"what": kind, "number": BIG, "count": 10**6, "since": at} for kind in TroubleKind
        ],
    }  # fmt: skip


def item(code: str) -> dict[str, Any]:
    """One matter with every value a sentence may ask for."""
    values = {
        "title": hostile(900), "who": NAME, "reason": hostile(300), "new_on": "2028-02-29",
        "side": "mentor", "code": "mentor", "text": hostile(80), "is_accepted": True,
        "is_dated": True, "is_opened": True, "count": 62,
        "starts_at": "2027-10-03T23:30:00+00:00",
    }  # fmt: skip
    return {
        "code": code, "subject_id": BIG, "version": 10**6, "anchor_on": "2027-10-03",
        "values": values,
    }  # fmt: skip


def items(count: int) -> list[dict[str, Any]]:
    """Matters of different rules."""
    codes = list(BUTTONS)
    return [item(codes[i % len(codes)]) for i in range(count)]


def test_the_gallery_shows_everything_that_is_said_unasked() -> None:
    assert set(_values()) == set(SCREENS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(SCREENS))
@pytest.mark.parametrize("school", ["", hostile(300)])
def test_everything_said_unasked_can_be_sent(language: str, name: str, school: str) -> None:
    for values in _values()[name]:
        payload = {
            "name": name, "values": values, "language": language, "zone": "Europe/Kaliningrad",
            "school": school,
        }  # fmt: skip
        drawn = render(Translator.load(), payload, NOW)
        assert drawn is not None
        assert 0 < units(visible(drawn["text"])) <= MOST_TEXT
        ensure_sendable(SCREENS[name](words(language), values))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(BUTTONS))
def test_every_matter_of_a_digest_ends_with_a_button_that_closes_it(
    language: str, code: str
) -> None:
    values = {"name": NAME, "role": "curator", "items": [item(code)], "more": 0}
    screen = SCREENS["Digest"](words(language), values)
    ensure_sendable(screen)
    assert screen.keyboard
    assert screen.keyboard[0]


def test_hostile_texts_are_hostile() -> None:
    assert "<b>" in NAME
    assert len(NAME) <= 120
    assert len(hostile(500)) == 500
    content: Content = CONTENT
    assert content.questionnaires
