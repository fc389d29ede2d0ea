"""JSON-LD in the words of schema.org: what search engines and readers of data are told, all of it public."""

from collections.abc import Sequence
from typing import Any

from events import addresses, times
from events.addresses import Addresses
from events.people.models import Affiliation, Organisation, Person
from events.press.models import Release, ReleaseVersion
from events.programme.models import Author, HostRole, Publication, Series
from events.programme.occasions import Attendance, Event, ListedPost, Speaker, Status
from events.storage.files import File
from events.templating import plain
from events.web import wording

Data = dict[str, Any]

_CONTEXT = "https://schema.org"
_STATUS = {
    Status.TENTATIVE: "EventScheduled",
    Status.CONFIRMED: "EventScheduled",
    Status.POSTPONED: "EventPostponed",
    Status.CANCELLED: "EventCancelled",
}
_MODE = {
    Attendance.ROOM: "OfflineEventAttendanceMode",
    Attendance.ONLINE: "OnlineEventAttendanceMode",
    Attendance.BOTH: "MixedEventAttendanceMode",
}


def _mode(event: Event) -> str | None:
    """Where nothing is known of the place, we do not claim one."""
    unknown = event.attendance is Attendance.ROOM and event.venue is None
    return None if unknown else f"https://schema.org/{_MODE[event.attendance]}"


def website(base: Addresses) -> Data:
    target = {"@type": "EntryPoint", "urlTemplate": f"{base.full(addresses.SEARCH)}?q={{words}}"}
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=words"}
    return _whole("WebSite", name="Launch Events", url=base.full(addresses.HOME), potentialAction=action)


def event(event: Event, base: Addresses) -> Data:
    organizers = [organisation(each, base) for each in wording.hosts(event.launch)]
    return _whole(
        "Event",
        **{"@id": base.full(addresses.event(event))},
        url=base.full(addresses.event(event)),
        name=event.title,
        description=event.standfirst or (plain(event.description) if event.description else None),
        inLanguage=event.language,
        startDate=_start(event),
        endDate=_end(event),
        doorTime=_door(event),
        eventStatus=f"https://schema.org/{_STATUS[event.status]}",
        eventAttendanceMode=_mode(event),
        location=_places(event, base),
        maximumPhysicalAttendeeCapacity=event.room_capacity,
        maximumVirtualAttendeeCapacity=event.online_capacity,
        organizer=organizers,
        performer=[_performer(each, base) for each in event.shown_speakers if each.name],
        workFeatured=[_work(each.full_title, base.full(addresses.publication(each))) for each in event.publications],
        about=[_thing("Thing", each.name, base.full(addresses.topic(each))) for each in event.topics],
        recordedIn={"@type": "VideoObject", "name": event.title, "url": event.recording} if event.recording else None,
    )


def organisation(organisation: Organisation, base: Addresses) -> Data:
    """In brief, as a part of something else."""
    return _some(
        "Organization",
        **{"@id": base.full(addresses.organisation(organisation))},
        name=organisation.name,
        alternateName=organisation.short_name,
        url=base.full(addresses.organisation(organisation)),
        sameAs=[each for each in (organisation.website, organisation.ror) if each],
    )


def organisation_page(found: Organisation, base: Addresses) -> Data:
    """In full, on its own page."""
    logo = base.full(addresses.file(found.logo.id)) if found.logo else None
    description = plain(found.description) if found.description else None
    return {"@context": _CONTEXT, **organisation(found, base)} | _known(description=description, logo=logo)


def person(person: Person, base: Addresses) -> Data:
    return _whole(
        "Person",
        **{"@id": base.full(addresses.person(person))},
        url=base.full(addresses.person(person)),
        name=person.name,
        description=plain(person.biography) if person.biography else None,
        image=base.full(addresses.file(person.portrait.id)) if person.portrait else None,
        sameAs=f"https://orcid.org/{person.orcid}" if person.orcid else None,
        affiliation=[_held(each, base) for each in person.affiliations if each.role or each.organisation],
    )


def series(series: Series, out: Sequence[Publication], base: Addresses) -> Data:
    return _whole(
        "CreativeWorkSeries",
        **{"@id": base.full(addresses.series(series))},
        url=base.full(addresses.series(series)),
        name=series.title,
        description=plain(series.description) if series.description else None,
        publisher=organisation(series.organisation, base) if series.organisation else None,
        hasPart=[
            _work(each.full_title, base.full(addresses.publication(each))) | _known(position=each.series_number)
            for each in out
        ],
    )


def report(publication: Publication, base: Addresses) -> Data:
    offered = [each for version in publication.versions[:1] for each in version.files if each.file]
    return _whole(
        "Report",
        **{"@id": base.full(addresses.publication(publication))},
        url=base.full(addresses.publication(publication)),
        name=publication.full_title,
        description=plain(publication.abstract) if publication.abstract else None,
        author=[_author(each, base) for each in publication.authors],
        publisher=[organisation(each.organisation, base) for each in publication.publishers if each.organisation],
        datePublished=publication.dated.isoformat() if publication.dated else None,
        version=publication.versions[0].number if publication.versions else None,
        inLanguage=publication.language,
        isbn=publication.isbn,
        identifier=f"doi:{publication.doi}" if publication.doi else None,
        sameAs=f"https://doi.org/{publication.doi}" if publication.doi else None,
        license=publication.licence,
        numberOfPages=publication.pages,
        position=publication.series_number,
        isPartOf=_part_of(publication.series, base) if publication.series else None,
        image=base.full(addresses.file(publication.cover.id)) if publication.cover else None,
        about=[_thing("Thing", each.name, base.full(addresses.topic(each))) for each in publication.topics],
        encoding=[_encoding(each.file, base) | {"inLanguage": each.language} for each in offered],
    )


