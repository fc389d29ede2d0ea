"""The one VEVENT of an event and its life, and the feeds that are joined from it."""

from events import storage

# Raised with every change of `vevent` that changes what existing events say: all entries are then made anew.
MAPPING = 3

MADE_FOR = "calendar entries were made for"


def made_for(base_url: str) -> str:
    """What the mark says of entries that name this base URL and are made by the present mapping."""
    return f"{base_url} {MAPPING}"


def begin(database_url: str, base_url: str) -> None:
    """Before the first entry of all is made, notes for what: a start would make those without a mark anew."""
    if storage.mark(database_url, MADE_FOR) is None:
        storage.set_mark(database_url, MADE_FOR, made_for(base_url), unless_any="entries")


def base_url(database_url: str, otherwise: str) -> str:
    """The base URL that the stored entries name; a command in another shell may not know the server's setting."""
    found = storage.mark(database_url, MADE_FOR)
    return found.rpartition(" ")[0] if found else otherwise
