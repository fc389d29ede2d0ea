"""A file with mistakes is refused whole, each mistake listed by its path; nothing is written."""

import io
import json
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from events import times
from events.storage import Store
from events.transfer import Refused, importing, rules
from events.transfer.document import KINDS
from tests.stores import NOW
from tests.transfer.documents import (
    ALEX,
    CHAIR,
    CHAIRS_ITEM,
    ELSE,
    HOUSE,
    ITEM,
    LAUNCH,
    OTHER,
    SERIES,
    TOPIC,
    Document,
    a_document,
    one,
    taken_in,
    taken_out,
)


def put(path: str, value: Any) -> Callable[[Document], None]:
    """Gives one place in a document another value; a place after the end of a list is a new item."""
    *way, last = (int(each) if each.isdigit() else each for each in path.split("."))

    def spoil(document: Any) -> None:
        for each in way:
            document = document[each]
        if isinstance(document, list) and last == len(document):
            document.append(value)
        else:
            document[last] = value

    return spoil


def drop(path: str, name: str) -> Callable[[Document], None]:
    def spoil(document: Any) -> None:
        for each in path.split("."):
            document = document[int(each) if each.isdigit() else each]
        del document[name]

    return spoil


def an_event(**facts: Any) -> Document:
    return one(OTHER, slug="another", title="Another", launch=LAUNCH) | facts


def told_apart(first: str, second: str) -> Document:
    return one(OTHER, kind="persons", first=first, second=second, by="Alice", at="2026-01-01T00:00:00Z")


def a_tombstone(**facts: Any) -> Callable[[Document], None]:
    """On the event, which is withdrawn."""
    usual = {"slug": "told", "title": "Told", "day": "2026-12-01", "begins_at": "2026-12-01T18:30:00Z"}

    def spoil(document: Document) -> None:
        document["events"][0] |= {"withdrawn_at": "2026-10-02T09:00:00Z", "tombstone": usual | facts}

    return spoil


