"""Codes of doubts that reading a deadline may raise: stable names, kept in stored roadmaps.

Each has its sentence in `locales/*/doubts.ftl`. The first group says why a deadline is unknown;
the second says why a deadline that has been read is still to be looked at.
"""

WHY_UNKNOWN = frozenset(
    {
        "missing_deadline",  # an empty cell, a dash, a form to be filled in by hand
        "by_schedule",  # by a schedule kept elsewhere
        "by_plan",  # by a plan kept elsewhere
        "as_needed",  # when needed
        "accordance",  # as another document or an agreement says
        "relative",  # counted from another event
        "duration_without_start",  # how long, but not from when
        "no_such_date",  # 31 June
        "reversed_interval",  # ends before it begins
        "not_understood",
    }
)
WORTH_A_LOOK = frozenset(
    {
        "partly_understood",  # words, numbers or a second date were left over
        "year_outside",  # a written year that is not this paper's
        "year_assumed",  # school year or calendar year
        "calendar_assumed",  # quarters of the school, holidays, seasons, named days
        "part_assumed",  # the beginning and the middle are ten days
        "bound_assumed",  # until May: with May or without
        "dash_assumed",  # two dates and nothing between
        "digits_joined",  # a day of the month torn in two
        "number_or_date",  # 3.1
        "spelling_assumed",  # one letter is wrong
        "weekday_mismatch",  # Tuesday, 15 October, which is a Wednesday
        "either_or",  # September or October
        "approximate",  # about
        "other_rhythm",  # repeated, but in no rhythm that has a name
        "rhythm_assumed",  # the first Monday of the month: of each?
        "relative",
        "by_schedule",
        "by_plan",
        "as_needed",
        "accordance",  # a date with a remark that sends elsewhere
    }
)
