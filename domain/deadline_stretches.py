"""Tokens → one stretch of the calendar: a day, a month, a week, a quarter, a school year."""

from domain.deadline_cursor import SILENT_MARKS, Cursor
from domain.deadline_refs import Part, Ref, Unit
from domain.deadline_tokens import Token
from domain.deadline_words import ONE_DAY, Sort

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
_AFTER_PENDING = {
    Sort.NUM,
    Sort.ORD,
    Sort.DATE,
    Sort.MONTH,
    Sort.MONTH_YEAR,
    Sort.MARK,
    Sort.AND,
    Sort.BY,
    Sort.UP_TO,
    Sort.FROM,
    Sort.ASIDE,
}
_PARTS = {1: Part.BEGINNING, 2: Part.MIDDLE, 3: Part.END}
_OF_MONTH = {Unit.WEEK, Unit.DECADE, Unit.HALF_MONTH, Unit.DAY}
_OF_YEAR = {Unit.HALF_MONTH: Unit.HALF, Unit.WEEK: Unit.SCHOOL_WEEK}


class Stretches(Cursor):
    """Reads one ref at the cursor, or leaves the cursor where it stood.

    `lengths` counts durations met («две недели»); `is_after_month` says that a bare week
    may belong to the month just read.
    """

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self.lengths = 0
        self.is_after_month = False

    def ref(self) -> Ref | None:
        """The ref that begins here, with its part and its written year."""
        if self.peek() is not Sort.PART:
            plain = self._plain()
            return self._qualified(plain) if plain else None
        start = self.at
        part = _PARTS[self.value()]
        self.at += 1
        while self.is_mark({"-"}) or self.peek() in {Sort.IN, Sort.ALL}:
            self.at += 1
        if self.peek() is Sort.YEAR_UNIT:
            self.at += 1
            return self._qualified(Ref(Unit.YEAR, part=part))
        plain = self._plain() if not self.is_mark({"-"}) else None
        if plain is None or plain.unit is Unit.PENDING:
            self.at = start
            return None
        return self._qualified(plain)._replace(part=part)

    def _plain(self) -> Ref | None:
        sort = self.peek()
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
        season = self.value()
        self.at += 1
        if self.peek() is Sort.HOLIDAY:
            self.at += 1
            return Ref(Unit.HOLIDAY, season)
        return Ref(Unit.SEASON, season)

    def _yearly(self, sort: Sort) -> Ref | None:
        token = self.tokens[self.at]
        if sort is Sort.YEAR and isinstance(token.value, int):
            self.at += 1
            self.eat(Sort.YEAR_UNIT)
            return Ref(Unit.YEAR, year=token.value)
        if sort is Sort.SCHOOL and self._peek_past_dots() is Sort.YEAR_UNIT:
            self.at += 1
            self.eat(Sort.YEAR_UNIT)
            return Ref(Unit.SCHOOL_YEAR)
        if sort is Sort.YEARS and isinstance(token.value, tuple):
            self.at += 1
            return self._years(token.value)
        if sort is Sort.YEAR_UNIT and self.peek(-1) in {Sort.WITHIN, Sort.ALL}:
            self.at += 1
            return Ref(Unit.SCHOOL_YEAR)
        return None

    def _years(self, years: tuple[int, ...]) -> Ref:
        if self.eat(Sort.SCHOOL):
            self.eat(Sort.YEAR_UNIT)
            return Ref(Unit.SCHOOL_YEAR, base=years[0])
        self.eat(Sort.YEAR_UNIT)
        return Ref(Unit.YEAR, year=years[0], last=years[1])

    def _peek_past_dots(self) -> Sort | None:
        ahead = 1
        while self.is_mark(SILENT_MARKS, ahead):
            ahead += 1
        if self.peek(ahead) is Sort.YEARS:
            return Sort.YEAR_UNIT
        return self.peek(ahead)

    def _numbered(self) -> Ref | None:
        number, is_ordinal = self.value(), self.peek() is Sort.ORD
        start = self.at
        self.at += 1
        if number in {20, 30} and self.peek() is Sort.ORD and 1 <= self.value() <= 9:
            number, is_ordinal = number + self.value(), True
            self.at += 1
        self.skip_silent_and_lines()
        sort = self.peek()
        if sort is Sort.MONTH and number >= 0:
            month = self.value()
            self.at += 1
            return Ref(Unit.DAY, number, month=month)
        if sort is Sort.NUMBER:
            self.at += 1
            return Ref(Unit.DAY_OF_MONTH, number)
        if is_ordinal and (several := self._several(number)):
            return several
        if sort is Sort.SCHOOL and self.peek(1) in {Sort.TERM, Sort.HALF, Sort.QUARTER}:
            self.at += 1
            sort = self.peek()
        if sort in _UNITS:
            return self._unit(number, sort, is_ordinal=is_ordinal)
        return self._bare(number, sort, start)

    def _several(self, number: int) -> Ref | None:
        """«последняя пятница мая», «первые две недели сентября»."""
        ahead = [self.peek(), self.peek(1), self.peek(2)]
        if ahead[:2] == [Sort.WEEKDAY, Sort.MONTH]:
            self.at += 2
            return Ref(Unit.WEEKDAY, number, month=self.value(-1), last=self.value(-2))
        if ahead[0] not in {Sort.COUNT, Sort.NUM} or ahead[2] is not Sort.MONTH:
            return None
        unit = {Sort.WEEK: Unit.WEEKS, Sort.DAY_UNIT: Unit.DAYS}.get(ahead[1] or Sort.WORD)
        if unit is None or number not in {1, -1}:
            return None
        self.at += 3
        return Ref(unit, number * self.value(-3), month=self.value(-1))

    def _bare(self, number: int, sort: Sort | None, start: int) -> Ref | None:
        if sort in _LENGTHS:
            self.lengths += 1
            self.at += 1
            return None
        is_label = start > 0 and self.tokens[start - 1].sort is Sort.WORD
        is_number = self.tokens[start].sort is not Sort.COUNT and -1 <= number <= 31
        is_parted = sort is None or sort in _AFTER_PENDING
        if is_number and is_parted and not is_label and not self.is_mark({")"}):
            return Ref(Unit.PENDING, number)
        self.at = start
        return None

    def _unit(self, number: int, sort: Sort, *, is_ordinal: bool) -> Ref | None:
        unit = _UNITS[sort]
        if unit is Unit.DAY and is_ordinal and self.tokens[self.at].text not in ONE_DAY:
            self.lengths += 1
            return None
        self.at += 1
        if unit not in _OF_MONTH:
            return Ref(unit, number)
        before = self.at
        while self.peek() is Sort.IN or self.is_mark({"\n", "."}):
            self.at += 1
        if self.peek() is Sort.MONTH:
            month = self.value()
            self.at += 1
            return Ref(unit, number, month=month)
        self.at = before
        if self.peek() in {Sort.YEAR_UNIT, Sort.SCHOOL, Sort.YEARS} and unit in _OF_YEAR:
            return Ref(_OF_YEAR[unit], number)
        if is_ordinal or self.is_after_month:
            return None if unit is Unit.DAY else Ref(unit, number)
        self.lengths += 1
        return None

    def _qualified(self, ref: Ref) -> Ref:
        """With the year, the years or the school year written after it."""
        start = self.at
        self.skip_silent_and_lines()
        if self.is_mark({",", "("}) and self._closes_with_year():
            self.at += 1
        sort = self.peek()
        token = self.tokens[self.at] if sort else None
        if sort is Sort.YEAR_UNIT and ref.year and self.at == start:
            self.eat(Sort.YEAR_UNIT)
            return ref
        if sort is Sort.YEAR and not ref.year and token and isinstance(token.value, int):
            self.at += 1
            self.eat(Sort.YEAR_UNIT)
            return ref._replace(year=token.value)
        if sort is Sort.YEARS and token and isinstance(token.value, tuple):
            self.at += 1
            self.eat(Sort.SCHOOL)
            self.eat(Sort.YEAR_UNIT)
            return ref._replace(base=token.value[0])
        if sort is Sort.SCHOOL and ref.unit is not Unit.SCHOOL_YEAR:
            return self._in_school_year(ref)
        if sort is Sort.NUM and self._is_short_year():
            year = 2000 + self.value()
            self.at += 1
            self.eat(Sort.YEAR_UNIT)
            return ref._replace(year=year)
        self.at = start
        if ref.unit is Unit.HALF:
            self.eat(Sort.YEAR_UNIT)
        return ref

    def _in_school_year(self, ref: Ref) -> Ref:
        self.eat(Sort.SCHOOL)
        token = self.tokens[self.at] if self.peek() is Sort.YEARS else None
        self.eat(Sort.YEARS)
        self.eat(Sort.YEAR_UNIT)
        token = token or (self.tokens[self.at] if self.peek() is Sort.YEARS else None)
        if token and isinstance(token.value, tuple):
            self.eat(Sort.YEARS)
            return ref._replace(base=token.value[0])
        return ref

    def _is_short_year(self) -> bool:
        ahead = 1
        while self.is_mark(SILENT_MARKS, ahead):
            ahead += 1
        return 20 <= self.value() <= 60 and self.peek(ahead) is Sort.YEAR_UNIT

    def _closes_with_year(self) -> bool:
        """After the mark stands a year that belongs to nothing behind it."""
        rest = [token for token in self.tokens[self.at + 1 :] if token.value != "."]
        if not rest or rest[0].sort not in {Sort.YEAR, Sort.YEARS}:
            return False
        tail = [one for one in rest[1:] if one.sort not in {Sort.YEAR_UNIT, Sort.SCHOOL}]
        return not tail or tail[0].value == ")"
