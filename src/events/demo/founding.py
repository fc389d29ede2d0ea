"""The founding launch: facts, names and figures of the release of 14 April 2010 by NESTA and nef, in our own words.

Nobody real is quoted; what they said is reported. Hour and venue were not recorded, and the first and third parts of
the series not named.
"""

from datetime import UTC, date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from events.demo.prose import flowing
from events.people import organisations, persons
from events.people.models import Organisation, OrganisationKind, Person, PressContact
from events.press import writing
from events.press.models import Release, ReleaseVersion
from events.programme import all_series, events, launches, panels, publications, topics, versions
from events.programme.models import HostRole, Launch, Publication, Series, Topic
from events.programme.occasions import Event, EventKind

SLUG = "public-services-inside-out"
DAY = date(2010, 4, 14)
THEN = datetime(2010, 4, 14, 8, 0, tzinfo=UTC)

HEADLINE = "Services run together with the public could save up to six times what is invested"
STANDFIRST = "A report by NESTA and nef goes inside services that are planned and run by staff and users as one team."

ABSTRACT = """\
What happens when a public service is planned and delivered jointly by its staff and by those it is for? This report
looks inside services that work in that way, known as co-production. It finds that they come nearer to what people
need, cost less than services arranged from above, and leave those who take part readier to look after their own
health and wellbeing. David Boyle is among its authors."""

BODY = """\
Public services that the public helps to run could save up to six times[^1] what is invested in them, a report
published today estimates. It comes from nef (new economics foundation) and the National Endowment for Science,
Technology and the Arts (NESTA).

*Public Services Inside Out* looks at services whose users share with the staff both the planning and the daily work.
This way of working is called co-production. Against services that are arranged from above, the report finds, it costs
less and comes closer to the needs of those it is meant for.

One of its examples is Scallywags, a childcare provision in Bethnal Green, London, where parents work beside the staff.
Its price, £2.50 an hour, is far below that of similar care. Parents can afford to take a job, and the children gain
when their mothers and fathers have a part in what they learn.

Jonathan Kestenbaum, Chief Executive of NESTA, sees a public that is eager to help settle the problems it lives with.
In his view, co-production opens a way in for those who know best what is missing where they live.

Taking part changes people too, according to the report. Those who share in the work of a service do more for their own
health and wellbeing, and where a service begins with what its users are able to do, they come to think differently of
themselves and of the place they live in.

Budgets are shrinking while more is asked of services, and the argument for handing power down is gaining ground. For
this report the two organisations gathered what practitioners have learnt: where co-production worked, and where it was
hard.

David Boyle, who is one of the authors, counts co-production among the boldest of the roads that services could take.
He regards it as a quiet upheaval that has begun already, though few outside have seen it, and says that the report
tells the stories of those who went first.

This is the second of three publications meant to show how co-production works. NESTA and nef will also help staff to
gain the skills that it takes for the approach to become common practice.

A panel discusses the report at its launch today. Four people sit on it: Jane Dudman edits Guardian Public; Tony Bovaird
is Professor of Public Management and Policy at The Institute of Local Government Studies and also Director of
Governance International; Anna Coote is Director of Social Policy at nef; the fourth is Mark Johnson, User voice.

[^1]: Studies in the US point the same way. One service that works by co-production there, the Family Nurse
    Partnership, spares the public purse $2.88 to $5.70 in later years for each $1 put into it: in health, in criminal
    justice and in social support, and most of all among people classed as high-risk. The Washington State Institute
    for Public Policy, comparing home visiting and child welfare programmes, found none that gave more for its cost.
    Source: Department of Health (2009) ‘Family Nurse Partnership: Information for commissioners.’ London: Department
    of Health.
"""

ABOUT_NESTA = """\
NESTA is the largest of the independent endowments in the UK. It backs innovation that helps the economy to recover and
that answers pressing social needs in Britain. A leader in its field worldwide, it joins research and policy work with
practical programmes, and puts money into companies at an early stage."""

ABOUT_NEF = """\
nef calls itself a think-and-do tank. Independent of others, it wants to show what economic wellbeing can really mean.
It looks for inventive answers that unsettle received opinion on the economy, society and the environment, so that life
may be better. It works with partners, and gives the planet and its people priority."""


