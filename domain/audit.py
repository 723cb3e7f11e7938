"""Deeds that are written down, and how many of them a day are allowed."""

from enum import StrEnum

EXPORTS_A_DAY = 20  # of one person: many more are no work but a leak


class Deed(StrEnum):
    """What an audit line is about."""

    EXPORT = "export"
    PICTURE = "picture"  # stays in the chat, so it is not limited
