"""The repository itself keeps the invariants of the design."""

import ast
import io
import re
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest
from pydantic import SecretStr

import db.models
from bot.settings import Settings
from content.loader import Content
from domain.people import Role
from domain.questionnaires import QuestionKind
from tests.contracts.sources import ROOT, Source, called, of, sources
from ui.notifications import BUTTONS

CYRILLIC = re.compile("[а-яА-ЯёЁ]")
COMMITS = {
    "db/unit_of_work.py": "the one commit of the product",
    "db/sqlite_dialect.py": "where a commit waits for the disk",
    "bot/instance.py": "ends the transaction around the session's advisory lock; changes nothing",
}
QUERIES = {"select", "insert", "update", "delete"}
SENDING = re.compile(
    r"(answer|reply|edit|send|copy|forward|delete|pin|get_file|download)(_\w+)?|set_my_commands"
)
WIDE_LINES, WIDE_FUNCTION = 300, 40
# Longer than the house allows; a new one is refused, and these may only shrink.
LONG_FILES: dict[str, int] = {}
LONG_FUNCTIONS: dict[str, int] = {}


def test_a_session_is_committed_in_one_file_only() -> None:
    found = set()
    for source in sources():
        for call in source.calls():
            if called(call) != "commit" or not isinstance(call.func, ast.Attribute):
                continue
            whose = call.func.value
            if not (isinstance(whose, ast.Name) and whose.id == "uow"):
                found.add(source.path)
    assert found <= set(COMMITS)


def test_no_handler_sends_anything_itself() -> None:
    found = []
    for source in of("handlers"):
        modules = source.imported()
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Await) or not isinstance(node.value, ast.Call):
                continue
            func = node.value.func
            if not isinstance(func, ast.Attribute) or not SENDING.fullmatch(func.attr):
                continue
            if not (isinstance(func.value, ast.Name) and func.value.id in modules):
                found.append(f"{source.path}:{node.lineno} {ast.unparse(func)}")
    assert not found


def _touches_bot(source: Source) -> bool:
    if "aiogram.Bot" in source.imported().values():
        return True
    return any(
        isinstance(n, ast.Attribute) and n.attr in {"bot", "Bot"} and source.package == "handlers"
        for n in ast.walk(source.tree)
    )


def test_only_the_shell_knows_the_messengers_client() -> None:
    found = {source.path for source in sources() if _touches_bot(source)}
    assert all(path.startswith("bot/") or path == "scheduler/telegram.py" for path in found)
    assert "scheduler/telegram.py" in found


def test_queries_live_in_the_database_layer() -> None:
    found = [
        f"{source.path}: {name}"
        for source in sources()
        if source.package != "db"
        for name, origin in source.imported().items()
        if origin.startswith("sqlalchemy") and name in QUERIES
    ]
    assert not found


def test_no_relation_is_loaded_behind_anybodys_back() -> None:
    lazy = [
        str(relation)
        for mapper in db.models.Base.registry.mappers
        for relation in mapper.relationships
        if relation.lazy != "raise"
    ]
    assert not lazy


def _docstrings(tree: ast.Module) -> set[int]:
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }


def _is_word_table(path: str) -> bool:
    return path.startswith("domain/") and path.endswith("_words.py")


def test_no_sentence_of_the_product_is_written_in_python() -> None:
    """Docstrings and comments may quote the field's terms; letters and ranges may be named."""
    found = []
    for source in sources():
        if _is_word_table(source.path):
            continue
        docs = _docstrings(source.tree)
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            words = re.sub(r"\[а-я\w-]*\]|[ёе]", "", node.value.replace("а-я", ""))
            if CYRILLIC.search(words) and id(node) not in docs:
                found.append(f"{source.path}:{node.lineno} {node.value[:40]}")
    assert not found