async def add(db: AsyncSession, now: datetime) -> None:
    nesta, nef = await _hosts(db)
    launch = launches.begin(db, "Public Services Inside Out", lead=nesta)
    await launches.add_host(db, launch, nef, HostRole.PARTNER)
    about = [await topics.named(db, "Co-production", now=now), await topics.named(db, "Public services", now=now)]
    report = await _report(db, launch, nesta, nef, about)
    await _panel(db, launch, nef, report, about)
    await _release(db, launch, nesta, nef, about)


async def _hosts(db: AsyncSession) -> tuple[Organisation, Organisation]:
    nesta = Organisation(
        name="National Endowment for Science, Technology and the Arts",
        short_name="NESTA",
        accent="#00756c",
    )
    nef = Organisation(
        name="new economics foundation",
        short_name="nef",
        kind=OrganisationKind.THINK_TANK,
        website="http://www.neweconomics.org",
        kept_by_id=nesta.id,
    )
    return await organisations.add(db, nesta), await organisations.add(db, nef)


async def _report(
    db: AsyncSession, launch: Launch, nesta: Organisation, nef: Organisation, about: list[Topic]
) -> Publication:
    series = await all_series.add(
        db,
        Series(
            title="How co-production works",
            description="Three publications on how public services work when staff and users run them together.",
            parts=3,
            organisation_id=nesta.id,
        ),
    )
    report = Publication(
        slug=SLUG,
        launch_id=launch.id,
        title="Public Services Inside Out",
        abstract=flowing(ABSTRACT),
        series_id=series.id,
        series_number=2,
        dated=DAY,
        has_more_authors=True,
    )
    boyle = await persons.add(db, Person(name="David Boyle", kept_by_id=nesta.id))
    await publications.add(db, report, authors=[boyle], publishers=[nesta, nef], topics=about)
    await versions.add(db, report, dated=DAY)
    publications.publish(report, now=THEN)
    return report


async def _panel(db: AsyncSession, launch: Launch, nef: Organisation, report: Publication, about: list[Topic]) -> None:
    event = Event(
        slug=SLUG,
        launch_id=launch.id,
        title="Public Services Inside Out",
        standfirst="A panel on services designed and run together by professionals and the people who use them, "
        "and on what that approach saves.",
        description="Entered from the facts of the press release of 14 April 2010, in words of our own.",
        kind=EventKind.PANEL,
        day=DAY,
    )
    await events.add(db, event, publications=[report], topics=about)
    others = {
        name: await organisations.add(db, Organisation(name=name, kind=kind, kept_by_id=launch.lead_id))
        for name, kind in (
            ("Guardian Public", OrganisationKind.MEDIA),
            ("The Institute of Local Government Studies", None),
            ("Governance International", None),
            ("User voice", None),
        )
    }
    for name, posts in (
        ("Jane Dudman", [("Editor", others["Guardian Public"])]),
        (
            "Tony Bovaird",
            [
                ("Professor of Public Management and Policy", others["The Institute of Local Government Studies"]),
                ("Director", others["Governance International"]),
            ],
        ),
        ("Anna Coote", [("Director of Social Policy", nef)]),
        ("Mark Johnson", [(None, others["User voice"])]),
    ):
        person = await persons.add(db, Person(name=name, kept_by_id=launch.lead_id))
        for role, organisation in posts:
            await persons.affiliate(db, person, organisation, role)
        panels.confirm(await panels.put_on_stage(db, event, person, now=THEN))
    events.publish(event, now=THEN)


async def _release(
    db: AsyncSession, launch: Launch, nesta: Organisation, nef: Organisation, about: list[Topic]
) -> None:
    contact = await organisations.add_press_contact(
        db,
        PressContact(
            organisation_id=nesta.id,
            name="Catherine Anderson",
            phone="+442074382609",
            mail="Catherine.anderson@nesta.org.uk",
        ),
    )
    boilerplates = [
        await organisations.add_boilerplate(db, nesta, flowing(ABOUT_NESTA)),
        await organisations.add_boilerplate(db, nef, flowing(ABOUT_NEF)),
    ]
    release = Release(slug=SLUG, launch_id=launch.id)
    version = ReleaseVersion(
        release_id=release.id, headline=HEADLINE, standfirst=STANDFIRST, dated=DAY, body=flowing(BODY)
    )
    await writing.draft(db, release, version, contacts=[contact], boilerplates=boilerplates, topics=about)
    await writing.issue(db, release, now=THEN)
