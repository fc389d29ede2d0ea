"""What a role does not include is said where roles are given, and where somebody comes upon it."""

from events import addresses
from events.accounts.models import Role
from tests.factories import an_organisation
from tests.organisers import Office
from tests.sites import said
from tests.stores import Save


async def test_whoever_may_not_begin_from_a_text_hears_which_colleagues_can(office: Office, save: Save):
    house, elsewhere = an_organisation(), an_organisation("Westmoor Council")
    officer = await office(Role.PRESS_OFFICER, house, "Percy")
    await office(Role.OWNER, house, "Olive")
    await office(Role.EDITOR, house, "Edwin")
    await office(Role.VIEWER, house, "Vera")
    await office(Role.OWNER, elsewhere, "Wanda")

    refused = await officer.get("/office/new")

    assert refused.status_code == 403
    assert "needs the role “editor”" in said(refused.text)
    assert f"At {house.called} Olive and Edwin can do this." in said(refused.text)
    assert not any(name in refused.text for name in ("Vera", "Wanda", "@organiser.example"))


async def test_the_table_of_roles_says_what_each_may_not(office: Office, save: Save):
    house = an_organisation()
    owner = await office(Role.OWNER, house)

    page = said((await owner.get(f"/office/organisations/{house.slug}/members")).text)

    assert "Begins no launch, also not from a text, and publishes nothing" in page
    assert "Invites nobody" in page


async def test_who_works_alone_is_led_to_where_others_are_brought_in(office: Office, save: Save):
    house = an_organisation()
    owner = await office(Role.OWNER, house)
    way = f'href="{addresses.office_organisation(house, "members")}">Bring in others at'

    alone = (await owner.get("/office")).text
    colleague = await office(Role.EDITOR, house, "Bob")
    together = (await owner.get("/office")).text

    assert way in alone
    assert way not in together
    assert way not in (await colleague.get("/office")).text
