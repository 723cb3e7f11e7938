"""Nothing of a person in a log: people of the tests are Russian and the program's logs are not.

Names, schools, papers and answers are Russian here, and numbers of the messenger have ten
digits (nine in ten of the sandbox's people: shorter ones look like an update's number); so
either of them in a log at INFO is something told.
"""

import logging
import re

from bot.logs import Discreet

OF_PEOPLE = re.compile(
    r"[а-яёА-ЯЁ][а-яёА-ЯЁ .,-]*"
    r"|\\u04[0-5][0-9a-f]|\\xd[01]\\x"  # the same in JSON and in bytes
    r"|(?<!\d)\d{10,}(?!\d)"
)


class Heard(logging.Handler):
    """Listens to the loggers of the process; ``told`` is what they tell of people."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(Discreet("%(name)s: %(message)s"))
        self.told: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Take one record as the bot would ship it, whatever another handler made of it."""
        shipped, record.exc_text = record.exc_text, None
        self.told |= told(self.format(record))
        record.exc_text = shipped


def told(log: str) -> set[str]:
    """Give what a log tells of people."""
    return set(OF_PEOPLE.findall(log))
