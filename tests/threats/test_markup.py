"""T6, T28: whatever people write, a message keeps the form that its template gave it."""

import ast
from collections import Counter

import pytest

from content.loader import Content
from db.unit_of_work import Database
from sandbox.text.formatted import TEXT_LIMIT
from sandbox.text.html_reader import parse
from tests.contracts.sources import called, of
from tests.contracts.test_gallery import CONTENT as GALLERY_CONTENT
from tests.contracts.test_gallery import DRAWN, LANGUAGES, words
from tests.threats.canaries import plant
from tests.threats.conftest import Explored
from tests.threats.offers import Explorer, conversation, kind_of, message, tap

PLAIN = "Слово"
HOSTILE = (
    "<b>", "</a></b>", "&lt;i&gt;", "<a href=tg://user?id=1>x</a>", "<tg-spoiler>", "_*[x](y)`",
    "\u202eгпж.exe", "\u200b\u200d\ufeff", "&#0;&amp;amp;", "{ $name } { -term }", "%s%n{0}",
    "' OR 1=1; DROP TABLE people; --", "100%_\\", "=cmd|' /C calc'!A0",
)  # fmt: skip
TYPED = (
    *HOSTILE,
    "а\x00б",
    "\ud800\udfff",
    "🎓" * 4096,
    "\n" * 50,
    "А" * 4096,
    "/start " + "A" * 22,
)
LINKS = {"text_link", "text_mention"}


def _forms(texts: list[str]) -> Counter[str]:
    """How often each entity stands in messages the sandbox's strict parser takes."""
    found: Counter[str] = Counter()
    for text in texts:
        visible, entities = parse(text)
        assert len(visible) <= TEXT_LIMIT
        found.update(entity["type"] for entity in entities)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_of_the_gallery_gets_a_link_from_what_people_wrote(language: str) -> None:
    assert GALLERY_CONTENT.questionnaires
    for name, draw in DRAWN:
        assert not LINKS & _forms([draw(words(language)).text]).keys(), name


async def _walk(explored: Explored, database: Database, content: Content) -> dict[str, str]:
    """Everything the first school is told when each kind of button is pressed once."""
    explorer = Explorer(database, explored.town, conversation(content))
    told: dict[str, str] = {}
    for who, taps in explored.offers.taps.items():
        if not who.startswith("a."):
            continue
        user = explored.town.numbers[who]
        for data in {kind_of(one): one for one in sorted(taps)}.values():
            said: list[str] = []
            await explorer.branch(user, (), [tap(user, data)], said)
            told[f"{who} {data}"] = said[0] if said else ""
    return told


async def test_no_name_or_text_of_a_school_changes_the_form_of_a_message(
    explored: Explored, town_database: Database, content: Content
) -> None:
    school = explored.town.world.school_id
    await plant(town_database, school, PLAIN)
    plain = await _walk(explored, town_database, content)
    await plant(town_database, school, "".join(HOSTILE))
    attacked = await _walk(explored, town_database, content)
    assert len(plain) > 150
    assert {key: _forms([text]) for key, text in attacked.items()} == {
        key: _forms([text]) for key, text in plain.items()
    }


async def test_what_is_typed_anywhere_is_said_back_as_text_or_refused(
    explored: Explored, town_database: Database, content: Content
) -> None:
    explorer = Explorer(town_database, explored.town, conversation(content))
    assert len(explored.offers.awaited) > 12
    for kind, (who, way) in explored.offers.awaited.items():
        user = explored.town.numbers[who]
        for text in TYPED:
            said: list[str] = []
            await explorer.branch(user, way, [message(user, text=text)], said)
            assert said, (kind, text[:20])
            assert not LINKS & _forms([said[0]]).keys(), (kind, text[:20])


# Statements with a text of the program's own in them.
OWN_TEXTS = {
    "db/copying.py": "names of our tables, for the sequences of PostgreSQL",
    "db/engine.py": "one of two words that begin a transaction",
}
PATTERNS = {"like", "ilike", "contains", "startswith", "endswith", "regexp_match"}


def test_no_statement_is_put_together_from_texts() -> None:
    """T28: what people write is a bound value; no search by a pattern is built at all."""
    found = set()
    for source in of("db"):
        for call in source.calls() if "/versions/" not in source.path else ():
            is_raw = called(call) in ("text", "exec_driver_sql", "literal_column")
            is_built = is_raw and not all(isinstance(one, ast.Constant) for one in call.args)
            is_column = (
                isinstance(call.func, ast.Attribute) and ast.unparse(call.func)[0].isupper()
            )
            if is_built or (is_column and called(call) in PATTERNS):
                found.add(source.path)
    assert found <= OWN_TEXTS.keys()
