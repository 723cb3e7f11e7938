"""getMe, logOut, close, and the bot's descriptions."""

from typing import Any

from sandbox.methods.registry import method
from sandbox.parameters import Parameters
from sandbox.refusals import bad_request
from sandbox.world import World

Json = dict[str, Any]

DESCRIPTION_LIMIT = 512
SHORT_DESCRIPTION_LIMIT = 120


@method("getMe")
def get_me(world: World, parameters: Parameters) -> Json:
    """The bot itself."""
    return world.bot_user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.options.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("logOut")
def log_out(world: World, parameters: Parameters) -> bool:
    """Accepted; the sandbox is the only server there is."""
    return True


@method("close")
def close(world: World, parameters: Parameters) -> bool:
    """Accepted; nothing to move."""
    return True


def _set(world: World, parameters: Parameters, name: str, limit: int) -> bool:
    words = parameters.text(name)
    if len(words) > limit:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    world.profile[name, parameters.text("language_code")] = words
    return True


def _get(world: World, parameters: Parameters, name: str) -> Json:
    language = parameters.text("language_code")
    words = world.profile.get((name, language)) or world.profile.get((name, ""), "")
    return {name: words}


@method("setMyDescription")
def set_description(world: World, parameters: Parameters) -> bool:
    """The text of an empty chat, up to 512 characters."""
    return _set(world, parameters, "description", DESCRIPTION_LIMIT)


@method("setMyShortDescription")
def set_short_description(world: World, parameters: Parameters) -> bool:
    """The text of the profile, up to 120 characters."""
    return _set(world, parameters, "short_description", SHORT_DESCRIPTION_LIMIT)


@method("getMyDescription")
def get_description(world: World, parameters: Parameters) -> Json:
    """As set, in the language or by default."""
    return _get(world, parameters, "description")


@method("getMyShortDescription")
def get_short_description(world: World, parameters: Parameters) -> Json:
    """As set, in the language or by default."""
    return _get(world, parameters, "short_description")
