"""Tokens of a deadline → items: single stretches, bounds and intervals, as written."""

from typing import NamedTuple

from domain.deadline_cursor import SILENT_MARKS
from domain.deadline_refs import Ref, Unit
from domain.deadline_sorts import Sort
from domain.deadline_stretches import Stretches
from domain.deadline_tokens import Token
from domain.deadline_words import DOCUMENT_DATE


class Item(NamedTuple):
    """One deadline of a cell.

    `bound` is the preposition's sort (`UP_TO`, `BY`, `FROM`) or None; `last` closes an
    interval; `glued` says that nothing but a blank stands between it and the item before,
    `listed` that only a comma or «и» does; `joint` is the strongest mark between them;
    `is_aside` says that a bracket opens before it.
    """

    first: Ref
    bound: str | None = None
    last: Ref | None = None
    glued: bool = False
    listed: bool = False
    joint: str = ""
    is_aside: bool = False
    at: int = 0


class Parsed(NamedTuple):
    """Items in the order written, and how much was left over: words, lengths, bare years."""

    items: list[Item]
    left_over: int
    lengths: int
    bare_years: int = 0
    doubts: tuple[str, ...] = ()


_LENGTHS = {Sort.DAY_UNIT, Sort.WEEK, Sort.MONTH_UNIT, Sort.TIME_UNIT, Sort.YEAR_UNIT, Sort.DECADE}
_BOUNDS = {
    Sort.UP_TO: Sort.UP_TO,
    Sort.TOWARD: Sort.UP_TO,
    Sort.BY: Sort.BY,
    Sort.FROM: Sort.FROM,
}
_ASIDE = {Sort.IN, Sort.WITHIN, Sort.ALL, Sort.PERIOD, Sort.ASIDE, Sort.WEEKDAY, Sort.AND}
_LEFT_OVER = {
    Sort.WORD, Sort.NUM, Sort.PART, Sort.TERM, Sort.TRIMESTER, Sort.SEMESTER, Sort.HALF,
    Sort.QUARTER,
}  # fmt: skip
_NO_MORE = {Sort.LATER, Sort.EARLIER}
_TO = {Sort.UP_TO, Sort.BY}
_WITH_WEEKS = {Unit.MONTH, Unit.WEEK}
_SILENT_OR_DASH = SILENT_MARKS + "-"
_COUNTING = {Sort.NUM, Sort.ORD}
_STARTS = {Sort.NUM, Sort.ORD, Sort.DATE, Sort.MONTH, Sort.MONTH_YEAR}


def _joint(between: list[Token]) -> str:
    marks = {";" if token.text == "/" else token.text for token in between}
    return next((mark for mark in (";", ":", ",") if mark in marks), "")


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
                self.left_over += self._sorts[self.at] in _LEFT_OVER
                self.at += 1
        doubts = tuple(self.doubts)
        return Parsed(self.items, self.left_over, self.lengths, self.bare_years, doubts)

    def _item(self) -> bool:
        start = self.at
        bound = self._bound()
        before = self.at
        ref = self.ref()
        if ref is None:
            self.at = self.at if self._took_length(start) else before
            return self.at > start
        last = self._range_end(bound)
        glued = start == self.end_of_last and self.tokens[start].sort in _STARTS
        goes_on = ref.unit is Unit.PENDING and self.is_after_month
        self.is_after_month = goes_on or ref.unit in _WITH_WEEKS
        joint, listed = "", False
        if self.items and before > self.end_of_last:
            between = self.tokens[self.end_of_last : before]
            joint = _joint(between)
            listed = all(t.sort is Sort.AND or t.value == "," for t in between)
        is_aside = self.is_mark("(", start - self.at - 1)
        self.items.append(Item(ref, bound, last, glued, listed, joint, is_aside, start))
        self.skip_silent()
        self.end_of_last = self.at
        return True

    def _took_length(self, start: int) -> bool:
        return any(token.sort in _LENGTHS for token in self.tokens[start : self.at])

    def _bound(self) -> str | None:
        bound: str | None = None
        while (sort := self._sorts[self.at]) is not None:
            if sort in _BOUNDS:
                bound = _BOUNDS[sort]
            elif sort is Sort.BETWEEN or (sort is Sort.WORD and self._is_from()):
                bound = Sort.FROM
            elif sort is Sort.NOT and self.peek(1) in _NO_MORE:
                bound = Sort.BY if self.peek(1) is Sort.LATER else Sort.FROM
                self.at += 1
            elif sort not in _ASIDE and not (bound and self._goes_on_after_mark()):
                break
            self.at += 1
        return bound

    def _is_from(self) -> bool:
        """«от 1 до 15 октября»"""
        if self.tokens[self.at].text != DOCUMENT_DATE:
            return False
        return any(token.sort is Sort.UP_TO for token in self.tokens[self.at + 2 : self.at + 5])

    def _goes_on_after_mark(self) -> bool:
        """«не позднее, чем …», «срок до: …», «крайний срок – …», «до пятницы, …»"""
        if self.is_mark(","):
            return self.peek(1) is Sort.ASIDE or self.peek(-1) is Sort.WEEKDAY
        return self.is_mark(":-\n")

    def _range_end(self, bound: str | None) -> Ref | None:
        last: Ref | None = None
        while True:
            start = self.at
            while self._marks[self.at] in SILENT_MARKS or self._sorts[self.at] is Sort.WEEKDAY:
                self.at += 1
            if self._marks[self.at] == "-":
                self.at += 1
            elif not self._joins(bound, last):
                self.at = start
                return last
            while self.is_mark(_SILENT_OR_DASH):
                self.at += 1
            following = self._bound()
            ref = self.ref()
            is_name = ref is not None and ref.unit is Unit.NAMED_DAY and following is None
            if ref is None or following is Sort.FROM or is_name:
                self.at = start
                return last
            last = ref

    def _joins(self, bound: str | None, last: Ref | None) -> bool:
        """«с … по …» and «… по …»; a bound of its own starts an item of its own."""
        if last is not None or bound is Sort.UP_TO:
            return False
        is_from = bound is Sort.FROM
        ahead = int(is_from and (self.is_mark(",") or self.peek() is Sort.AND))
        sort, following = self.peek(ahead), self.peek(ahead + 1)
        if not is_from and following in _COUNTING and self.peek(ahead + 2) is Sort.NUMBER:
            return False
        is_later = is_from and sort is Sort.NOT and following is Sort.LATER
        if sort not in _TO and not is_later and not self._is_between():
            return False
        self.at += ahead
        return True

    def _is_between(self) -> bool:
        """At the «и» of «между 1 и 15 октября»."""
        if self.peek() is not Sort.AND:
            return False
        before = self.tokens[max(0, self.at - 5) : self.at]
        return any(token.sort is Sort.BETWEEN for token in before)
