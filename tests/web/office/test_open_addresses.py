"""Every address of an organisation that the public can open: none too many, and none left out."""

import re
from datetime import timedelta
from html import unescape

import httpx2

from events.accounts.models import Role
from events.programme import launches
from events.programme.models import Author, Host, HostRole
from events.programme.occasions import Event, EventPublication, EventTopic
from events.storage import Store
from tests.factories import (
    a_file,
    a_launch,
    a_listed_post,
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
from tests.organisers import Office
from tests.stores import ALICE, NOW, Save

NAME = "Quillmere Trust"
PLACE = "/office/organisations/quillmere-trust/public"
LIFT = NOW + timedelta(days=30)


async def _published(save: Save, store: Store):
    """Something of every kind, a tombstone, an old address, a draft, and something under embargo."""
    house, partner, other = an_organisation(NAME), an_organisation("Partner"), an_organisation("Whose stage they share")
    embargo = an_embargo(LIFT)
    launch, later, foreign = a_launch(house), a_launch(house, embargo_id=embargo.id), a_launch(other)
    stranger = an_organisation("Nothing to do with it")
    strange = a_launch(stranger)
    event, gone = an_event(launch, f"Evening of {NAME}"), an_event(launch, f"Matinee of {NAME}")
    draft = an_event(launch, f"Plan of {NAME}", published_at=None)
    series, topic = a_series(), a_topic()
    cover = a_file(name="cover.png")
    report = a_publication(launch, f"Report of {NAME}", series_id=series.id, cover_id=cover[0].id)
    secret = a_publication(later, f"Secret of {NAME}", embargo_id=embargo.id)
    ruth, writer = a_person(), a_person("Wanda Writer")
    speaker, theirs = a_speaker(event, ruth), an_event(foreign, "Evening of others")
    guest = a_speaker(theirs, ruth)
    await save(stranger, strange, an_event(strange, "Elsewhere"))
    await save(house, partner, other, embargo, launch, later, foreign, event, gone, draft, series, topic, cover)
    await save(
        Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER), report, secret, ruth, writer
    )
    await save(speaker, theirs, guest, a_listed_post(guest, "Director", house), a_release(launch, f"News of {NAME}"))
    await save(
        EventTopic(event_id=event.id, topic_id=topic.id),
        EventPublication(event_id=event.id, publication_id=report.id),
        Author(publication_id=report.id, name=writer.name, person_id=writer.id),
    )
    async with store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Event, event.id)).slug = "evening-by-a-new-name"
        await launches.take_back(db, await db.get_one(Event, gone.id), note="Not now", now=NOW)
    return house


def _listed(html: str) -> dict[str, int]:
    """The addresses with the answers that are promised."""
    found = re.findall(r'<a href="([^"]+)">(/[^<]*)</a>( <span class="hint">leads on| <span class="state)?', html)
    return {unescape(path): {"": 200}.get(after) or (301 if "leads" in after else 410) for _, path, after in found}


async def test_each_address_answers_as_the_list_says(
    office: Office, client: httpx2.AsyncClient, save: Save, store: Store
):
    house = await _published(save, store)
    listed = _listed((await (await office(Role.VIEWER, house)).get(PLACE)).text)

    answers = {path: (await client.get(path)).status_code for path in listed}

    assert answers == listed
    assert {200, 301, 410} == set(listed.values())
    assert listed["/events/evening-by-a-new-name.ics"] == 200
    assert listed["/events/evening-of-quillmere-trust"] == 301
    assert listed["/events/matinee-of-quillmere-trust"] == 410
    assert listed["/events/matinee-of-quillmere-trust.ics"] == 200
    assert not [each for each in listed if "plan-of" in each or "secret-of" in each or "nothing-to-do" in each]


async def test_no_page_that_shows_them_is_left_out(
    office: Office, client: httpx2.AsyncClient, save: Save, store: Store
):
    """Whatever a stranger reaches from the home page and the sitemap, and names them, is on the list."""
    house = await _published(save, store)
    listed = _listed((await (await office(Role.VIEWER, house)).get(PLACE)).text)

    seen, waiting, naming = set(), ["/", "/sitemap.xml", "/events", "/press"], set()
    while waiting:
        path = waiting.pop()
        answer = await client.get(path)
        seen.add(path)
        shows = NAME in answer.text.replace("\r\n ", "") or path.startswith("/files/")
        naming |= {path} if shows else set()
        links = re.findall(r'(?:href|src)="(/[^"#?]*)', answer.text)
        links += re.findall(r"<loc>https://launch.example(/[^<]*)</loc>", answer.text)
        links += re.findall(r'href="(?:https|webcal)://launch.example(/[^"#?]*\.\w+)"', answer.text)
        waiting += [each for each in dict.fromkeys(links) if each not in seen and each not in waiting]

    static = {each for each in naming if each.startswith(("/static/", "/search"))}
    assert naming - static - set(listed) == set()
    assert len(naming) > 15


async def test_a_lift_is_foreseen_in_the_list(office: Office, save: Save, store: Store):
    house = await _published(save, store)
    organiser = await office(Role.VIEWER, house)

    then = await organiser.get(PLACE, params={"day": "2 December 2026", "hour": "09.00", "zone": "London"})

    assert "/publications/secret-of-quillmere-trust" in _listed(then.text)
    assert 'href="/office/eyes/public/20261202T090000Z~Europe~London/publications/secret-of' in then.text
    assert (await organiser.get(PLACE, params={"day": "someday"})).status_code == 422


async def test_what_is_too_much_for_one_page_stands_on_pages_of_its_own(office: Office, save: Save):
    house = an_organisation(NAME)
    launch = a_launch(house)
    await save(house, launch, *(an_event(launch, f"Evening {number:02} of {NAME}") for number in range(53)))
    organiser = await office(Role.VIEWER, house)

    every = await organiser.get(PLACE)
    rest = await organiser.get(unescape(re.search(r'href="([^"]*)">More events', every.text)[1]))  # type: ignore[index]

    listed, more = _listed(every.text), _listed(rest.text)
    evenings = {f"/events/evening-{number:02}-of-quillmere-trust" for number in range(53)}
    assert {each for each in {*listed, *more} if re.fullmatch("/events/evening-[^.]*", each)} == evenings
    assert not set(listed) & set(more)
    assert 'rel="prev"' in rest.text
    assert 'rel="next"' not in rest.text
