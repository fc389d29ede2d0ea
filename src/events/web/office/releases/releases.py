"""Releases in the office: a new one, the draft of a version, and what it will look like while it is being written."""

from dataclasses import replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from events import addresses
from events.people import phones, press_contacts
from events.people.models import Organisation, PressContact
from events.press import drafts, noting, writing
from events.press.formats import page as html
from events.press.formats import plain_text
from events.press.models import Release, ReleaseVersion
from events.press.sheet import Sheet
from events.programme import clocks, receipts, topics
from events.programme.models import Launch
from events.storage.files import File
from events.web import forms, wording
from events.web.forms import Form
from events.web.office import finding, keeping, openly, page
from events.web.office.guard import Desk
from events.web.office.keeping import Unsaved
from events.web.office.releases import filing, release_form, release_states
from events.web.office.releases.release_form import Choices, ReleaseForm
from events.web.site import site


async def show_new(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    choices = await _choices(desk, launch)
    return await _page(request, desk, launch, None, await desk.draft_or(release_form.fresh(choices)), choices)


async def add(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    choices = await _choices(desk, launch)
    form = await _read(request, desk, choices)
    contact = await _contact_typed(desk, form, choices)
    if form.mistakes:
        return await _page(request, desk, launch, None, form, choices)
    release = Release(launch_id=launch.id, kind=form.details.kind, language=form.details.language)
    version = ReleaseVersion(release_id=release.id, headline=form.details.headline)
    await writing.draft(desk.db, release, version)
    await _write(desk, release, version, form, choices, contact)
    if form.mistakes:
        return await _page(request, desk, launch, None, form, choices)
    return page.done(addresses.office_release(release))


async def show(request: Request, desk: Desk) -> Response:
    release = await finding.release(request, desk)
    choices = await _choices(desk, release.launch, release)
    form = await desk.draft_or(release_form.shown(release, choices.others))
    return await _page(request, desk, release.launch, release, form, choices)


async def revise(request: Request, desk: Desk) -> Response:
    release = await finding.release(request, desk)
    choices = await _choices(desk, release.launch, release)
    is_issued = release.versions[0].issued_at is not None
    form = await _read(request, desk, choices, None if is_issued else release_form.shown(release, choices.others))
    await desk.say_who_saved(form, release.versions[0])
    if is_issued:
        form.refuse("headline", writing.Issued(release.versions[0]))
    contact = await _contact_typed(desk, form, choices)
    if form.mistakes or form.theirs:
        return await _page(request, desk, release.launch, release, form, choices)
    await _write(desk, release, release.versions[0], form, choices, contact)
    if form.mistakes:
        return await _page(request, desk, release.launch, release, form, choices)
    return page.done(addresses.office_release(release))


async def with_file(request: Request, desk: Desk, release: Release, refused: Form[Any]) -> Response:
    """The release's page with a file, or words of one, that was not taken."""
    choices = await _choices(desk, release.launch, release)
    form = release_form.shown(release, choices.others)
    return await _page(request, desk, release.launch, release, form, choices, refused)


async def preview_new(request: Request, desk: Desk) -> Response:
    launch = await finding.launch(request, desk)
    return await _preview(request, desk, launch, None)


async def preview(request: Request, desk: Desk) -> Response:
    release = await finding.release(request, desk)
    return await _preview(request, desk, release.launch, release)


async def _preview(request: Request, desk: Desk, launch: Launch, release: Release | None) -> Response:
    """What stands in the form, as it would look; fields with a mistake are left out, and nothing is kept."""
    choices = await _choices(desk, launch, release)
    typed = await request.form()
    form = release_form.read(typed, today=desk.now.date())
    sound = release_form.sound(typed, form, today=desk.now.date())
    sheet = await _sheet_of(request, desk, launch, release, sound, choices)
    crumbs = _crumbs(launch, release)
    facts: dict[str, Any] = {"launch": launch, "release": release, "form": form, **_looks(sheet)}
    return page.answer(request, desk, "office/releases/release_preview.html", "As it will look", crumbs=crumbs, **facts)


async def _sheet_of(
    request: Request, desk: Desk, launch: Launch, release: Release | None, details: ReleaseForm, choices: Choices
) -> Sheet:
    """From rows that no session knows, so that they can never be kept."""
    contacts = [choices.contacts[each] for each in details.contacts if each in choices.contacts]
    home = await _home(desk)
    if details.contact and (typed := _understood(details.contact, home)):
        house = _house(typed, choices) or choices.houses[0]
        new = press_contacts.new(house, typed)
        contacts.append(drafts.belonging(new, house, PressContact.organisation))
    boilerplates = [choices.boilerplates[each] for each in details.boilerplates if each in choices.boilerplates]
    version = ReleaseVersion(
        release_id=release.id if release else launch.id,
        number=release.versions[0].number if release else 1,
        correction=release.versions[0].correction if release else None,
        headline=details.headline,
    )
    release_form.write(version, details)
    filed = release if release and release.published_at else details
    unkept = drafts.unkept(
        launch,
        release,
        version,
        kind=filed.kind,
        language=filed.language,
        notes=noting.read(details.notes or ""),
        contacts=contacts,
        boilerplates=boilerplates,
    )
    return await drafts.preview(desk.db, unkept, site=site(request).addresses, **desk.by)


async def _read(request: Request, desk: Desk, choices: Choices, stands: Form[Any] | None = None) -> Form[ReleaseForm]:
    form = release_form.read(await request.form(), today=desk.now.date(), stands=stands)
    release_form.check(form, choices)
    return form


async def _contact_typed(desk: Desk, form: Form[ReleaseForm], choices: Choices) -> PressContact | None:
    """The contact that was typed as a line, if there is one and nothing else is wrong."""
    line = form.found.contact if form.found else None
    if line is None:
        return None
    try:
        typed = press_contacts.read(line, await _home(desk))
    except ValueError as error:
        form.refuse("contact", error)
        return None
    house = _house(typed, choices)
    if house is None:
        form.refuse("contact", f"{typed.organisation} is not behind this launch; begin the line with one that is.")
    elif not house.is_owned_by(desk.mandate.organisations):
        form.refuse("contact", f"{house.called} keeps its press contacts itself; choose one of them, or ask there.")
    elif not (form.mistakes or form.theirs):
        return await press_contacts.at(desk.db, house, typed, now=desk.now)
    return None


async def _home(desk: Desk) -> str | None:
    """Where a number without its country is dialled."""
    return await clocks.home(desk.db, *desk.mandate.organisations)


def _understood(line: str, home: str | None) -> press_contacts.Typed | None:
    try:
        return press_contacts.read(line, home)
    except ValueError:
        return None


def _house(typed: press_contacts.Typed, choices: Choices) -> Organisation | None:
    """The organisation behind the launch that a line begins with; without one, the lead."""
    if typed.organisation is None:
        return choices.houses[0]
    return next((each for each in choices.houses if each.goes_by(typed.organisation)), None)


async def _write(
    desk: Desk,
    release: Release,
    version: ReleaseVersion,
    form: Form[ReleaseForm],
    choices: Choices,
    contact: PressContact | None,
) -> None:
    """What cannot be so is refused, and then nothing of it stays. Raises writing.Issued."""
    details, before = form.details, version.headline
    release_form.write(version, details)
    named = [choices.contacts[each] for each in dict.fromkeys(details.contacts)]
    named += [contact] if contact and contact.id not in details.contacts else []
    await writing.set_notes(desk.db, version, noting.read(details.notes or ""))
    await writing.name_contacts(desk.db, version, named)
    await writing.pin(desk.db, version, [choices.boilerplates[each] for each in dict.fromkeys(details.boilerplates)])
    if release.published_at is None:  # else it would count before the version goes out
        for field, why in (await filing.put(desk, release, details, choices.others)).items():
            form.refuse(field, why)
        await writing.follow_headline(desk.db, release, version, before=before, now=desk.now)


async def _choices(desk: Desk, launch: Launch, release: Release | None = None) -> Choices:
    behind = wording.hosts(launch)
    known = await press_contacts.of(desk.db, [each.id for each in behind], **desk.by)
    houses = {each.id: each for each in known}
    others = await drafts.of_launch(desk.db, launch.id, **desk.by)
    newest = release.versions[0] if release else None
    return Choices(
        houses=[houses[each.id] for each in behind],
        others=[each for each in others if release is None or each.id != release.id],
        pinned=[each.boilerplate for each in newest.boilerplates] if newest else (),
        named=[each.contact for each in newest.contacts] if newest else (),
        waiting=await press_contacts.waiting(desk.db, known, now=desk.now),
    )


def _looks(sheet: Sheet) -> dict[str, Any]:
    """What is launched may be a draft still: it leads to where it is worked on."""
    return {"sheet": sheet, "html": html, "text": plain_text.written(sheet), "launched": html.facts(_inside(sheet))}


def _inside(sheet: Sheet) -> Sheet:
    def place(address: str) -> str:
        return f"{addresses.OFFICE}{address.removeprefix(sheet.base)}"

    reports = tuple(replace(each, address=place(each.address)) for each in sheet.reports)
    occasions = tuple(replace(each, address=place(each.address)) for each in sheet.occasions)
    return replace(sheet, reports=reports, occasions=occasions)


def _crumbs(launch: Launch, release: Release | None = None) -> list[tuple[str, str]]:
    crumbs = [("Launches", addresses.OFFICE_LAUNCHES), (launch.title, addresses.office_launch(launch))]
    return crumbs + ([(release.versions[0].headline, addresses.office_release(release))] if release else [])


async def _unsaved(desk: Desk, release: Release, form: Form[Any]) -> list[Unsaved]:
    """What was typed into the draft, just now or before, where that has gone out meanwhile."""
    place = addresses.office_release(release)
    if release.versions[0].issued_at is None:
        return []
    if form.mistakes:
        return [Unsaved(place, "Release", keeping.words(form.typed))]
    return await keeping.unsaved(desk.db, desk.organiser.account, place, now=desk.now)


async def _of_files(desk: Desk, release: Release, refused: Form[Any] | None) -> tuple[Form[Any], dict[str, Form[Any]]]:
    """The form of another file, and by their addresses those of what is said of each that is there."""
    another = addresses.office_release(release, "files")
    stand = {f"{another}/{each.id}": _words(each.file) for each in release.versions[0].files}
    found = await desk.drafts_or({another: Form(), **stand})
    if refused:
        found[desk.path if desk.path in found else another] = refused
    return found.pop(another), found


def _words(file: File) -> Form[Any]:
    return forms.shown(alt=file.alt, caption=file.caption, credit=file.credit)


async def _page(
    request: Request,
    desk: Desk,
    launch: Launch,
    release: Release | None,
    form: Form[Any],
    choices: Choices,
    refused: Form[Any] | None = None,
) -> Response:
    facts: dict[str, Any] = {"launch": launch, "release": release, "form": form, "choices": choices}
    facts |= {"newest": partial(release_form.newest, without=choices.waiting), "sheet": None, "changes": ()}
    facts["number"] = phones.example_at_home(await _home(desk))
    facts["topics"] = [each.name for each in await topics.known(desk.db, **desk.by)]
    facts |= await openly.of(desk)
    if release:
        facts["unsaved"] = await _unsaved(desk, release, form)
        facts["adding"], facts["words"] = await _of_files(desk, release, refused)
        facts |= _looks(await drafts.preview(desk.db, release, site=site(request).addresses, **desk.by))
        facts["changes"] = release_states.changes(request, release, desk.now)
        told = await receipts.of_row(desk.db, release.id)
        facts |= await openly.of(desk, addresses.release(release), receipts=told)
        facts["zone"] = await desk.zone_of(release)
    title = release.versions[0].headline if release else "A new release"
    again = form.mistakes or (form.theirs and not form.kept_at) or refused
    answer = page.form_again if again else page.answer
    return answer(request, desk, "office/releases/release.html", title, crumbs=_crumbs(launch), **facts)
