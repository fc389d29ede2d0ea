"""What was done when is told in the office by the clock of those who work there."""

from events.accounts.models import Role
from events.press.approval_models import Approval, Subject
from tests.factories import a_launch, a_mail, a_person, a_release, an_event, an_organisation
from tests.organisers import Office, act
from tests.sites import Clock
from tests.stores import NOW, Save

IST = "14.30 IST (UTC+5:30), Monday 2 November 2026"


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
