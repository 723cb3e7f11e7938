"""A local Telegram: a Bot API server over HTTP, a control API and a chat page.

It shares no code with the bot; `README.md` documents the command and the control API.
"""
