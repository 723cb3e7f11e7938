"""``python -m bot COMMAND``: results on standard output, logs on standard error."""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.settings import Settings

log = logging.getLogger(__name__)

DONE, FAILURE, WRONG_SETTING, ANOTHER_RUNS, NOT_READABLE = range(5)
COMMANDS = {
    "run": "run the bot until SIGTERM or SIGINT",
    "owner-link": "print a new one-time link that makes an owner (valid 15 minutes)",
    "demo": "start the sandbox and the bot with a made-up school",
    "check": "check the settings, the database and the messenger",
    "backup": "write a whole copy of the database to FILE; the bot may run",
    "restore": "put a backup FILE in the place of the database; the bot must not run",
    "copy-database": "copy the database to URL, an empty one; the bot must not run",
    "dead-letters": "list updates that could not be handled, or show one whole by its ID",
    "replay": "run the update of dead letter ID again; the bot must not run",
    "read-deadline": "read deadlines from standard input, print a JSON line for each",
    "read-roadmap": "read a roadmap FILE, print what is understood as JSON",
}


def parser() -> argparse.ArgumentParser:
    """Build the command line; each command has its own ``--help``."""
    made = argparse.ArgumentParser(prog="python -m bot", description="The mentoring bot.")
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, words in COMMANDS.items():
        has_own_help = not name.startswith("read-")
        command = commands.add_parser(name, help=words, description=words, add_help=has_own_help)
        if name in ("backup", "restore"):
            command.add_argument("file", type=Path, metavar="FILE")
        if name == "copy-database":
            command.add_argument("url", metavar="URL", help="postgresql://… or sqlite:///FILE")
        if name in ("dead-letters", "replay"):
            count = "?" if name == "dead-letters" else None
            command.add_argument("number", type=int, metavar="ID", nargs=count)
        if name == "demo":
            command.add_argument("--port", type=int, default=8081, help="the chat page's port")
            command.add_argument("--data-dir", type=Path, help="default: a temporary folder")
            command.add_argument("--language", choices=("ru", "en"), default="ru")
            command.add_argument("--address", default="127.0.0.1", help="where the page listens")
    return made


def main(argv: list[str]) -> int:
    """Run a command and give its exit code."""
    if argv[:1] in (["read-deadline"], ["read-roadmap"]):
        from bot import read_commands

        read = {
            "read-deadline": read_commands.read_deadline_command,
            "read-roadmap": read_commands.read_roadmap_command,
        }
        return read[argv[0]](argv[1:])
    arguments = parser().parse_args(argv)
    os.umask(0o077)
    if arguments.command == "demo":
        from bot import demo

        return demo.main(
            demo.Choice(
                port=arguments.port, language=arguments.language, address=arguments.address
            ),
            arguments.data_dir,
        )
    from pydantic import ValidationError

    from bot import logs
    from bot.settings import Settings, settings_error

    _narrow_env()
    try:
        settings = Settings()
    except ValidationError as error:
        print(f"Wrong setting: {settings_error(error)}.", file=sys.stderr)  # noqa: T201
        return WRONG_SETTING
    logs.set_up(settings.log_level)
    return _run(arguments, settings)


def _narrow_env() -> None:
    """Narrow a ``.env`` that others may read, and say so."""
    file = Path(".env")
    if os.name == "posix" and file.exists() and file.stat().st_mode & 0o077:
        file.chmod(0o600)
        print("The file .env was readable by others: narrowed to 0600.", file=sys.stderr)  # noqa: T201


def _run(arguments: argparse.Namespace, settings: "Settings") -> int:
    from bot import commands, copying, dead_letters

    table: dict[str, Callable[[], Coroutine[Any, Any, int]]] = {
        "run": lambda: commands.run(settings),
        "owner-link": lambda: commands.owner_link(settings),
        "check": lambda: commands.check(settings),
        "backup": lambda: commands.back_up(settings, arguments.file),
        "restore": lambda: commands.restore(settings, arguments.file),
        "copy-database": lambda: copying.copy_database(settings, arguments.url),
        "dead-letters": lambda: dead_letters.show(settings, arguments.number),
        "replay": lambda: dead_letters.replay(settings, arguments.number),
    }
    try:
        return asyncio.run(table[arguments.command]())
    except KeyboardInterrupt:
        return DONE
    except Exception as error:
        log.critical("%s ended by itself", arguments.command, exc_info=error)
        return FAILURE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
