"""A panel as it is read, in short: for tests that say who is on it."""

from events.press.reading import reading
from events.press.reading.draft import Fact
from tests.press.reading import measuring

TOP = """Ferries return to the estuary

4 May 2026

A ferry will cross the estuary after forty years, says The Short Way Over, a report out today by the Estuary Trust.

"""


def value(fact: Fact) -> str | None:
    return fact.value if fact else None


def people(text: str) -> list[tuple[str, str | None, list[tuple[str | None, str | None]]]]:
    """Of a release with these words in it: name, part, and each post with its house."""
    panel = reading.read(TOP + text + "\n", today=measuring.TODAY).panel
    return [
        (
            each.name.value,
            value(each.role),
            [(value(post.role), value(post.organisation)) for post in each.affiliations],
        )
        for each in panel
    ]
