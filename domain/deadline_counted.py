"""Tokens that begin with a number → a day, a week, a decade, a quarter; or a length."""

from domain.deadline_cursor import Cursor
from domain.deadline_refs import Part, Ref, Unit
from domain.deadline_sorts import Sort
from domain.deadline_tokens import Token
from domain.deadline_words import DOCUMENT_DATE, ONE_DAY, PLURAL_ENDINGS, PLURAL_NUMBERS, ROMAN

_UNITS = {
    Sort.WEEK: Unit.WEEK,
    Sort.DECADE: Unit.DECADE,
    Sort.QUARTER: Unit.QUARTER,
    Sort.TERM: Unit.TERM,
    Sort.TRIMESTER: Unit.TRIMESTER,
    Sort.SEMESTER: Unit.SEMESTER,
    Sort.HALF: Unit.HALF,
    Sort.HALF_PART: Unit.HALF_MONTH,
    Sort.DAY_UNIT: Unit.DAY,
}
_LENGTHS = {Sort.DAY_UNIT, Sort.WEEK, Sort.MONTH_UNIT, Sort.TIME_UNIT, Sort.YEAR_UNIT, Sort.DECADE}
_SEVERAL = {Sort.WEEK: Unit.WEEKS, Sort.DAY_UNIT: Unit.DAYS}
_NEVER_MORE_THAN_FOUR = {Sort.HALF, Sort.TERM, Sort.QUARTER, Sort.TRIMESTER, Sort.SEMESTER}
_OF_SCHOOL = {Sort.TERM, Sort.HALF, Sort.QUARTER}
_AMOUNTS = {Sort.COUNT, Sort.NUM}
_YEARLY = {Sort.YEAR_UNIT, Sort.SCHOOL, Sort.YEARS}
_STROKES = {11: 2, 111: 3}
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
_OF_MONTH = {Unit.WEEK, Unit.DECADE, Unit.HALF_MONTH, Unit.DAY}
_OF_YEAR = {Unit.HALF_MONTH: Unit.HALF, Unit.WEEK: Unit.SCHOOL_WEEK}


class Counted(Cursor):
    """Reads what a number counts, or leaves the cursor where it stood.

    `lengths` counts durations met («две недели»); `is_after_month` says that a bare week
    may belong to the month just read.
    """

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self.lengths = 0
        self.doubts: list[str] = []
        self.is_after_month = False

    def _numbered(self) -> Ref | None:
        number, is_ordinal = self.value(), self.peek() is Sort.ORD
        start = self.at
        self.at += 1
        if self._sorts[self.at] is Sort.ORD and number in {20, 30} and 1 <= self.value() <= 9:
            number, is_ordinal = number + self.value(), True
            self.at += 1
        self.skip_silent_and_lines()
        sort = self.peek()
        if sort is Sort.MONTH and number >= 0:
            month = self.value()
            self.at += 1
            return Ref(Unit.DAY, number, month=month)
        if sort is Sort.NUMBER:
            return self._of_number(number, self.tokens[start].text)
        if sort is Sort.ORD and number > 0 and self.tokens[start].sort is Sort.COUNT:
            return self._last_several(number, start)
        if is_ordinal and (several := self._several(number)):
            return several
        if sort is Sort.SCHOOL and self.peek(1) in _OF_SCHOOL:
            self.at += 1
            sort = self.peek()
        if sort in _UNITS:
            return self._unit(number, sort, is_ordinal=is_ordinal)
        return self._bare(number, sort, start)

    def _of_number(self, number: int, said: str) -> Ref:
        """«15 числа», «15 число октября», «в первых числах сентября»."""
        are_several = said.endswith(PLURAL_ENDINGS) and (
            self.tokens[self.at].text in PLURAL_NUMBERS
        )
        self.at += 1
        if self.peek() is not Sort.MONTH:
            return Ref(Unit.DAY_OF_MONTH, number)
        month = self.value()
        self.at += 1
        if are_several:
            self.doubts += ["part_assumed"] if number > 0 else []
            return Ref(Unit.MONTH, month=month, part=_part_of_days(number))
        return Ref(Unit.DAY, number, month=month)

    def _last_several(self, count: int, start: int) -> Ref | None:
        """«две последние недели мая»."""
        number, unit = self.value(), _SEVERAL.get(self.peek(1) or Sort.WORD)
        if unit is None or number not in {1, -1} or self.peek(2) is not Sort.MONTH:
            self.at = start
            return None
        self.at += 3
        return Ref(unit, number * count, month=self.value(-1))

    def _several(self, number: int) -> Ref | None:
        """«последняя пятница мая», «первые две недели сентября»."""
        ahead = [self.peek(), self.peek(1), self.peek(2)]
        if ahead[:2] == [Sort.WEEKDAY, Sort.MONTH]:
            self.at += 2
            return Ref(Unit.WEEKDAY, number, month=self.value(-1), last=self.value(-2))
        if ahead[0] not in _AMOUNTS or ahead[2] is not Sort.MONTH:
            return None
        unit = _SEVERAL.get(ahead[1] or Sort.WORD)
        if unit is None or number not in {1, -1}:
            return None
        self.at += 3
        return Ref(unit, number * self.value(-3), month=self.value(-1))

    def _bare(self, number: int, sort: str | None, start: int) -> Ref | None:
        if sort in _LENGTHS:
            self.lengths += 1
            self.at += 1
            return None
        before = self.tokens[start - 1] if start else None
        is_label = before and before.sort is Sort.WORD and before.text != DOCUMENT_DATE
        is_number = self.tokens[start].sort is not Sort.COUNT and -1 <= number <= 31
        is_parted = sort is None or sort in _AFTER_PENDING
        is_listed = self.is_mark(")") and not self._is_in_brackets(start)
        if is_number and is_parted and not is_label and not is_listed:
            return Ref(Unit.PENDING, number, last=int(self.tokens[start].text in ROMAN))
        self.at = start
        return None

    def _is_in_brackets(self, start: int) -> bool:
        """«октябрь (15-20)», not «1)»."""
        return any(token.value == "(" for token in self.tokens[max(0, start - 6) : start])

    def _unit(self, number: int, sort: str, *, is_ordinal: bool) -> Ref | None:
        unit = _UNITS[sort]
        if sort in _NEVER_MORE_THAN_FOUR:
            number = _STROKES.get(number, number)
        if unit is Unit.DAY and is_ordinal and self.tokens[self.at].text not in ONE_DAY:
            return self._days(number)
        self.at += 1
        if unit not in _OF_MONTH:
            return Ref(unit, number)
        before = self.at
        while self.peek() is Sort.IN or self.is_mark("\n."):
            self.at += 1
        if self.peek() is Sort.MONTH:
            month = self.value()
            self.at += 1
            return Ref(unit, number, month=month)
        self.at = before
        if self.peek() in _YEARLY and unit in _OF_YEAR:
            return Ref(_OF_YEAR[unit], number)
        if is_ordinal or self.is_after_month:
            return None if unit is Unit.DAY else Ref(unit, number)
        self.lengths += 1
        return None

    def _days(self, number: int) -> Ref | None:
        """«первые дни сентября»; other days are a length."""
        if self.peek(1) is not Sort.MONTH or number not in {1, -1}:
            self.lengths += 1
            return None
        self.at += 2
        return Ref(Unit.MONTH, month=self.value(-1), part=_part_of_days(number))


def _part_of_days(number: int) -> str:
    """«первые числа», «десятые», «двадцатые» and «последние»."""
    if number in range(1, 10):
        return Part.BEGINNING
    return Part.MIDDLE if number in range(10, 20) else Part.END
