"""An organiser at work: signed in, with the forms of the office as a browser fills and sends them.

`python -m tests.bench.office BASE COOKIE PER_SECOND FILE` sends forms that were opened long before, evenly, once its
standard input ends; prints as JSON when each was acknowledged.
"""

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from sqlalchemy import select

from events.accounts import organisers, sessions
from events.accounts.models import Role
from events.people.models import Organisation
from events.storage import By, Store
from tests.bench.asking import Answer, Connection

Typed = Sequence[Sequence[str]]  # names and values, as a file in JSON has them too

_BY = By("bench")
_BROWSERS = 5


async def sign_in(store: Store, *, at: str | None = None) -> str:
    """The cookie of somebody who owns one organisation, or every one."""
    now = datetime.now(UTC)
    async with store.transaction(now=now, by=_BY) as db:
        account = await organisers.add(db, name="Bench", mail="bench@organiser.example", now=now)
        theirs = select(Organisation.id) if at is None else select(Organisation.id).where(Organisation.slug == at)
        for organisation_id in await db.scalars(theirs):
            await organisers.give_role(db, account, organisation_id, Role.OWNER)
        return f"session={await sessions.begin(db, account, now=now, device='bench')}"


async def revise(connection: Connection, cookie: str, path: str, **changes: str) -> Answer:
    """Opens the form at an address, changes these fields of it and sends it."""
    return await send(connection, cookie, path, await opened(connection, cookie, path, **changes))


async def opened(connection: Connection, cookie: str, path: str, **changes: str) -> Typed:
    """The form at an address, with these fields of it changed."""
    page = await connection.ask(path, _own(cookie))
    standing = [(name, value) for name, value in fields(page.body.decode(), path) if name not in changes]
    return [*standing, *changes.items()]


async def send(connection: Connection, cookie: str, path: str, form: Typed) -> Answer:
    answer = await connection.ask(path, _own(cookie), form=[(name, value) for name, value in form])
    if answer.status != 303:
        raise RuntimeError(f"The form at {path} was answered with {answer.status}: {answer.body[:2000]!r}")
    return answer


async def send_all(base: str, cookie: str, per_second: float, forms: list[tuple[str, Typed]]) -> dict[str, Any]:
    """Each by a browser that is free, at its moment: [the place of the form, when it was acknowledged]."""
    started, acknowledged = time.perf_counter(), []

    async def browse(first: int) -> None:
        connection = Connection(base)
        for place in range(first, len(forms), _BROWSERS):
            await asyncio.sleep(started + place / per_second - time.perf_counter())
            answer = await send(connection, cookie, *forms[place])
            acknowledged.append((place, answer.received))
        connection.close()

    await asyncio.gather(*map(browse, range(_BROWSERS)))
    return {"acknowledged": acknowledged, "seconds": time.perf_counter() - started}


def _own(cookie: str) -> dict[str, str]:
    return {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}


def fields(html: str, action: str) -> list[tuple[str, str]]:
    """What a browser would send of the form with this action if nothing were changed."""
    form = _Form(action)
    form.feed(html)
    return form.fields


class _Form(HTMLParser):
    def __init__(self, action: str) -> None:
        super().__init__()
        self._action = action
        self._is_in = False
        self._select: str | None = None
        self._text: tuple[str, list[str]] | None = None
        self.fields: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._is_in = given.get("action") == self._action and given.get("method") == "post"
        elif not self._is_in:
            return
        elif tag == "input" and given.get("name") and given.get("type") not in ("file", "submit"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self.fields.append((given["name"], given.get("value", "on")))
        elif tag == "select":
            self._select = given.get("name")
        elif tag == "option" and self._select and "selected" in given:
            self.fields.append((self._select, given.get("value", "")))
        elif tag == "textarea":
            self._text = given.get("name", ""), []

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text:
            self.fields.append((self._text[0], "".join(self._text[1]).removeprefix("\n")))
            self._text = None
        elif tag == "form":
            self._is_in = False


if __name__ == "__main__":
    base, cookie, per_second, file = sys.argv[1:]
    typed = json.loads(Path(file).read_text())
    print("ready", flush=True)
    sys.stdin.read()
    print(json.dumps(asyncio.run(send_all(base, cookie, float(per_second), typed))))
