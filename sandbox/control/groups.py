"""`/control/groups`: groups with people and the bot."""

from typing import Any

from aiohttp import web

from sandbox import membership
from sandbox.chats import Chat, Kind
from sandbox.control.requests import Wrong, body_of, chat_of, path_id, person_of
from sandbox.people import Person
from sandbox.world import World

Json = dict[str, Any]


class GroupControl:
    """Groups are made, take the bot in, throw it out and become supergroups."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        """Its part of the control API."""
        return [
            web.post("/control/groups", self.create),
            web.post("/control/groups/{id}/add_bot", self.add_bot),
            web.post("/control/groups/{id}/remove_bot", self.remove_bot),
            web.post("/control/groups/{id}/migrate", self.migrate),
        ]

    async def create(self, request: web.Request) -> web.Response:
        """A basic group; the first member makes it, `with_bot` false leaves the bot outside."""
        given = await body_of(request)
        members = [person_of(self.world, one) for one in given.get("members") or []]
        if not members or not given.get("title"):
            raise Wrong(400, "a group needs a title and at least one member")
        is_with_bot = given.get("with_bot") is not False
        chat = membership.create_group(
            self.world, str(given["title"]), members, is_with_bot=is_with_bot
        )
        return web.json_response({"id": chat.id, "title": chat.title, "type": chat.kind.value})

    async def add_bot(self, request: web.Request) -> web.Response:
        """Take the bot in."""
        chat = self._group(request)
        update_id = membership.add_bot(self.world, chat, self._member(chat))
        return web.json_response({"id": chat.id, "update_id": update_id})

    async def remove_bot(self, request: web.Request) -> web.Response:
        """Throw the bot out."""
        chat = self._group(request)
        update_id = membership.remove_bot(self.world, chat, self._member(chat))
        return web.json_response({"id": chat.id, "update_id": update_id})

    async def migrate(self, request: web.Request) -> web.Response:
        """Make it a supergroup."""
        chat = self._group(request)
        if chat.kind is not Kind.GROUP or chat.migrated_to is not None:
            raise Wrong(409, "only a basic group becomes a supergroup, and once")
        new = membership.migrate(self.world, chat, self._member(chat))
        return web.json_response({"id": new.id, "old_id": chat.id, "type": new.kind.value})

    def _group(self, request: web.Request) -> Chat:
        chat = chat_of(self.world, path_id(request))
        if chat.kind is Kind.PRIVATE:
            raise Wrong(409, "this is a private chat")
        return chat

    def _member(self, chat: Chat) -> Person:
        return self.world.people[min(chat.members)]
