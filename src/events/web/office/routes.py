"""Every address of the office, with the role that it needs: what organisers can do, as a table of contents."""

from typing import Any

from events.accounts.models import Role
from events.web.convertors import SLUG
from events.web.front import LARGEST_BODY, LONGEST_FORM
from events.web.office import actions, known, removals
from events.web.office.actions import Action
from events.web.office.desk import home, logs, mail, returning, search
from events.web.office.events import (
    event_files,
    event_states,
    events,
    held_files,
    joining,
    running_order,
    speaker,
    speaker_sheets,
    speaker_states,
    speakers,
    venues,
)
from events.web.office.eyes import through
from events.web.office.guard import OfficeHandler, Preparing, acts, looks, office
from events.web.office.launches import (
    approval_states,
    approvals,
    clones,
    embargo_states,
    embargoes,
    from_text,
    handing_over,
    hosts,
    launch_states,
    launches,
    publication,
)
from events.web.office.organisations import boilerplates, cautions, contacts, members, open_addresses, organisations
from events.web.office.people import merging, people, person_posts, several
from events.web.office.publications import (
    publication_files,
    publication_states,
    publications,
    series,
    series_states,
    topics,
)
from events.web.office.releases import filing, release_files, release_states, releases
from events.web.office.uploading import Wanted
from events.web.office.ways import Ruled
from events.web.route import Route


def _page(path: str, show: OfficeHandler, needs: Role = Role.VIEWER, *, led: bool = False) -> Route[Ruled]:
    """`led`, here and below: only for the organisation that leads the launch, whatever it granted its co-hosts."""
    return Route(path, office(show, needs, led=led))


def _action(
    path: str,
    act: OfficeHandler,
    needs: Role,
    called: str | None = None,
    *,
    led: bool = False,
    beside: bool = False,
    before: Preparing | None = None,
    of_file: bool = False,
    of_text: bool = False,
) -> Route[Ruled]:
    """`called`, here and below: the form in which something is typed that is not to be lost; else a button is pressed.

    `beside`: another button of the form that is sent to the address above, as of a preview.
    `of_file`: one may come with it that is read and not kept. `of_text`: the text that it was made of comes back.
    """
    size = LARGEST_BODY if of_file else LONGEST_FORM if of_text else None
    acting = acts(act, needs, led=led, called=called, beside=beside, before=before)
    return Route(path, acting, methods=["POST"], max_body_size=size)


def _preview(path: str, look: OfficeHandler, needs: Role) -> Route[Ruled]:
    """What a form would look like; sent as an action is, and nothing comes of it."""
    return Route(path, looks(look, needs), methods=["POST"])


def _upload(
    path: str, act: OfficeHandler, needs: Role, takes: Wanted, called: str | None = None, *, led: bool = False
) -> Route[Ruled]:
    """An action to which files are sent: which, the handler's module says."""
    return Route(path, acts(act, needs, takes, led=led, called=called), methods=["POST"], max_body_size=LARGEST_BODY)


def _form(
    path: str, show: OfficeHandler, act: OfficeHandler, needs: Role, called: str | None = None, *, led: bool = False
) -> list[Route[Ruled]]:
    """A page that shows a form, for whoever may send it, and what sending it does."""
    return [_page(path, show, needs, led=led), _action(path, act, needs, called, led=led)]


def _becomes(
    thing: str, action: Action[Any], needs: Role, takes: Wanted | None = None, *, led: bool = True
) -> list[Route[Ruled]]:
    """An action that is not plain editing, so the lead's alone: a page that says what will happen, and what it does."""
    path, act, called = f"{thing}/{action.part}", actions.does(action), action.title
    shown = _page(path, actions.shows(action), needs, led=led)
    if takes:
        return [shown, _upload(path, act, needs, takes, called, led=led)]
    return [shown, _action(path, act, needs, called, led=led)]


