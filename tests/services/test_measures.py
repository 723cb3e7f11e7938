"""Evidence by measure: what the paper's result counts or names must be shown."""

import pytest

from db.models import Activity
from domain.activities import ActivityState, EvidenceGiven, EvidenceKind, read_evidence
from domain.errors import Forbidden, Rejected
from domain.measures import Measure, MeasureKind
from domain.measuring import fitted, shortfall
from domain.people import Role
from services import activities
from tests.talk import Talk
from tests.world import World

PAPER = """План мероприятий школы «Маяк» на 2027-2028 учебный год
№\tМероприятие\tСроки\tОтветственный\tРезультат
1\tЗанятия с наставниками\tдо 10 октября 2027\tОрлова Н.П.\tне менее 3 занятий
2\tЗапуск программы\tдо 15 октября 2027\tОрлова Н.П.\tПриказ
3\tПланы пар\tОктябрь 2027\tОрлова Н.П.\t90 % планов выполнено
4\tВстречи\tМай 2027, Май 2028\tОрлова Н.П.\tне менее 5 встреч
5\tБеседы\tОктябрь 2027\tОрлова Н.П.\tРазговор состоялся
"""
COUNT = Measure(kind=MeasureKind.COUNT, number=3, of="занятий")
SHARE = Measure(kind=MeasureKind.PERCENT, number=90, of="планов")
PAPER_ASKED = Measure(kind=MeasureKind.DOCUMENT, of="приказ")


@pytest.fixture
async def rows(world: World) -> dict[str, Activity]:
    """A roadmap whose results can be counted; Орлова answers for all of it."""
    made = await world.load_roadmap(PAPER)
    await world.join("orlova", Role.RESPONSIBLE, "Орлова Нина Павловна")
    return made


@pytest.mark.parametrize(
    ("measure", "line", "missing"),
    [
        (COUNT, "3", None),
        (COUNT, "провели 4 занятия", None),
        (COUNT, "2", "less"),
        (COUNT, "0", "less"),
        (COUNT, "3 из 4", "number"),
        (COUNT, "много", "number"),
        (COUNT, "Приказ № 5", "number"),
        (SHARE, "90", None),
        (SHARE, "89 %", "share"),
        (PAPER_ASKED, "№ 12 от 5 октября", None),
        (PAPER_ASKED, "12", None),
        (PAPER_ASKED, "https://school.example/order.pdf", None),
        (PAPER_ASKED, "готово", "document"),
        (None, "готово", None),
    ],
)
def test_a_line_shows_what_was_asked_or_says_what_is_missing(
    measure: Measure | None, line: str, missing: str | None
) -> None:
    found = shortfall(measure, fitted(measure, read_evidence(line)))
    assert (found.kind if found else None) == missing


@pytest.mark.parametrize("kind", [EvidenceKind.FILE, EvidenceKind.PHOTO])
def test_a_file_is_a_document_and_no_count(kind: EvidenceKind) -> None:
    given = EvidenceGiven(kind=kind, text="12", file_id="abc")
    assert shortfall(PAPER_ASKED, fitted(PAPER_ASKED, given)) is None
    assert shortfall(COUNT, fitted(COUNT, given)) is not None


async def test_a_part_of_a_count_is_kept_until_all_of_it_is_there(
    world: World, rows: dict[str, Activity]
) -> None:
    talk = Talk.to(world)
    await talk.run(talk.press("orlova", f"go:activity:{rows['1'].id}:0"))
    asked = await talk.tap("orlova", "Сколько сделано")
    assert "не менее 3 (занятий). Сколько получилось всего?" in asked
    assert "Без документа" not in talk.buttons("orlova")
    shown = await talk.say("orlova", "провели 2 занятия")
    assert shown.startswith("Записано. Не хватает 1")
    assert "Пока 2 из 3 (занятий)." in shown
    assert "осталось 6 дней" in shown
    assert "Пока 2 из 3 (занятий)." in await talk.tap("orlova", "Сколько сделано")
    done = await talk.say("orlova", "3")
    assert "Выполнено" in done
    assert "Пока" not in done
    async with world.database.reading() as uow:
        kept = await uow.activities.list_evidence(world.school_id, rows["1"].id)
        assert [(one.kind, one.text) for one in kept] == [
            (EvidenceKind.PART, "2"), (EvidenceKind.COUNT, "3"),
        ]  # fmt: skip


