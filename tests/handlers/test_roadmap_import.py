"""A paper in the chat: taps of a clean one, doubts one by one, rows put right, a corrected one."""

import pytest

from domain.roadmap_import import ImportState
from services import activities, roadmap
from tests.handlers.paper_talk import PaperTalk

HEAD = "Дорожная карта наставничества школы «Маяк» на 2027-2028 учебный год\n"
CLEAN = (
    HEAD
    + """№\tМероприятие\tСроки\tОтветственный
1.1\tПриказ о запуске\tдо 10 сентября 2027\tИванова А.Б.
1.2\tАнкеты педагогов\tоктябрь\tИванова А.Б.
2.1\tИтоговая встреча\tмай\tЗавуч
"""
)
DOUBTFUL = (
    HEAD
    + """№\tМероприятие\tСроки\tОтветственный
Этап 1. Подготовка\t\t\t
1.1\tПриказ о запуске\tСентябрь–ноябрь 2026 г.\tИванова А.Б.
1.2\tАнкеты педагогов\tдо 9 октября 2027\tИвонова А.Б.
1.3\tПедсовет\tпо графику\t
Этап 2. Работа\t\t\t
2.1\tВстречи пар\tноябрь–май\t
2.2\tВстречи пар\tноябрь–май\t
"""
)


async def test_a_clean_paper_is_sent_and_accepted_in_three_acts(talk: PaperTalk) -> None:
    shown = await talk.send(CLEAN)
    assert "3 мероприятия, все со сроками" in shown
    assert "Вопросов нет. Принять карту?" in shown
    assert "Выполнено 0 из 3" in await talk.tap("Принять карту")
    assert talk.taps == 2  # beside the paper itself: its year, and «Принять карту»


async def test_doubts_are_settled_one_by_one_each_with_its_row_and_words(
    talk: PaperTalk,
) -> None:
    assert "Есть 8 сомнений" in await talk.send(DOUBTFUL)
    asked = await talk.tap("Сомнения: 8")
    assert asked.startswith("Строка 1: «Сентябрь–ноябрь 2026 г.» — а карта на 2027/28")
    assert "Осталось проверить: 8 из 8" in asked
    assert {"Оставить 2026", "Другой срок", "Без срока"} <= set(talk.buttons)
    assert "до 9 октября 2027" in await talk.tap("Сентябрь–ноябрь 2027 г.")
    assert "«Иванова» и «Ивонова»" in await talk.tap("Перенести на пятницу, 8 октября")
    assert "по графику" in await talk.tap("Это один человек: Иванова")
    assert "Осталось проверить: 4 из 8" in await talk.tap("Без срока")
    assert "Такая строка" in await talk.tap("Назначу позже — для всех 3")
    assert "Вопросов нет" in await talk.tap("Убрать повтор")
    assert "Такая строка" in str(await talk.tap("Отменить правку")) + await talk.tap("Сомнения")
    assert "Вопросов нет" in await talk.tap("Оставить обе")
    assert "Выполнено 0 из 5" in await talk.tap("Принять карту")


async def test_what_is_doubtful_is_shown_and_asked_about_once_before_it_is_accepted(
    talk: PaperTalk,
) -> None:
    await talk.send(DOUBTFUL)
    shown = await talk.tap("Принять карту")
    assert "Не проверено 8 мест" in shown
    assert "• Строка 1. Год не из этой карты" in shown
    assert (await talk.view()).state is ImportState.PREVIEW
    assert "Выполнено 0 из 5" in await talk.tap("Принять как есть")


