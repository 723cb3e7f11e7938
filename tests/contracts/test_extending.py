"""The worked examples of docs/extending.md, taken from the page and run as they stand."""

import re
import shutil
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

import content.loader
from content.loader import Content
from db.engine import create_engine
from db.models import Submission
from db.unit_of_work import Database
from domain.people import Role
from domain.questionnaires import SubmissionState
from domain.reminders import Fact, due
from domain.roadmap_templates import draft_of_template
from services import questionnaires, status
from tests.clock import SetClock
from tests.world import YEAR, ZONE, World
from ui import notifications
from ui.screens import status as screens
from ui.translator import Translator, Words

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
DEADLINE = date(YEAR, 11, 20)


def block(path: str) -> str:
    """Give the fenced block of the page that stands right under the line naming ``path``."""
    (found,) = re.findall(rf"`{re.escape(path)}`:\n\n```\w+\n(.*?)```", PAGE, flags=re.DOTALL)
    return str(found)


@pytest.fixture
def extended(tmp_path: Path) -> Content:
    """The product's content with the page's questionnaire and rule put in."""
    folder = tmp_path / "content"
    shutil.copytree(content.loader.ROOT, folder, ignore=shutil.ignore_patterns("*.py", "__*"))
    (folder / "questionnaires" / "training.toml").write_text(
        block("content/questionnaires/training.toml"), encoding="utf-8"
    )
    (folder / "roadmaps" / "students.toml").write_text(
        block("content/roadmaps/students.toml"), encoding="utf-8"
    )
    with (folder / "reminders.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + block("content/reminders.toml"))
    return content.loader.load(root=folder)


@pytest.fixture
async def school(
    tmp_path: Path, sqlite_template: Path, clock: SetClock, extended: Content
) -> AsyncIterator[World]:
    """A school that runs on the extended content."""
    file = tmp_path / "test.sqlite3"
    shutil.copyfile(sqlite_template, file)
    engine = create_engine(f"sqlite:///{file}")
    made = World(Database(engine, clock), clock, extended)
    await made.found()
    yield made
    await engine.dispose()


async def submission(school: World) -> Submission:
    """Give the mentor's submission of the page's questionnaire."""
    async with school.uow() as uow:
        mine = await uow.questionnaires.list_of_person(school.school_id, school.people["mentor"])
    return next(one for one in mine if one.code == "training")


async def test_the_questionnaire_is_assigned_with_the_role(school: World) -> None:
    await school.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    assert (await submission(school)).state is SubmissionState.ASSIGNED


async def test_the_questionnaire_is_answered_and_sent(school: World) -> None:
    await school.join("mentor", Role.MENTOR, "Петрова Анна Ивановна")
    asked = (await submission(school)).id
    async with school.uow() as uow:
        who = (uow, await school.actor(uow, "mentor"), school.content, asked)
        await questionnaires.show(*who)
        await questionnaires.press(*who, 0, 0)
        await questionnaires.press(*who, 1, 2)
        await questionnaires.type_answer(*who, "Конфликты", 501, is_other=True)
        await questionnaires.finish_multi(*who, 1)
        await questionnaires.type_answer(*who, "6", 502)
        await questionnaires.press(*who, 3, 4)
        await questionnaires.finish_multi(*who, 4)
        view = await questionnaires.send(*who)
    assert view.state is SubmissionState.SENT
    assert view.answers == {
        "trained": True,
        "topics": {"chosen": [2], "other": "Конфликты"},
        "hours": 6,
        "confidence": 5,
    }


def test_the_template_is_a_roadmap_of_any_year_without_doubts(extended: Content) -> None:
    (template,) = (one for one in extended.roadmaps if one.code == "students")
    for year in range(2024, 2034):
        draft = draft_of_template(template, year)
        rows = [row for stage in draft.stages for row in stage.activities]
        assert [row.number for row in rows] == ["1.1", "2.1"]
        assert not any(row.doubts for row in rows)
        assert rows[1].deadline.windows[0].start == date(year, 10, 1)


@pytest.fixture
def translator(tmp_path: Path) -> Translator:
    """The product's languages and the page's one: a copy of English, one file translated."""
    folder = tmp_path / "locales"
    shutil.copytree(ROOT / "locales", folder)
    shutil.copytree(folder / "en", folder / "de")
    (folder / "de" / "status.ftl").write_text(block("locales/de/status.ftl"), encoding="utf-8")
    return Translator.load(folder)


async def test_the_language_renders_a_screen(school: World, translator: Translator) -> None:
    await school.load_roadmap()
    async with school.uow() as uow:
        found = await status.view(uow, await school.actor(uow, "curator"))
    words = Words(translator, language="de", zone=ZONE, now=school.clock.now())
    screen = screens.show(words, found, is_curator=True)
    assert "erledigt 0 von 4 Maßnahmen" in screen.text
    assert "Ohne Zuständige: 4" in [button.text for row in screen.keyboard for button in row]


def test_the_language_has_the_keys_of_the_file_it_translates() -> None:
    english = (ROOT / "locales" / "en" / "status.ftl").read_text(encoding="utf-8")
    assert _keys(block("locales/de/status.ftl")) == _keys(english)


def _keys(text: str) -> set[str]:
    body = FluentParser().parse(text).body
    return {entry.id.name for entry in body if isinstance(entry, Message)}


def told(
    extended: Content, first: date, *, silent: frozenset[date] = frozenset()
) -> dict[date, int]:
    """Live from ``first`` to past the deadline; give the days it is told and the steps."""
    fact = Fact(
        kind="activity-ahead", to="responsible", subject_id=1, person_id=2, anchor_on=DEADLINE
    )
    said: dict[tuple[str, int, int, date], int] = {}
    days: dict[date, int] = {}
    for number in range((DEADLINE - first).days + 2):
        today = first + timedelta(days=number)
        if today in silent:
            continue
        for one in due(extended.rules, [fact], today, said):
            said[one.key] = days[today] = one.step
    return days


def test_the_rule_is_due_on_the_days_the_page_names(extended: Content) -> None:
    days = told(extended, date(YEAR, 10, 20))
    assert [day.day for day in days] == [6, 13, 17, 19, 20]
    assert list(days.values()) == [-14, -7, -3, -1, 0]


def test_the_rule_is_said_late_within_its_grace_and_never_after(extended: Content) -> None:
    away = frozenset(date(YEAR, 11, day) for day in range(6, 12))
    assert min(told(extended, date(YEAR, 10, 20), silent=away)) == date(YEAR, 11, 12)
    away |= {date(YEAR, 11, 12)}
    assert min(told(extended, date(YEAR, 10, 20), silent=away)) == date(YEAR, 11, 13)
    assert told(extended, date(YEAR, 11, 13))[date(YEAR, 11, 13)] == -7


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_rule_has_words_and_buttons(
    extended: Content, translator: Translator, clock: SetClock, language: str
) -> None:
    words = Words(translator, language=language, zone=ZONE, now=clock.now())
    item = {
        "code": extended.rules[-1].words,
        "subject_id": 1,
        "version": 1,
        "anchor_on": DEADLINE.isoformat(),
        "values": {"title": "Анкеты", "who": "Анна П."},
    }
    assert "Анкеты" in notifications.item_text(words, item)
    assert len(notifications.item_buttons(words, item, "1: ")) == 2
