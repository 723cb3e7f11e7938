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
    commands = menus.read_commands(_parsed(parameters, "commands"))
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


def _parsed(parameters: Parameters, name: str) -> Any:
    try:
        return parameters.parsed(name)
    except ValueError as error:
        raise bad_request(f"can't parse {name} JSON object") from error


def _place(world: World, parameters: Parameters) -> tuple[Scope, str]:
    scope = menus.read_scope(_parsed(parameters, "scope"))
    if scope[1] and scope[1] not in world.chats:
        raise bad_request("chat not found")
    return scope, menus.read_language(parameters.text("language_code"))
