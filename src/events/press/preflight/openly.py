"""What goes out before an embargo lifts, and gives away what is under it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.press.models import Release
from events.press.preflight import pages, secrets
from events.press.preflight.finding import Finding, asks, blocks
from events.press.preflight.loading import Facts
from events.press.preflight.pages import Page
from events.press.preflight.secrets import Secret
from events.programme.models import Publication
from events.programme.occasions import Event


def news_before_lift(facts: Facts, now: datetime) -> Iterator[Finding]:
    """An announcement that repeats an embargoed headline or title. Organisers may want that; they have to say so."""
    every = kept(facts, now)
    by_right = told(_out_already(facts, now), every)
    found = told(_going_out(facts, now), (each for each in every if each not in by_right), lead=facts.launch.lead_id)
    for secret, there in found.items():
        longer = [each for each in found if each != secret and text.repeats(each.words, secret.words)]
        places = {_place(each) for other in longer for each in found[other]}
        yield from (each for each in there if _place(each) not in places)  # else the longer says it


def kept(facts: Facts, now: datetime) -> list[Secret]:
    """Of this launch as it will be, and what else is kept back by whoever is behind it."""
    launch, found, waiting = facts.launch, [], set()
    for part in (*facts.publications, *(each.release for each in facts.drafts), *facts.taken_back):
        if part.embargo is None or part.embargo.is_lifted(now):
            continue
        waiting.add(part.embargo.id)
        if isinstance(part, Release):
            called = [each.headline for each in part.versions]
        else:
            called = [*secrets.called(part.title, part.subtitle)] if isinstance(part, Publication) else []
        of = (part.embargo.id, launch.id, launch.lead_id, launch.lead.called)
        found += [Secret(each, *of) for each in called]
    found += (each for each in facts.kept if each.launch_id != launch.id or each.embargo_id in waiting)
    return secrets.once(found)


async def known(db: AsyncSession, facts: Facts, now: datetime) -> list[Secret]:
    """Of what is kept back beside this launch and would go out with it, what strangers read here or there already."""
    found = told(_going_out(facts, now), [each for each in facts.kept if each.launch_id != facts.launch.id])
    if not found:
        return []
    launches = {facts.launch.id, *(each.launch_id for each in found)}
    return list(told(await pages.read(db, {}, launches=launches, now=now), found))


def told(some: Iterable[Page], kept: Iterable[Secret], *, lead: object = None) -> dict[Secret, list[Finding]]:
    """Which of these strangers read, and where. `lead`: who decides here, and of no other's secrets."""
    every = list(kept)
    found: dict[Secret, list[Finding]] = {}
    for page in some if every else ():
        for about, said in page.said:
            for secret in every:
                if not _repeats(said, secret.words, page):
                    continue
                sentence = f"Strangers read “{secret.words}” at {page.address} before the embargo lifts."
                there = found.setdefault(secret, [])
                if sentence in {each.sentence for each in there}:  # once for a page, where it is told first
                    continue
                if lead and lead != secret.lead_id:
                    remedy = f"Call it otherwise: only {secret.lead}, whose embargo it is, can let this be known."
                    there.append(blocks(about, sentence, remedy, page.of))
                else:
                    remedy = "Call it otherwise, unless you want this known before."
                    there.append(asks(about, sentence, remedy, page.of))
    return found


def _repeats(said: str, secret: str, page: Page) -> bool:
    """In words; an address also where it is cut, or is all that is said."""
    if said != page.address:
        return text.repeats(said, secret)
    wanted = text.slug(secret)
    return text.repeats(page.slug, secret) or ("-" in wanted and f"-{wanted}-" in f"-{page.slug}-")


def _place(finding: Finding) -> object:
    """The page, whichever of its fields says it."""
    return finding.about.id, finding.about.kind


def _going_out(facts: Facts, now: datetime) -> Iterator[Page]:
    for event in facts.events:
        if facts.goes_out(event) and _is_open(event, now):
            yield from pages.of_event(event, now)
    for publication in facts.publications:
        if facts.goes_out(publication) and _is_open(publication, now):
            yield from pages.of_publication(publication, now)
    for draft in facts.drafts:
        if facts.goes_out(draft.release) and _is_open(draft.release, now):
            yield from pages.of_release(draft.release, draft.version, draft.told)


def _out_already(facts: Facts, now: datetime) -> Iterator[Page]:
    """Reports and releases that everybody may read, whatever waits beside them; what only announces them is asked."""
    for publication in facts.publications:
        if publication.published_at and not facts.opens(publication) and _is_open(publication, now):
            yield from pages.of_publication(publication, now)
    for draft in facts.drafts:
        is_news = draft.is_out and not draft.release.is_announcement
        if is_news and not facts.opens(draft.release) and _is_open(draft.release, now):
            yield from pages.of_release(draft.release, draft.version, draft.told)


def _is_open(part: Event | Publication | Release, now: datetime) -> bool:
    return part.embargo is None or part.embargo.is_lifted(now)
