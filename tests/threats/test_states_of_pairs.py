"""G4: pairs and meetings beside a small model.

No dead end, no skipped confirmation, nobody does what is not theirs, whatever the order.
"""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from db.models import Meeting
from domain.meetings import MeetingKind, MeetingState, Outcome
from domain.pairs import ALIVE, MEETING, PairState
from services import meeting_checks, meeting_reports, meetings, pairs
from tests.threats.machines import ANYBODY, LATE, SELDOM, run_long, run_short, ways
from tests.threats.pair_machine import PairsAreMade
from ui.screen import Screen
from ui.screens import meetings as meeting_screens
from ui.screens import pairs as pair_screens
from ui.translator import Words

MEMBERS = ("mentor", "mentee")
FORGETTING = (MeetingState.DECLINED, MeetingState.CANCELLED, MeetingState.LAPSED)
KINDS = (None, MeetingKind.FINAL)
SAID = st.sampled_from([Outcome.MOVED, *Outcome])
OUTCOMES = (Outcome.HELD, Outcome.NOT_HELD, Outcome.MOVED, Outcome.HELD)
ALL_FIVE = 6  # the stage at which a run has held every kind but the last, and is about to
WAYS = """
pair: - > proposed; proposed > agreed declined stopped; agreed > working stopped
pair: working > finished stopped
meeting: - > proposed held; proposed > confirmed declined cancelled lapsed
meeting: confirmed > proposed cancelled held not_held moved
meeting: held > confirmed not_held; not_held > confirmed held; moved > confirmed held not_held
"""


