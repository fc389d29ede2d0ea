"""What became of a release that went out, and of its drafts: corrected, withdrawn, taken back, dropped."""

from sqlalchemy import select

from events.accounts.models import Role
from events.press.models import Release, ReleaseVersion
from events.storage import Store
from tests.factories import a_host, a_release, an_embargo
from tests.organisers import Office, act, hidden
from tests.sites import Clock, said
from tests.stores import NOW, Save
from tests.web.office.releasing import HEADLINE, PATH, PUBLIC, TEXT, at_work


async def test_a_correction_is_a_new_version_with_a_public_note(office: Office, save: Save, client):
    editor, launch = await at_work(office, save)
    await editor.post(f"{launch}/releases/new", data=TEXT)
    await act(editor, f"{PATH}/publication")
    refused = await editor.post(PATH, data=TEXT | {"revision": hidden((await editor.get(PATH)).text, "revision")})

    nothing_said = await act(editor, f"{PATH}/correction")
    await act(editor, f"{PATH}/correction", note="The town is Bath.")
    revision = hidden((await editor.get(PATH)).text, "revision")
    await editor.post(PATH, data=TEXT | {"body": "Bath waits.", "revision": revision})
    before = said((await client.get(PUBLIC)).text)
    differences = (await editor.get(f"{PATH}/publication")).text
    await act(editor, f"{PATH}/publication")
    after = said((await client.get(PUBLIC)).text)

    assert (refused.status_code, nothing_said.status_code) == (422, 422)
    assert "Bristol waits." in before
    assert "<del>Bristol</del><ins>Bath</ins> waits." in differences
    assert "Bath waits." in after
    assert "The town is Bath." in after


async def test_a_correction_that_is_dropped_leaves_what_is_out(office: Office, save: Save, client):
    editor, launch = await at_work(office, save)
    await editor.post(f"{launch}/releases/new", data=TEXT)
    await act(editor, f"{PATH}/publication")
    await act(editor, f"{PATH}/correction", note="The town is Bath.")

    dropped = await act(editor, f"{PATH}/removal")

    assert dropped.status_code == 303
    assert "Bristol waits." in said((await client.get(PUBLIC)).text)
    assert "version 1" in said((await editor.get(PATH)).text)
    assert (await act(editor, f"{PATH}/removal")).status_code == 422


async def test_while_a_correction_is_written_the_page_says_which_version_is_out(office: Office, save: Save):
    editor, launch = await at_work(office, save)
    await editor.post(f"{launch}/releases/new", data=TEXT)
    await act(editor, f"{PATH}/publication")

    await act(editor, f"{PATH}/correction", note="The day was wrong.")

    assert "Public, version 1; version 2 is a draft" in said((await editor.get(PATH)).text)


async def test_a_draft_that_was_never_public_can_be_dropped(office: Office, save: Save, store: Store):
    officer, launch = await at_work(office, save, Role.PRESS_OFFICER)
    await officer.post(f"{launch}/releases/new", data=TEXT | {"notes": "1. One."})

    dropped = await act(officer, f"{PATH}/removal")

    assert dropped.status_code == 303
    assert (await officer.get(PATH)).status_code == 404
    async with store.whole() as db:
        assert (await db.scalars(select(ReleaseVersion))).all() == []
    assert "Dropped" in said((await officer.get(launch)).text)


async def test_a_withdrawn_release_keeps_a_page_that_says_why(office: Office, save: Save, client):
    editor, launch = await at_work(office, save)
    await editor.post(f"{launch}/releases/new", data=TEXT | {"topics": "Queues"})
    await act(editor, f"{PATH}/publication")
    listed = (await client.get("/topics/queues")).text
    beforehand = said((await editor.get(f"{PATH}/withdrawal")).text)

    assert HEADLINE in said(listed)
    assert "The page of Queues, /topics/queues" in beforehand
    assert (await act(editor, f"{PATH}/withdrawal")).status_code == 422
    await act(editor, f"{PATH}/withdrawal", note="The figures were wrong.")

    gone = await client.get(PUBLIC)
    assert gone.status_code == 410
    assert "The figures were wrong." in said(gone.text)
    kept = said((await editor.get(PATH)).text)
    assert "Version 1 is withdrawn, and its words stay as they are" in kept
    assert "publish it again first, then begin a correction" in kept
    assert "out since" not in kept


