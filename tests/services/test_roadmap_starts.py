"""A roadmap from a template and the next year's one, through the preview of papers."""

import pytest

from db.models import Roadmap
from domain.activities import ActivityState, EvidenceGiven, EvidenceKind
from domain.people import Role
from domain.roadmap_import import ImportState
from services import activities, dependencies, roadmap_import, roadmap_starts
from tests.talk import Talk
from tests.world import World


@pytest.fixture
def talk(world: World) -> Talk:
    """A conversation in a school without a roadmap."""
    return Talk.to(world)


async def current(world: World) -> Roadmap:
    async with world.database.reading() as uow:
        found = await uow.roadmap.find_current(world.school_id)
        assert found is not None
        return found


async def accept(world: World, talk: Talk) -> None:
    """Accept what the preview shows, as it is."""
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        view = await roadmap_import.find_alive(uow, curator)
        assert view is not None
        assert view.state is ImportState.PREVIEW
        await roadmap_import.accept(uow, curator, import_id=view.id, version=view.version)


async def test_a_school_without_a_paper_takes_a_template(world: World, talk: Talk) -> None:
    await talk.say("curator", "/roadmap")
    await talk.tap("curator", "Нет документа? Взять образец")
    assert "Образцы дорожной карты" in talk.text("curator")
    shown = await talk.tap("curator", "Педагог — педагог")
    assert "7. Информационное сопровождение — 1" in shown
    shown = await talk.tap("curator", "2027/28")
    assert "7 этапов" in shown
    assert "19 мероприятий" in shown
    assert "Принять карту" in talk.buttons("curator")
    await accept(world, talk)
    made = await current(world)
    assert (made.year, "2027-2028" in made.title) == (2027, True)
    async with world.database.reading() as uow:
        rows = await uow.activities.list_of_roadmap(world.school_id, made.id)
        assert [row.number for row in rows][:4] == ["1.1", "1.2", "1.3", "2.1"]
        assert all(row.due_on for row in rows)


async def test_the_next_years_roadmap_is_this_ones_a_year_later(world: World, talk: Talk) -> None:
    rows = await world.load_roadmap()
    async with world.uow() as uow:
        await activities.mark_done(
            uow, await world.actor(uow, "curator"), activity_id=rows["1"].id, version=1,
            evidence=EvidenceGiven(kind=EvidenceKind.TEXT, text="сделано"),
        )  # fmt: skip
    await talk.say("curator", "/roadmap")
    assert "не изменится, пока вы не примете" in await talk.tap("curator", "на следующий год")
    assert "4 мероприятия" in await talk.tap("curator", "Составить")
    before = await current(world)
    await accept(world, talk)
    made = await current(world)
    assert (made.year, made.id != before.id) == (2028, True)
    async with world.database.reading() as uow:
        fresh = await uow.activities.list_of_roadmap(world.school_id, made.id)
        assert {row.state for row in fresh} == {ActivityState.OPEN}
        assert [row.due_on.isoformat() for row in fresh if row.due_on] == [
            "2028-10-10", "2028-10-15", "2029-05-31", "2028-05-31",
        ]  # fmt: skip
        old = await uow.activities.list_of_roadmap(world.school_id, before.id)
        assert old[0].state is ActivityState.DONE


async def test_what_waits_for_what_goes_over_into_the_next_year(world: World, talk: Talk) -> None:
    rows = await world.load_roadmap()
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        for one, on in (("2", "1"), ("3", "2"), ("4", "3")):
            await dependencies.toggle(uow, curator, activity_id=rows[one].id, on_id=rows[on].id)
    await talk.say("curator", "/roadmap")
    assert "связи между ними" in await talk.tap("curator", "на следующий год")
    await talk.tap("curator", "Составить")
    await talk.tap("curator", "Посмотреть по этапам")
    await talk.tap("curator", "Строка 2")
    await talk.tap("curator", "Название")
    await talk.say("curator", "Совсем иначе названное дело")
    await talk.tap("curator", "Соединить со следующей")
    await talk.run(talk.press("curator", "go:import:0:0"))
    await accept(world, talk)
    made = await current(world)
    async with world.database.reading() as uow:
        number = {
            row.id: row.number
            for row in await uow.activities.list_of_roadmap(world.school_id, made.id)
        }
        edges = await uow.activities.list_dependencies(world.school_id, made.id)
    assert [(number[one], number[on]) for one, on in edges] == [("2", "1"), ("4", "2")]


async def test_a_paper_that_is_open_is_named_before_it_is_closed(world: World, talk: Talk) -> None:
    await world.load_roadmap()
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        template = world.content.roadmaps[0]
        opened = await roadmap_starts.begin_template(uow, curator, template, year=2027)
    for to in ("templates", "next_year"):
        await talk.run(talk.press("curator", f"go:{to}:0:0"))
        assert "закроется без сохранения" in talk.text("curator")
    await talk.run(talk.press("curator", "go:next_year_use:0:0"))
    async with world.database.reading() as uow:
        closed = await uow.roadmap.get_import(world.school_id, opened.id)
        assert (closed.state, closed.draft) == (ImportState.CANCELLED, None)


@pytest.mark.parametrize("data", ["go:template:99:0", "go:template_use:99:2027"])
async def test_a_template_that_is_gone_is_said_and_opens_nothing(
    world: World, talk: Talk, data: str
) -> None:
    (toast,) = await talk.run(talk.press("curator", data))
    assert toast.is_alert
    async with world.database.reading() as uow:
        assert (
            await uow.roadmap.find_alive_import(world.school_id, world.people["curator"]) is None
        )


async def test_a_wrong_year_opens_nothing(world: World, talk: Talk) -> None:
    (toast,) = await talk.run(talk.press("curator", "go:template_use:0:99999"))
    assert toast.is_alert


async def test_only_curators_begin_a_roadmap(world: World, talk: Talk) -> None:
    await world.join("head", Role.ADMINISTRATION, "Тихонов Олег Ильич")
    for data in ("go:templates:0:0", "go:template_use:0:2027", "go:next_year_use:0:0"):
        (toast,) = await talk.run(talk.press("head", data))
        assert toast.is_alert
