"""Activities: done with evidence, undone in time, moved with their history."""

from datetime import date, timedelta
from typing import Any, Literal

import pytest

from db.models import Activity
from domain.activities import (
    ActivityState,
    ChangeState,
    EvidenceGiven,
    EvidenceKind,
    read_evidence,
)
from domain.deadlines import Deadline
from domain.errors import Forbidden, Rejected, Stale
from domain.people import Role
from services import activities, activity_dates, activity_views, responsibles
from tests.talk import Talk
from tests.world import World
from ui.callbacks import ActivityAct

Rows = dict[str, Activity]


async def _done(world: World, row_id: int, who: str = "orlova", version: int = 1, **given: str):
    evidence = EvidenceGiven(kind=EvidenceKind(given.pop("kind", "text")), **given)
    async with world.uow() as uow:
        actor = await world.actor(uow, who)
        return await activities.mark_done(
            uow, actor, activity_id=row_id, version=version, evidence=evidence
        )


async def test_every_kind_of_evidence_is_kept_as_it_was_given(world: World, rows: Rows) -> None:
    view = await _done(world, rows["1"].id, kind="order", text="Приказ № 5")
    assert view.state is ActivityState.DONE
    assert [(e.kind, e.text) for e in view.evidence] == [(EvidenceKind.ORDER, "Приказ № 5")]
    for kind in ("file", "photo", "count", "text", "confirmed"):
        async with world.database.begin() as uow:
            curator = await world.actor(uow, "curator")
            shown = await activities.mark_done(
                uow, curator, activity_id=rows["2"].id, version=1,
                evidence=EvidenceGiven(kind=EvidenceKind(kind), text="7", file_id="abc"),
            )  # fmt: skip
            assert [(e.kind, e.file_id) for e in shown.evidence] == [(kind, "abc")]


async def test_a_thing_done_is_not_done_twice_by_an_old_button(world: World, rows: Rows) -> None:
    view = await _done(world, rows["1"].id)
    for version in (1, view.version):
        with pytest.raises(Stale, match="error-activity-changed"):
            await _done(world, rows["1"].id, version=version)


async def test_an_activity_of_several_windows_is_done_window_by_window(
    world: World, rows: Rows
) -> None:
    view = await _done(world, rows["4"].id)
    assert (view.state, view.windows_done, view.windows) == (ActivityState.OPEN, 1, 2)
    assert view.due_on == date(2028, 5, 31)
    view = await _done(world, rows["4"].id, version=view.version)
    assert (view.state, view.due_on) == (ActivityState.DONE, None)
    assert [e.window for e in view.evidence] == [0, 1]


@pytest.mark.parametrize(("minutes", "is_taken"), [(10, True), (11, False)])
async def test_a_mark_is_taken_back_within_ten_minutes(
    world: World, rows: Rows, minutes: int, is_taken: bool
) -> None:
    await _done(world, rows["1"].id)
    world.clock.move(minutes=minutes)
    async with world.uow() as uow:
        orlova = await world.actor(uow, "orlova")
        shown = await activities.view(uow, orlova, rows["1"].id)
        assert shown.can_undo is is_taken
        if not is_taken:
            with pytest.raises(Rejected, match="error-undo-late"):
                await activities.undo_done(uow, orlova, activity_id=rows["1"].id)
            return
        view = await activities.undo_done(uow, orlova, activity_id=rows["1"].id)
        assert (view.state, view.due_on, view.evidence) == (
            ActivityState.OPEN, date(2027, 10, 10), (),
        )  # fmt: skip
        with pytest.raises(Stale):
            await activities.undo_done(uow, orlova, activity_id=rows["1"].id)


