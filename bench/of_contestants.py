"""The bots that a benchmark runs beside ours: ``python -m bench.of_contestants NAME URL``."""

import sys

from bench.of_process import TOKEN


def aiogram_echo(url: str) -> None:
    """A bare echo on aiogram's own polling, without a database."""
    import asyncio

    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    async def run() -> None:
        bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
        dispatcher = Dispatcher()

        @dispatcher.message()
        async def echo(message: Message) -> None:
            await message.answer(message.text or "")

        print("ready: aiogram echo", flush=True)
        await dispatcher.start_polling(bot, handle_signals=False, tasks_concurrency_limit=64)

    asyncio.run(run())


def telegram_echo(url: str) -> None:
    """A bare echo on python-telegram-bot, updates handled concurrently."""
    from telegram import Update
    from telegram.ext import Application, ContextTypes, MessageHandler, filters

    async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    async def ready(application: object) -> None:
        print("ready: python-telegram-bot echo", flush=True)

    application = (
        Application.builder().token(TOKEN).base_url(f"{url}/bot").concurrent_updates(True)
        .connection_pool_size(64).post_init(ready).build()
    )  # fmt: skip
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(stop_signals=None)


def commit_per_update(url: str) -> None:
    """Our bot with the batch cut to one update: a transaction and a commit for each."""
    import bot.__main__
    import bot.receiver
    import bot.transaction

    bot.transaction.BATCH = 1
    sys.exit(bot.__main__.main(["run"]))


if __name__ == "__main__":
    globals()[sys.argv[1]](sys.argv[2])
