"""Words set apart, and who is named below or beside them."""

import pytest

from events.press.reading import reading
from events.press.reading.draft import Quotation
from tests.press.reading import measuring
from tests.press.reading.panels import TOP, people, value


def said(text: str) -> list[tuple[str | None, str | None]]:
    def told(each: Quotation) -> tuple[str | None, str | None]:
        return value(each.text), value(each.speaker)

    return list(map(told, reading.read(text, today=measuring.TODAY).quotations))


def test_a_name_and_a_house_below_words_in_marks_are_none_of_the_words() -> None:
    words = "The tide waits for nobody, and the ferry has waited for forty years."

    assert [text for text, _ in said(f"{TOP}> “{words}”\n> **Ada Holm, Fjord Institute**\n\nThe ferry returns.\n")] == [
        words
    ]


def test_the_title_of_a_talk_at_four_figures_of_a_clock_is_said_by_nobody() -> None:
    order = "0915 Welcome – Ada Holm\n0940 Keynote — “Ten years after the ferry” — Dr Odd Lie, pilot\n1045 Tea\n"

    assert said(f"The Short Way Over\n\n4 June 2026\n\n{order}") == []


def test_one_of_those_whom_a_text_writes_small_is_not_called_so() -> None:
    told = said(
        f"{TOP}Jurors met on five Saturdays, and the jurors heard pilots.\n\nJuror Ada Holm, 27, of Hull, said:\n\n"
        "“You sit next to somebody whom you would never otherwise meet.”\n"
    )

    assert [speaker for _, speaker in told] == ["Ada Holm"]


def test_a_column_of_parts_is_one_though_it_is_called_a_role() -> None:
    table = (
        "Name | Role | Organisation\nAda Holm | Chair | Fjord Institute\nOdd Lie | Presenter | Coastal Union\n"
        "Mae Obi | Panellist | Lamp Fund"
    )

    assert people(table) == [
        ("Ada Holm", "chair", [(None, "Fjord Institute")]),
        ("Odd Lie", "presenter", [(None, "Coastal Union")]),
        ("Mae Obi", "panellist", [(None, "Lamp Fund")]),
    ]


def test_each_paragraph_in_marks_below_quotes_of_somebody_stands_by_itself() -> None:
    told = said(
        f"{TOP}Quotes attributable to Dr Ada Holm, Director of the Fjord Institute:\n\n"
        "“We keep telling people to wait. Then we sell the pier.”\n\n"
        "“Every year without a ferry costs the estuary a harbour master.”\n"
    )

    assert told == [
        ("We keep telling people to wait. Then we sell the pier.", "Dr Ada Holm"),
        ("Every year without a ferry costs the estuary a harbour master.", "Dr Ada Holm"),
    ]


FIRST, SECOND = "There is no list of these piers, let alone a plan.", "We went out with a lead line."


@pytest.mark.parametrize(
    "between",
    [
        "according to Dr Ada Holm.",
        "according to her co-author Ada Holm.",
        "in the words of the archivist Ada Holm.",
        "is how Ada Holm puts it.",
        "Ada Holm told the Quay Herald.",
        "concludes Ada Holm.",
    ],
)
def test_words_go_on_behind_whoever_says_them(between: str) -> None:
    told = said(f"{TOP}“{FIRST[:-1]},” {between} “{SECOND}”\n")

    assert [words for words, _ in told] == [f"{FIRST} {SECOND}"]
    assert str(told[0][1]).endswith("Ada Holm")


@pytest.mark.parametrize("signed", ["— Branch manager, Hull", "– A gardener in the east", "― Ferry passenger, 71"])
def test_words_in_a_block_that_nobody_by_name_signs_are_pulled_out_and_said_by_whoever_signs_them(signed: str) -> None:
    text = (
        f"{TOP}“{FIRST}” said Ada Holm.\n\n        “Nobody asked me to row. But nobody else will.”\n        {signed}\n"
    )
    draft = reading.read(f"{text}\nThe Trust also asks for more.\n", today=measuring.TODAY)

    assert value(draft.pull_quote) == "Nobody asked me to row. But nobody else will."
    signer = signed.lstrip("—–― ")
    assert said(text) == [(FIRST, "Ada Holm"), ("Nobody asked me to row. But nobody else will.", signer)]


@pytest.mark.parametrize(
    "calls", ["called the findings", "described this as", "dismissed the plan as", "praised the report as"]
)
def test_what_somebody_calls_it_is_said_by_them(calls: str) -> None:
    told = said(f"{TOP}The pilot, Ada Holm, {calls} ‘a gift to anyone who wants to get on with it’.\n")

    assert told == [("a gift to anyone who wants to get on with it", "Ada Holm")]


def test_what_a_house_says_in_the_headline_is_no_quotation_and_the_house_nobody() -> None:
    draft = reading.read(
        "Piers are “left to rot away”, says the Quay Trust\n\nThe Quay Trust counted piers.\n\nENDS\n\n"
        "Contact: Quay Trust office, 020 7946 0001, quay@trust.example\n\nAbout the Quay Trust\nThe Quay Trust is old.",
        today=measuring.TODAY,
    )

    assert draft.quotations == ()
    assert [value(each.organisation) for each in draft.press_contacts] == ["Quay Trust"]


@pytest.mark.parametrize("behind", [" – Ada Holm", " Ada Holm, Director, Fjord Institute", " (Ada Holm)", ""])
def test_a_pull_quote_behind_its_label_ends_before_whose_words_they_are_and_is_no_line_of_the_text(behind: str) -> None:
    line = f'Pull quote: "A bus at two in the morning is worth three at noon."{behind}'
    draft = reading.read(f"Night buses pay\n\n{line}\n\nBuses pay, says the Fjord Institute.\n", today=measuring.TODAY)

    assert draft.pull_quote
    assert draft.body
    assert draft.pull_quote.value == "A bus at two in the morning is worth three at noon."
    assert draft.body.value.splitlines()[-1] == "Buses pay, says the Fjord Institute."
    assert not [each for each in ("ull quote", "noon", "Holm") if each in draft.body.value]
