"""Events: what may be left open, what is refused, and what becomes of one."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from events import times
from events.programme import events, launches
from events.programme.occasions import Event, Status
from events.storage import Store
from events.visibility import ANYONE, gone, visible
from tests.factories import LONDON, a_launch, an_embargo, an_event, an_organisation
from tests.stores import ALICE, NOW, Save

LAUNCH = a_launch(an_organisation())
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)  # when the clocks of London change

REFUSED: dict[str, tuple[dict[str, Any], type[ValueError]]] = {
    "a wall time that does not exist": ({"day": SPRING, "starts": time(1, 30), "zone": LONDON}, times.DoesNotExist),
    "a wall time that comes twice": ({"day": AUTUMN, "starts": time(1, 30), "zone": LONDON}, times.ExistsTwice),
    "an hour without a zone": ({"day": SPRING, "starts": time(18, 30)}, events.NeedsZone),
    "an hour without a day": ({"starts": time(18, 30), "zone": LONDON}, events.NeedsDay),
    "a place that is no zone": ({"day": SPRING, "starts": time(18, 30), "zone": "Bristol"}, times.UnknownZone),
    "an end without a beginning": ({"day": SPRING, "ends": time(20)}, events.NeedsStart),
    "doors without a beginning": ({"day": SPRING, "doors": time(18)}, events.NeedsStart),
    "an end before the beginning": (
        {"day": SPRING, "starts": time(18, 30), "ends": time(0, 30), "zone": LONDON},
        events.EndsBeforeItBegins,
    ),
    "days that run backwards": ({"day": SPRING, "last_day": AUTUMN}, events.EndsBeforeItBegins),
}


SKIPPED = {
    "an hour": (SPRING, time(1, 30), LONDON, "The clocks go forward then; use 00.30 or 02.30."),
    "the first hour of a day": (
        date(2017, 10, 15),
        time(0, 30),
        "America/Sao_Paulo",
        "The clocks go forward then; use 23.30 on 14 October 2017 or 01.30.",
    ),
    "a whole day": (
        date(2011, 12, 30),
        time(10),
        "Pacific/Apia",
        "30 December 2011 was left out there: 29 December 2011 came just before 31 December 2011.",
    ),
}


@pytest.mark.parametrize(("day", "wall", "zone", "sentence"), SKIPPED.values(), ids=SKIPPED)
def test_a_time_that_the_clocks_skip_is_refused_with_the_nearest_that_exist(
    day: date, wall: time, zone: str, sentence: str
) -> None:
    with pytest.raises(times.DoesNotExist) as refused:
        times.instant(day, wall, zone)

    assert str(refused.value) == sentence


@pytest.mark.parametrize(("facts", "refusal"), REFUSED.values(), ids=REFUSED)
async def test_refused_when_added_and_when_revised(
    facts: dict[str, Any], refusal: type[ValueError], store: Store
) -> None:
    with pytest.raises(refusal) as refused:
        async with store.transaction(now=NOW, by=ALICE) as db:
            await events.add(db, Event(launch_id=LAUNCH.id, title="The Waiting Room", **facts))
    assert str(refused.value).endswith(".")

    nothing = {"day": None, "starts": None, "ends": None, "zone": None, "doors": None, "last_day": None}
    event = an_event(LAUNCH, published_at=None)
    before = _facts(event)
    with pytest.raises(refusal):
        events.revise(event, **(nothing | facts))
    assert _facts(event) == before


async def test_a_date_alone_is_a_publishable_event(store: Store, save: Save) -> None:
    lead = an_organisation()
    launch = a_launch(lead)
    await save(lead, launch)

    async with store.transaction(now=NOW, by=ALICE) as db:
        event = await events.add(db, Event(launch_id=launch.id, title="The Waiting Room", day=SPRING))
        events.publish(event, now=NOW)

    async with store.reading() as db:
        assert await db.scalar(select(Event.slug).where(visible(Event, ANYONE, NOW))) == "the-waiting-room"


def test_an_event_without_a_day_is_not_published() -> None:
    event = Event(launch_id=LAUNCH.id, title="The Waiting Room")

    with pytest.raises(events.NeedsDay):
        events.publish(event, now=NOW)
    assert event.published_at is None


def test_a_published_event_does_not_lose_its_day() -> None:
    event = an_event(LAUNCH)

    with pytest.raises(events.NeedsDay):
        events.revise(event, day=None, starts=None, ends=None)
    assert event.day is not None


def test_the_second_of_two_hours_can_be_meant() -> None:
    event = an_event(LAUNCH)

    events.revise(event, day=AUTUMN, starts=time(1, 30), ends=None, starts_second=True)

    assert event.starts_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_revised_hour_moves_the_instants() -> None:
    event = an_event(LAUNCH)

    events.revise(event, starts=time(19), ends=time(20, 30), zone="Europe/Paris")

    assert event.starts_at == event.begins_at == datetime(2026, 12, 17, 18, 0, tzinfo=UTC)
    assert event.ends_at == event.over_at == datetime(2026, 12, 17, 19, 30, tzinfo=UTC)


def test_an_event_may_run_past_midnight_when_its_last_day_is_known() -> None:
    event = an_event(LAUNCH)

    events.revise(event, last_day=date(2026, 12, 18), ends=time(0, 30))

    assert event.ends_at == datetime(2026, 12, 18, 0, 30, tzinfo=UTC)


async def test_never_public_is_a_draft_again_when_unpublished(store: Store, save: Save) -> None:
    lead, embargo = an_organisation(), an_embargo(NOW + timedelta(days=1))
    launch = a_launch(lead)
    covered, scheduled = (
        an_event(launch, "Covered", embargo_id=embargo.id),
        an_event(launch, "Scheduled", published_at=NOW + timedelta(days=1)),
    )
    await save(lead, embargo, launch, covered, scheduled)

    async with store.transaction(now=NOW, by=ALICE) as db:
        for each in (covered, scheduled):
            event = await db.get_one(Event, each.id)
            await launches.take_back(db, event, note="Not now.", now=NOW)
            assert (event.published_at, event.withdrawn_at, event.withdrawal_note) == (None, None, None)


async def test_once_public_is_withdrawn_when_unpublished_and_says_so(store: Store, save: Save) -> None:
    lead = an_organisation()
    launch = a_launch(lead)
    event = an_event(launch)
    await save(lead, launch, event)

    async with store.transaction(now=NOW, by=ALICE) as db:
        await launches.take_back(db, await db.get_one(Event, event.id), note="The host withdrew.", now=NOW)

    async with store.reading() as db:
        assert await db.scalar(select(Event).where(visible(Event, ANYONE, NOW))) is None
        left = await db.scalar(select(Event).where(gone(Event, ANYONE, NOW)))
        assert left is not None
        assert left.withdrawal_note == "The host withdrew."


def test_an_event_is_postponed_cancelled_and_restored() -> None:
    event = an_event(LAUNCH)

    events.postpone(event, note="The hall is flooded.", now=NOW)
    assert (event.status, event.is_off) == (Status.POSTPONED, True)
    events.cancel(event, note="There is no other hall.", now=NOW)
    assert (event.status, event.status_note) == (Status.CANCELLED, "There is no other hall.")
    events.restore(event)
    assert (event.status, event.status_note, event.is_off) == (Status.CONFIRMED, None, False)


def test_an_event_that_is_over_is_neither_postponed_nor_cancelled() -> None:
    event = an_event(LAUNCH)
    assert event.over_at

    for take_off in (events.postpone, events.cancel):
        with pytest.raises(events.AlreadyOver):
            take_off(event, note=None, now=event.over_at)
    events.cancel(event, note=None, now=event.over_at - timedelta(seconds=1))


def _facts(event: Event) -> tuple[Any, ...]:
    return event.day, event.starts, event.ends, event.zone, event.starts_at, event.ends_at, event.over_at
