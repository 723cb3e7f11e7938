"""`/control/clock`, `/control/faults`, `/control/updates`, `/control/reset`."""

import math
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiohttp import web

from sandbox.clock import ClockMovedBack
from sandbox.control.requests import Wrong, body_of, path_id
from sandbox.faults import Fault, FaultKind
from sandbox.world import World

Json = dict[str, Any]

_SETTABLE = {field.name for field in fields(Fault)} - {"id", "kind"}


class TroubleControl:
    """Time and trouble."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[web.RouteDef]:
        """Its part of the control API."""
        return [
            web.post("/control/clock", self.clock),
            web.get("/control/faults", self.list_faults),
            web.post("/control/faults", self.add_fault),
            web.delete("/control/faults", self.delete_faults),
            web.delete("/control/faults/{id}", self.delete_fault),
            web.post("/control/updates", self.push_update),
            web.post("/control/reset", self.reset),
        ]

    async def clock(self, request: web.Request) -> web.Response:
        """Move the clock forward: seconds, a moment, or the next morning of a zone."""
        given = await body_of(request)
        clock = self.world.clock
        try:
            clock.set_offset(clock.offset + self._seconds(given))
        except ClockMovedBack as error:
            raise Wrong(400, str(error)) from error
        now = clock.moment().isoformat(timespec="seconds")
        answer: Json = {"now": now, "offset_seconds": clock.offset}
        self.world.stir()
        self.world.event("clock", **answer)
        return web.json_response(answer)

    async def list_faults(self, request: web.Request) -> web.Response:
        """Faults that are still to strike."""
        return web.json_response([asdict(fault) for fault in self.world.faults.open])

    async def add_fault(self, request: web.Request) -> web.Response:
        """Order trouble."""
        given = await body_of(request)
        try:
            kind = FaultKind(str(given.get("kind")))
        except ValueError as error:
            kinds = ", ".join(kind.value for kind in FaultKind)
            raise Wrong(400, f"kind must be one of {kinds}") from error
        fault = Fault(id=self.world.faults.next_id(), kind=kind, **_settings(given))
        if kind is FaultKind.REPEAT_UPDATES:
            self._repeat(fault.times or 1)
        else:
            self.world.faults.open.append(fault)
        return web.json_response(asdict(fault))

    async def delete_faults(self, request: web.Request) -> web.Response:
        """Peace."""
        self.world.faults.open.clear()
        self.world.queue.repeats = 0
        self.world.webhook.repeats = 0
        return web.json_response({"deleted": True})

    async def delete_fault(self, request: web.Request) -> web.Response:
        """Take one order back; nothing when it has struck for the last time."""
        fault_id, faults = path_id(request), self.world.faults
        faults.open[:] = [fault for fault in faults.open if fault.id != fault_id]
        return web.json_response({"deleted": True})

    async def push_update(self, request: web.Request) -> web.Response:
        """Queue any object as an update, malformed ones too."""
        update = self.world.queue.push_raw(await body_of(request))
        if update is None:
            raise Wrong(409, "the queue is full or the update is over 512 KiB")
        return web.json_response({"update_id": self.world.announce(update)})

    async def reset(self, request: web.Request) -> web.Response:
        """Forget people, chats, updates, faults and logs; clock and numbering go on."""
        self.world.reset()
        return web.json_response({"reset": True})

    def _repeat(self, times: int) -> None:
        self.world.queue.repeats += times
        self.world.webhook.repeats += times
        self.world.polling.wake()

    def _seconds(self, given: Json) -> int:
        if isinstance(given.get("add_seconds"), int):
            return int(given["add_seconds"])
        if given.get("next_morning"):
            target = _next_morning(self.world.clock.moment(), given)
        elif isinstance(given.get("to"), str):
            target = _moment(given["to"])
        else:
            raise Wrong(400, "say add_seconds, to or next_morning")
        return math.ceil((target - self.world.clock.moment()).total_seconds())


def _settings(given: Json) -> Json:
    settings = {name: value for name, value in given.items() if name in _SETTABLE}
    for name, value in settings.items():
        if name != "method" and not isinstance(value, int | float | None):
            raise Wrong(400, f"{name} must be a number")
    if isinstance(settings.get("method"), str):
        settings["method"] = settings["method"].lower()
    return settings


def _moment(words: str) -> datetime:
    try:
        moment = datetime.fromisoformat(words)
    except ValueError as error:
        raise Wrong(400, f"{words!r} is not an ISO date and time") from error
    if moment.tzinfo is None:
        raise Wrong(400, "the moment needs a zone")
    return moment


def _next_morning(now: datetime, given: Json) -> datetime:
    try:
        zone = ZoneInfo(str(given.get("zone", "Europe/Moscow")))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Wrong(400, f"there is no zone {given.get('zone')!r}") from error
    local = now.astimezone(zone)
    hour, minute = int(given.get("hour", 9)), int(given.get("minute", 1))
    morning = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if morning <= local:
        morning += timedelta(days=1)
    return morning.astimezone(UTC)
