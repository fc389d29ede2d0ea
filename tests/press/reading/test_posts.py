"""Which words behind a name are a post and which its house."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring
from tests.press.reading.panels import TOP, people

HELD = "The launch is on 3 June 2026. "


@pytest.mark.parametrize(
    ("said", "posts"),
    [
        ("Director of Advocacy, Louder & Wiser Ireland", [("Director of Advocacy", "Louder & Wiser Ireland")]),
        ("Bishop of Harrow", [("Bishop of Harrow", None)]),
        ("Archdeacon of Sampleton", [("Archdeacon of Sampleton", None)]),
        ("Mayor of the Tide Valley", [("Mayor of the Tide Valley", None)]),
        ("Consul-General of the Low Lands", [("Consul-General of the Low Lands", None)]),
        ("Mayor of Senga City Council", [("Mayor", "Senga City Council")]),
        ("head teacher of Lime Green Academy in Bristol", [("head teacher", "Lime Green Academy")]),
        ("City Hall reporter, the Harbour Ledger", [("City Hall reporter", "Harbour Ledger")]),
        (
            "the Department for Ferries’ chief scientific adviser",
            [("chief scientific adviser", "Department for Ferries")],
        ),
        ("former Ombudsman for Rural Services", [("former Ombudsman for Rural Services", None)]),
        ("Commissioner for Public Transport", [("Commissioner for Public Transport", None)]),
        ("vice-chair of the trust", [("vice-chair", "Estuary Trust")]),
        ("secretary to the trust and a former pilot", [("secretary", "Estuary Trust"), ("former pilot", None)]),
        ("Secretary to the Tide Commission", [("Secretary", "Tide Commission")]),
        ("private secretary to the Minister", [("private secretary to the Minister", None)]),
        ("RiverWatch director", [("director", "RiverWatch")]),
        ("chair of the jury", [("chair of the jury", None)]),
        ("Ferry Passengers Together", [(None, "Ferry Passengers Together")]),
        ("lead author of The Last Ferry Home", [("lead author of The Last Ferry Home", None)]),
        ("co-author, The Last Ferry Home", [("co-author, The Last Ferry Home", None)]),
        ("author, Estuary Trust", [("author", "Estuary Trust")]),
        ("district judge (retired)", [("district judge (retired)", None)]),
        ("Director (acting), Pilot Trust", [("Director (acting)", "Pilot Trust")]),
        ("Clerk, Union of Office and Clerical Staffs", [("Clerk", "Union of Office and Clerical Staffs")]),
        ("Guild of Bus and Tram Drivers", [(None, "Guild of Bus and Tram Drivers")]),
        ("MEC for Roads", [("MEC for Roads", None)]),
        ("P.E., of the Wire Laboratory", [(None, "Wire Laboratory")]),
    ],
)
def test_a_post_and_its_house_are_told_apart(said: str, posts: list[tuple[str | None, str | None]]) -> None:
    told = f"{HELD}Speakers: Odd Lie, crofter; Ada Holm, {said}; Nell Byrne, Chair, Lamp Trust."

    assert people(told) == [
        ("Odd Lie", None, [("crofter", None)]),
        ("Ada Holm", None, posts),
        ("Nell Byrne", None, [("Chair", "Lamp Trust")]),
    ]


def test_behind_a_union_and_its_place_somebody_else_may_be_named() -> None:
    told = f"{HELD}Speakers: Odd Lie of the Federation of Wales and Bo Hayes, pilot; Ada Holm, clerk."

    assert [name for name, _, _ in people(told)] == ["Odd Lie", "Bo Hayes", "Ada Holm"]


def test_an_office_before_a_name_has_its_house_in_one_word() -> None:
    assert people(f"{HELD}It will be opened by Trust President Ada Holm.")[0][2] == [("President", "Estuary Trust")]


def test_a_post_in_a_list_has_the_house_of_which_somebody_is_elsewhere_said_to_hold_it() -> None:
    said = "Ada Holm, President of the Ferry Federation, says so."

    assert people(f"{said}\n\n{HELD}Speakers: Odd Lie, crofter; Ada Holm, President.")[1][2] == [
        ("President", "Ferry Federation")
    ]


@pytest.mark.parametrize(
    ("said", "listed", "post"),
    [
        ("Ada Holm of the Wire Laboratory agreed.", "Ada Holm", (None, "Wire Laboratory")),
        ("The study was written by Ada Holm of Combe University.", "Ada Holm", (None, "Combe University")),
        (
            "“We were wrong,” said Ada Holm, executive director of the branch.",
            "Ada Holm (Ferry Hearings Branch)",
            ("executive director", "Ferry Hearings Branch"),
        ),
        (
            "The Otter Housing Society dries out every boat. Its manager, Ada Holm, explained how.",
            "Ada Holm (Otter Housing Society)",
            ("manager", "Otter Housing Society"),
        ),
    ],
)
def test_where_somebody_is_said_to_be_is_their_house_in_a_list(
    said: str, listed: str, post: tuple[str | None, str | None]
) -> None:
    panel = people(f"{said}\n\n{HELD}Speakers: Odd Lie, crofter; {listed}; Bo Rae, clerk.")

    assert panel[1] == ("Ada Holm", None, [post])


@pytest.mark.parametrize("letters", [" AFSM", " PSM OAM", " BL"])
def test_whatever_letters_stand_behind_a_name_somebody_is_called_so(letters: str) -> None:
    told = f"Speakers:\n- Ada Holm{letters}, Chair, Pilot Alliance\n- Odd Lie, crofter"

    assert people(told)[0] == (f"Ada Holm{letters}", None, [("Chair", "Pilot Alliance")])


def test_a_post_before_a_name_is_not_told_again_beside_the_whole_of_it() -> None:
    told = f"{HELD}It will be opened by Mayor Tessa Holm, Mayor of the Tide Valley."

    assert [posts for _, _, posts in people(told)] == [[("Mayor of the Tide Valley", None)]]


def test_where_it_is_held_is_not_the_house_of_a_minister_in_a_government() -> None:
    told = (
        f"{HELD}It will be released by Smt. Asha Rao, Minister for Ferries, Government of Kerala, at the Harbour Hall."
    )

    assert people(told) == [("Smt. Asha Rao", None, [("Minister for Ferries", "Government of Kerala")])]


def test_which_panel_somebody_moderates_is_no_post_and_what_they_host_is_their_house() -> None:
    told = (
        f"{HELD}\n\nSpeakers:\n\n• Odd Lie, crofter\n• Ada Holm – freelance journalist (moderator, Panel Two)\n"
        "• Nell Byrne, Host, “Harbour Hour”"
    )

    assert people(told) == [
        ("Odd Lie", None, [("crofter", None)]),
        ("Ada Holm", "moderator", [("freelance journalist", None)]),
        ("Nell Byrne", None, [("Host", "Harbour Hour")]),
    ]


def test_where_somebody_lives_is_no_house_they_work_for() -> None:
    told = (
        f"{HELD}\n\nSpeakers:\n\n• Odd Lie, drover, Wath\n• Ada Holm, nurse, Isle of Senga\n"
        "• Nell Byrne, Harbour Master, Port of Wath\n• Mae Obi, editor, The Ebb"
    )

    assert people(told) == [
        ("Odd Lie", None, [("drover", None)]),
        ("Ada Holm", None, [("nurse", None)]),
        ("Nell Byrne", None, [("Harbour Master", "Port of Wath")]),
        ("Mae Obi", None, [("editor", "The Ebb")]),
    ]


def test_who_leads_a_house_under_two_names_has_one_post_there() -> None:
    told = people(
        f"{HELD}Speakers: Ada Holm, president and CEO of the Fjord Institute; Odd Lie, chair and chief executive of "
        "the Lamp Fund; Mae Obi, economist and director of the Coastal Union."
    )

    assert [posts for _, _, posts in told] == [
        [("president and CEO", "Fjord Institute")],
        [("chair and chief executive", "Lamp Fund")],
        [("economist", None), ("director", "Coastal Union")],
    ]


def test_an_office_before_a_family_name_is_the_one_with_which_somebody_was_introduced() -> None:
    told = (
        "Minister of State for Ferries, Ms. Ada Holm TD, welcomed the findings.\n\nThe opening address at the launch "
        "on 3 June 2026 will be given by Minister Holm."
    )

    assert people(told) == [("Ms. Ada Holm TD", None, [("Minister of State for Ferries", None)])]


@pytest.mark.parametrize("letters", ["RDH", "ACIS", "RPN"])
def test_letters_before_a_post_that_tells_its_house_are_of_the_name(letters: str) -> None:
    told = f"The panel on 3 June 2026: Odd Lie, pilot, and Ada Holm, {letters}, past president of the Coastal Union."

    assert people(told)[1] == (f"Ada Holm, {letters}", None, [("past president", "Coastal Union")])


def test_what_is_called_the_something_is_no_post() -> None:
    assert people("Speakers:\n- Odd Lie, pilot\n- Ada Holm, The Atlantic Ledger")[1] == (
        "Ada Holm",
        None,
        [(None, "The Atlantic Ledger")],
    )


def test_a_colon_in_a_bracket_tells_what_for_somebody_holds_an_office() -> None:
    assert people("Speakers:\n- Odd Lie, pilot\n- Ada Holm (Deputy Dean: Research, Combe College)")[1] == (
        "Ada Holm",
        None,
        [("Deputy Dean: Research", "Combe College")],
    )


@pytest.mark.parametrize(
    ("listed", "who", "post"),
    [
        ("Ada Holm, Chief Executive of Age Forward Ireland", "Ada Holm", ("Chief Executive", "Age Forward Ireland")),
        ("Ada Holm, Ballysillan Open Door", "Ada Holm", (None, "Ballysillan Open Door")),
        ("Ada Cardinal, Head, Lamp Network", "Ada Cardinal", ("Head", "Lamp Network")),
        ("His Honour Ada Holm KC, retired circuit judge", "His Honour Ada Holm KC", ("retired circuit judge", None)),
        ("Rear-Admiral (ret'd) Ada Holm, Lamp Network", "Rear-Admiral (ret'd) Ada Holm", (None, "Lamp Network")),
    ],
)  # fmt: skip
def test_words_of_a_house_or_of_an_office_may_look_like_others(
    listed: str, who: str, post: tuple[str | None, str | None]
) -> None:
    assert people(f"Speakers:\n- Odd Lie, pilot\n- {listed}")[1] == (who, None, [post])


@pytest.mark.parametrize("note", ["tbc – reserve: Tom Ash", "TBC - Lucy to chase", "invited; Tom Ash to ring"])
def test_what_is_noted_beside_that_somebody_may_not_come_is_no_post_and_nobody(note: str) -> None:
    panel = reading.read(f"{TOP}Speakers:\n- Odd Lie, pilot\n- Ada Holm, baker ({note})\n", today=measuring.TODAY).panel

    assert [(each.name.value, each.tentative is not None) for each in panel] == [("Odd Lie", False), ("Ada Holm", True)]
    assert [one.role.value for each in panel for one in each.affiliations if one.role] == ["pilot", "baker"]


@pytest.mark.parametrize("label", ["Speaker: ", "Guest speaker – ", "Keynote: ", "Chair: "])
@pytest.mark.parametrize(
    ("below", "posts"),
    [
        ("Chair of Hydrology, University of Yarrow", [("Chair of Hydrology", "University of Yarrow")]),
        ("Chair of Hydrology\nUniversity of Yarrow", [("Chair of Hydrology", "University of Yarrow")]),
        ("Director, Port Forum\nTrustee, Kade Trust", [("Director", "Port Forum"), ("Trustee", "Kade Trust")]),
        ("Director\nPort Forum\n6.30pm, Birch Hall, Leeds", [("Director", "Port Forum")]),
    ],
)
def test_as_what_somebody_comes_may_stand_below_the_line_of_their_name_and_label(
    label: str, below: str, posts: list[tuple[str | None, str | None]]
) -> None:
    panel = people(f"{label}Professor Ada Lunt\n{below}")

    assert [(name, held) for name, _, held in panel] == [("Professor Ada Lunt", posts)]


def test_below_the_line_of_one_another_label_tells_of_others() -> None:
    panel = people("Chair: Ada Lunt\nChair of Trustees, Port Forum\nSpeakers: Bo Rae, Kade Bureau; Tom Ash, Port Forum")

    assert [name for name, *_ in panel] == ["Ada Lunt", "Bo Rae", "Tom Ash"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Ada Holm, Secretary-General of Lamp Fund", ("Ada Holm", "Secretary-General", "Lamp Fund")),
        ("Ada Holm, Deputy Secretary-General, Lamp Fund", ("Ada Holm", "Deputy Secretary-General", "Lamp Fund")),
        (
            "Ada Holm – Community Health Worker – Wold Medical Service",
            ("Ada Holm", "Community Health Worker", "Wold Medical Service"),
        ),
        ("Ada Holm – Presenter – Radio Wold (moderator)", ("Ada Holm", "Presenter", "Radio Wold")),
        ("Ada Holm – Host – Harbour Hour", ("Ada Holm", "Host", "Harbour Hour")),
        ("Ada Holm, D.D.S., Professor, Wick University", ("Ada Holm, D.D.S.", "Professor", "Wick University")),
        ("Ada Holm, M.D., Professor, Wick University", ("Ada Holm, M.D.", "Professor", "Wick University")),
    ],
)
def test_a_line_of_somebody_tells_their_post_and_its_house(line: str, told: tuple[str, str, str]) -> None:
    between = " – " if " – " in line else ", "
    listed = people(f"Speakers\n\n{line}\n{between.join(('Odd Lie', 'Head of Pilots', 'Coastal Union'))}")

    assert (listed[0][0], *listed[0][2][0]) == told
