"""Drafts that are discarded, of whatever kind: `Action`s that say what goes with them, and end them."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from starlette.requests import Request

from events import addresses
from events.accounts import drafts
from events.press.models import Release
from events.programme import discarding
from events.programme.models import Launch, Publication
from events.programme.occasions import Event
from events.web.office.actions import Action, ActionForm, Subject
from events.web.office.effects import Effects
from events.web.office.guard import Desk

T = TypeVar("T", Event, Publication, Release)


def follows(*parts: str) -> Effects:
    """What goes with a draft: `follows("2 speakers and 1 file")`."""
    said = ["Nobody outside ever saw it, so nothing public changes.", *(f"With it go {each}." for each in parts)]
    return Effects("", said, ["It cannot be brought back. The log keeps who discarded it, and when."])


def discarding_of(
    what: str,
    find: Callable[[Request, Desk], Awaitable[Subject[T]]],
    *,
    called: Callable[[T], str],
    address: Callable[[T], str],
) -> Action[T]:
    """For what belongs to a launch: its word, how it is found with what `follows`, its title, its page."""

    async def discard(desk: Desk, row: T, form: ActionForm) -> None:
        await drafts.drop_below(desk.db, address(row))
        await discarding.discard(desk.db, row, called(row))

    def stays(row: T, now: datetime) -> str | None:
        return str(discarding.OnRecord(called(row))) if row.published_at or row.withdrawn_at else None

    means = f"The {what} and all that is part of it is deleted. People and organisations stay."
    return Action("discarding", "Discard", means, "Discarded", find, discard, hindrance=stays, ends=True)


def discarding_of_launches(find: Callable[[Request, Desk], Awaitable[Subject[Launch]]]) -> Action[Launch]:
    """For a whole launch, as long as nothing of it was ever published."""

    async def discard(desk: Desk, launch: Launch, form: ActionForm) -> None:
        await discarding.discard_launch(desk.db, launch)
        await drafts.drop_below(desk.db, addresses.office_launch(launch))

    means = "The launch and all that is part of it is deleted. People and organisations stay."
    return Action("discarding", "Discard", means, "Discarded", find, discard, ends=True)
