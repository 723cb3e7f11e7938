"""What delivery has written itself is newer than anything it reads."""

from scheduler import stands
from scheduler.stands import Chat, Stand, Stands


def stand(message_id: int) -> Stand:
    return Stand(message_id=message_id, has_keyboard=True)


def test_what_was_read_never_goes_over_what_was_written() -> None:
    known = Stands()
    known.learn({1: Chat(last=5, slots={"menu": stand(5)})})
    assert known.put(1, "menu", stand(9))
    known.learn({1: Chat(last=7, slots={"menu": stand(5)})})
    chat = known.find(1)
    assert chat == Chat(last=9, slots={"menu": stand(9)})


def test_a_newer_message_of_a_known_chat_counts() -> None:
    known = Stands()
    known.note(1, 8)
    assert known.find(1) is None
    known.learn({1: Chat(last=5)})
    known.note(1, 8)
    known.note(1, 6)
    assert known.find(1) == Chat(last=8)


def test_an_edit_in_place_is_no_news() -> None:
    known = Stands()
    known.learn({1: Chat()})
    assert known.put(1, "menu", stand(3))
    assert not known.put(1, "menu", stand(3))


def test_the_longest_silent_chat_is_forgotten_first() -> None:
    known = Stands()
    known.learn({chat: Chat() for chat in range(stands.CHATS)})
    known.note(0, 1)
    known.learn({-1: Chat()})
    assert known.find(0) is not None
    assert known.find(1) is None
