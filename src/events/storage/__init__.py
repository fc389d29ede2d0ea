"""Where facts are kept: one door to write (`Store.transaction`), one way to read, files, slugs, migrations."""

from events.storage.changes import BulkWrite, By, Change, Changes, Did
from events.storage.migrating import (
    DatabaseNewer,
    DatabaseUnreachable,
    Shape,
    is_current,
    lacking,
    mark,
    migrate,
    set_mark,
    shape,
    unsound,
)
from events.storage.revisions import Revision
from events.storage.store import Away, Busy, Full, Mark, Reading, ReadOnly, Store

__all__ = [
    "Away",
    "BulkWrite",
    "Busy",
    "By",
    "Change",
    "Changes",
    "DatabaseNewer",
    "DatabaseUnreachable",
    "Did",
    "Full",
    "Mark",
    "ReadOnly",
    "Reading",
    "Revision",
    "Shape",
    "Store",
    "is_current",
    "lacking",
    "mark",
    "migrate",
    "set_mark",
    "shape",
    "unsound",
]
