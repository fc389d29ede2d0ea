"""What a page of the office leads to: only what this organiser may do, by the rule that each route has in the table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from starlette.routing import Match

from events.accounts.access import Organiser
from events.accounts.models import Role
from events.people.models import Organisation, Person
from events.programme import launches, venues
from events.programme.models import Launch, Series, Topic
from events.programme.occasions import Venue
from events.web.route import Guarded, Route

_KEPT = (Organisation, Person, Series, Topic, Venue)


@dataclass(frozen=True)
class Ruled(Guarded):
    """A guard of the office, and its rule."""

    needs: Role  # at one organisation at least; the fetch asks at which
    led: bool = False  # at the one that leads the launch, whatever that granted its co-hosts
    called: str | None = None  # the form that is sent there, in words; None where nothing is typed
    beside: bool = False  # another button of the form that is sent to the address above


def of(organiser: Organiser, facts: Mapping[str, Any]) -> dict[str, Callable[..., bool]]:
    """For templates: `may_open(address)` of a page, `may_send(address)` of a form.

    Both are about the launch, or the one thing, that the page shows, or about another that is handed in.
    """
    return {
        "may_open": partial(_may, organiser, facts, "GET"),
        "may_send": partial(_may, organiser, facts, "POST"),
    }


def is_page(path: str) -> bool:
    """Whether there is something to be seen at a path of the office, and not only something to be done."""
    return _rule(path, "GET") is not None


def is_form(path: str) -> bool:
    """Whether something can be sent there, by whoever may."""
    return _rule(path, "POST") is not None


def page_of(path: str) -> str:
    """The page from which something is sent to this path: itself, or the next above it."""
    while path and not is_page(path):
        path = path.rpartition("/")[0]
    return path


def form_of(path: str) -> str | None:
    """The address of the form from which something that was typed is sent to this path, as it is kept by."""
    rule = _rule(path, "POST")
    place = path.rpartition("/")[0] if rule and rule.beside else path
    return place if called(place) else None


def called(form: str) -> str | None:
    """What a form is called; None where nothing is typed, or nothing is taken any more."""
    rule = _rule(form, "POST")
    return rule.called if rule else None


def _rule(path: str, method: str) -> Ruled | None:
    route = _route(path, method)
    return route.guarded if route else None


def _may(organiser: Organiser, facts: Mapping[str, Any], method: str, address: str, row: Any = None) -> bool:
    if not (route := _route(urlsplit(address).path, method)):
        raise LookupError(f"No route takes {method} {address}.")
    rule = route.guarded
    mandate = organiser.mandate(rule.needs)
    if row is None and route.param_convertors:  # else it is about no one thing
        row = facts.get("launch") or next((each for each in facts.values() if isinstance(each, _KEPT)), None)
    if not mandate.organisations:
        return False
    if isinstance(row, Launch):
        return launches.is_led(row, mandate) if rule.led else launches.is_in_hand(row, mandate)
    if isinstance(row, Venue):
        return venues.is_in_hand(row, mandate)
    return row is None or not mandate.organisations.isdisjoint(_keepers(row))


def _keepers(row: Any) -> set[UUID | None]:
    names = ("id", "kept_by_id") if isinstance(row, Organisation) else ("kept_by_id", "organisation_id")
    return {getattr(row, name, None) for name in names}


@lru_cache(2_000)
def _route(path: str, method: str) -> Route[Ruled] | None:
    scope = {"type": "http", "path": path, "method": method}
    there = _routes().get(_noun(path), ())
    return next((each for each in there if each.matches(scope)[0] is Match.FULL), None)


@cache
def _routes() -> Mapping[str, list[Route[Ruled]]]:
    from events.web.office.routes import OFFICE  # whose pages ask this

    found: dict[str, list[Route[Ruled]]] = {}
    for route in OFFICE:
        found.setdefault(_noun(route.path), []).append(route)
    return found


def _noun(path: str) -> str:
    return path.removeprefix("/office").strip("/").partition("/")[0]
