"""Hostile text in every text of every kind: refused by its path, or kept alike by both databases."""

import json
import os
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from events.storage import Store
from events.storage.types import Coded, Line, Prose, Web, Zone
from events.transfer import Refused, rules
from events.transfer.document import KINDS, Kind
from tests.stores import NOW
from tests.transfer import maximal
from tests.transfer.documents import Document, taken_in, taken_out

TRICKY = "\0\t\n\r\x0b\x0c\x1b\x7f\x85\ud800\u2028\u202e\u200b\u2066\ufeffe\u0301 <&\"'\\{}%=+-@"
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.text(st.sampled_from(TRICKY), max_size=40),
    st.sampled_from(["x" * 200_000, "{{ 7 * 7 }}", "=?utf-8?q?a=0D=0ABcc:_x@evil?=", "a\r\nATTENDEE:mailto:x@evil"]),
)


@pytest.fixture
async def good(both: tuple[Store, Store]) -> Document:
    """Content in both; what files there are stay there."""
    for store in both:
        await maximal.fill(store, NOW)
    document: Document = json.loads(await taken_out(both[0], private=True))
    return document | {"files": []}


@pytest.mark.parametrize("in_words", [False, True], ids=["alone", "among words"])
@settings(
    max_examples=200 if os.environ.get("TEST_LONG") else 8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(hostile=TEXTS)
@example("e\u200b\u0301")
@example("\u202e\u0000")
async def test_hostile_text_is_refused_by_its_path_or_kept_alike(
    both: tuple[Store, Store], good: Document, in_words: bool, hostile: str
):
    sqlite, postgresql = both
    places = dict(_places(good))
    spoilt = dict.fromkeys(places, f"Words {hostile} words" if in_words else hostile)

    refused = await _refusal(sqlite, _with(good, spoilt))
    assert await _refusal(postgresql, _with(good, spoilt)) == refused
    assert refused <= spoilt.keys()
    fitting = {path: text for path, text in spoilt.items() if path not in refused}
    for store in both:
        await taken_in(store, _with(good, fitting))

    exported = await taken_out(sqlite, private=True)
    assert await taken_out(postgresql, private=True) == exported
    again = await taken_in(sqlite, exported)
    assert (again.added, again.revised) == (0, 0)


async def _refusal(store: Store, document: Document) -> set[str]:
    """The paths of what was refused."""
    try:
        await taken_in(store, document)
    except Refused as refused:
        _, *mistakes = str(refused).splitlines()
        return {mistake.partition(": ")[0] for mistake in mistakes}
    return set()


def _places(document: Document) -> Any:
    for kind in KINDS:
        for index, record in enumerate(document[kind.name][:1]):
            yield from _texts(kind, f"{kind.name}[{index}]", record)


def _texts(kind: Kind, path: str, record: Document) -> Any:
    fixed = rules.NEVER_OVERWRITTEN.get(kind.table.name, set())
    for fact in kind.facts:
        if (
            isinstance(fact.column.type, Coded | Line | Prose | Web | Zone)
            and fact.key not in fixed
            and not fact.column.primary_key
        ):
            yield f"{path}.{fact.name}", record[fact.name]
    for part in kind.parts:
        inside = record[part.name]
        if part.is_single:
            yield from _texts(part, f"{path}.{part.name}", inside)
        else:
            for index, each in enumerate(inside):
                yield from _texts(part, f"{path}.{part.name}[{index}]", each)


def _with(document: Document, texts: dict[str, str]) -> Document:
    document = json.loads(json.dumps(document))
    for path, text in texts.items():
        place: Any = document
        *way, last = path.replace("[", ".").replace("]", "").split(".")
        for each in way:
            place = place[int(each) if each.isdigit() else each]
        place[last] = text
    return document
