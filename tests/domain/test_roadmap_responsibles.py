"""Cells of responsibles: persons, posts, groups and organisations, in the cell's own words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.responsibles import initials_of, is_unknown, read_responsibles, surname_of

CELLS = {
    "": [],
    "Ветрова К.Л.": ["person: Ветрова К.Л."],
    "К.Л. Ветрова": ["person: К.Л. Ветрова"],
    "К. Л. Ветрова, О.П. Кедров": ["person: К. Л. Ветрова", "person: О.П. Кедров"],
    "Ветрова К.Л. Кедров О.П.": ["person: Ветрова К.Л.", "person: Кедров О.П."],
    "Ветровой К.Л., Кедрову О.П.": ["person: Ветровой К.Л.", "person: Кедрову О.П."],
    "Ветрова Клара Львовна": ["person: Ветрова Клара Львовна"],
    "Ветрова-Лугова К.Л.": ["person: Ветрова-Лугова К.Л."],
    "Ветрова К.Л., заместитель директора по НМР": [
        "person: Ветрова К.Л., заместитель директора по НМР"
    ],
    "Зам. директора по УВР Ветрова К.Л.": ["person: Зам. директора по УВР Ветрова К.Л."],
    "Ветрова К.Л.,\nРуководители МО": ["person: Ветрова К.Л.", "group: Руководители МО"],
    "Ветрова К.Л. Классные руководители": ["person: Ветрова К.Л.", "group: Классные руководители"],
    "Администрация ОУ, классные руководители": [
        "group: Администрация ОУ",
        "group: классные руководители",
    ],
    "Зам. директора по УВР, рабочая группа": [
        "post: Зам. директора по УВР",
        "group: рабочая группа",
    ],
    "Заместители директора по УВР, ВР": ["group: Заместители директора по УВР, ВР"],
    "директор школы; педагог-психолог": ["post: директор школы", "post: педагог-психолог"],
    "Директор и классные руководители": ["post: Директор", "group: классные руководители"],
    "руководитель центра обучения и воспитания": [
        "post: руководитель центра обучения и воспитания"
    ],
    "Комитет по образованию, руководители школ (в рамках полномочий)": [
        "organisation: Комитет по образованию",
        "group: руководители школ (в рамках полномочий)",
    ],
    "организации-партнеры": ["organisation: организации-партнеры"],
    "МБОУ СОШ № 2": ["organisation: МБОУ СОШ № 2"],
    "Управление образования": ["organisation: Управление образования"],
    "ответственный за сайт ОУ": ["post: ответственный за сайт ОУ"],
    "Куратор, наставники": ["post: Куратор", "group: наставники"],
    "учителя-предметники": ["group: учителя-предметники"],
    "Педагогический совет": ["group: Педагогический совет"],
    "Методическое объединение": ["group: Методическое объединение"],
    "социальный педагог\nпедагог-организатор": [
        "post: социальный педагог",
        "post: педагог-организатор",
    ],
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_names_its_people(cell: str) -> None:
    assert [f"{one.kind.value}: {one.text}" for one in read_responsibles(cell)] == CELLS[cell]


def test_surnames_and_initials_are_found_on_either_side() -> None:
    assert (surname_of("директор К.Л. Ветрова"), initials_of("К.Л. Ветрова")) == ("Ветрова", "КЛ")
    assert (surname_of("Ветрова Клара Львовна"), initials_of("Ветрова Клара Львовна")) == (
        "Ветрова",
        "КЛ",
    )
    assert (surname_of("директор"), initials_of("директор")) == ("", "")


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_characters_raise(cell: str) -> None:
    read_responsibles(cell)


MORE = {
    "ВЕТРОВА К.Л.": ["person: ВЕТРОВА К.Л."],
    "Ветрова Клара": ["person: Ветрова Клара"],
    "Клара Львовна": ["person: Клара Львовна"],
    "директору, классным руководителям": ["post: директору", "group: классным руководителям"],
    "педагогу-психологу и методисту": ["post: педагогу-психологу", "post: методисту"],
    "Кл. руководители": ["group: Кл. руководители"],
    "педагог-психолог\nметодист": ["post: педагог-психолог", "post: методист"],
    "социальный педагог методист": ["post: социальный педагог", "post: методист"],
    "Ветрова К.Л. (завуч)": ["person: Ветрова К.Л. (завуч)"],
    "ЦДО «Радуга», районная библиотека": [
        "organisation: ЦДО «Радуга»",
        "organisation: районная библиотека",
    ],
    "Дом творчества\n«Искра»": ["organisation: Дом творчества «Искра»"],
    "К.Л.\nВетрова": ["person: К.Л. Ветрова"],
    "заместитель директора по УВР\nВетрова Клара Львовна": [
        "person: заместитель директора по УВР Ветрова Клара Львовна"
    ],
}


@pytest.mark.parametrize("cell", MORE)
def test_cells_of_other_schools_name_their_people(cell: str) -> None:
    assert [f"{one.kind.value}: {one.text}" for one in read_responsibles(cell)] == MORE[cell]


@pytest.mark.parametrize(
    ("cell", "is_strange"), [("Кто-нибудь", True), ("директор", False), ("наставники", False)]
)
def test_a_cell_that_tells_nobody_is_unknown(cell: str, *, is_strange: bool) -> None:
    assert [is_unknown(one) for one in read_responsibles(cell)] == [is_strange]
