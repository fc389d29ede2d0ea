"""The same people in the layouts of many houses: who they are, in what part, with which posts."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring
from tests.press.reading.panels import TOP, people, value

ADA = ("Ada Holm", None, [("Director", "Fjord Institute")])
ODD = ("Odd Lie", None, [("Head of Pilots", "Coastal Union"), ("Trustee", "Lamp Fund")])
MAE = ("Dr Mae Obi", "chair", [("economist", None)])


@pytest.mark.parametrize(
    "text",
    [
        (
            "Speakers:\n- Ada Holm, Director, Fjord Institute\n- Odd Lie, Head of Pilots, Coastal Union, and Trustee, "
            "Lamp Fund\n- Dr Mae Obi, economist (chair)"
        ),
        (
            "On the panel\n\nAda Holm – Director, Fjord Institute\nOdd Lie – Head of Pilots, Coastal Union; Trustee, "
            "Lamp Fund\nChair: Dr Mae Obi, economist"
        ),
        (
            "The launch on 3 June 2026 will bring together Ada Holm, Director of the Fjord Institute; Odd Lie, Head of "
            "Pilots at the Coastal Union and Trustee of the Lamp Fund; and, in the chair, Dr Mae Obi, economist."
        ),
        (
            "Taking part in the discussion on 3 June 2026 will be Ada Holm (Director, Fjord Institute) and Odd Lie "
            "(Head of Pilots, Coastal Union; Trustee, Lamp Fund). Dr Mae Obi, economist, will chair."
        ),
        (
            "The report will be discussed on 3 June 2026, from 6 p.m. to 7.30 p.m., by:\n\nAda Holm, Director, Fjord "
            "Institute\nOdd Lie, Head of Pilots, Coastal Union, and Trustee, Lamp Fund\nDr Mae Obi, economist (chair)"
        ),
        (
            "Speakers\n  Ada Holm         Director, Fjord Institute\n  Odd Lie          Head of Pilots, Coastal Union, "
            "and Trustee,\n                   Lamp Fund\n  Dr Mae Obi       economist (chair)"
        ),
        (
            "On the panel are:\n\nAda Holm. Ada is Director of the Fjord Institute.\n\nOdd Lie. Odd is Head of Pilots "
            "at the Coastal Union and Trustee of the Lamp Fund.\n\nDr Mae Obi. Mae is an economist. She will chair."
        ),
        (
            "Speakers:\n➤ Ada Holm, Director, Fjord Institute\n➤ Odd Lie, Head of Pilots, Coastal Union, and \n"
            "Trustee, Lamp Fund\n➤ Dr Mae Obi, economist (chair)\n\nThe tide is low in the estuary, and so \nare the "
            "fares of the boats that \nwill cross it from the first \nday of the summer."
        ),
    ],
    ids=["bullets", "dashes", "sentence", "brackets", "below a sentence", "columns", "biographies", "soft line ends"],
)
def test_posts_are_told_from_houses_in_every_layout(text: str) -> None:
    assert people(text) == [ADA, ODD, MAE]


@pytest.mark.parametrize("mark", [" / ", " // ", " ~ ", " · ", " :: ", "/"], ids=ascii)
def test_whatever_stands_free_between_a_name_and_a_post_parts_them(mark: str) -> None:
    told = (("Ada Holm", "Director", "Fjord Institute"), ("Odd Lie", "Heron Water"), ("Dr Mae Obi", "economist"))
    assert people("Speaking will be\n\n" + "\n".join(map(mark.join, told))) == [
        ("Ada Holm", None, [("Director", "Fjord Institute")]),
        ("Odd Lie", None, [(None, "Heron Water")]),
        ("Dr Mae Obi", None, [("economist", None)]),
    ]


def test_a_post_of_two_words_with_a_slash_is_one() -> None:
    assert people("Speakers:\nAda Holm, Actor/Director, Fjord Theatre\nOdd Lie, Heron Water")[0][2] == [
        ("Actor/Director", "Fjord Theatre")
    ]


@pytest.mark.parametrize("mark", ["\t", ";", ",", " | ", "      "], ids=ascii)
def test_a_pasted_table_is_read_whatever_parts_its_cells(mark: str) -> None:
    rows = (
        ("Name", "Role", "Organisation", "Part"),
        ("Ada Holm", "Director", "Fjord Institute", ""),
        ("Dr Mae Obi", "economist", "Harbour Bank", "chair"),
    )

    table = "\n".join(mark.join(row) for row in rows)

    assert people(table) == [ADA, ("Dr Mae Obi", "chair", [("economist", "Harbour Bank")])]


FAMILY_FIRST = {
    "in quotation marks": 'Name,Job title,Organisation\n"Holm, Ada",Director,Fjord Institute\nOdd Lie,Editor,Coast',
    "beside semicolons": "Name;Job title;Organisation\nHolm, Ada;Director;Fjord Institute\nLie, Odd;Editor;Coast",
    "beside tabs": "Name\tRole\tOrganisation\nHolm, Ada\tDirector\tFjord Institute\nLie, Odd\tEditor\tCoast",
}


@pytest.mark.parametrize("table", FAMILY_FIRST.values(), ids=FAMILY_FIRST)
def test_a_row_whose_name_begins_with_the_family_is_not_left_out_of_the_panel(table: str) -> None:
    read = reading.read(table + "\n", today=measuring.TODAY)

    assert [each.name.value for each in read.panel] == ["Ada Holm", "Odd Lie"]
    assert table[slice(*read.panel[0].name.span)] == "Holm, Ada"
    assert "Holm" not in (read.body.value if read.body else "")


@pytest.mark.parametrize("mark", [",", "\t", " | "], ids=["commas", "tabs", "bars"])
def test_the_column_of_names_names_people_in_any_script_and_by_one_word(mark: str) -> None:
    named = ["Nguyễn Văn An", "فاطمة الزهراء", "李明", "Madonna", "Ada Holm"]
    nobody = ["TBC", "To be announced", "Fjord Institute", "Director"]
    rows = [("Name", "Job title", "Organisation"), *((each, "Editor", "Coast") for each in [*named, *nobody])]

    assert [name for name, *_ in people("\n".join(mark.join(row) for row in rows))] == named


@pytest.mark.parametrize(
    "text",
    [
        (
            "The launch on 3 June 2026 was chaired by the economist Dr Mae Obi. The panellists were Ada Holm, "
            "Director, Fjord Institute, and Odd Lie, Head of Pilots at the Coastal Union and Trustee of the Lamp Fund."
        ),
        (
            "On the panel:\n\nAda Holm, who is Director of the Fjord Institute\nOdd Lie, Head of Pilots, Coastal "
            "Union, and Trustee, Lamp Fund\n\nChair: Dr Mae Obi, economist"
        ),
        (
            "Panel\n\nAda Holm     Director, Fjord Institute\nOdd Lie      Head of Pilots, Coastal Union; Trustee, "
            "Lamp Fund\n\nChair\nDr Mae Obi       economist"
        ),
    ],
    ids=["past", "clauses", "gaps"],
)
def test_a_panel_is_told_in_the_past_and_in_clauses(text: str) -> None:
    assert sorted(people(text)) == sorted([ADA, ODD, MAE])


@pytest.mark.parametrize(
    ("told", "role", "house"),
    [
        ("Principal Secretary (Water), Government of Senga", "Principal Secretary (Water)", "Government of Senga"),
        ("Vice President - Public Policy, ZipTram", "Vice President - Public Policy", "ZipTram"),
        ("Programme Leader Climate and Risk, Delta Institute", "Programme Leader Climate and Risk", "Delta Institute"),
        ("Dean, School of Ports, Senga University", "Dean, School of Ports", "Senga University"),
        ("economics editor of the newspaper De Loods", "economics editor", "De Loods"),
        ("Minister for School Buildings", "Minister for School Buildings", None),
        ("owner of Holm Hearth & Stove in Greenfield", "owner", "Holm Hearth & Stove"),
        ("Cathaoirleach of Senga County Council", "Cathaoirleach", "Senga County Council"),
        ("Municipal Manager of Senga Local Municipality", "Municipal Manager", "Senga Local Municipality"),
        ("Minister of State in the Ministry of Ferries", "Minister of State", "Ministry of Ferries"),
        ("Honorary Fellow of the Trust", "Honorary Fellow", "Estuary Trust"),
        ("Director, Media Support Agency, Stockholm", "Director", "Media Support Agency, Stockholm"),
    ],
)
def test_a_post_has_its_subject_and_a_house_its_place(told: str, role: str, house: str | None) -> None:
    assert people(f"Speakers:\n- Bo Rae, {told}\n- Ada Holm, Director, Fjord Institute") == [
        ("Bo Rae", None, [(role, house)]),
        ADA,
    ]


@pytest.mark.parametrize(
    ("words", "post"),
    [
        ("Ferry voice", (None, "Ferry voice")),
        ("Passengers first", (None, "Passengers first")),
        ("Poet and campaigner", ("Poet and campaigner", None)),
        ("young carer", ("young carer", None)),
    ],
)
def test_what_follows_a_name_is_a_house_unless_somebody_can_be_that(words: str, post: tuple[str | None, str | None]):
    told = f"featuring Ada Holm, Director of the Fjord Institute, Anna Bie, Director, nef and Odd Lie , {words}."
    *_, odd = people(f"It will be launched today at a panel event {told}")

    assert odd == ("Odd Lie", None, [post])


def test_who_is_introduced_by_a_post_with_its_owner_is_somebody_else() -> None:
    text = "Panel on 3 June 2026: Ada Holm, Director of the Fjord Institute, and the trust's chief executive, Bo Rae."

    assert people(text) == [ADA, ("Bo Rae", None, [("chief executive", "Estuary Trust")])]


def test_letters_after_a_name_stay_with_it_as_they_are_printed() -> None:
    text = "Speakers:\n- Bo Rae MP, Chair, Rivers Committee\n- Dame Ann Orr DBE, Chair, Lamp Fund"

    assert [name for name, _, _ in people(text)] == ["Bo Rae MP", "Dame Ann Orr DBE"]


def test_who_is_only_named_has_the_post_with_which_they_were_introduced() -> None:
    text = (
        "“It is late,” said Ada Holm, Director of the Fjord Institute. Coastal Union president Odd Lie said it was "
        "not.\n\n"
        "Speakers at the launch on 3 June 2026 will be Ada Holm and Odd Lie."
    )

    assert people(text) == [ADA, ("Odd Lie", None, [("president", "Coastal Union")])]


@pytest.mark.parametrize(
    "text",
    [
        "The jury, chaired by the poet Ada Holm, met on 3 June 2026.",
        "The report was written by Ada Holm and Odd Lie.",
        "The report comes from an independent review led by Professor Ada Holm and is published today.",
        "Address: Ada Lane, Upper Hill, Nairobi",
        "WHO:   Available for interview:\n       - Ada Holm, Director, Fjord Institute\n       - Odd Lie, pilot",
    ],
)
def test_who_is_not_on_stage_is_not_listed(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Holm points to the tide: “It waits for nobody, and nobody waits for it.”", "Ada Holm"),
        ("Ada Holm points to the tide. “It waits for nobody, and nobody waits for it.”", "Ada Holm"),
        ("Guild president Ada Holm said the tide was late.\n\n“It waits for nobody, and we wait for it.”", "Ada Holm"),
        ("“It waits for nobody,” co-author Ada Holm said. “Nobody waits for it.”", "Ada Holm"),
        ("Ada Holm was born in Oslo. “It waits for nobody, and we wait for it,” she said.", "Ada Holm"),
        ("Ada Holm said so.\n\n“At Tern Bay nobody waits for it, and it is late,” she said.", "Ada Holm"),
    ],
)
def test_who_speaks_is_told_by_whom_the_sentence_is_about(text: str, speaker: str) -> None:
    quotations = reading.read(TOP + text + "\n", today=measuring.TODAY).quotations

    assert [value(each.speaker) for each in quotations] == [speaker]


def test_a_name_with_a_post_and_a_life_below_it_needs_no_heading() -> None:
    text = (
        "Ada Holm\nDirector, Fjord Institute\nAda Holm has run ferries since 1990. Her boat won a prize.\n\n"
        "Dr Mae Obi (Chair)\nEconomist, Harbour Bank\nDr Obi has counted passengers in Senga and the Salt Isles."
    )

    assert people(text) == [ADA, ("Dr Mae Obi", "chair", [("Economist", "Harbour Bank")])]


@pytest.mark.parametrize(
    ("listed", "held"),
    [
        ("Ada Holm, Member of Parliament for Combe North", ("Member of Parliament for Combe North", None)),
        ("Ada Holm, presenter of The Night Boat on Radio Estuary", ("presenter of The Night Boat", "Radio Estuary")),
        ("Ada Holm, presently Adviser to the Estuary Chamber of Trade", ("Adviser", "Estuary Chamber of Trade")),
        ("Ada Holm, Minister of Ferries (Guest of Honour)", ("Minister of Ferries", None)),
    ],
)
def test_posts_in_parliament_on_the_air_and_in_a_chamber(listed: str, held: tuple[str, str | None]) -> None:
    assert people(f"Speakers:\n- {listed}\n- Dr Mae Obi, economist (chair)")[0][2] == [held]


def test_a_line_as_long_as_the_text_is_wide_does_not_take_in_the_next_person() -> None:
    prose = (
        "The ferry will leave from the old stone quay every half an hour, and\nwill take up to forty people and "
        "their bicycles to the other shore\nin a little under ten minutes, whatever the weather and the tide are\n"
        "like on the day, the trust and the harbour office of the town both\nsay.\n\n"
    )
    listed = (
        "Speakers:\nAda Holm, Director, Fjord Institute of Boats and Harbours and Quays\n"
        "Odd Lie, Head of Pilots, Coastal Union of Pilots and Ferry Workers\nModerated by Dr Mae Obi, economist"
    )

    assert [each[0] for each in people(prose + listed)] == ["Ada Holm", "Odd Lie", "Dr Mae Obi"]


def test_no_title_of_a_talk_is_a_post_of_who_gives_it() -> None:
    order = """18.30 Doors
