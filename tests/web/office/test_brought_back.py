"""What was taken away comes back with all that went with it, and names whatever became of what it named."""

import re
from datetime import date
from typing import Any

import httpx2
import pytest
from sqlalchemy import delete, select

from events.accounts.models import Activity, Role
from events.people.models import Affiliation, Organisation
from events.press.approval_models import ApprovalLink
from events.programme import events, venues
from events.programme.models import Author, Launch
from events.programme.occasions import Event, ListedPost, Speaker, Venue
from events.storage import Store
from tests.factories import a_listed_post, a_person, a_post, a_publication, a_speaker, an_organisation
from tests.organisers import Office, act, hidden
from tests.press.signing import Stage
from tests.sites import said
from tests.stores import ALICE, NOW, Save

PANEL = "/office/events/the-waiting-room/speakers"
NEVER = "Never list me there."


@pytest.fixture
async def stage(store: Store, save: Save) -> Stage:
    stage = Stage(store)
    await save(*stage.rows)
    return stage


async def test_who_comes_back_to_a_panel_comes_back_with_what_they_said_of_their_listing(
    stage: Stage, office: Office, client: httpx2.AsyncClient
):
    link = f"/approve/{await stage.ask(stage.listing)}"
    await _answered(client, link, "decline")
    editor = await office(Role.EDITOR, stage.lead)
    place, sign_off = f"{PANEL}/{stage.speaker.id}", f"/office/launches/{stage.launch.id}/approvals"
    before = said((await editor.get(sign_off)).text)
    assert (await _published(editor, stage)).status_code == 422
    told = said((await editor.get(f"{place}/removal")).text)
    assert (await act(editor, f"{place}/removal")).status_code == 303
    assert ((await client.get(link)).status_code, NEVER in before) == (404, True)
    page = await _to_return(editor, "removed the speaker")

    assert (await _back(editor, page)).status_code == 303

    assert (
        "Ruth Adeyemi was asked to approve how this place is listed. What they answered is taken away with it" in told
    )
    assert "With one sign-off that went with it, and what was said there" in said(page.text)
    assert (await _published(editor, stage)).status_code == 422
    assert said((await editor.get(sign_off)).text) == before
    assert NEVER in said((await client.get(link)).text)
    assert await stage.missing() == ["Ruth Adeyemi cannot approve the listing."]


async def test_whoever_replaces_a_speaker_reads_what_becomes_of_their_sign_off(stage: Stage, office: Office):
    await stage.ask(stage.listing)
    editor = await office(Role.EDITOR, stage.lead)
    place = f"{PANEL}/{stage.speaker.id}/replacement"
    page = (await editor.get(place)).text

    taken = {"somebody": "Kit Hale, Editor, Paper Round", "state": "confirmed", "old": "never"}
    done = await editor.post(place, data=taken | {"revision": hidden(page, "revision")})

    told = "The sign-off: Ruth Adeyemi was asked to approve how this place is listed. What they answered is taken away"
    assert f"If they are taken off: {told}" in said(page)
    assert told in said((await editor.get(done.headers["location"])).text)


async def test_what_goes_with_a_sign_off_is_kept_for_its_return_and_is_no_line_of_the_log(
    stage: Stage, office: Office, client: httpx2.AsyncClient
):
    link = f"/approve/{await stage.ask(stage.listing)}"
    await _answered(client, link, "decline")
    async with stage.store.whole() as db:
        kept = (await db.scalars(select(ApprovalLink.token_hash))).one()
    editor = await office(Role.EDITOR, stage.lead)
    await act(editor, f"{PANEL}/{stage.speaker.id}/removal")

    pages = [(await editor.get(f"/office/{each}log")).text for each in ("", f"launches/{stage.launch.id}/")]

    async with stage.store.whole() as db:
        deleted = (await db.scalars(select(Activity).where(Activity.did == "deleted"))).all()
    assert kept in str([each.before for each in deleted])
    assert link.rpartition("/")[2] not in str([each.before for each in deleted])
    for page in pages:
        assert "removed the approval: Ruth Adeyemi" in said(page)
        for untold in ("approval step", "approval link", kept, "Sha256"):
            assert untold not in page


