"""`/control/story`, `/control/asks`, `/control/helper`: what is told, and who helps the page.

The sandbox knows nothing of the bot. Whoever started it with `--helper` reads lines
`asked: {…}` from its standard output, does what is asked (restarts the bot, begins anew) and
says by `/control/helper` how it stands; without a helper the page offers neither.
"""

import json
import sys
from typing import Any

from aiohttp import web

from sandbox.control.requests import Wrong, body_of
from sandbox.world import World

Json = dict[str, Any]
ASKS = ("kill", "afresh")


class StoryControl:
    """What the page tells, its files, and its wishes."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        """Its part of the control API."""
        return [
            web.get("/control/story", self.story),
            web.get("/control/story/{name}", self.file),
            web.post("/control/asks", self.ask),
            web.post("/control/helper", self.stand),
        ]

    async def story(self, request: web.Request) -> web.Response:
        """The story, or null when none was given."""
        path = self.world.options.story
        is_told = path is not None and path.is_file()
        text = path.read_text(encoding="utf-8") if path and is_told else "null"
        return web.Response(text=text, content_type="application/json")

    async def file(self, request: web.Request) -> web.Response:
        """A file that stands beside the story."""
        path, name = self.world.options.story, request.match_info["name"]
        if path is None or (found := path.parent / name).parent != path.parent:
            raise Wrong(404, "there is no such file")
        if not found.is_file() or found == path:
            raise Wrong(404, "there is no such file")
        return web.Response(body=found.read_bytes(), content_type="application/octet-stream")

    async def ask(self, request: web.Request) -> web.Response:
        """Pass a wish to the helper: `what` is kill or afresh, with whatever else it needs."""
        given = await body_of(request)
        if self.world.helper is None:
            raise Wrong(409, "nobody helps: the sandbox was started without --helper")
        if given.get("what") not in ASKS:
            raise Wrong(400, "what must be one of " + ", ".join(ASKS))
        sys.stdout.write(f"asked: {json.dumps(given)}\n")
        sys.stdout.flush()
        return web.json_response({"asked": True})

    async def stand(self, request: web.Request) -> web.Response:
        """The helper says how it stands: `state`, and anything else the page should know."""
        if self.world.helper is None:
            raise Wrong(409, "nobody helps: the sandbox was started without --helper")
        self.world.helper = await body_of(request)
        self.world.event("helper", **self.world.helper)
        return web.json_response(self.world.helper)