_DESK = [
    _page("/office", home.show),
    _action("/office/drafts", home.keep_draft, Role.VIEWER, of_text=True),
    _page("/office/known/people", known.suggest_people),
    _page("/office/known/organisations", known.suggest_organisations),
    _page("/office/files/{id}", held_files.send),
    _page("/office/new", from_text.show, Role.EDITOR),
    _action(
        "/office/new", from_text.take, Role.EDITOR, "A new launch from a text", before=from_text.open_file, of_file=True
    ),
    _page("/office/new/launch", from_text.show_review, Role.EDITOR),
    _action("/office/new/launch", from_text.make, Role.EDITOR, "A new launch from a text", of_text=True),
    _page("/office/log", logs.show_all),
    *_form("/office/log/{change:number}/return", returning.show, returning.bring_back, Role.PRESS_OFFICER),
    _page("/office/search", search.show),
    _page("/office/mail", mail.show_list, Role.OWNER),
    _page("/office/mail/{id:uuid}", mail.show, Role.OWNER),
    _action("/office/mail/{id:uuid}/retry", mail.retry, Role.OWNER),
    _action("/office/mail/{id:uuid}/giving-up", mail.give_up, Role.OWNER),
    _page("/office/eyes", through.choose),
    _page("/office/eyes/{who}/{moment}/{page:path}", through.look),
]

_LAUNCH = "/office/launches/{id:uuid}"
_APPROVAL = f"{_LAUNCH}/approvals/{{approval:uuid}}"
_HOST = f"{_LAUNCH}/hosts/{{host:uuid}}/{{part:slug}}"
_INVITATION = f"{_LAUNCH}/hosts/invitations/{{invitation:uuid}}/withdrawal"
_LAUNCHES = [
    _page("/office/launches", launches.show_list),
    *_form("/office/launches/new", launches.show_new, launches.begin, Role.EDITOR, "A new launch"),
    _page(_LAUNCH, launches.show),
    _page(f"{_LAUNCH}/log", logs.show),
    *_form(f"{_LAUNCH}/title", launches.show_title, launches.rename, Role.EDITOR, "Title", led=True),
    *_form(
        f"{_LAUNCH}/clone", clones.show_launch, clones.clone_launch, Role.EDITOR, "Another launch like it", led=True
    ),
    _page(f"{_LAUNCH}/hosts", hosts.show),
    _action(f"{_LAUNCH}/hosts", hosts.add, Role.EDITOR, "Hosts", led=True),
    _action(f"{_LAUNCH}/hosts/invitations", hosts.invite, Role.EDITOR, led=True, beside=True),
    _action(_INVITATION, hosts.withdraw, Role.EDITOR, led=True),
    _action(_HOST, hosts.revise, Role.EDITOR, led=True),
    _action(f"{_HOST}/place", hosts.move, Role.EDITOR, led=True),
    _action(f"{_HOST}/removal", hosts.remove, Role.EDITOR, led=True),
    *_becomes(_LAUNCH, handing_over.OFFER, Role.OWNER),
    *_becomes(_LAUNCH, handing_over.WITHDRAWAL, Role.OWNER),
    *_becomes(_LAUNCH, handing_over.ACCEPTANCE, Role.OWNER, led=False),
    *_becomes(_LAUNCH, handing_over.REFUSAL, Role.OWNER, led=False),
    _page(f"{_LAUNCH}/embargo", embargoes.show, Role.PRESS_OFFICER, led=True),
    *(route for each in embargo_states.OVER_A_LAUNCH for route in _becomes(_LAUNCH, each, Role.PRESS_OFFICER)),
    _page(f"{_LAUNCH}/approvals", approvals.show),
    *_form(f"{_LAUNCH}/approvals/new", approvals.show_new, approvals.ask, Role.PRESS_OFFICER, "Asking for approval"),
    _preview(f"{_LAUNCH}/approvals/new/preview", approvals.preview, Role.PRESS_OFFICER),
    *_form(f"{_APPROVAL}/reminder", approval_states.show_reminder, approval_states.remind, Role.PRESS_OFFICER),
    *_form(f"{_APPROVAL}/link", approval_states.show_link, approval_states.make_link, Role.PRESS_OFFICER),
    *_becomes(_APPROVAL, approval_states.ADOPTION, Role.PRESS_OFFICER, led=False),
    *_becomes(_APPROVAL, approval_states.REVOCATION, Role.PRESS_OFFICER, led=False),
    *_becomes(_APPROVAL, approval_states.OVERRIDE, Role.PRESS_OFFICER),
    *_becomes(_LAUNCH, launch_states.DISCARDING, Role.EDITOR),
    *_form(
        f"{_LAUNCH}/publication",
        publication.show,
        publication.publish,
        Role.EDITOR,
        "Review before publishing",
        led=True,
    ),
]

