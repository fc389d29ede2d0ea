"""Two that are one are made one: nothing that named the one that goes is lost, and every address stays alive."""

import re
from datetime import date, timedelta
from typing import Any

import httpx2
from sqlalchemy import func, select

from events.accounts.models import Activity, Role
from events.people.models import Affiliation, Boilerplate, Organisation, Person, PressContact, PrivateFacts
from events.press.approval_models import Approval, Subject
from events.press.models import PinnedBoilerplate
from events.programme import merging
from events.programme.models import Author, Host, HostRole, Launch, Publisher
from events.programme.occasions import Event, ListedPost, Speaker, SpeakerState
from events.storage import Store
from tests.factories import (
    a_launch,
    a_listed_post,
    a_person,
    a_post,
    a_publication,
    a_release,
    a_speaker,
    an_event,
    an_organisation,
)
from tests.organisers import Office, hidden
from tests.sites import said
from tests.stores import ALICE, NOW, Save

PAGE = "/office/people/ada-quill/merging/ada-quill-2"
HOUSES = "/office/organisations/paper-round/merging/paper-round-trust"


def two_of_one(house: Organisation, **facts: Any) -> tuple[Person, Person]:
    kept = a_person("Ada Quill", kept_by_id=house.id)
    gone = a_person("Dr Ada Quill", slug="ada-quill-2", kept_by_id=house.id, **facts)
    return kept, gone


async def merged(editor: httpx2.AsyncClient, page: str = PAGE, **chosen: str) -> httpx2.Response:
    revision = hidden((await editor.get(page)).text, "revision")
    return await editor.post(page, data={"revision": revision, **chosen})


async def test_two_of_one_name_are_told_apart_by_their_posts(
    house: Organisation, editor: httpx2.AsyncClient, save: Save
):
    kept, gone = two_of_one(house)
    await save(
        kept,
        gone,
        a_post(kept, house, "Director"),
        a_post(kept, house, "Trustee", position=2),
        a_post(gone, house, None),
    )

    page = said((await editor.get(PAGE)).text)

    assert (
        "Posts Director, Larkfield Foundation; Trustee, Larkfield Foundation Stays Larkfield Foundation Stays" in page
    )


async def test_what_is_public_or_was_here_first_stays_whichever_of_the_two_somebody_began_with(
    house: Organisation, editor: httpx2.AsyncClient, save: Save, store: Store
):
    known, launch = a_person("Ottilie Brandreth", kept_by_id=house.id), a_launch(house, title="Dry Ground")
    event = an_event(launch, "Dry Ground")
    old, new = (a_person("Kit Hale", slug=slug, kept_by_id=house.id) for slug in ("kit-hale", "kit-hale-2"))
    misspelt = a_person("Otilie Brandreth", kept_by_id=house.id)
    await save(misspelt, launch, event, old)
    async with store.transaction(now=NOW + timedelta(hours=1), by=ALICE) as db:
        db.add_all([known, a_speaker(event, known), new])

    pages = {
        each.slug: (await editor.get(f"/office/people/{each.slug}/merging")).text for each in (misspelt, known, new)
    }

    for page in (pages["otilie-brandreth"], pages["ottilie-brandreth"]):  # the later one is public
        assert "/office/people/ottilie-brandreth/merging/otilie-brandreth" in page
        assert "/office/people/otilie-brandreth/merging/ottilie-brandreth" not in page
    assert "/office/people/kit-hale/merging/kit-hale-2" in pages["kit-hale-2"]


async def test_two_that_share_nothing_can_be_compared_from_the_page_of_either(office: Office, save: Save):
    house, other = an_organisation("Paper Round"), an_organisation("Strangers")
    await save(house, other, an_organisation("The Mill", kept_by_id=house.id))
    await save(a_person("Ada Quill", kept_by_id=house.id), a_person("A. Byron", kept_by_id=house.id))
    await save(a_person("Far Away", kept_by_id=other.id))
    editor = await office(Role.EDITOR, house)

    for place, this, like in (("people", "ada-quill", "a-byron"), ("organisations", "paper-round", "the-mill")):
        way = f"/office/{place}/{this}/merging"
        assert f'href="{way}">The same as another?' in (await editor.get(f"/office/{place}/{this}")).text
        page = (await editor.get(way)).text
        assert re.findall(rf'href="({way}/[^"]+)"', page) == [f"{way}/{like}"]
        assert (await editor.get(f"{way}/{like}")).status_code == 200
        assert (await (await office(Role.VIEWER, house)).get(way)).status_code == 403
        assert (await (await office(Role.OWNER, other)).get(way)).status_code == 404
    back = re.findall(r'href="(\S+/merging/[^"]+)"', (await editor.get("/office/organisations/the-mill/merging")).text)
    # who works at the one that goes would work at the other, as its owner decides: it stays, whoever begins
    assert back == ["/office/organisations/paper-round/merging/the-mill"]


