"""Mail addresses of accounts: when two are one, whose one is, and who else is told it."""

from sqlalchemy import ColumnElement, false

from events import text
from events.accounts.models import Account
from events.storage import types

_LONGEST = types.mail().limit


def fold(mail: str) -> str:
    """Alike however its capitals are written, and in nothing else: with `ss` for its `ß` it is somebody else's."""
    return "".join(each.lower() if each.lower().upper() == each else each for each in mail)


def said_name(account: Account) -> str | None:
    """What others are told that somebody is called: until they have a name, it would be their address."""
    return None if fold(account.name) == account.mail else account.name


def is_of(mail: str) -> ColumnElement[bool]:
    """The account that has this address; what cannot be one is nobody's."""
    try:
        return Account.mail == text.require_kept(fold(mail), _LONGEST)
    except text.Unfit:
        return false()