_EVENT = f"/office/events/{SLUG}"
_SPEAKER = f"{_EVENT}/speakers/{{speaker:uuid}}"
_LEFT = f"{_EVENT}/files/{{file:uuid}}"
_ITEM = f"{_EVENT}/programme/{{item:uuid}}"
_WAY_IN = f"{_EVENT}/joining/{{link:uuid}}"
_EVENTS = [
    *_form(f"{_LAUNCH}/events/new", events.show_new, events.add, Role.EDITOR, "A new event"),
    _page(_EVENT, events.show),
    _action(_EVENT, events.revise, Role.EDITOR, "Event"),
    *_form(f"{_EVENT}/clone", clones.show_event, clones.clone_event, Role.EDITOR, "Another event like it"),
    _page(f"{_EVENT}/speakers", speakers.show),
    _action(f"{_EVENT}/speakers", speakers.add, Role.EDITOR, "Panel"),
    _page(f"{_EVENT}/speakers.csv", speaker_sheets.as_csv),
    _page(f"{_EVENT}/speakers.xlsx", speaker_sheets.as_xlsx),
    _page(f"{_EVENT}/speakers/sheet", speaker_sheets.show, Role.EDITOR),
    _action(f"{_EVENT}/speakers/sheet", speaker_sheets.read, Role.EDITOR, before=speaker_sheets.read_table),
    _action(f"{_EVENT}/speakers/order", speakers.put_in_order, Role.EDITOR),
    _action(f"{_EVENT}/speakers/answers", speakers.confirm_several, Role.EDITOR),
    _page(_SPEAKER, speaker.show),
    _action(_SPEAKER, speaker.revise, Role.EDITOR, "Speaker"),
    *_form(
        f"{_SPEAKER}/replacement", speaker.show_replacement, speaker.replace, Role.EDITOR, "Replacement of a speaker"
    ),
    _action(f"{_SPEAKER}/place", speakers.move, Role.EDITOR),
    _action(f"{_SPEAKER}/answer", speakers.answer, Role.EDITOR),
    *(route for each in speaker_states.ACTIONS for route in _becomes(_SPEAKER, each, Role.EDITOR, led=False)),
    _page(f"{_EVENT}/programme", running_order.show),
    _action(f"{_EVENT}/programme", running_order.add, Role.EDITOR, "Running order"),
    _action(f"{_EVENT}/programme/order", running_order.put_in_order, Role.EDITOR),
    _action(f"{_EVENT}/programme/speakers", running_order.link, Role.EDITOR),
    _page(_ITEM, running_order.show_item),
    _action(_ITEM, running_order.revise, Role.EDITOR, "Item of the running order"),
    _action(f"{_ITEM}/place", running_order.move, Role.EDITOR),
    _action(f"{_ITEM}/removal", running_order.remove, Role.EDITOR),
    _page(f"{_EVENT}/joining", joining.show),
    _action(f"{_EVENT}/joining", joining.add, Role.EDITOR, "Ways to join"),
    _page(_WAY_IN, joining.show_link),
    _action(_WAY_IN, joining.revise, Role.EDITOR, "Way to join"),
    _action(f"{_WAY_IN}/removal", joining.remove, Role.EDITOR),
    _page(f"{_EVENT}/files", event_files.show),
    _upload(f"{_EVENT}/files", event_files.add, Role.EDITOR, event_files.TAKES, "Files"),
    _page(_LEFT, event_files.show_one),
    _upload(_LEFT, event_files.revise, Role.EDITOR, event_files.TAKES, "File"),
    _action(f"{_LEFT}/place", event_files.move, Role.EDITOR),
    _action(f"{_LEFT}/removal", event_files.remove, Role.EDITOR),
    *_becomes(_EVENT, event_states.PUBLICATION, Role.EDITOR),
    *_becomes(_EVENT, event_states.DOUBT, Role.EDITOR),
    *_becomes(_EVENT, event_states.SAVE_THE_DATE, Role.EDITOR),
    *_becomes(_EVENT, event_states.CONFIRMATION, Role.EDITOR),
    *_becomes(_EVENT, event_states.POSTPONEMENT, Role.EDITOR),
    *_becomes(_EVENT, event_states.CANCELLATION, Role.EDITOR),
    *_becomes(_EVENT, event_states.RESTORATION, Role.EDITOR),
    *_becomes(_EVENT, event_states.REASON, Role.EDITOR),
    *_becomes(_EVENT, event_states.WITHDRAWAL, Role.EDITOR),
    *_becomes(_EVENT, event_states.DISCARDING, Role.EDITOR),
]

