"""Every address of an organisation that the public can open: none too many, and none left out."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from html import unescape
from typing import Any

import httpx2
import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.accounts.models import Role
from events.press.models import Release
from events.programme import launches
from events.programme.models import Author, Host, HostRole, Publication
from events.programme.occasions import Event, EventPublication, EventTopic, Speaker, SpeakerState
from events.storage import Store
from events.visibility import held
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
Happens = Callable[[AsyncSession], Awaitable[None]]


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


async def _takes_back_events(db: AsyncSession) -> None:
    for each in await db.scalars(select(Event).where(held(Event, Event.title.contains(NAME)))):
        if each.withdrawn_at is None and each.published_at:
            await launches.take_back(db, each, note="Not now", now=NOW)


async def _takes_back_all(db: AsyncSession) -> None:
    await _takes_back_events(db)
    kinds: list[Any] = [Publication, Release]
    for kind in kinds:
        for each in await db.scalars(select(kind).where(held(kind, kind.embargo_id.is_(None)))):
            await launches.take_back(db, each, note="Not now", now=NOW)


async def _lets_somebody_go(db: AsyncSession) -> None:
    """Who spoke at an evening of others for them, and at their own."""
    for each in await db.scalars(select(Speaker).where(held(Speaker, Speaker.id == Speaker.id))):
        each.state = SpeakerState.WITHDRAWN


async def _nothing(db: AsyncSession) -> None:
    pass


@pytest.mark.parametrize("happens", [_nothing, _takes_back_events, _lets_somebody_go, _takes_back_all])
async def test_the_list_is_whatever_a_stranger_can_open_that_shows_them(
    happens: Happens, office: Office, client: httpx2.AsyncClient, save: Save, store: Store
):
    """Of all that could ever be reached from the home page and the sitemap, before and after."""
    house = await _published(save, store)
    ever = {*(await _crawled(client, set()))}
    async with store.transaction(now=NOW, by=ALICE) as db:
        await happens(db)

    listed = _listed((await (await office(Role.VIEWER, house)).get(PLACE)).text)

    found = await _crawled(client, ever | {path.partition("?")[0] for path in listed})
    shows = {path for path, text in found.items() if NAME in text or path.startswith("/files/")}
    static = {each for each in shows if each.startswith(("/static/", "/search", "/robots"))}
    assert shows - static - set(listed) == set()
    assert {path: (await client.get(path)).status_code for path in listed} == listed
    lists = {path: await client.get(path) for path in listed if path in _LISTS or "?" in path}
    assert [path for path, answer in lists.items() if not _names_them(answer.text)] == []
    assert len(shows) > 9


_LISTS = ("/", "/events", "/events.ics", "/press", "/sitemap.xml")


def _names_them(text: str) -> bool:
    """By name, or in an address, as in the sitemap; or by the evening of others at which somebody speaks for them."""
    said = unescape(text.replace("\r\n ", ""))
    return any(each in said for each in (NAME, "quillmere-trust", "Evening of others"))


async def _crawled(client: httpx2.AsyncClient, known: set[str]) -> dict[str, str]:
    """What each address says that can be opened, those that are known and whatever can be reached."""
    seen: dict[str, str] = {}
    tried, waiting = set[str](), ["/", "/sitemap.xml", "/events", "/press", *known]
    while waiting:
        path = waiting.pop()
        answer = await client.get(path)
        tried.add(path)
        if answer.status_code == 200:
            seen[path] = unescape(answer.text.replace("\r\n ", ""))
        links = re.findall(r'(?:href|src)="(/[^"#?]*)', answer.text)
        links += re.findall(r"<loc>https://launch.example(/[^<]*)</loc>", answer.text)
        links += re.findall(r'href="(?:https|webcal)://launch.example(/[^"#?]*\.\w+)"', answer.text)
        links += [
            f"{each}.ics" for each in links if re.match("/(organisations|people|topics|series|events)/[^.]*$", each)
        ]
        waiting += [each for each in dict.fromkeys(links) if each not in tried and each not in waiting]
    return seen


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