class PairsMeet(PairsAreMade):
    """A pair and its meetings."""

    allowed = frozenset(ways(WAYS))

    @initialize(stage=st.sampled_from([4, ALL_FIVE, 3, 5, 1, 2, ALL_FIVE, 0]))
    def begin(self, stage: int) -> None:
        """Runs begin at different stages, so that few of them reach every state."""
        self.make("curator")
        for who in MEMBERS[:stage]:
            self.answer(who, is_agreed=True, late=0)
        pair_id = self.pair().id
        if stage == ALL_FIVE:
            self.passes(lambda: self._hold_all_but_the_last(pair_id))
        if stage > 2:
            self.propose(
                "mentor" if stage == 3 else "mentee", hours=3, kind=KINDS[stage == ALL_FIVE]
            )
        if stage >= 5:
            self.confirm("mentor", late=0)

    async def _hold_all_but_the_last(self, pair_id: int) -> None:
        async with self.world.uow() as uow:
            row = await uow.pairs.get(self.world.school_id, pair_id)
            row.state, row.started_at, row.version = PairState.WORKING, uow.now, row.version + 1
            for kind in list(MeetingKind)[:-1]:
                made = await uow.meetings.added(
                    Meeting(
                        organisation_id=self.world.school_id, pair_id=pair_id, kind=kind,
                        state=MeetingState.HELD, starts_at=uow.now, outcome_at=uow.now,
                        proposed_by=self.world.people["mentor"], created_at=uow.now,
                    )
                )  # fmt: skip
                self.confirmed.add(made.id)

    @precondition(lambda self: self.pair())
    @rule(who=ANYBODY, hours=st.integers(-1, 60), kind=st.sampled_from([None, MeetingKind.FINAL]))
    def propose(self, who: str, hours: int, kind: MeetingKind | None = None) -> None:
        who, pair = who or "mentor", self.pair()
        at = self.world.clock.now() + timedelta(hours=hours)
        is_done = self.does(
            who,
            lambda uow, actor: meetings.propose(
                uow, actor, pair_id=pair.id, starts_at=at, kind=kind
            ),
        )
        assert not is_done or (who in ("curator", "mentor", "mentee") and pair.state in MEETING)
        if is_done:
            self.proposed_by = "mentee" if who == "mentee" else "mentor"
            self.confirmed.discard(self.meeting().id)

    @precondition(lambda self: self.meeting())
    @rule(who=ANYBODY, late=LATE)
    def confirm(self, who: str, late: int) -> None:
        meeting = self.meeting()
        who = who or ("mentor" if self.proposed_by == "mentee" else "mentee")
        is_done = self.does(
            who,
            lambda uow, actor: meetings.confirm(
                uow, actor, meeting_id=meeting.id, version=meeting.version - late
            ),
        )
        is_other = who in {"mentor", "mentee"} - {self.proposed_by}
        is_open = meeting.state is MeetingState.PROPOSED
        is_ahead = meeting.starts_at > self.world.clock.now()
        assert is_done == (is_other and is_open and is_ahead and not late)
        if is_done:
            self.confirmed.add(meeting.id)

    @precondition(lambda self: self.meeting())
    @rule(who=SELDOM, late=LATE)
    def decline(self, who: str, late: int) -> None:
        meeting = self.meeting()
        is_done = self.does(
            who,
            lambda uow, actor: meetings.decline(
                uow, actor, meeting_id=meeting.id, version=meeting.version - late
            ),
        )
        assert not is_done or (who in ("curator", "mentor", "mentee") and not late)

    @precondition(lambda self: self.meeting())
    @rule(who=ANYBODY, outcome=st.sampled_from(Outcome), late=LATE, side=st.sampled_from(MEMBERS))
    def report(self, who: str, outcome: Outcome, late: int, side: str) -> None:
        who, meeting = who or side, self.meeting()
        is_done = self.does(
            who,
            lambda uow, actor: meeting_reports.report(
                uow, actor, meeting_id=meeting.id, version=meeting.version - late, outcome=outcome
            ),
        )
        assert not is_done or (
            who in ("curator", "mentor", "mentee")
            and not late
            and meeting.id in self.confirmed
            and meeting.starts_at <= self.world.clock.now()
        )

    @precondition(lambda self: self.meeting() and self.meeting().state not in FORGETTING)
    @rule(who=ANYBODY)
    def undo(self, who: str) -> None:
        who, meeting, pair = who or "mentor", self.meeting(), self.met()
        is_done = self.does(
            who, lambda uow, actor: meeting_reports.undo(uow, actor, meeting_id=meeting.id)
        )
        assert not is_done or (who in ("curator", *MEMBERS) and meeting.settled_by is None)
        assert not is_done or pair.state is not PairState.FINISHED

    @precondition(lambda self: self.meeting())
    @rule(who=ANYBODY, is_held=st.booleans())
    def settle_dispute(self, who: str, is_held: bool) -> None:
        who, meeting = who or "curator", self.meeting()
        is_done = self.does(
            who,
            lambda uow, actor: meeting_reports.settle_dispute(
                uow, actor, meeting_id=meeting.id, is_held=is_held
            ),
        )
        assert is_done == (who == "curator" and meeting.is_disputed)

    def _go_on(self, turn: int) -> None:
        """What usually comes next, so that most runs get far; ``turn`` chooses among it."""
        pair, meeting = self.pair(), self.meeting()
        if pair is None or pair.state not in ALIVE:
            return self.make("")
        if pair.state is PairState.PROPOSED:
            return self.answer("", is_agreed=turn < 7, late=0)
        if meeting is None or meeting.pair_id != pair.id or meeting.state in FORGETTING:
            return self.propose("", hours=3 + turn, kind=KINDS[turn % 2])
        if meeting.state is MeetingState.PROPOSED:
            return self.confirm("", late=0)
        if meeting.starts_at > self.world.clock.now():
            ahead = meeting.starts_at - self.world.clock.now()
            return self.wait(hours=ahead.total_seconds() / 3600 + 0.1)
        return self._go_on_after(meeting, turn)

    def _go_on_after(self, meeting: Meeting, turn: int) -> None:
        """What usually comes after a meeting."""
        if meeting.is_disputed and turn < 6:
            return self.settle_dispute("", is_held=turn % 2 == 0)
        if turn != 3 and self.held(self.pair()) == set(MeetingKind):
            return self.finish("", late=0)
        is_told = meeting.state is not MeetingState.CONFIRMED
        if is_told and not meeting.is_disputed and turn > 3:
            return self.undo("") if turn > 5 else self.propose("", hours=5, kind=KINDS[turn % 2])
        outcome = OUTCOMES[(turn + is_told) % 4]  # the second side often says something else
        return self.report("", outcome=outcome, late=0, side=MEMBERS[is_told])

    go_on = rule(turn=st.integers(0, 7))(_go_on)
    and_on = rule(turn=st.integers(0, 7))(_go_on)
    further = rule(turn=st.integers(0, 7))(_go_on)

    @precondition(lambda self: self.meeting() and self.meeting().state is MeetingState.CONFIRMED)
    @rule(said=SAID, is_held=st.booleans(), order=st.sampled_from([-1, -1, 1]))
    def differ(self, said: Outcome, is_held: bool, order: int) -> None:
        """The sides say different things of the meeting, and a curator settles it."""
        ahead = self.meeting().starts_at - self.world.clock.now()
        self.wait(hours=max(0.1, ahead.total_seconds() / 3600 + 0.1))
        other = Outcome.NOT_HELD if said is Outcome.HELD else Outcome.HELD
        for who, outcome in ((MEMBERS[0], said), (MEMBERS[1], other))[::order]:
            self.report(who, outcome=outcome, late=0, side=who)
        self.settle_dispute("curator", is_held=is_held)

    @rule(hours=st.sampled_from([1, 5, 24]))
    def wait(self, hours: float) -> None:
        """Time passes, and the scheduler looks at the meetings as it does each minute."""
        self.world.clock.move(hours=hours)

        async def look() -> None:
            async with self.world.uow() as uow:
                while await meeting_checks.check_meetings(uow):
                    await uow.session.flush()

        self.passes(look)

    def holds(self) -> None:
        self._is_agreed()
        self._is_open()

    def _is_agreed(self) -> None:
        """A pair is agreed by both, a meeting confirmed by the other side."""
        pair, meeting = self.pair(), self.meeting()
        if pair is not None and pair.state in MEETING:
            assert self.agreed == set(MEMBERS)
        if meeting is not None and meeting.state not in (MeetingState.PROPOSED, *FORGETTING):
            assert meeting.id in self.confirmed

    def _is_open(self) -> None:
        """Nobody stands before a wall: what is open can be gone on with by somebody."""
        pair, meeting = self.pair(), self.meeting()
        if pair is not None and pair.state in ALIVE:
            assert any(self._offered(who, pair, None) for who in ("mentor", "mentee", "curator"))
        if meeting is None or meeting.state not in (MeetingState.PROPOSED, MeetingState.CONFIRMED):
            return
        assert any(self._offered(who, pair, meeting) for who in MEMBERS)
        pair = self.met()
        is_over = meeting.starts_at <= self.world.clock.now()
        assert pair.state in ALIVE or (pair.state is PairState.STOPPED and is_over)

    def _offered(self, who: str, pair: Any, meeting: Meeting | None) -> bool:
        """Whether somebody's screen has a button that does something."""

        async def show(uow: Any, actor: Any, words: Words) -> Screen:
            if meeting is not None:
                return meeting_screens.show(words, await meetings.view(uow, actor, meeting.id))
            return pair_screens.show(words, await pairs.view(uow, actor, pair.id))

        return any(one.startswith(("me:", "pa:", "go:meeting")) for one in self.offers(who, show))


def test_in_whatever_order_it_is_done() -> None:
    run_short(PairsMeet, 10)


@pytest.mark.nightly
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_in_very_many_orders_on_both_databases(kind: str) -> None:
    run_long(PairsMeet, kind)
