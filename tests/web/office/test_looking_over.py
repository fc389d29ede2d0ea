"""What preflight finds, on the pages that publish: each thing leads to the field where it is mended."""

import re
from datetime import UTC, date, datetime, time
from html import unescape

import httpx2
import pytest

from events import addresses
from events.accounts.models import Role
from events.people.models import Caution, PressContact
from events.press.models import ReleaseContact, ReleaseFile, ReleaseVersion
from events.programme.occasions import EventPublication, SpeakerState, Status, Venue
from tests.factories import (
    a_file,
    a_host,
    a_person,
    a_publication,
    a_release,
    a_series,
    a_speaker,
    an_embargo,
    an_event,
)
from tests.organisers import Office, act, sends
from tests.sites import said
from tests.storage.test_uploads import a_picture
from tests.stores import NOW, Save

LIFT = datetime(2026, 12, 17, 0, 1, tzinfo=UTC)
BODY = """The report will be launched on Friday 17 December 2026 at the [Moon Room](/events/nothing).

> It costs us all.
> — Ida Fairweather, Founder

Tomasz Wieczorek will join the panel."""


async def test_each_finding_leads_to_the_field_where_it_is_mended(office: Office, save: Save):
    editor, launch = await _a_launch_with_faults(office, save)

    page = (await editor.get(f"{launch}/publication")).text

    places = {unescape(each) for each in re.findall(r' href="([^"]+)">Mend it', page)}
    for place in places:
        path, _, anchor = place.partition("#")
        answer = await editor.get(path)
        assert (place, answer.status_code) == (place, 200)
        assert not anchor or f'id="{anchor}"' in answer.text, place
    fields = {place.rpartition("/")[2] for place in places}
    for field in (
        "#day",
        "#body",
        "#accessibility",
        "embargo",
        "approvals",
        "#phone",
        "#speaker-",
        "#number",
        "#h-pictures",
    ):
        assert any(field in each for each in fields), (field, fields)


async def test_many_who_have_not_confirmed_are_named_once(office: Office, save: Save) -> None:
    house, launch = a_host()
    event = an_event(launch, published_at=None)
    names = [f"{first} {last}" for first in ("Ida", "Ruth", "Bo", "Kit") for last in ("Moss", "Hale")]
    people = [a_person(name, kept_by_id=house.id) for name in names]
    stage = [
        a_speaker(event, each, state=SpeakerState.INVITED, shown_while_invited=number < 6, position=number)
        for number, each in enumerate(people)
    ]
    await save(house, launch, event, *people, *stage)
    editor = await office(Role.EDITOR, house)

    page = said((await editor.get(f"/office/launches/{launch.id}/publication")).text)

    found = page.partition("What we found")[2].partition("If you publish")[0]
    assert [name for name in names if found.count(name) != 1] == []
    assert "Kit Moss and Kit Hale have not confirmed for “The Waiting Room”, and the page names six of them." in found


async def test_what_several_lack_is_one_finding_that_names_them_and_leads_to_where_it_is_mended(
    office: Office, save: Save
) -> None:
    house, launch = a_host()
    event = an_event(launch, published_at=None)
    people = [a_person(name, kept_by_id=house.id) for name in ("Ruth Adeyemi", "Tomasz Wieczorek", "Ida Moss")]
    stage = [
        a_speaker(event, each, state=SpeakerState.INVITED, shown_while_invited=number < 2, position=number)
        for number, each in enumerate(people)
    ]
    quoted = ("Ida Moss", "Ruth Adeyemi", "Dr Ruth Adeyemi")
    body = "\n\n".join(["Ida Moss will join the panel.", *(f"> It costs us.\n> — {each}" for each in quoted)])
    release = a_release(launch, published_at=None, version={"body": body, "issued_at": None})
    pictures = [a_file(a_picture("PNG"), name, credit="Ada Moss") for name in ("queue.png", "hall.png")]
    shown = [ReleaseFile(version_id=release[1].id, file_id=file.id, position=0) for file, *_ in pictures]
    await save(house, launch, event, *people, *stage, *release, *pictures, *shown)
    editor = await office(Role.EDITOR, house)

    page = (await editor.get(f"/office/launches/{launch.id}/publication")).text

    assert (
        "Ruth Adeyemi, Tomasz Wieczorek and Ida Moss have not confirmed for “The Waiting Room”, and the page names "
        f"all but Ida Moss, and the release “{release[1].headline}” names all but Tomasz Wieczorek." in said(page)
    )
    assert '/speakers">Mend it' in page
    assert "Ida Moss and Ruth Adeyemi are quoted in the release" in said(page)
    assert re.search("The pictures (queue|hall).png and (queue|hall).png with .* have no words for those", said(page))


