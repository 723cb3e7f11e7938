"""Meetings: in order, confirmed by the other side, reported by both, undone in time."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import Forbidden, Rejected, Stale
from domain.meetings import MeetingKind, MeetingState, Outcome
from domain.pairs import PairState
from domain.people import Role
from services import meeting_reports, meetings, pairs
from services.meeting_checks import check_meetings
from services.meeting_work import MeetingView
from tests.world import World

IN_A_DAY = timedelta(days=1)


async def _said(world: World, who: str) -> list[str]:
    return [m.payload["name"] for m in await world.outbox(who) if m.kind == "news"]


async def _report(world: World, who: str, met: MeetingView, outcome: Outcome) -> MeetingView:
    async with world.uow() as uow:
        return await meeting_reports.report(
            uow, await world.actor(uow, who), meeting_id=met.id, version=met.version,
            outcome=outcome,
        )  # fmt: skip


async def _held(world: World, pair_id: int) -> MeetingView:
    met = await world.meeting(pair_id, world.clock.now() + IN_A_DAY)
    world.clock.move(days=1, hours=2)
    return met


async def test_a_pair_walks_all_five_kinds_and_only_then_is_finished(world: World) -> None:
    pair = await world.pair()
    kinds = [(await world.hold(pair.id)).kind for _ in range(4)]
    assert kinds == list(MeetingKind)[:4]
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        now = await pairs.view(uow, curator, pair.id)
        assert now.next_kinds == (MeetingKind.REGULAR, MeetingKind.FINAL)
        with pytest.raises(Rejected, match="error-pair-incomplete"):
            await pairs.finish(uow, curator, pair_id=pair.id, version=now.version)
    assert (await world.hold(pair.id, MeetingKind.FINAL)).state is MeetingState.HELD
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        now = await pairs.view(uow, curator, pair.id)
        assert now.next_kinds == ()
        done = await pairs.finish(uow, curator, pair_id=pair.id, version=now.version)
        assert done.state is PairState.FINISHED
        for version in (now.version, done.version):
            with pytest.raises(Stale):
                await pairs.finish(uow, curator, pair_id=pair.id, version=version)
        mentor = await world.actor(uow, "mentor")
        (final,) = [one for one in now.meetings if one.kind is MeetingKind.FINAL]
        assert not (await meetings.view(uow, mentor, final.id)).can_undo
        with pytest.raises(Stale):  # what the pair has finished on stays
            await meeting_reports.undo(uow, mentor, meeting_id=final.id)


async def test_what_was_met_before_a_pair_stopped_may_still_be_told(world: World) -> None:
    pair = await world.pair()
    met = await _held(world, pair.id)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        now = await pairs.view(uow, curator, pair.id)
        await pairs.stop(uow, curator, pair_id=pair.id, version=now.version)
    assert (await _report(world, "mentor", met, Outcome.HELD)).state is MeetingState.HELD


async def test_no_kind_is_jumped_over(world: World) -> None:
    pair = await world.pair()
    async with world.uow() as uow:
        mentor = await world.actor(uow, "mentor")
        for kind in (MeetingKind.TRIAL, MeetingKind.FINAL):
            with pytest.raises(Stale):
                await meetings.propose(
                    uow, mentor, pair_id=pair.id, starts_at=uow.now + IN_A_DAY, kind=kind
                )
        assert not uow.is_dirty


async def test_only_the_other_side_confirms_and_the_pair_begins_to_work(world: World) -> None:
    pair = await world.pair()
    met = await world.meeting(pair.id, world.clock.now() + IN_A_DAY, is_confirmed=False)
    assert await _said(world, "mentee") == ["MeetingProposed"]
    async with world.uow() as uow:
        mentor, mentee = await world.actor(uow, "mentor"), await world.actor(uow, "mentee")
        with pytest.raises(Forbidden):
            await meetings.confirm(uow, mentor, meeting_id=met.id, version=met.version)
        view = await meetings.confirm(uow, mentee, meeting_id=met.id, version=met.version)
        assert view.state is MeetingState.CONFIRMED
        with pytest.raises(Stale):
            await meetings.confirm(uow, mentee, meeting_id=met.id, version=met.version)
        assert (await pairs.view(uow, mentor, pair.id)).state is PairState.WORKING
    assert await _said(world, "mentor") == ["MeetingAnswered"]


async def test_another_time_stays_unconfirmed_until_the_first_side_agrees(world: World) -> None:
    pair = await world.pair()
    met = await world.meeting(pair.id, world.clock.now() + IN_A_DAY)
    async with world.uow() as uow:
        mentor, mentee = await world.actor(uow, "mentor"), await world.actor(uow, "mentee")
        moved = await meetings.change(
            uow, mentee, meeting_id=met.id, version=met.version, starts_at=uow.now + 2 * IN_A_DAY
        )
        assert (moved.id, moved.state) == (met.id, MeetingState.PROPOSED)
        with pytest.raises(Stale):
            await meetings.confirm(uow, mentor, meeting_id=met.id, version=met.version)
        with pytest.raises(Forbidden):
            await meetings.confirm(uow, mentee, meeting_id=met.id, version=moved.version)
        again = await meetings.confirm(uow, mentor, meeting_id=met.id, version=moved.version)
        assert again.state is MeetingState.CONFIRMED


async def test_a_second_proposal_moves_the_open_meeting_and_makes_no_other(world: World) -> None:
    pair = await world.pair()
    met = await world.meeting(pair.id, world.clock.now() + IN_A_DAY)
    again = await world.meeting(pair.id, world.clock.now() + 2 * IN_A_DAY, is_confirmed=False)
    assert (again.id, again.state) == (met.id, MeetingState.PROPOSED)
    async with world.database.reading() as uow:
        assert len(await uow.meetings.list_of_pair(world.school_id, pair.id)) == 1


@pytest.mark.parametrize(
    ("delta", "key"),
    [
        (timedelta(0), "error-time-past"),
        (-timedelta(minutes=1), "error-time-past"),
        (timedelta(days=401), "error-time-far"),
    ],
)
async def test_a_time_past_or_far_away_is_refused(
    world: World, delta: timedelta, key: str
) -> None:
    pair = await world.pair()
    async with world.uow() as uow:
        with pytest.raises(Rejected, match=key):
            await meetings.propose(
                uow, await world.actor(uow, "mentor"), pair_id=pair.id, starts_at=uow.now + delta
            )


async def test_a_proposal_nobody_confirmed_lapses_at_its_time(world: World) -> None:
    pair = await world.pair()
    met = await world.meeting(pair.id, world.clock.now() + IN_A_DAY, is_confirmed=False)
    await world.clear_outbox()
    for hours, state, said in (
        (5, MeetingState.PROPOSED, 0),
        (1, MeetingState.PROPOSED, 2),  # 18:00 of the day before, on the wall in Omsk
        (17, MeetingState.PROPOSED, 2),
        (1, MeetingState.LAPSED, 2),
        (2, MeetingState.LAPSED, 2),
    ):
        world.clock.move(hours=hours)
        async with world.uow() as uow:
            await check_meetings(uow)
        async with world.database.reading() as uow:
            assert (await uow.meetings.get(world.school_id, met.id)).state is state
        assert len(await world.outbox()) == said
    async with world.uow() as uow:
        with pytest.raises(Stale):
            await meetings.confirm(
                uow, await world.actor(uow, "mentee"), meeting_id=met.id, version=met.version
            )


async def test_both_sides_are_asked_half_an_hour_after_the_end_and_once(world: World) -> None:
    pair = await world.pair()
    met = await world.meeting(pair.id, world.clock.now() + timedelta(hours=2))
    await world.clear_outbox()
    asked = []
    for minutes in (119, 1, 89, 1, 60):
        world.clock.move(minutes=minutes)
        async with world.uow() as uow:
            await check_meetings(uow)
        asked.append(len(await world.outbox()))
    assert asked == [0, 0, 0, 2, 2]
    assert await _said(world, "mentor") == ["MeetingOver"]
    assert met.state is MeetingState.CONFIRMED


async def test_a_meeting_that_ends_late_is_asked_about_in_the_morning(world: World) -> None:
    pair = await world.pair()
    late = datetime(2027, 10, 4, 13, 0, tzinfo=UTC)  # 19:00 in Omsk: 20:30 is too late to ask
    await world.meeting(pair.id, late)
    await world.clear_outbox()
    world.clock.set(late + timedelta(minutes=90))
    async with world.uow() as uow:
        assert await check_meetings(uow) == 1
    async with world.uow() as uow:
        assert await check_meetings(uow) == 0
        assert await uow.outbox.depth() == 0


@pytest.mark.parametrize(
    ("mentor", "mentee", "state", "is_disputed"),
    [
        (Outcome.HELD, Outcome.HELD, MeetingState.HELD, False),
        (Outcome.HELD, Outcome.NOT_HELD, MeetingState.HELD, True),
        (Outcome.NOT_HELD, Outcome.HELD, MeetingState.NOT_HELD, True),
        (Outcome.NOT_HELD, Outcome.NOT_HELD, MeetingState.NOT_HELD, False),
    ],
)
async def test_the_mentors_word_decides_and_the_mentees_may_dispute_it(
    world: World, mentor: Outcome, mentee: Outcome, state: MeetingState, is_disputed: bool
) -> None:
    pair = await world.pair()
    met = await _held(world, pair.id)
    alone = await _report(world, "mentee", met, mentee)
    assert (alone.state, alone.is_disputed) == (MeetingState.CONFIRMED, False)
    both = await _report(world, "mentor", met, mentor)
    assert (both.state, both.is_disputed) == (state, is_disputed)
    with pytest.raises(Stale, match="error-already-reported"):
        await _report(world, "mentor", met, mentor)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        with pytest.raises(Forbidden):
            await meeting_reports.settle_dispute(
                uow, await world.actor(uow, "mentor"), meeting_id=met.id, is_held=True
            )
        if not is_disputed:
            with pytest.raises(Stale):
                await meeting_reports.settle_dispute(uow, curator, meeting_id=met.id, is_held=True)
            return
        settled = await meeting_reports.settle_dispute(
            uow, curator, meeting_id=met.id, is_held=True
        )
        assert (settled.state, settled.is_disputed) == (MeetingState.HELD, False)
        with pytest.raises(Stale):
            await meeting_reports.settle_dispute(uow, curator, meeting_id=met.id, is_held=False)


async def test_a_meeting_ahead_is_not_reported(world: World) -> None:
    pair = await world.pair()
    met = await world.meeting(pair.id, world.clock.now() + IN_A_DAY)
    with pytest.raises(Rejected, match="error-meeting-ahead"):
        await _report(world, "mentor", met, Outcome.HELD)


@pytest.mark.parametrize(("minutes", "is_taken"), [(10, True), (11, False)])
async def test_a_report_is_taken_back_within_ten_minutes(
    world: World, minutes: int, is_taken: bool
) -> None:
    pair = await world.pair()
    met = await _held(world, pair.id)
    assert (await _report(world, "mentor", met, Outcome.HELD)).can_undo
    world.clock.move(minutes=minutes)
    async with world.uow() as uow:
        mentor = await world.actor(uow, "mentor")
        if not is_taken:
            with pytest.raises(Rejected, match="error-undo-late"):
                await meeting_reports.undo(uow, mentor, meeting_id=met.id)
            return
        back = await meeting_reports.undo(uow, mentor, meeting_id=met.id)
        assert (back.state, back.my_outcome) == (MeetingState.CONFIRMED, None)
        with pytest.raises(Stale):
            await meeting_reports.undo(uow, mentor, meeting_id=met.id)


async def test_one_line_is_added_to_ones_own_report_only(world: World) -> None:
    pair = await world.pair()
    met = await _held(world, pair.id)
    await _report(world, "mentor", met, Outcome.HELD)
    async with world.uow() as uow:
        mentor, mentee = await world.actor(uow, "mentor"), await world.actor(uow, "mentee")
        view = await meeting_reports.add_line(
            uow, mentor, meeting_id=met.id, line=" Договорились\nо теме "
        )
        assert view.my_line == "Договорились о теме"
        for line in ("", "и" * 501):
            with pytest.raises(Rejected, match="error-line-long"):
                await meeting_reports.add_line(uow, mentor, meeting_id=met.id, line=line)
        with pytest.raises(Stale):
            await meeting_reports.add_line(uow, mentee, meeting_id=met.id, line="Да")
        assert (await meetings.view(uow, mentee, met.id)).my_line == ""


async def test_a_declined_proposal_and_a_cancelled_meeting_are_told_to_the_other(
    world: World,
) -> None:
    pair = await world.pair()
    for is_confirmed, state in ((False, MeetingState.DECLINED), (True, MeetingState.CANCELLED)):
        met = await world.meeting(pair.id, world.clock.now() + IN_A_DAY, is_confirmed=is_confirmed)
        await world.clear_outbox()
        async with world.uow() as uow:
            mentee = await world.actor(uow, "mentee")
            done = await meetings.decline(uow, mentee, meeting_id=met.id, version=met.version)
            assert done.state is state
            with pytest.raises(Stale):
                await meetings.decline(uow, mentee, meeting_id=met.id, version=met.version)
        (told,) = await world.outbox("mentor")
        assert told.payload["values"]["answer"] == state.value


async def test_the_curator_acts_from_paper_and_strangers_to_the_pair_never(world: World) -> None:
    pair = await world.pair()
    await world.join("other", Role.MENTOR, "Ким Олег Юрьевич")
    met = await _held(world, pair.id)
    with pytest.raises(Forbidden):
        await _report(world, "other", met, Outcome.HELD)
    await _report(world, "curator", met, Outcome.HELD)
    async with world.database.reading() as uow:
        (row,) = await uow.meetings.reports(world.school_id, met.id)
        assert (row.person_id, row.from_paper_by) == (
            world.people["mentor"], world.people["curator"],
        )  # fmt: skip
