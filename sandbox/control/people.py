"""`/control/people`: accounts, blocks, command menus."""

from typing import Any

from aiohttp import web

from sandbox import membership
from sandbox.chats import Chat
from sandbox.control.requests import Wrong, body_of, path_id, person_of
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.world import World

Json = dict[str, Any]

LINE = 120
_KINDS = ("document", "photo", "voice", "sticker", "contact", "location")
_TEXTS = ("last_name", "username", "note")


class PeopleControl:
    """People come, block, unblock and see their commands."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        """Its part of the control API."""
        return [
            web.get("/control/people", self.list),
            web.post("/control/people", self.add),
            web.post("/control/people/{id}/block", self.block),
            web.post("/control/people/{id}/unblock", self.unblock),
            web.post("/control/people/{id}/deactivate", self.deactivate),
            web.get("/control/commands/{id}", self.commands),
        ]

    async def list(self, request: web.Request) -> web.Response:
        """Everybody, with the last line of their chat."""
        people = self.world.people.values()
        return web.json_response([one.as_control() | self._last(one) for one in people])

    async def add(self, request: web.Request) -> web.Response:
        """A new account; an id may be given; a known id changes the account's names."""
        given = await body_of(request)
        if not isinstance(given.get("first_name"), str):
            raise Wrong(400, "first_name is needed")
        person_id = given.get("id") or self.world.new_person_id()
        if not isinstance(person_id, int) or person_id <= 0:
            raise Wrong(400, "id must be a positive number")
        person = self._account(person_id)
        person.first_name = given["first_name"]
        person.language_code = given.get("language_code", person.language_code)
        person.is_bot = bool(given.get("is_bot"))
        person.is_started = bool(given.get("started", person.is_started))
        for name in _TEXTS:
            if given.get(name) is not None:
                setattr(person, name, str(given[name]))
        self.world.event("person", person.id)
        return web.json_response(person.as_control())

    async def block(self, request: web.Request) -> web.Response:
        """The person blocks the bot."""
        return self._block(request, is_blocked=True)

    async def unblock(self, request: web.Request) -> web.Response:
        """The person takes the bot back."""
        return self._block(request, is_blocked=False)

    async def deactivate(self, request: web.Request) -> web.Response:
        """The account is deleted."""
        person = person_of(self.world, path_id(request))
        person.is_deactivated = True
        self.world.event("person", person.id)
        return web.json_response(person.as_control())

    async def commands(self, request: web.Request) -> web.Response:
        """The menu this person sees, in the private chat or in `?chat_id=`."""
        person = person_of(self.world, path_id(request))
        chat_id = int(request.query.get("chat_id", person.id))
        chat = self.world.chats.get(chat_id)
        if chat is None:
            raise Wrong(404, f"there is no chat {chat_id}")
        language = person.language_code or ""
        return web.json_response(self.world.menus.seen_by(person.id, language, chat))

    def _account(self, person_id: int) -> Person:
        if person_id not in self.world.people:
            if self.world.chats.get(person_id) is not None:
                raise Wrong(409, f"the id {person_id} is taken by a chat")
            self.world.add_person(Person(id=person_id, first_name=""))
        return self.world.people[person_id]

    def _block(self, request: web.Request, *, is_blocked: bool) -> web.Response:
        person = person_of(self.world, path_id(request))
        update_id = membership.set_blocked(self.world, person, is_blocked=is_blocked)
        return web.json_response(person.as_control() | {"update_id": update_id})

    def _last(self, person: Person) -> Json:
        return last_line(self.world, self.world.chats[person.id])


def last_line(world: World, chat: Chat) -> Json:
    """The last message of a chat, short."""
    for message in reversed(chat.messages.values()):
        if not message.is_deleted and not message.is_service:
            return {"last": _line(world, message)}
    return {"last": None}


def _line(world: World, message: Message) -> Json:
    is_bot = message.sender_id == world.options.bot_id
    kinds = [kind for kind in _KINDS if kind in message.body]
    return {
        "text": message.words[:LINE],
        "kind": kinds[0] if kinds else None,
        "date": message.date,
        "from": "bot" if is_bot else "person",
    }
