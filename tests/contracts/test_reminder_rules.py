"""Every reminder rule can be said: a sentence in each language, and buttons."""

import pytest

from content.loader import load
from domain.reminders import Rule
from ui.notifications import BUTTONS
from ui.translator import Translator

RULES = load().rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_its_words_and_buttons(rule: Rule) -> None:
    words = rule.words
    bundles = Translator.load().bundles
    assert all(bundle.has_message(f"digest-{words}") for bundle in bundles.values())
    assert words in BUTTONS