ADDRESSED = "organisations, persons, venues, series, topics, publications, events, releases"
SENTENCES = {
    "an unknown list": (put("event", []), "event: is not known here; did you mean events?"),
    "another format": (
        put("format", "launch-events/9"),
        "format: is not launch-events/1, which is all that this version reads",
    ),
    "no list": (put("topics", {}), "topics: is not a list"),
    "no object": (put("topics.1", "care"), "topics[1]: is not an object"),
    "an unknown field": (put("events.0.speaker", []), "events[0].speaker: is not known here; did you mean speakers?"),
    "an unknown field far inside": (
        put("events.0.speakers.0.posts.0.rôle", "x"),
        "events[0].speakers[0].posts[0].rôle: is not known here; did you mean role?",
    ),
    "a missing field": (drop("events.0", "title"), "events[0].title: is missing"),
    "an empty text": (put("events.0.title", " \u200b"), "events[0].title: is empty; leave it out instead"),
    "a long text": (
        put("events.0.title", "x" * 300),
        "events[0].title: This is 300 characters long; at most 250 fit.",
    ),
    "a number for a text": (put("events.0.title", 7), "events[0].title: is not text"),
    "a control character": (
        put("events.0.speakers.0.name", "Al\0ex"),
        "events[0].speakers[0].name: Character 3 is a control character (U+0000); remove it.",
    ),
    "a lone surrogate": (
        put("persons.0.biography", "\ud800"),
        "persons[0].biography: Character 1 is half of one (U+D800); remove it.",
    ),
    "half of a character in a zone": (
        put("events.0.zone", "Europe/\ud800"),
        "events[0].zone: Character 8 is half of one (U+D800); remove it.",
    ),
    "half of a character in a name": (
        put("topics.0.\ud800", 1),
        "topics[0]: has a name with half of a character in it",
    ),
    "an unknown role": (
        put("events.0.speakers.0.role", "boss"),
        "events[0].speakers[0].role: is not one of chair, moderator, panellist, keynote, respondent, speaker",
    ),
    "no date": (put("events.0.day", "1 December"), "events[0].day: is not a date; write it as in 2010-04-14"),
    "a day that is none": (
        put("events.0.day", "2026-02-30"),
        "events[0].day: is not a date; write it as in 2010-04-14",
    ),
    "a year too far": (put("events.0.day", "9999-12-31"), "events[0].day: is outside the years 1000 to 9998"),
    "no time": (put("events.0.starts", "6 pm"), "events[0].starts: is not a time of day; write it as in 18:30"),
    "a moment without offset": (
        put("events.0.published_at", "2026-10-01T09:00:00"),
        "events[0].published_at: is not a moment with its offset; write it as in 2010-04-14T00:01:00+01:00",
    ),
    "a moment before time": (
        put("events.0.published_at", "0001-01-01T00:00:00+23:59"),
        "events[0].published_at: is outside the years 1000 to 9998",
    ),
    "a number for a moment": (
        put("events.0.published_at", 5),
        "events[0].published_at: is not a moment with its offset; write it as in 2010-04-14T00:01:00+01:00",
    ),
    "no zone": (
        put("events.0.zone", "BST"),
        "events[0].zone: “BST” is not a time zone we know; write it as in Europe/London.",
    ),
    "no uid": (
        put("events.0.uid", "7"),
        "events[0].uid: is not a uid; write it as in 0b5c8ae2-6f0d-4f43-9d3e-6a3f5d0c9e11",
    ),
    "a text for a number": (put("events.0.room_capacity", "80"), "events[0].room_capacity: is not a whole number"),
    "a number too large": (
        put("events.0.room_capacity", 2**31),
        "events[0].room_capacity: is too large; at most 2147483647 fits",
    ),
    "a flag in words": (
        put("events.0.speakers.0.shown_while_invited", "yes"),
        "events[0].speakers[0].shown_while_invited: is not true or false",
    ),
    "a number too large to be one": (
        put("venues", [one(OTHER, name="Hall", latitude=1e300, longitude=0)]),
        "venues[0].latitude: is not a number of a usual size",
    ),
    "a place not on earth": (
        put("venues", [one(OTHER, name="Hall", latitude=91, longitude=0)]),
        "venues[0].latitude: or longitude is not on earth",
    ),
    "no base64": (
        put("files", [one(OTHER, name="a.txt", added_at="2026-01-01T00:00:00Z", content="é")]),
        "files[0].content: is not base64",
    ),
    "a uid twice": (
        put("topics.1", one(TOPIC, slug="b", name="B")),
        "topics[1].uid: is that of another record in this file",
    ),
    "a uid twice in two records": (
        put("events.1", an_event(programme=[one(ITEM, title="Welcome")])),
        "events[1].programme[0].uid: is that of another record in this file",
    ),
    "a speaker of another event in an item": (
        put("events.1", an_event(programme=[one(ELSE, title="Welcome", speakers=[one(CHAIRS_ITEM, speaker=CHAIR)])])),
        "events[1].programme[0].speakers[0].speaker: is on the panel of another event",
    ),
    "a topic twice": (
        put("events.0.topics.1", {"topic": TOPIC}),
        "events[0].topics[1].topic: is that of another record in this file",
    ),
    "a slug twice": (put("topics.1", one(OTHER, slug="care", name="B")), "topics[1].slug: is also that of topics[0]"),
    "a number in a series twice": (
        put(
            "publications.1",
            one(OTHER, slug="b", title="B", launch=LAUNCH, series=SERIES, series_number=1),
        ),
        "publications[1].series_number: is also that of publications[0]",
    ),
    "a speaker twice": (
        put("events.0.speakers.1", one(OTHER, person=ALEX, name="Alex")),
        "events[0].speakers[1].person: is also that of events[0].speakers[0]",
    ),
    "a version twice by default": (
        put("releases.0.versions.1", one(OTHER, headline="Again")),
        "releases[0].versions[1].number: is also that of releases[0].versions[0]",
    ),
    "a reference to nothing": (
        put("events.0.venue", OTHER),
        "events[0].venue: is not the uid of anything in venues, here or in the database",
    ),
    "a reference to the wrong thing": (
        put("launches.0.lead", ALEX),
        "launches[0].lead: is not the uid of anything in organisations, here or in the database",
    ),
    "a former slug of nothing": (
        put("former_slugs", [{"kind": "events", "slug": "old", "row": HOUSE, "since": "2026-01-01T00:00:00Z"}]),
        "former_slugs[0].row: is not the uid of anything in events, here or in the database",
    ),
    "a former slug of what has none": (
        put("former_slugs", [{"kind": "launches", "slug": "old", "row": HOUSE, "since": "2026-01-01T00:00:00Z"}]),
        f"former_slugs[0].kind: is not one of {ADDRESSED}",
    ),
    "one told apart from nobody": (
        put("told_apart", [told_apart(ALEX, OTHER)]),
        "told_apart[0].second: is not the uid of anything in persons, here or in the database",
    ),
    "one told apart from itself": (
        put("told_apart", [told_apart(ALEX, ALEX)]),
        "told_apart[0].second: does not come after the first: of two uids the lesser comes first",
    ),
    "a time that the clocks skip": (
        put("events.1", an_event(day="2027-03-28", starts="01:30", zone="Europe/London")),
        "events[1].starts: The clocks go forward then; use 00.30 or 02.30.",
    ),
    "an end that comes twice": (
        put("events.1", an_event(day="2027-10-31", starts="00:30", ends="01:30", zone="Europe/London")),
        f"events[1].ends: {times.ExistsTwice()} (ends_second)",
    ),
    "an end before the start": (put("events.0.ends", "18:00"), "events[0].ends: is not after the start"),
    "a last day before the first": (
        put("events.0.last_day", "2026-11-01"),
        "events[0].last_day: is before the first day",
    ),
    "a start without a zone": (put("events.0.zone", None), "events[0].starts: needs a day and a zone"),
    "a contact without a way to reach it": (
        put("organisations.0.press_contacts.0.phone", None),
        "organisations[0].press_contacts[0].phone: is missing, and so is a mail address",
    ),
    "a tombstone without its title": (
        a_tombstone(title=" "),
        "events[0].tombstone.title: is empty; leave it out instead",
    ),
    "a tombstone with more than it says": (
        a_tombstone(description="x"),
        "events[0].tombstone.description: is not known here",
    ),
    "a tombstone with no address": (
        a_tombstone(slug="../../x"),
        "events[0].tombstone.slug: is not a slug; write it as in public-services-inside-out",
    ),
    "a tombstone with a line of its own": (
        a_tombstone(location="Here\0UID:x"),
        "events[0].tombstone.location: Character 5 is a control character (U+0000); remove it.",
    ),
    "a tombstone that ends too early": (
        a_tombstone(ends_at="2026-12-01T18:29:59Z"),
        "events[0].tombstone.ends_at: is before it begins",
    ),
    "a tombstone whose last day is too early": (
        a_tombstone(last_day="2026-11-30"),
        "events[0].tombstone.last_day: is before the first day",
    ),
    "a tombstone with half a place": (
        a_tombstone(latitude=51.5),
        "events[0].tombstone.latitude: and longitude go together",
    ),
    "a tombstone not on earth": (
        a_tombstone(latitude=51.5, longitude=181),
        "events[0].tombstone.latitude: or longitude is not on earth",
    ),
    "a tombstone of what is not withdrawn": (
        lambda document: (a_tombstone()(document), put("events.0.withdrawn_at", None)(document)),
        "events[0].tombstone: is of an event that is not withdrawn",
    ),
    "a move from no day": (
        put("events.0.moved_from", {"starts": "18:30"}),
        "events[0].moved_from.day: is missing",
    ),
    "a move from days in no order": (
        put("events.0.moved_from", {"day": "2026-12-18", "last_day": "2026-12-17"}),
        "events[0].moved_from.last_day: is before the first day",
    ),
    "a move from an hour in no zone": (
        put("events.0.moved_from", {"day": "2026-12-18", "starts": "18:30"}),
        "events[0].moved_from.starts: needs a zone, and starts_at for its moment",
    ),
    "a move from an end without a start": (
        put("events.0.moved_from", {"day": "2026-12-18", "ends": "18:30"}),
        "events[0].moved_from.ends: needs a time at which it starts",
    ),
    "a person without a listed name": (
        put("events.0.speakers.0.name", None),
        "events[0].speakers[0].name: is missing: a person is listed under a name",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "sentence"), SENTENCES.values(), ids=SENTENCES.keys())