async def test_an_album_is_kept_whole_and_taken_back_whole(world: World, rows: Rows) -> None:
    talk = Talk.to(world)

    def photo(number: int, album: str = "9", **more: Any) -> Any:
        size = {"file_id": f"p{number}", "file_unique_id": "u", "width": 1, "height": 1}
        return talk.message("orlova", photo=[size], media_group_id=album, **more)

    async def kept() -> list[str | None]:
        async with world.uow() as uow:
            found = await uow.activities.list_evidence(world.school_id, rows["4"].id)
            return [one.file_id for one in found]

    async def press(action: Literal["done", "plain", "undo"], version: int) -> None:
        data = ActivityAct(action=action, id=rows["4"].id, version=version).pack()
        await talk.run(talk.press("orlova", data))

    await press("done", 1)
    await talk.run(photo(1, caption="Фото с ярмарки"), photo(2), photo(3))
    assert "Приложено 3 фото: Фото с ярмарки" in talk.text("orlova")
    await talk.run(photo(4))  # it may come in a later batch
    assert "Приложено 4 фото" in talk.text("orlova")
    await talk.tap("orlova", "Чем подтверждено")
    assert talk.text("orlova").count("фото") == 1, "the history shows it as one too"
    await talk.run(photo(5, album="10"))
    assert "Приложено" not in talk.text("orlova")
    assert await kept() == ["p1", "p2", "p3", "p4"]

    async def windows_done() -> int:
        async with world.uow() as uow:
            orlova = await world.actor(uow, "orlova")
            return (await activities.view(uow, orlova, rows["4"].id)).windows_done

    assert await windows_done() == 1, "an album is one mark"
    await press("plain", 2)
    await talk.run(photo(5))
    assert await kept() == ["p1", "p2", "p3", "p4", None], "too late: the next window is marked"
    await press("undo", 3)
    await press("undo", 4)
    assert (await windows_done(), await kept()) == (0, [])
    await talk.run(photo(6))
    assert await kept() == [], "what was taken back is not marked again"


async def test_an_activity_nobody_bound_is_the_curators_alone(world: World, rows: Rows) -> None:
    with pytest.raises(Forbidden):
        await _done(world, rows["2"].id)
    assert (await _done(world, rows["2"].id, who="curator")).state is ActivityState.DONE


async def test_too_long_evidence_changes_nothing(world: World, rows: Rows) -> None:
    with pytest.raises(Rejected, match="error-line-long"):
        await _done(world, rows["1"].id, text="и" * 501)
    assert (await _done(world, rows["1"].id, text="и" * 500)).state is ActivityState.DONE


async def test_another_date_is_asked_decided_and_the_old_one_kept(
    world: World, rows: Rows
) -> None:
    to = date(2027, 11, 1)
    async with world.uow() as uow:
        orlova = await world.actor(uow, "orlova")
        view = await activity_dates.ask_or_move(
            uow, orlova, activity_id=rows["1"].id, version=1, to=to, reason="  жду \n приказ "
        )
        assert view.due_on == date(2027, 10, 10)
        assert view.asked is not None
        assert (view.asked.reason, view.asked.old_due_on) == ("жду приказ", view.due_on)
        change_id = view.asked.id
        with pytest.raises(Forbidden):
            await activity_dates.decide(uow, orlova, change_id=change_id, is_accepted=True)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        view = await activity_dates.decide(uow, curator, change_id=change_id, is_accepted=True)
        assert (view.due_on, view.asked, view.version) == (to, None, 2)
        assert view.words == Deadline.from_json(rows["1"].deadline).words
        (kept,) = view.changes
        assert Deadline.from_json(kept.old_deadline) == Deadline.from_json(rows["1"].deadline)
        for is_accepted in (True, False):
            with pytest.raises(Stale):
                await activity_dates.decide(
                    uow, curator, change_id=change_id, is_accepted=is_accepted
                )


async def test_a_declined_date_leaves_the_deadline(world: World, rows: Rows) -> None:
    async with world.uow() as uow:
        asked = await activity_dates.ask_or_move(
            uow, await world.actor(uow, "orlova"), activity_id=rows["1"].id, version=1,
            to=date(2027, 11, 1), reason="",
        )  # fmt: skip
        assert asked.asked is not None
        view = await activity_dates.decide(
            uow, await world.actor(uow, "curator"), change_id=asked.asked.id, is_accepted=False
        )
    assert view.due_on == date(2027, 10, 10)
    assert [c.state for c in view.changes] == [ChangeState.DECLINED]