_RELEASE = f"/office/releases/{SLUG}"
_ENCLOSED = f"{_RELEASE}/files/{{file:uuid}}"
_RELEASES = [
    *_form(f"{_LAUNCH}/releases/new", releases.show_new, releases.add, Role.PRESS_OFFICER, "A new release"),
    _page(_RELEASE, releases.show),
    _action(_RELEASE, releases.revise, Role.PRESS_OFFICER, "Release"),
    _preview(f"{_LAUNCH}/releases/new/preview", releases.preview_new, Role.PRESS_OFFICER),
    _preview(f"{_RELEASE}/preview", releases.preview, Role.PRESS_OFFICER),
    _upload(f"{_RELEASE}/files", release_files.add, Role.PRESS_OFFICER, release_files.TAKES, "A picture or document"),
    _action(_ENCLOSED, release_files.describe, Role.PRESS_OFFICER, "What is said of a file"),
    _action(f"{_ENCLOSED}/place", release_files.move, Role.PRESS_OFFICER),
    _action(f"{_ENCLOSED}/removal", release_files.remove, Role.PRESS_OFFICER),
    *_becomes(_RELEASE, release_states.PUBLICATION, Role.EDITOR),
    *_becomes(_RELEASE, release_states.CORRECTION, Role.PRESS_OFFICER, led=False),
    *_becomes(_RELEASE, filing.FILING, Role.EDITOR),
    *_becomes(_RELEASE, release_states.WITHDRAWAL, Role.EDITOR),
    *_becomes(_RELEASE, release_states.TAKING_BACK, Role.EDITOR),
    *_becomes(_RELEASE, release_states.REMOVAL, Role.PRESS_OFFICER, led=False),
    _page(f"{_RELEASE}/embargo", embargoes.show_own, Role.PRESS_OFFICER, led=True),
    *(route for each in embargo_states.OVER_A_RELEASE for route in _becomes(_RELEASE, each, Role.PRESS_OFFICER)),
]

_VENUE = "/office/venues/{venue:uuid}"
_VENUES = [
    _page("/office/venues", venues.show_list),
    *_form("/office/venues/new", venues.show_new, venues.add, Role.EDITOR, "A new venue"),
    _page(_VENUE, venues.show),
    _action(_VENUE, venues.revise, Role.EDITOR, "Venue"),
    *_form(f"{_VENUE}/merging", venues.show_merging, venues.merge, Role.EDITOR),
]

