"""Words set apart, and who is named below or beside them."""

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
