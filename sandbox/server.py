"""The application: Bot API, control API and page on one port."""

import asyncio
import ipaddress
from pathlib import Path

from aiohttp import web

from sandbox.control import groups, people, reading, requests, speech, story, troubles
from sandbox.door import Door
from sandbox.options import LOOPBACK, Options
from sandbox.world import World

LARGEST_BODY = 160 * 1024 * 1024
LONGEST_LINE = 2 * 1024 * 1024  # the door itself refuses headers that are too long (H6)
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, never listened on by itself
PAGE = Path(__file__).parent / "page"
PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Server:
    """A running sandbox; `address` ends with a slash."""

    def __init__(self, options: Options) -> None:
        self.world = World(options)
        self._runner: web.AppRunner | None = None
        self.port = options.port

    @property
    def address(self) -> str:
        """Where the page is opened on this machine."""
        given = self.world.options.address
        host = LOOPBACK if given in EVERYWHERE else given
        return f"http://[{host}]:{self.port}/" if ":" in host else f"http://{host}:{self.port}/"

    @property
    def is_loopback(self) -> bool:
        """Whether nobody but this machine can reach it."""
        given = self.world.options.address
        try:
            return ipaddress.ip_address(given).is_loopback
        except ValueError:
            return given == "localhost"

    async def start(self) -> None:
        """Listen; port 0 becomes the free one that was taken."""
        self._runner = web.AppRunner(
            application(self.world, is_loopback=self.is_loopback),
            access_log=None,
            handler_cancellation=True,
            shutdown_timeout=0.2,
            max_line_size=LONGEST_LINE,
            max_field_size=LONGEST_LINE,
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.world.options.address, self.port)
        await site.start()
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Close quickly, whoever is waiting."""
        await self.world.webhook.remove()
        if self._runner is not None:
            async with asyncio.timeout(5):
                await self._runner.cleanup()


def application(world: World, *, is_loopback: bool = True) -> web.Application:
    """All routes."""
    guards = [requests.own_pages_only(is_loopback=is_loopback), requests.refusals]
    app = web.Application(middlewares=guards, client_max_size=LARGEST_BODY)
    door = Door(world)
    controls = (
        people.PeopleControl(world),
        speech.SpeechControl(world),
        reading.ReadingControl(world),
        troubles.TroubleControl(world),
        groups.GroupControl(world),
        story.StoryControl(world),
    )
    for control in controls:
        app.router.add_routes(control.routes())
    app.router.add_get("/", _page)
    app.router.add_get("/page/{name}", _page)
    app.router.add_route("*", "/file/bot{token}/{path:.+}", door.download)
    app.router.add_route("*", "/{rest:.*}", door.serve)
    return app


async def _page(request: web.Request) -> web.StreamResponse:
    name = request.match_info.get("name", "index.html")
    path = PAGE / name
    if path.parent != PAGE or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers=PAGE_HEADERS)