async def test_a_row_is_put_right_by_words_and_by_days(talk: PaperTalk) -> None:
    await talk.send(DOUBTFUL)
    await talk.tap("Посмотреть по этапам")
    await talk.tap("Строка 2")
    await talk.tap("Название")
    assert "1.2 Опрос педагогов" in await talk.say("Опрос педагогов")
    await talk.tap("Срок")
    assert "Срок: 1 ноября – 30 ноября" in await talk.say("ноябрь")
    await talk.tap("Срок")
    await talk.tap("→")
    await talk.tap("15")
    assert "Срок: до 15 декабря" in await talk.tap("До 15 декабря")
    await talk.tap("Срок")
    await talk.tap("1")
    await talk.tap("С 1 декабря по…")
    assert "Срок: 1 декабря – 20 декабря" in await talk.tap("20")
    await talk.tap("Срок")
    assert "Не понял срок" in await talk.say("когда-нибудь потом")
    assert "до 15 мая" in await talk.say("до 15 мая")
    await talk.tap("Ответственный")
    assert "Выбрано" not in await talk.say("!!!")
    assert "!!!" not in talk.text
    await talk.look()
    await talk.tap("Посмотреть по этапам")
    await talk.tap("Строка 2")
    await talk.tap("Ответственный")
    await talk.tap("Иванова А.Б.")
    assert "✓ Иванова А.Б." in talk.buttons
    assert "Отвечает: Завуч, Петров В. Г." in await talk.say("Завуч, Петров В. Г.")
    await talk.tap("Результат")
    assert "не менее 3 встреч" in await talk.say("не менее 3 встреч")
    for _ in range(8):
        await talk.tap("Отменить правку")
    assert "1.2 Анкеты педагогов" in talk.text
    assert "Отменить правку" not in talk.buttons


async def test_rows_are_joined_split_dropped_and_added(talk: PaperTalk) -> None:
    await talk.send(CLEAN)
    await talk.tap("Посмотреть по этапам")
    await talk.tap("Строка 1")
    assert "Приказ о запуске Анкеты педагогов" in await talk.tap("Соединить со следующей")
    await talk.tap("Разделить")
    assert "нет" in await talk.say("таких слов")
    assert "1.1 Приказ о запуске\n" in await talk.say("Анкеты")
    assert "Эта строка убрана" in await talk.tap("Убрать строку")
    assert "Эта строка убрана" not in await talk.tap("Вернуть строку")
    await talk.tap("Добавить ниже")
    added = await talk.say("Круглый стол | до 20 октября | завуч")
    assert "Строка 2.</b> Круглый стол" in added
    await talk.tap("Назад")
    await talk.tap("Добавить строку")
    assert "Строка 4.</b> Отчёт" in await talk.say("Отчёт | май | завуч")
    await talk.look()
    assert "Выполнено 0 из 5" in await talk.tap("Принять карту")


async def test_an_old_button_never_acts_on_a_changed_paper(talk: PaperTalk) -> None:
    await talk.send(CLEAN)
    await talk.tap("Посмотреть по этапам")
    await talk.tap("Строка 1")
    old = talk.talk.screen("curator")
    await talk.tap("Убрать строку")
    version = (await talk.view()).version
    datas = [b["data"] for row in old["keyboard"] for b in row if b["data"].startswith("im:")]
    assert len(datas) >= 9
    for data in datas:
        toasts = await talk.talk.run(talk.talk.press("curator", data))
        assert "Карта с тех пор изменилась" in toasts[0].text, data
        assert talk.text.startswith("Вот что получилось"), data
    assert (await talk.view()).version == version


async def test_a_forged_number_opens_nothing_and_breaks_nothing(talk: PaperTalk) -> None:
    await talk.send(DOUBTFUL)
    view = await talk.view()
    for action in ("stage", "row", "title", "who", "split", "when", "drop", "join", "cut",
                   "whose", "undated", "doubt", "put", "diff", "pick"):  # fmt: skip
        for value in (77, 99_999, 77 * 10**10, 2**53 - 1):
            data = f"im:{action}:{view.id}:{view.version}:{value}"
            await talk.talk.run(talk.talk.press("curator", data))
            assert "ошибка бота" not in talk.text, data
    assert (await talk.view()).version == view.version


async def test_a_line_not_understood_becomes_an_activity_of_a_chosen_stage(
    talk: PaperTalk,
) -> None:
    await talk.send(DOUBTFUL)
    import_id = (await talk.view()).id
    async with talk.world.uow() as uow:
        row = await uow.roadmap.get_import(talk.world.school_id, import_id)
        assert row.draft is not None
        row.draft = {**row.draft, "not_understood": ["Ярмарка | май | Завуч", "подпись"]}
    await talk.look()
    await talk.tap("Сомнения: 10")
    for _ in range(8):
        await talk.tap("Пропустить")
    assert "Не понял строку: «Ярмарка" in talk.text
    assert "В какой этап" in await talk.tap("Добавить как мероприятие")
    await talk.tap("2. Работа")
    view = await talk.view()
    assert view.work is not None
    assert view.work.rows[-1].title == "Ярмарка"
    assert view.work.draft.not_understood == ("подпись",)


