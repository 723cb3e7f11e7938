"""Cursor: a place among the tokens of a deadline, and what stands around it."""

from domain.deadline_sorts import Sort
from domain.deadline_tokens import Token

SILENT_MARKS = ".\n"
"""Marks that part nothing: dots of abbreviations and the ends of wrapped lines."""
_NO_MARK = "\0"
_PAST_THE_END: tuple[None, ...] = (None,) * 8
"""Nothing stands after the last token, nor (as Python counts) before the first."""
_UNMARKED = (_NO_MARK,) * 8


class Cursor:
    """Steps over tokens; never past their end."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self._sorts = [*[token.sort for token in tokens], *_PAST_THE_END]
        self._marks = [
            *[token.text if token.sort is Sort.MARK else _NO_MARK for token in tokens],
            *_UNMARKED,
        ]
        self.at = 0

    def peek(self, ahead: int = 0) -> str | None:
        """The sort of the token here or some places ahead."""
        return self._sorts[self.at + ahead]

    def value(self, ahead: int = 0) -> int:
        """The token's number; 0 when it has none."""
        value = self.tokens[self.at + ahead].value
        return value if isinstance(value, int) else 0

    def is_mark(self, marks: str, ahead: int = 0) -> bool:
        """One of the marks stands here."""
        return self._marks[self.at + ahead] in marks

    def eat(self, sort: str) -> bool:
        """Step over one token of the sort, and the dots around it."""
        start = self.at
        self.skip_silent_and_lines()
        if self._sorts[self.at] is not sort:
            self.at = start
            return False
        self.at += 1
        self.skip_silent()
        return True

    def skip_silent(self) -> None:
        """Step over dots."""
        while self._marks[self.at] == ".":
            self.at += 1

    def skip_silent_and_lines(self) -> None:
        """Step over dots and line ends."""
        while self._marks[self.at] in SILENT_MARKS:
            self.at += 1
