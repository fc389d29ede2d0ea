"""What was typed by somebody who may not save it any more: they can copy it, and it waits for them."""

import httpx2
import pytest
from bs4 import BeautifulSoup

from events.accounts import organisers
from events.accounts.models import Account, Role
from events.people.models import Organisation
from events.storage import Store
from tests.factories import a_host, a_person, a_release, an_event, an_organisation
from tests.organisers import ON_ONE, Office
from tests.sites import said
from tests.stores import ALICE, NOW, Save
from tests.web.office.test_cookie_gone import account_of

EVENT, RUTH = "/office/events/the-waiting-room", "/office/people/ruth-adeyemi"
RELEASE = "/office/releases/queues-cost-the-poorest-twice"

# The form, its page, the field in which something is typed, and the role that they have from then on: none, or this.
LOST: dict[str, tuple[str, str, str, Role | None]] = {
    "who may only look": (EVENT, EVENT, "description", Role.VIEWER),
    "who works here no more": (EVENT, EVENT, "description", None),
    "of a form on another page": (f"{RUTH}/posts", RUTH, "post", None),
}


@pytest.mark.parametrize("elsewhere", [False, True], ids=["nowhere else", "an editor elsewhere"])
@pytest.mark.parametrize(("form", "page", "field", "role"), LOST.values(), ids=LOST)
async def test_it_can_be_copied_and_stands_in_its_form_once_the_role_is_back(
    form: str, page: str, field: str, role: Role | None, elsewhere: bool, office: Office, save: Save, store: Store
):
    house, launch = a_host()
    other = an_organisation("Westmoor Council")
    await save(house, other, launch, an_event(launch), a_person(kept_by_id=house.id))
    editor, account = await _works_for(house, office, store)
    if elsewhere:
        await _give(store, account, other, Role.EDITOR)
    await _give(store, account, house, role)

    refused = await editor.post(form, data={field: "Counts the hours.", "title": "Half a title"})

    assert refused.status_code == (404 if elsewhere else 403)
    assert "Counts the hours." in said(refused.text)
    assert "you can copy it from here" in said(refused.text)
    if elsewhere or role:
        assert "Counts the hours." in said((await editor.get(page)).text)
    await _give(store, account, house, Role.EDITOR)
    assert field in (await editor.get(page)).text
    kept = BeautifulSoup((await editor.get(page)).text, "html.parser").select_one(f'form [name="{field}"]')
    assert kept is not None
    assert "Counts the hours." in str(kept)


@ON_ONE
async def test_somebody_else_reads_nothing_of_it(office: Office, save: Save, store: Store):
    house, launch = a_host()
    await save(house, launch, an_event(launch))
    editor, account = await _works_for(house, office, store)
    await _give(store, account, house, Role.VIEWER)
    await editor.post(EVENT, data={"description": "Counts the hours."})

    for colleague in (await office(Role.VIEWER, house), await office(Role.EDITOR)):
        page = await colleague.get(EVENT)
        refused = await colleague.post(EVENT, data={"description": "Another thing."})
        assert "Counts the hours." not in page.text + refused.text


@ON_ONE
async def test_what_was_typed_into_a_draft_that_went_out_meanwhile_can_be_copied_and_discarded(
    office: Office, save: Save
):
    house, launch = a_host()
    await save(house, launch, *a_release(launch, "Queues cost the poorest twice", published_at=None))
    writer, colleague = await office(Role.EDITOR, house), await office(Role.EDITOR, house, name="Bob")

    late = await writer.post(RELEASE, data={"headline": "Queues", "body": "An hour in a queue."})

    assert late.status_code == 422
    assert "An hour in a queue." in said(late.text)
    page = (await writer.get(RELEASE)).text
    assert "An hour in a queue." in said(page)
    assert "An hour in a queue." not in said((await colleague.get(RELEASE)).text)
    button = BeautifulSoup(page, "html.parser").select_one(f'form button[name=discard][value="{RELEASE}"]')
    assert button is not None
    await writer.post("/office/drafts", data={"discard": RELEASE})
    assert "An hour in a queue." not in said((await writer.get(RELEASE)).text)


async def _works_for(house: Organisation, office: Office, store: Store) -> tuple[httpx2.AsyncClient, Account]:
    browser = await office(Role.EDITOR, house)
    return browser, await account_of(store, browser)


async def _give(store: Store, account: Account, house: Organisation, role: Role | None) -> None:
    async with store.transaction(now=NOW, by=ALICE) as db:
        if role:
            await organisers.give_role(db, account, house.id, role)
        else:
            await organisers.remove(db, house.id, account.id)
