"""Who chairs, moderates, answers or only speaks, told beside a list, above it, or in a sentence."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring
from tests.press.reading.panels import TOP, people, value


def test_who_chairs_may_be_named_behind_the_word_and_discussants_are_called_so() -> None:
    told = (
        "The report will be debated on 3 June 2026, 18:00-19:30, at Pier Hall, 4 Pier Road, Hull, under the "
        "chairmanship of Baroness Holm. Discussants are Odd Lie (Head of Pilots, Coastal Union) and Mae Obi, economist."
    )

    listed = people(f'"The tide waits for nobody," says Baroness Ada Holm, President of the Fjord Institute.\n\n{told}')

    assert [(name, part) for name, part, _ in listed] == [
        ("Baroness Ada Holm", "chair"),
        ("Odd Lie", "discussant"),
        ("Mae Obi", "discussant"),
    ]


def test_a_programme_director_is_who_leads_through_the_evening() -> None:
    assert people("PANEL\n\nProgramme director: Ada Holm, Director, Fjord Institute\nOdd Lie, pilot") == [
        ("Ada Holm", "programme director", [("Director", "Fjord Institute")]),
        ("Odd Lie", None, [("pilot", None)]),
    ]


def test_who_moderates_is_told_in_the_last_word_of_a_sentence() -> None:
    told = people("The report is discussed on 12 May at 4pm. Ada Holm, Director of the Fjord Institute, moderates.")

    assert told == [("Ada Holm", "moderator", [("Director", "Fjord Institute")])]


def test_a_note_beside_somebody_may_say_what_they_do_on_stage() -> None:
    table = (
        "Name | Role | Organisation | Notes\nAnn Alder | Head of Research | Tree Forum | moderator\n"
        "Bo Rowan | Lecturer | University of Leeds | tbc\nCy Lime | Warden | Birch Hall | comes by train"
    )
    draft = reading.read(table, today=measuring.TODAY)

    assert [each.role and each.role.value for each in draft.panel] == ["moderator", None, None]
    assert [bool(each.tentative) for each in draft.panel] == [False, True, False]
    assert draft.body
    assert "comes by train" in draft.body.value


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            (
                "The report will be launched on 3 June 2026. On the panel:\n\n- Ada Holm, Director, Fjord "
                "Institute\n- Odd "
                "Lie, Head of Pilots, Coastal Union\n\nThe discussion will be moderated by journalist Mae Obi."
            ),
            [None, None, "moderator"],
        ),
        (
            (
                "The report will be launched on 3 June 2026. On the panel:\n\n- Ada Holm, Director, Fjord "
                "Institute\n- Odd "
                "Lie, Head of Pilots, Coastal Union\n\nThe conversation is led by Mae Obi."
            ),
            [None, None, "moderator"],
        ),
        (
            (
                "Who is speaking on 3 June 2026\n\n- Ada Holm, Director, Fjord Institute\n- Odd Lie, Head of Pilots, "
                "Coastal "
                "Union\n\nOur Director, Mae Obi, will be in the chair."
            ),
            [None, None, "chair"],
        ),
        (
            (
                "Presenter: Ada Holm, Director, Fjord Institute\nRespondents: Odd Lie, Head of Pilots, Coastal "
                "Union; and Mae "
                "Obi, economist, Lamp Fund\nVenue: The Old Quay, Bergen"
            ),
            ["presenter", "respondent", "respondent"],
        ),
        (
            (
                "The launch is on 3 June 2026. The keynote will be given by Ada Holm, Director of the Fjord "
                "Institute. The "
                "Minister for Ports, Odd Lie, has been invited to respond. The evening will be chaired by the "
                "institute's Chief Economist, Mae Obi."
            ),
            ["keynote", "respondent", "chair"],
        ),
        (
            (
                "The forum on 3 June 2026 heard from a panel made up of Ada Holm (Chairperson, Fjord Sacco), Odd Lie "
                "(Head of Pilots, Coastal Union) and Mae Obi (chair)."
            ),
            [None, None, "chair"],
        ),
    ],
    ids=["moderated by", "led by", "in the chair", "respondents", "in sentences", "a post in brackets"],
)
def test_the_part_of_each_is_told_beside_a_list_or_for_several_at_once(text: str, parts: list[str | None]) -> None:
    assert [(name, part) for name, part, _ in people(text)] == list(
        zip(("Ada Holm", "Odd Lie", "Mae Obi"), parts, strict=True)
    )


def test_a_heading_of_one_part_is_that_of_the_first_below_it_alone() -> None:
    listed = "Moderated by\n  Ada Holm, Director, Fjord Institute\nWith\n  Odd Lie, pilot\n  Mae Obi, economist"

    assert [(name, part) for name, part, _ in people(listed)] == [
        ("Ada Holm", "moderator"),
        ("Odd Lie", None),
        ("Mae Obi", None),
    ]


def test_a_part_that_nobody_has_yet_is_not_that_of_the_next_in_the_list() -> None:
    listed = "Speakers\n\nOdd Lie, pilot, Coastal Union\n\nSESSION 2\nChair: TBA\nMae Obi, economist, Lamp Fund"

    assert [(name, part) for name, part, _ in people(listed)] == [("Odd Lie", None), ("Mae Obi", None)]


def test_who_hosts_a_programme_above_its_table_gives_nobody_in_it_a_part() -> None:
    table = (
        "AGENDA\n\n4 June 2026\nHosted by the Fjord Institute\n\n| Time | Item | Who |\n|---|---|---|\n"
        "| 09.30 | Welcome | Ada Holm, Director, Fjord Institute |\n| 10.00 | Findings | Odd Lie, pilot |\n"
        "| 10.30 | Panel | Moderator: Mae Obi, economist |\n"
    )
    panel = reading.read(table, today=measuring.TODAY).panel

    assert [(each.name.value, value(each.role)) for each in panel] == [
        ("Ada Holm", None),
        ("Odd Lie", None),
        ("Mae Obi", "moderator"),
    ]


def test_a_line_that_heads_the_others_ends_the_list_of_who_moderates() -> None:
    text = "Moderated by\n  Ada Holm, Director, Fjord Institute\nWith\n  Odd Lie, Head of Pilots, Coastal Union\n"
    text += "  Dr Mae Obi, economist"

    assert [(name, part) for name, part, _ in people(text)] == [
        ("Ada Holm", "moderator"),
        ("Odd Lie", None),
        ("Dr Mae Obi", None),
    ]


@pytest.mark.parametrize(
    ("listed", "note"),
    [
        ("Ada Holm, Director, Fjord Institute\nOdd Lie*, pilot\nMae Obi, Editor, The Ebb", "* to be confirmed"),
        ("Ada Holm, Director, Fjord Institute\nOdd Lie, pilot †\nMae Obi, Editor, The Ebb", "† invited"),
        ("Ada Holm – Director, Fjord Institute\n*Odd Lie – pilot\nMae Obi – Editor, The Ebb", "(*) = tbc"),
    ],
    ids=["behind a name", "behind a line", "before a name"],
)
def test_a_mark_beside_somebody_means_what_its_note_says(listed: str, note: str) -> None:
    read = reading.read(f"{TOP}Speakers\n\n{listed}\n\n{note}\n", today=measuring.TODAY)

    assert [(each.name.value, bool(each.tentative)) for each in read.panel] == [
        ("Ada Holm", False),
        ("Odd Lie", True),
        ("Mae Obi", False),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Odd Lie, pilot, Estuary Trust (withdrawn)",
        "Odd Lie, pilot, Estuary Trust – CANCELLED",
        "Odd Lie (unable to attend)",
        "Odd Lie, Estuary Trust (sends apologies)",
        "Apologies: Odd Lie",
    ],
)
def test_whoever_does_not_come_is_not_on_the_panel(line: str) -> None:
    listed = f"Ada Holm, Director, Fjord Institute\nMae Obi, Editor, The Ebb\n{line}"

    assert [each[0] for each in people(f"Speakers\n\n{listed}")] == ["Ada Holm", "Mae Obi"]


@pytest.mark.parametrize("proviso", ["[DO NOT ANNOUNCE YET]", "(name embargoed until the day)", "(confidential)"])
def test_whom_nobody_is_to_hear_of_yet_is_not_confirmed_and_in_no_text(proviso: str) -> None:
    listed = f"Ada Holm, Director, Fjord Institute\nOdd Lie, Estuary Trust {proviso}\nMae Obi, Editor, The Ebb (absent)"

    read = reading.read(f"{TOP}Speakers\n\n{listed}\n", today=measuring.TODAY)

    assert [each.name.value for each in read.panel if each.tentative] == ["Odd Lie"]
    assert [value(post.organisation) for post in read.panel[1].affiliations] == ["Estuary Trust"]
    assert read.body
    assert "Odd Lie" not in read.body.value
    assert "Odd Lie" in read.withheld[0].value


def test_who_presents_and_who_answers_is_told_by_a_label_or_a_verb() -> None:
    labelled = (
        "On the day:\n\nChair – Ada Holm, Director, Fjord Institute\nPresenting the report – Odd Lie, pilot\n"
        "Responding for the port – Mae Obi, Harbour Master, Port of Wath"
    )
    said = "The launch is on 3 June 2026 at 6pm. Odd Lie, pilot, will present the findings."

    assert [(name, part) for name, part, _ in people(labelled)] == [
        ("Ada Holm", "chair"),
        ("Odd Lie", "presenter"),
        ("Mae Obi", "respondent"),
    ]
    assert people(said) == [("Odd Lie", "presenter", [("pilot", None)])]


def test_a_house_in_brackets_that_begins_like_a_name_is_nobody() -> None:
    told = people("Panel: Ada Holm (MEP), Odd Lie (Young Farmers of Ayrshire), Mae Obi (Fjord Institute)")

    assert [(name, posts) for name, _, posts in told] == [
        ("Ada Holm", [("MEP", None)]),
        ("Odd Lie", [(None, "Young Farmers of Ayrshire")]),
        ("Mae Obi", [(None, "Fjord Institute")]),
    ]


def test_letters_behind_a_name_are_kept_on_stage_as_they_are_printed() -> None:
    told = people("Speakers\n\nAda Holm KC, Director, Fjord Institute\nOdd Lie, PhD, pilot\nMae Obi FRGS, economist")

    assert [name for name, _, _ in told] == ["Ada Holm KC", "Odd Lie, PhD", "Mae Obi FRGS"]


def test_what_somebody_presents_may_be_any_word_between_other_parts() -> None:
    lines = (
        "Programme\nWelcome – Ada Holm, Chair, Lamp Trust\nFindings – Dr Odd Lie, Economist, Tide Institute\n"
        "Chair – Nell Byrne, Director, Quay Lab"
    )

    assert people(lines) == [
        ("Ada Holm", None, [("Chair", "Lamp Trust")]),
        ("Dr Odd Lie", None, [("Economist", "Tide Institute")]),
        ("Nell Byrne", "chair", [("Director", "Quay Lab")]),
    ]


def test_to_answer_questions_makes_nobody_a_respondent() -> None:
    told = people("The launch is at 6pm on 3 June 2026. Ada Holm will reply to questions from Nell Byrne of the Lamp.")

    assert [(name, part) for name, part, _ in told] == [("Ada Holm", None), ("Nell Byrne", None)]


def test_at_whose_hands_a_report_is_launched_is_there() -> None:
    told = people("The report will be launched at the hands of Ada Holm, Chair, Lamp Trust, at 6pm on 3 June 2026.")

    assert [(name, posts) for name, _, posts in told] == [("Ada Holm", [("Chair", "Lamp Trust")])]


def test_several_who_answer_are_all_respondents_and_a_newspaper_with_an_article_is_nobody() -> None:
    order = """08.15 Coffee
