"""The page of a person: posts, what they speak at, what they wrote. Nothing private is in reach of it."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import persons
from events.people.models import Person
from events.programme import event_lists, publications
from events.programme.event_lists import Filters
from events.templating import plain
from events.web import linked_data
from events.web.public import finding, page, paging
from events.web.public.page import Head
from events.web.public.paging import Paging
from events.web.site import Visit, site

_EVENTS, _REPORTS = 12, 8


async def show(request: Request, visit: Visit) -> Response:
    db, slug = visit.db, request.path_params["slug"]
    person = await persons.by_slug(db, slug, **visit.by)
    person = person or await finding.elsewhere(visit, Person, slug, addresses.person)
    listing = await event_lists.listed(db, Filters(), about=person, **visit.by, limit=_EVENTS)
    place = paging.offset(request, _REPORTS)
    wrote, count = await publications.by_author(db, person, **visit.by, limit=_REPORTS, offset=place)
    posts = [each for each in person.affiliations if each.role or each.organisation]
    facts: page.Data = {
        "person": person,
        "current": [each for each in posts if not each.is_over(visit.now.date())],
        "former": [each for each in posts if each.is_over(visit.now.date())],
        "listing": listing,
        "publications": wrote,
        "paging": Paging(paging.number(request), count, _REPORTS),
        "where": partial(addresses.filtered, addresses.person(person)),
    }
    return page.answer(request, visit, "public/person.html", _head(person, request), **facts)


def _head(person: Person, request: Request) -> Head:
    path = addresses.person(person)
    return Head(
        title=person.name,
        path=path,
        description=plain(person.biography)[:300] if person.biography else None,
        kind="profile",
        feed=addresses.feed(path),
        picture=addresses.file(person.portrait.id) if person.portrait and person.portrait.is_picture else None,
        data=[linked_data.person(person, site(request).addresses)],
    )