async def test_a_mistake_is_told_by_its_path(store: Store, spoil: Callable[[Document], None], sentence: str):
    before = await taken_out(store)
    document = a_document()
    spoil(document)

    with pytest.raises(Refused) as refused:
        await taken_in(store, document)

    assert sentence in str(refused.value).splitlines()[1:]
    assert await taken_out(store) == before


async def test_all_mistakes_are_told_at_once_and_none_twice(store: Store):
    document = a_document()
    for spoil in (
        put("organisations.0.slug", "Larch House"),
        put("events.0.starts", "25:00"),
        put("events.0.speakers.0.posts.0.roll", "x"),
        put("launches.0.embargo", OTHER),
        put("events.1", an_event(day="2027-03-28", starts="01:30", zone="Europe/London", speakers=[{}])),
    ):
        spoil(document)

    with pytest.raises(Refused) as refused:
        await taken_in(store, document)

    first, *mistakes = str(refused.value).splitlines()
    assert first == "Nothing was imported: the file has 6 mistakes."
    assert sorted(mistakes) == [
        "events[0].speakers[0].posts[0].roll: is not known here; did you mean role?",
        "events[0].starts: is not a time of day; write it as in 18:30",
        "events[1].speakers[0].uid: is missing",
        "events[1].starts: The clocks go forward then; use 00.30 or 02.30.",
        "launches[0].embargo: is not the uid of anything in embargoes, here or in the database",
        "organisations[0].slug: is not a slug; write it as in public-services-inside-out",
    ]


