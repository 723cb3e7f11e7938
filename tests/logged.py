"""Nothing of a person in a log: people of the tests are Russian and the program's logs are not.

Names, schools, papers and answers are Russian here, and numbers of the messenger have ten
digits; so either of them in a log at INFO is something told.
"""

import logging
import re
from collections.abc import Collection

OF_PEOPLE = re.compile(r"[а-яёА-ЯЁ][а-яёА-ЯЁ .,-]*|\b\d{10,}\b")


class Heard(logging.Handler):
    """Keeps what loggers of the process said, with the words of their exceptions."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take one record."""
        error = record.exc_info[1] if record.exc_info else None
        self.lines.append(f"{record.name}: {record.getMessage()} {error or ''}")


def told(log: str, secrets: Collection[str] = ()) -> set[str]:
    """Give what a log tells of people: Russian words, their numbers, and these secrets."""
    return set(OF_PEOPLE.findall(log)) | {one for one in secrets if one in log}
