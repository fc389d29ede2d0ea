"""The house of most tests of the office, its one public event, and an editor there; a module may have its own house."""

import httpx2
import pytest

from events.accounts.models import Role
from events.people.models import Organisation
from events.storage import Store
from tests.factories import a_host, an_event
from tests.organisers import Office
from tests.stores import Save
from tests.web.office.asking import Lead


@pytest.fixture
async def house(save: Save) -> Organisation:
    house, launch = a_host()
    await save(house, launch, an_event(launch))
    return house


@pytest.fixture
async def editor(office: Office, house: Organisation) -> httpx2.AsyncClient:
    return await office(Role.EDITOR, house)


@pytest.fixture
async def lead(office: Office, save: Save, store: Store) -> Lead:
    house, launch = a_host()
    await save(house, launch, an_event(launch))
    return Lead(house, launch, await office(Role.EDITOR, house), store)