_PUBLICATION = f"/office/publications/{SLUG}"
_FILE = f"{_PUBLICATION}/files/{{file:uuid}}"
_PUBLICATIONS = [
    _page(f"{_LAUNCH}/publications/new", publications.show_new, Role.EDITOR),
    _upload(f"{_LAUNCH}/publications/new", publications.add, Role.EDITOR, publications.TAKES, "A new publication"),
    _page(_PUBLICATION, publications.show),
    _upload(_PUBLICATION, publications.revise, Role.EDITOR, publications.TAKES, "Publication"),
    *_form(
        f"{_PUBLICATION}/clone",
        clones.show_publication,
        clones.clone_publication,
        Role.EDITOR,
        "Another publication like it",
    ),
    _upload(f"{_PUBLICATION}/files", publication_files.add, Role.EDITOR, publication_files.TAKES),
    _action(f"{_FILE}/place", publication_files.move, Role.EDITOR),
    _action(f"{_FILE}/removal", publication_files.remove, Role.EDITOR),
    *_becomes(_PUBLICATION, publication_states.PUBLICATION, Role.EDITOR),
    *_becomes(_PUBLICATION, publication_states.CORRECTION, Role.EDITOR, publication_states.TAKES),
    *_becomes(_PUBLICATION, publication_states.WITHDRAWAL, Role.EDITOR),
    *_becomes(_PUBLICATION, publication_states.RESTORATION, Role.EDITOR),
    *_becomes(_PUBLICATION, publication_states.DISCARDING, Role.EDITOR),
]

_SERIES = f"/office/series/{SLUG}"
_TOPIC = f"/office/topics/{SLUG}"
_SHELVES = [
    _page("/office/series", series.show_list),
    *_form("/office/series/new", series.show_new, series.add, Role.EDITOR, "A new series"),
    _page(_SERIES, series.show),
    _action(_SERIES, series.revise, Role.EDITOR, "Series"),
    _action(f"{_SERIES}/numbers", series.number, Role.EDITOR, "Numbers in a series"),
    *_form(
        f"{_SERIES}/publication",
        series_states.show_publication,
        series_states.publish,
        Role.EDITOR,
        "Publish the series",
    ),
    *_form(
        f"{_SERIES}/withdrawal",
        series_states.show_withdrawal,
        series_states.unpublish,
        Role.EDITOR,
        "Withdraw the series",
    ),
    _page("/office/topics", topics.show_list),
    *_form("/office/topics/new", topics.show_new, topics.add, Role.EDITOR, "A new topic"),
    _page(_TOPIC, topics.show),
    _action(_TOPIC, topics.revise, Role.EDITOR, "Topic"),
]

_PERSON = f"/office/people/{SLUG}"
_POST = f"{_PERSON}/posts/{{post:uuid}}"
_PEOPLE = [
    _page("/office/people", people.show_list),
    _page("/office/people.csv", several.download_people),
    _page("/office/people/new", people.show_new, Role.EDITOR),
    _upload("/office/people/new", people.add, Role.EDITOR, people.TAKES, "A new person"),
    _page("/office/people/several", several.show_people, Role.EDITOR),
    _action(
        "/office/people/several",
        several.take_people_in,
        Role.EDITOR,
        "Several people at once",
        before=several.read_people,
    ),
    _page("/office/people/duplicates", merging.show_persons, Role.EDITOR),
    _page(_PERSON, people.show),
    _upload(_PERSON, people.revise, Role.EDITOR, people.TAKES, "Person"),
    *_form(f"{_PERSON}/removal", removals.show_person, removals.remove_person, Role.EDITOR),
    _page(f"{_PERSON}/merging", merging.show_other_persons, Role.EDITOR),
    *_form(f"{_PERSON}/merging/{{other:slug}}", merging.show_person, merging.merge_person, Role.EDITOR),
    _action(f"{_PERSON}/apart/{{other:slug}}", merging.tell_persons_apart, Role.EDITOR),
    _action(f"{_PERSON}/apart/{{other:slug}}/removal", merging.ask_about_persons_again, Role.EDITOR),
    _action(f"{_PERSON}/posts", person_posts.add, Role.EDITOR, "Another post"),
    _action(f"{_PERSON}/posts/order", person_posts.put_in_order, Role.EDITOR),
    *_form(_POST, person_posts.show_dates, person_posts.set_dates, Role.EDITOR, "Dates of a post"),
    _action(f"{_POST}/place", person_posts.move, Role.EDITOR),
    _action(f"{_POST}/known", person_posts.make_known, Role.EDITOR),
    _action(f"{_POST}/removal", person_posts.remove, Role.EDITOR),
]

