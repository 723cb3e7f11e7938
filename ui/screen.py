"""What a person sees: text, buttons, and how it replaces what was there."""

from dataclasses import dataclass
from typing import Any

from aiogram.filters.callback_data import CallbackData

from domain.people import Input


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: an action in two or three words, or a link."""

    text: str
    data: str = ""
    url: str = ""


Row = tuple[Button, ...]
Keyboard = tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A message of the bot.

    ``slot`` names the conversation it belongs to; ``record`` is the line that the previous
    screen of the slot becomes when this one is sent below it; ``awaits`` is the typed input
    this screen asks for.
    """

    text: str
    keyboard: Keyboard = ()
    slot: str = "main"
    record: str = ""
    awaits: Input | None = None

    def payload(self) -> dict[str, Any]:
        """Give the screen as our own JSON, never a framework's object."""
        rows = [
            [{"text": b.text, "url": b.url} if b.url else {"text": b.text, "data": b.data}
             for b in row]
            for row in self.keyboard
        ]  # fmt: skip
        return {"text": self.text, "keyboard": rows, "record": self.record}


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file the messenger already holds, shown to another person."""

    kind: str
    file_id: str
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """A file the bot has made: ``kind`` is photo or document; its bytes go beside it."""

    kind: str
    name: str
    caption: str
    keyboard: Keyboard = ()

    def payload(self) -> dict[str, Any]:
        """Give what goes with the bytes as our own JSON."""
        screen = Screen(text=self.caption, keyboard=self.keyboard)
        return {**screen.payload(), "name": self.name}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a handler answers: a screen, a toast over the tapped button, files."""

    screen: Screen | None = None
    toast: str = ""
    is_alert: bool = False
    files: tuple[SentFile, ...] = ()
    is_below: bool = False


def button(text: str, data: CallbackData) -> Button:
    """Make a button that calls back."""
    return Button(text=text, data=data.pack())


def rows(*buttons: Button, width: int = 1) -> Keyboard:
    """Lay buttons out in rows of ``width``."""
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
