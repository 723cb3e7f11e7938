"""Cursor: a place among the tokens of a deadline, and what stands around it."""

from domain.deadline_sorts import Sort
from domain.deadline_tokens import Token

SILENT_MARKS = {".", "\n"}
"""Marks that part nothing: dots of abbreviations and the ends of wrapped lines."""


_PAST_THE_END: tuple[None, ...] = (None,) * 8
"""Nothing stands after the last token, nor (as Python counts) before the first."""


class Cursor:
    """Steps over tokens; never past their end."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self._sorts = [*(token.sort for token in tokens), *_PAST_THE_END]
        self.at = 0

    def peek(self, ahead: int = 0) -> Sort | None:
        """The sort of the token here or some places ahead."""
        return self._sorts[self.at + ahead]

    def value(self, ahead: int = 0) -> int:
        """The token's number; 0 when it has none."""
        value = self.tokens[self.at + ahead].value
        return value if isinstance(value, int) else 0

    def is_mark(self, marks: set[str], ahead: int = 0) -> bool:
        """One of the marks stands here."""
        return self.peek(ahead) is Sort.MARK and self.tokens[self.at + ahead].value in marks

    def eat(self, sort: Sort) -> bool:
        """Step over one token of the sort, and the dots around it."""
        start = self.at
        self.skip_silent_and_lines()
        if self.peek() is not sort:
            self.at = start
            return False
        self.at += 1
        self.skip_silent()
        return True

    def skip_silent(self) -> None:
        """Step over dots."""
        while self.is_mark({"."}):
            self.at += 1

    def skip_silent_and_lines(self) -> None:
        """Step over dots and line ends."""
        while self.is_mark(SILENT_MARKS):
            self.at += 1
