"""Writes the whole content: one snapshot, one record a line, equal content in equal bytes."""

import io
import json
from base64 import b64encode
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import IO, Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from events.storage import Store
from events.storage.files import FilePiece
from events.transfer import edges
from events.transfer.document import FORMAT, KINDS, Kind

Record = dict[str, Any]
_AT_ONCE = 200


async def write(store: Store, stream: IO[bytes], *, private: bool) -> None:
    """Everything that the document has a place for, in order; what is private only if asked for."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
    try:
        await _write(store, text, private=private)
    finally:
        text.detach()


async def _write(store: Store, stream: IO[str], *, private: bool) -> None:
    stream.write(f'{{\n"format": {json.dumps(FORMAT)}')
    async with store.whole() as db:
        for kind in KINDS:
            if kind.is_private and not private:
                continue
            stream.write(f',\n"{kind.name}": [')
            between = "\n"
            async for record in _records(db, kind, private=private):
                stream.write(between)
                await _write_record(db, kind, record, stream)
                between = ",\n"
            stream.write("\n]" if between != "\n" else "]")
    stream.write("\n}\n")


async def _records(db: AsyncSession, kind: Kind, *, private: bool) -> AsyncIterator[Record]:
    """The records of one list, read some at a time."""
    order = [kind.table.c[key] for key in kind.order]
    page = select(kind.table).order_by(*order).limit(_AT_ONCE)
    rows = (await db.execute(page)).all()
    while rows:
        for record in await _whole(db, kind, rows, private=private):
            yield record
        last = tuple(rows[-1]._mapping[column] for column in order)
        rows = (await db.execute(page.where(tuple_(*order) > last))).all()


async def _whole(db: AsyncSession, kind: Kind, rows: Iterable[Row[Any]], *, private: bool) -> list[Record]:
    """The records of rows, with all that is part of them."""
    found = [(row._mapping, _facts(kind, row._mapping)) for row in rows]
    for part in kind.parts:
        if part.is_private and not private:
            continue
        ids = [row[kind.table.c.id] for row, _ in found]
        inside = await _inside(db, part, ids, private=private)
        for row, record in found:
            parts = inside[row[kind.table.c.id]]
            record[part.name] = next(iter(parts), None) if part.is_single else parts
    return [record for _, record in found]


async def _inside(db: AsyncSession, part: Kind, parents: list[UUID], *, private: bool) -> dict[UUID, list[Record]]:
    """The records of one kind of part, by the row that they are part of."""
    inside: dict[UUID, list[Record]] = defaultdict(list)
    assert part.parent
    parent: ColumnElement[Any] = part.table.c[part.parent]
    asked = select(part.table).order_by(*(part.table.c[key] for key in part.order))
    for start in range(0, len(parents), _AT_ONCE):
        rows = (await db.execute(asked.where(parent.in_(parents[start : start + _AT_ONCE])))).all()
        records = await _whole(db, part, rows, private=private)
        for row, record in zip(rows, records, strict=True):
            inside[row._mapping[parent]].append(record)
    return inside


def _facts(kind: Kind, row: Mapping[Any, Any]) -> Record:
    return {fact.name: row[fact.column] for fact in kind.facts}


async def _write_record(db: AsyncSession, kind: Kind, record: Record, stream: IO[str]) -> None:
    line = json.dumps(record, ensure_ascii=False, default=edges.written)
    if not kind.is_file:
        stream.write(line)
        return
    stream.write(f'{line[:-1]}, "content": "')
    kept = b""
    async for piece in _pieces(db, record["uid"]):
        kept += piece
        whole = len(kept) - len(kept) % 3  # so that the pieces' base64 can be joined
        stream.write(b64encode(kept[:whole]).decode())
        kept = kept[whole:]
    stream.write(f'{b64encode(kept).decode()}"}}')


async def _pieces(db: AsyncSession, file_id: UUID) -> AsyncIterator[bytes]:
    one = select(FilePiece.content).where(FilePiece.file_id == file_id)
    number = 0
    while (piece := await db.scalar(one.where(FilePiece.number == number))) is not None:
        yield piece
        number += 1
