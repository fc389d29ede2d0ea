"""The worker: mail goes out beside the web, by one process at a time, each mail once, whatever dies meanwhile."""

import asyncio
import contextlib
import logging
import os
import signal
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import create_engine, select, text

from events import worker
from events.consequences import following
from events.mail import messages, outbox
from events.mail.messages import Sender
from events.mail.outbox import CLAIM, OutgoingMail, State
from events.settings import Settings
from events.storage import Store
from tests import commands
from tests.factories import a_launch, a_listed_post, a_person, a_post, a_speaker, an_embargo, an_event, an_organisation
from tests.mailbox import Mailbox
from tests.sites import Clock
from tests.stores import ALICE, WHERE

LINK = "https://launch.example/sign-in/canary-0123456789"
US = Sender.of(Settings.read({"EVENTS_BASE_URL": WHERE.base}))


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    for pause in ("PAUSE", "PAUSE_AFTER_TROUBLE"):
        monkeypatch.setattr(worker, pause, 0.05)


async def test_mail_goes_out_beside_a_server_of_two_processes_each_once(
    server: Callable[..., str], mailbox: Mailbox, tmp_path: Path
) -> None:
    server(tmp_path, EVENTS_SMTP_URL=mailbox.url, EVENTS_PROCESSES="2")
    names = [f"Mail {number}" for number in range(5)]
    async with _opened(f"sqlite:///{tmp_path}/events.db") as store:
        await _queue(store, *names)
        await mailbox.has(5)
        await _all_are(store, State.SENT)

    assert mailbox.subjects == names


async def test_mail_waits_for_a_worker_where_that_is_apart(
    server: Callable[..., str], mailbox: Mailbox, tmp_path: Path
) -> None:
    settings = {"EVENTS_SMTP_URL": mailbox.url, "EVENTS_WORKER": "apart"}
    server(tmp_path, **settings)
    async with _opened(f"sqlite:///{tmp_path}/events.db") as store:
        await _queue(store, "Hello")
        await asyncio.sleep(0.3)
        assert mailbox.received == []
        assert not (tmp_path / "events.db-worker").exists()

        with _apart(tmp_path, **settings) as process:
            await mailbox.has(1)
            await _all_are(store, State.SENT)
            process.send_signal(signal.SIGINT)
            code = process.wait(15)

    assert (code, (tmp_path / "said").read_text()) == (0, "The worker runs until Ctrl-C.\n")


async def test_mail_that_is_queued_in_its_own_process_goes_out_at_once(
    database_url: str, store: Store, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "PAUSE", 3600)
    async with worker.beside(_settings(database_url, mailbox), store):
        for number in (1, 2):
            await asyncio.sleep(0.1)  # it sleeps by now
            await _queue(store, f"Mail {number}")
            await mailbox.has(number)


async def test_of_two_workers_one_sends_and_the_other_takes_over(
    database_url: str, store: Store, mailbox: Mailbox
) -> None:
    settings = _settings(database_url, mailbox)
    async with _opened(database_url) as other, worker.beside(settings, other):
        async with worker.beside(settings, store):
            await _queue(store, *"abcde")
            await mailbox.has(5)
        await _queue(store, "f")
        await mailbox.has(6)
        await _all_are(store, State.SENT)

    assert mailbox.subjects == list("abcdef")


async def test_it_is_the_turn_of_one_process_until_it_ends(database_url: str) -> None:
    first, second = worker._turn(database_url), worker._turn(database_url)
    try:
        assert [await first.is_ours(), await second.is_ours(), await first.is_ours()] == [True, False, True]
        await first.end()
        assert [await second.is_ours(), await first.is_ours()] == [True, False]
    finally:
        await first.end()
        await second.end()


async def test_another_takes_over_from_a_worker_that_is_killed_and_repeats_the_same_mail(
    database_url: str, store: Store, mailbox: Mailbox, tmp_path: Path
) -> None:
    await _queue(store, "Hello")
    mailbox.silent = True
    with _apart(tmp_path, EVENTS_DATABASE_URL=database_url, EVENTS_SMTP_URL=mailbox.url) as process:
        await mailbox.has(1)
        process.send_signal(signal.SIGKILL)
        process.wait()
    mailbox.silent = False
    _claimed_before(database_url)

    async with worker.beside(_settings(database_url, mailbox), store):
        await mailbox.has(2)
        await _all_are(store, State.SENT)

    assert mailbox.received[0].raw == mailbox.received[1].raw
    assert len({each.message_id for each in mailbox.received}) == 1


async def test_a_mail_that_the_server_puts_off_waits_and_one_that_it_refuses_fails(
    database_url: str, store: Store, mailbox: Mailbox
) -> None:
    mailbox.answers = ["451 Busy", "550 No such mailbox"]
    await _queue(store, "Hello", "Goodbye", "Again", streams=True)
    async with worker.beside(_settings(database_url, mailbox), store):
        await mailbox.has(1)

    waits, failed, sent = await _rows(store)
    assert mailbox.subjects == ["Again"]
    assert [each.state(sending=True) for each in (waits, failed, sent)] == [State.WAITING, State.FAILED, State.SENT]
    assert waits.last_error == "The server answered 451: Busy"
    assert waits.not_before > datetime.now(UTC)
    assert failed.last_error == "The server answered 550: No such mailbox"