async def test_a_part_is_taken_back_and_closes_no_window(
    world: World, rows: dict[str, Activity]
) -> None:
    talk = Talk.to(world)
    await talk.run(talk.press("orlova", f"go:activity:{rows['4'].id}:0"))
    await talk.tap("orlova", "Готово")
    await talk.tap("orlova", "Без документа")
    await talk.tap("orlova", "Сколько сделано")
    assert "Пока 4 из 5 (встреч)." in await talk.say("orlova", "4")
    undone = await talk.tap("orlova", "Отменить отметку")
    assert "Пока" not in undone
    assert "Раз выполнено: 1 из 2" in undone
    assert "Раз выполнено: 0 из 2" in await talk.tap("orlova", "Отменить отметку")


async def test_a_part_of_a_share_is_kept(world: World, rows: dict[str, Activity]) -> None:
    talk = Talk.to(world)
    await talk.run(talk.press("orlova", f"ac:done:{rows['3'].id}:1:0"))
    assert "Пока 60 % из 90 %." in await talk.say("orlova", "60 %")


async def test_long_evidence_is_shown_whole_with_who_and_when(
    world: World, rows: dict[str, Activity]
) -> None:
    talk = Talk.to(world)
    whole = "Поговорили с каждым. " * 23 + "Конец."
    await talk.run(talk.press("orlova", f"ac:done:{rows['5'].id}:1:0"))
    assert "Конец." not in await talk.say("orlova", whole)
    shown = await talk.tap("orlova", "Чем подтверждено")
    assert f"{whole} · 4 октября, Нина О." in shown


async def test_a_document_is_asked_by_its_name(world: World, rows: dict[str, Activity]) -> None:
    talk = Talk.to(world)
    await talk.run(talk.press("orlova", f"ac:done:{rows['2'].id}:1:0"))
    assert "нужен документ: приказ" in talk.text("orlova")
    assert "Пришлите его номер" in await talk.say("orlova", "сделали")
    assert "Документ: № 7" in await talk.say("orlova", "№ 7")


async def test_an_old_button_without_a_document_does_not_get_round_it(
    world: World, rows: dict[str, Activity]
) -> None:
    talk = Talk.to(world)
    (toast,) = await talk.run(talk.press("orlova", f"ac:plain:{rows['2'].id}:1:0"))
    assert "нужен документ" in toast.text
    async with world.database.reading() as uow:
        row = await uow.activities.get(world.school_id, rows["2"].id)
        assert row.state is ActivityState.OPEN


async def test_a_count_is_asked_for_when_the_last_window_closes(
    world: World, rows: dict[str, Activity]
) -> None:
    async with world.uow() as uow:
        orlova = await world.actor(uow, "orlova")
        view = await activities.mark_done(
            uow, orlova, activity_id=rows["4"].id, version=1, evidence=activities.confirmed()
        )
        assert (view.windows_done, view.measure) == (1, Measure(
            kind=MeasureKind.COUNT, number=5, of="встреч"))  # fmt: skip
        with pytest.raises(Rejected, match="error-measure-number"):
            await activities.mark_done(
                uow, orlova, activity_id=rows["4"].id, version=view.version,
                evidence=activities.confirmed(),
            )  # fmt: skip


async def test_a_curator_closes_it_anyway_and_the_reason_stays(
    world: World, rows: dict[str, Activity]
) -> None:
    talk = Talk.to(world)
    await talk.run(talk.press("curator", f"ac:done:{rows['1'].id}:1:0"))
    await talk.tap("curator", "Закрыть без этого")
    shown = await talk.say("curator", "Двое наставников уехали на курсы")
    assert "Закрыто куратором: Двое наставников уехали на курсы" in shown
    async with world.uow() as uow:
        orlova = await world.actor(uow, "orlova")
        with pytest.raises(Forbidden):
            await activities.close_anyway(
                uow, orlova, activity_id=rows["3"].id, version=1, reason="так"
            )
        with pytest.raises(Rejected, match="error-reason-empty"):
            await activities.close_anyway(
                uow, await world.actor(uow, "curator"), activity_id=rows["3"].id, version=1,
                reason="  ",
            )  # fmt: skip


async def test_where_nothing_is_asked_a_word_is_enough(
    world: World, rows: dict[str, Activity]
) -> None:
    talk = Talk.to(world)
    await talk.run(talk.press("orlova", f"ac:done:{rows['5'].id}:1:0"))
    assert "Без документа" in talk.buttons("orlova")
    assert "Выполнено" in await talk.tap("orlova", "Без документа")
