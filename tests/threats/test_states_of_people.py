"""G4, T26: an invitation, a consent, a questionnaire beside a small model.

Nothing before a consent, a link works once and for one, nobody does what is not theirs.
"""

from typing import Any, ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule
from sqlalchemy import func, select

from db.models import Account, Answer, Consent, Person, Submission
from db.repositories.invitations import WAITS
from domain.people import NewPerson, PersonState, Role
from domain.questionnaires import QuestionKind, SubmissionState
from services import consents, invitations, people, questionnaires
from services.invitations import LIVES
from tests.threats.machines import (
    ANYBODY,
    LATE,
    SELDOM,
    Lived,
    content,
    run_long,
    run_short,
    ways,
)
from ui.screen import Screen
from ui.screens import people as people_screens
from ui.screens import questionnaires as questionnaire_screens
from ui.translator import Words

GUESTS = st.sampled_from(["stranger", "stranger", "stranger", "thief", "rival"])
CHOSEN = {QuestionKind.SINGLE, QuestionKind.YES_NO, QuestionKind.SCALE, QuestionKind.MULTI}
LAST = len(content().questionnaires["mentee"].questions)
INVITABLE = (PersonState.INVITED, PersonState.REFUSED)
WAYS = """
person: - > invited; invited > joined refused paper left; refused > invited paper left
person: joined > left; paper > left; left > invited
submission: - > assigned; assigned > open; open > sent
"""