async def test_an_answer_that_an_older_log_did_not_keep_is_not_given(
    stage: Stage, office: Office, client: httpx2.AsyncClient
):
    await _answered(client, f"/approve/{await stage.ask(stage.listing)}", "decline")
    editor = await office(Role.EDITOR, stage.lead)
    await act(editor, f"{PANEL}/{stage.speaker.id}/removal")
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        await db.execute(delete(Activity).where(Activity.kind.in_(("approval_steps", "approval_links"))))

    await _back(editor, await _to_return(editor, "removed the speaker"))

    assert await stage.missing() == ["Ruth Adeyemi has not answered yet about the listing."]
    assert (await editor.get(f"/office/launches/{stage.launch.id}/approvals")).status_code == 200
    assert (await _published(editor, stage)).status_code == 422


async def test_who_comes_back_listed_otherwise_than_they_approved_is_asked_again(
    stage: Stage, office: Office, client: httpx2.AsyncClient
):
    await stage.approved(stage.listing)
    editor = await office(Role.EDITOR, stage.lead)
    await act(editor, f"{PANEL}/{stage.speaker.id}/removal")
    page = await _to_return(editor, "removed the speaker")
    await stage.edit(stage.event, day=date(2026, 12, 18))

    await _back(editor, page)

    assert await stage.missing() == ["Ruth Adeyemi answered about the listing before the words were changed."]
    async with stage.store.transaction(now=NOW, by=ALICE) as db:
        (await db.get_one(Event, stage.event.id)).day = stage.event.day
    assert await stage.missing() == []


async def test_nobody_is_asked_again_who_was_asked_no_more_before_they_were_taken_off(
    stage: Stage, office: Office, client: httpx2.AsyncClient
):
    link = f"/approve/{await stage.ask(stage.listing)}"
    editor = await office(Role.EDITOR, stage.lead)
    await act(editor, f"/office/launches/{stage.launch.id}/approvals/{(await stage.approval()).id}/revocation")
    told = said((await editor.get(f"{PANEL}/{stage.speaker.id}/removal")).text)
    await act(editor, f"{PANEL}/{stage.speaker.id}/removal")

    await _back(editor, await _to_return(editor, "removed the speaker"))

    assert "was asked to approve" not in told
    assert (await client.get(link)).status_code == 404
    assert await stage.missing() == []


async def test_what_named_one_who_was_merged_since_comes_back_naming_the_one_who_stays(
    office: Office, house: Organisation, save: Save, store: Store
):
    first, second, third = (a_person(f"{name} Quill", kept_by_id=house.id) for name in ("A.", "Ada", "Dr Ada"))
    event = await _event(store)
    speaker, post = a_speaker(event, first), a_post(first, house, "Clerk")
    listed = a_listed_post(speaker, "Clerk", house, affiliation_id=post.id)
    await save(first, second, third, speaker, post, listed)
    editor = await office(Role.EDITOR, house)
    await act(editor, f"{PANEL}/{speaker.id}/removal")
    await _removed(store, post)
    await _merged(editor, "people/ada-quill", "a-quill")
    await _merged(editor, "people/dr-ada-quill", "ada-quill")
    renamed = {"revision": hidden((await editor.get("/office/people/dr-ada-quill")).text, "revision")}
    await editor.post("/office/people/dr-ada-quill", data=renamed | {"name": "Ada Quill-Hale", "address": "a-quill"})

    for words in ("removed the post", "removed the speaker"):
        page = await _to_return(editor, words)
        assert "Ada Quill-Hale" in said(page.text)
        assert (await _back(editor, page)).status_code == 303

    async with store.whole() as db:
        assert (await db.scalars(select(Affiliation.person_id))).all() == [third.id]
        assert (await db.scalars(select(Speaker.person_id))).all() == [third.id]
    panel = said((await editor.get("/office/eyes/public/now/events/the-waiting-room")).text)
    assert "Ada Quill-Hale Clerk, Larkfield Foundation" in panel


