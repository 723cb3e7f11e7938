"""What people do in chats: write, send files, edit, press, tap, delete."""

import asyncio
from typing import Any

from aiohttp import web

from sandbox import membership, post
from sandbox.chats import Chat, Kind
from sandbox.control import contents, tapping
from sandbox.control.requests import Wrong, body_of, chat_of, path_id, person_of
from sandbox.methods import deleting
from sandbox.people import Person
from sandbox.text import formatted
from sandbox.world import World

Json = dict[str, Any]


class SpeechControl:
    """Every act gives back the ids of the message and of its update."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        """Its part of the control API."""
        person = "/control/people/{id}"
        return [
            web.post(person + "/start", self.start),
            web.post(person + "/send", self.send),
            web.post(person + "/press", self.press),
            web.post(person + "/tap", self.tap),
            web.post(person + "/edit", self.edit),
            web.delete(person + "/messages/{message_id}", self.delete),
        ]

    async def start(self, request: web.Request) -> web.Response:
        """Open the bot by its link; an invalid payload is dropped, as clients do (M17)."""
        person = person_of(self.world, path_id(request))
        payload = str((await body_of(request)).get("payload") or "")
        if not contents.is_payload(payload):
            payload = ""
        membership.set_blocked(self.world, person, is_blocked=False)
        bodies = contents.texts(f"/start {payload}".rstrip())
        return self._put(person, self.world.chats[person.id], bodies, None)

    async def send(self, request: web.Request) -> web.Response:
        """Text, or a file, contact, place, voice, sticker; `extra` fields go in as they are."""
        person = person_of(self.world, path_id(request))
        given = await body_of(request)
        chat = self._chat(person, given)
        reply_to = given.get("reply_to")
        if isinstance(given.get("text"), str):
            bodies = contents.texts(given["text"])
        else:
            bodies = [contents.read(self.world, person, given)]
        extra = given.get("extra") or {}
        return self._put(person, chat, [body | extra for body in bodies], reply_to)

    async def press(self, request: web.Request) -> web.Response:
        """Press a button of the reply keyboard that is shown now."""
        person = person_of(self.world, path_id(request))
        given = await body_of(request)
        chat = self._chat(person, given)
        key = tapping.visible_key(chat, str(given.get("text", "")))
        if (chat.reply_keyboard or {}).get("one_time_keyboard"):
            chat.reply_keyboard = None
        bodies = contents.texts(key["text"])
        if key.get("request_contact"):
            bodies = [contents.read(self.world, person, {"contact": {}})]
        return self._put(person, chat, bodies, None)

    async def tap(self, request: web.Request) -> web.Response:
        """Tap an inline button by its label, or send any data as a forged client would."""
        person = person_of(self.world, path_id(request))
        given = await body_of(request)
        tap, update_id = tapping.tap(self.world, person, given)
        seconds = float(given.get("wait") or 0)
        if seconds > 0:
            await asyncio.wait([tap.answer], timeout=seconds)
        answer = tap.answer.result() if tap.answer.done() else None
        return web.json_response(
            {"callback_query_id": tap.id, "update_id": update_id, "answer": answer}
        )

    async def edit(self, request: web.Request) -> web.Response:
        """Edit one's own text."""
        person = person_of(self.world, path_id(request))
        given = await body_of(request)
        chat = self._chat(person, given)
        message = chat.find(given.get("message_id", 0))
        if message is None or message.sender_id != person.id or "text" not in message.body:
            raise Wrong(404, "there is no text of this person with that message_id")
        content = formatted.said(str(given.get("text", "")))
        if not content.text:
            raise Wrong(400, "a text cannot become empty")
        update_id = post.edited_by_person(self.world, chat, message, content)
        return web.json_response({"message_id": message.id, "update_id": update_id})

    async def delete(self, request: web.Request) -> web.Response:
        """Delete a message for both; the bot is not told."""
        person = person_of(self.world, path_id(request))
        chat = self.world.chats[person.id]
        message_id = path_id(request, "message_id")
        if chat.find(message_id) is None:
            raise Wrong(404, f"there is no message {message_id}")
        deleting.remove(self.world, chat, message_id)
        return web.json_response({"deleted": True})

    def _chat(self, person: Person, given: Json) -> Chat:
        chat = chat_of(self.world, given.get("chat_id") or person.id)
        if chat.kind is not Kind.PRIVATE and person.id not in chat.members:
            raise Wrong(409, f"{person.first_name} is not a member of this group")
        if chat.migrated_to is not None:
            raise Wrong(409, f"this group is a supergroup now: {chat.migrated_to}")
        return chat

    def _put(self, person: Person, chat: Chat, bodies: list[Json], reply_to: Any) -> web.Response:
        if chat.kind is Kind.PRIVATE:
            self._open(person)
        sent: list[Json] = []
        for body in bodies:
            message, update_id = post.from_person(
                self.world, person, chat, body, reply_to=reply_to
            )
            sent.append({"message_id": message.id, "update_id": update_id})
        return web.json_response(sent[-1] | {"messages": sent})

    def _open(self, person: Person) -> None:
        if person.is_deactivated:
            raise Wrong(409, f"the account of {person.first_name} is deleted")
        if person.is_blocked:
            raise Wrong(409, f"{person.first_name} blocked the bot; unblock or start first")
        person.is_started = True
