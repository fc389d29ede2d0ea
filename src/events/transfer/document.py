"""The shape of the document, derived from the mapped columns: no fact of the model can be forgotten here.

Each kind of thing has a list of its own, and what is part of a thing stands inside it. A record holds the columns of
its row under their names, but for `id`, which is `uid`, and for references: `venue_id` is `venue`, the uid of a venue.
"""

import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import Any, Literal

import sqlalchemy
from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.json_schema import GenerateJsonSchema
from sqlalchemy import Column, Table, Uuid

from events.calendar.models import EntryLife, FeedPart, Tombstone
from events.people.duplicates import ToldApart
from events.people.models import Affiliation, Boilerplate, Organisation, Person, PressContact, PrivateFacts
from events.press.models import (
    NoteToEditors,
    PinnedBoilerplate,
    Release,
    ReleaseContact,
    ReleaseFile,
    ReleaseTopic,
    ReleaseVersion,
)
from events.programme.models import (
    Author,
    Host,
    Launch,
    Publication,
    PublicationFile,
    PublicationTopic,
    PublicationVersion,
    Publisher,
    Series,
    Topic,
)
from events.programme.occasions import (
    Event,
    EventFile,
    EventPublication,
    EventTopic,
    FormerTime,
    ItemSpeaker,
    JoiningLink,
    ListedPost,
    ProgrammeItem,
    Speaker,
    Venue,
)
from events.storage.base import Addressed, Base, kind_of
from events.storage.files import File
from events.storage.slugs import FormerSlug
from events.transfer import edges
from events.visibility import Embargo

FORMAT = "launch-events/1"

_ROOTS: tuple[type[Base], ...] = (
    Organisation,
    Person,
    Venue,
    Series,
    Topic,
    Embargo,
    Launch,
    Publication,
    Event,
    Release,
    File,
    FormerSlug,
    ToldApart,
)
# Kinds that name rows of one kind or another: which columns hold the ids, beside `kind` for the kind.
_NAMING: dict[type[Base], tuple[str, ...]] = {FormerSlug: ("row_id",), ToldApart: ("first_id", "second_id")}
_PARTS: dict[type[Base], dict[str, type[Base]]] = {
    Organisation: {"boilerplates": Boilerplate, "press_contacts": PressContact},
    Person: {"affiliations": Affiliation, "private": PrivateFacts},
    Launch: {"hosts": Host},
    Publication: {
        "authors": Author,
        "publishers": Publisher,
        "versions": PublicationVersion,
        "topics": PublicationTopic,
    },
    PublicationVersion: {"files": PublicationFile},
    Event: {
        "joining": JoiningLink,
        "speakers": Speaker,
        "programme": ProgrammeItem,  # which links to speakers, and so goes before them
        "publications": EventPublication,
        "topics": EventTopic,
        "files": EventFile,
        "calendar": EntryLife,
        "tombstone": Tombstone,
        "moved_from": FormerTime,
        "feeds": FeedPart,
    },
    ProgrammeItem: {"speakers": ItemSpeaker},
    Speaker: {"posts": ListedPost},
    Release: {"versions": ReleaseVersion, "topics": ReleaseTopic},
    ReleaseVersion: {
        "notes": NoteToEditors,
        "contacts": ReleaseContact,
        "boilerplates": PinnedBoilerplate,
        "files": ReleaseFile,
    },
}


@dataclass(frozen=True)
class Fact:
    """One column of a kind, under the name that it has in a record."""

    name: str
    key: str
    column: Column[Any]
    target: str | None  # the table whose rows it refers to


