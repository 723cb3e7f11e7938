"""Nothing of a person in a log: people of the tests are Russian and the program's logs are not.

Names, schools, papers and answers are Russian here, and numbers of the messenger have ten
digits; so either of them in a log at INFO is something told.
"""

import logging
import re
from collections.abc import Collection

from bot.logs import Discreet

OF_PEOPLE = re.compile(r"[а-яёА-ЯЁ][а-яёА-ЯЁ .,-]*|\b\d{10,}\b")


class Heard(logging.Handler):
    """Keeps what the loggers of the process said."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(Discreet("%(name)s: %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take one record as the bot would ship it, whatever another handler made of it."""
        shipped, record.exc_text = record.exc_text, None
        self.lines.append(self.format(record))
        record.exc_text = shipped


def told(log: str, secrets: Collection[str] = ()) -> set[str]:
    """Give what a log tells of people: Russian words, their numbers, and these secrets."""
    return set(OF_PEOPLE.findall(log)) | {one for one in secrets if one in log}
