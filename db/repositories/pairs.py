"""Pairs and their members."""

from collections.abc import Sequence

from sqlalchemy import func, select

from db.models import Pair, PairMember, Person
from db.repositories.base import Repository
from domain.pairs import ALIVE, Member, PairState


class Pairs(Repository):
    """Rows of ``pairs`` and ``pair_members``."""

    async def get(self, organisation_id: int, pair_id: int) -> Pair:
        """Give a pair of this school."""
        return await self._one(
            select(Pair).where(Pair.id == pair_id).where(Pair.organisation_id == organisation_id)
        )

    async def list_page(
        self,
        organisation_id: int,
        *,
        states: frozenset[PairState] | None = None,
        offset: int = 0,
        limit: int = 1000,
    ) -> Sequence[Pair]:
        """List pairs, newest first."""
        query = select(Pair).where(Pair.organisation_id == organisation_id)
        if states is not None:
            query = query.where(Pair.state.in_(states))
        return await self._all(query.order_by(Pair.id.desc()).offset(offset).limit(limit))

    async def count(
        self, organisation_id: int, *, states: frozenset[PairState] | None = None
    ) -> int:
        """Count what ``list_page`` lists."""
        query = select(func.count(Pair.id)).where(Pair.organisation_id == organisation_id)
        return await self._count(query if states is None else query.where(Pair.state.in_(states)))

    async def members(self, organisation_id: int, pair_id: int) -> tuple[Member, ...]:
        """Give the members of a pair, mentors first."""
        return (await self.members_of(organisation_id, [pair_id])).get(pair_id, ())

    async def members_of(
        self, organisation_id: int, pair_ids: Sequence[int]
    ) -> dict[int, tuple[Member, ...]]:
        """Give the members of several pairs in one statement."""
        one, is_ours = PairMember, Person.organisation_id == organisation_id
        query = (
            select(
                one.pair_id, one.person_id, Person.account_id, Person.name, one.side,
                one.agreed_at.is_not(None).label("has_agreed"),
                one.declined_at.is_not(None).label("has_declined"),
            )
            # SQLite would begin an inner join with everybody of the school.
            .outerjoin(Person, (Person.id == one.person_id) & is_ours)
            .where(one.pair_id.in_(pair_ids))
            .order_by(one.side.desc(), Person.name)
        )  # fmt: skip
        found: dict[int, tuple[Member, ...]] = {}
        for pair_id, person_id, account_id, name, side, *has in await self._rows(query):
            if name is None:
                continue
            member = Member(person_id=person_id, account_id=account_id, name=name, side=side,
                            has_agreed=has[0], has_declined=has[1])  # fmt: skip
            found[pair_id] = (*found.get(pair_id, ()), member)
        return found

    async def get_member(self, pair_id: int, person_id: int) -> PairMember:
        """Give one member's row."""
        query = select(PairMember).where(PairMember.pair_id == pair_id)
        return await self._one(query.where(PairMember.person_id == person_id))

    async def list_of_person(self, organisation_id: int, person_id: int) -> Sequence[Pair]:
        """List the pairs of a person that are alive, oldest first."""
        return await self._all(
            select(Pair)
            .join(PairMember, PairMember.pair_id == Pair.id)
            .where(Pair.organisation_id == organisation_id)
            .where(Pair.state.in_(ALIVE))
            .where(PairMember.person_id == person_id)
            .order_by(Pair.id)
        )

    async def paired_people(self, organisation_id: int) -> set[int]:
        """Give the ids of people who are in a pair that is alive or finished."""
        states = ALIVE | {PairState.FINISHED}
        query = (
            select(PairMember.person_id)
            .join(Pair, Pair.id == PairMember.pair_id)
            .where(Pair.organisation_id == organisation_id)
            .where(Pair.state.in_(states))
        )
        return set(await self._all(query))

    async def find_of_two(
        self, organisation_id: int, mentor_id: int, mentee_id: int
    ) -> Pair | None:
        """Find the living pair of these two people."""
        mine = select(PairMember.pair_id).where(PairMember.person_id == mentor_id)
        theirs = select(PairMember.pair_id).where(PairMember.person_id == mentee_id)
        return await self._maybe(
            select(Pair)
            .where(Pair.organisation_id == organisation_id)
            .where(Pair.state.in_(ALIVE))
            .where(Pair.id.in_(mine))
            .where(Pair.id.in_(theirs))
            .limit(1)
        )
