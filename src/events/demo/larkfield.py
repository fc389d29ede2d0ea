"""The invented ones: a foundation with a partner and a funder, and the people on its panels. None of them exists."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from events.demo import papers
from events.people import organisations, persons
from events.people.models import Boilerplate, Organisation, OrganisationKind, Person, PressContact, PrivateFacts
from events.programme import all_series, launches, topics
from events.programme.models import HostRole, Launch, Series, Topic
from events.storage import files
from events.storage.files import File

ACCENT = "#9a1f63"

ABOUT_LARKFIELD = (
    "Larkfield is an independent foundation that pays for slow research into everyday government. "
    "It gives its findings away. It was invented for this demonstration."
)
ABOUT_CLF = (
    "The Centre for Local Futures (CLF) at the University of Wexcombe studies how councils decide, together with the "
    "councils. Founded in 1998, it has a staff of 26. It was invented for this demonstration."
)
INVENTED = "Invented for this demonstration."

# Who speaks, and each of their posts in the order in which they want to be listed.
PEOPLE: dict[str, tuple[tuple[str | None, str], ...]] = {
    "Dr Ruth Adeyemi": (
        ("Director of Research", "Larkfield Foundation"),
        ("Visiting Professor of Public Policy", "University of Wexcombe"),
    ),
    "Tomasz Wieczorek": (("Chief Executive", "Westmoor Council"),),
    "Shahida Rahman": (("Founder", "Queue Theory"),),
    "Prof. Siân Llewellyn-Ferreira": (("Professor of Administrative Law", "University of Wexcombe"),),
    "Miriam Castellanos": (("Presenter", "The Long View"),),
    "Idris Fairweather": (("Clerk to the Justices", "Westmoor Courts"),),
}
EMPLOYERS = {
    "University of Wexcombe": OrganisationKind.UNIVERSITY,
    "Westmoor Council": OrganisationKind.PUBLIC_BODY,
    "Westmoor Courts": OrganisationKind.PUBLIC_BODY,
    "Queue Theory": OrganisationKind.CHARITY,
    "The Long View": OrganisationKind.MEDIA,
}


@dataclass(frozen=True)
class Cast:
    """All who take part in the launches of the foundation."""

    larkfield: Organisation
    clf: Organisation
    merrow: Organisation
    series: Series
    topics: list[Topic]
    contacts: list[PressContact]
    boilerplates: list[Boilerplate]
    people: dict[str, Person]


async def introduce(db: AsyncSession, now: datetime) -> Cast:
    larkfield, clf, merrow = await _hosts(db)
    logo = File(name="larkfield.png", added_at=now, alt="A pale disc on a plum ground", width=96, height=96)
    larkfield.logo_id = files.add(db, logo, papers.png(ACCENT, 96)).id
    series = Series(
        title="Time and the State",
        description="Three reports on the time that government takes from people, and how it could give it back.",
        parts=3,
        organisation_id=larkfield.id,
    )
    return Cast(
        larkfield=larkfield,
        clf=clf,
        merrow=merrow,
        series=await all_series.add(db, series),
        topics=[
            await topics.named(db, "Public services", now=now),
            await topics.named(db, "Local government", now=now),
        ],
        contacts=await _contacts(db, larkfield, clf),
        boilerplates=[
            await organisations.add_boilerplate(db, larkfield, ABOUT_LARKFIELD),
            await organisations.add_boilerplate(db, clf, ABOUT_CLF),
        ],
        people=await _people(db, larkfield),
    )


async def begin(db: AsyncSession, title: str, cast: Cast) -> Launch:
    """A launch that Larkfield leads, with its partner and its funder."""
    launch = launches.begin(db, title, lead=cast.larkfield)
    await launches.add_host(db, launch, cast.clf, HostRole.PARTNER)
    await launches.add_host(db, launch, cast.merrow, HostRole.FUNDER)
    return launch


async def _hosts(db: AsyncSession) -> tuple[Organisation, Organisation, Organisation]:
    larkfield = Organisation(
        name="Larkfield Foundation",
        kind=OrganisationKind.FOUNDATION,
        description=f"An independent foundation for research into everyday government. {INVENTED}",
        website="https://larkfield.example",
        accent=ACCENT,
    )
    clf = Organisation(
        name="Centre for Local Futures",
        short_name="CLF",
        kind=OrganisationKind.UNIVERSITY,
        description=f"Research on local government at the University of Wexcombe. {INVENTED}",
        website="https://clf.wexcombe.example",
        accent="#1f5f9a",
        kept_by_id=larkfield.id,
    )
    merrow = Organisation(
        name="The Merrow Trust",
        kind=OrganisationKind.FOUNDATION,
        description=f"A trust that pays for what others would not. {INVENTED}",
        website="https://merrow.example",
        kept_by_id=larkfield.id,
    )
    for each in (larkfield, clf, merrow):
        await organisations.add(db, each)
    return larkfield, clf, merrow


async def _contacts(db: AsyncSession, larkfield: Organisation, clf: Organisation) -> list[PressContact]:
    joanna = PressContact(
        organisation_id=larkfield.id,
        name="Joanna Whitlock",
        phone="+442079460182",
        mail="press@larkfield.example",
        hours="Monday to Friday, 9.00 to 17.30",
        out_of_hours="+442079460199",
    )
    team = PressContact(
        organisation_id=clf.id, name="CLF press team", phone="+442079460271", mail="press@clf.wexcombe.example"
    )
    return [await organisations.add_press_contact(db, each) for each in (joanna, team)]


async def _people(db: AsyncSession, larkfield: Organisation) -> dict[str, Person]:
    known = {larkfield.name: larkfield}
    kept: dict[str, Any] = {"kept_by_id": larkfield.id}
    for name, kind in EMPLOYERS.items():
        known[name] = await organisations.add(db, Organisation(name=name, kind=kind, description=INVENTED, **kept))
    people = {name: await persons.add(db, Person(name=name, **kept)) for name in PEOPLE}
    for name, posts in PEOPLE.items():
        for role, employer in posts:
            await persons.affiliate(db, people[name], known[employer], role)
    ruth = people["Dr Ruth Adeyemi"]
    ruth.pronouns = "she/her"
    ruth.biography = "Ruth Adeyemi leads the research of the Larkfield Foundation. She has worked in two town halls."
    facts = PrivateFacts(
        person_id=ruth.id, salutation="Dr Adeyemi", mail="ruth.adeyemi@larkfield.example", mobile="+447700900117"
    )
    await persons.keep_private(db, facts)
    return people
