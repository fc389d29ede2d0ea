"""Releases that name somebody in their text, where no change of a name reaches: they are words, and stay as issued."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from events.press.models import Release, ReleaseVersion
from events.visibility import Reader, visible

_MOST = 50


async def releases_with(db: AsyncSession, name: str, *, reader: Reader, now: datetime) -> Sequence[Release]:
    """Those of which any version has this name in its body or its pull quote, the latest first."""
    said = or_(
        ReleaseVersion.body.contains(name, autoescape=True),
        ReleaseVersion.pull_quote_speaker.contains(name, autoescape=True),
    )
    versions = select(ReleaseVersion.release_id).where(said)
    query = select(Release).where(Release.id.in_(versions), visible(Release, reader, now))
    headlines = selectinload(Release.versions).defer(ReleaseVersion.body, raiseload=True)
    newest = Release.published_at.desc().nulls_first()
    return (await db.scalars(query.options(headlines).order_by(newest, Release.id).limit(_MOST))).all()
