"""Nothing knows the messenger but the receiver, the handlers and the port (ADR 15)."""

import ast

import pytest

from tests.contracts.sources import Source, sources

WAY_IN = {
    "bot/actor.py", "bot/app.py", "bot/commands.py", "bot/conversation.py", "bot/dead_letters.py",
    "bot/demo.py", "bot/demo_school.py", "bot/failures.py", "bot/receiver.py",
    "bot/transaction.py",
}  # fmt: skip
PORT = {"scheduler/bot_api.py", "scheduler/telegram.py"}
PACKING = {"ui/callbacks.py", "ui/screen.py", "ui/screens/common.py"}
WIRE = {
    "callback_query", "edited_message", "my_chat_member", "inline_keyboard", "reply_markup",
    "parse_mode", "chat_instance", "CallbackQuery", "sendMessage", "editMessageText",
    "answerCallbackQuery", "getUpdates", "setWebhook",
}  # fmt: skip
ADDRESSES = {"chat_id", "message_id", "file_id", "telegram_id"}
CARRIERS = {
    "domain/activities.py", "domain/measuring.py", "domain/people.py", "services/activities.py",
    "services/command_menus.py", "services/consents.py", "services/files.py",
    "services/invitations.py", "services/organisations.py", "services/questionnaires.py",
    "services/roadmap_import.py", "services/roadmap_papers.py", "ui/screen.py",
    "ui/screens/activities.py",
}  # fmt: skip


def names(source: Source) -> set[str]:
    """Every identifier and every whole string of a file; prose and paths are neither."""
    found = set()
    for node in ast.walk(source.tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name)):
                found.add(name)
            case ast.arg(arg=name) | ast.keyword(arg=str(name)):
                found.add(name)
    return found


def aiogram(source: Source) -> set[str]:
    """What a file takes from aiogram."""
    return {origin for origin in source.imported().values() if origin.startswith("aiogram")}


def product() -> list[Source]:
    return [source for source in sources() if source.package != "sandbox"]


@pytest.mark.parametrize("package", ["services", "domain", "db", "content", "documents"])
def test_the_inner_layers_never_import_the_messengers_library(package: str) -> None:
    assert not [s.path for s in product() if s.package == package and aiogram(s)]


def test_the_screens_take_only_the_packing_of_buttons_from_it() -> None:
    taken = {s.path: aiogram(s) for s in product() if s.package == "ui" and aiogram(s)}
    assert set(taken) == PACKING
    assert set().union(*taken.values()) == {"aiogram.filters.callback_data.CallbackData"}


def test_only_the_way_in_the_handlers_and_the_port_use_the_library() -> None:
    using = {s.path for s in product() if aiogram(s) and s.package not in ("handlers", "ui")}
    assert using <= WAY_IN | PORT


def test_only_they_speak_the_words_of_the_bot_api() -> None:
    speaking = {
        s.path: sorted(WIRE & names(s))
        for s in product()
        if WIRE & names(s) and s.package != "handlers" and s.path not in WAY_IN | PORT
    }
    assert not speaking


def test_addresses_are_carried_by_the_files_that_are_listed_and_no_others() -> None:
    free = ("bot", "handlers", "scheduler", "db")
    carrying = {s.path for s in product() if ADDRESSES & names(s) and s.package not in free}
    assert carrying == CARRIERS, "see ADR 15: say why, or carry a person instead"


def test_the_port_has_the_methods_the_record_names() -> None:
    (port,) = [s for s in sources() if s.path == "scheduler/telegram.py"]
    (telegram,) = [n for n in port.tree.body if isinstance(n, ast.ClassDef)]
    methods = {n.name for n in telegram.body if isinstance(n, ast.AsyncFunctionDef)}
    assert methods == {
        "send", "send_file", "send_made", "edit", "strip", "answer_callback", "set_commands",
        "download",
    }  # fmt: skip
