"""The form of a release: what its fields mean, how a release stands in it, what there is to choose from."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from starlette.datastructures import FormData

from events import templating, text, times
from events.people.models import Boilerplate, Organisation, PressContact
from events.press import marking_up, noting
from events.press.models import Release, ReleaseKind, ReleaseVersion
from events.press.writing import Issued
from events.programme import topics
from events.storage import types
from events.storage.types import Line, Prose
from events.web import forms, wording
from events.web.forms import Details, Form
from events.web.office.events.event_form import Day

MANY = ("contacts", "boilerplates")  # fields of which each value counts
_Headline: Any = Line(250).edge
_Standfirst: Any = Line(600).edge
_Dateline: Any = Line(100).edge
_Contact: Any = Line(500).edge
_Body: Any = Prose(60_000).edge
_Notes: Any = Prose(40_000).edge
_NOTE = 4_000
_Topics: Any = Line(1000).edge
_Language: Any = types.language().edge
_LANGUAGES = tuple(tag for tag, _ in wording.languages())


def _tag(value: Any) -> Any:
    """A language by its tag or by its English name."""
    if not isinstance(value, str):
        return value
    named = {templating.language(each).casefold(): each for each in reversed(_LANGUAGES)}
    return named.get(value.casefold(), value)


def _named(tag: str) -> str:
    """The name of a language, where that leads back to the same tag."""
    name = templating.language(tag)
    return name if _tag(name) == tag else tag


def _noted(value: str) -> str:
    for number, note in enumerate(noting.read(value), 1):
        if len(note) > _NOTE:
            raise ValueError(f"Note {number} has {len(note):,} characters; at most {_NOTE:,} fit.")
    return value


def _address(value: str) -> str:
    """The last part of it, whoever types all of it or in capitals."""
    slug = text.slug(value.rstrip("/").rpartition("/")[2])
    if not slug:
        raise ValueError("The address needs letters or figures.")
    return slug


def _chosen(value: Any) -> Any:
    return [each for each in value if each] if isinstance(value, list) else value


Chosen = Annotated[tuple[UUID, ...], BeforeValidator(_chosen), Field(max_length=40)]


class Filed(Details):
    """Where a release is found, by whom: of the release itself, whichever of its versions is out."""

    kind: ReleaseKind = ReleaseKind.RELEASE
    language: Annotated[_Language, BeforeValidator(_tag), Field(title="The language")] = "en-GB"
    twin: UUID | None = None
    topics: _Topics | None = None
    address: Annotated[str, AfterValidator(_address), Field(title="The address")] | None = None


class ReleaseForm(Filed):
    headline: Annotated[_Headline, Field(title="The headline")]
    standfirst: _Standfirst | None = None
    dateline: _Dateline | None = None
    dated: Day | None = None
    pull_quote: _Standfirst | None = None
    pull_quote_speaker: _Headline | None = None
    body: _Body | None = None
    notes: Annotated[_Notes, AfterValidator(_noted)] | None = None
    contacts: Chosen = ()
    contact: _Contact | None = None
    boilerplates: Chosen = ()

    @model_validator(mode="before")
    @classmethod
    def _endnotes(cls, typed: dict[str, Any]) -> dict[str, Any]:
        """They are numbered through body and notes together."""
        parts = [name for name in ("body", "notes") if typed.get(name)]
        return typed | dict(zip(parts, marking_up.with_endnotes(*(typed[each] for each in parts)), strict=True))


@dataclass(frozen=True)
class Choices:
    """What the parts of a release are chosen from: the organisations behind the launch, releases that may be twins."""

    houses: Sequence[Organisation]  # the lead first, with their contacts and boilerplates
    others: Sequence[Release] = ()  # of this launch, to say the same in another language
    pinned: Sequence[Boilerplate] = ()  # what it uses already
    named: Sequence[PressContact] = ()
    waiting: frozenset[UUID] = frozenset()  # which nobody can read before the release is out with which they came

    @property
    def contacts(self) -> dict[UUID, PressContact]:
        known = {each.id: each for house in self.houses for each in house.press_contacts}
        return known | {each.id: each for each in self.named}

    @property
    def boilerplates(self) -> dict[UUID, Boilerplate]:
        known = {each.id: each for house in self.houses for each in house.boilerplates}
        return known | {each.id: each for each in self.pinned}

    @property
    def named_of_others(self) -> Sequence[PressContact]:
        """Named by it, of an organisation that is not behind the launch, or no longer: saving does not drop them."""
        behind = {each.id for each in self.houses}
        return [each for each in self.named if each.organisation_id not in behind]

    @property
    def pinned_of_others(self) -> Sequence[Boilerplate]:
        behind = {each.id for each in self.houses}
        return [each for each in self.pinned if each.organisation_id not in behind]

    @property
    def contact_names(self) -> Sequence[tuple[UUID, str]]:
        return [(id, self._marked(id, each.name)) for id, each in self.contacts.items()]

    @property
    def boilerplate_names(self) -> Sequence[tuple[UUID, str]]:
        said = self.boilerplates.items()
        return [(id, self._marked(id, f"Version {each.version}: {shorten(each.text, 70)}")) for id, each in said]

    def _marked(self, id: UUID, words: str) -> str:
        return f"{words} (not public yet)" if id in self.waiting else words

    @property
    def twins(self) -> Sequence[tuple[UUID, str]]:
        return [
            (each.id, f"{each.versions[0].headline} ({templating.language(each.language)})") for each in self.others
        ]

    @staticmethod
    def tag(language: str) -> str:
        return str(_tag(language) or "en-GB")

    @property
    def languages(self) -> Sequence[tuple[str, str]]:
        return [(each, templating.language(each)) for each in _LANGUAGES]


def read(data: FormData, *, today: date, stands: Form[Any] | None = None) -> Form[ReleaseForm]:
    return forms.read(data, ReleaseForm, many=MANY, today=today, stands=stands)


def sound(data: FormData, form: Form[ReleaseForm], *, today: date) -> ReleaseForm:
    """What of a form can be shown while it is still being typed: without the fields that have a mistake."""
    if form.found:
        return form.found
    wrong = {each.field for each in form.mistakes}
    kept = [(name, value) for name, value in data.multi_items() if name not in wrong]
    return read(
        FormData([*kept, ("headline", "No headline yet")] if "headline" in wrong else kept), today=today
    ).details


def check(form: Form[ReleaseForm], choices: Choices) -> None:
    """What was chosen must be there to choose, and a twin in another language."""
    if form.found is None:
        return
    if set(form.found.contacts) - set(choices.contacts):
        form.refuse("contacts", "One of these contacts is no longer there; choose again.")
    if set(form.found.boilerplates) - set(choices.boilerplates):
        form.refuse("boilerplates", "One of these texts is no longer there; choose again.")
    if form.found.pull_quote_speaker and not form.found.pull_quote:
        form.refuse("pull_quote", "Say what was said, or leave out whose words they are.")


def shown(release: Release, others: Sequence[Release] = ()) -> Form[Any]:
    """The form as the newest version of the release stands."""
    newest = release.versions[0]
    return forms.marked(
        version=newest.number,
        **filed(release, others),
        headline=newest.headline,
        standfirst=newest.standfirst,
        dateline=newest.dateline,
        dated=newest.dated and times.full_day(newest.dated),
        pull_quote=newest.pull_quote,
        pull_quote_speaker=newest.pull_quote_speaker,
        body=newest.body,
        notes=noting.shown([each.text for each in newest.notes]),
        contacts=[each.contact_id for each in newest.contacts],
        boilerplates={each.boilerplate_id for each in newest.boilerplates},
    )


def filed(release: Release, others: Sequence[Release] = ()) -> dict[str, Any]:
    """What stands in the fields that say where it is found."""
    return {
        "kind": release.kind,
        "language": _named(release.language),
        "twin": _twin(release, others),
        "topics": topics.in_line(release.topics),
        "address": release.slug,
    }


def fresh(choices: Choices) -> Form[Any]:
    """A new release: the lead's first contact, and what each host says of itself now, as anybody can read."""
    known = [each.id for each in choices.houses[0].press_contacts if each.id not in choices.waiting]
    said = [latest for house in choices.houses if (latest := newest(house, "en-GB", without=choices.waiting))]
    return forms.shown(
        kind=ReleaseKind.RELEASE,
        language=_named("en-GB"),
        contacts=known[:1],
        boilerplates=[each.id for each in said],
    )


def mark(release: Release, others: Sequence[Release] = ()) -> str:
    """Changes with whatever the form shows, and with the number of the version."""
    return hashlib.sha256(shown(release, others).value("revision").encode()).hexdigest()


def write(version: ReleaseVersion, details: ReleaseForm) -> None:
    """The words of the version itself. Raises Issued."""
    if version.issued_at:
        raise Issued(version)
    for name in ("headline", "standfirst", "dateline", "dated", "pull_quote", "pull_quote_speaker"):
        setattr(version, name, getattr(details, name))
    version.body = details.body or ""


def newest(house: Organisation, language: str, *, without: Collection[UUID] = ()) -> Boilerplate | None:
    """What an organisation says of itself now: in this language, else in that of our pages."""
    by_language = {each.language: each for each in house.boilerplates if each.id not in without}  # the last of each
    near = {each.partition("-")[0]: each for each in by_language}
    return by_language.get(language) or by_language.get(near.get(language.partition("-")[0], "en-GB"))


def _twin(release: Release, others: Sequence[Release]) -> UUID | None:
    group = release.twins_of
    return next((each.id for each in others if group and group in (each.twins_of, each.id)), None)