CORRECTED = CLEAN.replace("октябрь", "ноябрь").replace(
    "2.1\tИтоговая встреча\tмай\tЗавуч\n", "2.1\tКруглый стол\tмай\tЗавуч\n"
)


async def test_a_corrected_paper_changes_only_what_is_accepted(talk: PaperTalk) -> None:
    await talk.send(CLEAN)
    await talk.tap("Принять карту")
    before = await _in_force(talk)
    await _mark_done(talk, "1.1")
    shown = await talk.send(CORRECTED)
    assert "Отличий: 3 — новых строк 1, изменено 1, убрано 1" in shown
    page = await talk.tap("Отличия: 3")
    assert "Срок: было «1 октября – 31 октября», станет «1 ноября – 30 ноября»" in page
    assert "Выбрано: 1 из 3" in await talk.tap("Принять 1")
    await talk.tap("Применить выбранное: 1")
    after = await _in_force(talk)
    assert {number: row.id for number, row in after.items()} == {
        number: row.id for number, row in before.items()
    }
    assert after["1.1"].state.value == "done"
    assert str(after["1.2"].due_on) == "2027-11-30"
    assert after["2.1"].title == "Итоговая встреча"
    async with talk.world.uow() as uow:
        changes = await uow.activities.list_changes(talk.world.school_id, after["1.2"].id)
        assert [str(change.old_due_on) for change in changes] == ["2027-10-31"]


async def test_the_same_paper_again_changes_nothing_and_says_so(talk: PaperTalk) -> None:
    await talk.send(DOUBTFUL)
    await talk.tap("Сомнения")
    await talk.tap("Сентябрь–ноябрь 2027 г.")
    await talk.look()
    await talk.tap("Принять карту")
    await talk.tap("Принять как есть")
    again = await talk.send(DOUBTFUL)
    assert "отличий от неё нет: менять нечего" in again
    assert "сомнени" not in again
    assert "Принять карту" not in talk.buttons


async def test_what_was_put_right_once_is_not_asked_about_again(talk: PaperTalk) -> None:
    await talk.send(DOUBTFUL)
    await talk.tap("Сомнения: 8")
    for answer in ("Сентябрь–ноябрь 2027 г.", "Перенести на пятницу", "Это один человек: Иванова",
                   "Без срока", "Назначу позже — для всех 3", "Убрать повтор"):  # fmt: skip
        await talk.tap(answer)
    await talk.tap("Посмотреть по этапам")
    await talk.tap("Строка 3")
    await talk.tap("Название")
    await talk.say("Педсовет о наставничестве")
    await talk.tap("Добавить ниже")
    await talk.say("Круглый стол | до 20 октября | завуч")
    await talk.look()
    await talk.tap("Принять карту")
    again = await talk.send(DOUBTFUL)
    assert "отличий от неё нет: менять нечего" in again
    assert "Убрано строк: 1, как и в прошлый раз." in again
    assert "сомнени" not in again
    corrected = DOUBTFUL.replace("до 9 октября 2027", "до 12 октября 2027")
    for _ in range(2):
        assert "Отличий: 1 — новых строк 0, изменено 1, убрано 0" in await talk.send(corrected)
    page = await talk.tap("Отличия: 1")
    assert "Срок: было «до 8 октября», станет «до 12 октября»" in page
    assert "Отвечает" not in page
    await talk.tap("Принять 1")
    await talk.tap("Применить выбранное: 1")
    rows = await _in_force(talk)
    assert str(rows["1.2"].due_on) == "2027-10-12"
    assert rows["1.3"].title == "Педсовет о наставничестве"
    assert "отличий от неё нет" in await talk.send(corrected)
    assert "Отличий: 1" in await talk.send(DOUBTFUL)


