"""No save of an event that anybody can read makes known what is under embargo, unless the lead says that it may be."""

import re
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest

from events.accounts.models import Role
from events.demo import papers
from events.people.models import Organisation
from events.press.models import ReleaseKind
from events.programme.models import Host, HostRole, Launch
from events.programme.occasions import Access, EventTopic, ListedPost, SpeakerState, Venue
from tests.factories import (
    a_host,
    a_launch,
    a_person,
    a_publication,
    a_release,
    a_series,
    a_speaker,
    a_topic,
    an_embargo,
    an_event,
    an_organisation,
)
from tests.organisers import ON_ONE, Office, act, hidden, sends
from tests.sites import Clock, said
from tests.storage.test_uploads import PDF
from tests.stores import Save

LIFT = datetime(2026, 12, 17, 0, 1, tzinfo=UTC)
EVENT, PUBLIC = "/office/events/launch-by-larkfield", "/events/launch-by-larkfield"
HEADLINE = "Half of libraries close by 2030"

SAYING = {
    "its title": ("", {"title": HEADLINE}),
    "its description": ("", {"description": f"We present “{HEADLINE}”."}),
    "its one sentence, with the title of the report": ("", {"standfirst": "With the report Shelves without Books."}),
    "a topic": ("", {"topics": "Shelves without books"}),
    "why it is off": ("/cancellation", {"note": f"It is known by now: {HEADLINE}."}),
    "its venue": ("", {"venue": f"{HEADLINE} Hall"}),
    "its running order": ("/programme", {"lines": f"18.30 Findings: {HEADLINE}"}),
}


@pytest.mark.parametrize(("part", "words"), SAYING.values(), ids=SAYING)
async def test_what_would_make_a_secret_known_is_saved_by_the_lead_with_a_reason_alone(
    part: str, words: dict[str, str], office: Office, save: Save, client: httpx2.AsyncClient
):
    house, launch = await _announced(save)
    editor = await office(Role.EDITOR, house)
    before = (await client.get(PUBLIC)).text
    typed = sends((await editor.get(f"{EVENT}{part}")).text) | words

    asked = await editor.post(f"{EVENT}{part}", data=typed)

    assert asked.status_code == 422
    assert f"at {PUBLIC} before the embargo lifts." in said(asked.text)
    assert (await client.get(PUBLIC)).text == before
    assert list(dict.fromkeys(re.findall(r"<(h[1-6])", asked.text))) == ["h1", "h2", "h3"]  # none is passed over
    again = sends(asked.text)
    unsaid = await editor.post(f"{EVENT}{part}", data=again)
    assert "Say why it may be known before the embargo lifts." in said(unsaid.text)
    assert (await client.get(PUBLIC)).text == before
    done = await editor.post(f"{EVENT}{part}", data=sends(unsaid.text) | {"known_reason": "The minister told it."})
    assert done.status_code == 303
    assert (await client.get(PUBLIC)).text != before
    receipts = said((await editor.get(f"/office/launches/{launch.id}")).text)
    assert "Let be known before the lift" in receipts
    assert "The minister told it." in receipts


@ON_ONE
async def test_a_second_secret_beside_one_that_is_known_is_asked_about(office: Office, save: Save):
    house, _ = await _announced(save, description=f"On {HEADLINE}.")
    editor = await office(Role.EDITOR, house)
    typed = sends((await editor.get(EVENT)).text)

    asked = await editor.post(EVENT, data=typed | {"description": f"On {HEADLINE}, from Shelves without Books."})

    assert asked.status_code == 422
    assert "“Shelves without Books”" in said(asked.text)
    assert f"“{HEADLINE}”" not in said(asked.text)


