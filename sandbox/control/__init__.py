"""The control API under `/control`: what people, the clock and Telegram's troubles do."""
