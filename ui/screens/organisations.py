"""Screens of schools, for their owner."""

from domain.people import Input
from services.organisations import OrganisationView
from ui.callbacks import Go, OwnerAct
from ui.screen import Screen, button, rows
from ui.screens.common import ways_back
from ui.translator import Words

ZONES = (
    "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk",
    "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan",
    "Asia/Kamchatka",
)  # fmt: skip


def school(words: Words, view: OrganisationView) -> Screen:
    """Show a school to the owner."""
    curators = [
        words("school-curator", name=name, state=state.value) for name, state in view.curators
    ] or [words("school-no-curator")]
    zone = words.plain(_zone_key(view.time_zone))
    text = words("school", name=view.name, address=view.address, zone=zone)
    return Screen(
        text="\n".join([text, *curators]),
        keyboard=(
            (
                button(
                    words.plain("button-invite-curator"),
                    OwnerAct(action="curator", id=view.id),
                ),
            ),
            ways_back(words, Go(to="owner")),
        ),
    )


def _zone_key(zone: str) -> str:
    return "zone-" + zone.split("/")[-1].lower()


def ask_zone(words: Words, values: dict[str, str | int]) -> Screen:
    """Ask for the time zone by buttons."""
    buttons = [
        button(words.plain(_zone_key(zone)), OwnerAct(action="zone", value=number))
        for number, zone in enumerate(ZONES)
    ]
    return Screen(
        text=words("school-ask-zone"),
        keyboard=(*rows(*buttons, width=2), ways_back(words, Go(to="owner"))),
        awaits=Input(kind="school_zone", values=values),
    )
