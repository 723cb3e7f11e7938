"""What an independent review found once, and must not be found again."""

from datetime import UTC, datetime

import pytest

from domain.activities import ActivityState
from domain.errors import DomainError, Forbidden, NotFound, Rejected, Stale
from domain.meetings import MeetingState, Outcome
from domain.people import Role, read_people
from services import activities, consents, invitations, meeting_reports, meetings, pairs
from services import roadmap_import as imports
from tests.talk import Talk
from tests.world import PAPER, World


def test_more_names_than_links_fit_into_a_message_are_refused_whole() -> None:
    with pytest.raises(Rejected, match="error-names-many"):
        read_people("\n".join(f"Писцов Пётр{'абвгдежзиклмнопрстуфхцч'[i]}" for i in range(21)))


def test_a_numbered_list_and_capitals_are_names_all_the_same() -> None:
    (person,) = read_people("1. ПЕТРОВА АННА ИВАНОВНА, учитель")
    assert (person.name, person.post) == ("Петрова Анна Ивановна", "учитель")


async def test_evidence_is_shown_to_nobody_else(world: World) -> None:
    rows = await world.load_roadmap()
    await world.join("mentee", Role.MENTEE, "Котова Марина Сергеевна")
    async with world.uow() as uow:
        with pytest.raises(Forbidden):
            await activities.view(uow, await world.actor(uow, "mentee"), rows["1"].id)


async def test_a_replaced_roadmap_of_the_same_year_keeps_its_marks(world: World) -> None:
    rows = await world.load_roadmap()
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        await activities.mark_done(
            uow, curator, activity_id=rows["1"].id, version=1, evidence=activities.confirmed()
        )
    again = await world.load_roadmap(PAPER.replace("Анкеты", "Анкетирование"))
    assert again["1"].state is ActivityState.DONE
    assert again["2"].state is ActivityState.OPEN
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        assert len((await activities.view(uow, curator, again["1"].id)).evidence) == 1
        with pytest.raises(NotFound, match="error-activity-gone"):  # the paper took it away
            await activities.mark_done(
                uow, curator, activity_id=rows["2"].id, version=rows["2"].version,
                evidence=activities.confirmed(),
            )  # fmt: skip


async def test_a_map_in_force_is_replaced_only_after_a_question(world: World) -> None:
    await world.load_roadmap()
    talk = Talk.to(world)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        view = await imports.begin_text(uow, curator, PAPER)
        row = await uow.roadmap.get_import(world.school_id, view.id)
        row.state, row.draft = imports.ImportState.PREVIEW, {
            "title": "", "organisation": "", "period": None, "stages": [], "doubts": [],
            "not_understood": [], "dropped_furniture": 0,
        }  # fmt: skip
        row.year = 2028
    await talk.run(talk.press("curator", f"im:accept:{view.id}:{view.version}:0"))
    assert "Новая заменит её" in talk.text("curator")


async def test_a_meeting_that_has_begun_is_neither_moved_nor_cancelled(world: World) -> None:
    pair = await world.pair()
    view = await world.meeting(pair.id, datetime(2027, 10, 7, 9, tzinfo=UTC))
    world.clock.set(datetime(2027, 10, 7, 9, 1, tzinfo=UTC))
    async with world.uow() as uow:
        mentee = await world.actor(uow, "mentee")
        with pytest.raises(Stale, match="error-meeting-begun"):
            await meetings.decline(uow, mentee, meeting_id=view.id, version=view.version)
        with pytest.raises(Stale, match="error-meeting-begun"):
            await meetings.change(
                uow, mentee, meeting_id=view.id, version=view.version,
                starts_at=datetime(2027, 10, 9, 9, tzinfo=UTC),
            )  # fmt: skip


async def test_a_curator_does_not_confirm_for_somebody_who_has_the_bot(world: World) -> None:
    pair = await world.pair()
    at = datetime(2027, 10, 7, 9, tzinfo=UTC)
    view = await world.meeting(pair.id, at, is_confirmed=False)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        with pytest.raises(Forbidden):
            await meetings.confirm(uow, curator, meeting_id=view.id, version=view.version)


