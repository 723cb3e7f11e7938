"""T23, T24: nothing is said or done in a group; a shared telephone shows nothing afterwards."""

from collections.abc import Iterator

from content.loader import Content
from db.unit_of_work import Database
from tests.talk import BOT_ID
from tests.threats.attack import Attack, Case
from tests.threats.conftest import Explored
from tests.threats.offers import Step, commands, message

GROUPS = (
    {"id": -5, "type": "group", "title": "Группа"},
    {"id": -1001234567890, "type": "supergroup", "title": "Школа", "is_forum": True},
    {"id": -1001234567891, "type": "channel", "title": "Канал"},
)
PRIVATE = "Я отвечаю только в личной переписке: напишите мне там, пожалуйста."
ANONYMOUS = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


def _said(explored: Explored) -> Iterator[Case]:
    """Every command, a token and a text of everybody, in every sort of group and disguise."""
    for who in ("a.curator", "a.mentor", "owner", "claimant", "stranger"):
        user = explored.town.numbers[who]
        texts = [f"/{one}" for one in sorted(commands() | {"start"})] + ["Привет", "Да"]
        texts += [f"/start {link}" for link in explored.town.links.values()]
        for chat in GROUPS:
            for text in texts:
                step = message(user, text=text, chat=chat)
                yield Case(who, step, text)
                yield Case(who, {"edited_message": step["message"]}, f"edited {text}")
            for more in _disguises(explored):
                step = message(user, **{"text": "/people", "chat": chat, **more})
                yield Case(who, step, str(more))


def _disguises(explored: Explored) -> Iterator[Step]:
    admin = explored.town.numbers["a.curator"]
    user = {"id": admin, "is_bot": False, "first_name": "Куратор"}
    bot = {"id": BOT_ID, "is_bot": True, "first_name": "Бот"}
    yield {"from": ANONYMOUS, "sender_chat": GROUPS[0]}
    yield {"sender_chat": GROUPS[2]}
    yield {"via_bot": bot}
    yield {"forward_origin": {"type": "user", "date": 1, "sender_user": user}}
    yield {"migrate_to_chat_id": -1001234567890, "text": ""}
    yield {"message_thread_id": 7, "is_topic_message": True}


async def test_in_a_group_the_bot_says_at_most_that_it_talks_in_private(
    explored: Explored, town_database: Database, content: Content
) -> None:
    attack = Attack(town_database, explored.town, content)
    cases = list(_said(explored))
    assert await attack.culprits(cases) == []
    texts = {row.payload["text"] for row in attack.said if row.chat_id < 0}
    assert texts == {PRIVATE}
    assert {row.chat_id for row in attack.said} <= {chat["id"] for chat in GROUPS}
    assert all(not row.payload["keyboard"] for row in attack.said)


async def test_an_edit_in_a_group_corrects_no_answer_of_the_private_chat(
    explored: Explored, town_database: Database, content: Content
) -> None:
    town = explored.town
    async with town_database.begin() as uow:
        person = town.world.people["finisher"]
        (row,) = await uow.questionnaires.list_of_person(town.world.school_id, person)
        question = content.questionnaires["mentee"].questions[-1]
        await uow.questionnaires.save_answer(row.id, question.key, "Научиться", 2)
        await uow.commit()
    step = message(town.numbers["a.finisher"], text="Подменили", chat=GROUPS[0])
    attack = Attack(town_database, town, content)
    case = Case("a.finisher", {"edited_message": step["message"]}, "edit")
    assert await attack.culprits([case]) == []
    assert attack.said == []
