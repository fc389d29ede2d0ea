"""What was typed and not saved: it waits at its form, whatever became of what was sent, and is listed as what it is."""

import re
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from bs4 import BeautifulSoup

from events.accounts import drafts
from events.accounts.models import Role
from events.programme.occasions import SpeakerState
from tests.factories import a_host, a_person, a_release, a_series, a_speaker, an_event
from tests.organisers import ON_ONE, Office, act, sends
from tests.sites import Clock, said
from tests.stores import NOW, Save

EVENT = "/office/events/the-waiting-room"

# What is refused, or asked about once more: the form, what is typed, and the field that still holds it.
SENT: dict[str, tuple[str, dict[str, str], str]] = {
    "an event": (f"{EVENT}", {"title": "", "description": "Counts the hours."}, "description"),
    "a person": ("/office/people/new", {"name": "", "biography": "Counts the hours."}, "biography"),
    "an action": (f"{EVENT}/postponement", {"note": "A strike.", "day": "30 February", "revision": "1"}, "note"),
    "lines that are doubtful": (f"{EVENT}/speakers", {"lines": "Ida Moss, Chair of\nRuth, somewhere, or; so"}, "lines"),
    "lines that are wrong": (f"{EVENT}/speakers", {"lines": f"Ida Moss, {'x' * 400}"}, "lines"),
    "a series": ("/office/series/time/withdrawal", {"note": "A mistake.", "revision": "77"}, "note"),
}


@pytest.mark.parametrize(("form", "typed", "field"), SENT.values(), ids=SENT)
async def test_what_is_not_taken_waits_at_its_form_for_whoever_leaves(
    form: str, typed: dict[str, str], field: str, office: Office, save: Save
):
    house, launch = a_host()
    await save(house, launch, an_event(launch), a_series("Time", organisation_id=house.id, published_at=NOW))
    editor = await office(Role.EDITOR, house)

    fresh = sends((await editor.get(form)).text)
    refused = await editor.post(form, data=fresh | typed)

    assert refused.status_code != 303
    assert "Typed and not saved" in (await editor.get("/office")).text
    back = await editor.get(form)
    assert sends(back.text)[field] == typed[field]
    assert "This is what you typed and did not save" in said(back.text)


async def test_what_was_mended_and_sent_waits_no_longer(editor: httpx2.AsyncClient):
    typed = {"name": "", "biography": "Counts the hours."}
    await editor.post("/office/people/new", data=typed)

    saved = await editor.post("/office/people/new", data=typed | {"name": "Ida Moss"})

    assert saved.status_code == 303
    assert "Typed and not saved" not in (await editor.get("/office")).text
    assert "hours" not in (await editor.get("/office/people/new")).text


async def test_what_two_wrote_at_once_waits_for_the_later_one(office: Office, save: Save):
    house, launch = a_host()
    await save(house, launch, an_event(launch))
    editor, colleague = await office(Role.EDITOR, house), await office(Role.EDITOR, house, name="Bob")
    form = sends((await editor.get(EVENT)).text)
    await colleague.post(EVENT, data=sends((await colleague.get(EVENT)).text) | {"hashtag": "#queue"})

    late = await editor.post(EVENT, data=form | {"hashtag": "#wait"})

    assert late.status_code == 409
    back = await editor.get(EVENT)
    assert sends(back.text)["hashtag"] == "#wait"
    assert "Saved before #queue" in said(back.text)


async def test_why_it_goes_out_with_what_needs_a_reason_waits_too_whatever_was_refused_after_it(
    office: Office, save: Save
):
    house, launch = a_host()
    event, ruth = an_event(launch), a_person(kept_by_id=house.id)
    await save(house, launch, event, ruth, a_speaker(event, ruth, state=SpeakerState.INVITED))
    editor, place = await office(Role.EDITOR, house), f"{EVENT}/postponement"
    asked = await editor.post(place, data=sends((await editor.get(place)).text) | {"day": "21 January 2027"})
    typed = sends(asked.text) | {"reason": "She agreed by telephone.", "day": "30 February"}

    refused = await editor.post(place, data=typed)

    for page in (refused, await editor.get(place)):
        assert sends(page.text)["reason"] == "She agreed by telephone."
    done = await act(editor, place, **sends((await editor.get(place)).text) | {"day": "21 January 2027"})
    assert done.status_code == 303
    assert "She agreed by telephone." in said((await editor.get(EVENT)).text)


TWICE: dict[str, tuple[str, str]] = {
    "an event": (f"{EVENT}/cancellation", "It is cancelled already."),
    "a series": ("/office/series/time/withdrawal", "It is withdrawn already."),
}


