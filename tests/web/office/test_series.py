"""Series and topics in the office, over HTTP: entered, numbered, published, taken back."""

import asyncio
import re

import httpx2
from sqlalchemy import select

from events.accounts.models import Role
from events.programme.models import Host, HostRole, Publication, Series
from events.programme.occasions import EventTopic
from events.storage import Store
from tests.factories import a_host, a_launch, a_publication, a_series, a_topic, an_event, an_organisation
from tests.organisers import Office, act, hidden, standing
from tests.sites import said
from tests.stores import NOW, Save

SERIES = "/office/series/time-and-the-state"


async def test_a_series_is_published_before_anything_in_it_is_out_and_withdrawn_with_a_reason(
    office: Office, save: Save, client: httpx2.AsyncClient
) -> None:
    host, _ = a_host()
    await save(host)
    editor = await office(Role.EDITOR, host)
    typed = {"title": "Time and the State", "parts": "3", "description": "Three reports.", "organisation": str(host.id)}

    added = await editor.post("/office/series/new", data=typed)
    before = await client.get("/series/time-and-the-state")
    page = (await editor.get(f"{SERIES}/publication")).text
    await editor.post(f"{SERIES}/publication", data={"revision": hidden(page, "revision")})
    shown = await client.get("/series/time-and-the-state")
    assert "It is published already." in said((await editor.get(f"{SERIES}/publication")).text)
    beforehand = (await editor.get(f"{SERIES}/withdrawal")).text
    revision = hidden(beforehand, "revision")
    silent = await editor.post(f"{SERIES}/withdrawal", data={"revision": revision})
    await editor.post(f"{SERIES}/withdrawal", data={"revision": revision, "note": "It goes on elsewhere."})
    gone = await client.get("/series/time-and-the-state")

    assert added.headers["location"] == SERIES
    assert (before.status_code, shown.status_code, silent.status_code, gone.status_code) == (404, 200, 422, 410)
    assert "Three reports." in said(shown.text)
    assert "Why, for everybody to read (needed)" in said(beforehand)
    assert "It goes on elsewhere." in said(gone.text)
    again = await editor.post(f"{SERIES}/withdrawal", data={"revision": revision, "note": "Once more."})
    assert (again.status_code, "It is withdrawn already." in said(again.text)) == (422, True)
    receipts = said((await editor.get(SERIES)).text)
    assert re.search("Withdrawn Time and the State, .{9,60}, by Alice: It goes on elsewhere.", receipts)
    assert receipts.count("The page of the series, /series/time-and-the-state, and its calendar feed") == 2
    assert "Time and the State" in said((await editor.get("/office/series?q=state+time")).text)
    assert "Time and the State" not in said((await editor.get("/office/series?q=money")).text)


async def test_two_publications_change_numbers_and_one_number_is_given_once(office: Office, save: Save) -> None:
    host, launch = a_host()
    series = a_series(organisation_id=host.id)
    first = a_publication(launch, "First", series_id=series.id, series_number=1)
    second = a_publication(launch, "Second", series_id=series.id, series_number=2)
    await save(host, launch, series, first, second)
    editor = await office(Role.EDITOR, host)
    numbers = {f"number-{first.id}": "2", f"number-{second.id}": "1"}

    twice = await editor.post(f"{SERIES}/numbers", data=numbers | {f"number-{second.id}": "2"})
    unread = await editor.post(f"{SERIES}/numbers", data=numbers | {f"number-{second.id}": "second"})
    changed = await editor.post(f"{SERIES}/numbers", data=numbers)

    assert (twice.status_code, unread.status_code, changed.status_code) == (422, 422, 303)
    assert "“First” and “Second” cannot both be number 2." in said(twice.text)
    assert "The number of “Second” is not a number above 0 in figures." in said(unread.text)
    page = (await editor.get(SERIES)).text
    assert [standing(page, f"number-{each.id}") for each in (first, second)] == ["2", "1"]


async def test_two_who_take_one_number_at_once_are_one_saved_and_one_told(office: Office, save: Save) -> None:
    host, launch = a_host()
    await save(host, launch, a_series(organisation_id=host.id))
    editor = await office(Role.EDITOR, host)
    path = f"/office/launches/{launch.id}/publications/new"
    typed = [{"title": title, "series": "Time and the state", "number": "2"} for title in ("This", "That")]

    answers = await asyncio.gather(*(editor.post(path, data=each) for each in typed))

    assert sorted(each.status_code for each in answers) == [303, 422]
    late = next(each for each in answers if each.status_code == 422)
    assert 'href="#number"' in late.text
    assert "is number 2 of this series already." in said(late.text)


async def test_a_number_that_a_hidden_draft_has_is_taken_and_no_more_is_said(office: Office, save: Save) -> None:
    lead, partner = an_organisation("Larkfield Foundation"), an_organisation("Merrow Trust")
    series = a_series(organisation_id=lead.id)
    ours, theirs = a_launch(partner), a_launch(lead)
    ours_out = a_publication(ours, "Open", series_id=series.id, series_number=1)
    hidden_one = a_publication(theirs, "A secret", series_id=series.id, series_number=2, published_at=None)
    await save(lead, partner, series, ours, theirs, ours_out, hidden_one)
    editor = await office(Role.EDITOR, partner)
    path = "/office/publications/open"
    form = {"title": "Open", "series": series.title, "number": "2"}
    form["revision"] = hidden((await editor.get(path)).text, "revision")

    answer = await editor.post(path, data=form)

    assert answer.status_code == 422
    assert "Number 2 of this series is taken already." in said(answer.text)
    assert "A secret" not in answer.text


