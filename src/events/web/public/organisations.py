"""The page of an organisation: what it launches, publishes, says of itself, and who answers for it."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import organisations, persons
from events.people.models import Organisation
from events.press import releases
from events.programme import all_series, event_lists, publications
from events.programme.event_lists import Filters
from events.templating import plain
from events.web import linked_data
from events.web.public import finding, page, paging
from events.web.public.page import Head
from events.web.public.paging import Paging
from events.web.site import Visit, site

_EVENTS, _RELEASES, _REPORTS = 8, 6, 8


async def show(request: Request, visit: Visit) -> Response:
    db, slug = visit.db, request.path_params["slug"]
    organisation = await organisations.by_slug(db, slug, **visit.by)
    organisation = organisation or await finding.elsewhere(visit, Organisation, slug, addresses.organisation)
    listing = await event_lists.listed(db, Filters(), about=organisation, **visit.by, limit=_EVENTS)
    issued, released = await releases.by_organisation(db, organisation, **visit.by, limit=_RELEASES)
    place = paging.offset(request, _REPORTS)
    reports, count = await publications.by_organisation(db, organisation, **visit.by, limit=_REPORTS, offset=place)
    return page.answer(
        request,
        visit,
        "public/organisation.html",
        _head(organisation, request),
        organisation=organisation,
        boilerplates=organisations.latest_boilerplates(organisation),
        listing=listing,
        releases=issued,
        released=released,
        publications=reports,
        paging=Paging(paging.number(request), count, _REPORTS),
        where=partial(addresses.filtered, addresses.organisation(organisation)),
        series=await all_series.by_organisation(db, organisation, **visit.by),
        people=await persons.with_posts_at(db, organisation, **visit.by),
    )


def _head(organisation: Organisation, request: Request) -> Head:
    path = addresses.organisation(organisation)
    return Head(
        title=organisation.name,
        path=path,
        description=plain(organisation.description)[:300] if organisation.description else None,
        accent=organisation.accent,
        feed=addresses.feed(path),
        picture=addresses.file(organisation.logo.id) if organisation.logo and organisation.logo.is_picture else None,
        data=[linked_data.organisation_page(organisation, site(request).addresses)],
    )
