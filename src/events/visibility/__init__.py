"""Who may see what, when: the one policy, decided at read time, failing closed.

A row is public once it is published, not withdrawn, open to all, and its embargo (if any) has lifted. No job lifts
an embargo; time does. What is not published itself may be reached from something visible: a speaker's page, a file.
Sessions for readers refuse every query of a guarded table that does not carry the policy, and every query of a
private table.
"""

from events.visibility.attaching import (
    Naming,
    attach,
    attach_listed,
    attach_parts,
    attach_reached,
    attach_seen_parts,
)
from events.visibility.policy import (
    ANYONE,
    TIMED,
    Aftermath,
    Bounds,
    Embargo,
    Guarded,
    Ids,
    Outlook,
    Reader,
    Rule,
    Sight,
    foreseen,
    gone,
    held,
    held_by,
    is_visible,
    lifted,
    next_moments,
    reached,
    reached_from_seen,
    seen_by,
    unchanged_until,
    visible,
    waits,
    written,
)
from events.visibility.refusing import Unguarded, refuse_unguarded

__all__ = [
    "ANYONE",
    "TIMED",
    "Aftermath",
    "Bounds",
    "Embargo",
    "Guarded",
    "Ids",
    "Naming",
    "Outlook",
    "Reader",
    "Rule",
    "Sight",
    "Unguarded",
    "attach",
    "attach_listed",
    "attach_parts",
    "attach_reached",
    "attach_seen_parts",
    "foreseen",
    "gone",
    "held",
    "held_by",
    "is_visible",
    "lifted",
    "next_moments",
    "reached",
    "reached_from_seen",
    "refuse_unguarded",
    "seen_by",
    "unchanged_until",
    "visible",
    "waits",
    "written",
]
