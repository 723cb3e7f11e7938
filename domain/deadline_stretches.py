"""Tokens → one stretch of the calendar: a day, a month, a week, a quarter, a school year."""

from domain.deadline_counted import Counted
from domain.deadline_cursor import SILENT_MARKS
from domain.deadline_refs import Part, Ref, Unit
from domain.deadline_sorts import Sort
from domain.deadline_text_words import NAMED_DAYS
from domain.deadline_tokens import Token

_NUMBERED = {Sort.NUM, Sort.ORD, Sort.COUNT}
_DATED = {Sort.DATE, Sort.MONTH_YEAR, Sort.MONTH}
_WHOLE = {Sort.WITHIN, Sort.ALL}
_IN_OR_ALL = {Sort.IN, Sort.ALL}
_IN_OR_AND = {Sort.IN, Sort.AND}
_YEARS = {Sort.YEAR, Sort.YEARS}
_YEARLY = {Sort.YEAR, Sort.YEARS, Sort.SCHOOL, Sort.YEAR_UNIT, Sort.CALENDAR, Sort.NEXT}
_UNWRITTEN = {Sort.CALENDAR, Sort.NEXT}
_OF_YEAR = {Sort.YEAR_UNIT, Sort.SCHOOL}
_QUALIFYING = {Sort.YEAR, Sort.YEARS, Sort.SCHOOL, Sort.NUM, Sort.YEAR_UNIT, Sort.MARK}
_PARTS = {1: Part.BEGINNING, 2: Part.MIDDLE, 3: Part.END}