async def test_a_thousand_mistakes_are_two_hundred_lines(store: Store):
    with pytest.raises(Refused) as refused:
        await taken_in(store, a_document() | {"topics": [{}] * 1000})

    lines = str(refused.value).splitlines()
    assert lines[0] == "Nothing was imported: the file has 3,001 mistakes."
    assert len(lines) == 202
    assert lines[-1] == "... and 2,801 more."


UNREADABLE = {
    "nothing": (b"", "The file does not begin with {, at line 1, character 1"),
    "a list": (b"\n []", "The file does not begin with {, at line 2, character 2"),
    "no text": (b'{"format": "\xff"}', "The file is not text in UTF-8"),
    "UTF-16": ('{"format": 1}'.encode("utf-16"), "The file is not text in UTF-8"),
    "a cut": (b'{"format": "launch-events/1", "events": [{"uid": "', "A text has no end, at line 1, character 50"),
    "a cut between records": (b'{"events": [', "A value is missing, at line 1, character 13"),
    "a missing comma": (b'{"events": []\n"venues": []}', "A comma is missing, at line 2, character 1"),
    "more after the end": (b"{} {}", "There is more after the end of the document, at line 1, character 4"),
    "a list twice": (b'{"events": [], "events": []}', "events is here a second time, at line 1, character 24"),
    "a name twice": (
        b'{"events": [{"uid": 1, "uid": 2}]}',
        "In the record that begins here, uid is given twice, at line 1, character 13",
    ),
    "NaN": (
        b'{"venues": [{"latitude": NaN}]}',
        "The record that begins here has a number that is none of JSON, at line 1, character 13",
    ),
    "an endless number": (
        b'{"events": [{"room_capacity": ' + b"9" * 5000 + b"}]}",
        "The record that begins here has a number that is none of JSON, at line 1, character 13",
    ),
    "a deep nest": (b'{"events": ' + b"[" * 100_000, "This is nested too deeply, at line 1, character 13"),
    "a raw control character": (
        b'{"events": [{"title": "a\0b"}]}',
        "A text has a control character that is not escaped, at line 1, character 25",
    ),
}


@pytest.mark.parametrize(("document", "sentence"), UNREADABLE.values(), ids=UNREADABLE.keys())
async def test_what_is_no_json_is_one_sentence(store: Store, document: bytes, sentence: str):
    with pytest.raises(Refused) as refused:
        await taken_in(store, document)

    assert str(refused.value).splitlines()[-1] == sentence