async def test_a_curator_moves_at_once_and_every_move_is_in_the_history(
    world: World, rows: Rows
) -> None:
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        version = 1
        for to in (date(2027, 11, 1), date(2027, 12, 1)):
            view = await activity_dates.ask_or_move(
                uow, curator, activity_id=rows["1"].id, version=version, to=to, reason=""
            )
            version = view.version
        assert [c.old_due_on for c in view.changes] == [date(2027, 10, 10), date(2027, 11, 1)]
        with pytest.raises(Stale):
            await activity_dates.ask_or_move(
                uow, curator, activity_id=rows["1"].id, version=1, to=to, reason=""
            )


async def test_the_same_day_is_no_other_date(world: World, rows: Rows) -> None:
    talk = Talk.to(world)
    await talk.run(talk.press("curator", f"go:activity:{rows['2'].id}:0"))
    await talk.tap("curator", "Перенести срок")
    assert "Это и есть нынешний срок. Выберите другой день." in await talk.say(
        "curator", "15 октября"
    )
    assert "Новый срок: понедельник, 18 октября" in await talk.say("curator", "18 октября")
    async with world.database.reading() as uow:
        assert not await uow.activities.list_changes(world.school_id, rows["2"].id)


@pytest.mark.parametrize(
    ("typed", "off", "beside"),
    [
        ("23 октября", "суббота, 23 октября", ["пятницу, 22 октября", "понедельник, 25 октября"]),
        ("4 ноября", "четверг, 4 ноября", ["среду, 3 ноября", "пятницу, 5 ноября"]),
        ("16 октября", "суббота, 16 октября", ["понедельник, 18 октября"]),
    ],
)
async def test_a_day_off_is_asked_about_and_never_moved_by_the_bot(
    world: World, rows: Rows, typed: str, off: str, beside: list[str]
) -> None:
    talk = Talk.to(world)
    for answer in (f"Перенести на {beside[0]}", "Оставить выходной"):
        await talk.run(talk.press("curator", f"go:activity:{rows['2'].id}:0"))
        await talk.tap("curator", "Перенести срок")
        assert await talk.say("curator", typed) == (
            f"Это выходной день: {off}. Взять рабочий день рядом или оставить этот?"
            " Можно написать другую дату."
        )
        offered = [f"Перенести на {day}" for day in beside]
        assert talk.buttons("curator")[:-2] == [*offered, "Оставить выходной"]
        assert "Новый срок:" in await talk.tap("curator", answer)
    assert f"Новый срок: {off}. Почему?" in talk.text("curator")
    assert "Срок перенесён" in await talk.tap("curator", "Пропустить")


async def test_a_curator_hears_of_a_day_off_before_allowing_it(world: World, rows: Rows) -> None:
    talk = Talk.to(world)
    async with world.uow() as uow:
        await activity_dates.ask_or_move(
            uow, await world.actor(uow, "orlova"), activity_id=rows["1"].id, version=1,
            to=date(2027, 11, 6), reason="",
        )  # fmt: skip
    await talk.run(talk.press("curator", f"go:activity:{rows['1'].id}:0"))
    assert "Просят перенести: суббота, 6 ноября" in talk.text("curator")
    asked = await talk.tap("curator", "Перенести")
    assert asked == "Это выходной день: суббота, 6 ноября. Всё равно перенести срок на него?"
    assert "Срок перенесён" in await talk.tap("curator", "Перенести")
    async with world.database.reading() as uow:
        row = await uow.activities.get(world.school_id, rows["1"].id)
    assert row.due_on == date(2027, 11, 6)


@pytest.mark.parametrize(
    ("to", "key"),
    [
        (date(2027, 10, 10), "error-date-same"),
        (date(2027, 10, 3), "error-date-past"),
        (date(2040, 1, 1), "error-time-far"),
        (date(2027, 11, 1), "error-line-long"),
    ],
)
async def test_a_wrong_date_or_an_endless_reason_changes_nothing(
    world: World, rows: Rows, to: date, key: str
) -> None:
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        with pytest.raises(Rejected, match=key):
            await activity_dates.ask_or_move(
                uow, curator, activity_id=rows["1"].id, version=1, to=to, reason="и" * 301
            )
        assert not uow.is_dirty


async def test_today_is_the_schools_day_not_the_servers(world: World, rows: Rows) -> None:
    """At 19:00 UTC it is already tomorrow in Omsk."""
    world.clock.move(hours=13)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        with pytest.raises(Rejected, match="error-date-past"):
            await activity_dates.ask_or_move(
                uow, curator, activity_id=rows["1"].id, version=1, to=date(2027, 10, 4), reason=""
            )


