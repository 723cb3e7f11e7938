"""Sending the school's roadmap and looking at what was understood."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from content.loader import Content
from db.unit_of_work import UnitOfWork
from domain.errors import Rejected
from domain.people import Actor, Role
from domain.roadmap_import import ImportState, read_school_year
from handlers.filters import Awaits, HasText
from handlers.menus import reply_menu
from services import access, roadmap
from services import roadmap_import as imports
from services.roadmap_papers import ImportView
from ui.callbacks import Go, ImportAct
from ui.screen import Reply
from ui.screens import roadmap as roadmap_screens
from ui.screens import roadmap_acceptance as acceptance
from ui.screens import roadmap_import as screens
from ui.translator import Words

router = Router(name="roadmap_import")
PASTED_LINES = 3


class LooksPasted(Filter):
    """A curator's text of several table rows that nothing else awaits."""

    async def __call__(self, message: Message, actor: Actor) -> bool:
        text = message.text or ""
        is_curator = actor.place is not None and Role.CURATOR in actor.place.roles
        is_table = text.count("\n") >= PASTED_LINES and text.count("\t") >= PASTED_LINES
        return is_curator and actor.input is None and is_table


class FromCurator(Filter):
    """A document from a curator of whom nothing else is awaited."""

    async def __call__(self, message: Message, actor: Actor) -> bool:
        is_curator = actor.place is not None and Role.CURATOR in actor.place.roles
        return is_curator and (actor.input is None or actor.input.kind == "roadmap")


@router.callback_query(Go.filter(F.to == "upload"))
async def upload(query: CallbackQuery, actor: Actor, words: Words) -> Reply:
    """Ask for the roadmap."""
    access.ensure_curator(actor)
    return Reply(screen=screens.ask_paper(words))


@router.message(F.document, FromCurator())
async def document(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Take a file."""
    assert message.document is not None
    file = message.document
    view = await imports.begin_file(
        uow,
        actor,
        file_id=file.file_id,
        name=file.file_name or "",
        size=file.file_size or 0,
    )
    return Reply(screen=screens.show(words, view))


@router.message(Awaits("roadmap"), HasText())
@router.message(LooksPasted(), HasText())
async def pasted(message: Message, uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Take the year of a paper that waits for it, or pasted text, one of several messages."""
    text = message.text or ""
    waiting = await imports.find_alive(uow, actor)
    if waiting is not None and waiting.state is ImportState.COLLECTING:
        year = read_school_year(text)
        if year is not None:
            return await _read(uow, actor, words, waiting, year)
        if waiting.name and "\n" not in text.strip():
            raise Rejected("error-school-year", example=screens.this_year(words))
    return Reply(screen=screens.show(words, await imports.begin_text(uow, actor, text)))


async def _read(
    uow: UnitOfWork, actor: Actor, words: Words, waiting: ImportView, year: int
) -> Reply:
    view = await imports.read(
        uow,
        actor,
        import_id=waiting.id,
        version=waiting.version,
        year=year,
        chat_id=actor.telegram_id,
    )
    return Reply(screen=screens.reading(words, view))


HELD = {"keep": imports.keep_open, "instead": imports.take_instead}


@router.callback_query(ImportAct.filter(F.action.in_(set(HELD))))
async def held(
    query: CallbackQuery, callback_data: ImportAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Go on with the paper that is open, or give it up for the one sent meanwhile."""
    answer = HELD[callback_data.action]
    view = await answer(uow, actor, import_id=callback_data.id, version=callback_data.version)
    return Reply(screen=screens.show(words, view))


@router.callback_query(Go.filter(F.to == "import"))
async def show(
    query: CallbackQuery, uow: UnitOfWork, actor: Actor, words: Words, content: Content
) -> Reply:
    """Show the paper that waits."""
    view = await imports.find_alive(uow, actor)
    if view is None:
        return await reply_menu(uow, actor, words, content)
    return Reply(screen=screens.show(words, view))


@router.callback_query(ImportAct.filter(F.action == "years"))
async def years(
    query: CallbackQuery, callback_data: ImportAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Offer earlier school years."""
    view = await imports.view(uow, actor, callback_data.id)
    if view.state is not ImportState.COLLECTING:
        return Reply(screen=screens.show(words, view))
    return Reply(screen=screens.other_years(words, view, callback_data.value))


@router.callback_query(ImportAct.filter(F.action == "year"))
async def year(
    query: CallbackQuery, callback_data: ImportAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Start reading."""
    view = await imports.read(
        uow,
        actor,
        import_id=callback_data.id,
        version=callback_data.version,
        year=callback_data.value,
        chat_id=actor.telegram_id,
    )
    return Reply(screen=screens.reading(words, view))


@router.callback_query(ImportAct.filter(F.action.in_({"accept", "sure"})))
async def accept(
    query: CallbackQuery, callback_data: ImportAct, uow: UnitOfWork, actor: Actor, words: Words
) -> Reply:
    """Make it the roadmap in force; doubts and a roadmap that goes are asked about once."""
    waiting = await imports.view(uow, actor, callback_data.id)
    if waiting.changes is not None:
        return Reply(screen=screens.show(words, waiting))
    old = await imports.replaced(uow, actor)
    is_asked = callback_data.action == "accept" and (old is not None or waiting.questions)
    is_open = waiting.state is ImportState.PREVIEW and waiting.version == callback_data.version
    if is_asked and is_open:
        return Reply(screen=acceptance.confirm(words, waiting, old))
    await imports.accept(uow, actor, import_id=callback_data.id, version=callback_data.version)
    return await accepted(uow, actor, words)


async def accepted(uow: UnitOfWork, actor: Actor, words: Words) -> Reply:
    """Show the roadmap in force after a paper was accepted."""
    await uow.session.flush()
    view = await roadmap.find(uow, actor)
    assert view is not None
    toast = words.plain("roadmap-accepted", activities=len(view.lines))
    return Reply(screen=roadmap_screens.show(words, view, is_curator=True), toast=toast)


@router.callback_query(ImportAct.filter(F.action == "cancel"))
async def cancel(
    query: CallbackQuery,
    callback_data: ImportAct,
    uow: UnitOfWork,
    actor: Actor,
    words: Words,
    content: Content,
) -> Reply:
    """Give the paper up."""
    await imports.cancel(uow, actor, import_id=callback_data.id, version=callback_data.version)
    await uow.session.flush()
    return await reply_menu(uow, actor, words, content, words.plain("import-cancelled"))
