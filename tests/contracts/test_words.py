"""Sentences: every key the code uses exists in every language, and none is left over."""

import ast
import re
from functools import cache, lru_cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from content.loader import Content
from domain.people import INVITED_ROLES, Role
from domain.roadmap_import import ImportState
from services.command_menus import commands_for
from tests.contracts.sources import called, of, sources, texts
from ui.notifications import BUTTONS
from ui.screens.organisations import ZONES
from ui.screens.people import FILTERS
from ui.translator import DEFAULT, LOCALES

LANGUAGES = sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
FILES = [
    (folder, file.name) for folder in LANGUAGES for file in sorted((LOCALES / folder).iterdir())
]
KEY = re.compile(r"[a-z]+(-[a-z0-9_]+)*")
# Calls whose first argument, or argument after the words, is a key.
FIRST = {"words", "plain", "Rejected", "Stale", "Forbidden", "NotFound", "figure", "add"}
# Nobody says these yet; the list may only shrink.
# Composed from a code in bot/read_commands.py.
LEFT_OVER = {"unreadable-no-file"}
SECOND = {"asks", "said", "reminded"}


class _Variables(Visitor):
    """Collects the variables of a pattern."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.names.add(node.id.name)


@cache
def entries(language: str, file: str) -> dict[str, frozenset[str]]:
    """The keys of a file, each with its variables; junk is refused."""
    found: dict[str, frozenset[str]] = {}
    text = (LOCALES / language / file).read_text(encoding="utf-8")
    for entry in FluentParser(with_spans=False).parse(text).body:
        assert not isinstance(entry, ftl.Junk), entry.content
        if isinstance(entry, ftl.Message):
            assert entry.id.name not in found, f"{entry.id.name} stands twice"
            visitor = _Variables()
            visitor.visit(entry)
            found[entry.id.name] = frozenset(visitor.names)
    return found


def all_entries(language: str) -> dict[str, frozenset[str]]:
    """The keys of a language with their variables."""
    found: dict[str, frozenset[str]] = {}
    for folder, file in FILES:
        if folder == language:
            found |= entries(folder, file)
    return found


@lru_cache(maxsize=1)
def literals() -> frozenset[str]:
    """Every text of the product that has the shape of a key."""
    return frozenset(
        node.value
        for source in sources()
        if source.package != "sandbox"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and KEY.fullmatch(node.value)
    )


def asked_keys() -> dict[str, str]:
    """Keys written out where a sentence is asked for, each with one place that asks."""
    found: dict[str, str] = {}
    for source in of("bot", "handlers", "scheduler", "services", "ui", "domain"):
        for node in ast.walk(source.tree):
            asked: set[str] = set()
            if isinstance(node, ast.Call):
                name, arguments = called(node), node.args
                if name in FIRST and arguments and _is_about_words(node, source.package):
                    asked = texts(arguments[0])
                elif name in SECOND and len(arguments) > 1:
                    asked = texts(arguments[1])
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"key", "GONE"}:
                asked = texts(node.value)
            found |= dict.fromkeys(asked, f"{source.path}:{getattr(node, 'lineno', 0)}")
    return found


def _is_about_words(call: ast.Call, package: str) -> bool:
    """``add`` means a button's key on the card of a person, and a set's member elsewhere."""
    if called(call) != "add":
        return True
    return isinstance(call.func, ast.Name) and package == "ui"


def unreadable_codes() -> set[str]:
    """Codes with which a document is refused."""
    found = {"too_hard"}
    for source in of("documents"):
        for call in source.calls():
            if called(call) == "Unreadable" and call.args:
                found |= texts(call.args[0])
    return found


def unexpected_kinds() -> set[str]:
    """What may come where something else was expected, as the handlers name it."""
    return {
        node.value
        for source in of("handlers", "bot")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and f"unexpected-{node.value}" in all_entries(DEFAULT)
    }


def families(content: Content) -> set[str]:
    """Keys that are put together from a beginning and a word of a closed set."""
    found = {f"role-{role}" for role in INVITED_ROLES}
    found |= {f"help-{role}" for role in Role}
    found |= {f"command-{name}" for name in commands_for(frozenset(Role))}
    found |= {f"digest-{rule.code}" for rule in content.rules}
    found |= {f"digest-{code}" for code in BUTTONS}
    found |= {f"people-{only or 'all'}" for only in FILTERS}
    found |= {f"people-title-{only or 'all'}".replace("_", "-") for only in FILTERS}
    found |= {f"{head}-{role}" for head in ("register", "pair-choose", "pair-no")
              for role in (Role.MENTOR, Role.MENTEE)}  # fmt: skip
    found |= {"zone-" + zone.split("/")[-1].lower() for zone in ZONES}
    found |= {f"unreadable-{code}".replace("_", "-") for code in unreadable_codes()}
    found |= {f"unexpected-{kind}" for kind in unexpected_kinds()}
    ended = {ImportState.ACCEPTED, ImportState.FAILED, ImportState.CANCELLED}
    return found | {f"import-{state}" for state in ended}


@pytest.mark.parametrize(("language", "file"), FILES)
def test_a_file_of_sentences_has_no_junk_and_no_key_twice(language: str, file: str) -> None:
    assert entries(language, file)


def test_no_key_stands_in_two_files_of_a_language() -> None:
    for language in LANGUAGES:
        keys = [
            key for folder, file in FILES if folder == language for key in entries(folder, file)
        ]
        assert len(keys) == len(set(keys))


def test_every_language_has_every_file() -> None:
    files = {language: {f for name, f in FILES if name == language} for language in LANGUAGES}
    assert all(files[language] == files[DEFAULT] for language in LANGUAGES)


@pytest.mark.parametrize(("language", "file"), [f for f in FILES if f[0] != DEFAULT])
def test_a_translated_file_has_the_same_keys_with_the_same_variables(
    language: str, file: str
) -> None:
    assert entries(language, file) == entries(DEFAULT, file)


def test_every_key_asked_for_exists() -> None:
    known = all_entries(DEFAULT)
    assert not {key: where for key, where in asked_keys().items() if key not in known}


def test_many_keys_are_asked_for_so_that_the_check_is_not_blind() -> None:
    assert len(asked_keys()) > 200


def test_every_family_of_keys_is_whole(content: Content) -> None:
    assert not families(content) - set(all_entries(DEFAULT))


def test_every_doubt_has_its_sentence_and_every_sentence_its_doubt() -> None:
    codes = {
        text
        for source in of("domain")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(text := node.value, str)
    }
    keys = {k.removeprefix("doubt-") for k in all_entries(DEFAULT) if k.startswith("doubt-")}
    assert {key.replace("-", "_") for key in keys} <= codes


def test_no_key_is_left_unused(content: Content) -> None:
    used = literals() | families(content)
    left = {
        key for key in all_entries(DEFAULT) if key not in used and not key.startswith("doubt-")
    }
    assert left <= LEFT_OVER


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_say_no_raw_html_but_the_messengers_own(language: str) -> None:
    tags = set()
    for folder, file in FILES:
        if folder == language:
            tags |= set(
                re.findall(r"</?([a-z]+)", (Path(LOCALES) / folder / file).read_text("utf-8"))
            )
    assert tags <= {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg"}


def test_russian_addresses_people_formally_and_calmly() -> None:
    for _, file in (f for f in FILES if f[0] == DEFAULT):
        text = (LOCALES / DEFAULT / file).read_text(encoding="utf-8")
        assert not re.search(r"(?i)\b(ты|тебя|тебе|твой|упс|ой)\b|!!|неверный ввод", text), file