@pytest.mark.parametrize(("form", "why"), TWICE.values(), ids=TWICE)
async def test_words_for_what_was_done_in_another_window_are_shown_until_they_are_discarded(
    form: str, why: str, office: Office, save: Save
):
    house, launch = a_host()
    await save(house, launch, an_event(launch), a_series("Time", organisation_id=house.id, published_at=NOW))
    editor = await office(Role.EDITOR, house)
    both = [sends((await editor.get(form)).text) | {"note": note} for note in ("A strike.", "The hall is flooded.")]
    await editor.post(form, data=both[0])

    late = await editor.post(form, data=both[1])

    assert f"Nothing was changed {why}" in said(late.text)
    assert said(late.text).count(why) == 1
    for page in (late, await editor.get(form)):
        assert "What you typed was not saved" in said(page.text)
        assert "The hall is flooded." in said(page.text)
    await editor.post("/office/drafts", data={"discard": form})
    assert "flooded" not in (await editor.get(form)).text
    assert "Typed and not saved" not in (await editor.get("/office")).text


@ON_ONE
@pytest.mark.parametrize("form", [f"{EVENT}/cancellation", "/office/people/ruth-adeyemi/removal"])
async def test_of_a_form_in_which_nothing_was_typed_nothing_waits(form: str, office: Office, save: Save):
    house, launch = a_host()
    event, ruth = an_event(launch), a_person(kept_by_id=house.id)
    await save(house, launch, event, ruth, a_speaker(event, ruth))
    editor = await office(Role.EDITOR, house)

    refused = await act(editor, form)

    assert refused.status_code == 422
    assert "Typed and not saved" not in (await editor.get("/office")).text


@ON_ONE
async def test_of_many_forms_of_one_account_the_oldest_give_way(
    editor: httpx2.AsyncClient, clock: Clock, monkeypatch: Any
):
    monkeypatch.setattr(drafts, "MOST", 3)

    for each in ("topics", "series", "venues", "people", "people"):
        clock.now += timedelta(minutes=1)
        await editor.post("/office/drafts", data={"form": f"/office/{each}/new", "name": "Half"})

    listed = said((await editor.get("/office")).text)
    assert "A new person" in listed
    assert "A new venue" in listed
    assert "A new series" in listed
    assert "A new topic" not in listed


CALLED = {
    EVENT: "Event: The Waiting Room",
    f"{EVENT}/cancellation": "Cancel the event: The Waiting Room",
    f"{EVENT}/speakers": "Panel: The Waiting Room",
    f"{EVENT}/programme": "Running order: The Waiting Room",
    "/office/new": "A new launch from a text",
    "/office/launches/new": "A new launch",
    "/office/launches/{launch}/events/new": "A new event: The Waiting Room launched",
    "/office/launches/{launch}/releases/new": "A new release: The Waiting Room launched",
    "/office/launches/{launch}/hosts": "Hosts: The Waiting Room launched",
    "/office/releases/queues-cost-the-poorest-twice": "Release: Queues cost the poorest twice",
    "/office/people/ruth-adeyemi": "Person: Ruth Adeyemi",
    "/office/organisations/larkfield-foundation/contacts": "A new press contact: Larkfield Foundation",
    "/office/people/several": "Several people at once",
    "/office/people/somebody-elses": "Person",
}


@ON_ONE
@pytest.mark.parametrize(("form", "called"), CALLED.items(), ids=CALLED.values())
async def test_it_is_listed_as_what_it_is_with_its_first_words(form: str, called: str, office: Office, save: Save):
    house, launch = a_host()
    launch.title = "The Waiting Room launched"
    event, release = an_event(launch), a_release(launch, "Queues cost the poorest twice")
    await save(house, launch, event, *release, a_person(kept_by_id=house.id))
    organiser = await office(Role.OWNER, house)
    form = form.format(launch=launch.id)

    await organiser.post("/office/drafts", data={"form": form, "title": "Half a title"})

    page = (await organiser.get("/office")).text
    assert [each.text for each in BeautifulSoup(page, "html.parser").select(f'li a[href="{form}"]')] == [called]
    assert "Half a title. Kept" in said(page)


MISTAKEN = {
    "an event": (EVENT, {"title": ""}),
    "a person": ("/office/people/new", {"name": ""}),
    "an action": (f"{EVENT}/cancellation", {}),
    "a panel": (f"{EVENT}/speakers", {"somebody": ""}),
    "a pasted text": ("/office/new", {"text": ""}),
    "a sheet": (f"{EVENT}/speakers/sheet", {}),
}


@ON_ONE
@pytest.mark.parametrize(("form", "typed"), MISTAKEN.values(), ids=MISTAKEN)
async def test_what_is_to_be_mended_has_the_focus_and_nothing_else(
    form: str, typed: dict[str, str], editor: httpx2.AsyncClient
):
    fresh = sends((await editor.get(form)).text) if form == EVENT else {}
    refused = await editor.post(form, data=fresh | typed)

    assert refused.status_code == 422
    [focused] = re.findall(r"<[^>]* autofocus[^>]*>", refused.text)
    assert 'class="notice stop" role="alert" aria-labelledby="mistakes" tabindex="-1"' in focused
