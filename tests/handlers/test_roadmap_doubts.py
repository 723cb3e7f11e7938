"""Every doubt is named with its row and words, and can be settled by a button; two curators."""

from datetime import date

import pytest

from domain.people import Role
from domain.roadmap_draft import ActivityDraft
from domain.roadmap_reading import read_roadmap
from domain.roadmap_sheet import Export, paper_of, sheet_of
from domain.roadmap_templates import draft_of_template
from services import activities, activity_dates, roadmap, roadmap_import
from services.roadmap_drafts import draft_of
from tests.handlers.paper_talk import PaperTalk
from tests.handlers.test_roadmap_import import CLEAN, CORRECTED, HEAD
from tests.talk import Talk
from tests.world import World
from ui.callbacks import Go

TABLE = HEAD + "№\tМероприятие\tСроки\tОтветственный\n"
NAVIGATION = {"Пропустить", "Назад", "Меню", "Отменить правку", "Другой срок", "Изменить строку"}


DOUBTS = {
    "year_outside": ("1\tПедсовет\tоктябрь 2025\tЗавуч\n", "октябрь 2025"),
    "order_against_neighbours": (
        ("Этап 1. Дела\t\t\t\n1.1\tСбор заявок\tмарт\tЗавуч\n1.2\tВыставка\tапрель\tЗавуч\n"
        "1.3\tКонцерт\tоктябрь\tЗавуч\n1.4\tЯрмарка\tмай\tЗавуч\n"),
        "1.3 Концерт",
    ),
    "before_dependency": (
        (
            "1\tФормирование базы наставников\tапрель\tЗавуч\n"
            "2\tОбучение наставников\tмарт\tЗавуч\n"
        ),
        "2 Обучение наставников",
    ),
    "day_off": ("1\tПедсовет\t4 ноября 2027\tЗавуч\n", "4 ноября 2027"),
    "missing_deadline": ("1\tПедсовет\t\tЗавуч\n", "1 Педсовет"),
    "missing_responsible": ("1\tПедсовет\tоктябрь\t\n", "1 Педсовет"),
    "two_spellings": (
        "1\tПедсовет\tоктябрь\tИванова А.Б.\n2\tВстреча\tноябрь\tИвонова А.Б.\n",
        "2 Встреча",
    ),
    "duplicate_row": (
        "1\tПедсовет\tоктябрь\tЗавуч\n2\tПедсовет\tоктябрь\tЗавуч\n", "2 Педсовет",
    ),
    "cell_not_understood": ("1\tПедсовет\tоктябрь\tпо согласованию\n", "1 Педсовет"),
}  # fmt: skip


@pytest.mark.parametrize("code", DOUBTS)
async def test_a_doubt_is_named_with_its_row_and_words_and_settled_by_a_button(
    talk: PaperTalk, code: str
) -> None:
    rows, words = DOUBTS[code]
    await talk.send(TABLE + rows)
    view = await talk.view()
    (at, *_) = [at for at, one in enumerate(view.questions) if one.doubt.code == code]
    shown = await talk.tap("Сомнения")
    for _ in range(at):
        shown = await talk.tap("Пропустить")
    assert shown.startswith("Строка ")
    assert words in shown
    settling = [label for label in talk.buttons if label not in NAVIGATION]
    assert settling
    await talk.tap(settling[0])
    left = [one.doubt.code for one in (await talk.view()).questions]
    assert left.count(code) < [one.doubt.code for one in view.questions].count(code)


async def test_a_holiday_is_doubted_in_a_typed_and_in_a_chosen_deadline(talk: PaperTalk) -> None:
    await talk.send(CLEAN)
    await talk.tap("Посмотреть по этапам")
    await talk.tap("Строка 1")
    await talk.tap("Срок")
    assert "04.11.2027 — выходной день" in await talk.say("4 ноября")
    await talk.tap("Срок")
    await talk.tap("3")
    assert "выходной" not in await talk.tap("Именно 3 ноября")
    await talk.tap("Срок")
    await talk.tap("4")
    assert "04.11.2027 — выходной день" in await talk.tap("До 4 ноября")
    await talk.tap("Назад")
    await talk.tap("Добавить строку")
    assert "23.02.2028 — выходной день" in await talk.say("Отчёт | 23 февраля | завуч")


async def test_templates_name_no_day_off_by_the_calendar(world: World) -> None:

    for template in world.content.roadmaps:
        for year in range(2024, 2034):
            draft = draft_of_template(template, year, world.content.calendar)
            rows: list[ActivityDraft] = [r for s in draft.stages for r in s.activities]
            assert not [doubt for row in rows for doubt in row.doubts], (template.code, year)


async def test_of_two_curators_the_second_sees_what_the_first_has_changed(world: World) -> None:
    await world.join("second", Role.CURATOR, "Тихонов Олег Ильич")
    first = PaperTalk.of(world)
    await first.send(CLEAN)
    await first.tap("Принять карту")
    await first.send(CORRECTED)
    await first.tap("Отличия: 3")
    await first.tap("Принять 1")
    old = first.talk.screen("curator")
    second = Talk.to(world)
    kept = (await first.view()).work
    assert kept is not None
    async with world.uow() as uow:
        actor = await world.actor(uow, "second")
        view = await roadmap_import.begin_text(uow, actor, CORRECTED)
        view = await roadmap_import.read(
            uow, actor, import_id=view.id, version=view.version, year=2027, chat_id=1
        )
        await uow.session.flush()
        await roadmap_import.finish_reading(uow, world.school_id, view.id, kept.draft)
        await uow.jobs.drop_all()
    await second.run(second.press("second", Go(to="import").pack()))
    await second.tap("second", "Принять все 3")
    (apply,) = [b for row in old["keyboard"] for b in row if "Применить" in b["text"]]
    toasts = await first.talk.run(first.talk.press("curator", apply["data"]))
    assert "Карта с тех пор изменилась" in toasts[0].text
    assert "отличий от неё нет: менять нечего" in first.text


async def test_an_export_after_moves_and_marks_comes_back_without_a_difference(
    world: World,
) -> None:

    rows = await world.load_roadmap()
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        await activities.mark_done(
            uow, curator, activity_id=rows["4"].id, version=1, evidence=activities.confirmed()
        )
        for number, version, to in (("4", 2, date(2028, 6, 5)), ("1", 1, date(2027, 11, 6))):
            await activity_dates.ask_or_move(
                uow, curator, activity_id=rows[number].id, version=version, to=to, reason="так"
            )
        view = await roadmap.find(uow, curator)
        assert view is not None
        draft = await draft_of(uow, view.roadmap, "Школа «Маяк»")
    export = Export(draft=draft, year=2027, note="", marks=("",) * 4)
    back = read_roadmap(paper_of(sheet_of(export)), year=2027)
    async with world.uow() as uow:
        curator = await world.actor(uow, "curator")
        paper = await roadmap_import.begin_text(uow, curator, "карта")
        paper = await roadmap_import.read(
            uow, curator, import_id=paper.id, version=paper.version, year=2027, chat_id=1
        )
        await uow.session.flush()
        shown = await roadmap_import.finish_reading(uow, world.school_id, paper.id, back)
        await uow.jobs.drop_all()
    assert shown is not None
    assert (shown.changes, shown.questions) == ((), ())
