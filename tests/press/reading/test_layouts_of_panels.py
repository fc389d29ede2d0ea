"""Panels as houses far from one another set them out."""

import pytest

from tests.press.reading.panels import people

ADA = ("Dr. Ada Holm", None, [("Director", "Fjord Institute")])
ODD = ("Odd Lie", None, [("Pilot", "Coastal Union")])


@pytest.mark.parametrize(
    "text",
    [
        "The panelists were :\n\n(i)\tDr. Ada Holm, Director, Fjord Institute;\n(ii)\tOdd Lie, Pilot, Coastal Union.",
        "Speakers:\n\n1.\tDr. Ada Holm, Director, Fjord Institute\n2.\tOdd Lie, Pilot, Coastal Union",
        "•\tDr. Ada Holm, Director, Fjord Institute\n•\tOdd Lie, Pilot, Coastal Union",
        (
            "A talk was held from 11:30 AM. The panel members were:\n\n(a)\tDr. Ada Holm, Director, Fjord Institute;\n"
            "(b)\tOdd Lie, Pilot, Coastal Union."
        ),
    ],
    ids=["roman", "numbers", "bullets", "behind an hour"],
)
def test_a_tab_behind_the_mark_of_a_list_makes_no_table(text: str) -> None:
    assert people(text) == [ADA, ODD]


def test_hours_head_columns_beside_names_whatever_else_is_headed() -> None:
    told = (
        "| Time | Dur. | Item | Who | Remarks |\n|---|---|---|---|---|\n| 15:30 | 30' | Coffee | helpers | |\n"
        "| 16:05 | 5' | Welcome | Dr. Ada Holm, Director, Fjord Institute | |\n"
        '| 16:35 | 45\' | Panel: "Whose tide?" | Moderator: Ms. Mae Sen Obi, Editor, The Ebb | 4 chairs |\n'
        "| | | | 1. Odd Lie, Pilot, Coastal Union | |\n"
    )

    assert people(told) == [ADA, ("Ms. Mae Sen Obi", "moderator", [("Editor", "The Ebb")]), ODD]


def test_titles_in_small_letters_are_of_the_name_behind_them() -> None:
    told = (
        "Speakers:\n\n▪ dr hab. Ada Holm – Director, Fjord Institute\n▪ Odd Lie – Pilot, Coastal Union\n"
        "▪ prof. dr Mae Obi – Chair, Lamp Fund (TBC)\n▪ mgr inż. Jan Kos – Warden, Pier Club"
    )

    assert people(told) == [
        ("dr hab. Ada Holm", None, [("Director", "Fjord Institute")]),
        ODD,
        ("prof. dr Mae Obi", None, [("Chair", "Lamp Fund")]),
        ("mgr inż. Jan Kos", None, [("Warden", "Pier Club")]),
    ]


def test_a_chief_in_letters_stands_behind_the_house() -> None:
    told = (
        "The report will be launched on Thursday by Mae Obi MP, followed by a discussion with Harbour Voice CEO Odd "
        "Lie and Lamp Fund director Ada Holm. Fjordia CEO Kit Roe will moderate."
    )

    assert people(told) == [
        ("Mae Obi MP", None, []),
        ("Odd Lie", None, [("CEO", "Harbour Voice")]),
        ("Ada Holm", None, [("director", "Lamp Fund")]),
        ("Kit Roe", "moderator", [("CEO", "Fjordia")]),
    ]


def test_while_parts_those_who_do_one_thing_from_those_who_do_another() -> None:
    told = (
        "The launch on Thursday 7 May at 10am will be chaired by Odd Lie, Pilot, Coastal Union, while the Director of "
        "the Lamp Fund, Dr Ada Holm, will deliver the keynote address. The report will be reviewed by Prof. Mae Obi, "
        "Dean, Fjord College."
    )

    assert people(told) == [
        ("Odd Lie", "chair", [("Pilot", "Coastal Union")]),
        ("Dr Ada Holm", "keynote", [("Director", "Lamp Fund")]),
        ("Prof. Mae Obi", "reviewer", [("Dean", "Fjord College")]),
    ]


