"""At which organisation somebody to ring is, where the text does not say so beside the name."""

from collections.abc import Iterable, Iterator

from events.people.models import Organisation
from events.press.reading.draft import Draft, PressContact
from events.press.reading.houses import sites
from events.templating import joined


def house(contact: PressContact, draft: Draft, lead: Organisation) -> str | None:
    """As the text has it; else the one in the text whose name a mailbox is made of, if that is not the lead's."""
    if contact.organisation or _is_at(contact, _called(lead), lead.website):
        return contact.organisation.value if contact.organisation else None
    return next((names[0] for names, site in _houses(draft) if _is_at(contact, names, site)), None)


def to_check(contacts: Iterable[PressContact], draft: Draft, lead: Organisation) -> str:
    """What to say of those whose organisation was taken from a mailbox, or from nothing."""
    apart = [each for each in contacts if not each.organisation]
    by_mail = [f"{_who(each)} is put at {at}" for each in apart if (at := house(each, draft, lead))]
    sentences = [f"By the mail address, {joined(by_mail)}."] if by_mail else []
    if any(not lead.is_meant_by(name) for names, _ in _houses(draft) for name in names):
        open_ = [
            each for each in apart if not house(each, draft, lead) and not _is_at(each, _called(lead), lead.website)
        ]
        if open_:
            who = joined([_who(each) for each in open_])
            sentences.append(
                f"The text does not say at which organisation {who} can be rung. Without one before the name it is the "
                "lead, and the press is told so."
            )
    return " ".join(sentences)


def _who(contact: PressContact) -> str:
    named = contact.name or contact.email or contact.phone
    return named.value if named else "somebody"


def _called(lead: Organisation) -> list[str]:
    return [*filter(None, (lead.name, lead.short_name))]


def _houses(draft: Draft) -> Iterator[tuple[list[str], str | None]]:
    """What each house in the text is called, and its website."""
    for each in draft.organisations:
        if names := [fact.value for fact in (each.name, each.short_name) if fact]:
            yield names, each.website.value if each.website else None
    for person in draft.panel:
        yield from (([post.organisation.value], None) for post in person.affiliations if post.organisation)


def _is_at(contact: PressContact, names: list[str], site: str | None) -> bool:
    """Whether a mailbox is at the website of a house, or its host is made of its name."""
    host = contact.email.value.partition("@")[2].lower() if contact.email else ""
    own = (site or "").lower().partition("://")[2] or (site or "").lower()
    own = own.partition("/")[0].removeprefix("www.")
    return bool(host) and (host == own or host.endswith(f".{own}" if own else "\0") or sites.spells(names, host))
