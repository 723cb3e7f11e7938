"""Lines of the log about refusals: internal numbers only, nobody's name or text."""

import logging

from domain.people import Actor

log = logging.getLogger("audit")


def refused(actor: Actor, data: str, why: str) -> None:
    """Note that somebody asked for what is not theirs; of a button, only what it would do."""
    what = ":".join(part for part in data.split(":")[:2] if part.isascii() and part.isidentifier())
    log.info("refused: account %s, %s, %s", actor.account_id or "none", what or "typed", why)
