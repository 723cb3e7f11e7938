"""Pairs: proposed, agreed, finished; and everybody who may not."""

import pytest

from domain.errors import Forbidden, Rejected, Stale
from domain.pairs import PairState
from domain.people import Role
from services import pairs
from tests.world import World


async def test_a_pair_is_agreed_when_both_sides_say_yes(world: World) -> None:
    view = await world.pair()
    assert view.state is PairState.AGREED


async def test_one_refusal_declines_the_pair(world: World) -> None:
    view = await world.pair(is_agreed=False)
    async with world.uow() as uow:
        mentee = await world.actor(uow, "mentee")
        view = await pairs.answer(
            uow, mentee, pair_id=view.id, version=view.version, is_agreed=False
        )
    assert view.state is PairState.DECLINED


async def test_a_pair_of_the_same_two_is_made_once(world: World) -> None:
    await world.pair()
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        with pytest.raises(Rejected, match="error-pair-exists"):
            await pairs.propose(
                uow,
                curator,
                mentor_id=world.people["mentor"],
                mentee_id=world.people["mentee"],
            )


async def test_an_old_button_does_not_answer_an_agreed_pair(world: World) -> None:
    view = await world.pair()
    async with world.uow() as uow:
        mentor = await world.actor(uow, "mentor")
        with pytest.raises(Stale):
            await pairs.answer(uow, mentor, pair_id=view.id, version=1, is_agreed=False)


async def test_a_stranger_to_the_pair_cannot_answer_for_it(world: World) -> None:
    view = await world.pair(is_agreed=False)
    await world.join("other", Role.MENTOR, "Ким Олег Юрьевич")
    async with world.uow() as uow:
        other = await world.actor(uow, "other")
        with pytest.raises(Forbidden):
            await pairs.answer(
                uow, other, pair_id=view.id, version=view.version, is_agreed=True,
                person_id=world.people["mentor"],
            )  # fmt: skip


async def test_an_incomplete_pair_is_not_finished(world: World) -> None:
    view = await world.pair()
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        with pytest.raises(Rejected, match="error-pair-incomplete"):
            await pairs.finish(uow, curator, pair_id=view.id, version=view.version)
