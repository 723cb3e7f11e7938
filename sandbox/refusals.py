"""Refusals in Telegram's own words (H4, H5)."""

from typing import Any

PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    409: "Conflict",
    500: "Internal Server Error",
}


class Refusal(Exception):
    """An error answer of the Bot API: HTTP status, description and optional parameters (H4)."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def normalised(code: int, message: str) -> str:
    """The prefix of the code and the message, first letter lowered unless it is a code (H5)."""
    is_code = len(message) >= 2 and (message[1] == "_" or "A" <= message[1] <= "Z")
    if not is_code:
        message = message[:1].lower() + message[1:]
    return f"{PREFIXES[code]}: {message}"


def bad_request(message: str, **parameters: Any) -> Refusal:
    """400 with Telegram's wording."""
    return Refusal(400, normalised(400, message), **parameters)


def forbidden(message: str) -> Refusal:
    """403 with Telegram's wording (§7)."""
    return Refusal(403, normalised(403, message))


def conflict(message: str) -> Refusal:
    """409 with Telegram's wording (U6, U7)."""
    return Refusal(409, normalised(409, message))


def too_many(seconds: int) -> Refusal:
    """429: the pause is in `parameters` here and in the `Retry-After` header at the door (H4)."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


class NotBuilt(Refusal):
    """501: something that exists in Telegram and not in the sandbox; never answered with ok."""

    def __init__(self, what: str) -> None:
        super().__init__(501, f"Not Implemented: the sandbox does not build {what}")