def news_article(release: Release, base: Addresses) -> Data:
    first, current = release.versions[-1], release.current
    issuers = [organisation(each, base) for each in wording.issuers(release.launch)]
    funders = [host.organisation for host in release.launch.hosts if host.role is HostRole.FUNDER]
    return _whole(
        "NewsArticle",
        **{"@id": base.full(addresses.release(release))},
        url=base.full(addresses.release(release)),
        headline=current.headline,
        description=current.standfirst,
        dateline=current.dateline,
        datePublished=_day(first),
        dateModified=current.issued_at.isoformat() if current.issued_at else None,
        version=current.number,
        correction=[each.correction for each in release.versions if each.correction],
        inLanguage=release.language,
        author=issuers,
        publisher=issuers[:1],
        funder=[organisation(each, base) for each in funders if each],
        about=[_thing("Thing", each.name, base.full(addresses.topic(each))) for each in release.topics],
        image=[base.full(addresses.file(each.file.id)) for each in current.files if each.file and each.file.is_picture],
    )


def _held(post: Affiliation, base: Addresses) -> Data:
    employer = organisation(post.organisation, base) if post.organisation else None
    starts, ends = (each.isoformat() if each else None for each in (post.starts, post.ends))
    return _some("OrganizationRole", roleName=post.role, startDate=starts, endDate=ends, affiliation=employer)


def _author(author: Author, base: Addresses) -> Data:
    url = base.full(addresses.person(author.person)) if author.person else None
    return _some("Person", name=author.name, url=url)


def _part_of(series: Series, base: Addresses) -> Data:
    return _thing("CreativeWorkSeries", series.title, base.full(addresses.series(series)))


def _encoding(file: File, base: Addresses) -> Data:
    url = base.full(addresses.file(file.id))
    return _some("MediaObject", contentUrl=url, encodingFormat=file.media_type, contentSize=str(file.size))


def _day(version: ReleaseVersion) -> str | None:
    day = version.dated or (version.issued_at.date() if version.issued_at else None)
    return day.isoformat() if day else None


def _performer(speaker: Speaker, base: Addresses) -> Data:
    """With every post, as a Role where one is named, so that who holds two posts has both."""
    url = base.full(addresses.person(speaker.person)) if speaker.person else None
    affiliations = [_post(post, base) for post in speaker.posts]
    return _some("Person", name=speaker.name, url=url, affiliation=affiliations)


def _post(post: ListedPost, base: Addresses) -> Data:
    url = base.full(addresses.organisation(post.organisation)) if post.organisation else None
    if not post.organisation_name:
        return _some("OrganizationRole", roleName=post.role)
    employer = _some("Organization", name=post.organisation_name, url=url)
    return _some("OrganizationRole", roleName=post.role, affiliation=employer) if post.role else employer


def _places(event: Event, base: Addresses) -> list[Data]:
    places: list[Data] = []
    if event.venue:
        venue = event.venue
        address = _some(
            "PostalAddress",
            streetAddress=venue.address,
            addressLocality=venue.place,
            addressCountry=venue.country,
        )
        geo = _some("GeoCoordinates", latitude=venue.latitude, longitude=venue.longitude)
        places.append(
            _some(
                "Place",
                name=venue.name,
                address=address if len(address) > 1 else venue.name,
                geo=geo if venue.latitude is not None else None,
                url=venue.website,
            )
        )
    if event.attendance is not Attendance.ROOM:
        links = [link.url for link in event.joining] or [base.full(addresses.event(event))]
        places += [_some("VirtualLocation", url=link) for link in links]
    return places


def _start(event: Event) -> str | None:
    if event.starts_at and event.zone:
        return times.iso(event.starts_at, event.zone)
    return event.day.isoformat() if event.day else None


def _end(event: Event) -> str | None:
    if event.ends_at and event.zone:
        return times.iso(event.ends_at, event.zone)
    return event.last_day.isoformat() if event.last_day else None


def _door(event: Event) -> str | None:
    if event.doors is None or event.day is None or event.zone is None:
        return None
    return times.iso(times.instant(event.day, event.doors, event.zone, second=bool(event.starts_second)), event.zone)


def _work(name: str, url: str) -> Data:
    return _thing("Report", name, url)


def _thing(kind: str, name: str, url: str) -> Data:
    return {"@type": kind, "name": name, "url": url}


def _whole(kind: str, **facts: Any) -> Data:
    return {"@context": _CONTEXT, **_some(kind, **facts)}


def _some(kind: str, **facts: Any) -> Data:
    return {"@type": kind, **_known(**facts)}


def _known(**facts: Any) -> Data:
    return {name: fact for name, fact in facts.items() if fact not in (None, [], "")}
