"""Organisations in the office: facts, boilerplates, press contacts, caution periods, and who works there."""

import re
from typing import Any

import httpx2
import pytest
from sqlalchemy import select

from events.accounts.models import Membership, Role
from events.mail.outbox import OutgoingMail
from events.people.models import Boilerplate, Caution, PressContact, PrivateFacts
from events.press.models import PinnedBoilerplate, ReleaseContact
from events.programme.occasions import Venue
from events.storage import Store
from tests.factories import a_launch, a_release, an_event, an_organisation
from tests.organisers import COOKIE, Office, hidden, standing
from tests.sites import said
from tests.stores import Save
from tests.web.office.test_people import a_picture

HOUSE = "/office/organisations/larkfield-foundation"
NEW = "/office/organisations/new"


async def test_an_organisation_is_added_to_be_looked_after_or_to_work_for(office: Office, store: Store):
    owner = await office(Role.OWNER)

    kept = await owner.post(NEW, data={"name": "Paper Round Trust", "short_name": "PRT", "kind": "charity"})
    own = await owner.post(NEW, data={"name": "Tidewater Institute", "own": "yes"})

    assert kept.headers["location"] == "/office/organisations/prt"
    page = said((await owner.get("/office/organisations")).text)
    assert "Paper Round Trust PRT Looked after" in page
    assert "Tidewater Institute Owner" in page
    assert (await owner.get(f"{own.headers['location']}/members")).status_code == 200
    assert (await owner.get(f"{kept.headers['location']}/members")).status_code == 404
    for made, status in ((kept, 303), (own, 422)):  # somebody works at the other
        assert (await owner.post(f"{made.headers['location']}/removal")).status_code == status


async def test_who_looked_after_a_house_does_so_no_more_once_somebody_works_there(office: Office, save: Save):
    keeper = an_organisation("Merrow Trust")
    house = an_organisation(kept_by_id=keeper.id)
    await save(keeper, house)
    robin = await office(Role.OWNER, keeper)
    assert (await robin.get(HOUSE)).status_code == 200

    eve = await office(Role.OWNER, house, name="Eve")
    await save(a_launch(house, title="A secret of the house"))

    pages = (HOUSE, f"{HOUSE}/boilerplates", f"{HOUSE}/press-contacts")
    assert [(await robin.get(each)).status_code for each in pages] == [404, 404, 404]
    assert (await robin.post(f"{HOUSE}/boilerplates", data={"text": "Robin's words"})).status_code == 404
    told = [said((await each.get("/office/log")).text) for each in (robin, eve)]
    assert ["A secret of the house" in each for each in told] == [False, True]


async def test_only_an_owner_founds_and_a_known_name_is_asked_about(office: Office, save: Save):
    house = an_organisation()
    await save(house)
    editor = await office(Role.EDITOR, house)

    refused = await editor.post(NEW, data={"name": "Tidewater Institute", "own": "yes"})
    known = await editor.post(NEW, data={"name": "larkfield foundation"})
    another = await editor.post(NEW, data={"name": "Larkfield Foundation", "another": "yes"})

    assert "Only an owner may found" in said(refused.text)
    assert "There is an organisation of this name, Larkfield Foundation" in said(known.text)
    assert another.headers["location"] == "/office/organisations/larkfield-foundation-2"


async def test_facts_are_revised_and_the_contrast_of_the_colour_is_told(office: Office, save: Save):
    house = an_organisation()
    await save(house)
    editor = await office(Role.EDITOR, house)

    for accent, told in (("#00756c", "5.6 to 1 on white: enough for text"), ("#ffdd00", "too faint for text")):
        data = {"revision": hidden((await editor.get(HOUSE)).text, "revision"), "name": house.name, "accent": accent}
        data |= {"ror": "https://ror.org/02mhbdp94", "picture_alt": "Larkfield Foundation"}
        logo = {"picture": ("logo.png", a_picture())}
        assert (await editor.post(HOUSE, data=data, files=logo)).status_code == 303
        page = (await editor.get(HOUSE)).text
        assert re.search(r'<img src="/office/files/[^"]+" alt="Larkfield Foundation"', page)
        assert told in said(page)
        assert standing(page, "ror") == "https://ror.org/02mhbdp94"


