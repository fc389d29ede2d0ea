"""A draft goes by the title it has now, and leaves no trace of one that it had before; once public, addresses stay."""

import re
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest

from events.accounts.models import Role
from events.people.models import Organisation
from events.programme.models import Publication, PublicationTopic, Series, Topic
from tests.factories import a_host, a_publication, a_release, a_series, a_topic, an_embargo, an_event
from tests.organisers import Office, act, hidden, sends
from tests.sites import Clock, said
from tests.stores import NOW, Save

SECRET, ADDRESS = "Half of libraries close", "half-of-libraries-close"
LATER = datetime(2026, 11, 3, 9, tzinfo=UTC)
KINDS: dict[str, tuple[str, str, str]] = {
    "an event": ("events", "events", "title"),
    "a report": ("publications", "publications", "title"),
    "a release": ("releases", "press", "headline"),
}


@pytest.mark.parametrize(("inside", "outside", "field"), KINDS.values(), ids=KINDS)
async def test_a_draft_that_is_called_otherwise_has_an_address_of_that_and_strangers_are_led_from_none(
    inside: str, outside: str, field: str, office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    editor, old = await _drafts(office, save, inside)
    assert old == f"/office/{inside}/half-of-libraries-close"

    done = await _call(editor, old, field, "Launch in the autumn")

    place = f"/office/{inside}/launch-in-the-autumn"
    assert done.headers["location"] == place
    led = await editor.get(old)
    assert (led.status_code, led.headers["location"]) == (301, place)  # for whoever has it open
    clock.now = LATER
    editor = await office(Role.EDITOR, editor.house)
    assert (await act(editor, f"{place}/publication")).status_code == 303
    assert (await client.get(f"/{outside}/launch-in-the-autumn")).status_code == 200
    assert (await client.get(f"/{outside}/half-of-libraries-close")).status_code == 404
    assert "half-of-libraries" not in (await client.get(f"/{outside}")).text


@pytest.mark.parametrize(
    ("inside", "outside", "field"), [KINDS["an event"], KINDS["a report"]], ids=["event", "report"]
)
async def test_what_is_public_keeps_its_address_whatever_it_is_called(
    inside: str, outside: str, field: str, office: Office, save: Save, client: httpx2.AsyncClient
):
    editor, place = await _drafts(office, save, inside)
    await act(editor, f"{place}/publication")

    done = await _call(editor, place, field, "Launch in the autumn")

    assert done.headers["location"] == place
    assert (await client.get(f"/{outside}/half-of-libraries-close")).status_code == 200


async def test_a_draft_may_have_the_title_and_the_address_back_that_it_had(office: Office, save: Save):
    editor, old = await _drafts(office, save, "events")

    await _call(editor, old, "title", "Launch in the autumn")
    done = await _call(editor, "/office/events/launch-in-the-autumn", "title", SECRET)

    assert done.headers["location"] == old


async def test_what_looks_like_a_number_of_ours_goes_with_the_title_of_which_it_was_a_word(office: Office, save: Save):
    house, launch = a_host()
    await save(house, launch, a_publication(launch, "Minimum wage 15", published_at=None))
    editor = await office(Role.EDITOR, house)

    done = await _call(editor, "/office/publications/minimum-wage-15", "title", "Minimum wage")

    assert done.headers["location"] == "/office/publications/minimum-wage"


async def test_what_has_a_number_because_another_has_its_title_keeps_that(office: Office, save: Save):
    house, launch = a_host()
    drafts = [a_publication(launch, SECRET, slug=each, published_at=None) for each in (ADDRESS, f"{ADDRESS}-2")]
    await save(house, launch, *drafts)
    editor = await office(Role.EDITOR, house)

    done = await _call(editor, f"/office/publications/{ADDRESS}-2", "abstract", "Queues.")

    assert done.headers["location"] == f"/office/publications/{ADDRESS}-2"


async def test_what_waits_for_a_lift_has_the_address_of_the_title_with_which_it_comes_out(
    office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    house, launch = a_host()
    embargo = an_embargo(LATER)
    await save(house, launch, embargo, a_publication(launch, SECRET, embargo_id=embargo.id))
    editor = await office(Role.EDITOR, house)

    done = await _call(editor, f"/office/publications/{ADDRESS}", "title", "Queues")

    assert done.headers["location"] == "/office/publications/queues"
    clock.now = LATER
    assert (await client.get("/publications/queues")).status_code == 200
    assert (await client.get(f"/publications/{ADDRESS}")).status_code == 404


async def test_what_was_public_before_it_waits_for_a_lift_keeps_its_address(office: Office, save: Save, clock: Clock):
    house, launch = a_host()
    report = a_publication(launch, SECRET)
    await save(house, launch, report)
    owner, place = await office(Role.OWNER, house), f"/office/publications/{ADDRESS}"
    await act(owner, f"{place}/withdrawal", note="Not yet.")
    typed, setting = (
        {"day": "3 November 2026", "time": "9.00", "zone": "London"},
        f"/office/launches/{launch.id}/embargo",
    )
    sure = hidden((await act(owner, f"{setting}/setting", **typed)).text, "sure")
    assert (await act(owner, f"{setting}/setting", **typed, sure=sure)).status_code == 303
    assert (await act(owner, f"{place}/restoration")).status_code == 303

    done = await _call(owner, place, "title", "Queues")

    assert done.headers["location"] == place


async def test_a_second_version_that_goes_out_first_gives_a_release_the_address_of_its_headline(
    office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    house, launch = a_host()
    embargo = an_embargo(LATER)
    await save(house, launch, embargo, a_release(launch, SECRET, embargo_id=embargo.id))
    editor, place = await office(Role.EDITOR, house), f"/office/releases/{ADDRESS}"
    await act(editor, f"{place}/correction", note="A word.")
    await _call(editor, place, "headline", "Queues cost the poorest twice")

    assert (await act(editor, f"{place}/publication")).status_code == 303

    assert (await editor.get(place)).headers["location"] == "/office/releases/queues-cost-the-poorest-twice"
    clock.now = LATER
    assert (await client.get("/press/queues-cost-the-poorest-twice")).status_code == 200
    assert (await client.get(f"/press/{ADDRESS}")).status_code == 404


SHELVES = {"a topic": ("topics", "name"), "a series": ("series", "title")}


@pytest.mark.parametrize(("kind", "field"), SHELVES.values(), ids=SHELVES)
async def test_a_topic_or_series_that_nobody_could_see_has_the_address_of_its_new_name_and_leads_from_no_other(
    kind: str, field: str, office: Office, save: Save, client: httpx2.AsyncClient, clock: Clock
):
    house, launch = a_host()
    shelf, report = _shelf(kind, house), a_publication(launch, "Queues", published_at=None)
    await save(house, launch, shelf, report, *_on(shelf, report))
    editor = await office(Role.EDITOR, house)

    done = await _call(editor, f"/office/{kind}/{ADDRESS}", field, "Reading")

    assert done.headers["location"] == f"/office/{kind}/reading"
    clock.now = LATER
    editor = await office(Role.EDITOR, house)
    await act(editor, "/office/publications/queues/publication")
    assert (await client.get(f"/{kind}/reading")).status_code == 200
    assert (await client.get(f"/{kind}/{ADDRESS}")).status_code == 404


@pytest.mark.parametrize("withdrawn", [None, NOW], ids=["public", "was public"])
@pytest.mark.parametrize(("kind", "field"), SHELVES.values(), ids=SHELVES)
async def test_a_topic_or_series_that_anybody_saw_keeps_its_address(
    kind: str, field: str, withdrawn: datetime | None, office: Office, save: Save
):
    house, launch = a_host()
    shelf, report = _shelf(kind, house), a_publication(launch, "Queues", withdrawn_at=withdrawn)
    await save(house, launch, shelf, report, *_on(shelf, report))
    editor = await office(Role.EDITOR, house)

    done = await _call(editor, f"/office/{kind}/{ADDRESS}", field, "Reading")

    assert done.headers["location"] == f"/office/{kind}/{ADDRESS}"


async def test_an_address_that_somebody_chose_for_a_release_stays(office: Office, save: Save):
    editor, old = await _drafts(office, save, "releases")
    chosen = await _call(editor, old, "address", "queues")
    place = "/office/releases/queues"
    assert chosen.headers["location"] == place

    done = await _call(editor, place, "headline", "Launch in the autumn")

    assert done.headers["location"] == place


TYPED: dict[str, tuple[str, str, str]] = {
    "events": ("events", "title", "description"),
    "publications": ("publications", "title", "abstract"),
    "releases": ("releases", "headline", "body"),
    "topics": ("topics", "name", "description"),
    "series": ("series", "title", "description"),
}


@pytest.mark.parametrize(("kind", "called", "field"), TYPED.values(), ids=TYPED)
async def test_what_somebody_typed_into_a_draft_waits_for_them_where_it_is_once_it_is_called_otherwise(
    kind: str, called: str, field: str, office: Office, save: Save
):
    editor, old = await _drafts(office, save, kind)
    colleague = await office(Role.EDITOR, editor.house, name="Bob")
    form = sends((await editor.get(old)).text)
    assert field in form
    await editor.post("/office/drafts", data=form | {field: "Counts the hours.", "form": old})

    await _call(colleague, old, called, "Night")
    await _call(colleague, f"/office/{kind}/night", called, "Dawn")

    home = (await editor.get("/office")).text
    assert "Dawn" in said(home).partition("Typed and not saved")[2]
    listed = re.findall(rf'href="(/office/{kind}/[^"]+)"', home.partition("Typed and not saved")[2])[0]
    waits = await editor.get(listed, follow_redirects=True)
    assert waits.url.path == f"/office/{kind}/dawn"
    assert sends(waits.text)[field] == "Counts the hours."
    await _call(editor, f"/office/{kind}/dawn", called, "Noon")
    assert "Typed and not saved" not in (await editor.get("/office")).text
    assert "This is what you typed" not in said((await editor.get(f"/office/{kind}/noon")).text)


async def test_what_is_typed_on_at_an_address_that_a_draft_had_waits_where_it_is_now(office: Office, save: Save):
    editor, old = await _drafts(office, save, "events")
    page = sends((await editor.get(f"{old}/speakers")).text)
    await _call(editor, old, "title", "Night")

    await editor.post("/office/drafts", data=page | {"lines": "Ida Moss, Chair", "form": f"{old}/speakers"})

    assert sends((await editor.get("/office/events/night/speakers")).text)["lines"] == "Ida Moss, Chair"
    await editor.post("/office/drafts", data={"discard": f"{old}/speakers"})
    assert sends((await editor.get("/office/events/night/speakers")).text)["lines"] == ""


async def test_with_a_draft_goes_what_was_typed_into_it_also_at_an_address_that_it_had(office: Office, save: Save):
    editor, old = await _drafts(office, save, "events")
    page = sends((await editor.get(f"{old}/speakers")).text)
    await editor.post("/office/drafts", data=page | {"lines": "Ida Moss, Chair", "form": f"{old}/speakers"})
    await _call(editor, old, "title", "Night")
    assert "Typed and not saved" in (await editor.get("/office")).text

    assert (await act(editor, "/office/events/night/discarding")).status_code == 303

    assert "Typed and not saved" not in (await editor.get("/office")).text


async def test_what_waits_for_somebody_who_works_on_a_draft_no_more_tells_them_nothing_of_its_new_title(
    office: Office, save: Save
):
    editor, old = await _drafts(office, save, "events")
    stranger = await office(Role.OWNER)
    await stranger.post("/office/drafts", data={"description": "Counts the hours.", "form": old})

    await _call(editor, old, "title", "Night")

    home = (await stranger.get("/office")).text
    assert "Typed and not saved" in home
    assert "night" not in home.lower()


def _shelf(kind: str, house: Organisation) -> Topic | Series:
    return a_topic(SECRET, kept_by_id=house.id) if kind == "topics" else a_series(SECRET, organisation_id=house.id)


def _on(shelf: Topic | Series, report: Publication) -> list[PublicationTopic]:
    if isinstance(shelf, Topic):
        return [PublicationTopic(publication_id=report.id, topic_id=shelf.id)]
    report.series_id = shelf.id
    return []


async def _call(editor: httpx2.AsyncClient, place: str, field: str, words: str) -> httpx2.Response:
    done = await editor.post(place, data=sends((await editor.get(place)).text) | {field: words})
    assert done.status_code == 303
    return done


async def _drafts(office: Office, save: Save, inside: str) -> tuple[Any, str]:
    house, launch = a_host()
    draft: dict[str, Any] = {"published_at": None}
    kinds: dict[str, list[Any]] = {
        "events": [an_event(launch, SECRET, **draft)],
        "publications": [a_publication(launch, SECRET, **draft)],
        "releases": a_release(launch, SECRET, **draft, version={"issued_at": None}),
        "topics": [_shelf("topics", house)],
        "series": [_shelf("series", house)],
    }
    rows = kinds[inside]
    await save(house, launch, *rows)
    editor: Any = await office(Role.EDITOR, house)
    editor.house = house
    return editor, f"/office/{inside}/{rows[0].slug}"


LINKED = {
    "a topic": ("topics", "name", "/office/events/an-evening", {"topics": "Libraries"}),
    "a series": ("series", "title", "/office/publications/a-paper", {"series": "Libraries"}),
}


@pytest.mark.parametrize(("kind", "field", "place", "link"), LINKED.values(), ids=LINKED)
async def test_strangers_are_led_from_no_address_before_what_was_named_so_was_linked_to_anything_public(
    kind: str, field: str, place: str, link: dict[str, str], office: Office, save: Save, client: httpx2.AsyncClient
):
    house, launch = a_host()
    row = a_topic(SECRET, kept_by_id=house.id) if kind == "topics" else a_series(SECRET, organisation_id=house.id)
    await save(house, launch, row, an_event(launch, "An evening"), a_publication(launch, "A paper"))
    editor = await office(Role.EDITOR, house)

    await _call(editor, f"/office/{kind}/{ADDRESS}", field, "Libraries")
    linked = await editor.post(place, data=sends((await editor.get(place)).text) | link)

    assert linked.status_code == 303
    assert (await client.get(f"/{kind}/libraries")).status_code == 200
    assert (await client.get(f"/{kind}/{ADDRESS}")).status_code == 404