async def test_what_named_an_organisation_that_was_merged_since_names_the_one_that_stays(
    office: Office, house: Organisation, save: Save, store: Store
):
    gone, kept = (an_organisation(each, kept_by_id=house.id) for each in ("Paper Round Trust", "Paper Round"))
    person, event = a_person("Ada Quill", kept_by_id=house.id), await _event(store)
    speaker, post = a_speaker(event, person), a_post(person, gone, "Clerk")
    await save(gone, kept, person, speaker, post, a_listed_post(speaker, "Clerk", gone))
    owner = await office(Role.OWNER, house)
    await act(owner, f"{PANEL}/{speaker.id}/removal")
    await _removed(store, post)
    await _merged(owner, "organisations/paper-round", "paper-round-trust")

    for words in ("removed the post", "removed the speaker"):
        assert (await _back(owner, await _to_return(owner, words))).status_code == 303

    async with store.whole() as db:
        assert (await db.scalars(select(Affiliation.organisation_id))).all() == [kept.id]
        assert (await db.scalars(select(ListedPost.organisation_id))).all() == [kept.id]
    panel = said((await owner.get("/office/eyes/public/now/events/the-waiting-room")).text)
    assert "Ada Quill Clerk, Paper Round" in panel
    assert "Paper Round Trust" not in panel


async def test_an_author_who_was_merged_since_comes_back_as_the_one_who_stays_and_once_only(
    office: Office, house: Organisation, save: Save, store: Store
):
    gone, kept = (a_person(f"{name} Quill", kept_by_id=house.id) for name in ("A.", "Ada"))
    launch_id = (await _event(store)).launch_id
    report = a_publication(Launch(id=launch_id, title="", lead_id=house.id))
    authors = [Author(publication_id=report.id, name="A. Quill", person_id=gone.id, position=n) for n in (0, 1)]
    await save(gone, kept, report, *authors)
    editor = await office(Role.EDITOR, house)
    for each in authors:
        await _removed(store, each)
    await _merged(editor, "people/ada-quill", "a-quill")
    pages = [
        await editor.get(each) for each in re.findall(r"/office/log/\d+/return", (await editor.get("/office/log")).text)
    ]

    answers = [await _back(editor, each) for each in pages]

    assert [each.status_code for each in answers] == [303, 422]
    assert "A. Quill is named as an author already" in said(answers[1].text)
    async with store.whole() as db:
        assert (await db.scalars(select(Author.person_id))).all() == [kept.id]


async def test_an_event_comes_back_to_the_venue_into_which_the_one_it_had_was_merged(
    office: Office, house: Organisation, save: Save, store: Store
):
    gone, kept = Venue(name="Old Hall", kept_by_id=house.id), Venue(name="The Old Hall", kept_by_id=house.id)
    await save(gone, kept)
    event = await _event(store)
    for venue_id in (gone.id, None):
        async with store.transaction(now=NOW, by=ALICE) as db:
            events.revise(await db.get_one(Event, event.id), venue_id=venue_id)
    async with store.transaction(now=NOW, by=ALICE) as db:
        await venues.merge(db, await db.get_one(Venue, gone.id), await db.get_one(Venue, kept.id), now=NOW)
    editor = await office(Role.EDITOR, house)
    page = await _to_return(editor, "changed the event")

    answer = await editor.post(page.url.path, data={"revision": hidden(page.text, "revision"), "fact": "venue_id"})

    assert answer.status_code == 303
    assert "The Old Hall" in said(page.text)
    assert (await _event(store)).venue_id == kept.id


