"""What a sheet takes from the rows of a release: all of it, and nothing that has no place there."""

from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy.orm.attributes import set_committed_value

from events.people.models import Boilerplate, Organisation, PressContact
from events.press import sheet
from events.press.models import (
    NoteToEditors,
    PinnedBoilerplate,
    Release,
    ReleaseContact,
    ReleaseVersion,
)
from events.press.sheet import Sheet
from events.programme.models import Author, Host, HostRole, Publication, Publisher
from events.programme.occasions import (
    Attendance,
    Event,
    SpeakerRole,
    SpeakerState,
    Status,
    Venue,
)
from tests import factories
from tests.stores import NOW, WHERE

Row = TypeVar("Row")


def test_a_sheet_holds_every_fact_of_a_joint_release() -> None:
    release, version = _a_release()
    made = _sheet(release, version, events=[_an_event()], publications=[_a_publication()])
    assert made.hosts == (
        sheet.Host("National Foundation for Waiting", "NFW", "https://nfw.example", "lead"),
        sheet.Host("Centre for Local Futures", None, None, "partner"),
        sheet.Host("Tidewater Trust", None, None, "funder"),
    )
    assert made.behind == (
        "National Foundation for Waiting (NFW) and Centre for Local Futures",
        "Funded by Tidewater Trust",
    )
    phone = sheet.Phone("+442079460182", "020 7946 0182", "+44 20 7946 0182")
    assert made.contacts == (sheet.Contact("Joanna Whitlock", "NFW", phone, None, "Weekdays", None),)
    assert made.about == (
        sheet.About("National Foundation for Waiting", "NFW", ("It waits.", "It counts."), "https://nfw.example"),
    )
    assert made.story.opening == "Bristol waits."
    assert len(made.story.notes) == 1
    assert made.facts == (
        (
            "The report",
            (
                "The Waiting Room: Time in public",
                "The second of three in the series Time and the State",
                "By Ruth Adeyemi and Ann Lee",
                "Published by National Foundation for Waiting (NFW)",
            ),
            "https://launch.example/publications/the-waiting-room",
        ),
        (
            "The launch",
            (
                "The Waiting Room",
                "Thursday 17 December 2026, 18.30 to 20.00 GMT (UTC+0)",
                "Tidewater Hall, Bristol, and online",
                "Ruth Adeyemi (chair): Director, National Foundation for Waiting; Fellow, Tidewater Trust",
                "To be announced",
            ),
            "https://launch.example/events/the-waiting-room",
        ),
    )
    assert made.address == "https://launch.example/press/an-hour-in-a-queue-costs-the-poorest-twice"


@pytest.mark.parametrize(
    ("facts", "now", "words"),
    [
        pytest.param({}, -1, "until 09.00 GMT (UTC+0), Monday 2 November 2026", id="before the lift"),
        pytest.param({}, 0, None, id="at the lift"),
        pytest.param({"held": True}, 0, "until further notice", id="held"),
        pytest.param({"lifts_at": None}, 0, "until further notice", id="no lift known"),
    ],
)
def test_an_embargo_is_printed_until_it_lifts(facts: dict[str, Any], now: int, words: str | None) -> None:
    embargo = factories.an_embargo(**{"lifts_at": NOW} | facts)
    release, version = _a_release(embargo=embargo)
    made = Sheet.of(release, version, site=WHERE, now=NOW + timedelta(seconds=now))
    assert made.embargo == words


def test_corrections_up_to_a_version_are_told_the_latest_first() -> None:
    release, first = _a_release()
    corrected = [
        ReleaseVersion(release_id=release.id, number=n, headline="x", issued_at=NOW, correction=f"No {n}.")
        for n in (4, 3, 2)
    ]
    _loaded(release, versions=[*corrected, first])
    for each in corrected:
        _loaded(each, notes=[], contacts=[], boilerplates=[])
    assert _sheet(release, corrected[1]).corrections == (
        sheet.Correction(3, date(2026, 11, 2), "No 3."),
        sheet.Correction(2, date(2026, 11, 2), "No 2."),
    )
    assert (_sheet(release, corrected[1]).replaced_by, _sheet(release, corrected[0]).replaced_by) == (4, None)


def test_an_organisation_that_may_not_be_seen_is_left_out() -> None:
    release, version = _a_release()
    for each in (*release.launch.hosts, version.contacts[0].contact, version.boilerplates[0].boilerplate):
        _loaded(each, organisation=None)
    made = _sheet(release, version)
    assert made.behind == ("National Foundation for Waiting (NFW)",)
    assert (made.contacts[0].organisation, made.about) == (None, ())


