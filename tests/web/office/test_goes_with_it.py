"""What is taken back is said to take with it the very pages to which nothing public leads any more."""

import re
from typing import Any

import httpx2
import pytest

from events import addresses
from events.accounts.models import Role
from events.programme.models import Author, Host, HostRole
from events.programme.occasions import EventTopic
from tests.factories import (
    a_host,
    a_listed_post,
    a_person,
    a_publication,
    a_release,
    a_series,
    a_speaker,
    a_topic,
    an_event,
    an_organisation,
)
from tests.organisers import Office, act
from tests.sites import said
from tests.stores import Save

WAYS = {
    "an event": ("/office/events/the-waiting-room/withdrawal", {}),
    "an event beside a report by the same": ("/office/events/the-waiting-room/withdrawal", {"with_report": True}),
    "a report": ("/office/publications/dry-ground/withdrawal", {"with_report": True, "with_event": False}),
    "a report beside an event of the same": ("/office/publications/dry-ground/withdrawal", {"with_report": True}),
    "a report alone": (
        "/office/publications/dry-ground/withdrawal",
        {"with_report": True, "with_event": False, "with_release": False},
    ),
    "a release": ("/office/releases/news/withdrawal", {"with_event": False}),
}


@pytest.mark.parametrize(("action", "there"), WAYS.values(), ids=WAYS)
async def test_the_page_of_an_action_names_beforehand_what_is_there_no_more_afterwards(
    action: str, there: dict[str, bool], office: Office, save: Save, client: httpx2.AsyncClient
):
    house, pages = await _launched(save, **there)
    editor = await office(Role.EDITOR, house)
    before = {page for page in pages if (await client.get(page)).status_code == 200}

    told = said((await editor.get(action)).text)
    assert (await act(editor, action, note="Too early.", reason="So be it.")).status_code == 303

    gone = {page for page in before if (await client.get(page)).status_code == 404}
    named = re.search(r"Nothing public leads to (.+?) any more", told)
    assert set(re.findall(r"/[^\s,]+", named[1]) if named else []) == gone


async def _launched(
    save: Save, *, with_event: bool = True, with_report: bool = False, with_release: bool = True
) -> tuple[Any, list[str]]:
    """A launch of several houses and people, and every page to which something of it may lead."""
    house, launch = a_host()
    merrow, round_ = an_organisation("Merrow Trust"), an_organisation("Paper Round")
    people = [a_person(name, kept_by_id=house.id) for name in ("Ada Quill", "Kit Hale")]
    series, topic = a_series(organisation_id=house.id, published_at=None), a_topic(kept_by_id=house.id)
    rows: list[Any] = [house, launch, merrow, round_, *people, series, topic]
    rows += a_release(launch, "News") if with_release else []
    rows.append(Host(launch_id=launch.id, organisation_id=merrow.id, role=HostRole.PARTNER))
    if with_event:
        event = an_event(launch)
        speakers = [a_speaker(event, each, position=nth) for nth, each in enumerate(people)]
        post, about = a_listed_post(speakers[1], "Editor", round_), EventTopic(event_id=event.id, topic_id=topic.id)
        rows += [event, *speakers, post, about]
    if with_report:
        report = a_publication(launch, "Dry Ground", series_id=series.id, series_number=1)
        rows += [report, Author(publication_id=report.id, name="Ada Quill", person_id=people[0].id, position=0)]
    await save(*rows)
    pages = [addresses.organisation(each) for each in (house, merrow, round_)]
    return house, [*pages, *map(addresses.person, people), addresses.series(series), addresses.topic(topic)]