_ORGANISATION = f"/office/organisations/{SLUG}"
_CONTACT = f"{_ORGANISATION}/contacts/{{contact:uuid}}"
_APART = f"{_ORGANISATION}/apart/{{other:slug}}"
_MERGING = f"{_ORGANISATION}/merging/{{other:slug}}"
_SEVERAL = f"{_ORGANISATION}/contacts/several"
_MEMBER = f"{_ORGANISATION}/members/{{account:uuid}}"
_ORGANISATIONS = [
    _page("/office/organisations", organisations.show_list),
    *_form("/office/organisations/new", organisations.show_new, organisations.add, Role.EDITOR, "A new organisation"),
    _page("/office/organisations/duplicates", merging.show_organisations, Role.EDITOR),
    _page(_ORGANISATION, organisations.show),
    _upload(_ORGANISATION, organisations.revise, Role.EDITOR, organisations.TAKES, "Organisation"),
    _page(f"{_ORGANISATION}/public", open_addresses.show),
    *_form(f"{_ORGANISATION}/removal", removals.show_organisation, removals.remove_organisation, Role.EDITOR),
    _action(_APART, merging.tell_organisations_apart, Role.EDITOR),
    _action(f"{_APART}/removal", merging.ask_about_organisations_again, Role.EDITOR),
    _page(f"{_ORGANISATION}/merging", merging.show_other_organisations, Role.EDITOR),
    *_form(_MERGING, merging.show_organisation, merging.merge_organisation, Role.EDITOR),
    *_form(f"{_ORGANISATION}/boilerplates", boilerplates.show, boilerplates.add, Role.PRESS_OFFICER, "Boilerplate"),
    *_form(f"{_ORGANISATION}/contacts", contacts.show_list, contacts.add, Role.PRESS_OFFICER, "A new press contact"),
    _page(f"{_ORGANISATION}/contacts.csv", several.download_contacts, Role.PRESS_OFFICER),
    _page(_SEVERAL, several.show_contacts, Role.PRESS_OFFICER),
    _action(
        _SEVERAL,
        several.take_contacts_in,
        Role.PRESS_OFFICER,
        "Several press contacts at once",
        before=several.read_contacts,
    ),
    *_form(_CONTACT, contacts.show, contacts.revise, Role.PRESS_OFFICER, "Press contact"),
    _action(f"{_CONTACT}/place", contacts.move, Role.PRESS_OFFICER),
    _action(f"{_CONTACT}/removal", contacts.take_off, Role.PRESS_OFFICER),
    *_form(f"{_ORGANISATION}/cautions", cautions.show, cautions.add, Role.PRESS_OFFICER, "Caution periods"),
    _action(f"{_ORGANISATION}/cautions/{{caution:uuid}}/end", cautions.end, Role.PRESS_OFFICER),
    *_form(f"{_ORGANISATION}/members", members.show_list, members.invite, Role.OWNER, "Who works here"),
    _action(f"{_MEMBER}/role", members.change_role, Role.OWNER),
    *_form(f"{_MEMBER}/removal", members.show_removal, members.remove, Role.OWNER),
    *_form(f"{_ORGANISATION}/leaving", members.show_removal, members.remove, Role.VIEWER),
]

OFFICE = [*_DESK, *_LAUNCHES, *_EVENTS, *_VENUES, *_PUBLICATIONS, *_SHELVES, *_RELEASES, *_PEOPLE, *_ORGANISATIONS]
