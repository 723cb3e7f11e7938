"""What depends on what, who stands in, and whom a person who leaves has left behind."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import Activity
from domain.activities import ActivityState, EvidenceGiven, EvidenceKind
from domain.dependencies import makes_circle
from domain.errors import Forbidden, NotFound, Rejected
from domain.people import Role
from services import (
    activities,
    dependencies,
    people,
    responsibles,
    roadmap,
    roadmap_import,
    roadmap_starts,
    status,
)
from services.fact_gathering import Recipients
from services.facts import facts_of
from tests.talk import Talk
from tests.world import World

Rows = dict[str, Activity]


async def depend(world: World, one: Activity, on: Activity) -> None:
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        await dependencies.toggle(uow, curator, activity_id=one.id, on_id=on.id)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=30))
def test_edges_that_are_let_in_never_make_a_circle(wanted: list[tuple[int, int]]) -> None:
    edges: list[tuple[int, int]] = []
    for one, on in wanted:
        if not makes_circle(edges, one, on):
            edges.append((one, on))
    seen: set[int] = set()
    while len(seen) < 7:  # what waits for nothing that is not seen can always be found
        free = {
            n for n in range(7) if n not in seen and all(on in seen for a, on in edges if a == n)
        }
        assert free
        seen |= free


def test_nothing_waits_for_itself() -> None:
    assert makes_circle([], 1, 1)
    assert makes_circle([(2, 1), (3, 2)], 1, 3)
    assert not makes_circle([(2, 1), (3, 2)], 3, 1)


async def test_a_curator_sets_a_dependency_by_buttons_and_a_circle_is_refused(
    world: World, rows: Rows
) -> None:
    talk = Talk.to(world)
    await talk.run(talk.press("curator", f"go:activity:{rows['2'].id}:0"))
    await talk.tap("curator", "Зависит от")
    assert "Выбрано: 1" in await talk.tap("curator", "1 Приказ о запуске")
    await talk.run(talk.press("curator", f"go:activity:{rows['2'].id}:0"))
    assert "После: 1 Приказ о запуске — осталось 6 дней" in talk.text("curator")
    await depend(world, rows["3"], rows["2"])
    with pytest.raises(Rejected, match="error-dependency-circle"):
        await depend(world, rows["1"], rows["3"])
    await depend(world, rows["3"], rows["2"])
    await depend(world, rows["1"], rows["3"])


async def test_only_what_is_in_the_same_roadmap_can_be_waited_for(
    world: World, rows: Rows
) -> None:
    old = rows["1"]
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        for on in (old.id + 1000, rows["2"].id):
            with pytest.raises(NotFound):
                await dependencies.toggle(uow, curator, activity_id=rows["2"].id, on_id=on)
        with pytest.raises(Forbidden):
            await dependencies.choose(uow, await world.actor(uow, "orlova"), old.id)


async def test_what_waits_for_something_late_is_shown_and_told(world: World, rows: Rows) -> None:
    await depend(world, rows["2"], rows["1"])
    talk = Talk.to(world)
    await talk.say("curator", "/status")
    assert not [label for label in talk.buttons("curator") if "Ждут" in label]
    world.clock.move(days=7)  # the order was due on the tenth
    await talk.say("curator", "/status")
    shown = await talk.tap("curator", "Ждут опоздавших: 1")
    assert "«Анкеты» ждёт «Приказ о запуске» — просрочено на 1 день" in shown
    async with world.uow() as uow:
        school = await uow.organisations.get(world.school_id)
        curator = world.people["curator"]
        recipients = Recipients(
            roles=await uow.people.roles_of(world.school_id), person_ids=frozenset({curator})
        )
        found = [f for f in await facts_of(uow, school, recipients) if "blocked" in f.kind]
        assert [(f.subject_id, f.anchor_on, f.person_id) for f in found] == [
            (rows["2"].id, date(2027, 10, 10), curator)
        ]
        orlova = await world.actor(uow, "orlova")
        await activities.mark_done(
            uow, orlova, activity_id=rows["1"].id, version=1,
            evidence=EvidenceGiven(kind=EvidenceKind.TEXT, text="сделано"),
        )  # fmt: skip
        view = await roadmap.find(uow, await world.actor(uow, "curator"))
        assert view is not None
        assert view.blocked == ()
        assert (await status.view(uow, await world.actor(uow, "curator"))).blocked == 0


async def responsible(world: World, text: str) -> int:
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        found = await responsibles.list_responsibles(uow, curator)
        return next(view.id for view in found if view.text == text)


async def name_deputy(world: World) -> int:
    """Let Белова stand in for Орлова; give the responsible."""
    await world.join("belova", Role.RESPONSIBLE, "Белова Вера Ильинична")
    one = await responsible(world, "Орлова Н.П.")
    async with world.uow() as uow:
        await responsibles.set_deputy(
            uow, await world.actor(uow, "curator"), responsible_id=one,
            person_id=world.people["belova"],
        )  # fmt: skip
    return one


async def told(world: World, who: str, kind: str) -> bool:
    async with world.database.reading() as uow:
        school = await uow.organisations.get(world.school_id)
        recipients = Recipients(
            roles=await uow.people.roles_of(world.school_id),
            person_ids=frozenset({world.people[who]}),
        )
        return any(fact.kind == kind for fact in await facts_of(uow, school, recipients))


async def test_a_deputy_is_named_by_buttons_and_stands_on_the_card(
    world: World, rows: Rows
) -> None:
    await world.join("belova", Role.RESPONSIBLE, "Белова Вера Ильинична")
    one = await responsible(world, "Орлова Н.П.")
    talk = Talk.to(world)
    await talk.run(talk.press("curator", f"go:responsible:{one}:0"))
    await talk.tap("curator", "Заместитель: не назначен")
    assert not [label for label in talk.buttons("curator") if "Орлова" in label]
    assert "Выбрано: 1" in await talk.tap("curator", "Белова")
    await talk.run(talk.press("curator", f"go:activity:{rows['1'].id}:0"))
    assert "Отвечает: Нина О.\nЗаместитель: Вера Б." in talk.text("curator")


async def test_a_deputy_may_act_and_hears_only_of_what_is_late(world: World, rows: Rows) -> None:
    await name_deputy(world)
    assert await told(world, "orlova", "activity-ahead")
    assert not await told(world, "belova", "activity-ahead")
    world.clock.move(days=7)
    assert await told(world, "belova", "activity-late")
    async with world.uow() as uow:
        belova = await world.actor(uow, "belova")
        assert (await activities.view(uow, belova, rows["1"].id)).is_mine
        done = await activities.mark_done(
            uow, belova, activity_id=rows["1"].id, version=1,
            evidence=EvidenceGiven(kind=EvidenceKind.TEXT, text="сделано"),
        )  # fmt: skip
        assert done.state is ActivityState.DONE


async def test_a_deputy_stands_in_when_nobody_meant_is_left(world: World, rows: Rows) -> None:
    await name_deputy(world)
    talk = Talk.to(world)
    await talk.run(talk.press("curator", f"pe:remove_yes:{world.people['orlova']}:0"))
    assert "Назначьте других" in talk.text("curator")
    assert "Орлова Н.П. → Вера Б." in talk.text("curator")
    assert await told(world, "belova", "activity-ahead")
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        view = await activities.view(uow, curator, rows["1"].id)
        assert [one.name for one in view.people] == ["Белова Вера Ильинична"]
        assert view.deputies == ()
        assert (await status.view(uow, curator)).unbound == 2


async def test_who_is_meant_is_no_deputy_and_a_deputy_can_become_the_one_meant(
    world: World, rows: Rows
) -> None:
    one = await name_deputy(world)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        with pytest.raises(NotFound):
            await responsibles.set_deputy(
                uow, curator, responsible_id=one, person_id=world.people["orlova"]
            )
        view = await responsibles.toggle_binding(
            uow, curator, responsible_id=one, person_id=world.people["belova"]
        )
        assert (len(view.people), view.deputy) == (2, None)


async def test_a_deputy_goes_over_to_the_next_roadmap(world: World, rows: Rows) -> None:
    await name_deputy(world)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        view = await roadmap_starts.begin_next_year(uow, curator)
        await roadmap_import.accept(uow, curator, import_id=view.id, version=view.version)
    async with world.uow() as uow:
        found = await responsibles.list_responsibles(uow, await world.actor(uow, "curator"))
        named = {view.text: view.deputy.name for view in found if view.deputy}
        assert named == {"Орлова Н.П.": "Белова Вера Ильинична"}


async def test_a_person_who_answers_for_nothing_leaves_without_a_word_about_the_roadmap(
    world: World, rows: Rows
) -> None:
    await world.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    talk = Talk.to(world)
    await talk.run(talk.press("curator", f"pe:remove_yes:{world.people['mentor']}:0"))
    assert "Назначьте других" not in talk.text("curator")
    async with world.uow() as uow:
        assert await people.me(uow, await world.actor(uow, "curator"))


@pytest.mark.parametrize(("day", "is_warned"), [(20, False), (12, True)])
async def test_who_moves_a_deadline_before_what_it_waits_for_is_told_and_it_is_moved(
    world: World, rows: Rows, day: int, is_warned: bool
) -> None:
    await depend(world, rows["1"], rows["2"])  # due on the 15th
    to = date(2027, 10, day)
    talk = Talk.to(world)
    await talk.run(talk.press("curator", f"ac:no_reason:{rows['1'].id}:1:{to.toordinal()}"))
    assert ("ждёт «Анкеты», а у того срок позже — 15 октября" in talk.text("curator")) == is_warned
    async with world.database.reading() as uow:
        assert (await uow.activities.get(world.school_id, rows["1"].id)).due_on == to
