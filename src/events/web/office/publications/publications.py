"""Publications in the office: a new one, the form of one that is there, and what is typed into it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from events import addresses, times
from events.accounts.models import Role
from events.people.directory import Directory
from events.programme import addressing, all_series, bylines, event_lists, publications, receipts, topics, versions
from events.programme.models import Form as Shape
from events.programme.models import Launch, Publication
from events.programme.occasions import Event
from events.programme.publications import NumberTaken
from events.storage import uploads
from events.web import forms, wording
from events.web.forms import Form
from events.web.office import effects, finding, known, openly, page, reaching, uploading
from events.web.office.guard import Desk
from events.web.office.publications import publication_form
from events.web.office.publications.publication_form import PublicationForm
from events.web.office.releases import pictures

TAKES = pictures.FIELD | {"report": uploading.PAPER}

_MOST_HOUSES = 50


async def show_new(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    form = publication_form.fresh(launch, await _of_launch(desk, launch))
    return await _page(request, desk, launch, None, await desk.draft_or(form))


async def add(request: Request, desk: Desk) -> Response:
    """With its first version, and the report itself if it came with the form."""
    launch = await finding.launch(request, desk)
    form = _read(await request.form(), desk)
    report = uploading.read(desk.came, form, "report")
    publication = Publication(launch_id=launch.id, title=form.found.title if form.found else "")
    if form.found:
        await publications.add(desk.db, publication)
    await _apply(desk, launch, publication, form, forms.shown())
    if form.mistakes:
        return await _page(request, desk, launch, None, form)
    version = await versions.add(desk.db, publication, dated=form.details.dated)
    if report:
        file = await uploads.keep(desk.db, report, now=desk.now)
        await versions.offer(desk.db, version, form.details.form, file, language=form.details.language)
    return page.done(addresses.office_publication(publication))


async def show(request: Request, desk: Desk) -> Response:
    publication = await finding.publication(request, desk)
    form = await desk.draft_or(await _shown(desk, publication))
    return await _page(request, desk, publication.launch, publication, form)


async def revise(request: Request, desk: Desk) -> Response:
    publication = await finding.publication(request, desk)
    as_it_is = await _shown(desk, publication)
    form = _read(await request.form(), desk, as_it_is)
    await desk.say_who_saved(form, publication)
    if form.theirs:
        uploading.read(desk.came, form, "picture")
    else:
        await _apply(desk, publication.launch, publication, form, as_it_is)
    if form.mistakes or form.theirs:
        return await _page(request, desk, publication.launch, publication, form)
    return page.done(addresses.office_publication(publication))


async def with_file(request: Request, desk: Desk, publication: Publication, adding: Form[Any]) -> Response:
    """The publication's page with a file that could not be added."""
    form = await _shown(desk, publication)
    return await _page(request, desk, publication.launch, publication, form, adding)


def _read(data: FormData, desk: Desk, stands: Form[Any] | None = None) -> Form[PublicationForm]:
    return forms.read(data, PublicationForm, many=publication_form.MANY, today=desk.now.date(), stands=stands)


async def _shown(desk: Desk, publication: Publication) -> Form[Any]:
    return publication_form.shown(publication, await publications.launching(desk.db, publication))


async def _apply(
    desk: Desk, launch: Launch, publication: Publication, form: Form[PublicationForm], as_it_is: Form[Any]
) -> None:
    """Every part by itself, so that all mistakes are told at once; where there is one, nothing of it is kept.

    Who is named in lines that stand as they did is not looked up again.
    """
    await pictures.put(desk, form, publication, "cover_id")
    for field, (step, lines) in _STEPS.items() if form.found else ():
        if lines and all(_lines(form, each) == _lines(as_it_is, each) for each in lines):
            continue
        try:
            await step(desk, launch, publication, form.details)
        except ValueError as error:
            form.refuse(field, await _known(desk, error))


def _lines(form: Form[Any], name: str) -> list[str]:
    return [line for value in form.values(name) for each in value.splitlines() if (line := each.strip())]


async def _facts(desk: Desk, launch: Launch, publication: Publication, details: PublicationForm) -> None:
    facts = details.own_facts
    facts["series_id"] = await _series_id(desk, launch, publication, details.series)
    facts["series_number"] = details.number
    await publications.revise(desk.db, publication, **facts)
    await addressing.follow(desk.db, publication, publication.title, now=desk.now)


async def _series_id(desk: Desk, launch: Launch, publication: Publication, title: str | None) -> UUID | None:
    """The one it is in, if that is what the words say; else one that is ours to fill, or a new one."""
    before = publication.series if publication.series_id else None
    if title is None:  # left empty, or in one that this organiser does not see
        return None if before else publication.series_id
    if before and before.title == title:
        return before.id
    return (await all_series.named(desk.db, title, _fills(desk, launch), **desk.by)).id


