"""Mail addresses of accounts: when two are one, and whose one is."""

from sqlalchemy import ColumnElement, false

from events import text
from events.accounts.models import Account
from events.storage import types

_LONGEST = types.mail().limit


def fold(mail: str) -> str:
    """Alike however its capitals are written, and in nothing else: with `ss` for its `ß` it is somebody else's."""
    return "".join(each.lower() if each.lower().upper() == each else each for each in mail)


def is_of(mail: str) -> ColumnElement[bool]:
    """The account that has this address; what cannot be one is nobody's."""
    try:
        return Account.mail == text.require_kept(fold(mail), _LONGEST)
    except text.Unfit:
        return false()