def test_every_foreign_key_that_may_name_what_goes_has_a_rule():
    """A table that comes later must say here what becomes of its rows."""
    merging_kinds, seen = ["persons", "organisations"], set()
    while merging_kinds:
        for key in merging.naming(kind := merging_kinds.pop()):
            name = f"{key.parent.table.name}.{key.parent.name}"
            assert name in merging.RULES, f"{name} names {kind}, and programme/merging.py has no rule for it"
            if merging.RULES[name] is not None and key.parent.table.name not in seen:
                merging_kinds.append(key.parent.table.name)
                seen.add(key.parent.table.name)
            seen.add(name)

    assert {each for each in seen if "." in each} == set(merging.RULES)


async def test_those_who_share_something_are_offered_and_strangers_are_not(office: Office, save: Save):
    house, other = an_organisation(), an_organisation("Merrow Trust")
    orcid = "0000-0002-1825-0097"
    kept, gone = two_of_one(house)
    marsh = [a_person(name, kept_by_id=house.id, orcid=orcid) for name in ("Ida Marsh", "I. Marsh")]
    mail = [a_person(name, kept_by_id=house.id) for name in ("Kit Hale", "Christopher Hale")]
    facts = [PrivateFacts(person_id=each.id, mail="kit@hale.example") for each in mail]
    theirs = a_person("Ada Quill", slug="theirs", kept_by_id=other.id)
    hyphen = [a_person(name, kept_by_id=house.id) for name in ("Dr Bo Stone-Reed", "Bo Stone Reed")]
    await save(house, other, kept, gone, *marsh, *mail, *facts, *hyphen, theirs)
    await save(a_person("Zoë Okonjo", kept_by_id=house.id))
    editor = await office(Role.EDITOR, house)

    page = (await editor.get("/office/people/duplicates")).text

    for share in ("The same name", "The same orcid", "The same mail address"):
        assert share in said(page)
    assert PAGE in page
    assert "Stone-Reed" in page
    assert "theirs" not in page
    assert "Okonjo" not in page


async def test_organisations_share_a_name_in_full_or_in_short_however_it_is_typed(office: Office, save: Save):
    house = an_organisation()
    names = ("The Merrow Trust", "Merrow Trust.", "UNW", "Union of Night Workers", "Queue Theory")
    short = {"Union of Night Workers": "UNW", "Queue Theory": "Queue Theory"}
    every = [an_organisation(each, short_name=short.get(each), kept_by_id=house.id) for each in names]
    for number, each in enumerate(every):
        each.slug = f"house-{number}"
    await save(house, *every)
    editor = await office(Role.EDITOR, house)

    page = said((await editor.get("/office/organisations/duplicates")).text)

    assert page.count("Compare house-") == 2
    assert "house-0 and house-1" in page
    assert "house-2 and house-3" in page


