"""Every setting, its type and default; ``.env.example`` is checked against this."""

import re
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

OFFICIAL_API = "https://api.telegram.org"
SECRET_LENGTH = 32


class Settings(BaseSettings):
    """Settings of the running bot: the environment wins over ``.env``."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    bot_token: SecretStr
    database_url: str = ""
    data_dir: Path = Path("data")
    telegram_api_url: str = OFFICIAL_API
    telegram_proxy: str = ""
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    webhook_listen: str = "127.0.0.1:8080"
    health_listen: str = ""
    log_level: str = "INFO"
    clock_file: Path | None = None
    send_per_second: float = Field(default=30, gt=0)
    send_per_chat_per_second: float = Field(default=1, gt=0)
    send_per_group_per_minute: float = Field(default=20, gt=0)

    @field_validator("bot_token")
    @classmethod
    def _token_has_shape(cls, token: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[1-9]\d*:[A-Za-z0-9_-]{3,}", token.get_secret_value()):
            raise ValueError("must look like 123456:ABC… as @BotFather gives it")
        return token

    @field_validator("telegram_api_url")
    @classmethod
    def _without_slash(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return url.rstrip("/")

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, level: str) -> str:
        if level.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
            raise ValueError("must be DEBUG, INFO, WARNING, ERROR or CRITICAL")
        return level.upper()

    @field_validator("webhook_listen", "health_listen")
    @classmethod
    def _host_and_port(cls, listen: str) -> str:
        if not listen:
            return listen
        host, _, port = listen.rpartition(":")
        if not host or not port.isdecimal() or int(port) > 65535:
            raise ValueError("must be HOST:PORT")
        return listen

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.webhook_url and len(self.webhook_secret.get_secret_value()) < SECRET_LENGTH:
            raise ValueError("WEBHOOK_SECRET must have at least 32 characters with WEBHOOK_URL")
        if self.webhook_url and not re.fullmatch(
            r"[A-Za-z0-9_-]{1,256}", self.webhook_secret.get_secret_value()
        ):
            raise ValueError("WEBHOOK_SECRET may hold A-Z, a-z, 0-9, _ and - only")
        if self.clock_file and self.telegram_api_url == OFFICIAL_API:
            raise ValueError("CLOCK_FILE is for tests and the demo, never with the official API")
        return self

    @property
    def token(self) -> str:
        """The bot's token in clear, for the one place that builds the bot."""
        return self.bot_token.get_secret_value()

    @property
    def bot_id(self) -> int:
        """The bot's numeric id, the part of the token before the colon."""
        return int(self.token.partition(":")[0])

    @property
    def database(self) -> str:
        """The database's URL; SQLite under ``DATA_DIR`` when none is set."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'bot.sqlite3').resolve()}"

    @property
    def is_shared(self) -> bool:
        """Whether several processes may run: a webhook, and PostgreSQL between them."""
        return bool(self.webhook_url) and self.database.startswith("postgres")


def settings_error(error: Exception) -> str:
    """Give one sentence about a wrong setting, without its value."""
    errors = error.errors() if hasattr(error, "errors") else []
    if not errors:
        return "the settings cannot be read"
    first = errors[0]
    name = ".".join(str(part) for part in first["loc"]).upper()
    message = str(first["msg"]).removeprefix("Value error, ")
    return f"{name}: {message}" if name else message