def test_comments_are_english_and_only_quote_russian() -> None:
    found = []
    for source in sources():
        if _is_word_table(source.path):
            continue
        for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
            unquoted = re.sub("«[^»]*»", "", token.string)
            if token.type == tokenize.COMMENT and CYRILLIC.search(unquoted):
                found.append(f"{source.path}:{token.start[0]} {token.string}")
    assert not found


def test_files_stay_short() -> None:
    long = {
        source.path: len(source.text.splitlines())
        for source in sources()
        if "migrations" not in source.path
    }
    allowed = {path: LONG_FILES.get(path, WIDE_LINES) for path in long}
    assert not {path: n for path, n in long.items() if n > allowed[path]}


def test_functions_stay_short() -> None:
    long = {}
    for source in sources():
        if "migrations" in source.path:
            continue
        for function in source.functions():
            lines = (function.end_lineno or 0) - function.lineno + 1
            name = f"{source.path}:{function.name}"
            if lines > LONG_FUNCTIONS.get(name, WIDE_FUNCTION):
                long[name] = lines
    assert not long


@pytest.mark.parametrize("package", ["services", "domain"])
def test_every_public_use_case_and_rule_says_its_contract(package: str) -> None:
    silent = [
        f"{source.path}:{node.name}"
        for source in of(package)
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not silent


def test_layers_know_only_the_layers_below() -> None:
    """In a process of its own: import-linter's logging switches ours off."""
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def _example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("=") for line in lines if line and not line.startswith("#")]
    return {name: value for name, _, value in pairs}


def test_the_example_of_settings_names_exactly_the_settings() -> None:
    assert list(_example()) == [name.upper() for name in Settings.model_fields]


def _plain(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return "" if value is None else str(value)


@pytest.mark.parametrize(
    "name", [n for n, field in Settings.model_fields.items() if not field.is_required()]
)
def test_the_example_shows_the_default_of_each_setting(name: str) -> None:
    assert _example()[name.upper()] == _plain(Settings.model_fields[name].default)


def test_a_copied_example_with_a_token_is_a_whole_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    copied = (ROOT / ".env.example").read_text(encoding="utf-8")
    (tmp_path / ".env").write_text(
        copied.replace("BOT_TOKEN=", "BOT_TOKEN=123456:AAA-bbb_ccc"), encoding="utf-8"
    )
    settings = Settings(_env_file=tmp_path / ".env")  # type: ignore[call-arg]
    alone = Settings(_env_file=None, bot_token=SecretStr("123456:AAA-bbb_ccc"))  # type: ignore[call-arg]
    assert settings == alone


def test_the_content_is_whole(content: Content) -> None:
    roles = {role.value for role in Role}
    assert {"mentor", "mentee"} <= {q.role for q in content.questionnaires.values()} <= roles
    for questionnaire in content.questionnaires.values():
        keys = [question.key for question in questionnaire.questions]
        assert len(set(keys)) == len(keys)
        for question in questionnaire.questions:
            is_choice = question.kind in {QuestionKind.SINGLE, QuestionKind.MULTI}
            assert bool(question.options) is is_choice
            assert question.low <= question.high
            assert len(question.options) <= 20


def test_every_reminder_rule_has_its_buttons_and_steps_in_order(content: Content) -> None:
    codes = [rule.code for rule in content.rules]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= set(BUTTONS)
    for rule in content.rules:
        assert rule.steps
        assert list(rule.steps) == sorted(set(rule.steps))
        assert rule.grace >= 0


def test_a_consent_names_the_person_and_the_operator_and_fits_its_screen(
    content: Content,
) -> None:
    for template in content.consents.values():
        text = template.text(name="Имя", organisation="Школа", address="Адрес")
        assert {"Имя", "Школа", "Адрес"} <= set(re.findall(r"\w+", text.body))
        assert not re.search(r"\{\w+\}", text.body)
        longest = template.text(name="и" * 120, organisation="ш" * 300, address="а" * 300)
        assert len(longest.body) <= 3500
