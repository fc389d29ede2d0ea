"""Who publishes the report of a text: the lead, or whom the text names; and nobody who is not behind the launch."""

from collections.abc import Callable, Sequence
from typing import Any

from events import text
from events.people.models import Organisation
from events.press.reading.draft import Draft
from events.press.taking_in import House
from events.web.forms import Form


def named(draft: Draft, lead: Organisation, in_full: Callable[[str], str]) -> list[str]:
    """Whom the text names, the lead under its own name; empty where that is the lead alone."""
    called = ((each.name or each.short_name) for each in draft.organisations if each.publishes)
    publishing = [*dict.fromkeys(in_full(each.value) for each in called if each)]
    return [] if not draft.publication.title or publishing == [lead.name] else publishing


def refuse_strangers(form: Form[Any], named: Sequence[str], hosts: Sequence[House], lead: Organisation) -> None:
    """Whoever is taken out of the launch is asked about here too, or a public page would still name them."""
    behind = {lead.name, lead.called} | {name for each in hosts for name in (each.name, each.short_name) if name}
    known = set(map(text.fold, behind))
    for each in named:
        if text.fold(each) not in known:
            form.refuse(
                "publishers", f"“{each}” publishes it, but is not under With. Add it there, or take it out here."
            )
