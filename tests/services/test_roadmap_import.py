"""Import of a paper: rows dropped, accepted once, another school's never."""

import pytest

from documents.reading import read_paper
from domain.audit import A_DAY, Deed
from domain.errors import NotFound, Rejected, Stale
from domain.people import Role
from domain.roadmap_editing import toggled
from domain.roadmap_import import MAX_PASTED, ImportState
from domain.roadmap_reading import read_roadmap
from services import activities, responsibles, roadmap, roadmap_editing, roadmap_import
from services.roadmap_editing import Edit
from tests.world import PAPER, YEAR, World


def _drop(index: int) -> Edit:
    return lambda work: toggled(work, index)


async def test_a_dropped_row_is_not_in_the_roadmap_and_a_second_accept_makes_no_other(
    world: World,
) -> None:
    view = await world.preview()
    assert view.state is ImportState.PREVIEW
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        for index in (1, 2, 2):  # the third row is dropped and taken back
            view = await roadmap_editing.change(
                uow, curator, import_id=view.id, version=view.version, edit=_drop(index)
            )
        with pytest.raises(Stale):
            await roadmap_editing.change(
                uow, curator, import_id=view.id, version=view.version - 1, edit=_drop(0)
            )
        await roadmap_import.accept(uow, curator, import_id=view.id, version=view.version)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        current = await roadmap.find(uow, curator)
        assert current is not None
        assert [line.activity.number for line in current.lines] == ["1", "3", "4"]
        for version in (view.version, view.version + 1):
            with pytest.raises(Stale):
                await roadmap_import.accept(uow, curator, import_id=view.id, version=version)
            with pytest.raises(Stale):
                await roadmap_import.cancel(uow, curator, import_id=view.id, version=version)


async def test_an_accepted_or_cancelled_paper_is_kept_no_longer(world: World) -> None:
    for is_accepted in (True, False):
        view = await world.preview()
        async with world.uow() as uow:
            end = roadmap_import.accept if is_accepted else roadmap_import.cancel
            curator = await world.actor(uow, "curator")
            await end(uow, curator, import_id=view.id, version=view.version)
        async with world.database.reading() as uow:
            row = await uow.roadmap.get_import(world.school_id, view.id)
            assert (row.text, row.draft, row.file_id, row.file_name) == ("", None, None, "")


async def test_only_so_many_papers_a_day_are_read_for_one_person(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T13: a quota, and a new day."""
    monkeypatch.setitem(A_DAY, Deed.READING, 1)
    await world.preview()
    with pytest.raises(Rejected, match="error-readings-many"):
        await world.preview()
    world.clock.move(days=1)
    view = await world.preview()
    assert view.state is ImportState.PREVIEW


async def test_a_roadmap_of_no_rows_is_not_accepted(world: World) -> None:
    view = await world.preview()
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        for index in range(4):
            view = await roadmap_editing.change(
                uow, curator, import_id=view.id, version=view.version, edit=_drop(index)
            )
        uow.mark_clean()
        with pytest.raises(Rejected, match="error-nothing-kept"):
            await roadmap_import.accept(uow, curator, import_id=view.id, version=view.version)
        assert not uow.is_dirty


async def test_another_schools_curator_does_not_see_or_accept_a_paper(world: World) -> None:
    view = await world.preview()
    other = await world.school("Школа «Парус»")
    await world.join("rival", Role.CURATOR, "Чужой Пётр Ильич", school_id=other)
    async with world.uow() as uow:
        rival = await world.actor(uow, "rival")
        assert await roadmap_import.find_alive(uow, rival) is None
        with pytest.raises(NotFound):
            await roadmap_import.view(uow, rival, view.id)
        with pytest.raises(NotFound):
            await roadmap_import.accept(uow, rival, import_id=view.id, version=view.version)


async def test_a_new_roadmap_takes_the_place_of_the_old_and_keeps_who_is_bound(
    world: World,
) -> None:
    first = await world.load_roadmap()
    await world.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        named = {v.text: v.id for v in await responsibles.list_responsibles(uow, curator)}
        await responsibles.toggle_binding(
            uow, curator, responsible_id=named["Наставники"], person_id=world.people["mentor"]
        )
    second = await world.load_roadmap()
    async with world.uow() as uow:
        curator, mentor = await world.actor(uow, "curator"), await world.actor(uow, "mentor")
        current = await roadmap.find(uow, curator)
        assert current is not None
        assert {line.activity.id for line in current.lines} == {r.id for r in second.values()}
        assert [row.id for row in await activities.mine(uow, mentor)] == [second["3"].id]
        assert first["3"].id == second["3"].id


async def test_pasted_parts_are_joined_until_the_year_is_chosen(world: World) -> None:
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        view = await roadmap_import.begin_text(uow, curator, "первая\nчасть")
        more = await roadmap_import.begin_text(uow, curator, "вторая")
        assert (more.id, more.lines) == (view.id, 3)
        with pytest.raises(Rejected, match="error-paste-long"):
            await roadmap_import.begin_text(uow, curator, "и" * MAX_PASTED)
        with pytest.raises(Rejected, match="unreadable-too-large"):
            await roadmap_import.begin_file(
                uow, curator, file_id="x", name="план.docx", size=20 * 1024 * 1024 + 1
            )
        file = await roadmap_import.begin_file(
            uow, curator, file_id="x", name="план.docx", size=20 * 1024 * 1024
        )
        await uow.session.flush()
        assert file.id != view.id
        assert (await roadmap_import.view(uow, curator, view.id)).state is ImportState.CANCELLED
        for year in (2014, 2101):
            with pytest.raises(Rejected):
                await roadmap_import.read(
                    uow, curator, import_id=file.id, version=file.version, year=year, chat_id=1
                )


async def test_a_paper_given_up_while_it_was_read_is_not_brought_back(world: World) -> None:
    draft = read_roadmap(read_paper(PAPER.encode(), "paper.txt"), year=YEAR)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        view = await roadmap_import.begin_text(uow, curator, PAPER)
        view = await roadmap_import.read(
            uow, curator, import_id=view.id, version=view.version, year=YEAR, chat_id=1
        )
        await roadmap_import.cancel(uow, curator, import_id=view.id, version=view.version)
        await uow.session.flush()
        assert await roadmap_import.finish_reading(uow, world.school_id, view.id, draft) is None


async def test_a_paper_nobody_accepted_within_a_day_is_emptied(world: World) -> None:
    view = await world.preview()
    for hours, state in ((24, ImportState.PREVIEW), (1, ImportState.CANCELLED)):
        world.clock.move(hours=hours)
        async with world.uow() as uow:
            await uow.roadmap.purge_imports()
        async with world.database.reading() as uow:
            row = await uow.roadmap.get_import(world.school_id, view.id)
            assert row.state is state
    assert row.draft is None
