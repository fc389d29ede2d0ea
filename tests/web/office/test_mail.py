"""Mail in the office: what waits, was sent and failed, for the owners of the organisation that sent it."""

import re
from typing import Any

import httpx2

from events.accounts import links, organisers
from events.accounts.letters import Letterhead
from events.accounts.models import Role
from events.mail import messages, outbox
from events.mail.messages import Sender
from events.settings import Settings
from events.storage import Store
from events.templating import environment
from tests.factories import a_mail, an_organisation
from tests.organisers import Office
from tests.sites import SETTINGS, Clock, browsing, said
from tests.stores import ALICE, NOW, WHERE, Save

SENDER = Sender.of(Settings.read(SETTINGS))
LINK = f"{WHERE.base}/approve/a-personal-token"


async def _queue(store: Store, *mails: outbox.OutgoingMail) -> None:
    for mail in mails:
        async with store.transaction(now=NOW, by=ALICE) as db:
            await outbox.queue(db, mail)


def _letter(organisation_id, text: str = f"Look at {LINK} please.", **facts):
    usual: dict[str, Any] = {"to": "ruth@merrow.example", "subject": "For your approval", "key": text, "now": NOW}
    return messages.plain(SENDER, text=text, organisation_id=organisation_id, **usual | facts)


async def test_owners_see_what_their_organisation_sent_and_nobody_elses(office: Office, store: Store, save: Save):
    house, other = an_organisation(), an_organisation("Merrow Trust")
    await save(house, other)
    await _queue(store, _letter(house.id, "Ours"), _letter(other.id, "Theirs", subject="Of others"), a_mail("nobody's"))
    owner = await office(Role.OWNER, house)

    page = await owner.get("/office/mail")

    assert "1 mail is kept here: no server is set" in said(page.text)
    assert "For your approval" in page.text
    assert "Of others" not in page.text
    assert (await (await office(Role.EDITOR, house)).get("/office/mail")).status_code == 403


async def test_a_personal_link_is_shown_only_while_nobody_else_could_bring_it(
    office: Office, store: Store, save: Save, database_url: str, clock: Clock
):
    house = an_organisation()
    await save(house)
    await _queue(store, _letter(house.id, secret=True))
    owner = await office(Role.OWNER, house)
    page = await owner.get(await _first(owner))
    async with browsing(database_url, clock, EVENTS_SMTP_URL="smtp://127.0.0.1:1") as elsewhere:
        elsewhere.cookies = owner.cookies
        with_server = await elsewhere.get(await _first(owner))

    assert LINK in page.text
    assert "a-personal-token" not in with_server.text
    assert messages.LINK_LEFT_OUT in with_server.text


async def test_a_link_that_signs_in_is_shown_to_nobody(office: Office, store: Store, save: Save):
    house = an_organisation()
    await save(house)
    owner = await office(Role.OWNER, house)
    head = Letterhead(SENDER, WHERE, environment(base=WHERE))
    async with store.transaction(now=NOW, by=ALICE) as db:
        bob = await organisers.invite(
            db,
            house,
            "bob@merrow.example",
            Role.EDITOR,
            by=await organisers.add(db, name="A", mail="a@b.example", now=NOW),
            now=NOW,
            letterhead=head,
        )
        await links.make(db, bob, now=NOW)
    async with store.whole() as db:
        mail = (await outbox.kept(db, [house.id], sending=False, limit=1))[0]
        whole = await outbox.one(db, mail.id, [house.id])
    assert whole
    link = re.search(r"https://\S+", messages.readable(whole, sending=False))
    assert link

    page = await owner.get(await _first(owner))

    assert "Work with Larkfield Foundation" in page.text
    assert link[0] not in page.text
    assert messages.LINK_LEFT_OUT in page.text


async def test_what_failed_is_tried_again_and_what_waits_is_given_up(office: Office, store: Store, save: Save):
    house = an_organisation()
    await save(house)
    failed = _letter(house.id)
    failed.failed_at, failed.last_error = NOW, "550 No such user"
    await _queue(store, failed)
    owner = await office(Role.OWNER, house)
    place = await _first(owner)
    before = said((await owner.get(place)).text)

    await owner.post(f"{place}/retry")
    again = said((await owner.get(place)).text)
    await owner.post(f"{place}/giving-up")

    assert "550 No such user" in before
    assert "Kept" in again
    assert "Given up by Alice" in said((await owner.get(place)).text)
    assert (await owner.post(f"{place}/giving-up")).status_code == 409


async def test_hostile_words_of_a_mail_stay_words(office: Office, store: Store, save: Save):
    house = an_organisation()
    await save(house)
    await _queue(store, _letter(house.id, "<script>alert(1)</script>", subject="<img src=x onerror=alert(1)>"))
    owner = await office(Role.OWNER, house)

    pages = (await owner.get("/office/mail")).text + (await owner.get(await _first(owner))).text

    assert "<script>alert" not in pages
    assert "<img src=x" not in pages


async def _first(owner: httpx2.AsyncClient) -> str:
    found = re.search(r'href="(/office/mail/[0-9a-f-]{36})"', (await owner.get("/office/mail")).text)
    assert found
    return found[1]
