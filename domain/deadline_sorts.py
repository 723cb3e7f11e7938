"""Sort: what a word of a deadline is to its grammar.

Plain strings, always compared by identity: before Python 3.12 a member of an enum is found
several times slower, and a phrase asks for a hundred.
"""


class Sort:
    """What a token is to the grammar; the comment names its value."""

    NUM = "num"  # a number
    ORD = "ord"  # an ordinal, -1 for the last
    DATE = "date"  # (day, month, year or None)
    MONTH_YEAR = "month_year"  # (month, year)
    YEAR = "year"  # a calendar year
    YEARS = "years"  # (first, last)
    TIME = "time"
    MARK = "mark"  # a punctuation mark
    MONTH = "month"  # 1..12
    WEEKDAY = "weekday"  # 1..7
    DAY_UNIT = "day_unit"
    WEEK = "week"
    DECADE = "decade"
    MONTH_UNIT = "month_unit"
    QUARTER = "quarter"
    TERM = "term"
    TRIMESTER = "trimester"
    SEMESTER = "semester"
    HALF = "half"
    HALF_PART = "half_part"
    YEAR_UNIT = "year_unit"
    TIME_UNIT = "time_unit"
    LENGTH = "length"  # «десятидневный»
    NAMED_DAY = "named_day"  # its place in NAMED_DAYS
    NUMBER = "number"  # «числа»
    SCHOOL = "school"
    CALENDAR = "calendar"
    SEASON = "season"  # 1 autumn .. 4 summer
    HOLIDAY = "holiday"
    PART = "part"  # 1 beginning, 2 middle, 3 end
    FROM = "from"
    UP_TO = "up_to"
    BY = "by"  # «по»
    WORKING = "working"  # «рабочий»
    WORKDAY = "workday"  # which working day of a month
    TOWARD = "toward"  # «к»
    NOT = "not"
    LATER = "later"
    EARLIER = "earlier"
    IN = "in"
    WITHIN = "within"
    AND = "and"
    EVERY = "every"
    RECUR = "recur"  # times a year, 0 for another rhythm
    TIMES = "times"
    COUNT = "count"  # «два», «дважды»: how many
    CONTINUOUS = "continuous"
    ALL = "all"
    PERIOD = "period"
    WHY = "why"  # a code of WHY_CODES
    RELATIVE = "relative"
    BEFORE = "before"  # «за»: relative when a length follows
    NEXT = "next"  # of the next year; 1 when it is called the new one
    REPORTED = "reported"
    STREET = "street"
    BLANK = "blank"  # a line of underscores to be filled in by hand
    BETWEEN = "between"
    PLACE = "place"  # a number beside it is no date
    SKIPPED = "skipped"
    DOCUMENT = "document"
    ASIDE = "aside"  # carries nothing
    WORD = "word"  # not known