async def test_a_host_beside_the_lead_cannot_let_it_be_known(office: Office, save: Save, client: httpx2.AsyncClient):
    _, launch = await _announced(save)
    other = an_organisation("Beta House")
    await save(
        other,
        Host(launch_id=launch.id, organisation_id=other.id, role=HostRole.PARTNER, grants=Role.EDITOR, position=0),
    )
    editor = await office(Role.EDITOR, other, "Bea")
    typed = sends((await editor.get(EVENT)).text) | {"title": HEADLINE}

    asked = await editor.post(EVENT, data=typed)
    forced = await editor.post(
        EVENT, data=typed | {"known_seen": hidden(asked.text, "known_seen"), "known_reason": "I say so."}
    )

    for answer in (asked, forced):
        assert answer.status_code == 422
        assert "Only Larkfield Foundation, which leads this launch, can let it be known before" in said(answer.text)
    assert 'name="known_reason"' not in asked.text
    assert HEADLINE not in (await client.get("/events")).text
    assert HEADLINE in (await editor.get(EVENT)).text  # what was typed waits in the form


@ON_ONE
async def test_an_older_version_that_tells_a_secret_is_brought_back_with_a_reason_alone(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house, _ = await _announced(save, description=f"On {HEADLINE}.")
    editor = await office(Role.EDITOR, house)
    typed = sends((await editor.get(EVENT)).text) | {"description": "Come and see."}
    assert (await editor.post(EVENT, data=typed)).status_code == 303
    found = re.search(r'href="(/office/log/\d+/return)"', (await editor.get("/office/log")).text)
    assert found
    page = (await editor.get(found[1])).text

    chosen = {"revision": hidden(page, "revision"), "fact": "description"}
    asked = await editor.post(found[1], data=chosen)

    assert asked.status_code == 422
    assert "data-keep" not in asked.text  # nothing was typed
    assert HEADLINE not in (await client.get(PUBLIC)).text
    answered = {"known_seen": hidden(asked.text, "known_seen"), "known_reason": "It was told on air."}
    done = await editor.post(found[1], data=chosen | answered)
    assert done.status_code == 303
    assert HEADLINE in (await client.get(PUBLIC)).text


@ON_ONE
async def test_no_other_save_is_asked_about(office: Office, save: Save, clock: Clock):
    house, _ = await _announced(save, description=f"On {HEADLINE}.")
    editor = await office(Role.EDITOR, house)

    for words in ({"standfirst": "Come and see."}, {"description": f"Come to hear of {HEADLINE}."}):  # known already
        typed = sends((await editor.get(EVENT)).text) | words
        assert (await editor.post(EVENT, data=typed)).status_code == 303
    clock.now = LIFT
    editor = await office(Role.EDITOR, house)
    typed = sends((await editor.get(EVENT)).text) | {"standfirst": "With the report Shelves without Books."}
    assert (await editor.post(EVENT, data=typed)).status_code == 303


async def test_a_file_of_an_announced_event_is_taken_before_the_lift_where_it_is_said_that_it_may_be_read(
    office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    house, _ = await _announced(save)
    editor = await office(Role.EDITOR, house)
    page = await editor.get(f"{EVENT}/files")
    assert "Anybody can read this now, before the embargo lifts" in said(page.text)
    typed, slides = {"use": "slides"}, {"file": ("talk.pdf", PDF)}

    refused = await editor.post(f"{EVENT}/files", data=typed, files=slides)
    assert refused.status_code == 422
    assert "tick that they may" in said(refused.text)
    assert "talk.pdf" not in (await client.get(PUBLIC)).text
    assert (await editor.post(f"{EVENT}/files", data=typed | {"known": "yes"}, files=slides)).status_code == 303
    assert "/files/" in (await client.get(PUBLIC)).text

    clock.now = LIFT
    editor = await office(Role.EDITOR, house)
    assert "Anybody can read this now" not in said((await editor.get(f"{EVENT}/files")).text)
    assert (
        await editor.post(f"{EVENT}/files", data=typed, files={"file": ("b.pdf", papers.pdf("Another", ["Words"]))})
    ).status_code == 303


async def test_an_event_that_goes_out_by_the_name_of_a_report_goes_out_with_a_reason_alone(office: Office, save: Save):
    house, launch = a_host()
    embargo = an_embargo(LIFT)
    report = a_publication(launch, "After Midnight: The Case for the Night Bus", slug="bus", embargo_id=embargo.id)
    event = an_event(launch, "After Midnight: The Case for the Night Bus, in debate", slug="debate", published_at=None)
    other = an_event(launch, "A talk", published_at=None)
    mina = a_speaker(other, None, name="Mina Falk")
    post = ListedPost(speaker_id=mina.id, position=1, role="Author of After Midnight")
    await save(house, launch, embargo, report, event, other, mina, post)
    editor = await office(Role.EDITOR, house)

    debate = _findings(await editor.get("/office/events/debate/publication"))
    assert "“After Midnight: The Case for the Night Bus” at /events/debate before the embargo lifts." in debate
    assert "“After Midnight”" not in debate  # the whole says it
    assert "“After Midnight” at /events/a-talk" in _findings(await editor.get("/office/events/a-talk/publication"))
    done = await act(editor, "/office/events/a-talk/publication")
    assert done.status_code == 303


READ = {
    "an abstract": ("/office/publications/the-state-of-reading", {"abstract": f"Why {HEADLINE.lower()}."}),
    "a subtitle": ("/office/publications/the-state-of-reading", {"subtitle": HEADLINE}),
    "a topic of a report": ("/office/publications/the-state-of-reading", {"topics": HEADLINE}),
    "a hashtag": (EVENT, {"hashtag": "#HalfOfLibrariesCloseBy2030"}),
    "the address of a recording": (EVENT, {"recording": "https://film.example/half-of-libraries-close-by-2030"}),
    "why it was taken back": (f"{EVENT}/withdrawal", {"note": f"First {HEADLINE.lower()} is told."}),
    "who speaks": ("/office/people/ruth-adeyemi", {"biography": "Wrote *Shelves without Books* (2026)."}),
    "a series": ("/office/series/reading", {"description": "1. The State of Reading; 2. Shelves without Books"}),
    "how to get in": ("/office/venues/{venue}", {"directions": f"Ask for “{HEADLINE}”."}),
    "what a venue offers": ("/office/venues/{venue}", {"accessibility": f"Step-free. {HEADLINE}."}),
    "a hashtag in one word": ("/office/events/an-evening-in-leeds", {"hashtag": "#ShelvesWithoutBooks"}),
    "a link": (f"{EVENT}/joining", {"audience": "public", "url": "https://meet.example/1", "label": HEADLINE}),
    "a series it comes into": ("/office/publications/the-state-of-reading", {"series": "Shelves without Books"}),
    "a series that comes out": ("/office/series/shelves-without-books/publication", {}),
    "a topic that is called so": ("/office/topics/courts-and-justice", {"name": HEADLINE}),
    "a house behind it": ("/office/launches/{launch}/hosts", {"organisation": "Quiet House", "role": "partner"}),
    "what is corrected": ("/office/publications/the-state-of-reading/correction", {"note": f"Not {HEADLINE.lower()}."}),
    "the address of a release": ("/office/releases/opening-hours/filing", {"address": "shelves-without-books"}),
    "words with marks between": (EVENT, {"description": "*Half&nbsp;of* lib&shy;raries **close**, by 2030!"}),
    "boilerplate": ("/office/organisations/larkfield-foundation/boilerplates", {"text": f"We found: {HEADLINE}."}),
    "a press contact": (
        "/office/organisations/larkfield-foundation/contacts",
        {"name": HEADLINE, "mail": "press@larkfield.example"},
    ),
    "the house": ("/office/organisations/larkfield-foundation", {"description": f"Known for {HEADLINE}."}),
}


@ON_ONE
@pytest.mark.parametrize(("place", "words"), READ.values(), ids=READ)
async def test_wherever_strangers_read_a_secret_it_is_asked_about(
    place: str, words: dict[str, str], office: Office, save: Save
):
    house, launch = await _announced(save)
    venue, ruth = Venue(name="Shelf Hall", kept_by_id=house.id), a_person(kept_by_id=house.id)
    event = an_event(launch, "An evening in Leeds", venue_id=venue.id)
    series = a_series("Reading", organisation_id=house.id)
    report = a_publication(launch, "The State of Reading", series_id=series.id)
    note = a_release(launch, "Opening hours", kind=ReleaseKind.OPERATIONAL_NOTE)
    topic = a_topic(kept_by_id=house.id)
    quiet = an_organisation("Quiet House", description=HEADLINE, kept_by_id=house.id)
    shelves = [quiet, topic, EventTopic(event_id=event.id, topic_id=topic.id)]
    shelves += [series, a_series("Shelves without Books", organisation_id=house.id)]
    speaker = a_speaker(event, ruth, state=SpeakerState.CONFIRMED)
    await save(venue, ruth, event, shelves, report, note, speaker)
    editor = await office(Role.EDITOR, house)
    place = place.format(venue=venue.id, launch=launch.id)
    page = (await editor.get(place)).text
    typed = sends(page) if "<form" in page and "data-keep" in page else {}
    typed |= {name: value for name in ("once", "revision", "seen") if (value := hidden(page, name))}

    asked = await editor.post(place, data=typed | words)

    assert asked.status_code == 422, asked.headers
    assert 'name="known_reason"' in asked.text, said(asked.text)
    assert "before the embargo lifts." in said(asked.text)
    done = await editor.post(place, data=sends(asked.text) | {"known_reason": "The minister told it."})
    assert done.status_code == 303


@ON_ONE
async def test_what_is_not_public_says_what_it_likes(office: Office, save: Save):
    house, launch = await _announced(save)
    await save(a_publication(launch, "The State of Reading", published_at=None), a_person(kept_by_id=house.id))
    editor = await office(Role.EDITOR, house)

    for place, words in (
        ("/office/publications/the-state-of-reading", {"abstract": HEADLINE}),
        ("/office/publications/shelves-without-books", {"abstract": HEADLINE}),
        ("/office/people/ruth-adeyemi", {"biography": HEADLINE}),
    ):
        done = await editor.post(place, data=sends((await editor.get(place)).text) | words)
        assert done.status_code == 303, place


async def test_an_author_whose_page_tells_a_secret_is_asked_about_when_they_come_on_stage(office: Office, save: Save):
    house, launch = await _announced(save)
    ruth = a_person(kept_by_id=house.id, biography="Wrote *Shelves without Books* (2026).")
    event = an_event(launch, "An evening in Leeds")
    invited = a_speaker(event, ruth, state=SpeakerState.INVITED)
    await save(ruth, event, invited)
    editor = await office(Role.EDITOR, house)
    place = f"/office/events/{event.slug}/speakers/{invited.id}/answer"

    asked = await editor.post(place, data={"state": "confirmed"})

    assert asked.status_code == 422
    assert "“Shelves without Books” at /people/ruth-adeyemi" in said(asked.text)


@ON_ONE
async def test_another_post_that_tells_a_secret_is_asked_about(office: Office, save: Save):
    house, launch = await _announced(save)
    ruth, event = a_person(kept_by_id=house.id), an_event(launch, "An evening in Leeds")
    await save(ruth, event, a_speaker(event, ruth, state=SpeakerState.CONFIRMED))
    editor = await office(Role.EDITOR, house)
    typed = {"once": hidden((await editor.get("/office/people/ruth-adeyemi")).text, "once")}

    post = "Author of Shelves without Books, Larkfield Foundation"
    asked = await editor.post("/office/people/ruth-adeyemi/posts", data=typed | {"post": post})

    assert asked.status_code == 422
    assert "“Shelves without Books” at /people/ruth-adeyemi" in said(asked.text)


async def test_an_event_for_some_that_is_opened_to_all_is_asked_about(office: Office, save: Save):
    house, _ = await _announced(save, access=Access.PRIVATE, description=f"On {HEADLINE}.")
    editor = await office(Role.EDITOR, house)
    typed = sends((await editor.get(EVENT)).text)

    asked = await editor.post(EVENT, data=typed | {"access": "public"})

    assert asked.status_code == 422
    assert f"“{HEADLINE}” at {PUBLIC}" in said(asked.text)


async def test_what_a_report_says_that_is_public_by_right_may_be_said_elsewhere(office: Office, save: Save):
    house, launch = await _announced(save)
    draft = an_event(launch, f"Come and hear: {HEADLINE}", slug="come-and-hear", published_at=None)
    await save(a_publication(launch, HEADLINE), draft)
    editor = await office(Role.EDITOR, house)
    typed = sends((await editor.get(EVENT)).text)

    assert (await editor.post(EVENT, data=typed | {"description": HEADLINE})).status_code == 303
    assert HEADLINE not in _findings(await editor.get("/office/events/come-and-hear/publication"))


async def test_a_secret_of_another_launch_of_theirs_is_asked_about_and_kept_with_that(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house, launch = await _announced(save)
    other = a_launch(house, title="The year in Leeds")
    await save(other, an_event(other, "An evening in Leeds"))
    editor, place = await office(Role.EDITOR, house), "/office/events/an-evening-in-leeds"
    typed = sends((await editor.get(place)).text)

    asked = await editor.post(place, data=typed | {"description": f"On {HEADLINE}."})

    assert asked.status_code == 422
    assert HEADLINE not in (await client.get("/events/an-evening-in-leeds")).text
    done = await editor.post(place, data=sends(asked.text) | {"known_reason": "The minister told it."})
    assert done.status_code == 303
    assert "The minister told it." in said((await editor.get(f"/office/launches/{launch.id}")).text)
    assert "The minister told it." not in said((await editor.get(f"/office/launches/{other.id}")).text)


async def test_a_copy_that_repeats_what_waits_in_the_original_goes_out_with_a_reason_alone(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house, launch = a_host()
    embargo = an_embargo(LIFT)
    report = a_publication(launch, "Shelves without Books", embargo_id=embargo.id)
    event = an_event(launch, "Closing time", description="With Shelves without Books.", published_at=None)
    await save(house, launch, embargo, report, event)
    editor = await office(Role.EDITOR, house)
    cloning = f"/office/launches/{launch.id}/clone"
    copied = await editor.post(
        cloning, data=sends((await editor.get(cloning)).text) | {"title": "Leeds", "parts": "yes"}
    )
    assert copied.status_code == 303
    place = re.search(r'href="(/office/events/closing-time-\d)"', (await editor.get(copied.headers["location"])).text)
    assert place
    await editor.post(place[1], data=sends((await editor.get(place[1])).text) | {"day": "20 December 2026"})

    page = await editor.get(f"{place[1]}/publication")
    assert "“Shelves without Books” at /events/closing-time" in _findings(page)
    ours = {name: hidden(page.text, name) for name in ("once", "revision", "seen")}
    assert (await editor.post(f"{place[1]}/publication", data=ours)).status_code == 422
    assert (await act(editor, f"{place[1]}/publication")).status_code == 303


async def test_nobody_is_told_what_a_house_keeps_back_that_is_not_theirs(office: Office, save: Save):
    await _announced(save)
    house = an_organisation("Beta House")
    launch = a_launch(house, title="Beta")
    draft = an_event(launch, HEADLINE, slug="a-draft", published_at=None)
    await save(house, launch, draft, an_event(launch, "An evening in Leeds"))
    editor, place = await office(Role.EDITOR, house, "Bea"), "/office/events/an-evening-in-leeds"
    typed = sends((await editor.get(place)).text)

    done = await editor.post(place, data=typed | {"description": f"On {HEADLINE}."})

    assert done.status_code == 303
    assert _findings(await editor.get("/office/events/a-draft/publication")) == ""


async def test_a_host_lets_nothing_of_a_launch_be_known_by_one_of_their_own(office: Office, save: Save):
    _, launch = await _announced(save)
    editor, own = await _hosting(office, save, launch)
    draft = an_event(own, HEADLINE, slug="a-draft", published_at=None)
    await save(draft, an_event(own, "An evening in Leeds"))
    place = "/office/events/an-evening-in-leeds"
    typed = sends((await editor.get(place)).text)

    asked = await editor.post(place, data=typed | {"description": f"On {HEADLINE}."})

    assert asked.status_code == 422
    assert "Only Larkfield Foundation, which leads this launch, can let it be known before" in said(asked.text)
    going = await act(editor, "/office/events/a-draft/publication")
    assert going.status_code == 422
    assert "only Larkfield Foundation, whose embargo it is, can let this be known." in said(going.text)


async def test_a_title_that_was_secret_is_one_however_the_report_is_called_meanwhile(office: Office, save: Save):
    _, launch = await _announced(save)
    editor, _ = await _hosting(office, save, launch)
    report = "/office/publications/shelves-without-books"
    renamed = await editor.post(report, data=sends((await editor.get(report)).text) | {"title": "Another title"})
    assert renamed.status_code == 303

    asked = await editor.post(EVENT, data=sends((await editor.get(EVENT)).text) | {"title": "Shelves without Books"})

    assert asked.status_code == 422
    assert "“Shelves without Books”" in said(asked.text)


async def test_what_was_issued_is_a_secret_beside_what_is_being_written(office: Office, save: Save):
    house, launch = a_host()
    embargo = an_embargo(LIFT)
    release = a_release(launch, HEADLINE, embargo_id=embargo.id)
    await save(house, launch, embargo, release, an_event(launch, "Launch by Larkfield"))
    editor, place = await office(Role.EDITOR, house), f"/office/releases/{release[0].slug}"
    assert (await act(editor, f"{place}/correction", note="A figure.")).status_code == 303
    typed = sends((await editor.get(place)).text) | {"headline": "A third of libraries close"}
    assert (await editor.post(place, data=typed)).status_code == 303

    asked = await editor.post(EVENT, data=sends((await editor.get(EVENT)).text) | {"title": HEADLINE})

    assert asked.status_code == 422


async def _hosting(office: Office, save: Save, launch: Launch) -> tuple[httpx2.AsyncClient, Launch]:
    """An editor of a host that may edit the launch, and a launch that they lead."""
    house = an_organisation("Beta House")
    own = a_launch(house, title="Beta")
    part = Host(launch_id=launch.id, organisation_id=house.id, role=HostRole.PARTNER, grants=Role.EDITOR, position=0)
    await save(house, own, part)
    return await office(Role.EDITOR, house, "Bea"), own


def _findings(page: httpx2.Response) -> str:
    assert page.status_code == 200
    return " ".join(re.findall(r"Strangers read [^.]*\.", said(page.text)))


async def _announced(save: Save, **facts: Any) -> tuple[Organisation, Launch]:
    house, launch = a_host()
    embargo = an_embargo(LIFT)
    launch.embargo_id = embargo.id
    report = a_publication(launch, "Shelves without Books", published_at=None, embargo_id=embargo.id)
    release = a_release(
        launch, HEADLINE, slug="draft", published_at=None, embargo_id=embargo.id, version={"issued_at": None}
    )
    event = an_event(launch, **{"title": "Launch by Larkfield"} | facts)
    await save(house, embargo, launch, event, report, release)
    return house, launch