async def test_a_reminder_goes_to_the_people_who_answer(world: World, rows: Rows) -> None:
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        assert await activities.remind(uow, curator, rows["1"].id) == (1, 0)
        assert await activities.remind(uow, curator, rows["2"].id) == (0, 0)
    assert [m.payload["name"] for m in await world.outbox()] == ["CuratorReminds"]
    await _done(world, rows["1"].id)
    async with world.uow() as uow:
        with pytest.raises(Stale):
            await activities.remind(uow, await world.actor(uow, "curator"), rows["1"].id)


async def test_binding_a_person_gives_the_role_and_the_activities(
    world: World, rows: Rows
) -> None:
    await world.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        found = {v.text: v.id for v in await responsibles.list_responsibles(uow, curator)}
        for is_bound in (True, False):
            view = await responsibles.toggle_binding(
                uow, curator, responsible_id=found["Наставники"],
                person_id=world.people["mentor"],
            )  # fmt: skip
            assert bool(view.people) is is_bound
            mentor = await world.actor(uow, "mentor")
            mine = [row.id for row in await activities.mine(uow, mentor)]
            assert mine == ([rows["3"].id] if is_bound else [])
        assert Role.RESPONSIBLE in mentor.roles


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("12", EvidenceKind.COUNT), (" 12 ", EvidenceKind.COUNT), ("1234567", EvidenceKind.TEXT),
        ("Приказ № 12 от 1 сентября", EvidenceKind.ORDER), ("N 12", EvidenceKind.ORDER),
        ("Провели, всё хорошо", EvidenceKind.TEXT),
    ],
)  # fmt: skip
def test_a_line_is_read_as_the_evidence_it_is(text: str, kind: EvidenceKind) -> None:
    assert read_evidence(text).kind is kind


def test_undo_is_ten_minutes_everywhere() -> None:
    assert timedelta(minutes=10) == activity_views.UNDO


async def test_the_history_says_who_moved_what_when_and_why(world: World, rows: Rows) -> None:
    talk = Talk.to(world)
    async with world.uow() as uow:
        orlova = await world.actor(uow, "orlova")
        curator = await world.actor(uow, "curator")
        for day, is_accepted in ((1, True), (2, False)):
            shown = await activities.view(uow, orlova, rows["1"].id)
            moved = await activity_dates.ask_or_move(
                uow, orlova, activity_id=shown.id, version=shown.version,
                to=date(2027, 11, day), reason="жду приказ",
            )  # fmt: skip
            assert moved.asked is not None
            await activity_dates.decide(
                uow, curator, change_id=moved.asked.id, is_accepted=is_accepted
            )
        shown = await activities.view(uow, curator, rows["1"].id)
        await activity_dates.ask_or_move(
            uow, curator, activity_id=shown.id, version=shown.version, to=date(2027, 12, 1),
            reason="",
        )  # fmt: skip
    await talk.run(talk.press("orlova", f"go:activity:{rows['1'].id}:0"))
    head, *lines = (await talk.tap("orlova", "История сроков")).splitlines()
    assert "3" in head
    asked = "жду приказ. Нина О., 4 октября"
    assert lines == [
        "1 ноября → 1 декабря. Ирина Л., 4 октября.",
        f"1 ноября → 2 ноября — {asked}; не перенесено: Ирина Л., 4 октября.",
        f"10 октября → 1 ноября — {asked}; разрешено: Ирина Л., 4 октября.",
    ]


async def test_a_stage_is_done_only_when_its_last_activity_is(world: World, rows: Rows) -> None:
    talk = Talk.to(world)
    for number in ("1", "2", "3", "4", "4"):
        assert "этап выполнен" not in await talk.say("curator", "/roadmap")
        async with world.uow() as uow:
            curator = await world.actor(uow, "curator")
            shown = await activities.view(uow, curator, rows[number].id)
            await activities.mark_done(
                uow, curator, activity_id=shown.id, version=shown.version,
                evidence=activities.confirmed(),
            )  # fmt: skip
    assert "4 из 4, этап выполнен" in await talk.say("curator", "/roadmap")
