"""The half of the machine of pairs that is about the pair itself: made, answered, ended."""

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy import select

from db.models import Meeting, Pair
from domain.meetings import MeetingKind, MeetingState
from domain.pairs import ALIVE, MEETING, PairState
from services import pairs
from tests.threats.machines import ANYBODY, LATE, SELDOM, Lived


class PairsAreMade(Lived):
    """A pair: ``agreed`` and ``confirmed`` are what the sides really said."""

    sorts: ClassVar[dict[str, Any]] = {"pair": Pair, "meeting": Meeting}

    def __init__(self) -> None:
        super().__init__()
        self.agreed: set[str] = set()
        self.proposed_by = ""
        self.confirmed: set[int] = set()

    def pair(self) -> Any:
        """The newest pair."""
        query = select(Pair).order_by(Pair.id.desc()).limit(1)
        return self.once("pair", lambda uow: uow.session.scalar(query))

    def meeting(self) -> Any:
        """The newest meeting."""
        query = select(Meeting).order_by(Meeting.id.desc()).limit(1)
        return self.once("meeting", lambda uow: uow.session.scalar(query))

    def met(self) -> Any:
        """The pair of the newest meeting; a newer pair may have been made since."""
        number = self.meeting().pair_id
        return self.once("met", lambda uow: uow.session.get(Pair, number))

    def is_meeting(self) -> bool:
        """Whether the pair is at its meetings: then the other steps are left to other runs."""
        pair = self.pair()
        return pair is not None and pair.state in MEETING and self.meeting() is not None

    @precondition(lambda self: not self.is_meeting())
    @rule(who=ANYBODY)
    def make(self, who: str) -> None:
        who, pair = who or "curator", self.pair()
        ids = {"mentor_id": self.world.people["mentor"], "mentee_id": self.world.people["mentee"]}
        is_done = self.does(who, lambda uow, actor: pairs.propose(uow, actor, **ids))
        assert is_done == (who == "curator" and (pair is None or pair.state not in ALIVE))
        if is_done:
            self.agreed, self.proposed_by = set(), ""

    @precondition(lambda self: self.pair() and not self.is_meeting())
    @rule(who=ANYBODY, is_agreed=st.sampled_from([True] * 7 + [False]), late=LATE)
    def answer(self, who: str, is_agreed: bool, late: int) -> None:
        who, pair = who or ("mentee" if "mentor" in self.agreed else "mentor"), self.pair()
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
    @rule(who=SELDOM, late=LATE)
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
    @rule(who=ANYBODY, late=LATE)
    def finish(self, who: str, late: int) -> None:
        who, pair = who or "curator", self.pair()
        is_done = self.does(
            who,
            lambda uow, actor: pairs.finish(
                uow, actor, pair_id=pair.id, version=pair.version - late
            ),
        )
        is_whole = pair.state in MEETING and self.held(pair) == set(MeetingKind)
        assert is_done == (who == "curator" and is_whole and not late)

    def held(self, pair: Pair) -> set[MeetingKind]:
        """The kinds of meeting a pair has held."""
        query = select(Meeting.kind).where(Meeting.pair_id == pair.id)
        query = query.where(Meeting.state == MeetingState.HELD)
        return {MeetingKind(kind) for kind in self.sees(lambda uow: self._all(uow, query))}

    @staticmethod
    async def _all(uow: Any, query: Any) -> list[Any]:
        return list((await uow.session.scalars(query)).all())
