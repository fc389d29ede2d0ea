"""What was done when is told in the office by the clock of those who work there."""

from sqlalchemy import select

from events.accounts import organisers
from events.accounts.models import Account, Role
from events.press.approval_models import Approval, Subject
from events.storage import Store
from tests.factories import a_launch, a_mail, a_person, a_release, an_event, an_organisation
from tests.organisers import Office, act
from tests.sites import Clock
from tests.stores import ALICE, NOW, Save

IST = "14.30 IST (UTC+5:30), Monday 2 November 2026"
CET = "10.00 CET (UTC+1), Monday 2 November 2026"
GMT = "09.00 GMT (UTC+0), Monday 2 November 2026"


async def test_an_organisation_that_launches_in_delhi_reads_the_time_of_delhi_everywhere(office: Office, save: Save):
    house = an_organisation("Yamuna Forum")
    launch = a_launch(house)
    release = a_release(launch, "Who waits")
    asked = Approval(
        launch_id=launch.id,
        subject=Subject.RELEASE,
        release_id=release[0].id,
        name="Ida",
        mail="ida@example.org",
        number=1,
        sha256="0" * 64,
        asked_at=NOW,
    )
    letter = a_mail("<one@launch.example>", organisation_id=house.id)
    letter.number = 1
    await save(house, launch, an_event(launch, zone="Asia/Kolkata"), release, asked, letter)
    owner = await office(Role.OWNER, house)
    title = f"/office/launches/{launch.id}/title"
    await owner.post("/office/drafts", data={"form": title, "title": "Who waits longer"})
    places = [
        "/office",
        title,
        "/office/mail",
        f"/office/mail/{letter.id}",
        f"/office/launches/{launch.id}/approvals",
        f"/office/releases/{release[0].slug}",
    ]

    told = {place: IST in (await owner.get(place)).text for place in places}

    assert told == dict.fromkeys(places, True)


async def test_a_day_is_that_of_the_place_too(office: Office, save: Save, clock: Clock):
    house = an_organisation("Yamuna Forum")
    one, other = (a_person("Ada Quill", slug=slug, kept_by_id=house.id) for slug in ("ada-quill", "ada-quill-2"))
    launch = a_launch(house)
    await save(house, launch, an_event(launch, zone="Asia/Kolkata"), one, other)
    editor = await office(Role.EDITOR, house)
    clock.now = NOW.replace(hour=22)
    await editor.post("/office/people/ada-quill/apart/ada-quill-2")
    boilerplates = f"/office/organisations/{house.slug}/boilerplates"
    await act(editor, boilerplates, text="The Yamuna Forum asks who waits.", language="en-GB")

    pages = [(await editor.get(path)).text for path in ("/office/people/duplicates", boilerplates)]

    assert ["Tuesday 3 November 2026" in each for each in pages] == [True, True]


async def test_who_works_for_houses_of_several_zones_reads_each_thing_by_its_own_clock(
    office: Office, save: Save, store: Store
):
    """An event by its own, what else is of a launch by that of most of its events, all else by that of its house."""
    london, delhi = an_organisation(), an_organisation("Yamuna Forum")
    launches = [a_launch(london, title=f"Papers {n}") for n in range(3)]
    abroad, away = a_launch(delhi, title="Who waits"), a_launch(london, title="Papers abroad")
    evenings = [an_event(each, each.title) for each in launches]
    there = [an_event(abroad, f"Who waits {n}", zone="Asia/Kolkata") for n in range(2)]
    there.append(an_event(away, "Papers abroad", zone="Asia/Kolkata"))
    oslo = an_event(abroad, "Who waits in Oslo", zone="Europe/Oslo")
    letter = a_mail("<one@launch.example>", organisation_id=delhi.id)
    letter.number = 1
    await save(london, delhi, *launches, abroad, away, *evenings, *there, oslo, letter)
    owner = await office(Role.OWNER, london)
    async with store.transaction(now=NOW, by=ALICE) as db:
        [account] = await db.scalars(select(Account))
        await organisers.give_role(db, account, delhi.id, Role.OWNER)
    event, launch = f"/office/events/{oslo.slug}", f"/office/launches/{abroad.id}"
    await act(owner, f"{event}/cancellation", note="The hall is flooded.")
    await owner.post("/office/drafts", data={"form": f"{launch}/title", "title": "Who waits longer"})
    await owner.post("/office/drafts", data={"form": "/office/organisations/larkfield-foundation", "name": "Larkfield"})
    told = {
        event: CET,
        launch: CET,
        f"/office/log?thing=events/{oslo.id}": CET,
        f"{launch}/title": IST,
        f"/office/log?thing=events/{there[0].id}": IST,
        "/office/mail": IST,
        f"/office/mail/{letter.id}": IST,
        "/office/organisations/larkfield-foundation": GMT,
        f"/office/log?thing=launches/{launches[0].id}": GMT,
        f"/office/log?thing=launches/{away.id}": IST,
    }

    pages = {place: (await owner.get(place)).text for place in [*told, "/office", "/office/log"]}

    assert {place: [each for each in (CET, IST, GMT) if each in pages[place]] for place in told} == {
        place: [zone] for place, zone in told.items()
    }
    assert [each in pages["/office"] for each in (CET, IST, GMT)] == [False, True, True]
    assert [each in pages["/office/log"] for each in (CET, IST, GMT)] == [True, True, True]
    assert "From midnight to midnight, GMT (UTC+0)" in pages["/office/log"]


async def test_the_clock_of_a_thing_that_is_not_theirs_is_not_told(office: Office, save: Save):
    house, other = an_organisation(), an_organisation("Yamuna Forum")
    launch = a_launch(other)
    await save(house, other, launch, an_event(launch, zone="Asia/Kolkata"))
    owner = await office(Role.OWNER, house)

    for theirs in (f"launches/{launch.id}/title", "events/the-waiting-room", "organisations/yamuna-forum"):
        await owner.post("/office/drafts", data={"form": f"/office/{theirs}", "title": "Guessed"})

    page = (await owner.get("/office")).text
    assert page.count(GMT) == 3
    assert IST not in page
