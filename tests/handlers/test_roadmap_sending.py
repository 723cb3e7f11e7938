"""A paper sent in the middle: what is open stays until the answer; the year may be typed."""

import pytest

from domain.people import Role
from domain.roadmap_import import ImportState, read_school_year
from tests.handlers.paper_talk import PaperTalk
from tests.handlers.test_roadmap_import import CLEAN
from tests.world import World


@pytest.fixture
def talk(world: World) -> PaperTalk:
    """A curator at the beginning."""
    return PaperTalk.of(world)


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


async def test_a_paper_without_edits_gives_way_to_the_next_one(talk: PaperTalk) -> None:
    await talk.send(CLEAN)
    assert "На какой учебный год" in await _file(talk, "другая.docx")


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