async def test_two_who_are_told_apart_are_not_offered_again_until_somebody_asks(office: Office, save: Save):
    house, other = an_organisation(), an_organisation("Merrow Trust")
    kept, gone = two_of_one(house)
    third = a_person("Ada Quill", slug="ada-quill-3", kept_by_id=house.id)
    theirs = a_person("Ada Quill", slug="theirs", kept_by_id=other.id)
    await save(house, other, kept, gone, third, theirs)
    editor = await office(Role.EDITOR, house)
    assert "Compare ada-quill and ada-quill-2" in await _offered(editor)

    assert (await editor.post("/office/people/ada-quill-2/apart/ada-quill")).status_code == 303  # in either order
    assert (await editor.post("/office/people/ada-quill/apart/ada-quill-2")).status_code == 303  # and twice

    page = await _offered(editor)
    assert "ada-quill and ada-quill-2" not in page.partition("Told apart")[0]
    assert "Compare ada-quill and ada-quill-3" in page
    await editor.post("/office/people/ada-quill/apart/ada-quill-3")
    assert "Compare ada-quill-2 and ada-quill-3" in await _offered(editor)
    await editor.post("/office/people/ada-quill-2/apart/ada-quill-3")
    page = await _offered(editor)
    assert "No two others share" in page
    assert "Ada Quill ada-quill and Dr Ada Quill ada-quill-2 by Alice, Monday 2 November 2026" in page

    await editor.post("/office/people/ada-quill/apart/ada-quill-2/removal")

    assert "Compare ada-quill and ada-quill-2" in await _offered(editor)
    assert "Told apart" not in await _offered(await office(Role.EDITOR, other))
    assert (await editor.post("/office/people/ada-quill/apart/theirs")).status_code == 404
    await editor.post("/office/people/ada-quill/apart/ada-quill-3/removal")
    assert (await merged(editor)).status_code == 303  # and whoever was told apart can still be made one
    page = await _offered(editor)
    assert "No two others share" in page  # what was said of the one that is gone holds for the other
    assert "ada-quill-3 by Alice" in page


async def _offered(editor: httpx2.AsyncClient) -> str:
    return said((await editor.get("/office/people/duplicates")).text)


async def test_all_that_named_one_person_names_the_other(office: Office, save: Save, store: Store):
    house = an_organisation()
    kept, gone = two_of_one(house)
    launch = a_launch(house)
    both, one = an_event(launch, "Both"), an_event(launch, "One")
    on_both = [a_speaker(both, kept, state=SpeakerState.INVITED), a_speaker(both, gone, position=2)]
    on_one, report = a_speaker(one, gone), a_publication(launch)
    post = a_post(gone, house, "Trustee")
    contact = PressContact(organisation_id=house.id, name="Ada", mail="a@quill.example", person_id=gone.id)
    asked = Approval(
        launch_id=launch.id,
        subject=Subject.LISTING,
        speaker_id=on_both[1].id,
        person_id=gone.id,
        name="Ada Quill",
        mail="a@quill.example",
        number=1,
        sha256="0" * 64,
        asked_at=NOW,
    )
    await save(house, kept, gone, launch, both, one, *on_both, on_one, report, contact, asked)
    await save(a_post(kept, house, "Director"), a_post(gone, house, "Director", position=0), post)
    await save(Author(publication_id=report.id, name="A. Quill", person_id=gone.id))
    await save(PrivateFacts(person_id=gone.id, mail="ada@quill.example"))
    await save(a_listed_post(on_both[1], "Trustee", house, affiliation_id=post.id))
    editor = await office(Role.EDITOR, house)

    assert "2 places on panels" in said((await editor.get(PAGE)).text)
    assert (await merged(editor)).headers["location"] == "/office/people/ada-quill#h-receipts"

    async with store.whole() as db:
        assert await db.get(Person, gone.id) is None
        speakers = (await db.scalars(select(Speaker).order_by(Speaker.event_id))).all()
        assert {(each.event_id, each.person_id, each.name) for each in speakers} == {
            (both.id, kept.id, "Ada Quill"),
            (one.id, kept.id, "Ada Quill"),
        }
        assert {each.state for each in speakers} == {SpeakerState.CONFIRMED}
        assert await db.scalar(select(Approval.speaker_id)) == on_both[0].id
        listed = (await db.scalars(select(ListedPost))).one()
        assert (listed.speaker_id, listed.affiliation_id) == (on_both[0].id, post.id)
        roles = await db.scalars(select(Affiliation).order_by(Affiliation.position))
        assert [(each.person_id, each.role) for each in roles] == [(kept.id, "Director"), (kept.id, "Trustee")]
        for column in (Author.person_id, PressContact.person_id, Approval.person_id, PrivateFacts.person_id):
            assert (str(column), (await db.scalars(select(column))).all()) == (str(column), [kept.id])
        did = await db.scalars(select(Activity.did).where(Activity.kind == "persons", Activity.row_id == str(gone.id)))
        assert "deleted" in did.all()


