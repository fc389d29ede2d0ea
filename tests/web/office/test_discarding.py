"""Drafts discarded in the office: what goes is said beforehand, and nothing that anybody saw does."""

from sqlalchemy import func, select

from events.accounts.models import Role
from events.programme.models import Host, HostRole, Launch
from events.programme.occasions import Event, Speaker
from events.storage import Store
from tests.factories import a_host, a_launch, a_person, a_publication, a_speaker, an_event, an_organisation
from tests.organisers import Office
from tests.sites import said
from tests.stores import Save
from tests.web.office.test_publications import act

EVENT = "/office/events/the-waiting-room"


async def test_an_event_is_discarded_with_its_panel_and_with_what_was_typed_into_it(
    office: Office, save: Save, store: Store
) -> None:
    host, launch = a_host()
    event, ruth = an_event(launch, published_at=None), a_person()
    await save(host, launch, event, ruth, a_speaker(event, ruth))
    editor = await office(Role.EDITOR, host)
    await editor.post("/office/drafts", data={"form": EVENT, "title": "Half a title"})

    beforehand = said((await editor.get(f"{EVENT}/discarding")).text)
    done = await act(editor, f"{EVENT}/discarding")

    assert "With it go 1 speaker." in beforehand
    assert done.headers["location"] == f"/office/launches/{launch.id}#h-receipts"
    assert EVENT not in (await editor.get("/office")).text
    assert await _left(store, Launch, Event, Speaker) == [1, 0, 0]


async def test_a_launch_is_discarded_while_nothing_of_it_was_published(
    office: Office, save: Save, store: Store
) -> None:
    host, launch = a_host()
    await save(host, launch, an_event(launch, published_at=None), a_publication(launch, published_at=None))
    editor = await office(Role.EDITOR, host)
    path = f"/office/launches/{launch.id}"

    offered = f"{path}/discarding" in (await editor.get(path)).text
    beforehand = said((await editor.get(f"{path}/discarding")).text)
    done = await act(editor, f"{path}/discarding")

    assert offered
    assert "With it go 1 event and 1 publication." in beforehand
    assert done.headers["location"] == "/office/launches"
    assert await _left(store, Launch, Event) == [0, 0]


async def test_what_was_published_stays_and_so_does_its_launch(office: Office, save: Save, store: Store) -> None:
    host, launch = a_host()
    await save(host, launch, an_event(launch), a_publication(launch, published_at=None))
    editor = await office(Role.EDITOR, host)
    path = f"/office/launches/{launch.id}"

    event, whole = await act(editor, f"{EVENT}/discarding"), await act(editor, f"{path}/discarding")

    assert (event.status_code, whole.status_code) == (422, 422)
    assert "has been published and stays on record" in said(whole.text)
    assert f"{path}/discarding" not in (await editor.get(path)).text
    assert await _left(store, Launch, Event) == [1, 1]


async def test_only_the_lead_discards(office: Office, save: Save) -> None:
    lead, partner = an_organisation("Larkfield Foundation"), an_organisation("Merrow Trust")
    launch = a_launch(lead)
    host = Host(launch_id=launch.id, organisation_id=partner.id, role=HostRole.PARTNER, grants=Role.OWNER)
    await save(lead, partner, launch, host, an_event(launch, published_at=None))
    at_partner = await office(Role.OWNER, partner)

    for path in (EVENT, f"/office/launches/{launch.id}"):
        assert (await at_partner.get(path)).status_code == 200
        assert (await at_partner.post(f"{path}/discarding", data={"revision": "1"})).status_code == 404


async def _left(store: Store, *kinds: type) -> list[int]:
    async with store.whole() as db:
        return [await db.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds]
