"""G4: activities, requests for another date, and what the mornings tell, beside a small model.

Who answers acts and nobody else, whatever the order; what is due is said, and said once.
"""

import itertools
from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule
from sqlalchemy import select

from db.models import Activity, DeadlineChange, OutboxMessage
from domain.activities import ActivityState, ChangeState, EvidenceGiven, EvidenceKind
from domain.calendar import local
from domain.people import Role
from services import activities, activity_dates, dependencies, people, reminders, responsibles
from tests.threats.machines import ANYBODY, LATE, SELDOM, Lived, content, run_long, run_short
from tests.threats.machines import ways as ways_of
from tests.world import ZONE
from ui.screen import Screen
from ui.screens import activities as screens
from ui.translator import Words

NUMBERS = st.sampled_from([1, 4, 1, 4, 2, 3])  # the first two have a responsible who has joined
ORDER = EvidenceGiven(kind=EvidenceKind.ORDER, text="№ 5")
UNDO = timedelta(minutes=10)
SOON = (-7, -3, -1, 0)  # days from the deadline on which it is told
LATE_BY = 3  # days that a telling may be late, over a weekend
WAYS = """
activity: open > done; done > open
change: - > asked accepted; asked > accepted declined
"""


class ActivitiesAreDone(Lived):
    """A roadmap of four; ``answering`` says whose each activity is, as the curator bound it."""

    sorts: ClassVar[dict[str, Any]] = {"activity": Activity, "change": DeadlineChange}
    allowed = frozenset(ways_of(WAYS))

    def __init__(self) -> None:
        super().__init__()
        self.answering: dict[int, set[str]] = {1: {"responsible"}, 2: set(), 3: set(), 4: set()}
        self.answering[4] = self.answering[1]  # the paper names one person for both
        self.gone: set[str] = set()
        self.marks: dict[int, list[Any]] = {number: [] for number in self.answering}
        self.after: set[tuple[int, int]] = set()
        self.mornings: set[date] = set()
        self.looked = itertools.cycle(self.answering)

    @initialize(days=st.sampled_from([0, 3, 9]))
    def begin(self, days: int) -> None:
        """A run begins before the deadlines, beside them, or after."""
        self.wait(days)

    def row(self, number: int) -> Any:
        """An activity as it stands."""
        return self.once(
            f"activity {number}", lambda uow: uow.activities.get(self.world.school_id, number)
        )

    def change(self) -> Any:
        """The newest request for another date."""
        query = select(DeadlineChange).order_by(DeadlineChange.id.desc()).limit(1)
        return self.once("change", lambda uow: uow.session.scalar(query))

    def may(self, who: str, number: int) -> bool:
        """Whether an activity is somebody's to act on."""
        return who == "curator" or (who in self.answering[number] and who not in self.gone)

    @rule(who=ANYBODY, number=NUMBERS, late=LATE, is_shown=st.sampled_from([True, True, False]))
    def mark(self, who: str, number: int, late: int, is_shown: bool) -> None:
        who, row = who or "responsible", self.row(number)
        evidence = ORDER if is_shown else activities.confirmed()
        is_done = self.does(
            who,
            lambda uow, actor: activities.mark_done(
                uow, actor, activity_id=number, version=row.version - late, evidence=evidence
            ),
        )
        may = self.may(who, number) and row.state is ActivityState.OPEN and not late
        assert not is_done or may
        if is_shown:
            assert is_done == may
        if is_done:
            self.marks[number].append(self.world.clock.now())

    @rule(who=SELDOM, number=NUMBERS, late=LATE)
    def close_anyway(self, who: str, number: int, late: int) -> None:
        row = self.row(number)
        is_done = self.does(
            who,
            lambda uow, actor: activities.close_anyway(
                uow, actor, activity_id=number, version=row.version - late, reason="отменено"
            ),
        )
        assert is_done == (who == "curator" and row.state is ActivityState.OPEN and not late)
        if is_done:
            self.marks[number].append(self.world.clock.now())

    @rule(who=ANYBODY, number=NUMBERS)
    def undo(self, who: str, number: int) -> None:
        who = who or "responsible"
        is_done = self.does(
            who, lambda uow, actor: activities.undo_done(uow, actor, activity_id=number)
        )
        marks = self.marks[number]
        is_fresh = bool(marks) and self.world.clock.now() - marks[-1] <= UNDO
        assert is_done == (self.may(who, number) and is_fresh)
        if is_done:
            marks.pop()

    @rule(number=st.sampled_from([1, 4]))
    def mistake(self, number: int) -> None:
        """A mark is made by mistake and taken back."""
        self.mark("", number, late=0, is_shown=True)
        self.undo("", number)

    @rule(who=ANYBODY, number=NUMBERS, days=st.integers(-1, 40), late=LATE)
    def ask(self, who: str, number: int, days: int, late: int) -> None:
        who, row = who or "responsible", self.row(number)
        to = self.today() + timedelta(days=days)
        is_done = self.does(
            who,
            lambda uow, actor: activity_dates.ask_or_move(
                uow, actor, activity_id=number, version=row.version - late, to=to, reason="болезнь"
            ),
        )
        is_open = row.state is ActivityState.OPEN and not late
        is_day = days >= 0 and to != row.due_on
        assert is_done == (self.may(who, number) and is_open and is_day)
        if is_done:
            is_moved = self.row(number).due_on == to
            assert is_moved == (who == "curator")  # nobody else moves a deadline

    @precondition(lambda self: self.change())
    @rule(who=ANYBODY, is_accepted=st.booleans())
    def decide(self, who: str, is_accepted: bool) -> None:
        who, change = who or "curator", self.change()
        row = self.row(change.activity_id)
        is_done = self.does(
            who,
            lambda uow, actor: activity_dates.decide(
                uow, actor, change_id=change.id, is_accepted=is_accepted
            ),
        )
        is_open = change.state is ChangeState.ASKED and row.state is ActivityState.OPEN
        assert is_done == (who == "curator" and is_open)
        if is_done:
            is_moved = self.row(row.id).due_on == change.new_due_on
            assert is_moved == (is_accepted or row.due_on == change.new_due_on)

    @rule(who=ANYBODY, number=NUMBERS)
    def remind(self, who: str, number: int) -> None:
        who, row = who or "curator", self.row(number)
        is_done = self.does(who, lambda uow, actor: activities.remind(uow, actor, number))
        assert is_done == (who == "curator" and row.state is ActivityState.OPEN)

    @rule(who=ANYBODY, number=NUMBERS, on=NUMBERS)
    def depend(self, who: str, number: int, on: int) -> None:
        who = who or "curator"
        is_done = self.does(
            who,
            lambda uow, actor: dependencies.toggle(uow, actor, activity_id=number, on_id=on),
        )
        is_circle = number == on or number in self.before(on)
        is_known = (number, on) in self.after
        assert is_done == (who == "curator" and (is_known or not is_circle))
        if is_done:
            self.after ^= {(number, on)}

    def holds(self) -> None:
        """Nobody stands before a wall: what is open offers to be done to whoever may."""
        number = next(self.looked)  # one after another: looking at all takes too long

        async def card(uow: Any, actor: Any, words: Words) -> Screen:
            return screens.card(words, await activities.view(uow, actor, number))

        if self.row(number).state is ActivityState.OPEN:
            for who in {"curator", *self.answering[number]} - self.gone:
                assert "ac:done" in self.offers(who, card)

    def before(self, number: int) -> set[int]:
        """Everything an activity waits for."""
        found: set[int] = set()
        open_ = {number}
        while open_:
            found |= open_
            open_ = {on for one, on in self.after if one in open_} - found
        return found - {number}

    @rule(
        who=ANYBODY,
        number=st.sampled_from([1, 2, 3]),
        whom=st.sampled_from(["mentor", "responsible"]),
    )
    def bind(self, who: str, number: int, whom: str) -> None:
        """Bind somebody to an activity's responsible, or take them off."""
        who = who or "curator"
        rows = self.once("bound", lambda uow: uow.roadmap.responsibles_of(self.world.school_id, 1))
        is_done = self.does(
            who,
            lambda uow, actor: responsibles.toggle_binding(
                uow, actor, responsible_id=rows[number][0].id, person_id=self.world.people[whom]
            ),
        )
        assert is_done == (who == "curator" and whom not in self.gone)
        if is_done:
            self.answering[number] ^= {whom}

    @rule(who=SELDOM)
    def take_off(self, who: str) -> None:
        """The responsible leaves the programme; their name stays bound."""
        is_done = self.does(
            who, lambda uow, actor: people.remove(uow, actor, self.world.people["responsible"])
        )
        assert not is_done or who == "curator"
        self.gone |= {"responsible"} if is_done else set()

    @precondition(lambda self: self.gone)
    @rule()
    def come_back(self) -> None:
        """Whoever the paper names is bound by joining, unless somebody else is."""

        async def step() -> None:
            await self.world.join("responsible", Role.RESPONSIBLE, "Орлова Нина Павловна")

        self.passes(step)
        self.gone.clear()
        if not self.answering[1]:
            self.answering[1].add("responsible")

    @rule(days=st.sampled_from([0, 1, 1, 2, 5]))
    def wait(self, days: int) -> None:
        """Mornings come one by one, each with its digests; or a quarter of an hour passes."""
        if not days:
            self.world.clock.move(minutes=15)
        for _ in range(days):
            morning = self.world.clock.now().replace(hour=3, minute=1) + timedelta(days=1)
            self.world.clock.set(morning)
            self.passes(self._digests)
            if content().calendar.is_working_day(self.today()):
                self._is_said()

    def today(self) -> date:
        """The day on the school's wall."""
        return local(self.world.clock.now(), ZONE).date()

    async def _digests(self) -> None:
        async with self.world.uow() as uow:
            while await reminders.send_digests(uow, content()):
                await uow.session.flush()

    def _said(self, who: str) -> list[tuple[date, Any]]:
        """The day and the items of each digest somebody was sent."""
        number = self.world.telegram_id(who)
        query = select(OutboxMessage).where(OutboxMessage.chat_id == number)
        query = query.where(OutboxMessage.kind == "news")

        async def look(uow: Any) -> list[tuple[date, Any]]:
            rows = (await uow.session.scalars(query)).all()
            found = [row.payload["values"] for row in rows if row.payload["name"] == "Digest"]
            return [(date.fromisoformat(one["said_at"][:10]), one["items"]) for one in found]

        return list(self.sees(look))

    def _is_said(self) -> None:
        """This morning: what is soon is told to whom it is theirs, each step once, and no more."""
        today = self.today()
        for who in {"responsible", "mentor"} - self.gone:
            told = [
                (day, item["subject_id"], item["anchor_on"])
                for day, items in self._said(who)
                for item in items
                if item["code"] == "activity-soon"
            ]
            assert len(told) == len(set(told))
            for number in self.answering:
                self._is_told(who, number, today, told)

    def _is_told(self, who: str, number: int, today: date, told: list[Any]) -> None:
        row = self.row(number)
        anchor = row.due_on
        is_now = (today, number, str(anchor)) in told
        if anchor is None or who not in self.answering[number]:
            assert not is_now
            return
        left = (today - anchor).days
        step = max((step for step in SOON if step <= left), default=-9999)
        is_due = row.state is ActivityState.OPEN and left <= 0 and left - step <= LATE_BY
        before = [day for day, *what in told if what == [number, str(anchor)] and day < today]
        is_known = any((day - anchor).days >= step for day in before)
        assert is_now == (is_due and not is_known), (who, number, str(anchor), told)


def test_in_whatever_order_it_is_done() -> None:
    run_short(ActivitiesAreDone, 6)


@pytest.mark.nightly
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_in_very_many_orders_on_both_databases(kind: str) -> None:
    run_long(ActivitiesAreDone, kind)