async def test_each_field_is_as_chosen_and_what_one_leaves_open_the_other_fills(
    office: Office, save: Save, store: Store
):
    house = an_organisation()
    kept, gone = two_of_one(house, biography="Counts.", pronouns="she/her")
    kept.biography = "Counted."
    facts = [PrivateFacts(person_id=kept.id, mail="old@quill.example", mobile="+442079460182")]
    facts.append(PrivateFacts(person_id=gone.id, mail="new@quill.example", salutation="Dear Ada"))
    await save(house, kept, gone, *facts)
    editor = await office(Role.EDITOR, house)

    await merged(editor, biography="gone", mail="gone", name="kept")

    async with store.whole() as db:
        person = (await db.scalars(select(Person))).one()
        private = (await db.scalars(select(PrivateFacts))).one()
    assert (person.name, person.biography, person.pronouns) == ("Ada Quill", "Counts.", "she/her")
    assert (private.mail, private.mobile, private.salutation) == ("new@quill.example", "+442079460182", "Dear Ada")


async def test_every_address_stays_alive_and_entries_stay_the_same_entries(office: Office, save: Save, client, store):
    house = an_organisation()
    kept, gone = two_of_one(house)
    launch = a_launch(house)
    coming, over = an_event(launch, "To come"), an_event(launch, "Over", day=date(2026, 3, 1))
    speaking = [a_speaker(each, gone) for each in (coming, over)]
    await save(house, kept, gone, launch, coming, over, *speaking)
    editor = await office(Role.EDITOR, house)
    revision = hidden((await editor.get("/office/people/ada-quill-2")).text, "revision")
    former = {"revision": revision, "name": "Dr Ada Quill"}
    assert (await editor.post("/office/people/ada-quill-2", data=former)).status_code == 303
    before = re.findall(r"UID:\S+", (await client.get("/events/to-come.ics")).text)

    await merged(editor)

    for old, new in (
        ("/people/ada-quill-2", "/people/ada-quill"),
        ("/people/ada-quill-2.ics", "/people/ada-quill.ics"),
    ):
        answer = await client.get(old)
        assert (answer.status_code, answer.headers["location"]) == (301, new)
        assert (await client.get(new)).status_code == 200
    moved = await editor.get("/office/people/ada-quill-2")
    assert (moved.status_code, moved.headers["location"]) == (301, "/office/people/ada-quill")
    sent = await editor.post("/office/people/ada-quill-2", data=former)
    assert sent.status_code == 404  # what was typed about the one that is gone is not said of the other
    stranger = await office(Role.EDITOR)
    assert (await stranger.get("/office/people/ada-quill-2")).status_code == 404
    entry = (await client.get("/events/to-come.ics")).text
    assert re.findall(r"UID:\S+", entry) == before
    assert "Ada Quill" in entry
    assert "Dr Ada Quill" not in entry
    assert "Dr Ada Quill" in (await client.get("/events/over")).text
    async with store.whole() as db:
        assert {each.id for each in await db.scalars(select(Event))} == {coming.id, over.id}


