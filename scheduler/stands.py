"""Where each chat's screens stand: read once, then remembered by the one loop that moves them."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field

CHATS = 5_000  # remembered; far more than ever are being written to at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """The message that holds a conversation's screen."""

    message_id: int
    has_keyboard: bool


@dataclass(slots=True)
class Chat:
    """A chat's newest message and its screens by the name of their slot."""

    last: int = 0
    slots: dict[str, Stand] = field(default_factory=dict)

    def is_taken(self, name: str) -> bool:
        """Whether a tap has put another screen into the message of a slot, which it shows now."""
        own = self.slots.get(name)
        others = (stand for slot, stand in self.slots.items() if slot != name)
        return own is not None and any(one.message_id == own.message_id for one in others)


class Stands:
    """What delivery itself has written is newer than anything read; so it is never read over."""

    def __init__(self) -> None:
        self._chats: OrderedDict[int, Chat] = OrderedDict()

    def learn(self, read: Mapping[int, Chat]) -> None:
        """Take what was read: all of a chat not known yet, else only its newest message."""
        for chat_id, chat in read.items():
            self._chats.setdefault(chat_id, chat)
            self.note(chat_id, chat.last)
        while len(self._chats) > CHATS:
            self._chats.popitem(last=False)

    def note(self, chat_id: int, message_id: int) -> None:
        """Note a message of a known chat that may be its newest."""
        chat = self._chats.get(chat_id)
        if chat is not None:
            chat.last = max(chat.last, message_id)
            self._chats.move_to_end(chat_id)

    def find(self, chat_id: int) -> Chat | None:
        """Give what is known of a chat."""
        return self._chats.get(chat_id)

    def put(self, chat_id: int, name: str, stand: Stand) -> bool:
        """Note where a conversation's screen stands now; say whether that is news."""
        chat = self._chats.get(chat_id)
        self.note(chat_id, stand.message_id)
        if chat is None:
            return True
        is_news = chat.slots.get(name) != stand
        chat.slots[name] = stand
        return is_news
