"""Takes a document in: first all of it is checked against what there is, then all of it is written, or nothing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from typing import IO, Any

from pydantic import ValidationError
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from events.programme.occasions import Event
from events.storage import By, Changes, Store, files
from events.storage.base import Base, kind_of
from events.storage.files import File, FilePiece
from events.transfer import loosening, reading
from events.transfer.checking import Check
from events.transfer.document import FORMAT, KINDS, Kind
from events.transfer.merging import Given, Joined, Merged, Missing, merge
from events.transfer.mistakes import Mistakes, Refused, shown, unknown

Progress = Callable[[str, int | None], None]
Batch = tuple[Kind, list[Given]]
_AT_ONCE = 200
_LISTS = {kind.name: kind for kind in KINDS}


@dataclass
class Summary:
    """How many records an import added, revised, and found to be as they were."""

    added: int = 0
    revised: int = 0
    same: int = 0

    def count(self, batch: Batch, merged: Merged) -> None:
        kind, given = batch
        added = {each.given.root for each in merged.joined if each.kind is kind and each.is_new}
        changed = {each.given.root for each in merged.joined if each.is_changed}
        changed |= {each.root for each in merged.deleted}
        self.added += len(added)
        self.revised += len(changed - added)
        self.same += len(given) - len(changed | added)

    def __str__(self) -> str:
        return f"{self.added:,} added, {self.revised:,} revised, {self.same:,} as they were."


async def read(store: Store, stream: IO[bytes], *, now: datetime, progress: Progress, loosens: bool = False) -> Summary:
    """Merges a document into what there is. `stream` is read twice. Raises Refused, and nothing is written then.

    `loosens`: embargoes that have not lifted may end by it, or lift earlier.
    """
    check = Check(Mistakes())
    async with store.whole() as db:
        await _look(db, stream, check, progress)
    check.mistakes.refuse()
    try:
        async with store.transaction(now=now, by=By("import")) as db:
            before = {} if loosens else await loosening.in_force(db, now)
            summary = await _write(db, stream, check, progress)
            await loosening.refuse(db, before)
            progress("Deriving calendars and search", None)
            return summary
    except IntegrityError as error:
        raise Refused(
            "Nothing was imported: two records exchange what only one may have, such as a slug, or somebody changed "
            "the database meanwhile. Import again, or in two steps."
        ) from error


async def _look(db: AsyncSession, stream: IO[bytes], check: Check, progress: Progress) -> None:
    try:
        for kind, given in _batches(stream, check):
            merged = await merge(db, kind, [each for each in given if check.note(kind, each.path, each.record)])
            await check.look(db, merged)
            db.expunge_all()
            progress("Checking", stream.tell())
    except reading.NotJson as error:
        check.mistakes.add("", str(error))
    else:
        await check.finish(db)


async def _write(db: AsyncSession, stream: IO[bytes], check: Check, progress: Progress) -> Summary:
    summary = Summary()
    deleted: list[Missing] = []
    if check.in_the_way:
        for kind, given in _batches(stream, check):
            first = [each for each in given if getattr(each.record, "uid", None) in check.in_the_way]
            deleted += await _apply(db, await merge(db, kind, first))
            summary.revised += len(first)
            summary.same -= len(first)  # as which they will be counted below
    for batch in _batches(stream, check):
        merged = await merge(db, *batch)
        summary.count(batch, merged)
        deleted += await _apply(db, merged)
        progress("Writing", stream.tell())
    await check.still_named(db, deleted)
    await check.on_stage_elsewhere(db)
    check.mistakes.refuse()
    return summary


async def _apply(db: AsyncSession, merged: Merged) -> list[Missing]:
    """Brings a batch into the database, parts that are no more going first; those are handed back."""
    changes: Changes = db.sync_session.info["changes"]
    before = len(changes.every)
    deleted = list(merged.deleted)
    for _, rows in groupby(deleted, key=lambda each: each.kind):
        for each in rows:
            await db.delete(each.row)
        await db.flush()
    new = {each.given.root for each in merged.joined if each.is_new and not each.kind.parent}
    implied: set[Base] = set()
    for joined in merged.joined:
        row = await _made(db, joined)
        if joined.kind.parent and joined.given.root in new:
            implied.add(row)
    await db.flush()
    # A new record is one change with all that is in it: rows for each of its parts are more than memory may hold.
    changes.every[before:] = [each for each in changes.every[before:] if _is_told(each.row, implied)]
    db.expunge_all()
    return deleted


def _is_told(row: Base, implied: set[Base]) -> bool:
    return row not in implied and bool(Base.metadata.tables[kind_of(row)].info.get("watched", True))


async def _made(db: AsyncSession, joined: Joined) -> Base:
    is_new, is_changed = joined.is_new, joined.is_changed
    row = joined.made()
    if isinstance(row, Event) and is_changed:
        row.settle()
    if isinstance(row, File):
        await _keep(db, row, joined.given.record.content, is_new=is_new)  # type: ignore[attr-defined]
    elif is_new:
        db.add(row)
    return row


async def _keep(db: AsyncSession, file: File, content: bytes, *, is_new: bool) -> None:
    if not is_new and file.sha256 == sha256(content).hexdigest():
        return
    if not is_new:
        await db.execute(delete(FilePiece).where(FilePiece.file_id == file.id))
    files.add(db, file, content)


def _batches(stream: IO[bytes], check: Check) -> Iterator[Batch]:
    """The records of the document, some of one kind at a time; what cannot be read of it is a mistake."""
    stream.seek(0)
    mistakes, named = check.mistakes, set[str]()
    for name, value in reading.members(stream):
        named.add(name)
        if name == "format":
            if value != FORMAT:
                mistakes.add(name, f"is not {FORMAT}, which is all that this version reads")
        elif name not in _LISTS:
            mistakes.add(shown(name), unknown(name, ["format", *_LISTS]))
        elif not isinstance(value, Iterator):
            mistakes.add(name, "is not a list")
        else:
            yield from _some(_LISTS[name], value, check)
    if "format" not in named:
        mistakes.add("format", f"is missing; write {FORMAT}")


def _some(kind: Kind, values: Iterable[Any], check: Check) -> Iterator[Batch]:
    given: list[Given] = []
    for index, value in enumerate(values):
        path = f"{kind.name}[{index}]"
        try:
            given.append(Given(path, path, kind.model.model_validate(value)))
        except ValidationError as error:
            check.mistakes.add_invalid(path, error, kind.model)
            check.note_unread(kind, value)
            given += _rest(kind, path, value, error)
        if len(given) == (1 if kind.is_file else _AT_ONCE):
            yield kind, given
            given = []
    if given:
        yield kind, given


def _rest(kind: Kind, path: str, value: Any, error: ValidationError) -> list[Given]:
    """A record without the parts that have mistakes, if it has no others, so that its own rules are looked at too."""
    wrong = {each["loc"][0] for each in error.errors() if each["loc"]}
    if not wrong or not wrong <= {part.name for part in kind.parts}:
        return []
    value = {name: found for name, found in value.items() if name not in wrong}
    return [Given(path, path, kind.model.model_validate(value))]
