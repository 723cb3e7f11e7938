"""G4, T26: invitation, consent, submission, activity beside a small model.

Nothing before a consent, nobody does what is not theirs, whatever the order.
"""

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from db.models import Answer, Submission
from domain.activities import ActivityState
from domain.meetings import MeetingState
from domain.people import NewPerson, Role
from domain.questionnaires import SubmissionState
from services import (
    activities,
    consents,
    invitations,
    questionnaires,
)
from tests.threats.machines import ANYBODY, LATE, QUICK, RUNS, WHO, Lived, content
from tests.world import ANSWERS

FORGETTING = (MeetingState.DECLINED, MeetingState.CANCELLED)


class PeopleJoin(Lived):
    """An invitation, a consent, a questionnaire, an activity: ``consent`` is what was said."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens: list[str] = []
        self.waits = ""
        self.consent = False
        self.sent = False

    @initialize(is_confirmed=st.sampled_from([True, False]))
    def invite(self, is_confirmed: bool) -> None:
        self._ask("curator")
        if is_confirmed:
            self.confirm("stranger", 0)

    def _ask(self, who: str) -> bool:
        async def step(uow: Any, actor: Any) -> None:
            (invited,) = await invitations.invite(
                uow, actor, organisation_id=self.world.school_id, role=Role.MENTEE,
                people=(NewPerson(name="Серов Иван Петрович", post=""),),
            )  # fmt: skip
            self.world.people["new"] = invited.person_id
            if invited.token:
                self.tokens.append(invited.token)
                self.opened = self.world.clock.now()

        return self.does(who, step)

    @rule(who=ANYBODY)
    def invite_again(self, who: str) -> None:
        assert self._ask(who) == (who == "curator")

    @rule(who=st.sampled_from(["stranger", "thief"]), number=st.integers(0, 5))
    def confirm(self, who: str, number: int) -> None:
        token = self.tokens[number % len(self.tokens)]
        is_done = self.does(who, lambda uow, actor: invitations.confirm(uow, actor, token))
        is_newest = token == self.tokens[-1]
        is_fresh = self.world.clock.now() - self.opened < invitations.LIVES
        assert not is_done or (is_newest and is_fresh)
        if is_done:
            self.waits = who

    @rule(who=st.sampled_from(["stranger", "stranger", "thief", "rival"]), is_given=st.booleans())
    def answer(self, who: str, is_given: bool) -> None:
        async def step(uow: Any, actor: Any) -> None:
            found = await invitations.waiting(uow, actor)
            number = found[0].id if found else 1
            await consents.answer(
                uow, actor, content(), invitation_id=number, is_given=is_given
            )  # fmt: skip

        is_done = self.does(who, step)
        assert not is_done or who == self.waits
        self.consent = self.consent or (is_done and is_given)

    @rule(who=ANYBODY)
    def paper(self, who: str) -> None:
        person_id = self.world.people["new"]
        is_done = self.does(
            who, lambda uow, actor: consents.from_paper(uow, actor, content(), person_id)
        )
        assert not is_done or who == "curator"
        self.consent = self.consent or is_done

    @rule(who=st.sampled_from([*WHO, "beginner"]), position=st.integers(-1, 9))
    def fill(self, who: str, position: int) -> None:
        submission = self._submission()

        async def step(uow: Any, actor: Any) -> None:
            await questionnaires.go_to(uow, actor, content(), submission.id, position)
            question = content().questionnaires["mentee"].questions[position]
            await uow.questionnaires.save_answer(
                submission.id, question.key, ANSWERS["mentee"][position], None
            )

        known = 0 <= position < len(ANSWERS["mentee"])
        is_done = known and self.does(who, step)
        assert not is_done or (who in ("beginner", "curator") and not self.sent)

    @rule(who=st.sampled_from([*WHO, "beginner", "beginner"]))
    def send(self, who: str) -> None:
        submission = self._submission()
        is_done = self.does(
            who, lambda uow, actor: questionnaires.send(uow, actor, content(), submission.id)
        )
        assert not is_done or (who in ("beginner", "curator") and not self.sent)
        self.sent = self.sent or is_done

    def _submission(self) -> Submission:
        person_id = self.world.people["beginner"]
        query = select(Submission).where(Submission.person_id == person_id)
        return self.sees(lambda uow: uow.session.scalar(query))

    @rule(who=ANYBODY, number=st.integers(1, 4), late=LATE)
    def mark(self, who: str, number: int, late: int) -> None:
        row = self.sees(lambda uow: uow.activities.get(self.world.school_id, number))
        is_done = self.does(
            who,
            lambda uow, actor: activities.mark_done(
                uow, actor, activity_id=number, version=row.version - late,
                evidence=activities.confirmed(),
            ),
        )  # fmt: skip
        assert not is_done or (who in ("curator", "responsible") and not late)
        assert not is_done or row.state is ActivityState.OPEN

    @rule(days=st.sampled_from([1, 6, 14]))
    def wait(self, days: int) -> None:
        self.world.clock.move(days=days)

    @invariant()
    def nothing_is_asked_before_a_consent_is_given(self) -> None:
        if "new" not in self.world.people or self.consent:
            return
        person_id = self.world.people["new"]
        query = select(func.count(Submission.id)).where(Submission.person_id == person_id)
        assert self.sees(lambda uow: uow.session.scalar(query)) == 0

    @invariant()
    def what_is_sent_is_answered(self) -> None:
        submission = self._submission()
        query = select(func.count(Answer.id)).where(Answer.submission_id == submission.id)
        assert (submission.state is SubmissionState.SENT) == self.sent
        if self.sent:
            assert self.sees(lambda uow: uow.session.scalar(query)) >= len(ANSWERS["mentee"]) - 1


def test_in_whatever_order_it_is_done() -> None:
    run_state_machine_as_test(
        PeopleJoin,
        settings=settings(max_examples=20, stateful_step_count=20, deadline=None, phases=QUICK),
    )


@pytest.mark.nightly
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_in_very_many_orders_on_both_databases(kind: str) -> None:
    made = type("PeopleJoin", (PeopleJoin,), {"kind": kind})
    run_state_machine_as_test(
        made, settings=settings(max_examples=RUNS, stateful_step_count=50, deadline=None)
    )
