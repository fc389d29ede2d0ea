"""Import merges by uid: what the file has is revised or added, what it does not mention stays."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from events.accounts.models import Activity
from events.calendar.models import EntryLife
from events.programme.models import LeadOffer
from events.programme.occasions import ItemSpeaker, ProgrammeItem
from events.storage import Store
from events.storage.files import File, FilePiece
from events.storage.slugs import FormerSlug
from events.transfer import Refused
from tests.stores import ALICE, NOW
from tests.transfer.documents import (
    ALEX,
    CHAIR,
    CHAIRS_ITEM,
    CHAIRS_POST,
    EVENT,
    ITEM,
    LAUNCH,
    OTHER,
    POST,
    SERIES,
    TOPIC,
    Document,
    a_document,
    one,
    taken_in,
    taken_out,
)

FORMAT = "launch-events/1"


@pytest.fixture
async def there(store: Store) -> Store:
    """A store that has the document already."""
    await taken_in(store, a_document())
    return store


def only(kind: str, *records: Document) -> Document:
    return {"format": FORMAT, kind: list(records)}


def the_event(**facts: Any) -> Document:
    event: Document = a_document()["events"][0] | facts
    return event


def the_launch(**facts: Any) -> Document:
    launch: Document = a_document()["launches"][0] | facts
    return launch


async def test_a_known_uid_is_revised_and_the_rest_stays(there: Store):
    before = await taken_out(there)

    summary = await taken_in(there, only("series", one(SERIES, slug="inside-out", title="Inside Out", parts=3)))

    assert str(summary) == "0 added, 1 revised, 0 as they were."
    assert await taken_out(there) == before.replace(b'"parts": null', b'"parts": 3')


@pytest.mark.parametrize(
    "revised", [{"hosts": []}, {"lead": OTHER}, {"hosts": [{"organisation": OTHER, "role": "partner", "grants": None}]}]
)
async def test_who_is_not_behind_a_launch_any_more_or_leads_it_by_now_is_not_asked_to_lead_it(
    there: Store, revised: Document
):
    behind = {"hosts": [{"organisation": OTHER, "role": "partner", "grants": "viewer"}]}
    merrow = only("organisations", one(OTHER, slug="merrow", name="Merrow Trust"))
    await taken_in(there, merrow | only("launches", the_launch(**behind)))
    async with there.transaction(now=NOW, by=ALICE) as db:
        db.add(LeadOffer(launch_id=UUID(LAUNCH), organisation_id=UUID(OTHER), by="Alice", at=NOW))

    await taken_in(there, only("launches", the_launch(**behind | {"title": "Paper Round again"})))
    async with there.whole() as db:
        assert (await db.scalars(select(LeadOffer))).one()

    await taken_in(there, only("launches", the_launch(**behind | revised)))
    async with there.whole() as db:
        assert (await db.scalars(select(LeadOffer))).all() == []


async def test_a_fact_that_is_left_out_stays_and_null_takes_it_away(there: Store):
    short = one(EVENT, slug="paper-round", title="Paper Round", launch=LAUNCH)
    before = await taken_out(there)

    await taken_in(there, only("events", short))
    unchanged = await taken_out(there)
    await taken_in(there, only("events", short | {"ends": None}))

    assert unchanged == before
    assert b'"starts": "18:30", "ends": null' in await taken_out(there)


async def test_a_list_is_replaced_by_uid(there: Store):
    speaker = one(OTHER, name="Sam Hill", role="keynote", state="confirmed", posts=[])

    await taken_in(there, only("events", the_event(speakers=[speaker])))

    exported = await taken_out(there)
    assert b"Sam Hill" in exported
    assert CHAIR.encode() not in exported
    assert CHAIRS_POST.encode() not in exported


async def test_a_person_may_speak_in_the_place_of_another_record(there: Store):
    """The old speaker is taken out before the new one, with the same person, comes in."""
    await taken_in(there, only("events", the_event(speakers=[one(OTHER, person=ALEX, name="Alex Reed")])))

    exported = await taken_out(there)
    assert CHAIR.encode() not in exported
    assert OTHER.encode() in exported


async def test_links_without_a_uid_are_replaced(there: Store):
    document = only("events", the_event(topics=[{"topic": OTHER}])) | {"topics": [one(OTHER, slug="b", name="B")]}

    await taken_in(there, document)

    assert f'"topics": [{{"topic": "{OTHER}"}}]'.encode() in await taken_out(there)


def an_item(**facts: Any) -> Document:
    """A part of the event, with its chair."""
    return one(ITEM, title="Welcome", speakers=[one(CHAIRS_ITEM, speaker=CHAIR)]) | facts


async def test_who_speaks_in_an_item_stays_where_a_file_of_old_says_nothing_of_it(there: Store):
    await taken_in(there, only("events", the_event(programme=[an_item()])))
    await taken_in(there, only("events", the_event(programme=[one(ITEM, title="Good evening")])))

    async with there.whole() as db:
        assert (await db.scalars(select(ItemSpeaker.speaker_id))).all() == [UUID(CHAIR)]


@pytest.mark.parametrize("programme", [{}, {"programme": [an_item(speakers=[])]}], ids=["unsaid", "said"])
async def test_a_speaker_leaves_the_panel_and_the_items_that_they_spoke_in(there: Store, programme: Document):
    await taken_in(there, only("events", the_event(programme=[an_item()])))
    without = {name: value for name, value in the_event(speakers=[]).items() if name != "programme"}

    await taken_in(there, only("events", without | programme))

    async with there.whole() as db:
        assert (await db.scalars(select(ItemSpeaker))).all() == []
        assert (await db.scalars(select(ProgrammeItem.title))).all() == ["Welcome"]


async def test_the_place_in_a_list_is_the_order(there: Store):
    items = [one(OTHER, title="Welcome"), *the_event()["programme"]]

    await taken_in(there, only("events", the_event(programme=items)))

    exported = (await taken_out(there)).decode()
    assert exported.index(OTHER) < exported.index(items[1]["uid"])
    assert f'"uid": "{OTHER}", "position": 0' in exported
    assert f'"uid": "{items[1]["uid"]}", "position": 1' in exported


async def test_what_was_issued_stays_when_a_list_leaves_it_out(there: Store):
    house = a_document()["organisations"][0]
    words = one(OTHER, version=2, text="Larch House asks again.")

    await taken_in(there, only("organisations", house | {"boilerplates": [words]}))

    exported = await taken_out(there)
    assert b"Larch House asks." in exported
    assert b"Larch House asks again." in exported


async def test_a_post_that_goes_leaves_the_words_of_its_listing(there: Store):
    person = a_document()["persons"][0] | {"affiliations": []}

    await taken_in(there, only("persons", person))

    exported = await taken_out(there)
    assert POST.encode() not in exported
    assert b'"role": "Director", "organisation_name": null' in exported


async def test_a_slug_can_pass_from_one_record_to_another(there: Store):
    """The record that gives it up goes first, wherever it stands in the file."""
    new = one(OTHER, slug="care", name="Care at home")

    summary = await taken_in(there, only("topics", new, one(TOPIC, slug="social-care", name="Care")))

    assert (summary.added, summary.revised, summary.same) == (1, 1, 0)
    exported = await taken_out(there)
    assert f'"uid": "{OTHER}", "slug": "care"'.encode() in exported
    assert f'"uid": "{TOPIC}", "slug": "social-care"'.encode() in exported


async def test_a_changed_slug_leads_on(there: Store):
    await taken_in(there, only("topics", one(TOPIC, slug="social-care", name="Care")))

    async with there.whole() as db:
        former = (await db.scalars(select(FormerSlug))).one()
    assert (former.kind, former.slug, str(former.row_id)) == ("topics", "care", TOPIC)


async def test_records_that_exchange_slugs_are_refused_in_a_sentence(there: Store):
    await taken_in(there, only("topics", one(OTHER, slug="b", name="B")))

    with pytest.raises(Refused, match="two records exchange what only one may have"):
        await taken_in(there, only("topics", one(OTHER, slug="care", name="B"), one(TOPIC, slug="b", name="Care")))


async def test_an_imported_change_is_logged_once_and_reaches_the_calendar(there: Store):
    await taken_in(there, only("events", the_event(starts="18:00")))

    async with there.whole() as db:
        lines = (await db.scalars(select(Activity).where(Activity.did == "changed"))).all()
        life = (await db.scalars(select(EntryLife))).one()
    assert [(line.by, line.kind, line.row_id) for line in lines] == [("import", "events", EVENT)]
    assert lines[0].after["starts"] == "18:00:00"
    assert life.sequence == 1


async def test_a_new_record_is_one_line_in_the_log(there: Store):
    async with there.whole() as db:
        kinds = sorted(await db.scalars(select(Activity.kind)))

    assert kinds == [
        "events", "launches", "organisations", "persons", "publications", "releases", "series", "topics",
    ]  # fmt: skip


async def test_a_calendar_that_is_served_goes_on_from_where_it_is(there: Store):
    older = {
        "sequence": 0,
        "created_at": "2020-01-01T00:00:00Z",
        "stamped_at": "2020-01-01T00:00:00Z",
        "facts": "0" * 64,
        "later_stamped_at": "2020-01-01T00:00:00Z",
        "later_facts": "0" * 64,
        "material": "0" * 64,
    }
    before = await taken_out(there)

    await taken_in(there, only("events", the_event(calendar=older)))

    assert await taken_out(there) == before


async def test_marks_that_turn_or_hide_text_are_taken_out_of_names(there: Store):
    await taken_in(there, only("topics", one(TOPIC, slug="care", name="\u202eC\u200bare \u2066 at  home\ufeff")))

    assert b'"name": "Care at home"' in await taken_out(there)


async def test_a_file_keeps_its_bytes_and_says_what_they_are(there: Store):
    file = one(OTHER, name="../../../etc/passwd", added_at=NOW.isoformat(), alt="A picture", content="JVBERi0xLjc=")

    await taken_in(there, only("files", file))
    await taken_in(there, only("files", file | {"content": "UEsDBA=="}))

    async with there.whole() as db:
        kept = (await db.scalars(select(File))).one()
        pieces = (await db.scalars(select(FilePiece.content))).all()
    assert (kept.name, kept.media_type, kept.size) == ("../../../etc/passwd", "application/zip", 4)
    assert pieces == [b"PK\x03\x04"]
