"""What the command line decides."""

from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_TOKEN = "1000001:sandbox-token-for-local-use-only"  # noqa: S105 - a made-up bot
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Flood limits (§8): messages a second for all, per chat, and a minute per group."""

    per_second: float = 30.0
    per_chat_per_second: float = 1.0
    per_group_per_minute: float = 20.0
    burst: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """One run of the sandbox.

    `answer_window`: seconds in which a tap may be answered (M11, not documented by Telegram).
    `jump_ids`: a week without updates makes the next update_id jump (U9).
    `privacy`: the bot sees only commands, mentions and replies in groups.
    `repeat_seconds`: the three seconds of U5 and U6.
    `webhook_strict`: https and Telegram's four ports only (§5); otherwise any local address.
    `helper`: whoever started the sandbox reads what the page asks from its standard output.
    `story`: a JSON file of what the page tells and guides through; its neighbours are files
    that the story's people send.
    """

    address: str = LOOPBACK
    port: int = 0
    token: str = DEFAULT_TOKEN
    username: str = "mentoring_sandbox_bot"
    bot_name: str = "Mentoring"
    clock_file: Path | None = None
    limits: Limits | None = field(default_factory=Limits)
    seed: int = 1
    answer_window: float = 150.0
    jump_ids: bool = False
    privacy: bool = False
    webhook_strict: bool = False
    helper: bool = False
    story: Path | None = None
    repeat_seconds: float = 3.0
    max_buttons: int = 100
    max_buttons_in_row: int = 8

    @property
    def bot_id(self) -> int:
        """The number before the colon of the token."""
        return int(self.token.partition(":")[0])
