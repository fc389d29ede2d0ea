"""The form of a publication: what its fields mean, and how a publication stands in it."""

import re
from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, Field

from events import times
from events.programme import identifiers, publications, topics
from events.programme.models import Form as Shape
from events.programme.models import Launch, Publication
from events.programme.occasions import Event
from events.storage import types
from events.storage.types import Line, Prose
from events.web import forms, wording
from events.web.forms import Form
from events.web.office.events.event_form import Day
from events.web.office.releases import pictures
from events.web.office.releases.pictures import PictureForm

_Title: Any = Line(250).edge
_Abstract: Any = Prose().edge
_Lines: Any = Prose(20_000).edge
_Licence: Any = Line(160).edge
_Topics: Any = Line(2000).edge
_Language: Any = types.language().edge
_Isbn: Any = types.isbn().edge
_Doi: Any = types.doi().edge


_COUNT = re.compile(r"(?:no\.?\s*)?([1-9][0-9]{0,4})(?:\s*(?:pages|pp?\.?))?", re.IGNORECASE)


def read_count(value: Any) -> Any:
    """`64`, `64 pages`, `no. 2`; a number in figures above 0."""
    found = _COUNT.fullmatch(str(value).strip())
    if found is None:
        raise ValueError("is not a number above 0 in figures")
    return int(found[1])


Count = Annotated[int, BeforeValidator(read_count)]


class PublicationForm(PictureForm):
    """Only the title is needed; `author` and `house` add a line to those that are there."""

    title: Annotated[_Title, Field(title="The title")]
    subtitle: Annotated[_Title, Field(title="The subtitle")] | None = None
    abstract: Annotated[_Abstract, Field(title="The abstract")] | None = None
    series: Annotated[_Title, Field(title="The series")] | None = None
    number: Annotated[Count, Field(title="The number in the series")] | None = None
    dated: Annotated[Day, Field(title="The date")] | None = None
    pages: Annotated[Count, Field(title="The number of pages")] | None = None
    language: Annotated[_Language, Field(title="The language")] = "en-GB"
    isbn: Annotated[_Isbn, BeforeValidator(identifiers.isbn), Field(title="The ISBN")] | None = None
    doi: Annotated[_Doi, BeforeValidator(identifiers.doi), Field(title="The DOI")] | None = None
    licence: _Licence | None = None
    authors: _Lines | None = None
    author: Annotated[_Title, Field(title="The author")] | None = None
    more_authors: bool = False
    houses: _Lines | None = None
    house: Annotated[_Title, Field(title="The organisation")] | None = None
    topics: _Topics | None = None
    events: Sequence[UUID] = ()
    form: Shape = Shape.FULL

    @property
    def own_facts(self) -> publications.Details:
        """What is kept in the publication itself, but for its series and its cover."""
        return publications.Details(
            title=self.title,
            subtitle=self.subtitle,
            abstract=self.abstract,
            dated=self.dated,
            pages=self.pages,
            language=self.language,
            isbn=self.isbn,
            doi=self.doi,
            licence=self.licence,
            has_more_authors=self.more_authors,
        )

    @property
    def author_lines(self) -> list[str]:
        return _lines(self.authors, self.author)

    @property
    def house_lines(self) -> list[str]:
        return _lines(self.houses, self.house)


MANY = ("events",)  # fields of which each value counts


def fresh(launch: Launch, events: Sequence[Event]) -> Form[Any]:
    """Before anything is typed: what can be taken from the launch, of whose events only one can be meant alone."""
    houses = "\n".join(each.name for each in wording.issuers(launch))
    only = {each.id for each in events} if len(events) == 1 else set()
    return forms.shown(title=launch.title, language="en-GB", houses=houses, form=Shape.FULL, events=only)


def shown(publication: Publication, launching: set[UUID]) -> Form[Any]:
    """The form as the publication stands; it is loaded as its page shows it."""
    return forms.marked(
        title=publication.title,
        subtitle=publication.subtitle,
        abstract=publication.abstract,
        series=publication.series and publication.series.title,
        number=publication.series_number,
        dated=publication.dated and times.full_day(publication.dated),
        pages=publication.pages,
        language=publication.language,
        isbn=publication.isbn,
        doi=publication.doi,
        licence=publication.licence,
        authors="\n".join(each.name for each in publication.authors),
        more_authors=publication.has_more_authors,
        houses="\n".join(each.organisation.name for each in publication.publishers if each.organisation),
        topics=topics.in_line(publication.topics),
        events=launching,
        **pictures.shown(publication.cover),
    )


def _lines(listed: str | None, added: str | None) -> list[str]:
    lines = [" ".join(each.split()) for each in (listed or "").splitlines()]
    return [each for each in (*lines, added or "") if each]
