"""Panels that are told in sentences: posts before names, owners before posts, and who does what at the end."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring
from tests.press.reading.panels import TOP, people

HELD = "The launch is on 3 June 2026. "
TOLD = {
    "a craft before the last name": (
        HELD + "The panel is Odd Lie, Ngozi Balogun of the Kiosk Owners’ League, and market trader Femi Adu.",
        [
            ("Odd Lie", None, []),
            ("Ngozi Balogun", None, [(None, "Kiosk Owners’ League")]),
            ("Femi Adu", None, [("market trader", None)]),
        ],
    ),
    "a former minister between two others": (
        HELD + "Dame Ruth Peel, the former Finance Secretary Lord Ashe, and Rosa Prieto of The Harbour Gazette "
        "will respond.",
        [
            ("Dame Ruth Peel", "respondent", []),
            ("Lord Ashe", "respondent", [("former Finance Secretary", None)]),
            ("Rosa Prieto", "respondent", [(None, "The Harbour Gazette")]),
        ],
    ),
    "a union and its post before a name": (
        HELD + "Speakers are Dr Mae Obi, Odd Lie, Ferry Workers Union regional president Luc Tremblay, and "
        "Mona Kerr, Head of Research at the Tide Institute.",
        [
            ("Dr Mae Obi", None, []),
            ("Odd Lie", None, []),
            ("Luc Tremblay", None, [("regional president", "Ferry Workers Union")]),
            ("Mona Kerr", None, [("Head of Research", "Tide Institute")]),
        ],
    ),
    "who works for a minister": (
        HELD + "Responses will come from the Fisheries Minister’s adviser Tom Bell, and Asha Rao of the Nurses’ Guild.",
        [
            ("Tom Bell", "respondent", [("Fisheries Minister’s adviser", None)]),
            ("Asha Rao", "respondent", [(None, "Nurses’ Guild")]),
        ],
    ),
    "who chairs and whom the panel will include": (
        HELD + "A panel chaired by novelist Hana Sato will include Piet Brandt, pilot, and Sia Owusu, crofter.",
        [
            ("Hana Sato", "chair", [("novelist", None)]),
            ("Piet Brandt", None, [("pilot", None)]),
            ("Sia Owusu", None, [("crofter", None)]),
        ],
    ),
    "a foundation abroad whose own name ends as somebody might be called": (
        (
            "The findings will be presented at 10 am on Thursday 4 February 2027 in the Tall Ships Hall, where Ms "
            "Halvorsen will be joined by Tomás Figueira, Director of Fundação Mar Aberto and Professor of Coastal "
            "Engineering at the University of Aveiro, and by Oluwaseun Adebayo-Lind, harbour master of Kråkevik."
        ),
        [
            (
                "Tomás Figueira",
                None,
                [("Director", "Fundação Mar Aberto"), ("Professor of Coastal Engineering", "University of Aveiro")],
            ),
            ("Oluwaseun Adebayo-Lind", None, [("harbour master", "Kråkevik")]),
        ],
    ),
    "an author by what is launched": (
        HELD + "A debate chaired by broadcaster Hana Sato will feature the study’s author, Dr Iris Lund of Harrow "
        "University; and the editor of Kite Weekly, Sia Owusu.",
        [
            ("Hana Sato", "chair", [("broadcaster", None)]),
            ("Dr Iris Lund", None, [(None, "Harrow University")]),
            ("Sia Owusu", None, [("editor", "Kite Weekly")]),
        ],
    ),
    "posts between semicolons, the last behind a joining word": (
        HELD + "The debate brings together the President of the Cape Fishers’ Union, Piet Brandt; and the "
        "policy director of Western Crofts Together, Sir Hamish Ogg.",
        [
            ("Piet Brandt", None, [("President", "Cape Fishers’ Union")]),
            ("Sir Hamish Ogg", None, [("policy director", "Western Crofts Together")]),
        ],
    ),
    "who is master of ceremonies": (
        HELD + "Playwright Sefton Moy is MC.",
        [("Sefton Moy", "mc", [("Playwright", None)])],
    ),
    "who will be host": (
        HELD + "Journalist Nell Byrne will be the host.",
        [("Nell Byrne", "host", [("Journalist", None)])],
    ),
    "who takes the chair": (
        HELD + "Professor Ines Roth, Dean of Law at the University of Harrow, will take the chair.",
        [("Professor Ines Roth", "chair", [("Dean of Law", "University of Harrow")])],
    ),
}


@pytest.mark.parametrize(("told", "panel"), TOLD.values(), ids=TOLD)
def test_a_sentence_has_each_person_with_their_own_post(
    told: str, panel: list[tuple[str, str | None, list[tuple[str | None, str | None]]]]
) -> None:
    assert people(told) == panel


def test_a_card_goes_on_in_lines_from_what_is_held_between_them() -> None:
    card = (
        "Dr Mae Obi will introduce her findings, followed by a debate between\n\nAda Holm, Director, Fjord Institute"
        "\nOdd Lie, crofter\n\nwith Nell Byrne, Chair of the Lamp Trust, in the chair."
    )

    assert people(HELD + card)[-3:] == [
        ("Ada Holm", None, [("Director", "Fjord Institute")]),
        ("Odd Lie", None, [("crofter", None)]),
        ("Nell Byrne", "chair", [("Chair", "Lamp Trust")]),
    ]


def test_a_list_without_a_heading_goes_on_below_somebody_who_has_letters_and_no_post() -> None:
    listed = (
        "Dr Wanjiru Maathai-Koss, Chief Hydrologist, Lake Basin Observatory\nSir Peter Ashdown-Vale FRS\n"
        "Lucía Ferrán, Mayor of Puerto Lindo (tbc)\nBo Lindqvist – moderator – presenter, Radio Havn"
    )

    assert people(listed) == [
        ("Dr Wanjiru Maathai-Koss", None, [("Chief Hydrologist", "Lake Basin Observatory")]),
        ("Sir Peter Ashdown-Vale FRS", None, []),
        ("Lucía Ferrán", None, [("Mayor", "Puerto Lindo")]),
        ("Bo Lindqvist", "moderator", [("presenter", "Radio Havn")]),
    ]


@pytest.mark.parametrize(
    "told",
    [
        "The Short Way, a report by Ada Holm and Odd Lie, is out. The authors will present it on 3 June 2026.",
        "The study, by Ada Holm and Odd Lie, is out. Its authors will present it at the launch on 3 June 2026.",
        (
            "“It is late,” said Ada Holm, economist and co-author of the study.\n\n“Very late,” said co-author Odd Lie."
            "\n\nThe two authors will present the study at a lunch on 3 June 2026."
        ),
        "Written by Ada Holm and Odd Lie.\n\nThe authors will present the findings at the launch on 3 June 2026.",
        "The Short Way\n\nby Ada Holm and Odd Lie\n\nBoth authors will present it on 3 June 2026, 6pm.",
    ],
)
def test_the_authors_are_those_who_are_named_above(told: str) -> None:
    assert [(name, part) for name, part, _ in people(told)] == [("Ada Holm", "presenter"), ("Odd Lie", "presenter")]


@pytest.mark.parametrize(
    ("does", "part"),
    [
        ("in the chair", "chair"),
        ("presiding", "chair"),
        ("moderating", "moderator"),
        ("keeping order", "moderator"),
        ("responding", "respondent"),
    ],
)
def test_what_somebody_does_behind_their_house_is_no_part_of_it(does: str, part: str) -> None:
    told = f"Ada Holm and Odd Lie (Coastal Union) will speak on 3 June 2026, with Mae Obi of the Evening Bell {does}."

    assert people(told)[2] == ("Mae Obi", part, [(None, "Evening Bell")])


def test_whom_somebody_works_with_is_their_house_and_nobody_on_stage() -> None:
    told = (
        "The speakers at the launch on 3 June 2026 will be Ada Holm; Odd Lie; and former apprentice Mae Obi, now a "
        "toolmaker with Sperrin Castings."
    )

    assert people(told)[2] == ("Mae Obi", None, [("former apprentice", None), ("toolmaker", "Sperrin Castings")])


def test_a_list_without_a_heading_may_have_an_office_before_the_name() -> None:
    listed = (
        "- Ada Holm, Director, Fjord Institute\n- Governor Odd Lie, HMP Scarholm\n- Provost Mae Obi, Combe University"
    )

    assert people(listed)[1:] == [
        ("Governor Odd Lie", None, [(None, "HMP Scarholm")]),
        ("Mae Obi", None, [("Provost", "Combe University")]),
    ]


def test_a_line_below_a_name_is_of_nobody_else_beside_a_host_in_a_line_of_their_own() -> None:
    listed = (
        "Speakers\n\n**Ada Holm**\nGP, Beeston Grove Surgery\n\n**Odd Lie**\nGrower, Hunslet Carr Allotments\n\n"
        "*Hosted by* **Mae Obi**, Director, Fjord Institute"
    )

    assert people(listed)[:2] == [
        ("Ada Holm", None, [("GP", "Beeston Grove Surgery")]),
        ("Odd Lie", None, [("Grower", "Hunslet Carr Allotments")]),
    ]


@pytest.mark.parametrize(
    "told",
    [
        "Ada Holm (chair), Odd Lie and Dr Mae Obi, economist. Lunch provided.",
        "Ada Holm (chair); Odd Lie; Dr Mae Obi, economist",
        "Ada Holm [chair], Odd Lie, Dr Mae Obi (economist)",
    ],
)
@pytest.mark.parametrize("heading", ["LAUNCH", "The Short Way: a launch"])
def test_people_one_after_another_below_when_and_where_need_no_word_that_leads_to_them(heading: str, told: str) -> None:
    block = f"{heading}\nWednesday 3 June, 6pm\nTown Hall, Fjordby\n{told}"

    assert people(block) == [
        ("Ada Holm", "chair", []),
        ("Odd Lie", None, []),
        ("Dr Mae Obi", None, [("economist", None)]),
    ]


def test_a_name_in_capitals_is_a_persons_where_the_text_has_it_without() -> None:
    said = "Author Ada Holm found few boats."
    told = "Speakers: BO RAE (chair), ADA HOLM, DR MAE OBI, and ODD LIE MS, health spokesman."

    assert [name for name, _, _ in people(f"{said}\n\n{told}")] == ["BO RAE", "ADA HOLM", "DR MAE OBI", "ODD LIE MS"]


def test_halls_and_streets_below_a_day_are_nobody() -> None:
    assert people("The launch\n3 June 2026, 6pm\nHugh James House, Mary Ann Street, Cardiff\n") == []


def test_posts_in_a_column_of_their_own_are_of_those_beside_them() -> None:
    rows = """  Bartholomew Lee   Research Fellow, Fenn Trust
  Baroness Tilney   Chair, Small Farms Group
  Lynette Rae       Head of Field Services, Northern
                    Growers Union"""

    assert people(f"The report will be discussed on 4 June 2027 at 6pm. Speakers include:\n\n{rows}") == [
        ("Bartholomew Lee", None, [("Research Fellow", "Fenn Trust")]),
        ("Baroness Tilney", None, [("Chair", "Small Farms Group")]),
        ("Lynette Rae", None, [("Head of Field Services", "Northern Growers Union")]),
    ]


@pytest.mark.parametrize(
    ("does", "part"),
    [
        ("Moderating will be", "moderator"),
        ("Chairing the evening will be", "chair"),
        ("Presiding is", "chair"),
        ("Moderating the discussion is", "moderator"),
        ("Facilitating will be", "facilitator"),
    ],
)
def test_whoever_stands_behind_what_they_will_be_doing_has_that_part(does: str, part: str) -> None:
    told = f"{HELD}Odd Lie, Director of the Tide Institute, will speak. {does} Mae Obi, pilot."

    assert [(name, shown) for name, shown, _ in people(told)] == [("Odd Lie", None), ("Mae Obi", part)]


@pytest.mark.parametrize("with_", ["with", "together with", "joined by", "alongside"])
def test_who_is_there_with_others_is_no_house_of_them(with_: str) -> None:
    told = f"The launch is on 3 June 2026 at 6pm. Speaking are Odd Lie and Bo Rae, {with_} ferry worker Ada Holm."

    assert ("Ada Holm", None, [("ferry worker", None)]) in people(told)


@pytest.mark.parametrize("state", ["tbc", "invited"])
def test_a_bracket_before_somebody_says_that_they_are_only_hoped_for(state: str) -> None:
    told = f"Speakers on 3 June 2026: Odd Lie, pilot of the Coastal Union, and ({state}) the mayor of Leith, Ada Holm."
    panel = reading.read(TOP + told, today=measuring.TODAY).panel

    assert [(each.name.value, each.tentative is not None) for each in panel] == [("Odd Lie", False), ("Ada Holm", True)]


@pytest.mark.parametrize(
    "heading",
    ["Speakers", "Speakers at the conference", "Our speakers on the night", "The panel at our spring seminar:"],
)
@pytest.mark.parametrize("mark", ["\n", "; "], ids=["one below another", "in one line"])
def test_those_below_a_heading_for_speakers_are_on_the_panel_and_the_heading_in_no_release(
    heading: str, mark: str
) -> None:
    named = ["Odd Lie", "Ngozi Balogun", "Femi Adu", "Ruth Peel", "Rosa Prieto", "Ada Holm"]
    listed = mark.join(f"{each}, Director, Estuary Trust" for each in named)

    draft = reading.read(f"{TOP}{heading}\n\n{listed}\n", today=measuring.TODAY)

    assert [each.name.value for each in draft.panel] == named
    assert draft.body
    assert heading not in draft.body.value


ON_STAGE = [("Odd Lie", None, [("pilot", None)]), ("Ada Holm", None, [("director", "Fjord Institute")])]


@pytest.mark.parametrize(
    "told",
    [
        "On the platform: Odd Lie, pilot; and Ada Holm, director of the Fjord Institute.",
        "On the panel we've got Odd Lie, pilot, and Ada Holm, director of the Fjord Institute.",
        "Joining Odd Lie, pilot, will be Ada Holm, director of the Fjord Institute.",
        "Speaking alongside Odd Lie, pilot, will be Ada Holm, director of the Fjord Institute.",
    ],
)
def test_a_sentence_may_lead_to_whoever_is_there_in_many_words(told: str) -> None:
    assert people(HELD + told) == ON_STAGE


def test_who_spoke_at_a_launch_was_there() -> None:
    told = (
        "The report was launched at a breakfast meeting at the Pier Hotel on 3 June 2026.\n\n"
        'Speaking at the launch, Odd Lie, pilot, said: "It took forty years."\n\n'
        'Ada Holm, director of the Fjord Institute, told the meeting: "It will take no more."'
    )

    assert people(told) == ON_STAGE


def test_somebody_may_be_said_to_chair_now() -> None:
    assert people(HELD + "On the panel: Odd Lie, pilot. Ada Holm is moderating.") == [
        ("Odd Lie", None, [("pilot", None)]),
        ("Ada Holm", "moderator", []),
    ]


def test_a_list_may_stand_below_a_sentence_that_names_who_chairs_the_trustees() -> None:
    told = (
        "The launch on 3 June 2026 will be chaired by Bo Rae, chair of the trustees, and the speakers are:\n\n"
        "- Odd Lie, pilot\n- Ada Holm, director, Fjord Institute\n"
    )

    assert people(told)[1:] == ON_STAGE


@pytest.mark.parametrize("lead", ["Kōrero from", "Short talks by", "Songs and stories from"])
def test_whatever_they_bring_people_below_when_and_where_are_there(lead: str) -> None:
    where = "Launch: 3 June 2026, 10.45am for 11am\nPier Hall, 4 Pier Road, Hull"

    assert [(name, held) for name, _, held in people(f"{where}\n{lead} Ada Holm, Odd Lie, Mae Obi (Lamp Fund)")] == [
        ("Ada Holm", []),
        ("Odd Lie", []),
        ("Mae Obi", [(None, "Lamp Fund")]),
    ]


def test_whoever_is_not_named_behind_a_bracket_is_no_post_of_who_stands_before() -> None:
    told = (
        "The panel is Odd Lie (Coastal Union), Mae Obi (economist, Lamp Fund) and a former pilot who will not be named."
    )

    assert people(f"The launch is on 3 June 2026 at 6pm. {told}") == [
        ("Odd Lie", None, [(None, "Coastal Union")]),
        ("Mae Obi", None, [("economist", "Lamp Fund")]),
    ]
