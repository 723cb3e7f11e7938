"""The work after a doubt is settled, in one row or in all of the same cause."""

import re
from dataclasses import replace

from domain.calendar import Calendar
from domain.deadlines import Deadline, Doubt
from domain.roadmap_editing import added, toggled, undated, with_deadline, with_row
from domain.roadmap_proposals import How, Settlement, proposals
from domain.roadmap_questions import Question, questions
from domain.roadmap_work import Work, row_at


def settled(
    work: Work, question: Question, how: How, calendar: Calendar, *, everywhere: bool = False
) -> Work:
    """Settle a doubt, or all of its cause; those for which the way is not open stay asked."""
    alike = [one for one in questions(work) if one.cause == question.cause and one.cause]
    for one in reversed(alike if everywhere else [question]):
        found = [choice for choice in proposals(work, one, calendar) if choice.how is how]
        if found:
            work = replace(_settled(work, one, found[0], calendar), settled=work.settled + 1)
    return work


def _settled(work: Work, question: Question, choice: Settlement, calendar: Calendar) -> Work:
    if question.line is not None:
        if choice.how is How.ADD:
            line = work.draft.not_understood[question.line]
            work = added(work, len(work.draft.stages) - 1, line, calendar)
        return _without_line(work, question.line)
    if question.row is None:
        return _paper_settled(work, question.doubt, choice)
    if question.doubt.code == "two_spellings":
        return _named(work, question.doubt, choice)
    if choice.how is How.DROP:
        return toggled(work, question.row)
    return _row_settled(work, question.row, question.doubt, choice, calendar)


def _row_settled(
    work: Work, index: int, doubt: Doubt, choice: Settlement, calendar: Calendar
) -> Work:
    row = row_at(work, index)
    doubts = tuple(one for one in row.doubts if one != doubt)
    work = with_row(work, index, replace(row, doubts=doubts))
    if choice.how is How.UNNAME:
        return _unnamed(work, index, dict(doubt.args)["words"])
    if choice.how is How.UNDATED:
        return with_deadline(work, index, undated(row))
    return work if choice.deadline is None else _dated(work, index, choice.deadline, calendar)


def _unnamed(work: Work, index: int, words: str) -> Work:
    """Take words off those who answer for a row; nobody left is a doubt of its own."""
    row = row_at(work, index)
    who = tuple(one for one in row.responsibles if one.text != words)
    doubts = row.doubts if who else (*row.doubts, Doubt(code="missing_responsible"))
    return with_row(work, index, replace(row, responsibles=who, doubts=doubts))


def _dated(work: Work, index: int, deadline: Deadline, calendar: Calendar) -> Work:
    """Put right a deadline; what was asked about it before is not asked again."""
    row = row_at(work, index)
    asked = {doubt for doubt in row.deadline.doubts if doubt not in row.doubts}
    fresh = tuple(doubt for doubt in deadline.doubts if doubt not in asked)
    return with_deadline(work, index, replace(deadline, doubts=fresh), calendar)


def understood(work: Work, *, line: int, stage: int, calendar: Calendar | None = None) -> Work:
    """Make an activity at a stage's end of a line that was not understood."""
    work = added(work, stage, work.draft.not_understood[line], calendar)
    return replace(_without_line(work, line), settled=work.settled + 1)


def _without_line(work: Work, at: int) -> Work:
    lines = work.draft.not_understood
    return replace(work, draft=replace(work.draft, not_understood=(*lines[:at], *lines[at + 1 :])))


def _paper_settled(work: Work, doubt: Doubt, choice: Settlement) -> Work:
    left = tuple(one for one in work.draft.doubts if one != doubt)
    draft = replace(work.draft, doubts=left)
    if doubt.code == "two_spellings":
        draft = replace(draft, organisation=choice.text)
    year = int(choice.text) if choice.how is How.YEAR else work.year
    return replace(work, draft=draft, year=year)


def _named(work: Work, doubt: Doubt, choice: Settlement) -> Work:
    """One person under one spelling in every row, or two people; asked no more either way."""
    wrong = {value for _, value in doubt.args} - {choice.text}
    for index, row in enumerate(work.rows):
        who = row.responsibles
        if choice.how is not How.KEEP:
            who = tuple(replace(one, text=_spelled(one.text, wrong, choice.text)) for one in who)
        doubts = tuple(one for one in row.doubts if one != doubt)
        new = replace(row, responsibles=tuple(dict.fromkeys(who)), doubts=doubts)
        if new != row:
            work = with_row(work, index, new)
    return work


def _spelled(text: str, wrong: set[str], right: str) -> str:
    for name in wrong:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: right, text)
    return text
