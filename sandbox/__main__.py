"""`python -m sandbox`: run until SIGTERM or SIGINT; results on stdout, the rest on stderr."""

import argparse
import asyncio
import re
import signal
import sys
from pathlib import Path

from sandbox.options import DEFAULT_TOKEN, LOOPBACK, Limits, Options
from sandbox.server import Server

WARNING = (
    "sandbox: WARNING: it listens on {address}. Whoever reaches this machine can read every "
    "chat and speak for everybody; there is no password.\n"
)


def parser() -> argparse.ArgumentParser:
    """The command line; README.md has the same table."""
    made = argparse.ArgumentParser(prog="python -m sandbox", description="A local Telegram.")
    made.add_argument("--port", type=int, default=0, help="0 takes a free one")
    made.add_argument(
        "--address", default=LOOPBACK, help="where to listen; others may then look in"
    )
    made.add_argument("--token", default=DEFAULT_TOKEN)
    made.add_argument("--username", default="mentoring_sandbox_bot")
    made.add_argument("--bot-name", default="Mentoring")
    made.add_argument("--clock-file", type=Path, help="whole seconds added to real time")
    made.add_argument("--limits", choices=("strict", "off"), default="strict")
    made.add_argument("--per-second", type=float, default=30.0)
    made.add_argument("--per-chat-per-second", type=float, default=1.0)
    made.add_argument("--per-group-per-minute", type=float, default=20.0)
    made.add_argument("--burst", type=int, default=5)
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--answer-window", type=float, default=150.0, help="seconds (M11)")
    made.add_argument("--jump-ids", action="store_true", help="a quiet week moves update_id (U9)")
    made.add_argument("--privacy", action="store_true", help="privacy mode in groups")
    made.add_argument("--webhook-strict", action="store_true", help="https and four ports only")
    made.add_argument("--helper", action="store_true", help="write the page's wishes to stdout")
    made.add_argument("--story", type=Path, help="what the page tells and guides through (JSON)")
    return made


def options_of(words: list[str]) -> Options:
    """Options of a command line."""
    made = parser()
    given = made.parse_args(words)
    if not re.fullmatch(r"[1-9]\d{0,17}:[^/]{1,60}", given.token):
        made.error("a token is a number, a colon and some letters")
    limits = Limits(
        per_second=given.per_second,
        per_chat_per_second=given.per_chat_per_second,
        per_group_per_minute=given.per_group_per_minute,
        burst=given.burst,
    )
    return Options(
        address=given.address,
        port=given.port,
        token=given.token,
        username=given.username,
        bot_name=given.bot_name,
        clock_file=given.clock_file,
        limits=limits if given.limits == "strict" else None,
        seed=given.seed,
        answer_window=given.answer_window,
        jump_ids=given.jump_ids,
        privacy=given.privacy,
        webhook_strict=given.webhook_strict,
        helper=given.helper,
        story=given.story,
    )


async def run(options: Options) -> None:
    """Serve until told to stop."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    server = Server(options)
    if not server.is_loopback:
        sys.stderr.write(WARNING.format(address=options.address))
    await server.start()
    sys.stdout.write(f"sandbox: {server.address}\n")
    sys.stdout.flush()
    await stopped.wait()
    await server.stop()


def main() -> int:
    """Exit code 0 on SIGTERM, 1 when the port or the clock file cannot be had."""
    try:
        asyncio.run(run(options_of(sys.argv[1:])))
    except OSError as error:
        sys.stderr.write(f"sandbox: cannot start: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
