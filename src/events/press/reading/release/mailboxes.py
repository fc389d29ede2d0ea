"""Whose mailbox is whose, where several are named before all of them: `Ann Lee 020 …; Bo Rae 020 …; bo@…, ann@…`."""

import re
from collections import defaultdict
from collections.abc import Sequence

from events import text
from events.press.reading.draft import Found
from events.press.reading.release.reached import Contact


def given_back(found: Sequence[Contact]) -> None:
    """Each mailbox in a block that is called by one of those in it, and not by whoever has it, becomes theirs."""
    for group in {each.group for each in found}:
        block = [each for each in found if each.group == group and each.name]
        if len(block) > 1:
            _within(block)


def _within(block: Sequence[Contact]) -> None:
    called: dict[str, list[Contact]] = defaultdict(list)
    for each in block:
        for call in _calls(each):
            called[call].append(each)
    for each in block:
        numbers = [one for one in each.others if "@" not in one.value]
        for mailbox in [one for one in (each.email, *each.others) if one and "@" in one.value]:
            own = next((called[part] for part in _parts(mailbox) if part in called), [])
            if len(own) == 1 and own[0] is not each and (own[0].phone or not numbers):  # whose may be theirs
                _take_from(each, mailbox)
                own[0].take_mailbox(mailbox)
    for each in block:
        left = next((one for one in each.others if "@" in one.value), None)
        if each.email is None and left:
            _take_from(each, left)
            each.email = left


def _take_from(contact: Contact, mailbox: Found[str]) -> None:
    if contact.email is mailbox:
        contact.email = None
    else:
        contact.others.remove(mailbox)


def _calls(contact: Contact) -> set[str]:
    """`ann`, `lee`, `alee` of Ann Lee."""
    words = text.fold(contact.name.bare).split() if contact.name else []
    told = [each for each in words if len(each) > 1]
    if not told:
        return set()
    first, last = told[0], told[-1]
    return {first, last, first[0] + last, first + last, last + first, first + last[0]}


def _parts(mailbox: Found[str]) -> list[str]:
    return _MARKS.split(text.fold(mailbox.value.partition("@")[0]))


_MARKS = re.compile(r"[._-]+")
