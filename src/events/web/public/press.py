"""The press room and each release in it: as a page, as plain text, and the word that one was withdrawn."""

from dataclasses import asdict
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.press import releases
from events.press.formats import page as html
from events.press.formats import plain_text
from events.press.models import Release, ReleaseKind
from events.press.releases import Filters
from events.press.sheet import Sheet
from events.web import linked_data, wording
from events.web.public import finding, page, paging
from events.web.public.page import Head
from events.web.public.paging import Paging
from events.web.site import Visit, public_bytes, site


async def show_room(request: Request, visit: Visit) -> Response:
    filters, place = _filters(request), paging.offset(request)
    found, count = await releases.listed(visit.db, filters, **visit.by, limit=paging.SIZE, offset=place)
    issuers = await releases.issuers(visit.db, **visit.by)
    years = await releases.years(visit.db, **visit.by)
    where = partial(addresses.filtered, addresses.PRESS, **asdict(filters))
    pages = Paging(paging.number(request), count)
    head = Head(
        title="Press room",
        path=where(page=pages.number if pages.number > 1 else None),
        description="Press releases, statements and operational notes, and whom the press may ring.",
        section="press",
        indexed=filters == Filters(),
        is_kept=bool(found),
    )
    here = {each.id for release in found for each in wording.hosts(release.launch)}
    facts: page.Data = {"releases": found, "filters": filters, "paging": pages, "where": where}
    facts["choices"] = {
        "organisation": [(each.slug, each.name) for each in issuers],
        "year": [(each, each) for each in years],
        "kind": [(each.value, each.value.capitalize()) for each in ReleaseKind],
    }
    facts["answering"] = [each for each in issuers if each.id in here and each.press_contacts]
    return page.answer(request, visit, "public/press_room.html", head, **facts)


async def show(request: Request, visit: Visit) -> Response:
    slug = request.path_params["slug"]
    release = await releases.readable(visit.db, slug, **visit.by)
    if release is None:
        return await _withdrawn(request, visit, slug)
    sheet = await releases.sheet(visit.db, release, site=site(request).addresses, **visit.by)
    text = plain_text.written(sheet)
    facts: page.Data = {"release": release, "current": release.current, "sheet": sheet, "html": html, "text": text}
    return page.answer(request, visit, "public/release.html", _head(release, sheet, request), **facts)


async def show_text(request: Request, visit: Visit) -> Response:
    slug, base = request.path_params["slug"], site(request).addresses
    release = await releases.readable(visit.db, slug, **visit.by)
    release = release or await finding.elsewhere(visit, Release, slug, addresses.release_text)
    sheet = await releases.sheet(visit.db, release, site=base, **visit.by)
    headers = {"link": f'<{base.full(addresses.release(release))}>; rel="canonical"'}
    return public_bytes(request, plain_text.written(sheet).encode(), plain_text.MEDIA_TYPE, headers=headers)


async def _withdrawn(request: Request, visit: Visit, slug: str) -> Response:
    release = await releases.withdrawn(visit.db, slug, **visit.by)
    release = release or await finding.elsewhere(visit, Release, slug, addresses.release)
    title = f"Withdrawn: {release.current.headline}"
    head = Head(title=title, path=addresses.release(release), section="press", indexed=False)
    return page.answer(request, visit, "public/release_withdrawn.html", head, status=410, release=release)


def _filters(request: Request) -> Filters:
    """What makes no sense is as if it were not there, but for an organisation, which then has no releases."""
    kind = request.query_params.get("kind")
    return Filters(
        organisation=paging.slug(request, "organisation"),
        year=paging.year(request),
        kind=ReleaseKind(kind) if kind in set(ReleaseKind) else None,
    )


def _head(release: Release, sheet: Sheet, request: Request) -> Head:
    current, lead = release.current, release.launch.lead
    pictures = [each.file for each in current.files if each.file and each.file.is_picture]
    return Head(
        title=current.headline,
        path=addresses.release(release),
        description=current.standfirst or sheet.story.opening[:300] or None,
        section="press",
        kind="article",
        language=release.language,
        accent=lead.accent if lead else None,
        picture=addresses.file(pictures[0].id) if pictures else None,
        data=[linked_data.news_article(release, site(request).addresses)],
    )
