"""Screens and rows that every conversation shares."""

from aiogram.filters.callback_data import CallbackData

from domain.errors import DomainError
from domain.people import Input
from ui.callbacks import Go
from ui.screen import Button, Keyboard, Row, Screen, button
from ui.translator import Words

PAGE = 8


def menu_button(words: Words) -> Button:
    """Make the button to the menu."""
    return button(words.plain("button-menu"), Go(to="menu"))


def back_button(words: Words, to: CallbackData) -> Button:
    """Make the button to the screen before."""
    return button(words.plain("button-back"), to)


def ways_back(words: Words, to: CallbackData) -> Row:
    """Give the last row of a screen: back, and the menu."""
    return (back_button(words, to), menu_button(words))


def pager(
    words: Words, page: int, total: int, to: str, *, id: int = 0, size: int = PAGE
) -> Keyboard:
    """Give a row of pages when one is not enough."""
    last = max(0, (total - 1) // size)
    row = []
    if page > 0:
        row.append(button(words.plain("button-earlier"), Go(to=to, id=id, page=page - 1)))
    if page < last:
        row.append(button(words.plain("button-later"), Go(to=to, id=id, page=page + 1)))
    return (tuple(row),) if row else ()


def short(text: str, limit: int = 60) -> str:
    """Cut a long title for a line or a button, at a word where possible."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head = cut.rsplit(" ", 1)[0]
    return (head if len(head) > limit // 2 else cut).rstrip(" ,;:.") + "…"


def refusal(words: Words, error: DomainError, awaited: Input | None) -> Screen:
    """Say what is wrong with what was typed; what was awaited is awaited still."""
    return Screen(
        text=words(error.key, **error.args_),
        keyboard=((menu_button(words),),),
        slot="refusal",
        awaits=awaited,
    )


def apology(words: Words, number: int) -> Screen:
    """Say that the bot failed, not the person."""
    return Screen(
        text=words("apology", number=str(number)),
        keyboard=((menu_button(words),),),
        slot="refusal",
    )


def too_fast(words: Words) -> Screen:
    """Ask somebody who floods to slow down."""
    return Screen(text=words("too-fast"), slot="refusal")


def private_only(words: Words) -> Screen:
    """Say in a group that the bot talks in private."""
    return Screen(text=words("private-only"))


def stranger(words: Words) -> Screen:
    """The polite dead end for somebody without an invitation."""
    return Screen(text=words("stranger"))


def unexpected(words: Words, what: str, keyboard: Keyboard, slot: str = "main") -> Screen:
    """Say what is possible now when something unexpected came."""
    return Screen(text=words(f"unexpected-{what}"), keyboard=keyboard, slot=slot)


def still_awaited(words: Words, what: str, awaited: Input) -> Screen:
    """Say that an answer in words is needed; what was awaited is awaited still."""
    return Screen(
        text=words(f"unexpected-{what}"),
        keyboard=((menu_button(words),),),
        slot="refusal",
        awaits=awaited,
    )


def asks(words: Words, key: str, awaited: Input, back: CallbackData, **args: str | int) -> Screen:
    """Ask for a typed line."""
    return Screen(text=words(key, **args), keyboard=(ways_back(words, back),), awaits=awaited)
