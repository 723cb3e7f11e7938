"""Command menus by role: written to the outbox only when they change."""

from db.outgoing import Outgoing
from db.unit_of_work import UnitOfWork
from domain.people import Role

BY_ROLE = {
    Role.CURATOR: ("status", "overdue", "roadmap", "timeline", "people", "pairs"),
    Role.ADMINISTRATION: ("status", "overdue", "roadmap", "timeline"),
    Role.RESPONSIBLE: ("tasks",),
    Role.OWNER: ("schools",),
}


def commands_for(roles: frozenset[Role]) -> tuple[str, ...]:
    """Give the commands of a set of roles, each once, in a steady order."""
    own = [name for role, names in BY_ROLE.items() if role in roles for name in names]
    return ("menu", *dict.fromkeys(own), "me", "help")


async def refresh(uow: UnitOfWork, telegram_id: int) -> None:
    """Send a person's command menu anew when their roles have changed it."""
    await uow.session.flush()
    actor = await uow.accounts.find_actor(telegram_id)
    account = await uow.accounts.find(telegram_id)
    if actor is None or account is None:
        return
    names = commands_for(actor.roles)
    menu = " ".join((actor.language, *names))
    if account.menu != menu:
        account.menu = menu
        payload = {"names": list(names), "language": actor.language}
        uow.outbox.put(Outgoing(telegram_id, "commands", payload, account_id=account.id))
