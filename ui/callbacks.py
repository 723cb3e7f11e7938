"""What buttons carry: an action, an object's id and its version, never a permission."""

from datetime import date, timedelta
from typing import Annotated, Any

from aiogram.filters.callback_data import CallbackData
from pydantic import BeforeValidator, Field

LARGEST = 2**53 - 1


def _digits(value: Any) -> Any:
    """Refuse what ``int()`` would take but we never wrote: `` 5 ``, ``1_0``, ``+1``."""
    is_text = isinstance(value, str)
    if is_text and not (value.isascii() and value.isdecimal() and value == str(int(value[:18]))):
        raise ValueError("not a number of ours")
    return value


Number = Annotated[int, BeforeValidator(_digits), Field(ge=0, le=LARGEST)]
Action = Annotated[str, Field(pattern=r"^[a-z_]{1,14}$")]


class Go(CallbackData, prefix="go"):
    """Show a screen: ``to`` names it."""

    to: Action
    id: Number = 0
    page: Number = 0


class OwnerAct(CallbackData, prefix="ow"):
    """What an owner does with schools."""

    action: Action
    id: Number = 0
    value: Number = 0


class TokenAct(CallbackData, prefix="tk"):
    """What is done with a one-time link before anybody is known: it carries the token."""

    action: Action
    token: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22,43}$")]


class ConsentAct(CallbackData, prefix="co"):
    """An answer to a consent: ``value`` is the invitation, ``version`` the text's."""

    action: Action
    id: Number
    version: Number


class PersonAct(CallbackData, prefix="pe"):
    """What a curator does with a person; ``value`` is the action's own number."""

    action: Action
    id: Number = 0
    value: Number = 0


class AnswerAct(CallbackData, prefix="an"):
    """An answer in a questionnaire: question by index, option by index."""

    action: Action
    id: Number
    question: Number = 0
    value: Number = 0


class PairAct(CallbackData, prefix="pa"):
    """What is done with a pair of a version."""

    action: Action
    id: Number = 0
    version: Number = 0
    value: Number = 0


class MeetingAct(CallbackData, prefix="me"):
    """What is done with a meeting of a version."""

    action: Action
    id: Number = 0
    version: Number = 0
    value: Number = 0


class ActivityAct(CallbackData, prefix="ac"):
    """What is done with an activity of a version."""

    action: Action
    id: Number = 0
    version: Number = 0
    value: Number = 0


class ImportAct(CallbackData, prefix="im"):
    """What is done with a paper being read, of a version."""

    action: Action
    id: Number = 0
    version: Number = 0
    value: Number = 0


PART = 100_000  # of a packed value: more than a paper has rows or a calendar has days
EPOCH = date(2000, 1, 1)


def packed(*parts: int) -> int:
    """Pack up to three small numbers into a button's one value."""
    value = 0
    for part in parts:
        value = value * PART + part
    return value


def unpacked(value: int, count: int) -> tuple[int, ...]:
    """Give the numbers of a packed value; what is left over is cut off."""
    parts = []
    for _ in range(count):
        value, part = divmod(value, PART)
        parts.append(part)
    return tuple(reversed(parts))


def packed_day(day: date | None) -> int:
    """Give a day as a small number; 0 for none."""
    return (day - EPOCH).days + 1 if day else 0


def unpacked_day(number: int) -> date | None:
    """Give the day of a small number."""
    return EPOCH + timedelta(days=number - 1) if number else None
