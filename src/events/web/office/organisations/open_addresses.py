"""Every address at which the public finds an organisation, as the policy and the table of routes have them.

A format that a route adds is listed with it, and nothing is listed that the policy does not let through.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from events import addresses, times
from events.calendar import feed_parts
from events.people import organisations
from events.people.models import Organisation
from events.press import shown
from events.press.shown import Shown
from events.programme.belonging import Subject
from events.storage.base import kind_of
from events.web.office import moments, page
from events.web.office.eyes.looking import Eyes
from events.web.office.guard import Desk
from events.web.public import paging
from events.web.site import Public, site

_SIZE = 50
_SECTIONS = {"persons": "people", "releases": "press"}  # the others are called in addresses as they are in the log
_FEEDS = "feeds"  # of what has no page beside it
_KINDS = (*shown.KINDS, _FEEDS)
_THING = re.compile(r"/(\w+)/\{slug:slug\}(\.\w+)?")


class Open(NamedTuple):
    """One address, where this page leads with it, and the answer that a stranger gets."""

    path: str
    link: str
    answer: str


@dataclass(frozen=True)
class Entry:
    """A thing with its addresses: its page, its other forms, those it had before."""

    title: str
    open: list[Open]


@dataclass(frozen=True)
class Part:
    """Things of one kind, and whether there are more of them than a page takes."""

    kind: str
    entries: list[Entry]
    goes_on: bool


async def show(request: Request, desk: Desk) -> Response:
    organisation = await organisations.in_hand(desk.db, request.path_params["slug"], mandate=desk.mandate)
    asked = moments.asked(request, desk.now.date())
    eyes = Eyes(None, asked.at, asked.zone)
    only = request.query_params.get("kind")
    kinds = [only] if only in _KINDS else _KINDS
    many: dict[str, Any] = {"limit": _SIZE + 1, "offset": paging.offset(request, _SIZE) if only in _KINDS else 0}
    async with site(request).store.reading() as db:
        seen: dict[str, Any] = {"reader": eyes.reader(desk.reader, desk.now), "now": eyes.moment(desk.now)}
        found = await shown.of_each(db, organisation, [each for each in kinds if each != _FEEDS], **seen, **many)
        left = await feed_parts.left_of(db, organisation, **seen, **many) if _FEEDS in kinds else []
    endings, query = _endings(request), dict(request.query_params)
    facts: dict[str, Any] = {
        "organisation": organisation,
        "form": asked.form,
        "zones": sorted(times.zones()),
        "when": eyes.when(desk.now) if asked.at else None,
        "lists": [_open(path, eyes, "200") for path in _lists(organisation, found, stays=bool(left))],
        "parts": _with_feeds(
            [_part(kind, things, endings, eyes) for kind, things in found.items() if things], left, eyes
        ),
        "page": paging.number(request) if only in _KINDS else None,
        "where": lambda **other: addresses.filtered(request.url.path, **query | {"page": None} | other),
    }
    crumbs = [
        ("Organisations", addresses.OFFICE_ORGANISATIONS),
        (organisation.name, addresses.office_organisation(organisation)),
    ]
    title = f"What the public {'can open then' if asked.at else 'can open now'}"
    answer = page.form_again if asked.form.mistakes else page.answer
    return answer(request, desk, "office/organisations/open_addresses.html", title, crumbs=crumbs, **facts)


def _part(kind: str, things: list[Shown], endings: dict[str, list[str]], eyes: Eyes) -> Part:
    entries = [Entry(each.title, list(_addresses(each, endings, eyes))) for each in things[:_SIZE]]
    return Part(kind, entries, goes_on=len(things) > _SIZE)


def _with_feeds(parts: list[Part], left: Sequence[Subject], eyes: Eyes) -> list[Part]:
    """Those feeds that stay behind, where they do not stand beside a page."""
    there = {each.path for part in parts for entry in part.entries for each in entry.open}
    paths = [f"/{_SECTIONS.get(kind_of(each), kind_of(each))}/{each.slug}.ics" for each in left[:_SIZE]]
    entries = [Entry("", [_open(path, eyes, "200")]) for path in paths if path not in there]
    return [*parts, Part(_FEEDS, entries, goes_on=len(left) > _SIZE)] if entries else parts


def _endings(request: Request) -> dict[str, list[str]]:
    """For each part of the site, the forms in which its things are to be had: the page first."""
    found: dict[str, list[str]] = {}
    for route in request.app.routes:
        match = _THING.fullmatch(route.path)
        if match and isinstance(route.guarded, Public):
            found.setdefault(match[1], []).append(match[2] or "")
    return {section: sorted(endings) for section, endings in found.items()}


def _addresses(thing: Shown, endings: dict[str, list[str]], eyes: Eyes) -> Iterator[Open]:
    if thing.slug is None:
        yield _open(addresses.file(thing.id), eyes, "200")
        return
    section = _SECTIONS.get(thing.kind, thing.kind)
    for ending in endings[section]:
        yield _open(f"/{section}/{thing.slug}{ending}", eyes, _answer(thing, ending))
    for slug in thing.former:
        for ending in endings[section]:
            answer = "410" if thing.is_gone else "301"
            yield _open(f"/{section}/{slug}{ending}", eyes, answer)


def _answer(thing: Shown, ending: str) -> str:
    """The entry of an event that was taken back stays in calendars, as cancelled."""
    return "410" if thing.is_gone and not (thing.kind == "events" and ending == ".ics") else "200"


def _lists(organisation: Organisation, found: dict[str, list[Shown]], *, stays: bool) -> list[str]:
    """Where all that is public stands, and the same of this organisation alone; feeds also keep what was taken back."""
    out = {kind for kind, things in found.items() if any(not each.is_gone for each in things)}
    every = [addresses.EVENTS] if "events" in out else []
    every += [addresses.ALL_EVENTS_FEED] if found.get("events") or stays else []
    every += [addresses.PRESS] if "releases" in out else []
    of = [addresses.filtered(each, organisation=organisation.slug) for each in every]
    home = [addresses.HOME] if out & {"events", "releases"} else []
    rest = [addresses.SUBSCRIBE] if "organisations" in out else []
    rest += ["/sitemap.xml"] if out - {"files"} else []
    rest += [addresses.search(organisation.name)] if out - {"files"} else []
    return [*home, *every, *of, *rest]


def _open(path: str, eyes: Eyes, answer: str) -> Open:
    return Open(path, eyes.path(path) if eyes.at else path, answer)
