"""How those whom the press may ring are reached: their numbers and mailboxes, in the office and at other hours."""

import pytest

from events.press.reading import reading
from events.press.reading.draft import to_ring
from tests.press.reading import measuring
from tests.press.reading.contacts import NEWS, ringing


@pytest.mark.parametrize("hours", ["Out of hours 07700 900415", "Evenings and weekends: 07700 900415"])
def test_a_mailbox_below_the_number_of_other_hours_is_the_desks(hours: str) -> None:
    lines = f"Contact\nTree Forum press office 020 7946 0288\n{hours}\npress@treeforum.example"

    draft = reading.read(f"Trees are lost\n\n{NEWS}\n\nENDS\n\n{lines}", today=measuring.TODAY)

    assert [(each.phone and each.phone.value, each.email and each.email.value) for each in draft.press_contacts] == [
        ("+442079460288", "press@treeforum.example"),
        ("+447700900415", None),
    ]


@pytest.mark.parametrize("at", ["(at)", "[at]", " (AT) ", " [at] "])
def test_a_mailbox_that_is_hidden_from_machines_is_one(at: str) -> None:
    text = f"{NEWS}\n\nENDS\n\nContact\n\nAda Holm, 020 7946 0001, press{at}lamps.example"

    (contact,) = reading.read(text, today=measuring.TODAY).press_contacts
    assert contact.email
    assert contact.email.value == "press@lamps.example"
    assert text[slice(*contact.email.span)] == f"press{at}lamps.example"


def test_the_first_number_of_somebody_is_theirs_whatever_it_is_called() -> None:
    text = f"Trees are lost\n\n{NEWS}\n\nENDS\n\nContact: Jane Doe\nMobile: 07700 900233\nTel: 020 7946 0001"

    (jane,) = reading.read(text, today=measuring.TODAY).press_contacts
    assert jane.phone
    assert jane.phone.value == "+447700900233"


@pytest.mark.parametrize(
    ("lines", "beside"),
    [
        ("Contact: Jane Doe\nMobile: 07700 900233\nTel: 020 7946 0001", ["+442079460001"]),
        ("Contact: Jane Doe, T: 07700 900233, M: 020 7946 0001, E: jane@trees.example", ["+442079460001"]),
        ("Contact\nJane Doe\n07700 900233 (mobile) / 020 7946 0001 (home)", ["+442079460001"]),
        ("For interviews please ring Jane Doe on 07700 900233 or at home on 020 7946 0001.", ["+442079460001"]),
        ("Jane Doe, 07700 900233, jane@trees.example, doe@home.example", ["doe@home.example"]),
        ("Contact: Jane Doe\nTel: 07700 900233\nFax: 020 7946 0009", ["020 7946 0009"]),
    ],
)
def test_a_second_way_to_reach_somebody_is_in_no_body(lines: str, beside: list[str]) -> None:
    draft = reading.read(f"Trees are lost\n\n{NEWS}\n\nENDS\n\n{lines}", today=measuring.TODAY)

    (jane,) = draft.press_contacts
    assert jane.phone
    assert jane.phone.value == "+447700900233"
    assert [each.value for each in jane.others] == beside
    assert draft.body
    assert draft.body.value == NEWS
    assert draft.notes_to_editors is None
    assert "others" not in draft.as_json()["press_contacts"][0]


@pytest.mark.parametrize(
    "written",
    [
        "020 7946 0001/07700 900233",
        "020 7946 0001 / 07700 900233",
        "020 7946 0001/ +44 7700 900233",
        "+44(0)20 7946 0001/+44(0)7700 900233",
        "(0)20 7946 0001, (0)7700 900233",
        "020\u20117946\u20110001 or 07700\u2011900\u2011233",
        "020\u20107946\u20100001 or 07700\u2010900233",
        "020\u20137946\u20130001, 07700\u2013900233",
        "020\u22127946\u22120001, 07700\u2212900233",
        "020\u00a07946\u00a00001, 07700\u00a0900233",
        "020\u202f7946\u202f0001, 07700\u202f900233",
        "020 7946 0001;07700 900233",
    ],
    ids=ascii,
)
def test_numbers_are_read_however_they_are_set_and_whatever_parts_them(written: str) -> None:
    draft = reading.read(f"Trees are lost\n\n{NEWS}\n\nENDS\n\nContact: Jane Doe, {written}", today=measuring.TODAY)

    (jane,) = draft.press_contacts
    assert jane.phone
    assert jane.phone.value == "+442079460001"
    assert [each.value for each in jane.others] == ["+447700900233"]
    assert draft.body
    assert draft.body.value == NEWS


