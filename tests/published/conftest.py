"""What the tests of published bytes share: a public event, and the statements that reach the database."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from events.storage import Store
from tests.factories import a_host, an_event
from tests.stores import ALICE, NOW, Save


@dataclass
class Asked:
    """The statements that reached the database."""

    statements: list[str] = field(default_factory=list)

    def of(self, column: str) -> int:
        return sum(column in statement for statement in self.statements)


@pytest.fixture
def asked() -> Iterator[Asked]:
    seen = Asked()

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture
async def launched(save: Save, store: Store) -> Any:
    """A public event; `await launched("A new title")` renames it, as another process would."""
    lead, launch = a_host()
    lead.published_at = NOW
    shown = an_event(launch)
    await save(lead, launch, shown)

    async def rename(title: str) -> None:
        async with store.transaction(now=NOW + timedelta(minutes=5), by=ALICE) as db:
            found = await db.get_one(type(shown), shown.id)
            found.title = title

    return rename
