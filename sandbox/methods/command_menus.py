"""setMyCommands, getMyCommands, deleteMyCommands (M18)."""

from typing import Any

from sandbox import menus
from sandbox.menus import Scope
from sandbox.methods.registry import method
from sandbox.parameters import Parameters
from sandbox.refusals import bad_request
from sandbox.world import World


@method("setMyCommands")
def set_my_commands(world: World, parameters: Parameters) -> bool:
    """Replace the list of one scope and language."""
    commands = menus.read_commands(parameters.parsed_as(list, "commands"))
    scope, language = _place(world, parameters)
    world.menus.set(scope, language, commands)
    world.event("commands", scope[1] or None)
    return True


@method("getMyCommands")
def get_my_commands(world: World, parameters: Parameters) -> list[dict[str, Any]]:
    """Exactly this scope's list, nothing inherited."""
    return world.menus.get(*_place(world, parameters))


@method("deleteMyCommands")
def delete_my_commands(world: World, parameters: Parameters) -> bool:
    """Forget one scope's list; the wider one shows again."""
    world.menus.delete(*_place(world, parameters))
    world.event("commands")
    return True


def _place(world: World, parameters: Parameters) -> tuple[Scope, str]:
    scope = menus.read_scope(parameters.parsed_as(dict, "scope"))
    if scope[1] and scope[1] not in world.chats:
        raise bad_request("chat not found")
    return scope, menus.read_language(parameters.text("language_code"))