def _fills(desk: Desk, launch: Launch) -> list[UUID]:
    """Whose series may take it in: the lead's first, and those of the organiser's own; no host has agreed to it."""
    return [launch.lead_id, *desk.organiser.mandate(Role.EDITOR).organisations]


async def _authors(desk: Desk, launch: Launch, publication: Publication, details: PublicationForm) -> None:
    there = await publications.authors_of(desk.db, publication)
    read = await bylines.read(details.author_lines, there, _directory(desk, launch))
    await publications.set_authors(desk.db, publication, read)


async def _houses(desk: Desk, launch: Launch, publication: Publication, details: PublicationForm) -> None:
    if len(details.house_lines) > _MOST_HOUSES:
        raise ValueError(f"These are more than {_MOST_HOUSES} organisations.")
    directory = _directory(desk, launch)
    houses = [await directory.organisation(name) for name in details.house_lines]
    await publications.set_publishers(desk.db, publication, houses)


async def _topics(desk: Desk, launch: Launch, publication: Publication, details: PublicationForm) -> None:
    named = await topics.named_in(desk.db, details.topics or "", keeper=launch.lead_id, **desk.by)
    await publications.set_topics(desk.db, publication, named)


async def _events(desk: Desk, launch: Launch, publication: Publication, details: PublicationForm) -> None:
    there = [each.id for each in await _of_launch(desk, launch)]
    chosen = [each for each in there if each in details.events]
    await publications.set_events(desk.db, publication, chosen, among=there)


_Step = Callable[[Desk, Launch, Publication, PublicationForm], Awaitable[None]]
# By the field at which each is refused; with the fields from which it reads lines, if that is all it does.
_STEPS: dict[str, tuple[_Step, Sequence[str]]] = {
    "number": (_facts, ()),
    "authors": (_authors, ("authors", "author")),
    "houses": (_houses, ("houses", "house")),
    "topics": (_topics, ("topics",)),
    "events": (_events, ("events",)),
}


def _directory(desk: Desk, launch: Launch) -> Directory:
    return Directory(desk.db, launch.lead_id, desk.reader, desk.now, launch_id=launch.id)


async def _known(desk: Desk, error: ValueError) -> ValueError | str:
    """A number that is taken by what this organiser may not know of is taken, and no more is said."""
    if isinstance(error, NumberTaken) and not await publications.by_slug(desk.db, error.by.slug, **desk.by):
        return f"Number {error.by.series_number} of this series is taken already."
    return error


async def _page(
    request: Request,
    desk: Desk,
    launch: Launch,
    publication: Publication | None,
    form: Form[Any],
    adding: Form[Any] | None = None,
) -> Response:
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    facts: dict[str, Any] = {
        "launch": launch,
        "publication": publication,
        "form": form,
        "adding": adding or forms.shown(language=publication.language if publication else "en-GB"),
        "series": [each.title for each in await all_series.known(desk.db, _fills(desk, launch), **desk.by)],
        "topics": [each.name for each in await topics.known(desk.db, **desk.by)],
        "people": await known.people(desk),
        "organisations": await known.organisations(desk),
        "events": [(each.id, _dated(each)) for each in await _of_launch(desk, launch)],
        "languages": wording.languages(form.value("language")),
        "licences": _LICENCES,
        "accepted": uploading.ACCEPTED,
        "shapes": [(each.value, wording.SHAPES[each]) for each in Shape],
        "is_open": publication is not None and not versions.has_been_public(publication, desk.now),
        **await _became(desk, publication),
        "effects": await reaching.of_publication(desk, publication) if publication else effects.UNSEEN,
    }
    title = publication.title if publication else "A new publication"
    again = form.mistakes or (form.theirs and not form.kept_at) or (adding and adding.mistakes)
    answer = page.form_again if again else page.answer
    return answer(request, desk, "office/publications/publication_form.html", title, crumbs=crumbs, **facts)


async def _of_launch(desk: Desk, launch: Launch) -> Sequence[Event]:
    return (await event_lists.of_launches(desk.db, [launch.id], **desk.by))[launch.id]


def _dated(event: Event) -> str:
    return f"{event.title}, {times.days(event.day, event.last_day)}" if event.day else event.title


async def _became(desk: Desk, publication: Publication | None) -> dict[str, Any]:
    if publication is None:
        return await openly.of(desk)
    told = await receipts.of_row(desk.db, publication.id)
    return await openly.of(desk, addresses.publication(publication), receipts=told)


_LICENCES = (
    "All rights reserved",
    "CC BY 4.0",
    "CC BY-NC 4.0",
    "CC BY-NC-ND 4.0",
    "CC BY-SA 4.0",
    "CC0 1.0",
    "Open Government Licence v3.0",
)