@pytest.mark.parametrize(
    ("facts", "venue", "place"),
    [
        pytest.param({}, None, None, id="to be announced"),
        pytest.param({"attendance": Attendance.ONLINE}, None, "Online", id="online"),
        pytest.param({}, "Tidewater Hall", "Tidewater Hall", id="in the room"),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(facts: dict[str, Any], venue: str | None, place: str | None) -> None:
    event = _an_event(venue=Venue(name=venue) if venue else None, **{"attendance": Attendance.ROOM} | facts)
    release, version = _a_release()
    assert _sheet(release, version, events=[event]).occasions[0].place == place


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (Status.CONFIRMED, None),
        (Status.TENTATIVE, "Tentative. Strike."),
        (Status.POSTPONED, "Postponed. Strike."),
        (Status.CANCELLED, "Cancelled. Strike."),
    ],
)
def test_a_launch_that_is_not_certain_says_so(status: Status, state: str | None) -> None:
    release, version = _a_release()
    event = _an_event(status=status, status_note="Strike.")
    assert _sheet(release, version, events=[event]).occasions[0].state == state


def test_a_report_outside_a_series_has_no_number() -> None:
    publication = _loaded(_a_publication(), series=None, authors=[], publishers=[])
    release, version = _a_release()
    (report,) = _sheet(release, version, publications=[publication]).reports
    assert report.lines == ("The Waiting Room: Time in public",)


def test_the_other_languages_are_told_with_their_addresses() -> None:
    release, version = _a_release()
    twin = Release(slug="awr", launch_id=release.launch_id, language="cy")
    assert _sheet(release, version, twins=[twin]).languages == (("cy", "https://launch.example/press/awr"),)


def _sheet(release: Release, version: ReleaseVersion, **rows: Any) -> Sheet:
    return Sheet.of(release, version, site=WHERE, now=NOW, **rows)


def _loaded(row: Row, **relations: Any) -> Row:
    """As a query would have loaded it."""
    for name, rows in relations.items():
        set_committed_value(row, name, rows)
    return row


_LEAD = factories.an_organisation("National Foundation for Waiting", short_name="NFW", website="https://nfw.example")
_PARTNER = factories.an_organisation("Centre for Local Futures")
_FUNDER = factories.an_organisation("Tidewater Trust")


def _a_release(**relations: Any) -> tuple[Release, ReleaseVersion]:
    launch = factories.a_launch(_LEAD)
    hosts = [_hosted(launch.id, _PARTNER, HostRole.PARTNER), _hosted(launch.id, _FUNDER, HostRole.FUNDER)]
    _loaded(launch, lead=_LEAD, hosts=hosts)
    release, version = factories.a_release(launch)
    assert isinstance(release, Release)
    assert isinstance(version, ReleaseVersion)
    contact = PressContact(organisation_id=_LEAD.id, name="Joanna Whitlock", phone="+442079460182", hours="Weekdays")
    boilerplate = Boilerplate(organisation_id=_LEAD.id, version=1, text="It\nwaits.\n\nIt counts.")
    _loaded(contact, organisation=_LEAD)
    _loaded(boilerplate, organisation=_LEAD)
    named = _loaded(ReleaseContact(version_id=version.id, contact_id=contact.id), contact=contact)
    pinned = _loaded(PinnedBoilerplate(version_id=version.id, boilerplate_id=boilerplate.id), boilerplate=boilerplate)
    note = NoteToEditors(version_id=version.id, position=1, text="Interviews on Monday.")
    _loaded(version, notes=[note], contacts=[named], boilerplates=[pinned])
    return _loaded(release, **{"launch": launch, "versions": [version], "embargo": None} | relations), version


def _hosted(launch_id: Any, organisation: Organisation, role: HostRole) -> Host:
    host = Host(launch_id=launch_id, organisation_id=organisation.id, role=role)
    return _loaded(host, organisation=organisation)


def _a_publication() -> Publication:
    publication = factories.a_publication(factories.a_launch(_LEAD), subtitle="Time in public", series_number=2)
    publisher = Publisher(publication_id=publication.id, organisation_id=_LEAD.id)
    return _loaded(
        publication,
        series=factories.a_series(),
        authors=[Author(publication_id=publication.id, name=name) for name in ("Ruth Adeyemi", "Ann Lee")],
        publishers=[_loaded(publisher, organisation=_LEAD)],
    )


def _an_event(**facts: Any) -> Event:
    """A chair with two posts, a place that is open, and somebody who is only asked as yet."""
    venue = facts.pop("venue", Venue(name="Tidewater Hall", place="Bristol"))
    event = factories.an_event(factories.a_launch(_LEAD), **{"attendance": Attendance.BOTH} | facts)
    chair = factories.a_speaker(event, factories.a_person(), role=SpeakerRole.CHAIR)
    posts = [factories.a_listed_post(chair, "Director", _LEAD), factories.a_listed_post(chair, "Fellow", _FUNDER)]
    asked = factories.a_speaker(event, factories.a_person("Ann Lee"), state=SpeakerState.INVITED)
    nobody = factories.a_speaker(event, None, state=SpeakerState.INVITED)
    speakers = [_loaded(chair, posts=posts), _loaded(asked, posts=[]), _loaded(nobody, posts=[])]
    return _loaded(event, venue=venue, speakers=speakers)