async def test_a_boilerplate_is_never_overwritten_and_says_which_releases_use_it(
    office: Office, save: Save, store: Store
):
    house = an_organisation()
    launch, first = a_launch(house), Boilerplate(organisation_id=house.id, version=1, text="We began.")
    release, version = a_release(launch, "An hour costs")
    await save(
        house, launch, first, release, version, PinnedBoilerplate(version_id=version.id, boilerplate_id=first.id)
    )
    officer = await office(Role.PRESS_OFFICER, house)
    page = (await officer.get(f"{HOUSE}/boilerplates")).text
    assert "Used by An hour costs" in said(page)
    assert "Written on Monday 2 November 2026 by Alice" in said(page)

    sent = {"revision": hidden(page, "revision"), "language": "en-GB", "text": "We went on."}
    assert (await officer.post(f"{HOUSE}/boilerplates", data=sent)).status_code == 303
    late = await officer.post(f"{HOUSE}/boilerplates", data=sent | {"text": "We went elsewhere."})
    assert late.status_code == 409
    assert "We went on." in late.text
    assert "We went elsewhere." in late.text
    await officer.post(f"{HOUSE}/boilerplates", data={"language": "cy", "text": "Dechreuom."})

    async with store.whole() as db:
        rows = (await db.scalars(select(Boilerplate).order_by(Boilerplate.language, Boilerplate.version))).all()
    assert [(each.language, each.version, each.text) for each in rows] == [
        ("cy", 1, "Dechreuom."),
        ("en-GB", 1, "We began."),
        ("en-GB", 2, "We went on."),
    ]


async def contacts(store: Store) -> list[tuple[str, bool]]:
    async with store.whole() as db:
        rows = await db.scalars(select(PressContact).order_by(PressContact.position, PressContact.name))
        return [(each.name, each.taken_off_at is not None) for each in rows]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("larkfield.example", "https://larkfield.example"),
        ("www.larkfield.example/time?x=1", "https://www.larkfield.example/time?x=1"),
        ("http://larkfield.example", "http://larkfield.example"),
        ("javascript:alert(1)", None),
        ("press@larkfield.example", None),
        ("larkfield", None),
    ],
)
async def test_a_website_is_taken_as_people_say_it(office: Office, save: Save, typed: str, kept: str | None):
    house = an_organisation()
    await save(house)
    editor = await office(Role.EDITOR, house)
    revision = hidden((await editor.get(HOUSE)).text, "revision")

    sent = await editor.post(HOUSE, data={"revision": revision, "name": house.name, "website": typed})

    another = await office(Role.EDITOR, house)
    stands = standing((await another.get(HOUSE)).text, "website")
    assert (sent.status_code, stands) == (303 if kept else 422, kept or "")


async def test_press_contacts_are_added_revised_ordered_and_taken_off(office: Office, save: Save, store: Store):
    house = an_organisation()
    await save(house)
    officer = await office(Role.PRESS_OFFICER, house)

    nobody = await officer.post(f"{HOUSE}/contacts", data={"name": "Jo Reed"})
    assert (nobody.status_code, "needs a telephone number or a mail address" in said(nobody.text)) == (422, True)
    for name in ("Jo Reed", "Kit Hale"):
        await officer.post(f"{HOUSE}/contacts", data={"name": name, "phone": "+442079460182", "hours": "9 to 17.30"})
    assert await contacts(store) == [("Jo Reed", False), ("Kit Hale", False)]

    jo, kit = re.findall(rf"{HOUSE}/contacts/([0-9a-f-]+)/removal", (await officer.get(f"{HOUSE}/contacts")).text)
    moved = await officer.post(f"{HOUSE}/contacts/{kit}/place", data={"to": "up"})
    page, _, there = moved.headers["location"].partition("#")
    assert f'id="{there}"' in (await officer.get(page)).text.partition("Jo Reed")[0]
    form = (await officer.get(f"{HOUSE}/contacts/{jo}")).text
    revised = {"revision": hidden(form, "revision"), "name": "Jo Marsh", "mail": "jo@larkfield.example"}
    assert (await officer.post(f"{HOUSE}/contacts/{jo}", data=revised)).status_code == 303
    assert (await officer.post(f"{HOUSE}/contacts/{jo}", data=revised)).status_code == 303  # the same once more
    assert (await officer.post(f"{HOUSE}/contacts/{jo}", data=revised | {"name": "Jo March"})).status_code == 409
    assert await contacts(store) == [("Kit Hale", False), ("Jo Marsh", False)]
    await officer.post(f"{HOUSE}/contacts/{kit}/removal")
    assert await contacts(store) == [("Jo Marsh", False)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+44 20 7946 0182", "+442079460182"),
        ("+44 (0)20 7946-0182", "+442079460182"),
        ("020 7946 0182", "+442079460182"),
        ("020 7946", None),
        ("+44 20 7946 0182; +44 20 7946 0183", None),
    ],
)
async def test_a_number_is_taken_however_it_is_spaced(office: Office, save: Save, store: Store, typed, kept):
    house = an_organisation()
    await save(house)
    officer = await office(Role.PRESS_OFFICER, house)
    answer = await officer.post(f"{HOUSE}/contacts", data={"name": "Jo Reed", "phone": typed})
    assert answer.status_code == (303 if kept else 422)
    async with store.whole() as db:
        assert await db.scalar(select(PressContact.phone)) == kept


