"""A paper sent in the middle: what is open stays until the answer; the year may be typed."""

import pytest

from documents.reading import read_paper
from domain.people import Role
from domain.roadmap_draft import RoadmapDraft
from domain.roadmap_import import ImportState, read_school_year
from domain.roadmap_reading import read_roadmap
from services import roadmap_import
from tests.handlers.paper_talk import PaperTalk
from tests.handlers.test_roadmap_import import CLEAN
from tests.world import YEAR, World


async def _file(talk: PaperTalk, name: str) -> str:
    document = {"file_id": name, "file_unique_id": name, "file_name": name, "file_size": 9}
    await talk.talk.run(talk.talk.message("curator", document=document))
    return talk.text


async def _edited(talk: PaperTalk) -> int:
    """Open a paper with an edit; give its number."""
    await talk.send(CLEAN)
    await talk.tap("Посмотреть по этапам")
    await talk.tap("Строка 1")
    await talk.tap("Убрать строку")
    return (await talk.view()).id


async def test_a_file_sent_beside_edits_asks_once_and_loses_nothing(talk: PaperTalk) -> None:
    import_id = await _edited(talk)
    row = talk.talk.screen("curator")
    asked = await _file(talk, "другая.docx")
    assert "Получил «другая.docx». Но открыта карта с вашими правками" in asked
    assert "правки пропадут" in asked
    assert talk.buttons == ["Продолжить с прежней", "Взять новую", "Меню"]
    assert await talk.look() == asked  # from the menu, too, until it is answered
    (old,) = [b for line in row["keyboard"] for b in line if "Вернуть" in b["text"]]
    await talk.talk.run(talk.talk.press("curator", old["data"]))
    assert talk.text == asked
    assert "Убрано строк: 1" in await talk.tap("Продолжить с прежней")
    view = await talk.view()
    assert (view.id, view.state, view.is_held) == (import_id, ImportState.PREVIEW, False)


async def test_the_new_paper_is_taken_when_the_curator_says_so(talk: PaperTalk) -> None:
    import_id = await _edited(talk)
    await _file(talk, "другая.docx")
    assert "Получил «другая.docx». На какой учебный год" in await talk.tap("Взять новую")
    view = await talk.view()
    assert (view.state, view.id > import_id) == (ImportState.COLLECTING, True)
    assert "Читаю карту" in await talk.tap("2027/28")


async def test_pasted_text_is_held_whole_beside_edits(talk: PaperTalk) -> None:
    await _edited(talk)
    assert "Получил текст. Но открыта карта" in await talk.say(CLEAN.strip())
    assert "Получил текст. Но открыта карта" in await talk.say("2.2\tОтчёт\tмай\tЗавуч\n")
    assert "Получил 6 строк" in await talk.tap("Взять новую")


async def _reading(talk: PaperTalk) -> int:
    """Send a file that is being read; give its number."""
    await _file(talk, "первая.docx")
    await talk.tap("2027/28")
    return (await talk.view()).id


async def _read(talk: PaperTalk, import_id: int, draft: RoadmapDraft | None) -> None:
    async with talk.world.uow() as uow:
        await roadmap_import.finish_reading(uow, talk.world.school_id, import_id, draft)


def _draft() -> RoadmapDraft:
    return read_roadmap(read_paper(CLEAN.encode(), "paper.txt"), year=YEAR)


async def test_a_file_sent_while_another_is_read_asks_and_stops_nothing(talk: PaperTalk) -> None:
    import_id = await _reading(talk)
    asked = await _file(talk, "вторая.docx")
    assert asked == (
        "Получил «вторая.docx». Но прежняя карта ещё читается. Дочитать её или взять новую?"
    )
    assert (await talk.view()).id == import_id
    assert "Читаю карту" in await talk.tap("Дочитать прежнюю")
    await _read(talk, import_id, _draft())
    assert "Вот что получилось" in await talk.look()


async def test_the_newer_file_is_taken_and_the_reading_stops_when_the_curator_says_so(
    talk: PaperTalk,
) -> None:
    import_id = await _reading(talk)
    await _file(talk, "вторая.docx")
    assert "Получил «вторая.docx». На какой" in await talk.tap("Взять новую")
    await _read(talk, import_id, _draft())
    assert "Получил «вторая.docx»" in await talk.look()


async def test_a_reading_that_ends_before_the_answer_keeps_both_papers(talk: PaperTalk) -> None:
    import_id = await _reading(talk)
    await _file(talk, "вторая.docx")
    await _read(talk, import_id, _draft())
    toasts = await talk.talk.run(talk.talk.press("curator", _data(talk, "Взять новую")))
    assert "Карта с тех пор изменилась" in toasts[0].text
    assert "Прежняя карта тем временем прочитана" in talk.text
    assert "Вот что получилось" in await talk.tap("Показать прежнюю")


async def test_a_reading_that_fails_gives_way_to_the_file_sent_meanwhile(talk: PaperTalk) -> None:
    import_id = await _reading(talk)
    await _file(talk, "вторая.docx")
    await _read(talk, import_id, None)
    assert "Получил «вторая.docx». На какой учебный год" in await talk.look()


def _data(talk: PaperTalk, label: str) -> str:
    (found,) = [
        b for line in talk.talk.screen("curator")["keyboard"] for b in line if b["text"] == label
    ]
    return str(found["data"])


async def test_a_paper_that_waits_for_its_year_says_what_took_its_place(talk: PaperTalk) -> None:
    await _file(talk, "первая.docx")
    assert "«вторая.docx» вместо «первая.docx». На какой" in await _file(talk, "вторая.docx")


async def test_a_paper_without_edits_gives_way_to_the_next_one(talk: PaperTalk) -> None:
    await talk.send(CLEAN)
    shown = await _file(talk, "другая.docx")
    assert shown.startswith("Получил «другая.docx». Прежняя карта закрыта. На какой учебный год")


@pytest.mark.parametrize("typed", ["2027/28", "2027-2028 учебный год", "на 2027"])
async def test_the_school_year_may_be_typed(talk: PaperTalk, typed: str) -> None:
    await _file(talk, "карта.docx")
    assert "Читаю карту" in await talk.say(typed)


async def test_other_words_at_the_year_keep_the_file_and_ask_again(talk: PaperTalk) -> None:
    await _file(talk, "карта.docx")
    assert "Не понял год" in await talk.say("на этот")
    assert "Не понял год" in await talk.say("2027/29")
    assert (await talk.view()).name == "карта.docx"
    assert "Читаю карту" in await talk.say("2027/28")


def test_a_line_of_a_paper_is_no_school_year() -> None:
    assert read_school_year("1.1\tПриказ о запуске\tдо 10 сентября 2027\tИванова") is None
    assert read_school_year("2027") == 2027


async def test_words_typed_too_late_show_the_paper_as_it_is(talk: PaperTalk) -> None:
    import_id = await _edited(talk)
    await talk.tap("Вернуть строку")
    await talk.tap("Название")
    async with talk.world.uow() as uow:
        (await uow.roadmap.get_import(talk.world.school_id, import_id)).version += 1
    shown = await talk.say("Новое название")
    assert shown.startswith("Карта с тех пор изменилась. Вот как сейчас.\n\nВот что получилось")


async def test_the_preview_says_how_many_of_those_named_are_here(
    talk: PaperTalk, world: World
) -> None:
    await world.join("deputy", Role.RESPONSIBLE, "Иванова Анна Борисовна")
    assert "Ответственных 2, из них 1 уже в программе." in await talk.send(CLEAN)
