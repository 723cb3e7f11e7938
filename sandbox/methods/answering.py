"""answerCallbackQuery (M10, M11)."""

from sandbox.methods.registry import method
from sandbox.parameters import Parameters
from sandbox.refusals import bad_request
from sandbox.world import World

ANSWER_LIMIT = 200
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@method("answerCallbackQuery")
def answer_callback_query(world: World, parameters: Parameters) -> bool:
    """Once, within the answer window; an unknown id is refused like an old one."""
    tap = world.taps.find(parameters.text("callback_query_id"))
    text = parameters.text("text")
    if len(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    if tap is None or tap.answer.done():
        raise bad_request(TOO_OLD)
    if world.clock.now() - tap.tapped_at > world.options.answer_window:
        raise bad_request(TOO_OLD)
    answer = {"text": text, "show_alert": parameters.flag("show_alert")}
    tap.answer.set_result(answer)
    world.event("answer", tap.chat_id, person_id=tap.person_id, query_id=tap.id, **answer)
    return True
