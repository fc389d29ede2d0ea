"""Something of everything at one organisation, and the address at which a route finds it."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from events.accounts import links
from events.accounts.models import Account, Activity, Membership, Role
from events.people.models import Caution, Organisation, PressContact
from events.press.approval_models import Approval, Subject
from events.press.models import ReleaseFile
from events.programme.models import Form, Host, HostInvitation, HostRole, PublicationFile, PublicationVersion
from events.programme.occasions import Audience, EventFile, EventFileUse, JoiningLink, ProgrammeItem, Venue
from events.storage import Store
from events.web.office.ways import Ruled
from events.web.route import Route
from events.web.routes import ROUTES
from tests.factories import (
    a_file,
    a_launch,
    a_mail,
    a_person,
    a_post,
    a_publication,
    a_release,
    a_series,
    a_speaker,
    a_topic,
    an_event,
    an_organisation,
)
from tests.stores import NOW, Save

Names = dict[str, str]
_IDS = (
    *("contact", "caution", "account", "id", "speaker", "item", "link", "host", "venue", "post", "file", "approval"),
    "invitation",
)
NOTHING = {
    **{name: str(uuid4()) for name in _IDS},
    "slug": "nothing-at-all",
    "other": "nothing-either",
    "part": "partner",
    "change": "999999999",
    "who": "public",
    "moment": "now",
    "page": "events/nothing-at-all",
}


async def a_whole_house(
    name: str, save: Save, store: Store, house: Organisation | None = None
) -> Callable[[Route[Any]], Names]:
    """Something of everything at one organisation; the answer gives the names that a route wants."""
    is_ours, house = house is not None, house or an_organisation(name)
    launch = a_launch(lead=house)
    event = an_event(launch=launch, title=f"A matter of the {name}")
    person = a_person(f"Ida of the {name}", kept_by_id=house.id)
    post, speaker = a_post(person, house), a_speaker(event, person)
    item = ProgrammeItem(event_id=event.id, position=0, title="Welcome")
    link = JoiningLink(event_id=event.id, audience=Audience.ONLINE, url="https://meet.example/room")
    release = a_release(launch, f"News of the {name}")
    draft = an_event(launch=launch, title=f"A plan of the {name}", published_at=None)
    partner = an_organisation(f"Partner of the {name}")
    host = Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER)
    venue = Venue(name=f"Hall of the {name}", kept_by_id=house.id)
    letter = a_mail(f"<{name}>", organisation_id=house.id)
    letter.number = 1
    twin = a_person(f"Ida of the {name}", slug=f"{person.slug}-2", kept_by_id=house.id)
    looked_after = an_organisation(f"Friends of the {name}", kept_by_id=house.id)
    contact = PressContact(organisation_id=house.id, name="Jo Reed", mail="jo@larkfield.example")
    caution = Caution(organisation_id=house.id, name="Mourning", starts=date(2026, 1, 1), ends=date(2026, 1, 9))
    member = Account(name="Bob", mail=f"bob@{house.slug}.example", added_at=NOW)
    works = Membership(account_id=member.id, organisation_id=house.id, role=Role.VIEWER)
    await save(house, partner, twin, looked_after, contact, caution, member, works)
    await save(launch, host, venue, event, draft, person, post, speaker, item, link, release, letter)
    paper = a_file(name=f"{name}.pdf")
    series = a_series(f"Series of the {name}", organisation_id=house.id)
    report = a_publication(launch, f"Papers of the {name}", published_at=None, series_id=series.id, series_number=1)
    version = PublicationVersion(publication_id=report.id, number=1)
    form = PublicationFile(version_id=version.id, form=Form.FULL, language="en-GB", file_id=paper[0].id)
    approval = Approval(
        launch_id=launch.id,
        subject=Subject.LISTING,
        speaker_id=speaker.id,
        name="Ida",
        mail="ida@example.org",
        number=1,
        sha256="0" * 64,
        asked_at=NOW,
    )
    invitation = HostInvitation(
        launch_id=launch.id,
        name="Westmoor Council",
        mail="post@westmoor.example",
        role=HostRole.FUNDER,
        asked_by_id=member.id,
        token_hash=house.id.hex,
        asked_at=NOW,
        expires_at=NOW + links.INVITED,
    )
    topic = a_topic(f"Topic of the {name}", kept_by_id=house.id)
    slides = a_file(name=f"{name}, slides.pdf")
    left = EventFile(event_id=event.id, file_id=slides[0].id, use=EventFileUse.SLIDES)
    enclosed = ReleaseFile(version_id=release[1].id, file_id=slides[0].id)
    await save(slides, left, enclosed, series, topic, paper, report, version, form, approval, invitation)
    slugs = {
        "events": event.slug,
        "releases": release[0].slug,
        "people": person.slug,
        "organisations": house.slug,
        "publications": report.slug,
        "series": series.slug,
        "topics": topic.slug,
    }
    files = {"events": str(left.id), "releases": str(enclosed.id)}
    ids = {"files": str(paper[0].id), "mail": str(letter.id)}
    contact.name = "Newsroom"
    await save(contact)
    async with store.whole() as db:
        renamed = await db.scalar(select(func.max(Activity.id)).where(Activity.row_id == str(contact.id)))
    return lambda route: {
        "slug": slugs.get(noun(route), "nothing-at-all"),
        "id": ids.get(noun(route), str(launch.id)),
        "speaker": str(speaker.id),
        "post": str(post.id),
        "other": twin.slug if route.path.startswith("/office/people") else looked_after.slug,
        "contact": str(contact.id),
        "caution": str(caution.id),
        "account": str(member.id),
        "file": files.get(noun(route), str(form.id)),
        "approval": str(approval.id),
        "invitation": str(invitation.id),
        "change": str(renamed),
        "who": "public",
        "moment": "now",
        "page": f"events/{event.slug if is_ours else draft.slug}",  # what is public is public to strangers too
        "item": str(item.id),
        "link": str(link.id),
        "host": str(partner.id),
        "part": "partner",
        "venue": str(venue.id),
    }


def noun(route: Route[Any]) -> str:
    return "".join(route.path.split("/")[2:3])


def path_of(route: Route[Any], names: Names) -> str:
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda part: names[part[1]], route.path)


def of_office() -> list[Route[Ruled]]:
    return [each for each in ROUTES if isinstance(each.guarded, Ruled)]
