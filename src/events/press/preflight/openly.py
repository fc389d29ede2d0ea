"""What goes out before an embargo lifts, and gives away what is under it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from events.press.models import Release
from events.press.preflight import pages, secrets
from events.press.preflight.finding import Finding, asks, blocks
from events.press.preflight.loading import Facts
from events.press.preflight.pages import Page
from events.press.preflight.secrets import Secret
from events.programme.models import Publication
from events.programme.occasions import Event


def news_before_lift(facts: Facts, now: datetime) -> Iterator[Finding]:
    """An announcement that repeats an embargoed headline or title, or what an embargo of its own lets out before.

    Organisers may want that; they have to say so.
    """
    for at in (now, *_lifts_apart(facts, now)):
        every = kept(facts, at)
        by_right = told(_out_already(facts, at), every) if every else {}
        found = told(_going_out(facts, at), [each for each in every if each not in by_right], lead=facts.launch.lead_id)
        for there in longest(found).values():
            yield from there


def _lifts_apart(facts: Facts, now: datetime) -> list[datetime]:
    """When parts of a launch go out by embargoes that are not its own."""
    own = [each.embargo for each in facts.parts if each.embargo_id != facts.launch.embargo_id]
    return sorted({each.lifts_at for each in own if each and each.lifts_at and each.lifts_at > now and not each.held})


def kept(facts: Facts, now: datetime) -> list[Secret]:
    """Of this launch as it will be, and what else is kept back by whoever is behind it."""
    parts = (*facts.publications, *(each.release for each in facts.drafts), *facts.taken_back)
    waiting = {each.embargo_id for each in parts if not is_open(each, now)}
    return [each for each in facts.kept if each.launch_id != facts.launch.id or each.embargo_id in waiting]


async def known(db: AsyncSession, facts: Facts, now: datetime) -> list[Secret]:
    """Of what is kept back beside this launch and would go out with it, what strangers read here or there already."""
    found = told(_going_out(facts, now), [each for each in facts.kept if each.launch_id != facts.launch.id])
    if not found:
        return []
    launches = {facts.launch.id, *(each.launch_id for each in found)}
    return list(told(await pages.read(db, {}, launches=launches, now=now), found))


def told(some: Iterable[Page], kept: Collection[Secret], *, lead: object = None) -> dict[Secret, list[Finding]]:
    """Which of these strangers read, and where. `lead`: who decides here, and of no other's secrets."""
    index = secrets.Index(kept)
    found: dict[Secret, dict[str, Finding]] = {}
    for page in some if kept else ():
        for about, said in page.said:
            for secret in index.told_in(said):
                sentence = f"Strangers read “{secret.words}” at {page.address} before the embargo lifts."
                there = found.setdefault(secret, {})
                if sentence in there:  # once for a page, where it is told first
                    continue
                if lead and lead != secret.lead_id:
                    remedy = f"Call it otherwise: only {secret.lead}, whose embargo it is, can let this be known."
                    there[sentence] = blocks(about, sentence, remedy, page.of)
                else:
                    remedy = "Call it otherwise, unless you want this known before."
                    there[sentence] = asks(about, sentence, remedy, page.of)
    return {each: [*found[each].values()] for each in kept if each in found}


def longest(told: Mapping[Secret, Sequence[Finding]]) -> dict[Secret, list[Finding]]:
    """Each where no longer one says it too, as a title says each of its parts."""
    index = secrets.Index(told)
    said = {each: {_place(finding) for finding in there} for each, there in told.items()}
    longer: dict[Secret, set[object]] = defaultdict(set)
    for each, places in said.items():
        for part in index.told_in(each.words):
            longer[part] |= places if part != each else set()
    left = {each: [one for one in there if _place(one) not in longer[each]] for each, there in told.items()}
    return {each: there for each, there in left.items() if there}


def _place(finding: Finding) -> object:
    """The page, whichever of its fields says it."""
    return finding.about.id, finding.about.kind


def _going_out(facts: Facts, now: datetime) -> Iterator[Page]:
    for event in facts.events:
        if facts.goes_out(event) and is_open(event, now):
            yield from pages.of_event(event, now)
    for publication in facts.publications:
        if facts.goes_out(publication) and is_open(publication, now):
            yield from pages.of_publication(publication, now)
    for draft in facts.drafts:
        if facts.goes_out(draft.release) and is_open(draft.release, now):
            yield from pages.of_release(draft.release, draft.version, draft.told)
    yield from facts.reached


def _out_already(facts: Facts, now: datetime) -> Iterator[Page]:
    """Reports and releases that everybody may read, whatever waits beside them; what only announces them is asked."""
    for publication in facts.publications:
        if publication.published_at and not facts.opens(publication) and is_open(publication, now):
            yield from pages.of_publication(publication, now)
    for draft in facts.drafts:
        is_news = draft.is_out and not draft.release.is_announcement
        if is_news and not facts.opens(draft.release) and is_open(draft.release, now):
            yield from pages.of_release(draft.release, draft.version, draft.told)


def is_open(part: Event | Publication | Release, now: datetime) -> bool:
    return part.embargo is None or part.embargo.is_lifted(now)