@pytest.mark.parametrize("country", ["IE", None])
async def test_a_number_without_its_country_is_one_of_the_house_wherever_it_is_typed(
    office: Office, save: Save, store: Store, country: str | None
):
    house = an_organisation()
    await save(house, Venue(name="The Hall", country=country, kept_by_id=house.id))
    owner = await office(Role.OWNER, house)

    answers = [
        await owner.post("/office/people/new", data={"name": "Ada Quill", "mobile": "021 496 0182"}),
        await owner.post("/office/people/several", data={"lines": "Kit Hale, tel 021 496 0182", "sure": "yes"}),
        await owner.post(f"{HOUSE}/contacts", data={"name": "Jo Reed", "phone": "021 496 0182"}),
    ]

    code = "+353214960182" if country else "+44214960182"
    assert [each.status_code for each in answers] == [303, 303, 303]
    async with store.whole() as db:
        kept = [*await db.scalars(select(PrivateFacts.mobile)), *await db.scalars(select(PressContact.phone))]
    assert kept == [code, code, code]


async def test_a_contact_of_an_issued_release_is_taken_off_everywhere_else(office, save: Save, store: Store, client):
    house = an_organisation()
    contact = PressContact(organisation_id=house.id, name="Jo Reed", phone="+442079460182")
    launch = a_launch(house)
    issued, draft = (
        a_release(launch, "Out"),
        a_release(launch, "To come", published_at=None, version={"issued_at": None}),
    )
    named = [ReleaseContact(version_id=each[1].id, contact_id=contact.id) for each in (issued, draft)]
    await save(house, contact, launch, an_event(launch), issued, draft, *named)
    officer = await office(Role.PRESS_OFFICER, house)

    await officer.post(f"{HOUSE}/contacts/{contact.id}/removal")

    assert await contacts(store) == [("Jo Reed", True)]
    assert "Jo Reed" in (await client.get("/press/out")).text
    for page in ("/organisations/larkfield-foundation", "/press"):
        assert "Jo Reed" not in (await client.get(page)).text
    async with store.whole() as db:
        assert [each.version_id for each in await db.scalars(select(ReleaseContact))] == [issued[1].id]
    assert "Jo Reed" not in (await officer.get(f"{HOUSE}/contacts")).text


async def test_each_mistake_about_a_press_contact_is_told_and_names_its_field(office: Office, save: Save):
    house = an_organisation()
    await save(house)
    officer = await office(Role.PRESS_OFFICER, house)
    wrong = {"name": "", "hours": "x" * 200, "out_of_hours": "ring me"}

    refused = said((await officer.post(f"{HOUSE}/contacts", data=wrong)).text)

    for sentence in (
        "The name is missing.",
        "The hours: this is 200 characters long; at most 160 fit.",
        "The number out of hours is not a phone number; write it as in 020 7946 0182 or +44 20 7946 0182.",
        "A press contact needs a telephone number or a mail address",
    ):
        assert sentence in refused