class PeopleJoin(Lived):
    """One person's road; the model keeps the newest link, who waits, who has joined."""

    sorts: ClassVar[dict[str, Any]] = {"person": Person, "submission": Submission}
    allowed = frozenset(ways(WAYS))

    def __init__(self) -> None:
        super().__init__()
        self.tokens: list[str] = []
        self.state = PersonState.INVITED
        self.is_link_good = self.is_minor = self.has_consented = self.is_sent = False
        self.made_at = self.used_at = self.world.clock.now()
        self.waits = self.holder = ""
        self.answered: set[int] = set()

    @initialize(far=st.sampled_from([1, 3, 0, 2]))
    def begin(self, far: int) -> None:
        """Runs begin at different places of the road."""
        self.invite("curator")
        for _ in range((0, 1, 2, 2 + LAST)[far]):
            self._go_on(0)

    def _linked(self, token: str) -> None:
        self.tokens.append(token)
        self.is_link_good, self.waits = True, ""
        self.made_at = self.world.clock.now()
        self.state = PersonState.INVITED

    @rule(who=SELDOM)
    def invite(self, who: str) -> None:
        async def step(uow: Any, actor: Any) -> str:
            (invited,) = await invitations.invite(
                uow, actor, organisation_id=self.world.school_id, role=Role.MENTEE,
                people=(NewPerson(name="Серов Иван Петрович", post=""),),
            )  # fmt: skip
            self.world.people["new"] = invited.person_id
            self.token = invited.token
            return self.token

        is_done = self.does(who, step)
        assert is_done == (who == "curator")
        if is_done and self.state not in (PersonState.JOINED, PersonState.PAPER):
            self._linked(self.token)

    @rule(who=SELDOM)
    def renew(self, who: str) -> None:
        async def step(uow: Any, actor: Any) -> None:
            self.token = (await invitations.renew_link(uow, actor, self.person_id)).token

        is_done = self.does(who, step)
        assert is_done == (who == "curator" and self.state in INVITABLE)
        if is_done:
            self._linked(self.token)

    @property
    def person_id(self) -> int:
        """The one this is about."""
        return self.world.people["new"]

    def is_good(self, token: str) -> bool:
        """Whether a link still opens."""
        is_fresh = self.world.clock.now() < self.made_at + LIVES
        return token == self.tokens[-1] and self.is_link_good and is_fresh

    @rule(who=GUESTS, number=st.sampled_from([-1, -1, -1, 0]))
    def confirm(self, who: str, number: int) -> None:
        token = self.tokens[number]
        may = self.is_good(token) and not self.is_minor
        is_done = self.does(who, lambda uow, actor: invitations.confirm(uow, actor, token))
        assert is_done == may
        if is_done:
            self.is_link_good, self.waits, self.used_at = False, who, self.world.clock.now()

    @rule(is_minor=st.sampled_from([False, False, True]), number=st.sampled_from([-1, 0]))
    def send_back(self, is_minor: bool, number: int) -> None:
        """«Это не я» or «мне нет 18»: said by whoever has the link."""
        token = self.tokens[number]
        may = self.is_good(token)
        back = invitations.say_minor if is_minor else invitations.not_me
        is_done = self.does("stranger", lambda uow, actor: back(uow, token))
        assert is_done == may
        if is_done:
            self.is_link_good = False
            self.is_minor = self.is_minor or is_minor

    @rule(who=GUESTS, is_given=st.sampled_from([True, True, False]))
    def consent(self, who: str, is_given: bool) -> None:
        async def step(uow: Any, actor: Any) -> None:
            found = await invitations.waiting(uow, actor)
            await consents.answer(
                uow, actor, content(), invitation_id=found[0].id if found else 1, is_given=is_given
            )

        is_fresh = self.world.clock.now() <= self.used_at + WAITS if self.waits else False
        is_done = self.does(who, step)
        assert is_done == (who == self.waits and is_fresh)
        if is_done:
            self.waits = ""
            self.holder = who if is_given else ""
            self.state = PersonState.JOINED if is_given else PersonState.REFUSED
            self.has_consented = self.has_consented or is_given

    @rule(who=SELDOM)
    def paper(self, who: str) -> None:
        is_done = self.does(
            who, lambda uow, actor: consents.from_paper(uow, actor, content(), self.person_id)
        )
        assert is_done == (who == "curator" and self.state in INVITABLE)
        if is_done:
            self.state, self.has_consented = PersonState.PAPER, True
            self.is_link_good, self.waits = False, ""

    @rule(who=SELDOM)
    def take_off(self, who: str) -> None:
        is_done = self.does(who, lambda uow, actor: people.remove(uow, actor, self.person_id))
        assert is_done == (who == "curator")
        if is_done:
            self.state, self.holder, self.waits = PersonState.LEFT, "", ""
            self.is_link_good = False

    def submission(self) -> Any:
        """The person's questionnaire, once there is one."""
        query = select(Submission).where(Submission.person_id == self.person_id)
        return self.once("submission", lambda uow: uow.session.scalar(query))

    def may_fill(self, who: str) -> bool:
        """The person answers, or a curator from paper, until it is sent."""
        return who in (self.holder, "curator") and not self.is_sent

    @precondition(lambda self: self.submission())
    @rule(who=ANYBODY, late=LATE)
    def answer(self, who: str, late: int) -> None:
        """Answer the question that is asked now, by a button or by a word."""
        who, row = who or self.holder or "curator", self.submission()
        position = row.position

        async def step(uow: Any, actor: Any) -> None:
            await questionnaires.show(uow, actor, content(), row.id)
            uow.mark_clean()  # a look opens it
            await self._answer(uow, actor, row, position - late)

        is_done = self.does(who, step)
        is_there = position < LAST
        assert not is_done or (self.may_fill(who) and is_there)
        assert is_done or not (self.may_fill(who) and is_there and not late)
        if is_done:
            self.answered.add(position)

    async def _answer(self, uow: Any, actor: Any, row: Any, position: int) -> None:
        asked = content().questionnaires["mentee"].questions[min(row.position, LAST - 1)]
        known = uow, actor, content(), row.id
        if asked.kind not in CHOSEN:
            text = {QuestionKind.NUMBER: "2", QuestionKind.DATE: "05.10.2027"}
            await questionnaires.type_answer(*known, text.get(asked.kind, "Научиться"), 7)
            return
        given = await uow.questionnaires.find_answer(row.id, asked.key)
        if asked.kind is not QuestionKind.MULTI or given is None:
            await questionnaires.press(*known, position, 0)
        if asked.kind is QuestionKind.MULTI:
            await questionnaires.finish_multi(*known, position)

    @precondition(lambda self: self.submission())
    @rule(who=ANYBODY, position=st.integers(-1, LAST + 1))
    def go_back(self, who: str, position: int) -> None:
        who, row = who or self.holder or "curator", self.submission()
        is_done = self.does(
            who, lambda uow, actor: questionnaires.go_to(uow, actor, content(), row.id, position)
        )
        assert is_done == (self.may_fill(who) and 0 <= position <= LAST)

    @precondition(lambda self: self.submission())
    @rule(who=ANYBODY)
    def send(self, who: str) -> None:
        who, row = who or self.holder or "curator", self.submission()
        is_done = self.does(
            who, lambda uow, actor: questionnaires.send(uow, actor, content(), row.id)
        )
        is_whole = self.needed() <= self.answered
        assert is_done == (self.may_fill(who) and is_whole)
        self.is_sent = self.is_sent or is_done

    @staticmethod
    def needed() -> set[int]:
        """The questions that must be answered."""
        questions = content().questionnaires["mentee"].questions
        return {at for at, question in enumerate(questions) if not question.is_optional}

    @rule(days=st.sampled_from([1, 6, 14]))
    def wait(self, days: int) -> None:
        self.world.clock.move(days=days)

    def _go_on(self, turn: int) -> None:
        """What usually comes next."""
        if self.waits:
            return self.consent(self.waits, is_given=turn < 5)
        if self.state in INVITABLE:
            return self._go_on_invited(turn)
        if self.state is PersonState.LEFT:
            return self.invite("curator")
        if self.is_sent or (turn == 7 and self.state is PersonState.PAPER):
            return self.take_off("curator")
        return self.send("") if self.needed() <= self.answered else self.answer("", 0)

    def _go_on_invited(self, turn: int) -> None:
        if self.is_good(self.tokens[-1]) and not self.is_minor and turn < 4:
            return self.confirm("stranger", -1)
        if turn == 7:
            return self.take_off("curator")
        return self.renew("curator") if turn % 2 and not self.is_minor else self.paper("curator")

    go_on = rule(turn=st.integers(0, 7))(_go_on)
    and_on = rule(turn=st.integers(0, 7))(_go_on)

    def holds(self) -> None:
        """The state is the model's; nothing is asked or kept of whom no consent is known."""

        async def look(uow: Any) -> tuple[Any, ...]:
            person = await uow.people.get(self.world.school_id, self.person_id)
            mine = Consent.person_id == person.id
            accounts = [self.world.telegram_id(who) for who in ("stranger", "thief")]
            return (
                person.state,
                await uow.session.scalar(select(func.count(Consent.id)).where(mine)),
                await uow.session.scalar(
                    select(func.count(Account.id)).where(Account.telegram_id.in_(accounts))
                ),
            )

        state, said, accounts = self.sees(look)
        assert state is self.state
        assert bool(said) >= self.has_consented
        assert accounts == (self.holder != "" and self.holder != "rival")
        row = self.submission()
        assert self.has_consented or row is None
        assert (row is not None and row.state is SubmissionState.SENT) == self.is_sent
        if row is not None:
            query = select(func.count(Answer.id)).where(Answer.submission_id == row.id)
            assert self.sees(lambda uow: uow.session.scalar(query)) == len(self.answered)
        self._is_open()

    def _is_open(self) -> None:
        """Nobody stands before a wall: whoever is invited or asked can be gone on with."""

        async def card(uow: Any, actor: Any, words: Words) -> Screen:
            return people_screens.card(words, await people.card(uow, actor, self.person_id))

        async def asked(uow: Any, actor: Any, words: Words) -> Screen:
            view = await questionnaires.show(uow, actor, content(), self.submission().id)
            return questionnaire_screens.show(words, view)

        if self.state in INVITABLE:
            assert self.offers("curator", card) & {"pe:link", "pe:paper"}
        if self.state in (PersonState.JOINED, PersonState.PAPER) and not self.is_sent:
            taps = self.offers(self.holder or "curator", asked)
            assert "awaits" in taps or any(one.startswith("an:") for one in taps)


def test_in_whatever_order_it_is_done() -> None:
    run_short(PeopleJoin, 10)


@pytest.mark.nightly
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_in_very_many_orders_on_both_databases(kind: str) -> None:
    run_long(PeopleJoin, kind)