async def test_what_blocks_is_mended_first_and_what_asks_needs_a_reason_that_is_kept(office: Office, save: Save):
    house, launch = a_host()
    event = an_event(launch, published_at=None)
    ruth = a_person(kept_by_id=house.id)
    await save(house, launch, event, ruth, a_speaker(event, ruth, state=SpeakerState.INVITED))
    editor = await office(Role.EDITOR, house)
    place = f"/office/launches/{launch.id}"

    unreasoned = await act(editor, f"{place}/publication", reason=" ")
    published = await act(editor, f"{place}/publication", reason="She agreed on the telephone.")

    assert unreasoned.status_code == 422
    assert 'href="#reason"' in unreasoned.text
    assert published.status_code == 303
    receipt = said((await editor.get(place)).text)
    assert "She agreed on the telephone." in receipt
    assert "Went out unmended Ruth Adeyemi has not confirmed for “The Waiting Room”" in receipt
    assert (await act(editor, f"{place}/publication")).status_code == 422  # everything is published


async def test_what_is_dated_ahead_and_would_be_public_now_is_asked_about_and_goes_out_if_it_is_meant(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house, launch = a_host()
    release = a_release(launch, published_at=None, version={"dated": date(2027, 3, 3), "issued_at": None})
    report = a_publication(launch, dated=date(2027, 3, 3), published_at=None)
    await save(house, launch, *release, report)
    editor, place = await office(Role.EDITOR, house), f"/office/launches/{launch.id}"
    own = addresses.office_release(release[0])

    page = (await editor.get(f"{place}/publication")).text
    linked = {
        each: (await editor.get(each.partition("#")[0])).status_code for each in re.findall('href="([^"]+)"', page)
    }
    published = await act(editor, f"{place}/publication")

    for called in (release[1].headline, report.title):
        assert f"“{called}” is dated 3 March 2027, and would be public now." in said(page)
    for field in (
        f"{own}#dated",
        f"{own}/embargo",
        f"{addresses.office_publication(report)}#dated",
        f"{place}/embargo",
    ):
        assert linked[field] == 200
    assert published.status_code == 303
    assert release[1].headline in said((await client.get("/press")).text)


async def test_the_review_says_beforehand_where_each_part_will_be_read_and_who_is_told_by_hand(
    office: Office, save: Save
):
    house, launch = a_host()
    event, ruth = an_event(launch, published_at=None), a_person(kept_by_id=house.id)
    release = a_release(launch, published_at=None, version={"issued_at": None})
    series = a_series(organisation_id=house.id)
    report = a_publication(launch, published_at=None, series_id=series.id)
    launches_it = EventPublication(event_id=event.id, publication_id=report.id)
    await save(house, launch, event, ruth, a_speaker(event, ruth), *release, series, report, launches_it)
    editor = await office(Role.EDITOR, house)
    place = f"/office/launches/{launch.id}/publication"

    page = said((await editor.get(place)).text)
    published = await act(editor, place, reason="They agreed.")
    receipt = said((await editor.get(published.headers["location"])).text)

    assert f"Event {event.title} Its page, and 5 calendar feeds" in page
    assert "and 5 calendar feeds" in receipt
    assert f"Release {release[1].headline} Its page in every format, and the press room" in page
    assert "Nobody on the panel gets a mail from us about this: tell Ruth Adeyemi yourselves." in page


async def test_a_contact_of_two_releases_without_a_telephone_is_told_once(office: Office, save: Save):
    house, launch = a_host()
    contact = PressContact(organisation_id=house.id, name="Joanna Whitlock", mail="press@larkfield.example")
    draft = {"issued_at": None, "body": "The Larkfield Foundation counts queues."}
    one = a_release(launch, "Queues cost time", published_at=None, version=draft)
    two = a_release(launch, "Queues cost money", published_at=None, version=draft)
    rung = [ReleaseContact(version_id=version.id, contact_id=contact.id) for _, version in (one, two)]
    await save(house, launch, contact, *one, *two, *rung)
    editor = await office(Role.EDITOR, house)

    page = said((await editor.get(f"/office/launches/{launch.id}/publication")).text)

    assert page.count("no telephone number. Add a number") == 1
    assert re.search("press contact of “Queues cost (time|money)” and “Queues cost (time|money)” and has", page)


async def test_a_launch_with_nothing_in_it_is_not_said_to_be_published(office: Office, save: Save):
    house, launch = a_host()
    await save(house, launch)
    editor = await office(Role.EDITOR, house)

    page = said((await editor.get(f"/office/launches/{launch.id}/publication")).text)

    assert "Nothing to publish yet" in page
    assert "add an event, a release or a publication" in page
    assert "Everything" not in page
    assert "Nothing was found" not in page


@pytest.mark.parametrize(
    ("state", "did"), [(SpeakerState.WITHDRAWN, "withdrew from"), (SpeakerState.DECLINED, "said no to")]
)
async def test_who_does_not_come_and_is_named_on_stage_is_taken_out_first_whichever_way_they_said_so(
    state: SpeakerState, did: str, office: Office, save: Save
):
    house, launch = a_host()
    event, tomasz = an_event(launch, published_at=None), a_person("Tomasz Wieczorek", kept_by_id=house.id)
    named = {"body": "Tomasz Wieczorek will join the panel.", "issued_at": None}
    release = a_release(launch, published_at=None, version=named)
    await save(house, launch, event, tomasz, a_speaker(event, tomasz, state=state), *release)
    editor = await office(Role.EDITOR, house)
    place = f"/office/launches/{launch.id}/publication"

    page = (await editor.get(place)).text
    published = await act(editor, place, reason="Nobody will mind.")

    assert published.status_code == 422
    assert (
        f"Tomasz Wieczorek {did} “The Waiting Room”, and the release “{release[1].headline}” says: “Tomasz Wieczorek "
        "will join the panel.” Take the name out of the release, or put them back on the panel if they come after all."
    ) in said(page)
    assert f' href="{addresses.office_release(release[0])}#body">Mend it' in page


async def test_another_number_in_the_series_and_an_embargo_without_end_are_told_beside_what_is_entered(
    office: Office, save: Save
):
    house, launch = a_host()
    series, embargo = a_series("Tide Papers", organisation_id=house.id, parts=None), an_embargo(LIFT)
    report = a_publication(launch, "Low Water", series_id=series.id, series_number=3, published_at=None)
    body = "Embargoed until further notice\n\nWater is low (Tide Papers 4)."
    release = a_release(
        launch, published_at=None, embargo_id=embargo.id, version={"body": body, "headline": "Low", "issued_at": None}
    )
    await save(house, series, embargo, launch, report, *release)
    editor = await office(Role.EDITOR, house)

    page = said((await editor.get(f"/office/launches/{launch.id}/publication")).text)

    assert (
        "says “Water is low (Tide Papers 4).”, and “Low Water” is entered as number 3 of “Tide Papers”. "
        "Change the text, or the number of the publication."
    ) in page
    assert "says: “Embargoed until further notice” The embargo that is entered lifts at 00.01 GMT" in page


async def test_an_embargo_in_words_that_nobody_can_read_blocks_and_another_number_of_the_hall_is_asked_about(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house, launch = a_host()
    embargo = an_embargo(LIFT)
    hall = Venue(name="Tidewater Hall", address="5 Quay Street, BS1 4AA", place="Bristol", kept_by_id=house.id)
    event = an_event(launch, published_at=None, venue_id=hall.id)
    body = "Embargoed until the minister sits down\n\nThe launch event will be held at Tidewater Hall, 7 Quay Street."
    version = {"body": body, "headline": "Low", "issued_at": None}
    await save(
        house,
        embargo,
        launch,
        hall,
        event,
        *a_release(launch, published_at=None, embargo_id=embargo.id, version=version),
    )
    editor = await office(Role.EDITOR, house)
    place = f"/office/launches/{launch.id}/publication"

    refused = await act(editor, place, reason="Nobody will mind.")

    page = said(refused.text)
    assert refused.status_code == 422
    assert "What blocks has to be mended first." in page
    assert "says: “Embargoed until the minister sits down” Nobody can read from that when it lifts." in page
    assert "(number 7). As entered, “The Waiting Room” is at Tidewater Hall, 5 Quay Street, BS1 4AA, Bristol." in page
    assert (await client.get("/events/the-waiting-room")).status_code == 404


async def test_what_was_taken_back_does_not_go_out_with_its_launch(office: Office, save: Save):
    house, launch = a_host()
    [release, version] = a_release(launch, "Too early", withdrawn_at=NOW)
    draft = ReleaseVersion(release_id=release.id, number=2, headline="Too early", body=version.body, correction="No.")
    await save(house, launch, release, version, draft, an_event(launch, "Still to go out", published_at=None))
    editor = await office(Role.EDITOR, house)
    place = f"/office/launches/{launch.id}/publication"

    page = said((await editor.get(place)).text)
    published = await act(editor, place)

    going, _, back = page.partition("If you publish")[2].partition("Taken back")
    assert "Event Still to go out" in going
    assert "Too early" not in going
    assert "Release Too early It stays so whatever you publish here" in back
    assert published.status_code == 303
    assert "Withdrawn" in said((await editor.get(addresses.office_release(release))).text)


async def test_what_was_taken_back_is_not_said_to_be_published(office: Office, save: Save):
    house, launch = a_host()
    event, report = an_event(launch, withdrawn_at=NOW), a_publication(launch, withdrawn_at=NOW)
    await save(house, launch, event, report, *a_release(launch, withdrawn_at=NOW))
    editor = await office(Role.EDITOR, house)

    page = await editor.get(f"/office/launches/{launch.id}/publication")

    assert "Nothing waits to go out" in said(page.text)
    assert "Everything is published" not in said(page.text)
    assert "Nothing was found" not in said(page.text)
    for place in (addresses.office_event(event), addresses.office_publication(report)):
        assert f'<a href="{place}">' in page.text


async def test_what_was_taken_back_is_looked_over_before_it_goes_out_again(office: Office, save: Save):
    house, launch = a_host()
    event = an_event(launch, withdrawn_at=NOW)
    ruth = a_person(kept_by_id=house.id)
    report = a_publication(launch, withdrawn_at=NOW, series_id=None)
    text = {"body": "The report will be launched on Friday 17 December 2026."}
    release = a_release(launch, withdrawn_at=NOW, version=text)
    await save(house, launch, event, ruth, a_speaker(event, ruth, state=SpeakerState.INVITED), report, *release)
    editor = await office(Role.EDITOR, house)

    unreasoned = await act(editor, f"{addresses.office_event(event)}/publication", reason=" ")
    again = await act(editor, f"{addresses.office_event(event)}/publication", reason="She agreed on the telephone.")
    words = said((await editor.get(f"{addresses.office_release(release[0])}/publication")).text)

    assert unreasoned.status_code == 422
    assert "Ruth Adeyemi has not confirmed for “The Waiting Room”" in said(unreasoned.text)
    assert again.status_code == 303
    assert "says “Friday 17 December 2026”" in words


async def test_why_something_is_done_and_why_it_goes_out_all_the_same_are_told_apart(office: Office, save: Save):
    house, launch = a_host()
    event, ruth = an_event(launch, status=Status.POSTPONED), a_person(kept_by_id=house.id)
    await save(house, launch, event, ruth, a_speaker(event, ruth, state=SpeakerState.INVITED))
    editor, place = await office(Role.EDITOR, house), addresses.office_event(event)

    why = {"note": "New date agreed", "reason": "Asked again by phone"}
    done = await act(editor, f"{place}/restoration", day="4 February 2027", **why)

    assert done.status_code == 303
    receipt = said((await editor.get(place)).text).partition("What became of it")[2]
    assert "by Alice: New date agreed What this changed" in receipt
    assert "Why it went out with what was found: Asked again by phone" in receipt


async def _a_launch_with_faults(office: Office, save: Save) -> tuple[httpx2.AsyncClient, str]:
    house, launch = a_host()
    embargo = an_embargo(None)
    launch.embargo_id = embargo.id
    event = an_event(launch, published_at=None, venue_id=None)
    other = an_event(launch, "Another evening", day=date(2026, 12, 17), starts=time(19, 0))
    ruth, tomasz = a_person(kept_by_id=house.id), a_person("Tomasz Wieczorek", kept_by_id=house.id)
    stage = [a_speaker(each, ruth, state=SpeakerState.INVITED) for each in (event, other)]
    stage.append(a_speaker(event, tomasz, state=SpeakerState.WITHDRAWN, position=2))
    series = a_series(organisation_id=house.id)
    twin = a_series("Time and the State ", slug="time-again", organisation_id=house.id)
    twin.title = series.title
    reports = [
        a_publication(launch, series_id=series.id, series_number=2, published_at=None, embargo_id=embargo.id),
        a_publication(launch, "Before it", series_id=twin.id, series_number=2),
    ]
    release = a_release(launch, published_at=None, embargo_id=embargo.id, version={"body": BODY, "issued_at": None})
    picture = a_file(a_picture("PNG"), "queue.png")
    contact = PressContact(organisation_id=house.id, name="Jo Reed", mail="press@larkfield.example")
    named = ReleaseContact(version_id=release[1].id, contact_id=contact.id)
    enclosed = ReleaseFile(version_id=release[1].id, file_id=picture[0].id, position=0)
    caution = Caution(organisation_id=house.id, name="Mourning", starts=NOW.date(), ends=date(2026, 12, 31))
    rows = [embargo, house, launch, event, other, ruth, tomasz, *stage, series, twin, *reports]
    await save(*rows, release, picture, contact, named, enclosed, caution)
    return await office(Role.EDITOR, house), f"/office/launches/{launch.id}"


UNSEEN = {
    "of a launch": ("/office/launches/{launch}/publication", "/office/launches/{launch}/publications/new"),
    "of an event": ("/office/events/the-waiting-room/publication", "/office/events/the-waiting-room/speakers"),
}


@pytest.mark.parametrize(("page", "elsewhere"), UNSEEN.values(), ids=UNSEEN)
async def test_nothing_goes_out_that_whoever_publishes_has_not_seen(
    page: str, elsewhere: str, office: Office, save: Save, client: httpx2.AsyncClient
):
    house, launch = a_host()
    await save(house, launch, an_event(launch, published_at=None))
    lead, other = await office(Role.EDITOR, house), await office(Role.EDITOR, house)
    page, elsewhere = (each.format(launch=launch.id) for each in (page, elsewhere))
    shown = (await lead.get(page)).text
    meanwhile = await other.post(
        elsewhere, data={"title": "Dry Ground", "lines": "Eve Rae, Spy, Merrow Trust", "state": "confirmed"}
    )

    late = await lead.post(page, data=sends(shown) | {"reason": "They agreed."})

    assert (meanwhile.status_code, late.status_code) == (303, 422)
    assert "since you opened the page. Look again" in said(late.text)
    assert (await client.get("/events/the-waiting-room")).status_code == 404
    assert (await lead.post(page, data=sends(late.text) | {"reason": "They agreed."})).status_code == 303
