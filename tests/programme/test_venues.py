"""Venues: their address in one line, and the words by which one is found again."""

from typing import Any

import pytest

from events.programme import venues
from events.programme.occasions import Venue
from events.storage import Store
from tests.factories import an_organisation
from tests.stores import ALICE, NOW, Save

ADDRESSES: dict[str, tuple[dict[str, Any], str]] = {
    "with its country": ({"place": "Bristol", "country": "GB"}, "The Hall, Bristol, United Kingdom"),
    "which says its country": (
        {"address": "Bristol, United Kingdom", "country": "GB"},
        "The Hall, Bristol, United Kingdom",
    ),
    "in a country that is a city": ({"place": "Singapore", "country": "SG"}, "The Hall, Singapore"),
    "in a country whose name is in another": (
        {"address": "Nigeria Square", "country": "NE"},
        "The Hall, Nigeria Square, Niger",
    ),
    "that says its place": (
        {"address": "2 Quay Street, Bristol BS1", "place": "Bristol"},
        "The Hall, 2 Quay Street, Bristol BS1",
    ),
}


@pytest.mark.parametrize(("facts", "address"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_says_nothing_twice(facts: dict[str, Any], address: str) -> None:
    assert Venue(name="The Hall", **facts).full_address == address


@pytest.mark.parametrize(
    "words", ["the hall", "The Hall, Bristol", "The Hall, Bristol, United Kingdom"], ids=["name", "no country", "all"]
)
async def test_a_venue_is_found_again_by_its_address_with_and_without_its_country(
    store: Store, save: Save, words: str
) -> None:
    house = an_organisation()
    hall = Venue(name="The Hall", place="Bristol", country="GB", kept_by_id=house.id)
    await save(house, hall)
    async with store.transaction(now=NOW, by=ALICE) as db:
        assert (await venues.named(db, words, keeper=house.id)).id == hall.id