async def test_all_that_named_one_organisation_names_the_other(office: Office, save: Save, store: Store, client):
    house = an_organisation()
    kept = an_organisation("Paper Round", kept_by_id=house.id)
    gone = an_organisation("Paper Round Trust", kept_by_id=house.id, published_at=NOW - timedelta(days=1))
    launch = a_launch(house)
    led = a_launch(gone, title="Led")
    event, report, person = an_event(launch), a_publication(launch), a_person("Ada Quill", kept_by_id=gone.id)
    speaker = a_speaker(event, person)
    hosts = [
        Host(launch_id=each.id, organisation_id=one.id, role=HostRole.PARTNER)
        for each, one in ((launch, kept), (launch, gone), (led, kept))
    ]
    said_of = [
        Boilerplate(organisation_id=one.id, version=n, text=words)
        for one, n, words in ((kept, 1, "We began."), (kept, 2, "We went on."), (gone, 1, "A trust."))
    ]
    await save(house, kept, gone, launch, led, event, report, person, speaker, *hosts, *said_of)
    await save(a_post(person, gone, "Editor"), a_listed_post(speaker, "Editor", gone))
    await save(*(Publisher(publication_id=report.id, organisation_id=each.id) for each in (kept, gone)))
    await save(PressContact(organisation_id=gone.id, name="Jo Reed", mail="jo@paper.example"))
    release, version = a_release(launch)
    await save(release, version, PinnedBoilerplate(version_id=version.id, boilerplate_id=said_of[2].id))
    editor = await office(Role.EDITOR, house)

    assert (await merged(editor, HOUSES)).headers["location"] == "/office/organisations/paper-round#h-receipts"

    async with store.whole() as db:
        assert await db.get(Organisation, gone.id) is None
        assert [(each.launch_id, each.organisation_id) for each in await db.scalars(select(Host))] == [
            (launch.id, kept.id)
        ]
        assert await db.scalar(select(Launch.lead_id).where(Launch.id == led.id)) == kept.id
        columns: list[Any] = [Affiliation.organisation_id, Publisher.organisation_id, PressContact.organisation_id]
        for column in (*columns, ListedPost.organisation_id, Person.kept_by_id):
            assert (str(column), (await db.scalars(select(column))).all()) == (str(column), [kept.id])
        versions = await db.scalars(select(Boilerplate).order_by(Boilerplate.version))
        assert [each.text for each in versions] == ["We began.", "We went on.", "A trust.", "We went on."]
        pinned = await db.scalar(select(Boilerplate.text).join(PinnedBoilerplate))
        assert pinned == "A trust."
    assert "Editor, Paper Round" in said((await client.get("/events/the-waiting-room")).text)
    for suffix in ("", ".ics"):
        answer = await client.get(f"/organisations/paper-round-trust{suffix}")
        assert (answer.status_code, answer.headers["location"]) == (301, f"/organisations/paper-round{suffix}")
    moved = await editor.get("/office/organisations/paper-round-trust")
    assert (moved.status_code, moved.headers["location"]) == (301, "/office/organisations/paper-round")


async def test_a_merger_leaves_a_receipt_of_what_moved_which_addresses_lead_on_and_what_stays(
    office: Office, save: Save
):
    house = an_organisation()
    kept, gone = two_of_one(house, biography="Counts.")
    kept.biography = "Counted."
    launch = a_launch(house)
    event = an_event(launch, "To come")
    release, version = a_release(launch, version={"body": "“Late,” said Dr Ada Quill."})
    await save(house, kept, gone, launch, event, a_speaker(event, gone), a_publication(launch), release, version)
    await save(
        PrivateFacts(person_id=kept.id, mobile="+442079460182"), PrivateFacts(person_id=gone.id, mobile="+442079460183")
    )
    editor = await office(Role.EDITOR, house)
    before = said((await editor.get(PAGE)).text)

    after = said((await editor.get((await merged(editor)).headers["location"])).text)

    for told in (
        "1 place on a panel",
        "The event “To come”, /events/to-come",
        "/people/ada-quill-2 leads to /people/ada-quill, and so does its calendar feed",
        "has “Dr Ada Quill” in its own text, and keeps it",
    ):
        assert told in before
        assert told in after
    assert "“Dr Ada Quill” and “Ada Quill” are one now" in after
    assert "Not taken over: Name “Dr Ada Quill”, Sorted as “Dr Ada Quill” and Biography “Counts.”" in after
    assert "0183" not in after.partition("What became of it")[2].partition("Where it appears")[0]
    third = a_person("Ada Q.", slug="ada-q", kept_by_id=house.id)
    await save(third)
    await merged(editor, "/office/people/ada-q/merging/ada-quill")
    assert "“Dr Ada Quill” and “Ada Quill” are one now" in said((await editor.get("/office/people/ada-q")).text)


async def test_who_looks_after_an_organisation_later_reads_on_its_receipts_what_everybody_may_see(
    office: Office, save: Save
):
    """Whoever kept it for want of an organiser there had drafts of their own with it; its owner came after."""
    house, kept, gone = an_organisation(), an_organisation("Paper Round"), an_organisation("Paper Round Trust")
    kept.kept_by_id = gone.kept_by_id = house.id
    launch, speaker = a_launch(house, title="Ours"), a_person()
    events = [an_event(launch, "Out already"), an_event(launch, "Still a draft", published_at=None)]
    on_stage = [a_speaker(each, speaker) for each in events]
    listed = [a_listed_post(each, "Chair", gone) for each in on_stage]
    hosts = Host(launch_id=launch.id, organisation_id=gone.id, role=HostRole.PARTNER)
    await save(house, kept, gone, launch, speaker, events, on_stage, listed, hosts)
    editor = await office(Role.OWNER, house)
    before = said((await editor.get(HOUSES)).text)
    assert (await merged(editor, HOUSES)).status_code == 303

    read = said((await (await office(Role.OWNER, kept)).get("/office/organisations/paper-round")).text)

    named = ["The launch “Ours”", "The event “Out already”", "The event “Still a draft”"]
    assert [each for each in named if each in before] == named
    assert [each for each in named if each in read] == ["The event “Out already”"]


