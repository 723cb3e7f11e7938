"""getUpdates and the webhook's settings (§4, §5)."""

import re
import time
from typing import Any
from urllib.parse import urlsplit

from sandbox.methods.registry import method
from sandbox.parameters import Parameters
from sandbox.polling import LONGEST_POLL, WEBHOOK_ACTIVE
from sandbox.refusals import Refusal, bad_request, conflict, too_many
from sandbox.webhook import Target
from sandbox.world import World

Json = dict[str, Any]

LONGEST_SECRET = 256
PORTS = {80, 88, 443, 8443}
_LOCAL = {"127.0.0.1", "localhost", "::1"}


class Described:
    """A result that comes with a description."""

    def __init__(self, result: Any, description: str) -> None:
        self.result = result
        self.description = description


@method("getUpdates")
async def get_updates(world: World, parameters: Parameters) -> list[Json]:
    """U1-U10."""
    if world.webhook.is_active:
        raise conflict(WEBHOOK_ACTIVE)
    world.queue.allow(parameters.text("allowed_updates"))
    limit = parameters.clamped("limit", 1, 100, 100)
    seconds = parameters.clamped("timeout", 0, LONGEST_POLL, 0)
    found = await world.polling.take(parameters.integer("offset"), limit, seconds)
    return [update.body for update in found]


@method("setWebhook")
async def set_webhook(world: World, parameters: Parameters) -> Any:
    """Take over from polling; twice within a second → 429 (§5)."""
    _check_pace(world)
    if not parameters.text("url"):
        return await delete_webhook(world, parameters)
    target = _target(world, parameters)
    world.queue.allow(parameters.text("allowed_updates"))
    _drop_pending(world, parameters)
    world.polling.end_by_webhook()
    await world.webhook.set(target)
    return Described(True, "Webhook was set")


@method("deleteWebhook")
async def delete_webhook(world: World, parameters: Parameters) -> Any:
    """Back to polling; updates stay unless `drop_pending_updates`."""
    _drop_pending(world, parameters)
    if not world.webhook.is_active:
        return Described(True, "Webhook is already deleted")
    await world.webhook.remove()
    return Described(True, "Webhook was deleted")


@method("getWebhookInfo")
def get_webhook_info(world: World, parameters: Parameters) -> Json:
    """What is set and how much waits."""
    target = world.webhook.target
    answer: Json = {
        "url": target.url if target else "",
        "has_custom_certificate": False,
        "pending_update_count": world.queue.pending(),
    }
    if target is not None:
        answer["max_connections"] = target.max_connections
        answer["ip_address"] = "127.0.0.1"
    if world.webhook.last_error is not None:
        answer["last_error_date"], answer["last_error_message"] = world.webhook.last_error
    if not world.queue.has_default_kinds():
        answer["allowed_updates"] = sorted(world.queue.allowed)
    return answer


def _check_pace(world: World) -> None:
    now = time.monotonic()
    if now < world.webhook.set_at + 1:
        raise too_many(1)
    world.webhook.set_at = now


def _drop_pending(world: World, parameters: Parameters) -> None:
    if parameters.flag("drop_pending_updates"):
        world.queue.clear()
        world.webhook.forget_updates()


def _target(world: World, parameters: Parameters) -> Target:
    secret = parameters.text("secret_token")
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    url = parameters.text("url")
    if "://" not in url:
        url = f"https://{url}"
    if (refusal := _url_refusal(world, url)) is not None:
        raise refusal
    connections = parameters.clamped("max_connections", 1, 100, 40)
    return Target(url=url, secret=secret, max_connections=connections)


def _url_refusal(world: World, url: str) -> Refusal | None:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return bad_request("invalid webhook URL specified")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return bad_request("invalid webhook URL specified")
    if not world.options.webhook_strict:
        is_local = parts.hostname in _LOCAL
        return None if is_local else bad_request("bad webhook: only local addresses are served")
    if parts.scheme != "https":
        return bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in PORTS:
        return bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if parts.hostname in _LOCAL:
        return bad_request("bad webhook: IP address 127.0.0.1 is reserved")
    return None
