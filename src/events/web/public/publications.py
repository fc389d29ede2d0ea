"""The page of a publication: what it is, its forms and versions, where it is launched, what was said of it."""

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.addresses import Addresses
from events.press import releases
from events.programme import event_lists, publications
from events.programme.models import Form, Publication, PublicationFile
from events.templating import plain
from events.web import linked_data
from events.web.public import finding, page
from events.web.public.page import Head
from events.web.site import Visit, site


async def show(request: Request, visit: Visit) -> Response:
    db, slug = visit.db, request.path_params["slug"]
    publication = await publications.by_slug(db, slug, **visit.by)
    publication = publication or await finding.elsewhere(visit, Publication, slug, addresses.publication)
    in_set = await publications.in_series(db, publication.series.id, **visit.by) if publication.series else []
    facts: page.Data = {
        "publication": publication,
        "others": {each.series_number: each for each in in_set if each.series_number},
        "launched_at": await event_lists.shown(db, publications.launched_at(publication), **visit.by),
        "releases": await releases.of_launch(db, publication.launch_id, **visit.by),
    }
    head = _head(publication, site(request).addresses)
    return page.answer(request, visit, "public/publication.html", head, **facts)


def _head(publication: Publication, base: Addresses) -> Head:
    houses = [each.organisation for each in publication.publishers if each.organisation]
    return Head(
        title=publication.full_title,
        path=addresses.publication(publication),
        description=plain(publication.abstract)[:300] if publication.abstract else None,
        kind="article",
        language=publication.language,
        accent=houses[0].accent if houses else None,
        picture=addresses.file(publication.cover.id) if publication.cover and publication.cover.is_picture else None,
        data=[linked_data.report(publication, base)],
        citation=list(_citation(publication, base)),
    )


def _citation(publication: Publication, base: Addresses) -> Iterator[tuple[str, str]]:
    """As Google Scholar's guidelines for webmasters and Zotero read it; the institution makes it a report."""
    yield "citation_title", publication.full_title
    for author in publication.authors:
        yield "citation_author", author.name
    if publication.dated:
        yield "citation_publication_date", publication.dated.strftime("%Y/%m/%d")
    for each in publication.publishers:
        if each.organisation:
            yield "citation_technical_report_institution", each.organisation.name
    if publication.series:
        yield "citation_series_title", publication.series.title
    if publication.series_number:
        yield "citation_technical_report_number", str(publication.series_number)
    if publication.isbn:
        yield "citation_isbn", publication.isbn
    if publication.doi:
        yield "citation_doi", publication.doi
    yield "citation_language", publication.language
    yield "citation_abstract_html_url", base.full(addresses.publication(publication))
    if report := _pdf(publication):
        yield "citation_pdf_url", base.full(addresses.file(report.file_id))


def _pdf(publication: Publication) -> PublicationFile | None:
    """The whole report in its own language, of the last version that has it."""
    offered = [each for version in publication.versions for each in version.files if each.file]
    whole = [each for each in offered if each.form is Form.FULL and each.file.media_type == "application/pdf"]
    return min(whole, key=lambda each: each.language != publication.language, default=None)