class Stretches(Counted):
    """Reads one ref at the cursor, or leaves the cursor where it stood.

    `bare_years` counts years without «год».
    """

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self.bare_years = 0

    def ref(self) -> Ref | None:
        """The ref that begins here, with its part and its written year."""
        if self._sorts[self.at] is not Sort.PART:
            plain = self._plain()
            is_told = plain and self._sorts[self.at] in _QUALIFYING
            return self._qualified(plain) if plain and is_told else plain
        start = self.at
        part = _PARTS[self.value()]
        self.at += 1
        if self._is_before_part():
            return Ref(Unit.PENDING, part=part)
        while self.is_mark("-") or self.peek() in _IN_OR_ALL:
            self.at += 1
        plain = self._year_unit() or self._plain()
        if plain is None:
            self.at = start
            return None
        whole = self._qualified(plain)
        return whole if plain.unit is Unit.DAY else whole._replace(part=part)

    def _is_before_part(self) -> bool:
        """«начало и конец года», «в начале, в середине и в конце»: the rest is yet to come."""
        ahead = 0
        while self.is_mark("-,", ahead) or self.peek(ahead) in _IN_OR_AND:
            ahead += 1
        return ahead > 0 and self.peek(ahead) is Sort.PART

    def _year_unit(self) -> Ref | None:
        """«(конец) года», «(начало) календарного года», «(начало) нового учебного года»."""
        sorts = [self.peek(), self.peek(1), self.peek(2)]
        if sorts[0] is Sort.YEAR_UNIT:
            self.at += 1
            return Ref(Unit.YEAR)
        if sorts[:2] == [Sort.CALENDAR, Sort.YEAR_UNIT]:
            self.at += 2
            return Ref(Unit.YEAR, 1)
        if sorts == [Sort.NEXT, Sort.SCHOOL, Sort.YEAR_UNIT]:
            self.at += 3
            return Ref(Unit.YEAR, last=1)
        return None

    def _plain(self) -> Ref | None:
        sort = self._sorts[self.at]
        if sort is None:
            return None
        if sort in _NUMBERED:
            return self._numbered()
        if sort in _DATED:
            return self._dated(sort)
        if sort in _YEARLY:
            return self._yearly(sort)
        if sort is Sort.SEASON:
            return self._season()
        if sort is Sort.HOLIDAY:
            self.at += 1
            season = self.value() if self.peek() is Sort.SEASON else 0
            self.at += season > 0
            return Ref(Unit.HOLIDAY, season)
        return self._named_day(sort)

    def _named_day(self, sort: str) -> Ref | None:
        """«День учителя», «последний рабочий день мая»."""
        if sort is Sort.WORKDAY and self.peek(1) is Sort.MONTH:
            self.at += 2
            return Ref(Unit.WORKDAY, self.value(-2), month=self.value(-1))
        if sort is not Sort.NAMED_DAY:
            return None
        self.at += 1
        month, n, weekday = NAMED_DAYS[self.value(-1)][1]
        return Ref(Unit.NAMED_DAY, n, month=month, last=weekday)

    def _dated(self, sort: str) -> Ref:
        token = self.tokens[self.at]
        self.at += 1
        if sort is Sort.MONTH:
            month = token.value if isinstance(token.value, int) else 0
            if self.peek() is Sort.MONTH_UNIT:
                self.at += 1
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

    def _yearly(self, sort: str) -> Ref | None:
        token = self.tokens[self.at]
        if sort is Sort.YEAR and isinstance(token.value, int):
            self.at += 1
            self.bare_years += not self.eat(Sort.YEAR_UNIT)
            return Ref(Unit.YEAR, year=token.value)
        if sort is Sort.SCHOOL and self._peek_past_dots() is Sort.YEAR_UNIT:
            self.at += 1
            self.eat(Sort.YEAR_UNIT)
            return Ref(Unit.SCHOOL_YEAR)
        if sort is Sort.YEARS and isinstance(token.value, tuple):
            self.at += 1
            return self._years(token.value)
        before = -2 if self.is_mark(".", -1) else -1
        if self.peek(before) in _WHOLE and sort is Sort.YEAR_UNIT:
            self.at += 1
            return Ref(Unit.SCHOOL_YEAR)
        return self._year_unit() if sort in _UNWRITTEN else None

    def _years(self, years: tuple[int, ...]) -> Ref:
        if self.eat(Sort.SCHOOL):
            self.eat(Sort.YEAR_UNIT)
            return Ref(Unit.SCHOOL_YEAR, base=years[0])
        self.eat(Sort.YEAR_UNIT)
        if years[1] == years[0] + 1:
            self.doubts.append("year_assumed")
            return Ref(Unit.SCHOOL_YEAR, base=years[0])
        return Ref(Unit.YEAR, year=years[0], last=years[1])

    def _peek_past_dots(self) -> str | None:
        ahead = 1
        while self.is_mark(SILENT_MARKS, ahead):
            ahead += 1
        if self.peek(ahead) is Sort.YEARS:
            return Sort.YEAR_UNIT
        return self.peek(ahead)

    def _qualified(self, ref: Ref) -> Ref:
        """With the year, the years or the school year written after it."""
        start = self.at
        self.skip_silent_and_lines()
        if (self.is_mark(",(") and self._closes_with_year()) or (
            self.is_mark("-/") and ref.unit is Unit.MONTH and self._is_year_ahead()
        ):
            self.at += 1
        sort = self.peek()
        token = self.tokens[self.at] if sort else None
        if sort is Sort.YEAR_UNIT and ref.year and self.at == start:
            self.eat(Sort.YEAR_UNIT)
            return ref
        if sort is Sort.YEAR and not ref.year and token and isinstance(token.value, int):
            self.at += 1
            self._end_year()
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

    def _end_year(self) -> None:
        """Past «г.», «года», «уч. года» after a year."""
        self.eat(Sort.YEAR_UNIT)
        if self.eat(Sort.SCHOOL):
            self.eat(Sort.YEAR_UNIT)

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

    def _is_year_ahead(self) -> bool:
        """«сентябрь-2025», but not «май - 2025-2026 учебный год»."""
        return self.peek(1) is Sort.YEAR and not self.is_mark("-", 2)

    def _is_short_year(self) -> bool:
        ahead = 1
        while self.is_mark(SILENT_MARKS, ahead):
            ahead += 1
        return 20 <= self.value() <= 60 and self.peek(ahead) is Sort.YEAR_UNIT

    def _closes_with_year(self) -> bool:
        """After the mark stands a year that belongs to nothing behind it."""
        rest = [token for token in self.tokens[self.at + 1 :] if token.value != "."]
        if not rest or rest[0].sort not in _YEARS:
            return False
        tail = [one for one in rest[1:] if one.sort not in _OF_YEAR]
        return not tail or tail[0].value == ")"