async def test_what_waits_for_the_lift_is_taken_back_and_edited_again(office: Office, save: Save, client, clock: Clock):
    embargo = an_embargo(NOW.replace(day=20))
    house, launch = a_host()
    launch.embargo_id = embargo.id
    await save(embargo, house, launch)
    editor = await office(Role.EDITOR, house)
    await editor.post(f"/office/launches/{launch.id}/releases/new", data=TEXT)
    await act(editor, f"{PATH}/publication")

    page = (await editor.get(PATH)).text
    assert f'<a href="{PATH}/taking-back">Take back to draft</a>' in page
    assert "Under embargo, version 1, published 09.00 GMT (UTC+0), Monday 2 November 2026" in said(page)
    assert (await act(editor, f"{PATH}/withdrawal", note="Not yet.")).status_code == 422
    assert "published again before that, it waits for it" in said((await editor.get(f"{PATH}/taking-back")).text)
    assert (await act(editor, f"{PATH}/taking-back")).status_code == 303

    revision = hidden((await editor.get(PATH)).text, "revision")
    assert (await editor.post(PATH, data=TEXT | {"body": "Bath waits.", "revision": revision})).status_code == 303
    page = (await editor.get(PATH)).text
    assert "Draft, version 2; version 1 was taken back before everybody could read it" in said(page)
    assert "What the new version changes Against version 1, which was taken back." in said(page)
    assert f'<a href="{PATH}/removal">Drop version 2</a>' in page
    await act(editor, f"{PATH}/removal")
    assert "Version 1 was taken back, and its words stay as they are" in said((await editor.get(PATH)).text)
    clock.now = NOW.replace(day=21)
    assert (await client.get(PUBLIC)).status_code == 404


async def test_before_a_release_under_an_embargo_of_its_own_goes_out_all_of_it_is_said_to_wait(
    office: Office, save: Save, client, clock: Clock
):
    embargo = an_embargo(NOW.replace(day=20))
    house, launch = a_host()
    await save(embargo, house, launch, *a_release(launch, published_at=None, embargo_id=embargo.id))
    editor = await office(Role.EDITOR, house)

    beforehand = said((await editor.get(f"{PATH}/publication")).text)
    await act(editor, f"{PATH}/publication")

    once = "All of this only once the embargo lifts: 09.00 GMT (UTC+0), Friday 20 November 2026"
    assert f"What will say so {once} The release, {PUBLIC}" in beforehand
    assert once in said((await editor.get(PATH)).text)
    assert HEADLINE not in (await client.get("/press")).text


async def test_what_was_found_since_the_page_was_opened_is_not_published_unseen(office: Office, save: Save, client):
    editor, launch = await at_work(office, save)
    await editor.post(f"{launch}/releases/new", data=TEXT)
    page = (await editor.get(f"{PATH}/publication")).text
    seen = {name: hidden(page, name) for name in ("once", "revision", "seen")}

    unseen = await editor.post(f"{PATH}/publication", data=seen | {"seen": ""})
    assert unseen.status_code == 422
    assert (await client.get(PUBLIC)).status_code == 404

    twice = [await editor.post(f"{PATH}/publication", data=seen) for _ in range(2)]
    assert [each.status_code for each in twice] == [303, 303]
    assert said((await editor.get(PATH)).text).count("Published An hour") == 1


async def test_language_versions_are_told_of_one_another(office: Office, save: Save, store: Store):
    editor, launch = await at_work(office, save)
    await editor.post(f"{launch}/releases/new", data=TEXT)
    async with store.whole() as db:
        first = (await db.scalars(select(Release))).one()

    same = await editor.post(f"{launch}/releases/new", data=TEXT | {"headline": "Mae", "twin": str(first.id)})
    made = await editor.post(
        f"{launch}/releases/new", data=TEXT | {"headline": "Mae", "twin": str(first.id), "language": "cy"}
    )

    assert same.status_code == 422
    assert "in another language is meant" in same.text
    assert f'value="{first.id}" selected' in (await editor.get(made.headers["location"])).text
    await act(editor, f"{made.headers['location']}/removal")
    async with store.whole() as db:
        assert (await db.scalars(select(Release))).one().twins_of is None
