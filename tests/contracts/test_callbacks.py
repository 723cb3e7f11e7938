"""What buttons carry fits the messenger, and nothing forged is taken for it."""

import ast
from functools import cache
from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.contracts.sources import called, of, texts
from ui import callbacks
from ui.callbacks import LARGEST, Go, MeetingAct, TokenAct

CLASSES = sorted(
    (one for one in vars(callbacks).values()
     if isinstance(one, type) and issubclass(one, CallbackData) and one is not CallbackData),
    key=lambda one: one.__name__,
)  # fmt: skip
MOST_BYTES = 64
FORGED = (
    " 5", "5 ", " 5 ", "1_0", "-1", "+1", "05", "1.0", "1e3", "0x5", "٣", "５", "9" * 23,
    str(LARGEST + 1), "", "a", "None", "5\n", "²",
)  # fmt: skip


@cache
def actions(name: str) -> set[str]:
    """The actions of a class that some button carries or some handler takes."""
    found: set[str] = set()
    for source in of("ui", "handlers", "bot"):
        for call in source.calls():
            if called(call) == name:
                named = [k.value for k in call.keywords if k.arg in ("action", "to")]
                found |= {text for value in named for text in texts(value)}
    for source in of("handlers"):
        for call in source.calls():
            func = call.func
            if called(call) != "filter" or not isinstance(func, ast.Attribute):
                continue
            if isinstance(func.value, ast.Name) and func.value.id == name:
                found |= {
                    node.value
                    for node in ast.walk(call)
                    if isinstance(node, ast.Constant) and isinstance(node.value, str)
                }
    return found


def largest(cls: type[CallbackData]) -> CallbackData:
    """A callback of the longest action and the largest numbers."""
    longest = max(actions(cls.__name__), key=len)
    values: dict[str, Any] = {}
    for name in cls.model_fields:
        is_action = name in ("action", "to")
        values[name] = longest if is_action else "A" * 22 if name == "token" else LARGEST
    return cls(**values)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_the_largest_callback_fits_sixty_four_bytes(cls: type[CallbackData]) -> None:
    assert len(largest(cls).pack().encode()) <= MOST_BYTES


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_callback_comes_back_as_it_went(cls: type[CallbackData]) -> None:
    made = largest(cls)
    assert cls.unpack(made.pack()) == made


def test_prefixes_are_all_different_and_none_begins_another() -> None:
    prefixes = [cls.__prefix__ for cls in CLASSES]
    assert len(set(prefixes)) == len(prefixes)
    assert all(len(prefix) == 2 for prefix in prefixes)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_number_is_not_unpacked(cls: type[CallbackData], forged: str) -> None:
    good = largest(cls).pack().split(":")
    for place, name in enumerate(cls.model_fields, start=1):
        if name in ("action", "to", "token"):
            continue
        if forged == "" and not cls.model_fields[name].is_required():
            continue  # aiogram reads an empty part as the default
        bad = [*good]
        bad[place] = forged
        with pytest.raises((ValueError, TypeError, ValidationError)):
            cls.unpack(":".join(bad))


@pytest.mark.parametrize("to", ["", "A", "menu ", "меню", "a" * 15, "a-b", "1"])
def test_a_forged_action_is_not_unpacked(to: str) -> None:
    with pytest.raises((ValueError, TypeError, ValidationError)):
        Go.unpack(f"go:{to}:0:0")


@pytest.mark.parametrize("token", ["", "a" * 21, "a" * 44, "a" * 21 + "/", "я" * 22])
def test_a_forged_token_is_not_unpacked(token: str) -> None:
    with pytest.raises((ValueError, TypeError, ValidationError)):
        TokenAct.unpack(f"tk:me:{token}")


@given(st.text(max_size=64))
def test_whatever_a_client_sends_is_unpacked_or_refused(text: str) -> None:
    for data in (text, f"me:{text}", f"me:held:{text}", f"me:held:1:{text}:0"):
        try:
            found = MeetingAct.unpack(data)
        except (ValueError, TypeError):
            continue
        assert found.pack() == data or "::" in data or data.endswith(":")
        assert all(0 <= n <= LARGEST for n in (found.id, found.version, found.value))
