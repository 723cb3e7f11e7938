"""Conversations: each module parses an update, calls a use case and returns a reply."""

from aiogram import Router


def routers() -> tuple[Router, ...]:
    """Give the routers in the order in which they are asked: what many do comes first."""
    from handlers import (
        activities,
        activity_dates,
        entry,
        fallback,
        invitations,
        meetings,
        navigation,
        organisations,
        pairs,
        people,
        questionnaires,
        responsibles,
        roadmap,
        roadmap_difference,
        roadmap_editing,
        roadmap_import,
        roadmap_settling,
        roadmap_starts,
        timeline,
    )

    modules = (
        entry, questionnaires, meetings, organisations, invitations, people, roadmap_import,
        roadmap_settling, roadmap_editing, roadmap_difference, roadmap, roadmap_starts, timeline,
        responsibles,
        activities, activity_dates, pairs, navigation, fallback,
    )  # fmt: skip
    return tuple(module.router for module in modules)