async def test_a_foreign_series_of_the_same_title_stays_alone(office: Office, save: Save) -> None:
    host, launch = a_host()
    other = an_organisation("Merrow Trust")
    await save(host, launch, other, a_series(organisation_id=other.id, published_at=NOW))
    editor = await office(Role.EDITOR, host)

    await editor.post(
        f"/office/launches/{launch.id}/publications/new", data={"title": "Ours", "series": "Time and the State"}
    )

    assert (await editor.get("/office/series/time-and-the-state-2")).status_code == 200
    assert (await editor.get(SERIES)).status_code == 404


async def test_a_topic_is_named_once_however_it_is_spelt(
    office: Office, save: Save, client: httpx2.AsyncClient
) -> None:
    host, launch = a_host()
    await save(host, launch, an_event(launch), a_topic(kept_by_id=host.id))
    editor = await office(Role.EDITOR, host)
    typed = {"name": "courts and  justice", "keeper": str(host.id)}

    again = await editor.post("/office/topics/new", data=typed)
    page = (await editor.get("/office/topics/courts-and-justice")).text
    form = typed | {"name": "Courts", "description": "What goes on there.", "revision": hidden(page, "revision")}
    revised = await editor.post("/office/topics/courts-and-justice", data=form)
    path = revised.headers["location"]
    late = await editor.post(path, data=form | {"name": "Trials"})
    told = await editor.post(path, data=form | {"name": "Courts", "revision": hidden(late.text, "revision")})
    await editor.post(
        f"/office/launches/{launch.id}/publications/new", data={"title": "Report", "topics": "COURTS, Prisons, police"}
    )

    assert [each.status_code for each in (again, revised, late, told)] == [422, 303, 409, 303]
    assert "There is a topic of this name already." in said(again.text)
    listed = said((await editor.get("/office/topics")).text)
    assert "Courts Larkfield Foundation 1" in listed
    assert "police Larkfield Foundation 1" in listed
    assert (await client.get("/topics/courts-and-justice")).status_code == 404


async def test_a_topic_that_another_organisation_has_not_shown_is_as_if_it_did_not_exist(
    office: Office, save: Save, client: httpx2.AsyncClient
) -> None:
    host, launch = a_host()
    other = an_organisation("Merrow Trust")
    plan = a_topic("Zanzibar Plan", kept_by_id=other.id, description="A secret.")
    third = an_organisation("Wexcombe Trust")
    await save(host, launch, other, third, plan)
    editor, owner, guesser = [await office(Role.EDITOR, each) for each in (host, other, third)]
    path = f"/office/launches/{launch.id}/publications/new"

    named = await editor.post(path, data={"title": "Open", "topics": "Zanzibar Plan"})
    added = await guesser.post("/office/topics/new", data={"name": "Zanzibar Plan", "keeper": str(third.id)})
    taken = await owner.post("/office/topics/new", data={"name": "zanzibar plan", "keeper": str(other.id)})
    await act(editor, "/office/publications/open/publication")

    assert [each.status_code for each in (named, added, taken)] == [303, 303, 422]
    assert (await client.get("/topics/zanzibar-plan")).status_code == 404
    shown = await client.get("/topics/zanzibar-plan-2")
    assert shown.status_code == 200
    assert "A secret." not in shown.text
    assert "Zanzibar Plan Larkfield Foundation 1" in said((await editor.get("/office/topics")).text)
    assert "Zanzibar Plan Merrow Trust 0" in said((await owner.get("/office/topics")).text)


async def test_a_topic_counts_no_event_that_its_keeper_may_not_see(office: Office, save: Save) -> None:
    host, launch = a_host()
    other = an_organisation("Merrow Trust")
    topic = a_topic(kept_by_id=host.id, published_at=NOW)
    elsewhere = a_launch(other)
    draft = an_event(elsewhere, "Unheard of", published_at=None)
    await save(host, launch, an_event(launch), other, topic, elsewhere, draft)
    await save(EventTopic(event_id=draft.id, topic_id=topic.id))

    listed = await (await office(Role.EDITOR, host)).get("/office/topics")

    assert "Courts and justice Larkfield Foundation 0" in said(listed.text)


async def test_naming_a_host_in_a_text_opens_no_series_of_theirs(office: Office, save: Save, store: Store) -> None:
    host, launch = a_host()
    other = an_organisation("Merrow Trust")
    series = a_series(organisation_id=other.id, published_at=NOW)
    await save(host, launch, other, series, Host(launch_id=launch.id, organisation_id=other.id, role=HostRole.PARTNER))
    editor = await office(Role.EDITOR, host)
    read = {"headline": "H", "body": "B", "lead": str(host.id), "hosts": other.name, "publication": "In a text"}
    named = {"series": series.title, "number": "1"}

    answers = [
        await editor.post("/office/new/launch", data={"text": "Words.", "title": "T"} | read | named),
        await editor.post(
            f"/office/launches/{launch.id}/publications/new", data={"title": "Typed"} | named | {"number": "2"}
        ),
    ]

    assert [each.status_code for each in answers] == [303, 303]
    async with store.whole() as db:
        theirs = select(Publication.title).where(Publication.series_id == series.id)
        ours = select(Publication.title).join(Series).where(Series.organisation_id == host.id)
        assert (await db.scalars(theirs)).all() == []
        assert set(await db.scalars(ours)) == {"In a text", "Typed"}
