"""A press officer's work on releases, over HTTP: written, looked at, filed, published."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from events.accounts.models import Role
from events.people.models import Boilerplate, PressContact
from events.press.models import Release, ReleaseVersion
from events.programme.models import Host, HostRole
from events.programme.occasions import Venue
from events.storage import Store
from tests.factories import a_host, a_publication, an_event, an_organisation
from tests.organisers import Office, act, hidden, sends, standing
from tests.sites import said
from tests.stores import ALICE, NOW, Save
from tests.web.office.releasing import HEADLINE, PATH, PUBLIC, TEXT, at_work


async def test_a_release_is_written_and_published(office: Office, save: Save, client):
    editor, launch = await at_work(office, save)
    made = await editor.post(f"{launch}/releases/new", data=TEXT)
    assert made.headers["location"] == PATH
    assert "Bristol waits." in said((await editor.get(PATH)).text)
    assert (await client.get(PUBLIC)).status_code == 404

    published = await act(editor, f"{PATH}/publication")

    assert published.status_code == 303
    assert "Bristol waits." in said((await client.get(PUBLIC)).text)
    receipt = said((await editor.get(PATH)).text)
    assert f"The release, {PUBLIC}, and its plain text" in receipt
    assert "Went out unmended The release" in receipt
    assert "Out of reach" not in receipt


@pytest.mark.parametrize(("country", "number"), [("IE", "(022) 12345"), (None, "020 7946 0182")])
async def test_the_number_of_a_contact_is_asked_for_by_one_as_it_is_dialled_at_home(
    office: Office, save: Save, country: str | None, number: str
):
    house, launch = a_host()
    await save(house, launch, Venue(name="The Hall", country=country, kept_by_id=house.id))
    officer = await office(Role.PRESS_OFFICER, house)

    page = (await officer.get(f"/office/launches/{launch.id}/releases/new")).text

    assert f'placeholder="{house.called}: Jo Reed, {number}, press@example.org"' in page


async def test_everything_that_a_release_says_is_entered_on_one_page(office: Office, save: Save, store: Store):
    house, launch = a_host()
    partner = an_organisation("Merrow Trust", kept_by_id=house.id)
    host = Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER)
    theirs = PressContact(organisation_id=partner.id, name="Mo Quill", phone="+442079460183")
    ours = PressContact(organisation_id=house.id, name="Jo Reed", mail="press@larkfield.example")
    words = Boilerplate(organisation_id=house.id, version=1, text="Larkfield pays for research on time.")
    await save(house, launch, partner, host, theirs, ours, words)
    officer = await office(Role.PRESS_OFFICER, house)
    page = (await officer.get(f"/office/launches/{launch.id}/releases/new")).text
    assert f'value="{words.id}" selected' in page  # what each host says of itself is there from the start

    typed = TEXT | {
        "kind": "statement",
        "language": "Welsh",
        "standfirst": "Nobody counts.",
        "dateline": "Bristol",
        "pull_quote": "A queue is a tax.",
        "pull_quote_speaker": "Ruth Adeyemi, Director",
        "body": "It costs[^1] twice.\n\n> A queue is a tax.\n> — Ruth Adeyemi, Director\n\n[^1]: Hours and wages.",
        "notes": "1. The report is the first of three.\n   It is free.\n2. Pictures are on request.",
        "contacts": [str(theirs.id), str(ours.id)],
        "contact": "Merrow Trust: Ida Fairweather, 020 7946 0184, ida@merrow.example",
        "boilerplates": [str(words.id)],
    }
    made = await officer.post(f"/office/launches/{launch.id}/releases/new", data=typed)

    assert made.status_code == 303
    text = said((await officer.get(PATH)).text)
    for part in ("A queue is a tax.", "— Ruth Adeyemi, Director", "Hours and wages.", "Bristol."):
        assert part in text
    assert (
        text.index("Mo Quill, Merrow Trust") < text.index("Jo Reed, Larkfield") < text.index("Ida Fairweather, Merrow")
    )
    assert "Larkfield pays for research on time." in text
    async with store.whole() as db:
        assert (await db.scalars(select(Release))).one().language == "cy"
        assert (await db.scalars(select(PressContact).where(PressContact.name == "Ida Fairweather"))).one()
    notes = re.search(r'<textarea id="notes"[^>]*>\n([^<]*)<', (await officer.get(PATH)).text)
    assert notes
    assert unescape(notes[1]) == "1. The report is the first of three.\n   It is free.\n\n2. Pictures are on request."


async def test_saving_keeps_the_contact_and_the_words_of_an_organisation_that_is_no_longer_behind_the_launch(
    office: Office, save: Save, store: Store
):
    house, launch = a_host()
    partner = an_organisation("Merrow Trust", kept_by_id=house.id)
    host = Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER)
    theirs = PressContact(organisation_id=partner.id, name="Mo Quill", phone="+442079460183")
    words = Boilerplate(organisation_id=partner.id, version=1, text="Merrow listens.")
    await save(house, launch, partner, host, theirs, words)
    officer = await office(Role.PRESS_OFFICER, house)
    chosen = {"contacts": [str(theirs.id)], "boilerplates": [str(words.id)]}
    await officer.post(f"/office/launches/{launch.id}/releases/new", data=TEXT | chosen)
    async with store.transaction(now=NOW, by=ALICE) as db:
        await db.delete(await db.get_one(Host, (launch.id, partner.id, HostRole.PARTNER)))

    await officer.post(PATH, data=sends((await officer.get(PATH)).text) | {"standfirst": "Nobody counts."})

    page = said((await officer.get(PATH)).text)
    for part in ("Nobody counts.", "Mo Quill, Merrow Trust", "About Merrow Trust Merrow listens."):
        assert part in page


ENDNOTES: dict[str, tuple[dict[str, str], list[str]]] = {
    "in the body": ({"body": "It costs[1] twice.\n\n[1]: Hours and wages."}, ["It costs[^1] twice.", "[^1]: Hours"]),
    "between body and notes": ({"body": "It costs[2].", "notes": "1. It is free.\n\n[2]: Wages."}, ["It costs[^2]."]),
    "side by side": ({"body": "It costs[1][2].\n\n[1]: Hours.\n[2]: Wages."}, ["costs[^1][^2].", "[^2]: Wages."]),
    "beside others": ({"body": "It[^1] costs[1].\n\n[^1]: Hours.\n\n[1]: Wages."}, ["costs[1]."]),
    "a link": ({"body": "See [the report][1].\n\n[1]: https://larkfield.example"}, ["[the report][1]"]),
    "no endnote of it": ({"body": "He said [1] was enough."}, ["said [1] was"]),
}


@pytest.mark.parametrize(("typed", "kept"), ENDNOTES.values(), ids=ENDNOTES)
async def test_a_number_in_brackets_with_its_note_is_an_endnote(
    typed, kept: list[str], office, save: Save, store: Store
):
    editor, launch = await at_work(office, save)

    preview = await editor.post(f"{launch}/releases/new/preview", data=TEXT | typed)
    await editor.post(f"{launch}/releases/new", data=TEXT | typed)

    async with store.whole() as db:
        body = (await db.scalars(select(ReleaseVersion))).one().body
    for part in kept:
        assert part in body
    assert preview.text.count('<sup><a id="ref') == len(re.findall(r"\[\^\d\](?!:)", body))


async def test_where_a_release_is_found_is_part_of_its_draft_and_then_an_action_that_counts_at_once(
    office: Office, save: Save, client
):
    editor, launch = await at_work(office, save)
    await editor.post(f"{launch}/releases/new", data=TEXT | {"headline": "Another"})
    asked = TEXT | {"topics": "Local government, Work", "address": "/press/Queues 2026/"}
    made = await editor.post(f"{launch}/releases/new", data=asked)
    place = made.headers["location"]
    assert place == "/office/releases/queues-2026"
    assert "change it in the draft itself" in said((await editor.get(f"{place}/filing")).text)
    await act(editor, f"{place}/publication")
    await act(editor, f"{place}/correction", note="One figure.")
    form = (await editor.get(place)).text
    assert 'name="topics"' not in form

    typed = {"revision": hidden(form, "revision"), "topics": "Work", "address": "elsewhere", "kind": "statement"}
    corrected = await editor.post(place, data=TEXT | typed)

    assert corrected.headers["location"] == place
    public = (await client.get("/press/queues-2026")).text
    assert "Local government" in public
    assert "Press release" in public

    page = (await editor.get(f"{place}/filing")).text
    assert "This counts at once" in said(page)
    assert standing(page, "topics") == "Local government, Work"
    otherwise = {"topics": "Work", "kind": "press release", "language": "English"}
    as_it_is = otherwise | {"topics": "Local government, Work"}
    same = await act(editor, f"{place}/filing", **as_it_is, address="queues-2026")
    assert "nothing would change" in said(same.text)
    taken = await act(editor, f"{place}/filing", **otherwise, address="another")
    moved = await act(editor, f"{place}/filing", **otherwise, address="what-queues-cost")

    assert (taken.status_code, "Another page has this address, or had it" in said(taken.text)) == (422, True)
    assert moved.status_code == 303
    old = await client.get("/press/queues-2026")
    assert (old.status_code, old.headers["location"]) == (301, "/press/what-queues-cost")
    assert "Local government" not in (await client.get("/press/what-queues-cost")).text
    assert "Filed otherwise" in said((await editor.get("/office/releases/what-queues-cost")).text)


async def test_all_mistakes_are_told_at_once_and_what_was_typed_stays(office: Office, save: Save):
    editor, launch = await at_work(office, save)
    wrong = {
        "headline": "",
        "dated": "31 February",
        "language": "Klingonese!",
        "pull_quote_speaker": "Ruth Adeyemi",
        "contact": "Jo Reed",
        "contacts": "00000000-0000-0000-0000-000000000000",
        "body": "Bristol waits.",
    }

    answer = await editor.post(f"{launch}/releases/new", data=wrong)

    assert answer.status_code == 422
    for field in ("headline", "dated", "language"):
        assert f'href="#{field}"' in answer.text
    assert "Bristol waits." in answer.text

    second = await editor.post(f"{launch}/releases/new", data=wrong | TEXT | {"language": "en-GB"})

    for field in ("contacts", "contact", "pull_quote"):
        assert f'href="#{field}"' in second.text
    assert "needs a telephone number or a mail address" in second.text


async def test_the_preview_shows_what_is_typed_and_keeps_nothing(office: Office, save: Save, store: Store):
    editor, launch = await at_work(office, save)
    await editor.post(f"{launch}/releases/new", data=TEXT)
    typed = TEXT | {
        "headline": "Something else",
        "body": "Bath waits.\n\n> So long.\n> — Ida Fairweather",
        "dated": "31 Fe",
    }

    shown = await editor.post(f"{PATH}/preview", data=typed | {"once": "1"})
    fresh = await editor.post(f"{launch}/releases/new/preview", data=typed | {"contact": "Jo Reed, 020 7946 0182"})

    for answer in (shown, fresh):
        assert answer.status_code == 200
        assert "Bath waits." in said(answer.text)
        assert "— Ida Fairweather" in said(answer.text)
    assert "Jo Reed" in said(fresh.text)
    assert "Something else" not in (await editor.get(PATH)).text
    async with store.whole() as db:
        assert len((await db.scalars(select(ReleaseVersion))).all()) == 1
        assert (await db.scalars(select(PressContact))).all() == []
    foreign = await editor.post(f"{PATH}/preview", data=typed, headers={"sec-fetch-site": "cross-site"})
    assert foreign.status_code == 403


async def test_what_is_launched_leads_from_the_preview_to_its_page_in_the_office(office: Office, save: Save):
    house, launch = a_host()
    report = a_publication(launch, published_at=None)
    await save(house, launch, an_event(launch, published_at=None), report)
    editor = await office(Role.PRESS_OFFICER, house)
    await editor.post(f"/office/launches/{launch.id}/releases/new", data=TEXT)

    page = (await editor.get(PATH)).text

    led = set(re.findall(r'href="(/[^"]*(?:events|publications)/the-waiting-room)"', page))
    assert led == {"/office/events/the-waiting-room", "/office/publications/the-waiting-room"}
    assert all([(await editor.get(each)).status_code == 200 for each in led])
    assert "https://launch.example/events/the-waiting-room" in page  # as newsrooms will read it


async def test_an_old_address_in_the_office_leads_on_with_what_was_being_typed_there(office: Office, save: Save):
    editor, launch = await at_work(office, save)
    await editor.post(f"{launch}/releases/new", data=TEXT)
    stranger = await office(Role.OWNER)
    form = (await editor.get(PATH)).text
    body = TEXT | {"revision": hidden(form, "revision"), "address": "what-queues-cost"}
    assert (await editor.post(PATH, data=body)).status_code == 303

    looked = await editor.get(f"{PATH}/removal?from=mail")
    sent = await editor.post(PATH, data=TEXT)
    foreign = await stranger.get(PATH)

    assert (looked.status_code, looked.headers["location"]) == (
        301,
        "/office/releases/what-queues-cost/removal?from=mail",
    )
    assert (sent.status_code, sent.headers["location"]) == (308, "/office/releases/what-queues-cost")
    assert foreign.status_code == 404


async def test_the_log_tells_what_was_changed_in_a_draft_and_nothing_else(office: Office, save: Save):
    house, launch = a_host()
    desk = PressContact(organisation_id=house.id, name="Jo Reed", mail="press@larkfield.example")
    words = Boilerplate(organisation_id=house.id, version=1, text="Larkfield pays for research on time.")
    await save(house, launch, desk, words)
    editor = await office(Role.EDITOR, house)
    typed = TEXT | {"contacts": str(desk.id), "boilerplates": str(words.id), "notes": "1. It is free."}
    await editor.post(f"/office/launches/{launch.id}/releases/new", data=typed)

    await act(editor, PATH, **typed | {"body": "Bath waits."})

    [log] = re.findall('href="(/office/log[?]thing=releases[^"]+)"', (await editor.get(PATH)).text)
    page = said((await editor.get(log)).text)
    assert f"What was changed: {HEADLINE}" in page
    assert "changed the version of a release" in page
    assert "removed" not in page


async def test_two_who_write_at_once_both_keep_their_words(office: Office, save: Save):
    editor, launch = await at_work(office, save)
    await editor.post(f"{launch}/releases/new", data=TEXT)
    revision = hidden((await editor.get(PATH)).text, "revision")
    await editor.post(PATH, data=TEXT | {"standfirst": "The first.", "revision": revision})

    late = await editor.post(PATH, data=TEXT | {"standfirst": "The second.", "revision": revision})

    assert late.status_code == 409
    assert ">\nThe second.</textarea>" in late.text
    assert "Saved meanwhile The first." in said(late.text)
    again = TEXT | {"standfirst": "The second.", "revision": hidden(late.text, "revision")}
    assert (await editor.post(PATH, data=again)).status_code == 303


async def test_a_co_host_writes_releases_and_does_not_publish_them(office: Office, save: Save):
    house, launch = a_host()
    partner = an_organisation("Merrow Trust")
    grants = Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER, grants=Role.PRESS_OFFICER)
    await save(house, partner, launch, grants)
    guest = await office(Role.OWNER, partner)
    made = await guest.post(f"/office/launches/{launch.id}/releases/new", data=TEXT)

    assert made.status_code == 303
    assert "An owner or an editor at Larkfield Foundation publishes it" in said((await guest.get(PATH)).text)
    revision = hidden((await guest.get(PATH)).text, "revision")
    assert (await guest.post(PATH, data=TEXT | {"body": "Bath.", "revision": revision})).status_code == 303
    foreign = await guest.post(PATH, data=TEXT | {"contact": "Larkfield Foundation: Eve, eve@evil.example"})
    assert "keeps its press contacts itself" in foreign.text or foreign.status_code == 409
    for part in ("publication", "withdrawal", "taking-back"):
        assert (await guest.get(f"{PATH}/{part}")).status_code == 404
        assert (await guest.post(f"{PATH}/{part}", data={"revision": "1", "note": "No."})).status_code == 404
    assert (await guest.get(f"/office/launches/{launch.id}/embargo")).status_code == 404


@pytest.mark.parametrize(
    "ways", ["020 7946 0182, out of hours 020 7946 0199", "020 7946 0182 (020 7946 0199 out of hours), jo@lark.example"]
)
async def test_a_contact_typed_by_hand_keeps_their_number_out_of_hours(
    office: Office, save: Save, store: Store, ways: str
):
    editor, launch = await at_work(office, save)

    made = await editor.post(f"{launch}/releases/new", data=TEXT | {"contact": f"Kit Hale, {ways}"})

    assert made.status_code == 303
    async with store.whole() as db:
        kit = (await db.scalars(select(PressContact).where(PressContact.name == "Kit Hale"))).one()
    assert (kit.phone, kit.out_of_hours) == ("+442079460182", "+442079460199")


@pytest.mark.parametrize(
    "ways",
    [
        "020 7946 0182, 020 7946 0199",
        "020 7946 0182/020 7946 0199",
        "T: 020 7946 0182 M: 020 7946 0199",
        "jo@lark.example, kit@lark.example",
    ],
)
async def test_a_contact_typed_with_two_numbers_or_mailboxes_is_asked_about(office: Office, save: Save, ways: str):
    editor, launch = await at_work(office, save)

    asked = await editor.post(f"{launch}/releases/new", data=TEXT | {"contact": f"Kit Hale, {ways}"})

    assert asked.status_code == 422
    assert re.search(r"has 2 (?:telephone numbers|mail addresses): leave (?:the )?one", said(asked.text))


@pytest.mark.parametrize(("there", "typed"), [("Jo Reed (Head of Media)", "Jo Reed"), ("Jo Reed", "Jo Reed (Editor)")])
async def test_a_contact_is_the_one_who_is_reached_so_with_or_without_their_post(
    there: str, typed: str, office: Office, save: Save, store: Store
):
    house, launch = a_host()
    await save(house, launch, PressContact(organisation_id=house.id, name=there, phone="+442079460182"))
    editor = await office(Role.EDITOR, house)

    data = TEXT | {"contact": f"{typed}, 020 7946 0182"}
    assert (await editor.post(f"/office/launches/{launch.id}/releases/new", data=data)).status_code == 303

    async with store.whole() as db:
        assert [each.name for each in await db.scalars(select(PressContact))] == [there]