18.45 Keynote: Who keeps the lights on? - Ada Holm, Fjord Institute
19.15 Head of Pilots, Coastal Union - Odd Lie
19.30 Response: Waiting – a history - Mae Obi, Lamp Fund
"""

    assert people(order) == [
        ("Ada Holm", "keynote", [(None, "Fjord Institute")]),
        ("Odd Lie", None, [("Head of Pilots", "Coastal Union")]),
        ("Mae Obi", "respondent", [(None, "Lamp Fund")]),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Emrys ap Tomos",
        "Mr. Kiptoo arap Sang",
        "Ar. K. Velu s/o Maran",
        "Usec. Lita Cruz",
        "Bro. Paolo Reyes",
        "Hajia Zainab Ali",
        "Shri Mohd. Yusuf Khan",
        "Mdm Rokiah binte Salleh",
        "Dr HUGO ABER-CHEN",
        "Cr DEAN STAVROS",
        "Ms. Achieng' Oduor-Lang'at",
        "Mam' Thandeka Gqirana",
        "Dr Iwan Gethin\u2011Rowlands",
        "Eur Ing Harriet Blenkin",
        "A/Prof Lachlan Rowe",
        "Prof. dr. Wim Aelst",
        "Coun. Tarja Bruun",
        "Garda Sergeant Noel Tighe",
        "Mzee Lekai ole Sopia",
    ],
)
def test_titles_and_small_words_of_many_places_are_part_of_a_name(name: str) -> None:
    assert people(f"Speakers:\n- {name}, Head of Pilots, Coastal Union\n- Ada Holm, Director, Fjord Institute") == [
        (name, None, [("Head of Pilots", "Coastal Union")]),
        ADA,
    ]


def test_a_list_below_when_and_where_in_a_table_needs_no_heading_of_its_own() -> None:
    table = "| **Day** | 3 June 2026 |\n|---|---|\n| **Place** | Great Hall, Pier Road, Hull |"
    listed = "* **Ada Holm**, Director, Fjord Institute\n* **Dr Mae Obi**, economist — *Chair*"

    assert people(f"## Launch and panel\n\n{table}\n\n{listed}") == [ADA, MAE]


def test_what_is_held_and_by_whom_stands_above_a_list_and_is_nobody_on_it() -> None:
    panel = reading.read(
        "SPEAKERS\n\nOld Quays, New Boats\nSymposium, Leeds, 22 October 2026\nOrganised by the Fjord Institute\n\n"
        "- Ada Holm, Director, Fjord Institute\n- Odd Lie, Head of Pilots, Coastal Union\n",
        today=measuring.TODAY,
    ).panel

    assert [each.name.value for each in panel] == ["Ada Holm", "Odd Lie"]


def test_a_list_within_a_wrapped_paragraph_goes_on_in_the_next_line() -> None:
    text = (
        "Towns lose their trees\n\nThe study will be launched on Tuesday 16 March 2027, from 10am to 11.30am, at the\n"
        "Birch Hall, 4 Mill Street, Leeds LS1 4AB. Speakers: Fiona Alder,\n"
        "Director, Tree Forum; Iqbal Rowan, Operations Manager, Lime Street Nurseries;\n"
        "Dr Aoife Ash, Reader, University of Leeds. Chaired by Hamish Elm, the\nTransport Correspondent, The Ledger.\n"
    )

    draft = reading.read(text, today=measuring.TODAY)

    assert [each.name.value for each in draft.panel] == ["Fiona Alder", "Iqbal Rowan", "Dr Aoife Ash", "Hamish Elm"]
    assert [
        each.affiliations[0].organisation.value for each in draft.panel[:3] if each.affiliations[0].organisation
    ] == [
        "Tree Forum",
        "Lime Street Nurseries",
        "University of Leeds",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Dr HUGO ABERNATHY-CHEN",
        "Pilar SANTIBÁÑEZ OCHOA",
        "BARONESS TOLLIVER OF WATH",
        "Ms. Achieng' Oduor-Lang'at",
        "Mag.a Ulrike Hasenöhrl",
        "Dr Iwan Gethin\u2011Rowlands",
        "Reeve Doug Froese",
        "Very Rev Alastair Quigg",
        "CLLR ADA MIR",
        "JACK MA",
        "State Sen. Ada Moe",
        "STATE REP. ADA MOE",
        "COUN. ADA MOE",
        "Rear Admiral Ada Moe",
        "Capt. Ada Moe (ret.)",
        "Fr Ada O'Moe SJ",
        "Cllr R. Th. Evans",
        "Owen Ll. Griffiths",
    ],
)
def test_a_name_may_be_in_capitals_and_have_any_title_and_hyphen(name: str) -> None:
    assert people(f"SPEAKERS\n\n{name}, Director, Fjord Institute\nOdd Lie, Head of Pilots, Coastal Union") == [
        (name, None, [("Director", "Fjord Institute")]),
        ("Odd Lie", None, [("Head of Pilots", "Coastal Union")]),
    ]


@pytest.mark.parametrize("mark", [" – ", ": "])
def test_a_list_may_have_the_posts_of_each_before_the_name(mark: str) -> None:
    listed = (
        f"SPEAKERS\n\nDirector, Fjord Institute{mark}Ada Holm\nHead of Pilots, Coastal Union{mark}Odd Lie\n"
        f"Rural doctor and trustee of the Lamp Network{mark}Dr Mae Obi"
    )

    assert people(listed) == [
        ADA,
        ("Odd Lie", None, [("Head of Pilots", "Coastal Union")]),
        ("Dr Mae Obi", None, [("Rural doctor", None), ("trustee", "Lamp Network")]),
    ]


def test_a_discussion_will_have_those_whom_it_names() -> None:
    told = "The panel discussion on 3 June 2026 will have Ada Holm, Director, Fjord Institute; and Odd Lie, pilot."

    assert people(told) == [ADA, ("Odd Lie", None, [("pilot", None)])]


def test_a_degree_behind_a_name_is_to_be_checked() -> None:
    listed = "Speakers:\n- Ada Holm, MSc, Director, Fjord Institute\n- Odd Lie, Head of Pilots, Coastal Union"

    marked = [each.name.to_check for each in reading.read(TOP + listed, today=measuring.TODAY).panel]

    assert marked == [True, False]


def test_what_somebody_is_in_two_small_words_is_one_post() -> None:
    (ada, odd) = people(
        "The launch on 3 June 2026 will hear from the writer and farmer Ada Holm and Odd Lie, founder and director of "
        "the Coastal Union."
    )

    assert ada == ("Ada Holm", None, [("writer and farmer", None)])
    assert odd == ("Odd Lie", None, [("founder and director", "Coastal Union")])


def test_years_are_no_house() -> None:
    ((_, _, held),) = people("Speakers:\n- Ada Holm (weaver, 1955–1990)")

    assert held == [("weaver", None)]


def test_who_says_something_stands_behind_their_post_and_a_comma() -> None:
    said = '"It took forty years," said Coastal Union Secretary-General, Ms. Ada Holm.'
    (quoted,) = reading.read(f"{TOP}{said}\n", today=measuring.TODAY).quotations

    assert value(quoted.speaker) == "Ms. Ada Holm"


@pytest.mark.parametrize("label", ["Respondent", "Chair", "Moderator"])
def test_what_ends_the_line_of_one_is_where_they_are(label: str) -> None:
    [(name, _, posts)] = people(f"{label}: Sir Odd Lie KC, Quill Row Chambers")

    assert (name, posts) == ("Sir Odd Lie KC", [(None, "Quill Row Chambers")])


@pytest.mark.parametrize("does", ["Welcome to Country", "Opening remarks", "Vote of thanks"])
def test_what_somebody_does_on_stage_is_no_house(does: str) -> None:
    listed = people(f"Speakers:\n- Ada Holm, Chair, Lamp Trust\n- Uncle Ray Kell, elder ({does})")

    assert listed[1][2] == [("elder", None)]


@pytest.mark.parametrize("post", ["Chief Executive designate", "President-elect", "Chief Executive in waiting"])
def test_a_post_that_somebody_has_not_yet_is_a_post(post: str) -> None:
    [(_, _, posts), _] = people(f"Panel:\nAda Holm, {post}, Lamp Trust\nOdd Lie, Pilot, Pier Club")

    assert posts == [(post, "Lamp Trust")]


@pytest.mark.parametrize("named", ["Halloran Lecture", "Ann Lee Memorial Prize", "Founder’s Medal"])
def test_a_lecture_that_is_told_about_is_no_house_and_those_of_other_years_are_not_on_stage(named: str) -> None:
    told = f"About the {named}\nIt was begun in 1974. Past speakers include Dame Una Farr and Professor Bo Asante."

    draft = reading.read(f"{TOP}Speakers:\nAda Holm, Director, Lamp Trust\n\nENDS\n\n{told}\n", today=measuring.TODAY)

    assert [value(each.name) for each in draft.organisations] == ["Estuary Trust"]
    assert [each.name.value for each in draft.panel] == ["Ada Holm"]
