"""Each rule of the messenger has a test of the sandbox that holds its very words."""

import ast
import re
from functools import lru_cache
from pathlib import Path

import pytest

from tests.sandbox.rules import RULES

NUMBERS = re.compile(r"_([hum]\d+b?)(?=_[hum]\d|$)")


@lru_cache(maxsize=1)
def sources_by_rule() -> dict[str, str]:
    """The source of the tests of each rule, with strings joined as Python joins them."""
    found: dict[str, str] = {}
    for file in Path(__file__).parent.glob("test_*.py"):
        body = ast.parse(file.read_text(encoding="utf-8")).body
        constants = {
            ast.unparse(node.targets[0]): ast.unparse(node.value)
            for node in body
            if isinstance(node, ast.Assign)
        }
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                words = ast.unparse(node)
                words += "".join(value for name, value in constants.items() if name in words)
                for rule in NUMBERS.findall(node.name):
                    found[rule] = found.get(rule, "") + _plain(words)
    return found


def _plain(words: str) -> str:
    """The same words however Python quotes them."""
    return words.replace("\\", "").replace("'", '"')


def test_every_rule_of_the_table_has_a_test_and_every_number_its_rule() -> None:
    assert set(sources_by_rule()) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_the_tests_of_a_rule_hold_its_words(rule: str) -> None:
    held = sources_by_rule()[rule]
    missing = [words for words in RULES[rule] if _plain(words) not in held]
    assert not missing
