"""Updates spoiled by a seeded hand: what the messenger should never send, and once did."""

import copy
import random
from typing import Any

from tests.talk import Talk

Raw = dict[str, Any]
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 10**30, -(10**20), 1.5, float("inf"), float("nan"),
    "", " ", "x" * 9000, "\x00", "\ud800", "\u202e", "٣", "1_0", "/start", "/start " + "A" * 64,
    [], {}, [[]], [None], {"id": 1}, {"": ""}, "go:menu:0:0", "private", "supergroup", "channel",
)  # fmt: skip
SENT = (
    {"text": "Добрый день"}, {"text": "12.10.2027"}, {"text": "5"}, {"text": "/menu"},
    {"text": "/start abc", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]},
    {"text": "жирный", "entities": [{"type": "bold", "offset": 0, "length": 6}]},
    {"contact": {"phone_number": "+7900", "first_name": "Анна", "user_id": 1}},
    {"document": {"file_id": "f", "file_unique_id": "u", "file_name": "план.docx",
                  "mime_type": "application/msword", "file_size": 10}, "caption": "план"},
    {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]},
    {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}},
    {"video_note": {"file_id": "f", "file_unique_id": "u", "length": 1, "duration": 1}},
    {"sticker": {"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1,
                 "height": 1, "is_animated": False, "is_video": False}},
    {"location": {"latitude": 55.0, "longitude": 73.4}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"text": "ответ", "reply_to_message": {"message_id": 5, "date": 1,
     "chat": {"id": 7, "type": "private"}, "text": "вопрос"}},
    {"text": "чужое", "forward_origin": {"type": "hidden_user", "date": 1,
     "sender_user_name": "Кто-то"}, "media_group_id": "9"},
    {"new_chat_members": [{"id": 9, "is_bot": False, "first_name": "Новый"}]},
    {"web_app_data": {"data": "{}", "button_text": "ok"}},
    {"migrate_to_chat_id": -1001},
)  # fmt: skip
TAPS = (
    "go:menu:0:0", "go:status:0:0", "go:letter:0:0", "go:invite:0:0", "ac:plain:1:1:0",
    "pa:agree:1:1", "me:confirm:1:1:0", "an:press:1:0:0", "im:years:1:1:0", "zzz", "",
)  # fmt: skip


class Mutator:
    """Makes malformed updates out of valid ones of every kind."""

    def __init__(self, talk: Talk, cast: tuple[str, ...], seed: int) -> None:
        self.talk = talk
        self.cast = cast
        self.dice = random.Random(seed)

    def valid(self) -> Raw:
        """Give a valid update of any kind."""
        who = self.dice.choice(self.cast)
        kind = self.dice.choice(("message", "message", "edited", "tap", "tap", "member", "other"))
        if kind == "tap":
            return self._tap(who)
        content = copy.deepcopy(self.dice.choice(SENT))
        if self.dice.random() < 0.1:
            content["chat"] = {"id": -100123, "type": "supergroup", "title": "Педсовет"}
        raw: Raw = self.talk.message(who, **content)
        if kind == "edited":
            raw["edited_message"] = raw.pop("message") | {"edit_date": 2}
        elif kind == "member":
            raw["my_chat_member"] = self._member(raw.pop("message"))
        elif kind == "other":
            name = self.dice.choice(("channel_post", "poll", "inline_query", "new_in_2030"))
            raw[name] = raw.pop("message")
        return raw

    def _tap(self, who: str) -> Raw:
        raw: Raw = self.talk.press(
            who, self.dice.choice(TAPS), message_id=self.dice.choice((1, None))
        )
        if self.dice.random() < 0.2:
            raw["callback_query"]["inline_message_id"] = "AAA"
        return raw

    def _member(self, message: Raw) -> Raw:
        bot = {"id": 1000001, "is_bot": True, "first_name": "b"}
        return {
            "chat": message["chat"], "from": message["from"], "date": 1,
            "old_chat_member": {"user": bot, "status": "left"},
            "new_chat_member": {"user": bot, "status": "left"},
        }  # fmt: skip

    def malformed(self) -> Raw:
        """Give an update that was valid until one to four things in it were spoiled."""
        raw = self.valid()
        for _ in range(self.dice.randint(1, 4)):
            self._spoil(raw)
        return raw

    def _spoil(self, raw: Raw) -> None:
        """Spoil one place; the update's number is the messenger's own."""
        places = [(held, key) for held, key in _places(raw) if key != "update_id"]
        if not places:
            return
        held, key = self.dice.choice(places)
        how = self.dice.randrange(6)
        if how == 0:
            del held[key]
        elif how == 1 and isinstance(held, dict):
            held[f"{key}_"] = held.pop(key)
        elif how == 2:
            held[key] = [held[key]]
        elif how == 3:
            held[key] = self._other()
        elif how == 4:
            held[key] = _deep(self.dice.randint(2, 150))
        else:
            held[key] = copy.deepcopy(self.dice.choice(VALUES))

    def _other(self) -> Any:
        """Give a piece of another update."""
        found = [held[key] for held, key in _places(self.valid())]
        return copy.deepcopy(self.dice.choice(found))


def _places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        found.append((value, key))
        if isinstance(value[key], dict | list):
            found += _places(value[key])
    return found


def _deep(levels: int) -> Any:
    value: Any = "deep"
    for _ in range(levels):
        value = {"reply_to_message": value}
    return value