async def test_a_curator_takes_their_own_paper_report_back(world: World) -> None:
    pair = await world.pair()
    view = await world.meeting(pair.id, datetime(2027, 10, 7, 9, tzinfo=UTC))
    world.clock.set(datetime(2027, 10, 7, 11, tzinfo=UTC))
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        said = await meeting_reports.report(
            uow, curator, meeting_id=view.id, version=view.version, outcome=Outcome.HELD
        )
        assert said.state is MeetingState.HELD
        assert said.can_undo
        undone = await meeting_reports.undo(uow, curator, meeting_id=view.id)
    assert undone.state is MeetingState.CONFIRMED


async def test_both_hear_at_once_that_a_stopped_pair_meets_no_more(world: World) -> None:
    pair = await world.pair()
    await world.meeting(pair.id, datetime(2027, 10, 7, 9, tzinfo=UTC))
    await world.clear_outbox()
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        shown = await pairs.view(uow, curator, pair.id)
        await pairs.stop(uow, curator, pair_id=pair.id, version=shown.version)
    told = {row.chat_id for row in await world.outbox() if row.kind == "news"}
    assert told == {world.telegram_id("mentor"), world.telegram_id("mentee")}


async def test_a_renewed_link_ends_the_consent_that_waited(world: World) -> None:
    token = await world.invite("anna", Role.MENTOR, "Петрова Анна Ивановна")
    async with world.uow() as uow:
        actor = await world.actor(uow, "anna")
        waiting = await invitations.confirm(uow, actor, token)
        await uow.session.flush()
        curator = await world.actor(uow, "curator")
        await invitations.renew_link(uow, curator, world.people["anna"])
    async with world.uow() as uow:
        with pytest.raises(DomainError):
            await consents.answer(
                uow, actor, world.content, invitation_id=waiting.id, is_given=True
            )


async def test_one_account_is_one_person_in_a_school(world: World) -> None:
    first = await world.invite("anna", Role.MENTOR, "Петрова Анна Ивановна")
    second = await world.invite("anna2", Role.MENTOR, "Ким Олег Юрьевич")
    async with world.uow() as uow:
        actor = await world.actor(uow, "anna")
        one = await invitations.confirm(uow, actor, first)
        two = await invitations.confirm(uow, actor, second)
        await uow.session.flush()
        found = await uow.invitations.find_waiting(actor.telegram_id)
        assert found is not None
        await consents.answer(uow, actor, world.content, invitation_id=found.id, is_given=True)
    other = one if found.id == two.id else two
    async with world.uow() as uow:
        joined = await world.actor(uow, "anna")
        with pytest.raises(Rejected, match="error-somebody-else"):
            await consents.answer(
                uow, joined, world.content, invitation_id=other.id, is_given=True
            )


async def test_a_button_of_another_school_acts_in_that_school(world: World) -> None:
    await world.load_roadmap()
    second = await world.school("Школа «Волна»")
    await world.join("other", Role.CURATOR, "Громов Виктор Сергеевич", school_id=second)
    world.telegram["twice"] = world.telegram["curator"]
    await world.join(
        "twice", Role.RESPONSIBLE, "Лебедева Ирина Олеговна", school_id=second, by="other"
    )
    talk = Talk.to(world)
    async with world.database.reading() as uow:
        roadmap = await uow.roadmap.find_current(world.school_id)
        assert roadmap is not None
        row = (await uow.activities.list_of_roadmap(world.school_id, roadmap.id))[0]
    await talk.run(talk.press("curator", f"go:activity:{row.id}:0"))
    assert "Приказ о запуске" in talk.text("curator")


async def test_the_curator_reminds_a_person_once_a_day(world: World) -> None:
    rows = await world.load_roadmap()
    await world.join("nina", Role.RESPONSIBLE, "Орлова Нина Павловна")
    await world.clear_outbox()
    for _ in range(2):
        async with world.uow() as uow:
            curator = await world.actor(uow, "curator")
            assert await activities.remind(uow, curator, rows["1"].id) == (1, 0)
    assert len(await world.outbox("nina")) == 1
