"""Telegram's rules that the sandbox keeps, each with the words a test of it must hold.

The numbers are those of the project's list of the Bot API's rules; the tests that hold a rule
carry its number at the end of their names (``…_m12``).
"""

RULES: dict[str, tuple[str, ...]] = {
    "h1": ("GETME", "/test/getMe", "params=", "data=", "json="),
    "h2": ("Not Found: method not found", '(404, "Not Found")'),
    "h3": ("Unauthorized: invalid token specified", '401, "Unauthorized")', "421"),
    "h4": ('"error_code": 400', "Retry-After", '{"retry_after": 7}'),
    "h5": ("Bad Request: BUTTON_DATA_INVALID", "Bad Request: message text is empty"),
    "h6": ("Request Entity Too Large: too many parameters", "431", "413"),
    "h7": ("502", "text/html"),
    "u1": ("limit", "timeout"),
    "u2": ("offset",),
    "u3": ("offset",),
    "u4": ("offset=-",),
    "u5": ("offset",),
    "u6": (
        (
            "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running"
        ),
    ),
    "u7": (
        (
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        ),
        "Conflict: terminated by setWebhook request",
    ),
    "u8": ("150", "600000", "DAY"),
    "u9": ("update_id",),
    "u10": ("allowed_updates",),
    "u11": ("my_chat_member",),
    "u12": ("updates",),
    "m1": ("Bad Request: message is too long", "4096"),
    "m2": ("Bad Request: text is too long",),
    "m3": ("Bad Request: message text is empty", "Bad Request: text must be non-empty"),
    "m4": ("Bad Request: message caption is too long", "1024"),
    "m5": ("offset", "entities"),
    "m6": (
        'Unsupported start tag "div" at byte offset',
        "Unclosed start tag at byte offset",
        "Unexpected end tag at byte offset",
        "Unmatched end tag at byte offset",
        'expected "</b>", found "</i>"',
        'Can\'t find end tag corresponding to start tag "b"',
        "tg-time",
    ),
    "m7": ("Bad Request: BUTTON_DATA_INVALID", "64"),
    "m8": (
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        'field "inline_keyboard" must be of type Array',
    ),
    "m9": ("Bad Request: reply markup is too long",),
    "m10": (
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
        "200",
    ),
    "m11": ("15",),
    "m12": (
        (
            "Bad Request: message is not modified: specified new message content and reply markup "
            "are exactly the same as a current content and reply markup of the message"
        ),
    ),
    "m13": ("Bad Request: message to edit not found", "Bad Request: message to delete not found"),
    "m14": (
        "Bad Request: message can't be deleted for everyone",
        "Bad Request: message can't be deleted",
    ),
    "m15": ("Bad Request: message can't be edited",),
    "m15b": ("Bad Request: message can't be edited",),
    "m16": ('"date"', "data=None"),
    "m17": ("payload",),
    "m18": ("101", "33", "257"),
    "m19": ("too many message identifiers specified", "range(1, 102)", "sendMediaGroup"),
    "m20": (
        "Bad Request: file is too big",
        "Bad Request: file must be non-empty",
        "Bad Request: there is no document in the request",
        "Bad Request: wrong file_id or the file is temporarily unavailable",
    ),
    "m21": ('person("")', "last_name"),
    "m22": ("Bad Request: message to be replied not found",),
}
