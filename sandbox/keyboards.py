"""Keyboards as the bot sends them: inline ones and reply ones (M7-M9)."""

from dataclasses import dataclass
from typing import Any

from sandbox.options import Options
from sandbox.parameters import Parameters
from sandbox.refusals import NotBuilt, bad_request
from sandbox.text import links

Json = dict[str, Any]

LONGEST_DATA = 64
_BUTTON = "can't parse inline keyboard button: "
_UNBUILT = (
    "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "callback_game", "pay", "disabled",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Markup:
    """At most one of the two: an inline keyboard, or what happens with the reply keyboard."""

    inline: Json | None = None
    reply: Json | None = None


def read(parameters: Parameters, options: Options) -> Markup:
    """The `reply_markup` of a call; refuses by M7-M9."""
    try:
        given = parameters.parsed("reply_markup")
    except ValueError as error:
        raise bad_request("can't parse reply keyboard markup JSON object") from error
    if given is None:
        return Markup()
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in given:
        return Markup(inline=_inline(given["inline_keyboard"], options))
    return Markup(reply=_reply(given))


def read_inline(parameters: Parameters, options: Options) -> Json | None:
    """The markup of an edit: inline or none."""
    markup = read(parameters, options)
    if markup.reply is not None:
        raise bad_request("inline keyboard expected")
    return markup.inline


def _rows(given: Any, name: str) -> list[list[Any]]:
    if not isinstance(given, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in given):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    return given


def _inline(given: Any, options: Options) -> Json | None:
    rows = [[_button(one) for one in row] for row in _rows(given, "inline_keyboard")]
    rows = [row for row in rows if row]
    too_wide = any(len(row) > options.max_buttons_in_row for row in rows)
    if too_wide or sum(map(len, rows)) > options.max_buttons:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _button(given: Any) -> Json:
    if not isinstance(given, dict):
        raise bad_request(_BUTTON + "InlineKeyboardButton must be an Object")
    if not isinstance(given.get("text"), str):
        raise bad_request(_BUTTON + 'Can\'t find field "text"')
    if unbuilt := [name for name in _UNBUILT if given.get(name) is not None]:
        raise NotBuilt(f"inline buttons with {unbuilt[0]}")
    button: Json = {"text": given["text"]} | _action(given)
    for name in ("style", "icon_custom_emoji_id"):
        if isinstance(given.get(name), str):
            button[name] = given[name]
    return button


def _action(given: Json) -> Json:
    if "callback_data" in given:
        return {"callback_data": _callback_data(str(given["callback_data"]))}
    if "url" in given:
        return {"url": _url(str(given["url"]))}
    if "copy_text" in given:
        return {"copy_text": given["copy_text"]}
    raise bad_request(_BUTTON + "Text buttons are unallowed in the inline keyboard")


def _callback_data(value: str) -> str:
    if not 1 <= len(value.encode()) <= LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return value


def _url(value: str) -> str:
    address = value if links.user_id(value) is not None else links.checked(value)
    if not address:
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    return address


def _reply(given: Json) -> Json:
    if "keyboard" in given:
        rows = [[_key(one) for one in row] for row in _rows(given["keyboard"], "keyboard")]
        return {**given, "keyboard": rows}
    if given.get("remove_keyboard") is True:
        return {"remove_keyboard": True}
    if given.get("force_reply") is True:
        return dict(given)
    raise bad_request("can't parse reply keyboard markup JSON object")


def _key(given: Any) -> Json:
    key = {"text": given} if isinstance(given, str) else given
    if not isinstance(key, dict) or not isinstance(key.get("text"), str):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    if key.get("web_app") is not None or key.get("request_poll") is not None:
        raise NotBuilt("reply buttons with web_app or request_poll")
    return key