async def test_the_other_of_two_is_found_by_words_and_by_page(office: Office, save: Save):
    house = an_organisation()
    many = [a_person(f"Ada Number {n}", kept_by_id=house.id) for n in range(25)]
    await save(house, a_person("Ada Quill", kept_by_id=house.id), *many, a_person("Zoë Okonjo", kept_by_id=house.id))
    await save(*(an_organisation(each, kept_by_id=house.id) for each in ("The Mill", "Paper Round")))
    editor = await office(Role.EDITOR, house)
    way = "/office/people/ada-quill/merging"

    found = (await editor.get(way, params={"q": "okonjo"})).text
    none = (await editor.get(way, params={"q": "nobody such"})).text
    first, last = (await editor.get(way)).text, (await editor.get(way, params={"page": "2"})).text

    assert re.findall(rf'href="({way}/[^"]+)"', found) == [f"{way}/zoe-okonjo"]
    assert "No other with “nobody such”" in said(none)
    assert "Page 1 of 2" in said(first)
    assert f"{way}/zoe-okonjo" in last
    houses = (await editor.get("/office/organisations/the-mill/merging", params={"q": "paper"})).text
    assert "/merging/paper-round" in houses


async def test_whose_name_is_most_alike_stands_first_among_the_others(office: Office, save: Save):
    house = an_organisation()
    names = ["Ada Moss", "Bo Stone", "Dr Zoe Okonjo", "Zoë M. Okonjo-Hale", "Zed Quill", "Zoe Okonjio"]
    await save(house, *(a_person(each, kept_by_id=house.id) for each in ("Zoë Okonjo", *names)))
    await save(*(an_organisation(f"{each} Foundation", kept_by_id=house.id) for each in ("Alder", "Merrow", "Quill")))
    await save(an_organisation("The Merrow Trust", kept_by_id=house.id))
    editor = await office(Role.EDITOR, house)

    people = (await editor.get("/office/people/zoe-okonjo/merging")).text
    houses = (await editor.get("/office/organisations/merrow-foundation/merging")).text

    listed = re.findall(r'<a href="/office/people/[^"]+"><b><bdi>([^<]+)', people)
    assert listed == ["Dr Zoe Okonjo", "Zoe Okonjio", "Zoë M. Okonjo-Hale", "Ada Moss", "Bo Stone", "Zed Quill"]
    assert re.findall(r'<a href="/office/organisations/[^"]+"><b><bdi>([^<]+)', houses)[0] == "The Merrow Trust"


async def test_nobody_is_let_into_an_organisation_by_a_merger(office: Office, save: Save, store: Store):
    ours, theirs = an_organisation("Paper Round"), an_organisation("Paper Round Trust")
    await save(ours, theirs)
    owner = await office(Role.OWNER, ours)
    await office(Role.OWNER, theirs, name="Bob")

    assert (await owner.get(HOUSES)).status_code == 404
    assert (await owner.post(HOUSES, data={"revision": "1 1"})).status_code == 404


async def test_a_page_that_lay_open_merges_nothing(office: Office, save: Save, store: Store):
    house = an_organisation()
    kept, gone = two_of_one(house)
    await save(house, kept, gone)
    editor = await office(Role.EDITOR, house)
    revision = hidden((await editor.get(PAGE)).text, "revision")
    page = (await editor.get("/office/people/ada-quill-2")).text
    data = {"revision": hidden(page, "revision"), "name": "Ada Quilt"}
    await editor.post("/office/people/ada-quill-2", data=data)

    answer = await editor.post(PAGE, data={"revision": revision})

    assert answer.status_code == 422
    assert "Somebody changed one of them" in said(answer.text)
    assert (await editor.get("/office/people/ada-quill/merging/ada-quill")).status_code == 404
    async with store.whole() as db:
        assert await db.scalar(select(func.count()).select_from(Person)) == 2
