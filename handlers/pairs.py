"""Pairs: the list, making one, answering, ending."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from db.unit_of_work import UnitOfWork
from domain.people import Actor, Role
from services import access, pairs, registers
from ui.callbacks import Go, PairAct
from ui.screen import Reply
from ui.screens import pairs as screens
from ui.screens.common import PAGE
from ui.translator import Words

router = Router(name="pairs")


async def _list(uow: UnitOfWork, actor: Actor, words: Words, page: int) -> Reply:
    place = access.ensure_reader(actor)
    lines = await pairs.list_page(uow, place.organisation_id, offset=page * PAGE, limit=PAGE)
    total = await pairs.count(uow, place.organisation_id)
    is_curator = access.is_curator(actor)
    return Reply(screen=screens.listing(words, lines, total, page, is_curator=is_curator))


@router.message(Command("pairs"))
async def pairs_command(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """List the pairs."""
    return await _list(uow, actor, words, 0)


@router.callback_query(Go.filter(F.to == "pairs"))
async def listing(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """List the pairs."""
    return await _list(uow, actor, words, callback_data.page)


@router.callback_query(Go.filter(F.to == "pair"))
async def show(
    query: CallbackQuery, callback_data: Go, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Show a pair."""
    return Reply(screen=screens.show(words, await pairs.view(uow, actor, callback_data.id)))


@router.callback_query(PairAct.filter(F.action.in_({"make", "mentors"})))
async def choose_mentor(
    query: CallbackQuery, callback_data: PairAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Choose the mentor."""
    access.ensure_curator(actor)
    entries = await registers.list_entries(uow, actor, Role.MENTOR)
    return Reply(screen=screens.choose(words, Role.MENTOR, entries, callback_data.id))


@router.callback_query(PairAct.filter(F.action.in_({"mentor", "mentees"})))
async def choose_mentee(
    query: CallbackQuery, callback_data: PairAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Choose the mentee; the mentor chosen before travels in the button."""
    access.ensure_curator(actor)
    is_first = callback_data.action == "mentor"
    mentor = callback_data.id if is_first else callback_data.value
    found = await registers.list_entries(uow, actor, Role.MENTEE)
    entries = tuple(entry for entry in found if entry.person.id != mentor)
    page = 0 if is_first else callback_data.id
    return Reply(screen=screens.choose(words, Role.MENTEE, entries, page, mentor))


@router.callback_query(PairAct.filter(F.action == "mentee"))
async def propose(
    query: CallbackQuery, callback_data: PairAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Make the pair."""
    view = await pairs.propose(
        uow, actor, mentor_id=callback_data.value, mentee_id=callback_data.id
    )
    return Reply(screen=screens.show(words, view, words("pair-made")))


@router.callback_query(PairAct.filter(F.action.in_({"agree", "decline"})))
async def answer(
    query: CallbackQuery, callback_data: PairAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Agree or decline, for oneself or from paper."""
    is_agreed = callback_data.action == "agree"
    view = await pairs.answer(
        uow,
        actor,
        pair_id=callback_data.id,
        version=callback_data.version,
        is_agreed=is_agreed,
        person_id=callback_data.value or None,
    )
    key = "pair-agreed-now" if is_agreed else "pair-declined-now"
    note = "" if callback_data.value else words(key)
    return Reply(screen=screens.show(words, view, note))


@router.callback_query(PairAct.filter(F.action == "tell"))
async def tell(
    query: CallbackQuery, callback_data: PairAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Tell the members now."""
    count = await pairs.tell_now(uow, actor, callback_data.id)
    view = await pairs.view(uow, actor, callback_data.id)
    return Reply(screen=screens.show(words, view, words("pair-told", count=count)))


@router.callback_query(PairAct.filter(F.action == "finish"))
async def finish(
    query: CallbackQuery, callback_data: PairAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Finish a pair."""
    view = await pairs.finish(uow, actor, pair_id=callback_data.id, version=callback_data.version)
    return Reply(screen=screens.show(words, view, words("pair-finished-now")))


@router.callback_query(PairAct.filter(F.action == "stop"))
async def ask_stop(
    query: CallbackQuery, callback_data: PairAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Ask before a pair is stopped."""
    access.ensure_curator(actor)
    view = await pairs.view(uow, actor, callback_data.id)
    return Reply(screen=screens.confirm_stop(words, view))


@router.callback_query(PairAct.filter(F.action == "stop_yes"))
async def stop(
    query: CallbackQuery, callback_data: PairAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Stop a pair."""
    view = await pairs.stop(uow, actor, pair_id=callback_data.id, version=callback_data.version)
    return Reply(screen=screens.show(words, view, words("pair-stopped-now")))