@pytest.mark.parametrize("size", [1, 7, 4096])
async def test_a_document_reads_alike_however_it_is_cut_into_pieces(store: Store, size: int, monkeypatch: Any):
    monkeypatch.setattr("events.transfer.reading._PIECE", size)
    document = json.dumps(a_document(), indent=1, ensure_ascii=False).encode()

    summary = await importing.read(store, io.BytesIO(document), now=NOW, progress=lambda doing, at: None)

    assert summary.added == 8


async def test_a_record_that_is_too_large_is_refused(store: Store, monkeypatch: Any):
    monkeypatch.setattr("events.transfer.reading._PIECE", 64)
    monkeypatch.setattr("events.transfer.reading._LARGEST_RECORD", 1000)

    with pytest.raises(Refused, match="One record is larger than 256 MB"):
        await taken_in(store, a_document() | {"topics": [one(OTHER, name="x" * 5000, slug="x")]})


async def test_a_slug_of_something_else_in_the_database_is_refused(store: Store):
    await taken_in(store, a_document())
    document = {"format": "launch-events/1", "topics": [one(OTHER, slug="care", name="Another")]}

    with pytest.raises(Refused, match=r"topics\[0\]\.slug: is that of another record in the database"):
        await taken_in(store, document)


async def test_a_part_of_something_else_cannot_move(store: Store):
    await taken_in(store, a_document())
    document = {"format": "launch-events/1", "events": [an_event(programme=[one(ITEM, title="Welcome")])]}

    with pytest.raises(Refused, match=r"events\[0\]\.programme\[0\]\.uid: is part of something else in the database"):
        await taken_in(store, document)


OVERWRITING = {
    "boilerplates": ("organisations.0.boilerplates.0.text", "organisations[0].boilerplates[0].text"),
    "headlines": ("releases.0.versions.0.headline", "releases[0].versions[0].headline"),
    "bodies": ("releases.0.versions.0.body", "releases[0].versions[0].body"),
}


@pytest.mark.parametrize(("place", "path"), OVERWRITING.values(), ids=OVERWRITING.keys())
async def test_what_was_issued_is_never_overwritten(store: Store, place: str, path: str):
    await taken_in(store, a_document())
    document = a_document()
    put(place, "Other words")(document)

    with pytest.raises(Refused) as refused:
        await taken_in(store, document)

    assert str(refused.value).splitlines()[1:] == [f"{path}: is never overwritten; add a version"]


async def test_a_contact_that_a_release_names_does_not_go(store: Store):
    await taken_in(store, a_document())
    before = await taken_out(store)
    house = a_document()["organisations"][0] | {"press_contacts": []}

    with pytest.raises(Refused, match=r"organisations\[0\]\.press_contacts: lacks .* release_contacts still refer to"):
        await taken_in(store, {"format": "launch-events/1", "organisations": [house]})

    assert await taken_out(store) == before


def test_every_rule_of_the_database_has_a_sentence():
    every = [each for kind in KINDS for each in kind.every()]

    assert {name for kind in every for name in rules.checks(kind.table)} == rules.SENTENCES.keys()
    for kind in every:
        fields = {fact.name for fact in kind.facts} | {"content"}
        assert {rules.SENTENCES[name][0] for name in rules.checks(kind.table)} <= fields


def test_what_is_never_overwritten_is_what_the_database_refuses(sqlite_url: str):
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        triggers = [
            sql for (sql,) in database.execute("SELECT sql FROM sqlite_master WHERE sql LIKE '%never overwritten%'")
        ]

    found = {}
    for trigger in triggers:
        columns, _, table = trigger.partition("UPDATE OF")[2].partition(" ON ")
        found[table.split()[0]] = {each.strip() for each in columns.split(",")}
    assert found == rules.NEVER_OVERWRITTEN


async def test_names_with_control_characters_do_not_reach_the_terminal(store: Store):
    with pytest.raises(Refused) as refused:
        await taken_in(store, a_document() | {"\x1b[2J\ud800": 1, "x" * 500: 1})

    assert str(refused.value).splitlines()[1:] == [
        "\\u001b[2J\\ud800: is not known here",
        f"{'x' * 60}...: is not known here",
    ]