async def test_press_contacts_come_out_and_go_in_as_a_table(office: Office, save: Save, store: Store):
    house = an_organisation()
    await save(house, PressContact(organisation_id=house.id, name="=Jo Reed", phone="+442079460182", hours="9 to 5"))
    officer = await office(Role.PRESS_OFFICER, house)

    out = (await officer.get(f"{HOUSE}/contacts.csv")).content
    back = await officer.post(f"{HOUSE}/contacts/several", files={"file": ("contacts.csv", out)})
    assert "All of this is known." in said(back.text)
    lines = {"lines": "Kit Hale, 020 7946 0183\nPress office, press@larkfield.example"}
    preview = await officer.post(f"{HOUSE}/contacts/several", data=lines)
    assert "1 Kit Hale New Telephone: +44 20 7946 0183" in said(preview.text)
    assert await contacts(store) == [("=Jo Reed", False)]
    sure = {"table": hidden(preview.text, "table"), "sure": "yes"}
    assert (await officer.post(f"{HOUSE}/contacts/several", data=sure)).status_code == 303
    assert await contacts(store) == [("=Jo Reed", False), ("Kit Hale", False), ("Press office", False)]
    unreachable = await officer.post(f"{HOUSE}/contacts/several", data={"lines": "Ida Marsh"})
    assert "Line 1 has no way to reach Ida Marsh" in said(unreachable.text)


async def test_a_post_and_the_hours_of_a_press_contact_have_columns_of_their_own(
    office: Office, save: Save, store: Store
):
    house = an_organisation()
    facts: dict[str, Any] = {"phone": "+442079460182", "out_of_hours": "+442079460199"}
    await save(house, PressContact(organisation_id=house.id, name="Jo Reed (=Head of Media)", hours="9 to 5", **facts))
    officer = await office(Role.PRESS_OFFICER, house)

    out = (await officer.get(f"{HOUSE}/contacts.csv")).text
    back = await officer.post(f"{HOUSE}/contacts/several", files={"file": ("contacts.csv", out.encode())})
    changed = out.replace("0199", "0198").replace("9 to 5", "9 to 6") + "Kit Hale,Officer,020 7946 0183,,,\r\n"
    preview = await officer.post(f"{HOUSE}/contacts/several", files={"file": ("contacts.csv", changed.encode())})
    await officer.post(f"{HOUSE}/contacts/several", data={"table": hidden(preview.text, "table"), "sure": "yes"})

    heading, jo = out.removeprefix("\ufeff").splitlines()
    assert heading == "Name,Job title,Phone,Email,Out of hours,Hours"
    assert jo == "Jo Reed,'=Head of Media,'+44 20 7946 0182,,'+44 20 7946 0199,9 to 5"
    assert "All of this is known." in said(back.text)
    async with store.whole() as db:
        kept = {each.name: each for each in await db.scalars(select(PressContact))}
    assert kept.keys() == {"Jo Reed (=Head of Media)", "Kit Hale (Officer)"}
    assert kept["Jo Reed (=Head of Media)"].out_of_hours == "+442079460198"
    assert kept["Jo Reed (=Head of Media)"].hours == "9 to 6"


@pytest.mark.parametrize("desk", ["24-hour press office", "2nd desk", "Newsroom 7"])
async def test_a_desk_with_a_number_in_its_name_is_read_from_our_own_table(office: Office, save: Save, desk: str):
    house = an_organisation()
    await save(house, PressContact(organisation_id=house.id, name=desk, phone="+442079460182"))
    officer = await office(Role.PRESS_OFFICER, house)

    out = (await officer.get(f"{HOUSE}/contacts.csv")).content
    back = await officer.post(f"{HOUSE}/contacts/several", files={"file": ("contacts.csv", out)})

    assert "All of this is known." in said(back.text)


