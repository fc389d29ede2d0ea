"""What is not there: titles, days, texts, somebody to ring, words for pictures, how to get in."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from events import templating, text
from events.people import names
from events.people.models import Organisation, PressContact
from events.press.preflight import telling
from events.press.preflight.finding import About, Finding, asks, blocks
from events.press.preflight.loading import Draft, Facts
from events.programme.occasions import Attendance
from events.storage.files import File

# What people type to fill a field for now.
_STAND_INS = {
    "tba",
    "tbc",
    "tbd",
    "title",
    "untitled",
    "headline",
    "no title",
    "to be announced",
    "to be confirmed",
    "xxx",
}


def titles(facts: Facts, now: datetime) -> Iterator[Finding]:
    named: list[tuple[About, str, str]] = [
        *((About.row(each, "title"), "This event", each.title) for each in facts.events),
        *((About.row(each, "title"), "This publication", each.title) for each in facts.publications),
        *((About.row(each.release, "headline"), "This release", each.version.headline) for each in facts.drafts),
    ]
    for about, what, title in named:
        if not text.words(title):
            yield blocks(about, f"{what} has no title.", "Give it one; it is the first thing that anybody reads.")
        elif " ".join(text.words(title)) in _STAND_INS:
            yield blocks(about, f"{what} is called “{title}”, which is no title yet.", "Write the title itself.")


def days(facts: Facts, now: datetime) -> Iterator[Finding]:
    for event in facts.events:
        if event.day is None:
            yield blocks(
                About.row(event, "day"),
                f"“{event.title}” has no day.",
                "Enter the day before you publish the event. The hour and the venue can follow.",
            )


def texts(facts: Facts, now: datetime) -> Iterator[Finding]:
    for draft in facts.drafts:
        if not draft.has_text:
            yield blocks(
                About.row(draft.release, "body"),
                f"The release “{draft.version.headline}” has no text.",
                "Write the text before you publish the release.",
            )


def lead(facts: Facts, now: datetime) -> Iterator[Finding]:
    """A release that names the lead neither in its text nor by a contact or a boilerplate may be another house's.

    Silent of other languages, in which a house may go by a name that is not kept.
    """
    lead = facts.launch.lead
    for draft in facts.drafts:
        if draft.is_english and draft.has_text and not _names(draft, lead):
            yield asks(
                About.row(draft.release, "body"),
                f"The release “{draft.version.headline}” nowhere names {lead.name}, which leads this launch.",
                "Name it in the text, or add its boilerplate. If the launch is another organisation's, hand it over.",
            )


def _names(draft: Draft, house: Organisation) -> bool:
    behind = {each.contact.organisation_id for each in draft.version.contacts}
    behind |= {each.boilerplate.organisation_id for each in draft.version.boilerplates}
    initials = "".join(each[0] for each in house.name.split() if each[0].isupper())
    said = [house.name, house.called, *names.beginnings(house.name), *([initials] if len(initials) > 2 else [])]
    wanted = [text.words(each.removeprefix("The ")) for each in said]
    return house.id in behind or any(telling.has(each.folded, name) for each in draft.told.sentences for name in wanted)


def contacts(facts: Facts, now: datetime) -> Iterator[Finding]:
    """Who cannot be rung is told once, whatever names them."""
    mute: dict[UUID, tuple[PressContact, list[Draft]]] = {}
    for draft in facts.drafts:
        named = [each.contact for each in draft.version.contacts]
        if not named:
            yield asks(
                About.row(draft.release, "contacts"),
                f"The release “{draft.version.headline}” names nobody whom the press may ring.",
                "Choose a press contact.",
            )
        for contact in named:
            if not (contact.phone or contact.out_of_hours):
                mute.setdefault(contact.id, (contact, []))[1].append(draft)
    for contact, drafts in mute.values():
        yield _without_phone(contact, drafts)


def _without_phone(contact: PressContact, drafts: Sequence[Draft]) -> Finding:
    at = f" at {contact.organisation.called}" if contact.organisation else ""
    releases = templating.joined(f"“{each.version.headline}”" for each in drafts)
    return asks(
        About("organisations", contact.organisation_id, "press_contacts", contact.id),
        f"{contact.name}{at} is the press contact of {releases} and has a mail address ({contact.mail}) but no "
        "telephone number.",
        "Add a number on which journalists reach them, or choose another contact.",
        *(each.release.id for each in drafts),
    )


def pictures(facts: Facts, now: datetime) -> Iterator[Finding]:
    """One for all that is shown in one place and lacks the same."""
    by_place: dict[UUID, list[tuple[About, str, File]]] = {}
    for each in _pictures(facts):
        by_place.setdefault(each[0].id, []).append(each)
    for those in by_place.values():
        about, owner, _ = those[0]
        mute = [picture.name for _, _, picture in those if not text.words(picture.alt or "")]
        nameless = [picture.name for _, _, picture in those if not text.words(picture.credit or "")]
        if mute:
            lacks = "has no words for those who cannot see it"
            lacks = lacks if len(mute) == 1 else "have no words for those who cannot see them"
            remedy = "Describe in a sentence what it shows." if len(mute) == 1 else "Describe what each shows."
            yield asks(about, f"{_called(mute)} {owner} {lacks}.", remedy, *_concerned(facts, about))
        if nameless:
            lacks = "names nobody who made it" if len(nameless) == 1 else "name nobody who made them"
            remedy = "Enter the credit as it is to be printed, also if it is your own."
            yield asks(about, f"{_called(nameless)} {owner} {lacks}.", remedy, *_concerned(facts, about))


def _called(names: Sequence[str]) -> str:
    return f"The picture{'' if len(names) == 1 else 's'} {templating.joined(names)}"


def _pictures(facts: Facts) -> Iterator[tuple[About, str, File]]:
    """Every picture that the launch shows, once, with where it is mended and where it is shown."""
    found: list[tuple[About, str, File | None]] = [
        (About.row(each, "cover"), f"on the cover of “{each.title}”", each.cover) for each in facts.publications
    ]
    for draft in facts.drafts:
        found += [
            (About.row(draft.release, "files", part=each.file_id), f"with “{draft.version.headline}”", each.file)
            for each in draft.version.files
        ]
    for event in facts.events:
        found += [
            (About.row(event, "files", part=each.file_id), f"of “{event.title}”", each.file) for each in event.files
        ]
        people: list[Any] = [each.person for each in event.shown_speakers if each.person]
        found += [
            (About.row(each, "portrait"), f"of {each.name}", each.portrait) for each in people if each.portrait_id
        ]
    seen = set()
    for about, owner, picture in found:
        if picture and picture.is_picture and picture.id not in seen:
            seen.add(picture.id)
            yield about, owner, picture


def _concerned(facts: Facts, about: About) -> list[Any]:
    """A portrait is mended at the person, and shown by the events at which they speak."""
    if about.kind != "persons":
        return []
    return [event.id for event in facts.events if any(each.person_id == about.id for each in event.speakers)]


def accessibility(facts: Facts, now: datetime) -> Iterator[Finding]:
    for event in facts.events:
        if event.is_past(now) or facts.is_off(event) or event.accessibility:
            continue
        if event.venue and event.venue.accessibility and event.attendance is not Attendance.ONLINE:
            continue
        venue = f", and neither does {event.venue.name}" if event.venue else ""
        yield asks(
            About.row(event, "accessibility"),
            f"“{event.title}” does not say who can take part and how{venue}.",
            "Write about steps, hearing loop, captions and interpreters, and whom to ask.",
        )
