"""People in a closed loop: each says the next thing as soon as the bot has answered."""

import asyncio
import html
import json
import time
from typing import Any

import content.loader
from bench.of_messenger import Messenger, Raw
from domain.questionnaires import Question, QuestionKind

OLD_MESSAGE = 50  # where a reminder's button stands
TYPED = {
    QuestionKind.NUMBER: "5",
    QuestionKind.DATE: "1 декабря",
    QuestionKind.TEXT: "Объясняю спокойно и подробно",
}


class Load:
    """So many people at once; ``seconds`` holds the time of every counted answer."""

    def __init__(self) -> None:
        self.messenger = Messenger(self.heard)
        self.seconds: list[float] = []
        self._begun: dict[int, float] = {}
        self._left = 0
        self._done = asyncio.Event()

    async def measure(self, answers: int, at_once: int) -> tuple[float, list[float]]:
        """Let people answer; give answers a second and the sorted time of each."""
        self.seconds, self._left = [], answers
        self._done.clear()
        began = time.perf_counter()
        for _ in range(at_once):
            self.begin()
        await asyncio.wait_for(self._done.wait(), 120)
        took = time.perf_counter() - began
        await asyncio.sleep(0.3)  # what is still under way does not disturb the next one
        return len(self.seconds) / took, sorted(self.seconds)

    def begin(self) -> None:
        """Let one more person begin."""
        raise NotImplementedError

    def go_on(self, chat_id: int, given: Raw, message_id: int) -> None:
        """Let a person say the next thing after the bot's answer."""
        raise NotImplementedError

    def is_answer(self, chat_id: int, method: str, message_id: int) -> bool:
        """Whether a call is what the person waits for."""
        return method == "sendmessage"

    def started(self, chat_id: int) -> None:
        """Note the moment a person has said something."""
        self._begun[chat_id] = time.perf_counter()

    def heard(self, method: str, given: Raw, message_id: int) -> None:
        """Take a call of the bot."""
        chat_id = int(given["chat_id"])
        if chat_id not in self._begun or not self.is_answer(chat_id, method, message_id):
            return
        self.seconds.append(time.perf_counter() - self._begun.pop(chat_id))
        self._left -= 1
        if self._left > 0:
            self.go_on(chat_id, given, message_id)
        elif not self._begun:
            self._done.set()


class Echo(Load):
    """People who say something to an echo."""

    def __init__(self) -> None:
        super().__init__()
        self._chats = iter(range(7_000_000_001, 8_000_000_000))

    def begin(self) -> None:
        """Let a new person speak."""
        self._speak(next(self._chats))

    def go_on(self, chat_id: int, given: Raw, message_id: int) -> None:
        """Say it again."""
        self._speak(chat_id)

    def _speak(self, chat_id: int) -> None:
        self.started(chat_id)
        self.messenger.say(chat_id, "Объясняю спокойно и подробно")


class Answers(Load):
    """Mentors who fill in their questionnaire, one after another."""

    def __init__(self, mentors: list[int]) -> None:
        super().__init__()
        self._mentors = enumerate(mentors, start=1)
        self._tapped: dict[int, int] = {}
        self._pressed: dict[int, str] = {}
        self._questions: tuple[Question, ...] = tuple(
            question
            for questionnaire in content.loader.load().questionnaires.values()
            for question in questionnaire.questions
        )

    def begin(self) -> None:
        """Let the next mentor open the questionnaire by the button of its reminder."""
        submission_id, chat_id = next(self._mentors)
        self._tap(chat_id, f"go:fill:{submission_id}:0", OLD_MESSAGE)

    def is_answer(self, chat_id: int, method: str, message_id: int) -> bool:
        """An edit answers a tap on that message; something typed is answered by a new one."""
        tapped = self._tapped.get(chat_id)
        return method == "sendmessage" if tapped is None else message_id == tapped

    def go_on(self, chat_id: int, given: Raw, message_id: int) -> None:
        """Answer the question shown; after the last one the next mentor begins."""
        buttons = _buttons(given)
        if any(one.startswith("an:send:") for one in buttons):
            self.begin()
        elif data := self._button(chat_id, buttons):
            self._tap(chat_id, data, message_id)
        else:
            asked = html.unescape(given["text"])
            typed = next(question for question in self._questions if question.text in asked)
            self._tapped.pop(chat_id, None)
            self.started(chat_id)
            self.messenger.say(chat_id, TYPED[typed.kind])

    def _tap(self, chat_id: int, data: str, message_id: int) -> None:
        self._tapped[chat_id] = message_id
        self.started(chat_id)
        self.messenger.tap(chat_id, data, message_id)

    def _button(self, chat_id: int, buttons: list[str]) -> str:
        press = next((one for one in buttons if one.startswith("an:press:")), "")
        if press and self._pressed.get(chat_id) != press:
            self._pressed[chat_id] = press
            return press
        return next((one for one in buttons if one.startswith("an:next:")), "")


def _buttons(given: Raw) -> list[str]:
    markup: Any = given.get("reply_markup") or {}
    markup = json.loads(markup) if isinstance(markup, str) else markup
    return [
        one.get("callback_data", "") for row in markup.get("inline_keyboard", []) for one in row
    ]