async def test_a_removed_row_with_a_mark_is_asked_about_and_may_stay(talk: PaperTalk) -> None:
    await talk.send(CLEAN)
    await talk.tap("Принять карту")
    await _mark_done(talk, "2.1")
    await talk.send(CORRECTED)
    asked = await talk.tap("Принять все 3")
    assert "У 1 убранной строки есть отметка или перенос: Итоговая встреча" in asked
    assert "Выполнено 1 из 4" in await talk.tap("Оставить эти строки")
    await talk.send(CORRECTED)
    await talk.tap("Принять это отличие")
    assert "Выполнено 0 из 3" in await talk.tap("Убрать вместе с отметками")
    assert "Итоговая встреча" not in [row.title for row in (await _in_force(talk)).values()]


async def test_a_removed_row_that_is_done_in_part_is_asked_about(talk: PaperTalk) -> None:
    counted = CLEAN.replace("Ответственный\n", "Ответственный\tРезультат\n")
    counted = counted.replace("май\tЗавуч", "май\tЗавуч\tне менее 3 встреч")
    await talk.send(counted)
    await talk.tap("Принять карту")
    row = (await _in_force(talk))["2.1"]
    await talk.talk.run(talk.talk.press("curator", f"ac:done:{row.id}:{row.version}:0"))
    assert "Пока 2 из 3" in await talk.say("2")
    async with talk.world.database.reading() as uow:
        view = await roadmap.of_organisation(uow, talk.world.school_id, "Asia/Omsk")
        assert view is not None
        assert [line.part for line in view.lines] == [None, None, 2]
    await talk.send(counted.replace("2.1\tИтоговая встреча", "2.1\tКруглый стол"))
    await talk.tap("Отличия")
    asked = await talk.tap("Принять все")
    assert "есть отметка или перенос: Итоговая встреча" in asked


async def test_a_roadmap_of_another_year_is_archived_after_a_question(talk: PaperTalk) -> None:
    await talk.send(CLEAN)
    await talk.tap("Принять карту")
    await talk.send(CLEAN.replace("2027", "2026").replace("2028", "2027"), year="2026/27")
    await talk.look()
    assert "Сейчас действует карта 2027/28" in await talk.tap("Принять карту")
    assert "Дорожная карта 2026/27" in await talk.tap("Заменить карту")


async def test_the_last_question_is_short_with_doubts_and_a_roadmap_that_goes(
    talk: PaperTalk,
) -> None:
    await talk.send(DOUBTFUL)
    assert len((await talk.tap("Принять карту")).split()) <= 40
    await talk.tap("Принять как есть")
    await talk.send(DOUBTFUL.replace("2027", "2028"), year="2028/29")
    asked = await talk.tap("Принять карту")
    assert "Не проверено 8 мест: войдут как прочитаны." in asked
    assert "Сейчас действует карта 2027/28: выполнено 0 из 5." in asked
    assert len(asked.split()) <= 40


@pytest.mark.parametrize(
    ("result", "shown"),
    [
        ("не менее 90 %", "Выполнено, когда есть: не менее 90 %"),
        ("100 % участников", "Выполнено, когда есть: участников, 100 %"),
        ("не менее 3 встреч", "Выполнено, когда есть: встреч, не меньше 3"),
        ("приказ", "Выполнено, когда есть: приказ"),
    ],
)
async def test_a_measure_is_shown_without_loose_ends(
    talk: PaperTalk, result: str, shown: str
) -> None:
    await talk.send(CLEAN)
    await talk.tap("Посмотреть по этапам")
    await talk.tap("Строка 1")
    await talk.tap("Результат")
    assert shown in (await talk.say(result)).splitlines()


async def _in_force(talk: PaperTalk) -> dict[str, roadmap.Activity]:
    async with talk.world.uow() as uow:
        found = await roadmap.find(uow, await talk.world.actor(uow, "curator"))
    assert found is not None
    return {line.activity.number: line.activity for line in found.lines}


async def _mark_done(talk: PaperTalk, number: str) -> None:
    row = (await _in_force(talk))[number]
    async with talk.world.uow() as uow:
        await activities.mark_done(
            uow, await talk.world.actor(uow, "curator"), activity_id=row.id, version=row.version,
            evidence=activities.confirmed(),
        )  # fmt: skip
