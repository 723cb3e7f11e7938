"""Tokens of a deadline → items: single stretches, bounds and intervals, as written."""

from typing import NamedTuple

from domain.deadline_refs import Part, Ref, Unit
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


_UNITS = {
    Sort.WEEK: Unit.WEEK,
    Sort.DECADE: Unit.DECADE,
    Sort.QUARTER: Unit.QUARTER,
    Sort.TERM: Unit.TERM,
    Sort.HALF: Unit.HALF,
    Sort.HALF_PART: Unit.HALF_MONTH,
    Sort.DAY_UNIT: Unit.DAY,
}
_LENGTHS = {Sort.DAY_UNIT, Sort.WEEK, Sort.MONTH_UNIT, Sort.TIME_UNIT, Sort.YEAR_UNIT, Sort.DECADE}
_BOUNDS = {
    Sort.UP_TO: Sort.UP_TO,
    Sort.TOWARD: Sort.UP_TO,
    Sort.BY: Sort.BY,
    Sort.FROM: Sort.FROM,
}
_ASIDE = {Sort.IN, Sort.WITHIN, Sort.ALL, Sort.PERIOD, Sort.ASIDE, Sort.WEEKDAY, Sort.AND}
_STARTS = {Sort.NUM, Sort.ORD, Sort.DATE, Sort.MONTH, Sort.MONTH_YEAR}
_AFTER_PENDING = {*_STARTS, Sort.MARK, Sort.AND, Sort.BY, Sort.UP_TO, Sort.FROM, Sort.ASIDE}
_PARTS = {1: Part.BEGINNING, 2: Part.MIDDLE, 3: Part.END}
_OF_MONTH = {Unit.WEEK, Unit.DECADE, Unit.HALF_MONTH, Unit.DAY}
_OF_YEAR = {Unit.HALF_MONTH: Unit.HALF, Unit.WEEK: Unit.SCHOOL_WEEK}
_SILENT_MARKS = {".", "\n"}


def parse(tokens: list[Token]) -> Parsed:
    """Read all items; what fits none is counted, not guessed."""
    return _Reader(tokens).read()


