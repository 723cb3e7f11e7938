"""Tokens of a deadline → items: single stretches, bounds and intervals, as written."""

from typing import NamedTuple

from domain.deadline_cursor import SILENT_MARKS
from domain.deadline_refs import Ref, Unit
from domain.deadline_stretches import Stretches
from domain.deadline_tokens import Token
from domain.deadline_words import Sort


class Item(NamedTuple):
    """One deadline of a cell.

    `bound` is the preposition's sort (`UP_TO`, `BY`, `FROM`) or None; `last` closes an
    interval; `glued` says that nothing but a blank stands between it and the item before.
    """

    first: Ref
    bound: Sort | None = None
    last: Ref | None = None
    glued: bool = False
    at: int = 0


class Parsed(NamedTuple):
    """Items in the order written, and how many words and lengths were left over."""

    items: list[Item]
    left_over: int
    lengths: int


_LENGTHS = {Sort.DAY_UNIT, Sort.WEEK, Sort.MONTH_UNIT, Sort.TIME_UNIT, Sort.YEAR_UNIT, Sort.DECADE}
_BOUNDS = {
    Sort.UP_TO: Sort.UP_TO,
    Sort.TOWARD: Sort.UP_TO,
    Sort.BY: Sort.BY,
    Sort.FROM: Sort.FROM,
}
_ASIDE = {Sort.IN, Sort.WITHIN, Sort.ALL, Sort.PERIOD, Sort.ASIDE, Sort.WEEKDAY, Sort.AND}
_STARTS = {Sort.NUM, Sort.ORD, Sort.DATE, Sort.MONTH, Sort.MONTH_YEAR}


def parse(tokens: list[Token]) -> Parsed:
    """Read all items; what fits none is counted, not guessed."""
    return _Reader(tokens).read()


class _Reader(Stretches):
    """Recursive descent over the tokens of one cell."""

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self.items: list[Item] = []
        self.left_over = 0
        self.end_of_last = -1

    def read(self) -> Parsed:
        while self.at < len(self.tokens):
            if not self._item():
                self.left_over += self.peek() in {Sort.WORD, Sort.NUM}
                self.at += 1
        return Parsed(self.items, self.left_over, self.lengths)

    def _item(self) -> bool:
        start = self.at
        bound = self._bound()
        ref = self.ref()
        if ref is None:
            self.at = max(start, self.at if self._took_length(start) else start)
            return self.at > start
        last = self._range_end(bound)
        glued = start == self.end_of_last and self.tokens[start].sort in _STARTS
        self.is_after_month = ref.unit in {Unit.MONTH, Unit.WEEK}
        self.items.append(Item(ref, bound, last, glued, start))
        self.skip_silent()
        self.end_of_last = self.at
        return True

    def _took_length(self, start: int) -> bool:
        return any(token.sort in _LENGTHS for token in self.tokens[start : self.at])

    def _bound(self) -> Sort | None:
        bound: Sort | None = None
        while (sort := self.peek()) is not None:
            if sort in _BOUNDS:
                bound = _BOUNDS[sort]
            elif sort is Sort.NOT and self.peek(1) in {Sort.LATER, Sort.EARLIER}:
                bound = Sort.BY if self.peek(1) is Sort.LATER else Sort.FROM
                self.at += 1
            elif sort not in _ASIDE and not (bound and self._goes_on_after_comma()):
                break
            self.at += 1
        return bound

    def _goes_on_after_comma(self) -> bool:
        """«не позднее, чем …»"""
        return self.is_mark({","}) and self.peek(1) is Sort.ASIDE

    def _range_end(self, bound: Sort | None) -> Ref | None:
        last: Ref | None = None
        while True:
            start = self.at
            while self.is_mark(SILENT_MARKS):
                self.at += 1
            if self.is_mark({"-"}):
                self.at += 1
            elif not self._joins(bound, last):
                self.at = start
                return last
            while self.is_mark(SILENT_MARKS | {"-"}):
                self.at += 1
            following = self._bound()
            ref = self.ref()
            if ref is None or (following is Sort.FROM):
                self.at = start
                return last
            last = ref

    def _joins(self, bound: Sort | None, last: Ref | None) -> bool:
        """«с … по …» and «… по …»; a bound of its own starts an item of its own."""
        sort = self.peek()
        if self.is_mark({","}) and bound is Sort.FROM:
            sort = self.peek(1)
            if sort in {Sort.UP_TO, Sort.BY}:
                self.at += 1
        return last is None and bound is not Sort.UP_TO and sort in {Sort.UP_TO, Sort.BY}
