"""Figures of the status equal the lists behind them."""

from datetime import date, timedelta

import pytest

from domain.errors import Forbidden
from domain.people import Role
from services import activities, pairs, people, registers, roadmap, status
from tests.world import World


async def test_every_figure_is_the_length_of_its_list(world: World) -> None:
    rows = await world.load_roadmap()
    pair = await world.pair()
    await world.register("free", Role.MENTEE, "Вольная Анна Олеговна")
    await world.invite("invited", Role.MENTEE, "Серов Иван Петрович")
    await world.hold(pair.id)
    world.clock.move(days=3)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        await activities.mark_done(
            uow, curator, activity_id=rows["3"].id, version=1, evidence=activities.confirmed()
        )
        view = await status.view(uow, curator)
        assert view.roadmap is not None
        listed = await people.list_page(uow, curator, limit=99)
        waiting = await people.list_page(uow, curator, only="no_consent", limit=99)
        unpaired = await people.list_page(uow, curator, only="unpaired", limit=99)
        living = await pairs.list_page(uow, world.school_id, offset=0, limit=99)
        assert view.people == listed.total == len(listed.lines) == 5
        assert view.people - view.consents == waiting.total == len(waiting.lines) == 1
        assert view.unpaired == unpaired.total == len(unpaired.lines) == 1
        assert [line.name for line in unpaired.lines] == ["Вольная Анна Олеговна"]
        assert view.pairs + view.finished_pairs == len(living) == 1
        assert view.meetings_held == view.meetings_agreed == living[0].held == 1
        entries = [
            entry
            for role in (Role.MENTOR, Role.MENTEE)
            for entry in await registers.list_entries(uow, curator, role)
        ]
        assert view.questionnaires == len(entries) == 3
        assert sum(stage.done for stage in view.roadmap.stages) == 1


# The paper's «Май 2027» is past from the beginning.
@pytest.mark.parametrize(
    ("day", "overdue", "week"), [(8, 1, 2), (10, 1, 2), (11, 2, 1), (16, 3, 0)]
)
async def test_overdue_begins_the_day_after_and_a_week_is_seven_days(
    world: World, day: int, overdue: int, week: int
) -> None:
    await world.load_roadmap()
    world.clock.move(days=day - 4)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        view = await status.view(uow, curator)
        current = await roadmap.find(uow, curator)
        assert current is not None
        assert len(current.overdue) == overdue
        assert view.due_this_week == len(status.due_this_week(current)) == week
        assert current.today == date(2027, 10, 4) + timedelta(days=day - 4)


async def test_a_mentee_does_not_see_the_status(world: World) -> None:
    await world.join("mentee", Role.MENTEE, "Котова Марина Сергеевна")
    await world.join("head", Role.ADMINISTRATION, "Главная Ольга Ивановна")
    async with world.uow() as uow:
        with pytest.raises(Forbidden):
            await status.view(uow, await world.actor(uow, "mentee"))
        assert (await status.view(uow, await world.actor(uow, "head"))).people == 3