class _Reader:
    """Recursive descent over the tokens of one cell."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.items: list[Item] = []
        self.left_over = 0
        self.lengths = 0
        self.end_of_last = -1

    def read(self) -> Parsed:
        while self.at < len(self.tokens):
            if not self._item():
                self.left_over += self._peek() in {Sort.WORD, Sort.NUM}
                self.at += 1
        return Parsed(self.items, self.left_over, self.lengths)

    def _peek(self, ahead: int = 0) -> Sort | None:
        at = self.at + ahead
        return self.tokens[at].sort if 0 <= at < len(self.tokens) else None

    def _value(self, ahead: int = 0) -> int:
        value = self.tokens[self.at + ahead].value
        return value if isinstance(value, int) else 0

    def _is_mark(self, marks: set[str], ahead: int = 0) -> bool:
        return self._peek(ahead) is Sort.MARK and self.tokens[self.at + ahead].value in marks

    def _item(self) -> bool:
        start = self.at
        bound = self._bound()
        ref = self._ref()
        if ref is None:
            self.at = max(start, self.at if self._took_length(start) else start)
            return self.at > start
        last = self._range_end(bound)
        glued = start == self.end_of_last and self.tokens[start].sort in _STARTS
        self.items.append(Item(ref, bound, last, glued, start))
        self._skip_silent()
        self.end_of_last = self.at
        return True

    def _took_length(self, start: int) -> bool:
        return any(token.sort in _LENGTHS for token in self.tokens[start : self.at])

    def _skip_silent(self) -> None:
        while self._is_mark({"."}):
            self.at += 1

    def _bound(self) -> Sort | None:
        bound: Sort | None = None
        while (sort := self._peek()) is not None:
            if sort in _BOUNDS:
                bound = _BOUNDS[sort]
            elif sort is Sort.NOT and self._peek(1) in {Sort.LATER, Sort.EARLIER}:
                bound = Sort.BY if self._peek(1) is Sort.LATER else Sort.FROM
                self.at += 1
            elif sort not in _ASIDE:
                break
            self.at += 1
        return bound

    def _range_end(self, bound: Sort | None) -> Ref | None:
        last: Ref | None = None
        while True:
            start = self.at
            while self._is_mark(_SILENT_MARKS):
                self.at += 1
            if self._is_mark({"-"}):
                self.at += 1
            elif not self._joins(bound, last):
                self.at = start
                return last
            while self._is_mark(_SILENT_MARKS | {"-"}):
                self.at += 1
            following = self._bound()
            ref = self._ref()
            if ref is None or (following is Sort.FROM):
                self.at = start
                return last
            last = ref

    def _joins(self, bound: Sort | None, last: Ref | None) -> bool:
        """«с … по …» and «… по …»; a bound of its own starts an item of its own."""
        sort = self._peek()
        if self._is_mark({","}) and bound is Sort.FROM:
            sort = self._peek(1)
            if sort in {Sort.UP_TO, Sort.BY}:
                self.at += 1
        return last is None and bound is not Sort.UP_TO and sort in {Sort.UP_TO, Sort.BY}

    def _ref(self) -> Ref | None:
        if self._peek() is not Sort.PART:
            plain = self._plain()
            return self._qualified(plain) if plain else None
        start = self.at
        part = _PARTS[self._value()]
        self.at += 1
        while self._is_mark({"-"}) or self._peek() in {Sort.IN, Sort.ALL}:
            self.at += 1
        if self._peek() is Sort.YEAR_UNIT:
            self.at += 1
            return self._qualified(Ref(Unit.YEAR, part=part))
        plain = self._plain() if not self._is_mark({"-"}) else None
        if plain is None or plain.unit is Unit.PENDING:
            self.at = start
            return None
        return self._qualified(plain)._replace(part=part)

    def _plain(self) -> Ref | None:
        sort = self._peek()
        if sort is None:
            return None
        if sort in {Sort.NUM, Sort.ORD, Sort.COUNT}:
            return self._numbered()
        if sort in {Sort.DATE, Sort.MONTH_YEAR, Sort.MONTH}:
            return self._dated(sort)
        if sort is Sort.SEASON:
            return self._season()
        if sort is Sort.HOLIDAY:
            self.at += 1
            return Ref(Unit.HOLIDAY)
        return self._yearly(sort)

    def _dated(self, sort: Sort) -> Ref:
        token = self.tokens[self.at]
        self.at += 1
        if sort is Sort.MONTH:
            month = token.value if isinstance(token.value, int) else 0
            return Ref(Unit.MONTH, month=month)
        numbers = token.value if isinstance(token.value, tuple) else ()
        if sort is Sort.MONTH_YEAR:
            return Ref(Unit.MONTH, month=numbers[0] or 13, year=numbers[1])
        year = numbers[2] if len(numbers) > 2 else 0
        return Ref(Unit.DAY, numbers[0] or 32, month=numbers[1] or 13, year=year)

    def _season(self) -> Ref:
        season = self._value()
        self.at += 1
        if self._peek() is Sort.HOLIDAY:
            self.at += 1
            return Ref(Unit.HOLIDAY, season)
        return Ref(Unit.SEASON, season)

    def _yearly(self, sort: Sort) -> Ref | None:
        token = self.tokens[self.at]
        if sort is Sort.YEAR and isinstance(token.value, int):
            self.at += 1
            self._eat(Sort.YEAR_UNIT)
            return Ref(Unit.YEAR, year=token.value)
        if sort is Sort.SCHOOL and self._peek_past_dots() is Sort.YEAR_UNIT:
            self.at += 1
            self._eat(Sort.YEAR_UNIT)
            return Ref(Unit.SCHOOL_YEAR)
        if sort is Sort.YEARS and isinstance(token.value, tuple):
            self.at += 1
            return self._years(token.value)
        if sort is Sort.YEAR_UNIT and self._peek(-1) in {Sort.WITHIN, Sort.ALL}:
            self.at += 1
            return Ref(Unit.SCHOOL_YEAR)
        return None

    def _years(self, years: tuple[int, ...]) -> Ref:
        if self._eat(Sort.SCHOOL):
            self._eat(Sort.YEAR_UNIT)
            return Ref(Unit.SCHOOL_YEAR, base=years[0])
        self._eat(Sort.YEAR_UNIT)
        return Ref(Unit.YEAR, year=years[0], last=years[1])

    def _peek_past_dots(self) -> Sort | None:
        ahead = 1
        while self._is_mark(_SILENT_MARKS, ahead):
            ahead += 1
        if self._peek(ahead) is Sort.YEARS:
            return Sort.YEAR_UNIT
        return self._peek(ahead)

    def _eat(self, sort: Sort) -> bool:
        """Step over one token of the sort, and the dots around it."""
        start = self.at
        self._skip_silent_and_lines()
        if self._peek() is not sort:
            self.at = start
            return False
        self.at += 1
        self._skip_silent()
        return True

    def _skip_silent_and_lines(self) -> None:
        while self._is_mark(_SILENT_MARKS):
            self.at += 1

    def _numbered(self) -> Ref | None:
        number, is_ordinal = self._value(), self._peek() is Sort.ORD
        start = self.at
        self.at += 1
        if number in {20, 30} and self._peek() is Sort.ORD and 1 <= self._value() <= 9:
            number, is_ordinal = number + self._value(), True
            self.at += 1
        self._skip_silent_and_lines()
        sort = self._peek()
        if sort is Sort.MONTH and number >= 0:
            month = self._value()
            self.at += 1
            return Ref(Unit.DAY, number, month=month)
        if sort is Sort.NUMBER:
            self.at += 1
            return Ref(Unit.DAY_OF_MONTH, number)
        if sort is Sort.SCHOOL and self._peek(1) in {Sort.TERM, Sort.HALF, Sort.QUARTER}:
            self.at += 1
            sort = self._peek()
        if sort in _UNITS:
            return self._unit(number, sort, is_ordinal=is_ordinal)
        return self._bare(number, sort, start)

    def _bare(self, number: int, sort: Sort | None, start: int) -> Ref | None:
        if sort in _LENGTHS:
            self.lengths += 1
            self.at += 1
            return None
        is_number = self.tokens[start].sort is not Sort.COUNT and -1 <= number <= 31
        if is_number and (sort is None or sort in _AFTER_PENDING):
            return Ref(Unit.PENDING, number)
        self.at = start
        return None

    def _unit(self, number: int, sort: Sort, *, is_ordinal: bool) -> Ref | None:
        self.at += 1
        unit = _UNITS[sort]
        if unit not in _OF_MONTH:
            return Ref(unit, number)
        before = self.at
        while self._peek() is Sort.IN or self._is_mark({"\n", "."}):
            self.at += 1
        if self._peek() is Sort.MONTH:
            month = self._value()
            self.at += 1
            return Ref(unit, number, month=month)
        self.at = before
        if self._peek() in {Sort.YEAR_UNIT, Sort.SCHOOL, Sort.YEARS} and unit in _OF_YEAR:
            return Ref(_OF_YEAR[unit], number)
        if is_ordinal or self._is_after_month():
            return None if unit is Unit.DAY else Ref(unit, number)
        self.lengths += 1
        return None

    def _is_after_month(self) -> bool:
        return bool(self.items) and self.items[-1].first.unit in {Unit.MONTH, Unit.WEEK}

    def _qualified(self, ref: Ref) -> Ref:
        """With the year, the years or the school year written after it."""
        start = self.at
        self._skip_silent_and_lines()
        if self._is_mark({",", "("}) and self._closes_with_year():
            self.at += 1
        sort = self._peek()
        token = self.tokens[self.at] if sort else None
        if sort is Sort.YEAR_UNIT and ref.year and self.at == start:
            self._eat(Sort.YEAR_UNIT)
            return ref
        if sort is Sort.YEAR and not ref.year and token and isinstance(token.value, int):
            self.at += 1
            self._eat(Sort.YEAR_UNIT)
            return ref._replace(year=token.value)
        if sort is Sort.YEARS and token and isinstance(token.value, tuple):
            self.at += 1
            self._eat(Sort.SCHOOL)
            self._eat(Sort.YEAR_UNIT)
            return ref._replace(base=token.value[0])
        if sort is Sort.SCHOOL and ref.unit is not Unit.SCHOOL_YEAR:
            return self._in_school_year(ref)
        if sort is Sort.NUM and self._is_short_year():
            year = 2000 + self._value()
            self.at += 1
            self._eat(Sort.YEAR_UNIT)
            return ref._replace(year=year)
        self.at = start
        if ref.unit is Unit.HALF:
            self._eat(Sort.YEAR_UNIT)
        return ref

    def _in_school_year(self, ref: Ref) -> Ref:
        self._eat(Sort.SCHOOL)
        token = self.tokens[self.at] if self._peek() is Sort.YEARS else None
        self._eat(Sort.YEARS)
        self._eat(Sort.YEAR_UNIT)
        token = token or (self.tokens[self.at] if self._peek() is Sort.YEARS else None)
        if token and isinstance(token.value, tuple):
            self._eat(Sort.YEARS)
            return ref._replace(base=token.value[0])
        return ref

    def _is_short_year(self) -> bool:
        ahead = 1
        while self._is_mark(_SILENT_MARKS, ahead):
            ahead += 1
        return 20 <= self._value() <= 60 and self._peek(ahead) is Sort.YEAR_UNIT

    def _closes_with_year(self) -> bool:
        """After the mark stands a year that belongs to nothing behind it."""
        rest = [token for token in self.tokens[self.at + 1 :] if token.value != "."]
        if not rest or rest[0].sort is not Sort.YEAR:
            return False
        tail = [token for token in rest[1:] if token.sort is not Sort.YEAR_UNIT]
        return not tail or tail[0].value == ")"
