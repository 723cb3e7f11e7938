"""G4: pairs and meetings beside a small model.

No dead end, no skipped confirmation, nobody does what is not theirs, whatever the order.
"""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from db.models import Meeting, Pair
from domain.meetings import MeetingState, Outcome
from domain.pairs import ALIVE, MEETING, PairState
from services import (
    meeting_checks,
    meeting_reports,
    meetings,
    pairs,
)
from tests.threats.machines import ANYBODY, LATE, QUICK, RUNS, Lived
from ui.screens import meetings as meeting_screens
from ui.screens import pairs as pair_screens
from ui.translator import Translator, Words

FORGETTING = (MeetingState.DECLINED, MeetingState.CANCELLED, MeetingState.LAPSED)


class PairsMeet(Lived):
    """A pair and its meetings: ``agreed`` and ``confirmed`` are what the sides really said."""

    def __init__(self) -> None:
        super().__init__()
        self.agreed: set[str] = set()
        self.proposed_by = ""
        self.confirmed: set[int] = set()

    def pair(self) -> Pair | None:
        """The newest pair."""
        query = select(Pair).order_by(Pair.id.desc()).limit(1)
        return self.sees(lambda uow: uow.session.scalar(query))

    def meeting(self) -> Meeting | None:
        """The newest meeting."""
        query = select(Meeting).order_by(Meeting.id.desc()).limit(1)
        return self.sees(lambda uow: uow.session.scalar(query))

    def is_meeting(self) -> bool:
        """Whether the pair is at its meetings: then the other steps are left to other runs."""
        pair = self.pair()
        return pair is not None and pair.state in MEETING and self.meeting() is not None

    @initialize(stage=st.sampled_from([4, 3, 5, 2, 1, 0]))
    def begin(self, stage: int) -> None:
        """Runs begin at different stages, so that few of them reach every state."""
        self.make("curator")
        for who in ("mentor", "mentee")[: max(0, stage)]:
            self.answer(who, is_agreed=True, late=0)
        if stage > 2:
            self.propose("mentor" if stage == 3 else "mentee", hours=3)
        if stage == 5:
            self.confirm("mentor", late=0)

    @precondition(lambda self: not self.is_meeting())
    @rule(who=ANYBODY)
    def make(self, who: str) -> None:
        pair = self.pair()
        ids = {"mentor_id": self.world.people["mentor"], "mentee_id": self.world.people["mentee"]}
        is_done = self.does(who, lambda uow, actor: pairs.propose(uow, actor, **ids))
        assert is_done == (who == "curator" and (pair is None or pair.state not in ALIVE))
        if is_done:
            self.agreed, self.proposed_by = set(), ""

    @precondition(lambda self: self.pair() and not self.is_meeting())
    @rule(who=ANYBODY, is_agreed=st.sampled_from([True, True, True, False]), late=LATE)
    def answer(self, who: str, is_agreed: bool, late: int) -> None:
        pair = self.pair()
        is_done = self.does(
            who,
            lambda uow, actor: pairs.answer(
                uow, actor, pair_id=pair.id, version=pair.version - late, is_agreed=is_agreed
            ),
        )
        is_asked = pair.state is PairState.PROPOSED and who in {"mentor", "mentee"} - self.agreed
        assert is_done == (is_asked and not late)
        if is_done and is_agreed:
            self.agreed.add(who)

    @precondition(lambda self: self.pair())
    @rule(who=ANYBODY, late=LATE)
    def stop(self, who: str, late: int) -> None:
        pair = self.pair()
        is_done = self.does(
            who,
            lambda uow, actor: pairs.stop(
                uow, actor, pair_id=pair.id, version=pair.version - late
            ),
        )
        assert is_done == (who == "curator" and pair.state in ALIVE and not late)

    @precondition(lambda self: self.pair())
    @rule(who=ANYBODY, hours=st.integers(-1, 60))
    def propose(self, who: str, hours: int) -> None:
        pair = self.pair()
        at = self.world.clock.now() + timedelta(hours=hours)
        is_done = self.does(
            who,
            lambda uow, actor: meetings.propose(uow, actor, pair_id=pair.id, starts_at=at),
        )
        assert not is_done or (who in ("curator", "mentor", "mentee") and pair.state in MEETING)
        if is_done:
            self.proposed_by = "mentee" if who == "mentee" else "mentor"
            self.confirmed.discard(self.meeting().id)

    @precondition(lambda self: self.meeting())
    @rule(who=ANYBODY, late=LATE)
    def confirm(self, who: str, late: int) -> None:
        meeting = self.meeting()
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
    @rule(who=ANYBODY, late=LATE)
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
    @rule(who=ANYBODY, outcome=st.sampled_from(Outcome), late=LATE)
    def report(self, who: str, outcome: Outcome, late: int) -> None:
        meeting = self.meeting()
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

    @rule(hours=st.sampled_from([1, 5, 24, 72]))
    def wait(self, hours: int) -> None:
        """Time passes, and the scheduler looks at the meetings as it does each minute."""
        self.world.clock.move(hours=hours)

        async def look() -> None:
            async with self.world.uow() as uow:
                while await meeting_checks.check_meetings(uow):
                    await uow.session.flush()

        self.loop.run_until_complete(look())

    @invariant()
    def a_pair_is_agreed_by_both_and_a_meeting_confirmed_by_the_other(self) -> None:
        pair, meeting = self.pair(), self.meeting()
        if pair is not None and pair.state in MEETING:
            assert self.agreed == {"mentor", "mentee"}
        if meeting is not None and meeting.state not in (MeetingState.PROPOSED, *FORGETTING):
            assert meeting.id in self.confirmed

    @invariant()
    def nobody_stands_before_a_wall(self) -> None:
        pair, meeting = self.pair(), self.meeting()
        if pair is not None and pair.state in ALIVE:
            assert any(self._offered(who, pair, None) for who in ("mentor", "mentee", "curator"))
        if meeting is not None and meeting.state is MeetingState.PROPOSED:
            assert any(self._offered(who, pair, meeting) for who in ("mentor", "mentee"))

    def _offered(self, who: str, pair: Any, meeting: Meeting | None) -> bool:
        """Whether somebody's screen has a button that does something."""

        async def look(uow: Any) -> bool:
            actor = await self.world.actor(uow, who)
            words = Words(Translator.load(), language="ru", zone="Asia/Omsk", now=uow.now)
            if meeting is not None:
                shown = await meetings.view(uow, actor, meeting.id)
                screen = meeting_screens.show(words, shown)
            else:
                screen = pair_screens.show(words, await pairs.view(uow, actor, pair.id))
            taps = [button.data for row in screen.keyboard for button in row]
            return any(data.startswith(("me:", "pa:", "go:meeting")) for data in taps)

        return bool(self.sees(look))


def test_in_whatever_order_it_is_done() -> None:
    run_state_machine_as_test(
        PairsMeet,
        settings=settings(max_examples=20, stateful_step_count=20, deadline=None, phases=QUICK),
    )


@pytest.mark.nightly
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_in_very_many_orders_on_both_databases(kind: str) -> None:
    made = type("PairsMeet", (PairsMeet,), {"kind": kind})
    run_state_machine_as_test(
        made, settings=settings(max_examples=RUNS, stateful_step_count=50, deadline=None)
    )
