"""Lists in pages, and reading what a query string asks for: whatever makes no sense is as if it were not there."""

import re
from dataclasses import dataclass

from starlette.requests import Request

from events import text

SIZE = 20


@dataclass(frozen=True)
class Paging:
    """Where in a list a page stands; there may be more than it counts and lists."""

    number: int
    count: int
    size: int = SIZE
    goes_on: bool = False

    @property
    def last(self) -> int:
        return max(1, -(-self.count // self.size))

    @property
    def previous(self) -> int | None:
        return min(self.number - 1, self.last) if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None


def number(request: Request) -> int:
    """The page asked for, the first unless it is a number that a list could have."""
    asked = request.query_params.get("page", "")
    return int(asked) if re.fullmatch("[1-9][0-9]{0,4}", asked, re.ASCII) else 1


def offset(request: Request, size: int = SIZE) -> int:
    return (number(request) - 1) * size


def year(request: Request) -> int | None:
    asked = request.query_params.get("year", "")
    return int(asked) if re.fullmatch("[12][0-9]{3}", asked, re.ASCII) else None


def slug(request: Request, name: str) -> str | None:
    """A slug to filter by; what cannot be one is kept as a word that no slug is, and so finds nothing."""
    asked = request.query_params.get(name)
    if not asked:
        return None
    return asked if re.fullmatch("[a-z0-9-]{1,80}", asked) else "-"


def words(request: Request, name: str) -> str:
    """What somebody typed to be found, in one line; nothing where it cannot be text."""
    try:
        return text.line(request.query_params.get(name, ""), 200)
    except text.Unfit:
        return ""
