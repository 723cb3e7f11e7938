"""The Bot API methods that the sandbox emulates, one module per conversation with Telegram."""
