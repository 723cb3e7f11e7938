"""Deeds that are written down, and how many of them a day are allowed."""

from enum import StrEnum


class Deed(StrEnum):
    """What an audit line is about."""

    EXPORT = "export"
    PICTURE = "picture"  # stays in the chat, so it is not limited
    READING = "reading"


A_DAY = {
    Deed.EXPORT: 20,  # many more are no work but a leak
    Deed.READING: 100,  # each costs the machine seconds
}
"""How many of one person's deeds a day of the school allows."""
