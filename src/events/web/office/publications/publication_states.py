"""What becomes of a publication: published, corrected, withdrawn, restored, discarded."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from pydantic import Field
from starlette.requests import Request

from events import addresses
from events.press import drafts
from events.programme import event_lists, launches, publications, versions
from events.programme.models import Form as Shape
from events.programme.models import Publication
from events.storage import uploads
from events.web.office import discards, effects, finding, looking_over, uploading
from events.web.office.actions import Action, ActionForm, Subject
from events.web.office.events.event_form import Day
from events.web.office.guard import Desk

TAKES = {"file": uploading.PAPER}


class CorrectionForm(ActionForm):
    dated: Annotated[Day, Field(title="The date of the correction")] | None = None


async def _going_out(request: Request, desk: Desk) -> Subject[Publication]:
    id, launch = await finding.led_row(request, desk, Publication)
    found = await looking_over.of(request, desk, launch, going=[id])
    return replace(await _subject(request, desk, goes_out=True), findings=found)


async def _going_back(request: Request, desk: Desk) -> Subject[Publication]:
    """Names the releases that have it below their text."""
    subject = await _subject(request, desk)
    releases = await drafts.of_launch(desk.db, subject.launch.id, **desk.by)
    follows = effects.without(subject.effects, releases, desk.now)
    follows = await effects.taken_back(desk.db, follows, subject.row, subject.launch, desk.now)
    return replace(subject, effects=follows)


async def _corrected(request: Request, desk: Desk) -> Subject[Publication]:
    """A new version of what is public is public at once."""
    subject = await _subject(request, desk)
    if subject.row.published_at and not subject.row.withdrawn_at:
        subject = await _going_out(request, desk)
    return replace(subject, effects=effects.of_version(subject.row, desk.now))


async def _subject(request: Request, desk: Desk, *, goes_out: bool = False) -> Subject[Publication]:
    publication = await finding.publication(request, desk)
    launched_at = await event_lists.shown(desk.db, publications.launched_at(publication), **desk.by)
    releases = await drafts.of_launch(desk.db, publication.launch_id, **desk.by)
    facts = effects.of_publication(publication, launched_at, desk.now, releases=releases, goes_out=goes_out)
    alone = await publications.alone_at(desk.db, publication, now=desk.now)
    by_it = [each for each in launched_at if each.id in alone]
    return _about(publication, effects.of_series_feed(facts, publication, by_it, desk.now, comes=goes_out))


async def _to_be_discarded(request: Request, desk: Desk) -> Subject[Publication]:
    publication = await finding.publication(request, desk)
    files = sum(len(each.files) for each in publication.versions) + bool(publication.cover_id)
    return _about(publication, discards.follows(*([effects.counted(files, "file")] if files else [])))


def _about(publication: Publication, follows: effects.Effects) -> Subject[Publication]:
    place = addresses.office_publication(publication)
    files = [each.id for version in publication.versions for each in version.files]
    revision = f"{publication.revision}.{len(publication.versions)}.{len(files)}"
    return Subject(publication, publication.launch, publication.full_title, place, revision, follows)


async def _publish(desk: Desk, publication: Publication, form: ActionForm) -> None:
    publications.publish(publication, now=desk.now)


async def _withdraw(desk: Desk, publication: Publication, form: ActionForm) -> None:
    await launches.take_back(desk.db, publication, note=form.note, now=desk.now)


async def _correct(desk: Desk, publication: Publication, form: CorrectionForm) -> None:
    """The files that came take the place of those that their fields name; the others are offered on."""
    replaced = {}
    for each in publication.versions[0].files if publication.versions else ():
        if upload := uploading.sent(desk.came, f"file-{each.id}"):
            replaced[each.id] = await uploads.keep(desk.db, upload, now=desk.now)
    version = await versions.correct(
        desk.db, publication, dated=form.dated or desk.now.date(), note=form.note or "", replaced=replaced
    )
    if upload := uploading.sent(desk.came, "file"):
        file = await uploads.keep(desk.db, upload, now=desk.now)
        await versions.offer(desk.db, version, Shape.FULL, file, language=publication.language)


def _field_of(error: ValueError) -> str:
    return error.field if isinstance(error, uploading.NotTaken) else "act"


def _is_out(publication: Publication, now: datetime) -> str | None:
    if publication.withdrawn_at:
        return "It was withdrawn. Restore it instead."
    return "It is published already." if publication.published_at else None


def _is_not_out(publication: Publication, now: datetime) -> str | None:
    return None if publication.published_at and not publication.withdrawn_at else "Nobody outside sees it."


def _is_withdrawn(publication: Publication, now: datetime) -> str | None:
    return "It was withdrawn. Restore it first." if publication.withdrawn_at else None


def _is_not_withdrawn(publication: Publication, now: datetime) -> str | None:
    return None if publication.withdrawn_at else "It was not withdrawn."


PUBLICATION = Action(
    part="publication",
    title="Publish",
    means="Everybody can read it from now on; what is under embargo, from the lift.",
    done="Published",
    undone="Nothing was published yet",
    find=_going_out,
    act=_publish,
    hindrance=_is_out,
)
CORRECTION = Action(
    part="correction",
    title="Make a new version",
    means="The new version stands first on its page, with its date and what it corrects. The old one stays below it. "
    "Files that you do not replace are offered with the new version as they are.",
    done="Corrected",
    find=_corrected,
    act=_correct,
    note="What it corrects, for everybody to read",
    note_is_public=True,
    needs_note=True,
    hindrance=_is_withdrawn,
    form=CorrectionForm,
    fields="office/publications/_correction_fields.html",
    field_of=_field_of,
    takes_files=True,
)
WITHDRAWAL = Action(
    part="withdrawal",
    title="Withdraw",
    means="Its page says only that it was withdrawn, when and why. What nobody could see yet is a draft again.",
    done="Withdrawn",
    undone="Nothing was withdrawn yet",
    find=_going_back,
    act=_withdraw,
    note="Why, for everybody to read",
    note_is_public=True,
    needs_note=versions.has_been_public,
    hindrance=_is_not_out,
)
RESTORATION = Action(
    part="restoration",
    title="Restore",
    means="It is public again at the same address, with all its versions.",
    done="Restored",
    find=_going_out,
    act=_publish,
    hindrance=_is_not_withdrawn,
)
DISCARDING = discards.discarding_of(
    "publication",
    _to_be_discarded,
    called=lambda publication: publication.full_title,
    address=addresses.office_publication,
)