def test_a_slash_behind_a_house_parts_posts_and_a_bracket_behind_a_captain_is_of_the_name() -> None:
    told = (
        "Discussants:\n\n1. Capt. Odd Lie (Rtd.) - President, Pilots Guild\n"
        "2. Ada Holm, CEO, Quay Haulage Ltd/National Chair, Truck Club"
    )

    assert people(told) == [
        ("Capt. Odd Lie (Rtd.)", None, [("President", "Pilots Guild")]),
        ("Ada Holm", None, [("CEO", "Quay Haulage Ltd"), ("National Chair", "Truck Club")]),
    ]


def test_the_title_of_a_paper_or_a_question_in_a_running_order_is_no_house() -> None:
    told = (
        "09.00\tWelcome\n\tDr. Ada Holm, Director, Fjord Institute\n\n09.25\tPresentation of the paper\n"
        '\t"The Price of a Tide: What Thirty Harbours Cost"\n\tOdd Lie, Pilot, Coastal Union\n\n'
        "10.00\tPANEL. Who pays?\n\tModerator: Mae Obi, editor, The Ebb\n\t- Kit Roe, Partner, Canal Works"
    )

    assert people(told) == [
        ADA,
        ODD,
        ("Mae Obi", "moderator", [("editor", "The Ebb")]),
        ("Kit Roe", None, [("Partner", "Canal Works")]),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ("Greetings", "Sets out the findings", "Answer", "In the chair"),
        ("Saluti", "Presenta", "Discutono", "Modera"),
        ("Opening words", "The findings", "Replies", "Chair"),
    ],
    ids=["verbs", "Italian", "nouns"],
)
def test_whatever_stands_above_people_between_blank_lines_they_are_on_stage_if_one_of_them_is(
    heads: tuple[str, str, str, str],
) -> None:
    greets, presents, discuss, chairs = heads
    told = (
        f"{greets}\nDr. Ada Holm, Director, Fjord Institute\n\n{presents}\nOdd Lie, Pilot, Coastal Union\n\n"
        f"{discuss}\nMae Obi, Editor, The Ebb\nKit Roe, Warden, Pier Club\n\n{chairs}\nSue Lark, journalist, Radio Onda"
    )

    named = people(told)

    assert [(name, posts) for name, _, posts in named] == [
        ("Dr. Ada Holm", [("Director", "Fjord Institute")]),
        ("Odd Lie", [("Pilot", "Coastal Union")]),
        ("Mae Obi", [("Editor", "The Ebb")]),
        ("Kit Roe", [("Warden", "Pier Club")]),
        ("Sue Lark", [("journalist", "Radio Onda")]),
    ]
    assert named[-1][1] in ("chair", "moderator")


def test_where_speakers_said_something_whoever_leads_a_paragraph_with_a_post_is_one() -> None:
    told = (
        "Speakers at the launch on Monday urged the port to bring back the ferry.\n\n"
        "Presenting the findings, Dr. Ada Holm, Director, Fjord Institute, said a crossing would save 40 minutes.\n\n"
        "Odd Lie, Pilot, Coastal Union, and Trustee, Lamp Fund, was of the view that the tides were misjudged.\n\n"
        "Earlier, Ambassador (R) Mae Obi, Chair, Pier Committee, in her welcome remarks thanked the volunteers.\n\n"
        "The Estuary Trust, which paid for the study, said it would publish the data."
    )

    assert people(told) == [
        ADA,
        ("Odd Lie", None, [("Pilot", "Coastal Union"), ("Trustee", "Lamp Fund")]),
        ("Ambassador (R) Mae Obi", None, [("Chair", "Pier Committee")]),
    ]