@pytest.mark.parametrize("written", ["030/90 18 20", "+49 30/901820", "0171/901 8200"])
def test_a_slash_behind_the_area_is_of_the_number(written: str) -> None:
    text = f"Trees are lost\n\n{NEWS}\n\nENDS\n\nKontakt: Jane Doe, Berlin, {written}, jane@baeume.de"

    (jane,) = reading.read(text, today=measuring.TODAY).press_contacts
    assert jane.phone
    assert jane.phone.value.startswith("+49")
    assert jane.others == ()


@pytest.mark.parametrize(
    "lines",
    [
        "Contact: Jane Doe, 020 7946 0001, jane@trees.example\nOut of hours: 07700 900233",
        "Contact: Jane Doe, 020 7946 0001 (out of hours 07700 900233), jane@trees.example",
        "Contact: Jane Doe, 020 7946 0001, 07700 900233 (evenings and weekends), jane@trees.example",
        "Contact\nJane Doe\nTel: 020 7946 0001\nOut of hours: 07700 900233\njane@trees.example",
        "Tree Forum press office: 020 7946 0001 (office hours), 07700 900233 (out of hours), jane@trees.example",
        "Contact: Jane Doe, 020 7946 0001; 07700 900233 out of hours; jane@trees.example",
        "Contact: Jane Doe, 020 7946 0001, jane@trees.example. After 6pm: 07700 900233",
        "Contact: Jane Doe, out of hours 07700 900233, office 020 7946 0001, jane@trees.example",
    ],
)
def test_a_number_for_other_hours_is_of_whoever_is_told_before_it(lines: str) -> None:
    (jane,) = to_ring(reading.read(f"Trees are lost\n\n{NEWS}\n\nENDS\n\n{lines}", today=measuring.TODAY))

    told = (jane.phone, jane.email, jane.out_of_hours)
    assert [each and each.value for each in told] == ["+442079460001", "jane@trees.example", "+447700900233"]


def test_who_is_named_for_other_hours_is_somebody_else() -> None:
    lines = "Contact: Jane Doe, 020 7946 0001\nEvenings and weekends: Bo Rae, 07700 900233"
    ringing = to_ring(reading.read(f"Trees are lost\n\n{NEWS}\n\nENDS\n\n{lines}", today=measuring.TODAY))

    assert [(each.name and each.name.value, each.out_of_hours) for each in ringing] == [
        ("Jane Doe", None),
        ("Bo Rae", None),
    ]


@pytest.mark.parametrize(
    "said", ["17h30 for 18h00, Thursday", "It would cost R312 million.", "Schools in Limpopo are meant."]
)
def test_a_number_is_of_the_country_that_the_text_speaks_of(said: str) -> None:
    text = f"Trees are lost\n\n{NEWS} {said}\n\nENDS\n\nContact: Jane Doe, 021 555 0123, jane@trees.example"

    (jane,) = reading.read(text, today=measuring.TODAY).press_contacts
    assert jane.phone
    assert jane.phone.value == "+27215550123"


def test_the_desk_of_a_house_is_reached_beside_somebody_who_is_reached_in_two_ways() -> None:
    lines = "Contact: Jane Doe 07700 900 862 / jane@trees.example\n         Tree Forum press desk 020 7946 0277"

    assert [each[2] for each in ringing(lines)] == ["+447700900862", "+442079460277"]


@pytest.mark.parametrize("register", ["ABN 00 000 000 000", "VAT no. 000 0000 00", "EIN: 00-0000000"])
def test_the_number_of_a_register_rings_nobody(register: str) -> None:
    news = "Towns lose their trees\n\nCouncils have lost a tenth of their street trees in ten years, says a report.\n\n"
    contact = "Media contact: Ann Lee 020 7946 0277\n\n"

    draft = reading.read(f"{news}{contact}The Tree Forum is an institute. {register}.", today=measuring.TODAY)

    assert [each.phone and each.phone.value for each in draft.press_contacts] == ["+442079460277"]


@pytest.mark.parametrize(
    "line",
    ["T: 01482 496 0123   M: 07700 900417   E: ann@lamp.example", "07700 900417 / 01482 496 0123 / ann@lamp.example"],
)
@pytest.mark.parametrize("lead", ["For pictures and interviews:", "Advance copies from:"])
def test_a_mistyped_number_goes_into_no_release_nor_does_what_leads_to_whom_to_ring(lead: str, line: str) -> None:
    news = "Lamps burn all night in every second street, says a report that the Lamp Trust publishes today."
    text = f"Lamps burn\n\n4 May 2026\n\n{news}\n\nENDS\n\n{lead}\n\nAnn Lee, Head of Media, Lamp Trust\n{line}\n"

    draft = reading.read(text, today=measuring.TODAY)

    assert draft.body
    assert draft.body.value == news
    [contact] = draft.press_contacts
    assert (contact.phone and contact.phone.value, [each.value for each in contact.unread]) == (
        "+447700900417",
        ["01482 496 0123"],
    )
