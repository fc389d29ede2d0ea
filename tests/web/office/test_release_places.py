"""Where a release is to be read, and since when: said in the office before it goes, and as it is on public pages."""

from datetime import date

import httpx2

from events import addresses
from events.accounts.models import Role
from events.programme.models import Host, HostRole
from tests.factories import a_host, a_publication, a_release, an_embargo, an_event, an_organisation
from tests.organisers import Office, act
from tests.sites import Clock, said
from tests.stores import NOW, Save
from tests.web.office.releasing import HEADLINE, PATH, PUBLIC, TEXT


async def test_every_page_that_lists_a_release_is_named_before_it_goes(office: Office, save: Save, client):
    house, launch = a_host()
    funder = an_organisation("Merrow Trust")
    await save(house, launch, funder, Host(launch_id=launch.id, organisation_id=funder.id, role=HostRole.FUNDER))
    editor = await office(Role.EDITOR, house)
    await editor.post(f"/office/launches/{launch.id}/releases/new", data=TEXT)
    await act(editor, f"{PATH}/publication")

    beforehand = said((await editor.get(f"{PATH}/withdrawal")).text)

    assert HEADLINE in said((await client.get("/organisations/merrow-trust")).text)
    assert "The page of Merrow Trust, /organisations/merrow-trust" in beforehand


async def test_an_event_and_a_report_that_lead_to_a_release_are_named_before_it_goes(
    office: Office, save: Save, client: httpx2.AsyncClient
):
    house, launch = a_host()
    event, report = an_event(launch), a_publication(launch)
    older = a_release(launch, "An older one", version={"dated": date(2026, 10, 1)})
    await save(house, launch, event, report, an_event(launch, "A draft", published_at=None), *older)
    editor = await office(Role.EDITOR, house)
    await editor.post(f"/office/launches/{launch.id}/releases/new", data=TEXT)
    await act(editor, f"{PATH}/publication")

    newest = said((await editor.get(f"{PATH}/withdrawal")).text)
    other = said((await editor.get(f"{addresses.office_release(older[0])}/withdrawal")).text)

    for row, path in ((event, addresses.event(event)), (report, addresses.publication(report))):
        assert PUBLIC in (await client.get(path)).text, row
        assert f"What leads to it: {path}" in newest
    assert "a-draft" not in newest
    assert addresses.release(older[0]) not in (await client.get(addresses.event(event))).text
    assert f"What leads to it: {addresses.event(event)}" not in other
    assert f"What leads to it: {addresses.publication(report)}" in other


async def test_a_release_is_out_since_its_embargo_lifted_and_not_since_it_was_made_ready(
    office: Office, save: Save, clock: Clock
):
    embargo = an_embargo(NOW.replace(day=4))
    house, launch = a_host()
    launch.embargo_id = embargo.id
    await save(embargo, house, launch)
    editor = await office(Role.EDITOR, house)
    await editor.post(f"/office/launches/{launch.id}/releases/new", data=TEXT)
    await act(editor, f"{PATH}/publication")

    clock.now = NOW.replace(day=5)

    assert "Public, version 1, out since 09.00 GMT (UTC+0), Wednesday 4 November 2026" in said(
        (await editor.get(PATH)).text
    )