async def test_an_empty_table_of_press_contacts_says_what_can_be_filled_in(office: Office, save: Save):
    house = an_organisation()
    await save(house)

    out = (await (await office(Role.PRESS_OFFICER, house)).get(f"{HOUSE}/contacts.csv")).text

    assert out.removeprefix("\ufeff").splitlines() == ["Name,Job title,Phone,Email,Out of hours,Hours"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Kit Hale, 020 7946 0183, out of hours 020 7946 0199", "Out of hours: +44 20 7946 0199"),
        ("Kit Hale, 020 7946 0183, 020 7946 0199", "Line 1 has two telephone numbers"),
        ("Kit Hale, 020 7946 0183/020 7946 0199", "Line 1 has two telephone numbers"),
        ("Kit Hale, kit@larkfield.example, hale@home.example", "Line 1 has two mail addresses"),
        ("Kit Hale, 020 7946 0183, mob 020 7946 0199", "Left out Mobile: +44 20 7946 0199, beside the telephone"),
    ],
)
async def test_a_second_number_in_a_line_of_press_contacts_is_kept_or_asked_about(
    office: Office, save: Save, line: str, told: str
):
    house = an_organisation()
    await save(house)
    officer = await office(Role.PRESS_OFFICER, house)

    preview = await officer.post(f"{HOUSE}/contacts/several", data={"lines": line})

    assert told in said(preview.text)


async def test_a_caution_period_is_entered_asked_about_and_ended(office: Office, save: Save, store: Store):
    house = an_organisation()
    launch = a_launch(house)
    await save(house, launch, an_event(launch, published_at=None))
    owner = await office(Role.OWNER, house)

    wrong = await owner.post(
        f"{HOUSE}/cautions", data={"name": "Mourning", "starts": "9 May 2026", "ends": "1 May 2026"}
    )
    assert "It ends before it starts" in said(wrong.text)
    period = {"name": "Pre-election period", "starts": "1 November 2026", "ends": "31 December 2026"}
    assert (await owner.post(f"{HOUSE}/cautions", data=period)).status_code == 303
    assert "Pre-election period" in said((await owner.get(f"/office/launches/{launch.id}/publication")).text)
    page = (await owner.get(f"{HOUSE}/cautions")).text
    end = re.search(rf'action="({HOUSE}/cautions/[0-9a-f-]+/end)"', page)
    assert end is not None
    await owner.post(end[1])

    async with store.whole() as db:
        assert [each.ends.isoformat() for each in await db.scalars(select(Caution))] == ["2026-11-01"]
    assert "Pre-election period" not in said((await owner.get(f"/office/launches/{launch.id}/publication")).text)


async def invited(owner: httpx2.AsyncClient, mail: str, role: Role) -> httpx2.Response:
    return await owner.post(f"{HOUSE}/members", data={"mail": mail, "role": role.value})


async def test_somebody_invited_comes_in_by_the_link_in_their_mail(office: Office, save: Save, store: Store, visitor):
    house = an_organisation()
    await save(house)
    owner = await office(Role.OWNER, house)

    assert (await invited(owner, "Bob@larkfield.example", Role.EDITOR)).status_code == 303

    async with store.whole() as db:
        mail = (await db.scalars(select(OutgoingMail))).one()
    assert mail.recipient == "bob@larkfield.example"
    link = re.search(rb"https://launch\.example(/sign-in/\S+)", mail.message)
    assert link is not None
    page = await visitor.get(link[1].decode())
    nameless = await visitor.post(link[1].decode(), data={"once": hidden(page.text, "once"), "name": " "})
    assert (nameless.status_code, "Your name" in said(nameless.text)) == (422, True)
    await visitor.post(link[1].decode(), data={"once": hidden(page.text, "once"), "name": "Bob Rae"})
    assert "Bob Rae" in said((await owner.get(f"{HOUSE}/members")).text)
    assert (await visitor.get(HOUSE)).status_code == 200
    assert (await visitor.get(f"{HOUSE}/members")).status_code == 403
    again = await invited(owner, "bob@larkfield.example", Role.VIEWER)
    assert "They work here already" in said(again.text)


async def test_without_a_server_for_mail_it_is_said_that_an_invitation_was_only_kept(office: Office, save: Save):
    house = an_organisation()
    await save(house)
    owner = await office(Role.OWNER, house)
    before = said((await owner.get(f"{HOUSE}/members")).text)

    done = await invited(owner, "bob@larkfield.example", Role.EDITOR)
    page = await owner.get(done.headers["location"])

    told = said(page.text)
    assert "Invited. " in told
    assert re.search(r"bob@larkfield.example\s+Invited\s", told)
    assert "not sent" not in before
    assert "No server for mail is set, so this mail was not sent." in told
    assert "stands in the terminal of the server" in told
    mail = re.search(r'href="(/office/mail/[^"]+)">To <bdi>bob@larkfield.example', page.text)
    assert mail
    assert (await owner.get(mail[1])).status_code == 200
    assert "/sign-in/" not in page.text


