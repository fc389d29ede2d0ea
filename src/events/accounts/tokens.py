"""Tokens: random, shown once to whom they are for, and kept only as a digest that opens nothing."""

import hashlib
import secrets

LENGTH = 32  # bytes, so that guessing is no way in


def fresh() -> tuple[str, str]:
    """A new token, and what is kept of it."""
    token = secrets.token_urlsafe(LENGTH)
    return token, digest(token)


def digest(token: str) -> str:
    """A plain digest is enough for what is random: it is found by this, and not one bit of it can be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()
