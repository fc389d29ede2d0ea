"""Whom the press may ring: what is said of them leaves the body whole, with their post, and stands nowhere twice."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring
from tests.press.reading.contacts import NEWS, ringing


@pytest.mark.parametrize(
    ("lines", "post"),
    [
        ("Media contact\nJane Doe, Head of Press, jane@treeforum.example, 020 7946 0277", "Head of Press"),
        ("Press contact\n\nJane Doe | Media Officer | 020 7946 0277 | jane@treeforum.example", "Media Officer"),
        ("Contact: Jane Doe (press officer): 020 7946 0277 / jane@treeforum.example", "press officer"),
        ("Contact:\nJane Doe\nSenior Press Officer\nTree Forum\nT: 020 7946 0277", "Senior Press Officer"),
        ("Contact:\nJane Doe\nCommunications\nDDI 020 7946 0277", "Communications"),
        ("Press queries: Communications Officer Jane Doe, 020 7946 0277", "Communications Officer"),
        (
            "Further information: please contact Jane Doe, Head of Communications at the Tree Forum, on 020 7946 0277.",
            "Head of Communications",
        ),
    ],
)
def test_a_post_is_kept_with_whom_it_belongs_to_and_not_in_the_body(lines: str, post: str) -> None:
    draft = reading.read(f"Trees are lost\n\n{NEWS}\n\nENDS\n\n{lines}", today=measuring.TODAY)

    (ringing,) = draft.press_contacts
    assert ringing.name
    assert ringing.name.value == "Jane Doe"
    assert ringing.post
    assert ringing.post.value == post
    assert draft.body
    assert draft.body.value == NEWS
    assert draft.notes_to_editors is None
    assert "post" not in draft.as_json()["press_contacts"][0]


def test_what_is_said_of_somebody_beyond_a_post_stays_in_the_body() -> None:
    line = "For interviews call Jane Doe, who leads our press work and speaks Welsh, on 020 7946 0277."

    draft = reading.read(f"Trees are lost\n\n{NEWS}\n\nENDS\n\n{line}", today=measuring.TODAY)

    assert draft.body
    assert line in draft.body.value


def test_a_post_with_two_subjects_is_no_house() -> None:
    contact = reading.read(
        "Trees fall\n\nPress: Ada Holm, Events and Media Officer, GFS, 020 7946 0277, ada@gfs.example",
        today=measuring.TODAY,
    ).press_contacts[0]

    assert contact.organisation
    assert contact.organisation.value == "GFS"


def test_a_desk_beside_the_address_at_the_top_is_not_to_be_rung_where_somebody_is_named_below() -> None:
    top = "SENGA UNIVERSITY\nNews and Marketing Division\nTel 020 7946 0100 | news@senga.example"
    below = "Queries\nJane Doe, Media Officer\njane@senga.example\n020 7946 0277"
    draft = reading.read(f"{top}\n\nTrees are lost\n\n{NEWS}\n\n{below}", today=measuring.TODAY)

    assert [each.email.value for each in draft.press_contacts if each.email] == ["jane@senga.example"]


def test_who_is_named_in_a_new_sentence_is_not_reached_where_the_one_before_says() -> None:
    sentences = (
        "Please direct questions to Gina at events@treeforum.example or on 020 7946 0366. "
        "Journalists who want to see it early should write to Jane Doe, press@treeforum.example."
    )
    draft = reading.read(f"Trees are lost\n\n{NEWS}\n\n{sentences}", today=measuring.TODAY)

    (jane,) = (each for each in draft.press_contacts if each.name)
    assert jane.email
    assert (jane.email.value, jane.phone) == ("press@treeforum.example", None)


def test_who_takes_answers_to_a_card_is_marked() -> None:
    card = "R.S.V.P. (by 28th November)\nMs Jane Doe\n020 7946 0277 / jane@treeforum.example"
    draft = reading.read(f"Trees are lost\n\n{NEWS}\n\n{card}", today=measuring.TODAY)

    (jane,) = draft.press_contacts
    assert all(each and each.to_check for each in (jane.name, jane.phone, jane.email))


@pytest.mark.parametrize(
    "asked",
    [
        "Contact for participants: Tom Ash, events@treeforum.example, 020 7946 0288",
        "Any dietary or access needs? Tell Tom Ash at events@treeforum.example or ring 020 7946 0288.",
    ],
)
def test_whom_guests_ask_is_none_for_the_press(asked: str) -> None:
    draft = reading.read(
        f"Trees are lost\n\n{NEWS}\n\nENDS\n\n{asked}\n\nContact for press: Jane Doe, jane@treeforum.example",
        today=measuring.TODAY,
    )

    assert [each.email and each.email.value for each in draft.press_contacts] == ["jane@treeforum.example"]


@pytest.mark.parametrize("label", ["English", "Français ", "Images", "Stage", "Review copies and pictures"])
def test_a_label_before_a_name_is_no_house(label: str) -> None:
    text = f"{NEWS}\n\nENDS\n\nMedia contacts\n\n{label}: Ada Holm, press officer, 020 7946 0001\n"

    (contact,) = reading.read(text, today=measuring.TODAY).press_contacts
    assert contact.organisation is None
    assert contact.name
    assert contact.name.value == "Ada Holm"


@pytest.mark.parametrize("house", ["Lamp Fund", "University of Wick"])
def test_for_whom_somebody_speaks_is_their_house(house: str) -> None:
    told = f"{NEWS}\n\nENDS\n\nContacts"
    text = f"{told}\n\nFor the {house}: Ada Holm, 020 7946 0001\nFor the Wick Trust: desk, 020 7946 0002"

    contacts = reading.read(text, today=measuring.TODAY).press_contacts
    assert [each.organisation and each.organisation.value for each in contacts] == [house, "Wick Trust"]


def test_who_is_named_behind_a_number_in_the_next_sentence_is_no_house() -> None:
    text = f"{NEWS}\n\nENDS\n\nEvent lead: Ada Holm (07700 900233). Lights: Merle."

    assert [each.organisation for each in reading.read(text, today=measuring.TODAY).press_contacts] == [None]


@pytest.mark.parametrize("access", ["Step-free access from Mill Lane.", "There is a hearing loop.", "No large print."])
def test_whom_guests_ask_for_access_is_no_contact_of_the_press(access: str) -> None:
    text = f"Trees are lost\n\n{NEWS}\n\n{access} Please ask Ada Holm on 020 7946 0001."

    assert reading.read(text, today=measuring.TODAY).press_contacts == ()


@pytest.mark.parametrize(
    "address",
    [
        "Plot 11, Institutional Area, New Delhi – 110 099",
        "4th Floor, Nariman Point, Mumbai 400 099",
        "PO Box 112, Chale Bay, Mombasa",
        "12 Canal Walk, Ada Bridge, Leeds",
        "Unit 7B, Victor Park, Dunedin",
    ],
)
def test_nobody_in_an_address_is_to_be_rung(address: str) -> None:
    text = f"TREE FORUM\n{address}\nTel: +44 20 7946 0288, info@treeforum.example\n\nTrees are lost\n\n{NEWS}"
    below = "ENDS\n\nPress: Jane Doe, 020 7946 0001"

    draft = reading.read(f"{text}\n\n{below}", today=measuring.TODAY)
    assert [each.name and each.name.value for each in draft.press_contacts] == ["Jane Doe"]


@pytest.mark.parametrize(
    "sent",
    [
        "Issued by the Tree Forum",
        "Released on behalf of the Tree Forum",
        "Distributed for Bark & Sons by the Tree Forum",
        "Sent out by Tree Forum",
    ],
)
def test_who_sends_a_release_is_the_house_without_the_words_for_it(sent: str) -> None:
    text = f"Trees are lost\n\n{NEWS}\n\nENDS\n\n{sent}\nMedia enquiries: Jane Doe\nTel: 020 7946 0001"

    (contact,) = reading.read(text, today=measuring.TODAY).press_contacts
    assert contact.organisation
    assert contact.organisation.value == "Tree Forum"


@pytest.mark.parametrize("office", ["office", "head office", "press team", "switchboard"])
def test_the_office_of_a_house_is_to_be_rung_below_somebody_else(office: str) -> None:
    lines = f"Contact:\nAda Holm, Holm & Daughters, 020 7946 0001\nTree Forum {office}: 020 7946 0288, we@trees.example"
    text = f"Trees are lost\n\n{NEWS}\n\nENDS\n\n{lines}\n\nAbout the Tree Forum\nThe Tree Forum is a charity."

    _, desk = reading.read(text, today=measuring.TODAY).press_contacts
    assert desk.organisation
    assert desk.organisation.value == "Tree Forum"
    assert desk.phone
    assert desk.phone.value == "+442079460288"


@pytest.mark.parametrize(
    "again",
    [
        "For interviews: Jane Doe, 020 7946 0001, jane@trees.example",
        "Contact\nJane Doe\n020 7946 0001\njane@trees.example",
        "Press: Jane Doe, jane@trees.example",
        "Contact\nName: Jane Doe\nPhone: 020 7946 0001\nEmail: jane@trees.example",
    ],
)
def test_whoever_is_told_twice_is_one_to_ring_and_in_no_body(again: str) -> None:
    lines = f"Contact: Jane Doe, 020 7946 0001, jane@trees.example\n\n{again}"
    draft = reading.read(f"Trees are lost\n\n{NEWS}\n\nENDS\n\n{lines}", today=measuring.TODAY)

    assert [each.name and each.name.value for each in draft.press_contacts] == ["Jane Doe"]
    assert draft.body
    assert draft.body.value == NEWS
    assert draft.notes_to_editors is None


@pytest.mark.parametrize(
    ("heading", "mark"),
    [
        ("Name | Phone | Email", " | "),
        ("Name\tPhone\tEmail", "\t"),
        ("Name          Phone           Email", "    "),
        ("| **Contact** | **Telephone** | **E-mail address** |", " | "),
    ],
)
def test_what_heads_the_columns_of_those_to_ring_is_nobody_and_in_no_body(heading: str, mark: str) -> None:
    rows = [
        mark.join(("Jane Doe", "020 7946 0001", "jane@trees.example")),
        mark.join(("Bo Rae", "020 7946 0002", "b@c.ie")),
    ]
    table = "\n".join((heading, *rows))
    draft = reading.read(f"Trees are lost\n\n{NEWS}\n\nENDS\n\nContacts\n\n{table}", today=measuring.TODAY)

    assert [each.name and each.name.value for each in draft.press_contacts] == ["Jane Doe", "Bo Rae"]
    assert draft.body
    assert draft.body.value == NEWS


@pytest.mark.parametrize(
    "said",
    [
        "Not for publication: for interviews please ring Jane Doe on 020 7946 0001.",
        "Note to desks: press calls are taken by Jane Doe, 020 7946 0001.",
    ],
)
def test_whom_the_press_alone_is_told_of_is_to_be_rung(said: str) -> None:
    assert [each[1] for each in ringing(f"ENDS\n\n{said}")] == ["Jane Doe"]


def test_what_a_sentence_tells_of_printing_is_news() -> None:
    told = "The ministry said that the figures were not for publication. Its advice to editors was: do not print."
    draft = reading.read(f"Trees are lost\n\n{NEWS}\n\n{told}\n\nENDS", today=measuring.TODAY)

    assert draft.withheld == ()


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Jane Doe T: 020 7946 0277 M: 07700 900277 E: jane@treeforum.example\n"
            "Ada Holm T: 020 7946 0278 M: 07700 900278 E: ada@treeforum.example"
        ),
        "Jane Doe P 020 7946 0277 E jane@treeforum.example\nAda Holm P 020 7946 0278 E ada@treeforum.example",
        "jane@treeforum.example – Jane Doe – 020 7946 0277\nada@treeforum.example – Ada Holm – 020 7946 0278",
        (
            "Queries to Jane Doe, jane@treeforum.example or 020 7946 0277.\n"
            "Pictures from Ada Holm, ada@treeforum.example or 020 7946 0278."
        ),
    ],
    ids=["letters with colons", "letters", "mailboxes first", "words before the name"],
)
def test_each_line_of_those_to_ring_is_of_one_person(lines: str) -> None:
    draft = reading.read(f"Trees are lost\n\n{NEWS}\n\nENDS\n\nMedia contacts:\n{lines}", today=measuring.TODAY)

    told = [(each.name, each.phone, each.email) for each in draft.press_contacts]
    assert [tuple(fact and fact.value for fact in each) for each in told] == [
        ("Jane Doe", "+442079460277", "jane@treeforum.example"),
        ("Ada Holm", "+442079460278", "ada@treeforum.example"),
    ]


def test_who_answers_general_queries_is_to_be_checked() -> None:
    lines = "Queries to Jane Doe, jane@treeforum.example or 020 7946 0277."

    (ringing,) = reading.read(f"Trees are lost\n\n{NEWS}\n\n{lines}", today=measuring.TODAY).press_contacts

    assert ringing.name
    assert ringing.name.to_check


def test_somebody_else_with_a_bracket_behind_a_number_is_no_house() -> None:
    lines = "On the day: Jane Doe 07700 900277 (press), Carol (front of house) x214"

    (ringing,) = reading.read(f"Trees are lost\n\n{NEWS}\n\n{lines}", today=measuring.TODAY).press_contacts

    assert ringing.name
    assert ringing.name.value == "Jane Doe"
    assert ringing.organisation is None


def test_who_is_labelled_for_something_else_is_marked_and_who_is_for_the_media_is_not() -> None:
    lines = (
        "Volunteers on the day: Ann Lee 07700 900337\nFor the media : Bo Rae, Tree Forum, 020 7946 0277, bo@a.example"
    )
    volunteers, ringing = reading.read(
        f"Trees are lost\n\n{NEWS}\n\nENDS\n\n{lines}", today=measuring.TODAY
    ).press_contacts

    assert [each.name and each.name.value for each in (volunteers, ringing)] == ["Ann Lee", "Bo Rae"]
    assert [each.name and each.name.to_check for each in (volunteers, ringing)] == [True, False]


def test_whom_their_house_is_before_is_not_marked() -> None:
    lines = "Notes to editors\n\nFor more, please contact:\n\nTree Forum: Ann Lee: 020 7946 0277/ ann@a.example"
    (ringing,) = reading.read(f"Trees are lost\n\n{NEWS}\n\n{lines}", today=measuring.TODAY).press_contacts

    assert ringing.name
    assert not ringing.name.to_check


@pytest.mark.parametrize(
    "staff",
    [
        "Stage manager on the night: Ben Rae 07700 900455",
        "On the night: stage manager Ben Rae 07700 900 455",
        "Front of house: Ben Rae, 07700 900455",
        "Ben Rae (sound engineer) 07700 900455",
        "Catering – Ben Rae, ben@foodhall.example",
    ],
)
def test_who_runs_the_evening_is_none_for_the_press(staff: str) -> None:
    order = "18.00 Doors\n18.30 Welcome: Ann Lee, Chair, Tree Forum\n18.40 Panel\n19.30 Close"
    top = "RUNNING ORDER\n\nWho counts the trees?\nTuesday 24 November 2026, Birch Hall, Leeds"
    draft = reading.read(f"{top}\n\n{order}\n\n{staff}\nPress: Jane Doe 020 7946 0277", today=measuring.TODAY)

    assert [each.name and each.name.value for each in draft.press_contacts] == ["Jane Doe"]


@pytest.mark.parametrize(
    "asked",
    [
        (
            "If you want to know more write to the Forum’s secretary, Jane Doe, at jane@trees.example or telephone her "
            "on 020 7946 0277, but not on Tuesdays, when she is in the woods with the wardens and cannot be reached."
        ),
        "Media: doorstop at 11.35am on the lawn. Call Jane Doe on 020 7946 0277 or jane@trees.example.",
        "To hear more, Write to Jane Doe, jane@trees.example, 020 7946 0277.",
    ],
)
def test_whom_a_sentence_says_to_write_to_is_to_be_rung(asked: str) -> None:
    ((_, *told),) = ringing(asked)

    assert told == ["Jane Doe", "+442079460277", "jane@trees.example"]


@pytest.mark.parametrize("spoken", ["(English)", "(Welsh, English)", "(in Irish and English)", "(Portuguese)"])
def test_the_languages_of_somebody_are_no_house(spoken: str) -> None:
    lines = f"For more information, please contact:\nIn Leeds, Jane Doe {spoken}: 020 7946 0277; or jane@trees.example."

    assert ringing(lines) == [(None, "Jane Doe", "+442079460277", "jane@trees.example")]


@pytest.mark.parametrize(
    ("also", "house"),
    [
        ("; or to the Elm Society, press@elms.example.", "Elm Society"),
        ("\nHill Farmers’ Mutual: Bo Rae, 020 7946 0001, press@elms.example", "Hill Farmers’ Mutual"),
    ],
)
def test_another_house_is_reached_by_what_follows_it(also: str, house: str) -> None:
    lines = f"Enquiries from the press to Jane Doe at the Tree Forum: 020 7946 0277, jane@trees.example{also}"
    first, second = ringing(lines)

    assert first == ("Tree Forum", "Jane Doe", "+442079460277", "jane@trees.example")
    assert (second[0], second[3]) == (house, "press@elms.example")


@pytest.mark.parametrize(
    "line", ["RSVP: rsvp@lamp.example by 5 May", "Register: www.lamp.example or places@lamp.example"]
)
def test_who_leads_the_panel_is_not_rung_for_the_line_below_that_takes_bookings(line: str) -> None:
    news = "Lamps burn all night in every second street, says a report that the Lamp Trust publishes today."
    who = f"LAUNCH\nWho:\n- Ada Holm, Chair, Lamp Trust\nModerator: Bo Ek, broadcaster\n{line}"

    draft = reading.read(f"Lamps burn\n\n4 May 2026\n\n{news}\n\n{who}\n", today=measuring.TODAY)

    assert draft.press_contacts == ()
    assert [each.name.value for each in draft.panel] == ["Ada Holm", "Bo Ek"]


@pytest.mark.parametrize(
    "asked", ["Kindly reply before 1 June to", "Please reply to", "Replies by 1 June to", "Acceptances to"]
)
def test_to_whom_guests_reply_is_none_for_the_press(asked: str) -> None:
    card = "INVITATION\n\nWe have the pleasure to invite you to the breakfast debate\n\nWho Owns the Lamps?\n\n"
    card += "on Thursday, 11 June 2026, from 8:15 to 9:45, at Brook Hall, 11 Mill Street, Leeds.\n\n"
    draft = reading.read(f"{card}{asked} Mrs Ada Holm: events@lamps.example, 020 7946 0840.", today=measuring.TODAY)

    assert draft.press_contacts == ()


@pytest.mark.parametrize(
    "asked",
    [
        "Questions on the day: Bo Rae, 020 7946 0278",
        "Programme questions: Bo Rae, bo@treeforum.example",
        "Speaker liaison: Bo Rae, bo@treeforum.example",
        "AV: Bo Rae, 020 7946 0278",
    ],
)
def test_who_is_labelled_for_what_happens_on_stage_is_none_for_the_press(asked: str) -> None:
    told = ringing(f"ENDS\n\n{asked}\nPress passes: Jane Doe, press@treeforum.example")

    assert [each[1] for each in told] == ["Jane Doe"]


@pytest.mark.parametrize(
    "lines",
    [
        "Issued by: Media Cell, TFC. Focal person: Jane Doe, Media Officer (Cell: 020 7946 0277)",
        "The report is free.\nNodal officer: Jane Doe, 020 7946 0277",
    ],
)
def test_a_focal_person_is_to_be_rung(lines: str) -> None:
    assert [each[1:3] for each in ringing(f"ENDS\n\n{lines}")] == [("Jane Doe", "+442079460277")]


@pytest.mark.parametrize("label", ["Questions", "Enquiries", "Contact"])
def test_who_is_asked_in_the_line_below_the_speakers_is_nobody_on_stage(label: str) -> None:
    speakers = "Speakers include\n* Dr Ada Holm, Director, Fjord Institute\n* Odd Lie, Head of Pilots, Pier Club"
    asked = f"Programme and registration to follow. {label}: Mae Obi, mae.obi@fjord.example, +46 8 555 123 45"
    top = "SAVE THE DATE\n\nThursday, 4 November 2027, 2 p.m.\nBirds\nA conference of the Fjord Institute, Oslo"

    draft = reading.read(f"{top}\n\n{speakers}\n\n{asked}", today=measuring.TODAY)

    assert [each.name and each.name.value for each in draft.panel] == ["Dr Ada Holm", "Odd Lie"]
    (contact,) = draft.press_contacts
    assert contact.name
    assert contact.email
    assert (contact.name.value, contact.email.value) == ("Mae Obi", "mae.obi@fjord.example")
    assert contact.organisation is None
    assert draft.event.venue is None


def test_a_desk_told_twice_is_told_once_though_its_number_is_also_somebody_elses() -> None:
    desk = "Press desk\n020 7946 0277\npress@treeforum.example"
    lines = f"Contacts\n\nJane Doe\n020 7946 0277\njane@treeforum.example\n\n{desk}\n\nPictures are free.\n\n{desk}"

    assert [each[1] for each in ringing(f"ENDS\n\n{lines}")] == ["Jane Doe", "Press desk"]
