"""Arguments of the wrong shape are refused, and never break the sandbox."""

import random

from sandbox.methods.registry import BUILT

VALUES = [
    "", "0", "-1", "x", "5.5", "null", "true", "[]", "{}", "[1]", '["a"]', "[[]]", "[[{}]]",
    '{"type": "chat"}', '{"type": "chat", "chat_id": "x"}', '{"message_id": "x"}',
    '{"inline_keyboard": [[5]]}', '{"inline_keyboard": [[{"text": 5}]]}', '{"keyboard": [[5]]}',
    '{"keyboard": [[{"text": "a"}]], "one_time_keyboard": 5}', '[{"command": 5}]', "[null]",
    '[{"type": "bold", "offset": -5, "length": 99999999999}]', '[{"type": "text_link"}]',
    '[{"type": "text_mention", "offset": 0, "length": 1}]', "<b>", "&#99;", "9" * 30, "\x00",
]  # fmt: skip
NAMES = [
    "chat_id", "message_id", "text", "caption", "entities", "caption_entities", "reply_markup",
    "reply_parameters", "link_preview_options", "commands", "scope", "language_code", "offset",
    "limit", "parse_mode", "from_chat_id", "user_id", "document", "photo", "message_ids",
    "callback_query_id", "allowed_updates", "action", "file_id", "secret_token",
]  # fmt: skip
UNTRIED = {"setwebhook", "getupdates"}


async def test_no_call_breaks_it(telegram):
    person = await telegram.person()
    sent = await telegram.ok("sendMessage", chat_id=person, text="а")
    chance = random.Random(7)
    good = {
        "chat_id": str(person),
        "from_chat_id": str(person),
        "message_id": str(sent["message_id"]),
        "text": "текст",
        "action": "typing",
    }
    methods = sorted(set(BUILT) - UNTRIED)
    for _ in range(1500):
        name = chance.choice(methods)
        wrong = {key: chance.choice(VALUES) for key in chance.sample(NAMES, 3)}
        status, body = await telegram.call(name, **(good | wrong))
        assert status in {200, 400, 403, 501}, (name, wrong, body)
    await telegram.messages(person)