@dataclass(frozen=True, eq=False)
class Kind:
    """A table's place in the document: its facts, and the kinds that stand inside its records."""

    row: type[Base]
    name: str
    parent: str | None  # the column that holds the id of the record around it
    facts: tuple[Fact, ...]
    parts: tuple["Kind", ...]
    model: type[BaseModel]

    @property
    def table(self) -> Table:
        return self.row.__table__  # type: ignore[return-value]

    @cached_property
    def key(self) -> tuple[Fact, ...]:
        """What tells its records apart, those inside one record where it is a part without a uid."""
        return tuple(fact for fact in self.facts if fact.column.primary_key)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The columns by which its records are in order, whichever database they come from."""
        first = [name for name in ("slug", "position", "number", "version") if name in self.table.columns]
        return tuple(dict.fromkeys([*first, *(fact.key for fact in self.key)]))

    @cached_property
    def has_uid(self) -> bool:
        return any(fact.name == "uid" for fact in self.facts)

    @cached_property
    def has_position(self) -> bool:
        return any(fact.name == "position" for fact in self.facts)

    @property
    def naming(self) -> tuple[str, ...]:
        """The columns that hold ids of the kind that the record itself names."""
        return _NAMING.get(self.row, ())

    @property
    def is_single(self) -> bool:
        """Whether a record has at most one of it: one object, no list."""
        return not self.key

    @property
    def is_private(self) -> bool:
        return bool(self.table.info.get("private"))

    @property
    def is_file(self) -> bool:
        return self.row is File

    def every(self) -> Iterator["Kind"]:
        """This kind and all within it."""
        return chain([self], *(part.every() for part in self.parts))


def schema() -> dict[str, Any]:
    """The JSON Schema of the document."""
    fields: dict[str, Any] = {"format": (Literal[FORMAT], Field(description="The format and its version."))}
    fields |= {kind.name: _parts(kind) for kind in KINDS}
    document = create_model(
        "Content",
        __config__=ConfigDict(extra="forbid"),
        __doc__="The whole content of a Launch Events, or a part of it that is to be merged by uid.",
        **fields,
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **document.model_json_schema(schema_generator=_WithoutTitles),
    }


class _WithoutTitles(GenerateJsonSchema):
    """A field's own name says it all."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _kind(row: type[Base], name: str, within: type[Base] | None = None) -> Kind:
    parts = tuple(_kind(part, within_it, row) for within_it, part in _PARTS.get(row, {}).items())
    facts, parent = [], None
    for key, column in _columns(row):
        target = next((each.column.table.name for each in column.foreign_keys), None)
        if within and parent is None and target == kind_of(within):
            parent = key
        else:
            facts.append(Fact(_name(key, column), key, column, target))
    return Kind(row, name, parent, tuple(facts), parts, _model(row, facts, parts))


def _columns(row: type[Base]) -> list[tuple[str, Column[Any]]]:
    """Those that somebody entered, `id` and `slug` before the rest."""
    columns: dict[str, Any] = {each.key: each.columns[0] for each in sqlalchemy.inspect(row).column_attrs}
    entered = [(key, column) for key, column in columns.items() if not column.info.get("derived")]
    return sorted(entered, key=lambda each: (each[0] != "id", each[0] != "slug"))


def _name(key: str, column: Column[Any]) -> str:
    if key == "id":
        return "uid"
    return key.removesuffix("_id") if isinstance(column.type, Uuid) else key


def _model(row: type[Base], facts: list[Fact], parts: tuple[Kind, ...]) -> type[BaseModel]:
    said = _comments(row)
    fields: dict[str, Any] = {fact.name: _field(row, fact, said.get(fact.key)) for fact in facts}
    if row is File:
        fields["content"] = (edges.CONTENT, Field(description="The bytes of the file."))
    for part in parts:
        assert part.name not in fields, f"{row.__name__} has two meanings of {part.name}."
        fields[part.name] = _parts(part)
    about = inspect.cleandoc(row.__doc__ or "") if row.__doc__ else None
    return create_model(row.__name__, __config__=ConfigDict(extra="forbid"), __doc__=about, **fields)


def _field(row: type[Base], fact: Fact, said: str | None) -> Any:
    """Its type and what is said of it. What has a default may be left out, and so may a place in a list."""
    edge = edges.one_of(_NAMED[row]) if fact.key == "kind" and row in _NAMED else edges.of(fact.column)
    if fact.column.nullable:
        edge = edge | None
    refers = f"The uid of a record in {fact.target}." if fact.target else None
    about = " ".join(filter(None, [said, refers])) or None
    if fact.name == "position":
        return edge, Field(default=0, description="Its place in the order; that in the list, if left out.")
    default = edges.default(fact.column)
    if fact.column.nullable or default is not None:
        return edge, Field(default=default, description=about)
    return edge, Field(description=about)


def _parts(kind: Kind) -> Any:
    """The field for what is inside a record: one, or a list in its order."""
    if kind.is_single:
        return kind.model | None, Field(default=None)
    return list[kind.model], Field(default=[], description=f"In the order of {kind.order[0]}.")  # type: ignore[name-defined]


def _comments(row: type[Base]) -> dict[str, str]:
    """What the model says of its columns at the end of their lines."""
    return {
        name: f"{words[0].upper()}{words[1:]}."
        for each in row.__mro__
        if each.__module__.startswith("events.")
        for name, words in _COMMENT.findall(_sources(each.__module__)[each.__name__])
    }


@cache
def _sources(module: str) -> dict[str, str]:
    """Those of its classes; `inspect` has the whole module parsed for each, which took most of a command's start."""
    _, *pieces = _CLASS.split(inspect.getsource(sys.modules[module]))
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


_CLASS = re.compile(r"^class (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^    (\w+): Mapped\[.*  # (.+)$", re.MULTILINE)
_SLUGGED = {kind_of(root): kind_of(root) for root in _ROOTS if issubclass(root, Addressed) or root is Venue}
_NAMED = {FormerSlug: _SLUGGED, ToldApart: {"organisations": "organisations", "persons": "persons"}}
KINDS = tuple(_kind(root, kind_of(root)) for root in _ROOTS)
