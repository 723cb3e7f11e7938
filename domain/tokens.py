"""One-time tokens of links: 128 random bits, of which only a hash is kept."""

import hashlib
import secrets

TOKEN_BYTES = 16


def new_token() -> str:
    """Give a new token of 22 characters of ``A-Za-z0-9_-`` (a deep link's alphabet)."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """Give what is stored of a token: SHA-256 as hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()