async def test_the_worker_goes_on_after_a_failure_that_nobody_foresaw(
    database_url: str, store: Store, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    _sql(database_url, "ALTER TABLE outbox RENAME TO elsewhere")
    async with worker.beside(_settings(database_url, mailbox), store):
        await _until(lambda: caplog.records)
        _sql(database_url, "ALTER TABLE elsewhere RENAME TO outbox")
        await _queue(store, "Hello")
        await mailbox.has(1)

    assert caplog.records[0].message.startswith("The worker goes on in ")


async def test_the_worker_ends_promptly_though_the_server_dawdles(
    database_url: str, store: Store, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "STOP_SECONDS", 0.1)
    mailbox.silent = True
    await _queue(store, "Hello")
    async with worker.beside(_settings(database_url, mailbox), store):
        await mailbox.has(1)
        began = time.monotonic()

    assert time.monotonic() - began < 5
    [mail] = await _rows(store)
    assert mail.claimed_at


async def test_without_a_server_mail_is_shown_once_and_kept(
    database_url: str, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    await _queue(store, "Sign in", "\x1b]0;Hello")
    for _ in range(2):
        async with worker.beside(_settings(database_url), store):
            await asyncio.sleep(0.2)

    said = capsys.readouterr().out
    assert said.count("Mail to ruth@larkfield.example, kept since EVENTS_SMTP_URL is not set\nSubject: Sign in\n") == 1
    assert said.count(f"Sign in: {LINK}") == 1
    assert "\x1b" not in said
    assert [each.state(sending=False) for each in await _rows(store)] == [State.KEPT] * 2


async def test_with_a_server_no_link_and_no_recipient_is_said_or_logged(
    database_url: str,
    store: Store,
    mailbox: Mailbox,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    mailbox.answers = ["250 Yes", f"451 {LINK}", f"550 {LINK}", f"421 {LINK}", f"550 {LINK}"]
    await _queue(store, *"abcde", streams=True)
    with caplog.at_level(logging.DEBUG, "events"):
        async with worker.beside(_settings(database_url, mailbox), store):
            await _until(lambda: not mailbox.answers)

    assert len(caplog.records) == 4
    said = "".join([*capsys.readouterr(), caplog.text])
    assert "canary" not in said
    assert "larkfield" not in said


async def test_a_search_finds_somebody_soon_after_a_lift_by_what_it_told_though_another_launch_waits(
    database_url: str, store: Store, client: httpx2.AsyncClient, clock: Clock
) -> None:
    clock.now, lift, before = datetime.now(UTC), datetime(2020, 5, 1, tzinfo=UTC), datetime(2020, 4, 1, tzinfo=UTC)
    house, ruth, embargo = an_organisation(), a_person(), an_embargo(lift)
    launch, other = a_launch(house), a_launch(house, title="Another")
    event = an_event(launch, published_at=before, embargo_id=embargo.id)
    posts = [a_post(ruth, house, each) for each in ("President", "Treasurer")]
    posts[0].came_with_launch_id, posts[1].came_with_launch_id = launch.id, other.id
    async with store.transaction(now=before, by=ALICE) as db:
        speaker = a_speaker(event, ruth)
        db.add_all([house, ruth, embargo, launch, other, event, speaker, *posts])
        db.add(a_listed_post(speaker, "President", house, affiliation_id=posts[0].id))
    assert not await _is_found(client, "president")

    async with worker.beside(_settings(database_url), store):
        for _ in range(100):
            if await _is_found(client, "president"):
                break
            await asyncio.sleep(0.02)

    assert [await _is_found(client, each) for each in ("president", "treasurer")] == [True, False]


async def _is_found(client: httpx2.AsyncClient, word: str) -> bool:
    return "/people/ruth-adeyemi" in (await client.get("/search", params={"q": word})).text


def _settings(database_url: str, mailbox: Mailbox | None = None) -> Settings:
    smtp = {"EVENTS_SMTP_URL": mailbox.url} if mailbox else {}
    return Settings.read({"EVENTS_DATABASE_URL": database_url, "EVENTS_BASE_URL": WHERE.base} | smtp)


@contextlib.asynccontextmanager
async def _opened(database_url: str) -> AsyncIterator[Store]:
    store = Store(database_url, follow=following(WHERE))
    yield store
    await store.close()


async def _queue(store: Store, *subjects: str, streams: bool = False) -> None:
    """By now's clock, since the worker's is the system's."""
    now = datetime.now(UTC)
    async with store.transaction(now=now, by=ALICE) as db:
        for subject in subjects:
            mail = messages.plain(
                US,
                to="ruth@larkfield.example",
                subject=subject,
                text=f"{subject}: {LINK}",
                key=subject,
                now=now,
                stream=subject if streams else None,
                secret=True,
            )
            await outbox.queue(db, mail)


async def _rows(store: Store) -> list[OutgoingMail]:
    async with store.whole() as db:
        return list(await db.scalars(select(OutgoingMail).order_by(OutgoingMail.number)))


async def _all_are(store: Store, state: State) -> None:
    """The server has a mail a moment before its row knows."""
    for _ in range(200):
        if {each.state(sending=True) for each in await _rows(store)} == {state}:
            return
        await asyncio.sleep(0.02)
    pytest.fail(f"Not every mail is {state}.")


async def _until(true: Callable[[], object]) -> None:
    for _ in range(1000):
        if true():
            return
        await asyncio.sleep(0.02)
    pytest.fail("It did not happen.")


def _claimed_before(database_url: str) -> None:
    moment = (datetime.now(UTC) - CLAIM).strftime("%Y-%m-%d %H:%M:%S.%f+00:00")
    _sql(database_url, f"UPDATE outbox SET claimed_at = '{moment if 'postgresql' in database_url else moment[:-6]}'")


def _sql(database_url: str, statement: str) -> None:
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


@contextmanager
def _apart(data_dir: Path, **settings: str) -> Iterator[commands.Command]:
    with (data_dir / "said").open("w") as said, Path(os.devnull).open() as nothing:
        settings |= {"EVENTS_DATA_DIR": str(data_dir)}
        process = commands.Command(settings, "worker", streams=(nothing, said, said))
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