async def test_what_each_role_may_do_is_told_from_the_least_to_the_most(office: Office, save: Save):
    house = an_organisation()
    await save(house)
    owner = await office(Role.OWNER, house)

    page = said((await owner.get(f"{HOUSE}/members")).text)

    told = page.partition("What each may do")[2]
    places = [told.index(each) for each in ("changes nothing", "Also releases", "Also events", "Also says who")]
    assert places == sorted(places)


async def test_a_changed_role_counts_at_once_under_a_new_token(office: Office, save: Save):
    house = an_organisation()
    await save(house)
    owner, bob = await office(Role.OWNER, house), await office(Role.VIEWER, house, name="Bob")
    token = bob.cookies[COOKIE]
    place = await _member(owner, "Bob")

    assert (await bob.post(f"{HOUSE}/contacts", data={"name": "X", "mail": "x@y.example"})).status_code == 403
    assert (await owner.post(f"{place}/role", data={"role": "editor"})).status_code == 303
    assert (await bob.post(f"{HOUSE}/contacts", data={"name": "X", "mail": "x@y.example"})).status_code == 303
    await bob.get(HOUSE)  # with a page alone
    assert bob.cookies[COOKIE] != token


async def test_who_is_removed_sees_nothing_any_more(office: Office, save: Save):
    house = an_organisation()
    await save(house)
    owner, bob = await office(Role.OWNER, house), await office(Role.EDITOR, house, name="Bob")
    place = await _member(owner, "Bob")

    assert "sees nothing of Larkfield Foundation any more" in said((await owner.get(f"{place}/removal")).text)
    assert (await owner.post(f"{place}/removal")).status_code == 303

    led = await bob.get(HOUSE)
    assert (led.status_code, led.headers["location"]) == (303, "/office/account")
    assert (await bob.post(HOUSE, data={"name": "Bob’s"})).status_code == 403
    assert (await owner.get(f"{place}/removal")).status_code == 404


@pytest.mark.parametrize("part", ["members/{}/role", "members/{}/removal", "leaving"])
async def test_the_last_owner_stays(office: Office, save: Save, store: Store, part: str):
    house = an_organisation()
    await save(house)
    owner = await office(Role.OWNER, house)
    place = await _member(owner, "Alice")

    answer = await owner.post(f"{HOUSE}/{part.format(place.rpartition('/')[2])}", data={"role": "viewer"})

    assert answer.status_code == 422
    assert "This is the only owner" in said(answer.text)
    async with store.whole() as db:
        assert (await db.scalars(select(Membership.role))).all() == [Role.OWNER]


async def test_one_leaves_by_oneself_and_keeps_what_one_has_elsewhere(office: Office, save: Save, store: Store):
    house, other = an_organisation(), an_organisation("Merrow Trust")
    await save(house, other)
    await office(Role.OWNER, house)
    bob = await office(Role.EDITOR, house, name="Bob")
    async with store.whole() as db:
        account = await db.scalar(select(Membership.account_id).where(Membership.role == Role.EDITOR))
    assert account is not None
    await save(Membership(account_id=account, organisation_id=other.id, role=Role.VIEWER))

    assert "Merrow Trust" in said((await bob.get("/office/account")).text)
    left = await bob.post(f"{HOUSE}/leaving")

    assert left.headers["location"] == "/office/account"
    assert (await bob.get(HOUSE)).status_code == 404
    assert (await bob.get("/office/organisations/merrow-trust")).status_code == 200
    assert "Larkfield" not in said((await bob.get("/office/account")).text)


async def _member(owner: httpx2.AsyncClient, name: str) -> str:
    """The address of a member on the page that lists them."""
    page = (await owner.get(f"{HOUSE}/members")).text
    found = re.search(rf'({HOUSE}/members/[0-9a-f-]+)/removal">Remove<span class="hide">: {name}', page)
    assert found is not None
    return found[1]
