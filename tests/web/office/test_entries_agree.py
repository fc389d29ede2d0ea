"""Whatever the office does with what an event names: its entry in calendars says of that what its public page says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NamedTuple

import httpx2
import icalendar
import pytest
from bs4 import BeautifulSoup

from events.accounts.models import Role
from events.programme.models import Host, HostRole
from events.programme.occasions import EventPublication, EventTopic, Venue
from tests.factories import (
    a_host,
    a_listed_post,
    a_person,
    a_post,
    a_publication,
    a_series,
    a_speaker,
    a_topic,
    an_event,
    an_organisation,
)
from tests.organisers import Office, act, sends
from tests.sites import Clock, said
from tests.stores import NOW, Save

EVENT = "/events/the-waiting-room"
REPORT = "/office/publications/the-waiting-room"
SERIES = "/office/series/time-and-the-state"
FEEDS = ("/events", EVENT, "/organisations/larkfield-foundation")


class Named(NamedTuple):
    """What an event is said to name."""

    title: str
    reports: Sequence[tuple[str, str | None]]  # each with its series
    topics: Sequence[str]
    hosts: Sequence[str]
    panel: Sequence[tuple[str, Sequence[str]]]  # each with their posts
    place: str


@dataclass(frozen=True)
class Step:
    """A form of the office that is sent, with this typed over what stands in it."""

    path: str
    typed: Mapping[str, str] = field(default_factory=dict)


def withdrawn(path: str) -> Step:
    return Step(f"{path}/withdrawal", {"note": "Its figures were made up."})


LIFT = {"day": "20 November 2026", "time": "00.01", "zone": "London"}
HISTORIES: dict[str, Sequence[Step]] = {
    "a report withdrawn and restored": [withdrawn(REPORT), Step(f"{REPORT}/restoration")],
    "a report withdrawn, the event saved since": [
        withdrawn(REPORT),
        Step(f"/office{EVENT}", {"title": "Ground rules"}),
    ],
    "a report withdrawn, put under an embargo, published again, the embargo lifted": [
        withdrawn(REPORT),
        Step("/office/launches/{launch}/embargo/setting", LIFT),
        Step(f"{REPORT}/restoration"),
        Step("/office/launches/{launch}/embargo/holding"),
        Step("/office/launches/{launch}/embargo/letting-go"),
        Step("/office/launches/{launch}/embargo/lifting"),
    ],
    "a report taken off the event": [Step(REPORT, {"title": "The Line"}), Step(REPORT, {"events": ""})],
    "a report out of its series, a draft published": [
        Step(REPORT, {"series": "", "number": ""}),
        Step("/office/publications/another/publication"),
        withdrawn("/office/publications/another"),
    ],
    "a series renamed, withdrawn and published again": [
        Step(SERIES, {"title": "Time and Money"}),
        withdrawn(SERIES),
        Step(f"{SERIES}/publication"),
    ],
    "a topic renamed": [Step("/office/topics/courts-and-justice", {"name": "Courts"})],
    "a speaker renamed and merged": [
        Step("/office/people/ruth-adeyemi", {"name": "Ruth Okafor"}),
        Step("/office/people/r-adeyemi/merging/ruth-adeyemi"),
        Step(f"/office{EVENT}/speakers/{{speaker}}/withdrawal"),
    ],
    "houses renamed and merged": [
        Step("/office/organisations/merrow-trust", {"name": "Merrow"}),
        Step("/office/organisations/merrow-fund/merging/merrow-trust"),
        Step("/office/launches/{launch}/hosts", {"organisation": "Quay Foundation", "role": "funder"}),
    ],
    "venues merged": [Step("/office/venues/{hall}/merging", {"into": "{other_hall}"})],
    "an event cancelled and restored": [
        Step(f"/office{EVENT}/cancellation", {"note": "The hall is flooded."}),
        withdrawn(REPORT),
        Step(f"/office{EVENT}/restoration"),
    ],
}


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
async def test_after_every_action_an_entry_names_what_the_page_does_and_its_stamps_never_fall(
    office: Office, visitor: httpx2.AsyncClient, save: Save, clock: Clock, history: Sequence[Step]
) -> None:
    editor, ids = await _launched(office, save)
    before = await _entry(visitor)
    assert _in_entry(before) == await _on_page(visitor)
    assert len(_in_entry(before).reports) == 1

    for step in history:
        clock.now += timedelta(hours=1)
        done = await _sent(
            editor, step.path.format(**ids), {name: value.format(**ids) for name, value in step.typed.items()}
        )
        assert done.status_code == 303, said(done.text)
        entry, page = await _entry(visitor), await _on_page(visitor)
        assert _in_entry(entry) == page, step
        assert entry["LAST-MODIFIED"].dt == entry["DTSTAMP"].dt >= before["LAST-MODIFIED"].dt
        if page != _in_entry(before):
            assert entry["LAST-MODIFIED"].dt == clock.now, step
        before = entry


MOVED = {"day": "21 January 2027"}
STAYS_SO = "With a day it is {} as before, on its page and in calendars, until you confirm the date"
LOOSE = "Save the date The day is tentative: it is meant to hold but is not final."
FIXED = "Save the date The day is fixed; the hour is not yet, and calendars show it as tentative until then."
# What it was, what is done to it, what the page of the last of that says before, its page after, and its entry.
MOVES: dict[str, tuple[str, Sequence[tuple[str, dict[str, str]]], str, str, str]] = {
    "a date to save": (
        "save-the-date",
        [("postponement", MOVED)],
        STAYS_SO.format("a save the date"),
        LOOSE,
        "TENTATIVE",
    ),
    "a date to save, to an hour": (
        "save-the-date",
        [("postponement", MOVED | {"starts": "18.00"})],
        STAYS_SO.format("a save the date"),
        "Tentative The day and the hour are meant to hold but are not final.",
        "TENTATIVE",
    ),
    "a date to save, to no day and back": (
        "save-the-date",
        [("postponement", {}), ("restoration", MOVED)],
        STAYS_SO.format("a save the date"),
        LOOSE,
        "TENTATIVE",
    ),
    "a date to save, cancelled and restored": (
        "save-the-date",
        [("cancellation", {"note": "A strike."}), ("restoration", {})],
        STAYS_SO.format("a save the date"),
        LOOSE,
        "TENTATIVE",
    ),
    "a date to save, confirmed": (
        "save-the-date",
        [("confirmation", MOVED | {"starts": ""})],
        "Calendars show the same entry as fixed once it has an hour.",
        FIXED,
        "TENTATIVE",
    ),
    "tentative": (
        "tentative",
        [("postponement", MOVED)],
        STAYS_SO.format("tentative"),
        "Tentative The day",
        "TENTATIVE",
    ),
    "fixed": (
        "",
        [("postponement", MOVED)],
        "With a new date it moves there and goes on.",
        "Moved It was",
        "CONFIRMED",
    ),
    "to no day": (
        "",
        [("postponement", {})],
        "in calendars as cancelled with “Postponed: ” before its title",
        "Postponed It was to be on Thursday 17 December 2026.",
        "CANCELLED",
    ),
}


@pytest.mark.parametrize("case", MOVES.values(), ids=MOVES)
async def test_what_is_moved_is_as_sure_as_before_and_page_and_entry_say_so_alike(
    office: Office,
    visitor: httpx2.AsyncClient,
    save: Save,
    case: tuple[str, Sequence[tuple[str, dict[str, str]]], str, str, str],
) -> None:
    editor, _ = await _launched(office, save)
    was, actions, says_before, says_after, status = case
    if was:
        await act(editor, f"/office{EVENT}/{was}")

    for part, typed in actions:
        beforehand = said((await editor.get(f"/office{EVENT}/{part}")).text)
        assert (await act(editor, f"/office{EVENT}/{part}", **typed)).status_code == 303

    assert says_before in beforehand
    assert says_after in said((await visitor.get(EVENT)).text)
    assert (await _entry(visitor))["STATUS"] == status


async def test_an_event_leaves_the_feed_of_a_series_with_its_report_as_it_does_that_of_a_speaker_who_left(
    office: Office, visitor: httpx2.AsyncClient, save: Save
) -> None:
    editor, _ = await _launched(office, save)

    async def feed() -> list[Any]:
        answer = await visitor.get("/series/time-and-the-state.ics")
        calendar: Any = icalendar.Calendar.from_ical(answer.content)
        return [str(each["SUMMARY"]) for each in calendar.events]

    beforehand = said((await editor.get(f"{REPORT}/withdrawal")).text)
    before = await feed()
    await act(editor, f"{REPORT}/withdrawal", note="Its figures were made up.")
    meanwhile = await feed()
    to_come_back = said((await editor.get(f"{REPORT}/restoration")).text)
    await act(editor, f"{REPORT}/restoration")

    assert (before, meanwhile, await feed()) == (["The Waiting Room"], [], ["The Waiting Room"])
    where = "the calendar feed of Time and the State, /series/time-and-the-state.ics"
    assert f"“The Waiting Room” leaves {where}: calendars that follow it alone forget the event" in beforehand
    assert f"“The Waiting Room” comes into {where}" in to_come_back
    await act(editor, "/office/publications/another/publication")
    assert "leaves the calendar feed" not in said((await editor.get(f"{REPORT}/withdrawal")).text)


async def test_whoever_withdraws_a_series_reads_in_which_entries_it_is_named(office: Office, save: Save) -> None:
    editor, _ = await _launched(office, save)
    beforehand = said((await editor.get(f"{SERIES}/withdrawal")).text)
    assert "The event page, /events/the-waiting-room, and its calendar entry, where they name it" in beforehand


async def test_a_new_version_of_a_report_changes_its_page_alone_and_says_no_more(
    office: Office, visitor: httpx2.AsyncClient, save: Save
) -> None:
    editor, _ = await _launched(office, save)
    before = [(await visitor.get(each)).content for each in (EVENT, "/events.ics")]

    beforehand = (await editor.get(f"{REPORT}/correction")).text
    done = await act(editor, f"{REPORT}/correction", note="Table 3 was wrong.")

    assert done.status_code == 303
    assert BeautifulSoup(beforehand, "html.parser").select("#act")[0].get_text().endswith(", in 1 page")
    for told in (said(beforehand), said((await editor.get(REPORT)).text)):
        assert "Its page, /publications/the-waiting-room, with the new version first Nothing else: pages" in told
    assert "Table 3 was wrong." in (await visitor.get("/publications/the-waiting-room")).text
    assert [(await visitor.get(each)).content for each in (EVENT, "/events.ics")] == before


async def _launched(office: Office, save: Save) -> tuple[httpx2.AsyncClient, Mapping[str, Any]]:
    """A launch whose event names everything that an entry can, and somebody who may do everything with it."""
    house, launch = a_host()
    merrow, fund = (
        an_organisation(name, kept_by_id=house.id, published_at=NOW) for name in ("Merrow Trust", "Merrow Fund")
    )
    ruth, twin = (a_person(name, kept_by_id=house.id) for name in ("Ruth Adeyemi", "R. Adeyemi"))
    hall, other_hall = (
        Venue(name=name, place="Bristol", kept_by_id=house.id) for name in ("Tidewater Hall", "The Tidewater")
    )
    series, topic = a_series(organisation_id=house.id), a_topic(kept_by_id=house.id)
    event = an_event(launch, venue_id=hall.id)
    speaker, post = a_speaker(event, ruth), a_post(ruth, merrow)
    report = a_publication(launch, series_id=series.id, series_number=2)
    draft = a_publication(launch, "Another", series_id=series.id, series_number=3, published_at=None)
    await save(
        *(
            house,
            launch,
            merrow,
            fund,
            ruth,
            twin,
            hall,
            other_hall,
            series,
            topic,
            event,
            speaker,
            post,
            report,
            draft,
        ),
        a_listed_post(speaker, "Director", merrow, affiliation_id=post.id),
        Host(launch_id=launch.id, organisation_id=merrow.id, role=HostRole.PARTNER),
        EventPublication(event_id=event.id, publication_id=report.id),
        EventPublication(event_id=event.id, publication_id=draft.id, position=1),
        EventTopic(event_id=event.id, topic_id=topic.id),
    )
    return await office(Role.OWNER, house), {
        "launch": launch.id,
        "speaker": speaker.id,
        "hall": hall.id,
        "other_hall": other_hall.id,
    }


async def _sent(editor: httpx2.AsyncClient, path: str, typed: Mapping[str, str]) -> httpx2.Response:
    page = await editor.get(path)
    if "data-keep" not in page.text or 'id="act"' in page.text:
        done = await act(editor, path, **typed)
        return await editor.post(path, data=sends(done.text)) if "Press once more" in done.text else done
    filled = {name: value for name, value in (sends(page.text) | dict(typed)).items() if value}
    return await editor.post(path, data=filled)


async def _entry(visitor: httpx2.AsyncClient) -> Any:
    """The one entry, the same in every feed."""
    found = [(await visitor.get(f"{each}.ics", follow_redirects=True)).content for each in FEEDS]
    entries = [_only(icalendar.Calendar.from_ical(each)) for each in found]
    assert len({each.to_ical() for each in entries}) == 1
    as_json = await visitor.get("/events.ics", headers={"accept": "application/calendar+json"})
    assert str(entries[0]["DESCRIPTION"]) in [value for _, _, _, value in as_json.json()[2][0][1]]
    return entries[0]


def _only(calendar: Any) -> Any:
    (entry,) = calendar.events
    return entry


_LAUNCHED = re.compile(r"Launched: (.+?)(?:, (?:number \d+(?: of \d+)? )?in the series “(.+)”)?\.")
_HOST = re.compile(r"(?:Lead host|Partner|Funder): (.+)")


def _in_entry(entry: Any) -> Named:
    lines = str(entry["DESCRIPTION"]).split("\n")
    reports = [found.groups() for each in lines if (found := _LAUNCHED.fullmatch(each))]
    hosts = [found[1] for each in lines if (found := _HOST.fullmatch(each))]
    panel = [each.partition(": ") for each in lines if each.startswith(("Ruth", "R. "))]
    return Named(
        str(entry["SUMMARY"]).removeprefix("Cancelled: "),
        [(title, series) for title, series in reports],
        [str(each) for each in entry["CATEGORIES"].cats] if "CATEGORIES" in entry else [],
        hosts,
        [(name, posts.split("; ")) for name, _, posts in panel],
        str(entry["LOCATION"]),
    )


async def _on_page(visitor: httpx2.AsyncClient) -> Named:
    answer = await visitor.get(EVENT, follow_redirects=True)
    assert answer.status_code == 200
    page = BeautifulSoup(answer.text, "html.parser")

    def texts(selector: str, within: Any = page) -> list[str]:
        return [" ".join(each.get_text().split()) for each in within.select(selector)]

    return Named(
        texts("h1")[0],
        [(texts("h3", each)[0], next(iter(texts(".place a", each)), None)) for each in page.select(".report")],
        texts(".p-category"),
        texts(".p-organizer"),
        [(texts("h3", each)[0], texts("li", each)) for each in page.select(".people > li")],
        texts(".p-location")[0],
    )