08.30 Welcome: Mrs Ada Holm, President of the Fjord Institute
08.55 Reactions: Mr Odd Lie, Coastal Union; Ms Mae Obi (still tbc)
09.20 Questions, moderated by Mr Ivo Marsh, De Haven
09.45 End
"""

    assert people(order) == [
        ("Mrs Ada Holm", None, [("President", "Fjord Institute")]),
        ("Mr Odd Lie", "respondent", [(None, "Coastal Union")]),
        ("Ms Mae Obi", "respondent", []),
        ("Mr Ivo Marsh", "moderator", [(None, "De Haven")]),
    ]


def test_all_below_an_item_of_several_answers_give_one_each() -> None:
    order = """1015  WELCOME – Ada Holm, Director, Fjord Institute
1050  RESPONSES, 5 mins each
      Odd Lie, Coastal Union
      Mae Obi, economist
1105  Q&A, chaired by Ivo Marsh
1130  A pilot’s reply
      Una Tor, pilot
"""

    assert [(name, part) for name, part, _ in people(order)] == [
        ("Ada Holm", None),
        ("Odd Lie", "respondent"),
        ("Mae Obi", "respondent"),
        ("Ivo Marsh", "chair"),
        ("Una Tor", None),
    ]


@pytest.mark.parametrize("state", ["still TBC", "still TBC – Una chasing", "as yet tba", "details to be confirmed"])
def test_that_somebody_is_still_awaited_is_no_post_of_theirs(state: str) -> None:
    text = f"Speakers:\n- Ada Holm, Fjord Institute\n- Odd Lie, Coastal Holdings plc ({state})"
    panel = reading.read(TOP + text, today=measuring.TODAY).panel

    assert [(each.name.value, bool(each.tentative), len(each.affiliations)) for each in panel] == [
        ("Ada Holm", False, 1),
        ("Odd Lie", True, 1),
    ]