async def test_a_post_that_the_one_who_stays_holds_already_does_not_come_back_twice(
    office: Office, house: Organisation, save: Save, store: Store
):
    gone, kept = (a_person(f"{name} Quill", kept_by_id=house.id) for name in ("A.", "Ada"))
    posts = [a_post(each, house, "Clerk") for each in (gone, kept)]
    await save(gone, kept, *posts)
    await _removed(store, posts[0])
    editor = await office(Role.EDITOR, house)
    await _merged(editor, "people/ada-quill", "a-quill")

    answer = await _back(editor, await _to_return(editor, "removed the post"))

    assert answer.status_code == 422
    assert "They hold this post already" in said(answer.text)
    async with store.whole() as db:
        assert (await db.scalars(select(Affiliation.id))).all() == [posts[1].id]


async def test_who_comes_back_beside_the_one_with_whom_they_were_merged_has_a_place_already(
    office: Office, house: Organisation, save: Save, store: Store
):
    gone, kept = (a_person(f"{name} Quill", kept_by_id=house.id) for name in ("A.", "Ada"))
    event = await _event(store)
    places = [a_speaker(event, each) for each in (gone, kept)]
    await save(gone, kept, *places)
    editor = await office(Role.EDITOR, house)
    await act(editor, f"{PANEL}/{places[0].id}/removal")
    await _merged(editor, "people/ada-quill", "a-quill")

    answer = await _back(editor, await _to_return(editor, "removed the speaker"))

    assert answer.status_code == 422
    assert "Ada Quill has a place on this panel already" in said(answer.text)


async def test_who_comes_back_is_listed_by_what_stood_there_also_where_that_post_is_gone(
    office: Office, house: Organisation, save: Save, store: Store
):
    person, event = a_person("Ada Quill", kept_by_id=house.id), await _event(store)
    speaker, post = a_speaker(event, person), a_post(person, house, "Clerk")
    await save(person, speaker, post, a_listed_post(speaker, "Clerk", house, affiliation_id=post.id))
    editor = await office(Role.EDITOR, house)
    await act(editor, f"{PANEL}/{speaker.id}/removal")
    await _removed(store, post)

    answer = await _back(editor, await _to_return(editor, "removed the speaker"))

    assert answer.status_code == 303
    assert "Ada Quill Panellist. Clerk, Larkfield Foundation" in said((await editor.get(PANEL)).text)


async def _event(store: Store) -> Event:
    async with store.whole() as db:
        return (await db.scalars(select(Event))).one()


async def _removed(store: Store, row: Any) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        await db.delete(await db.get_one(type(row), row.id))


async def _answered(client: httpx2.AsyncClient, link: str, answer: str) -> None:
    words = hidden((await client.get(link)).text, "words")
    done = await client.post(link, data={"words": words, "answer": answer, "comment": NEVER})
    assert done.status_code == 303


async def _published(editor: httpx2.AsyncClient, stage: Stage) -> httpx2.Response:
    """The whole launch, without a reason."""
    page = (await editor.get(place := f"/office/launches/{stage.launch.id}/publication")).text
    return await editor.post(place, data={name: hidden(page, name) for name in ("once", "revision", "seen")})


async def _merged(editor: httpx2.AsyncClient, kept: str, gone: str) -> None:
    place = f"/office/{kept}/merging/{gone}"
    done = await editor.post(place, data={"revision": hidden((await editor.get(place)).text, "revision")})
    assert done.status_code == 303


async def _to_return(editor: httpx2.AsyncClient, words: str) -> httpx2.Response:
    """The page on which the latest change that says this is brought back."""
    lines = re.split(r"<li(?: class=\"same\")?>", (await editor.get("/office/log")).text)
    line = next(each for each in lines if words in said(f'<main id="main">{each}</main>') and "/return" in each)
    found = re.search(r'href="(/office/log/\d+/return)"', line)
    assert found
    return await editor.get(found[1])


async def _back(editor: httpx2.AsyncClient, page: httpx2.Response) -> httpx2.Response:
    return await editor.post(page.url.path, data={"revision": hidden(page.text, "revision")})
