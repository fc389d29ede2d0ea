"""The one VEVENT of an event and its life, and the feeds that are joined from it."""

from events import storage

# Raised with every change of `vevent` that changes what existing events say: all entries are then made anew.
MAPPING = 2

MADE_FOR = "calendar entries were made for"


def base_url(database_url: str, otherwise: str) -> str:
    """The base URL that the stored entries name; a command in another shell may not know the server's setting."""
    made_for = storage.mark(database_url, MADE_FOR)
    return made_for.rpartition(" ")[0] if made_for else otherwise
