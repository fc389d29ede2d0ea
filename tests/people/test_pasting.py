"""Many people pasted at once: each line as its writer meant it, nothing invented, nothing dropped without a word."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events import text
from events.people import headings, pasting, persons
from events.people.pasted import OPEN, Pasted
from events.people.posts import Post
from events.programme.occasions import SpeakerRole

KNOWN = ("Department for Culture, Media and Sport", "Paper Round", "pr", "Elmbridge Insights", "The Lamp")
LARKFIELD = "Larkfield Foundation"


def only(line: str) -> Pasted:
    [person] = pasting.read(line, KNOWN).found
    return person


@pytest.mark.parametrize(
    ("line", "posts"),
    [
        ("Director, Larkfield Foundation", [("Director", LARKFIELD)]),
        ("Director,Larkfield Foundation", [("Director", LARKFIELD)]),
        ("Director , Larkfield Foundation", [("Director", LARKFIELD)]),
        ("Director, Larkfield Foundation; Trustee, Paper Round", [("Director", LARKFIELD), ("Trustee", "Paper Round")]),
        ("Director of Social Policy, pr", [("Director of Social Policy", "pr")]),
        ("Editor of Elmbridge Public", [("Editor", "Elmbridge Public")]),
        ("Chief Executive of the Larkfield Foundation", [("Chief Executive", LARKFIELD)]),
        ("Chair of the Board, Larkfield Foundation", [("Chair of the Board", LARKFIELD)]),
        ("Director of Social Policy", [("Director of Social Policy", None)]),
        ("Director of Elmbridge Insights", [("Director", "Elmbridge Insights")]),
        ("Fellow at Larkfield", [("Fellow", "Larkfield")]),
        ("Fellow @ Larkfield", [("Fellow", "Larkfield")]),
        (
            "Professor of Public Policy at The Institute of Local Studies, and Director of Elmbridge Insights",
            [("Professor of Public Policy", "The Institute of Local Studies"), ("Director", "Elmbridge Insights")],
        ),
        (
            "Director, Larkfield Foundation, Visiting Fellow, University of Elmbridge",
            [("Director", LARKFIELD), ("Visiting Fellow", "University of Elmbridge")],
        ),
        ("Founder and CEO, Chair of Trustees, Paper Round", [("Founder and CEO, Chair of Trustees", "Paper Round")]),
        ("Head of Policy, Culture, Paper Round", [("Head of Policy, Culture", "Paper Round")]),
        ("Minister, Department for Culture, Media and Sport", [("Minister", KNOWN[0])]),
        ("Department for Culture, Media and Sport", [(None, KNOWN[0])]),
        (
            "Professor, School of Law, University of Elmbridge",
            [("Professor", "School of Law, University of Elmbridge")],
        ),
        ("Larkfield Foundation, Director", [("Director", LARKFIELD)]),
        ("Institute of Directors, Director General", [("Director General", "Institute of Directors")]),
        ("Paper Round", [(None, "Paper Round")]),
        ("LARK", [(None, "LARK")]),
        ("Economist", [("Economist", None)]),
        ("Editor, The Economist", [("Editor", "The Economist")]),
        ("The Lamp", [(None, "The Lamp")]),
        ("Secretary of State for Health", [("Secretary of State for Health", None)]),
        ("Director (Policy, Research), Larkfield Foundation", [("Director (Policy, Research)", LARKFIELD)]),
        ("Director - Larkfield Foundation", [("Director", LARKFIELD)]),
    ],
)
@pytest.mark.parametrize("between", [", ", " - ", " – ", ": "])
def test_role_and_organisation_are_told_apart(line: str, posts: list[Post], between: str) -> None:
    person = only(f"Ada Quill{between}{line}")
    assert (person.name, list(person.posts), person.is_guess) == ("Ada Quill", posts, False)


IN_QUOTES = {
    "under a heading": 'Name,Job title,Organisation\n"Quill, Ada","Director, Policy",Larkfield Foundation',
    "under a heading in quotes": '"Name","Job title","Organisation"\nAda Quill,"Director, Policy",Larkfield Foundation',
    "parted by semicolons": 'Name;Job title;Organisation\n"Quill, Ada";Director, Policy;Larkfield Foundation',
    "without a heading": '"Quill, Ada","Director, Policy","Larkfield Foundation"',
    "with blanks between": '"Quill, Ada", "Director, Policy", "Larkfield Foundation"',
    "with tabs": '"Quill, Ada"\t"Director, Policy"\tLarkfield Foundation',
    "in an order of its own": 'Organisation,Name,Job title\n"Larkfield Foundation","Quill, Ada","Director, Policy"',
}


@pytest.mark.parametrize("lines", IN_QUOTES.values(), ids=IN_QUOTES)
def test_what_a_csv_file_has_in_quotation_marks_is_one_cell_and_a_name_stands_in_its_order(lines: str) -> None:
    read = pasting.read(lines)
    assert [(each.name, each.posts, each.is_guess) for each in read.found] == [
        ("Ada Quill", (("Director, Policy", LARKFIELD),), False)
    ]
    assert read.mistakes == ()


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Quill, Ada", "Ada Quill"),
        ("van der Berg, Dr Anna Maria", "Dr Anna Maria van der Berg"),
        ("Quill, Ada, OBE", "Ada Quill, OBE"),
        ("Ada Quill, OBE", "Ada Quill, OBE"),
        ("Ada Quill", "Ada Quill"),
    ],
)
def test_a_name_in_quotation_marks_stands_as_it_is_spoken(cell: str, name: str) -> None:
    alone, beside = pasting.read(f'"{cell}"\n"{cell}",Director').found
    assert (alone.name, beside.name) == (name, name)


@pytest.mark.parametrize(
    "letters",
    ["Ph.D.", "Ph. D.", "CPA", "OBE", "O.B.E.", "P.Eng.", "MA (Oxon)", "BSc (Hons)", "FRS", "OBE, FRS", "IAS (Retd.)"],
)
@pytest.mark.parametrize("mark", [", ", " "], ids=["behind a comma", "right behind the name"])
def test_letters_after_a_name_are_no_post_and_the_name_is_known_without_them(letters: str, mark: str) -> None:
    person = only(f"Ada Quill{mark}{letters}, Director, {LARKFIELD}")

    assert person.name == f"Ada Quill{mark}{letters}"
    assert (person.posts, person.is_guess) == ((("Director", LARKFIELD),), False)
    assert persons.without_titles(person.name) == "Ada Quill"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("JACK MA", "JACK MA"),
        ("JACK MA MBE", "JACK MA"),
        ("Dr JACK MA, FRS", "JACK MA"),
        ("ADA QUILL MA", "ADA QUILL"),
        ("Jack Ma MA", "Jack Ma"),
    ],
)
def test_two_words_in_capitals_are_a_name_even_if_the_second_might_be_a_degree(typed: str, name: str) -> None:
    assert persons.without_titles(typed) == name


def test_a_house_in_brackets_is_no_letters() -> None:
    assert only("Ada Quill OBE (Paper Round), Director").posts == (("Director", "Paper Round"),)


@pytest.mark.parametrize(
    ("line", "name", "posts"),
    [
        ("Mayor Ada Quill, City of Wath", "Ada Quill", (("Mayor", "City of Wath"),)),
        ("Governor Ada Quill", "Ada Quill", (("Governor", None),)),
        ("Mayor Ada Quill, Chair, Paper Round", "Ada Quill", (("Chair", "Paper Round"), ("Mayor", None))),
        ("Mayor Quill, City of Wath", "Mayor Quill", ((None, "City of Wath"),)),
        ("Governor General Ada Quill, City of Wath", "Ada Quill", (("Governor General", "City of Wath"),)),
        ("Advocate General Ada Quill, City of Wath", "Ada Quill", (("Advocate General", "City of Wath"),)),
        ("Governor-General Ada Quill", "Ada Quill", (("Governor-General", None),)),
        ("Advocate General Quill, City of Wath", "Advocate General Quill", ((None, "City of Wath"),)),
    ],
)
def test_an_office_before_a_name_is_what_somebody_is(line: str, name: str, posts: tuple[Post, ...]) -> None:
    person = only(line)

    assert (person.name, person.posts, person.is_guess) == (name, posts, name == "Ada Quill")


@pytest.mark.parametrize("line", ['"Queues cost," says Ada Quill', '"Quill, Ada', '"Quill, Ada"" ,Director', '",",",'])
def test_marks_that_part_no_cells_drop_no_word(line: str) -> None:
    read = pasting.read(line)
    assert len(read.found) + len(read.mistakes) == 1
    for each in read.found:
        told = " ".join([each.name, *(part for post in each.posts for part in post if part)])
        assert [word for word in text.words(line) if word not in text.words(told)] == []


@pytest.mark.parametrize(
    ("line", "posts"),
    [
        ("Ada Quill, User voice", [(None, "User voice")]),
        ("Ada Quill, Something, Somewhere, Elsewhere", [("Something", "Somewhere, Elsewhere")]),
        ("Ada Quill, Director, Larkfield, Elmbridge", [("Director", "Larkfield, Elmbridge")]),
    ],
)
def test_what_only_the_order_tells_is_marked_as_a_guess(line: str, posts: list[Post]) -> None:
    assert (list(only(line).posts), only(line).is_guess) == (posts, True)


@pytest.mark.parametrize(
    ("line", "name", "posts"),
    [
        ("QUILL, Ada (chair), Minister", "Ada QUILL", [("Minister", None)]),
        ("VAN DER MOOR, Cy J., Fellow, Paper Round", "Cy J. VAN DER MOOR", [("Fellow", "Paper Round")]),
        ("Quill, Ada, Minister", "Ada Quill", [("Minister", None)]),
        ("Quill, Ada", "Quill", [(None, "Ada")]),
        ("QUILL, Director, Nesta, Leeds", "QUILL", [("Director", "Nesta, Leeds")]),
    ],
)
def test_a_family_name_that_stands_first_is_turned_and_looked_at(line: str, name: str, posts: list[Post]) -> None:
    person = only(line)
    assert (person.name, list(person.posts), person.is_guess) == (name, posts, True)


@pytest.mark.parametrize("aside", ["online", "via Zoom", "in person"])
@pytest.mark.parametrize("behind", ["", ", Director, Larkfield Foundation"])
def test_how_somebody_takes_part_is_no_name_and_said_to_be_left_out(aside: str, behind: str) -> None:
    person = only(f"Ada Quill ({aside}){behind}")
    assert (person.name, person.left_out) == ("Ada Quill", (aside,))
    assert person.posts == ((("Director", LARKFIELD),) if behind else ())


@pytest.mark.parametrize(
    ("line", "name", "role", "is_tentative"),
    [
        ("Ada Quill (chair)", "Ada Quill", "chair", False),
        ("QUILL, Ada (chair)", "Ada QUILL", "chair", False),
        ("Ada Quill [Moderator]", "Ada Quill", "moderator", False),
        ("Ada Quill (chair, tbc)", "Ada Quill", "chair", True),
        ("Ada Quill (to be confirmed)", "Ada Quill", None, True),
        ("Ada Quill tbc", "Ada Quill", None, True),
        ("Ada Quill - invited", "Ada Quill", None, True),
        ("Ada Quill, moderator", "Ada Quill", "moderator", False),
        ("Ada Quill, Chair", "Ada Quill", "chair", False),
        ("Chair: Ada Quill", "Ada Quill", "chair", False),
        ("Chaired by Ada Quill", "Ada Quill", "chair", False),
        ("Discussant – Ada Quill", "Ada Quill", "respondent", False),
        ("KEYNOTE SPEAKER: Ada Quill", "Ada Quill", "keynote", False),
        ("Ada Quill (presenter)", "Ada Quill", "speaker", False),
        ("MC: Ada Quill", "Ada Quill", "moderator", False),
        ("- Ada Quill", "Ada Quill", None, False),
        ("  •\u00a0Ada Quill", "Ada Quill", None, False),
        ("3. Ada Quill", "Ada Quill", None, False),
        ("b) Ada Quill", "Ada Quill", None, False),
        ("Prof. Ada Quill OBE", "Prof. Ada Quill OBE", None, False),
        ("Ada Quill, OBE", "Ada Quill, OBE", None, False),
        ("Ada Quill, CBE, FRS", "Ada Quill, CBE, FRS", None, False),
        ("Ada \u202eQuill\u200b", "Ada Quill", None, False),
        ("bell quill", "bell quill", None, False),
        ("Lord Quill of Elmbridge", "Lord Quill of Elmbridge", None, False),
        ("José María Ñandú-O’Neill", "José María Ñandú-O’Neill", None, False),
        ("阿达", "阿达", None, False),
        ("TBC", OPEN, None, False),
        ("Speaker TBC", OPEN, "speaker", False),
        ("Chair: to be announced", OPEN, "chair", False),
        ("Chair (tbc)", OPEN, "chair", False),
    ],
)
def test_a_name_stands_alone(line: str, name: str, role: str | None, is_tentative: bool) -> None:
    person = only(line)
    assert (person.name, person.role, person.posts) == (name, role, ())
    assert person.status == ("invited" if is_tentative else None)


@pytest.mark.parametrize(
    "line",
    [
        "• Ada Quill, OBE, Director, Larkfield Foundation (moderator; tbc)",
        "Moderator: Ada Quill, OBE - Director, Larkfield Foundation, tbc",
        "Ada Quill, OBE\tDirector\tLarkfield Foundation\tmoderator (tbc)",
        "2) Moderated by Ada Quill, OBE, Larkfield Foundation, Director (to be confirmed)",
    ],
)
def test_all_of_it_together(line: str) -> None:
    person = only(line)
    assert (person.name, person.role, person.status) == ("Ada Quill, OBE", "moderator", "invited")
    assert person.posts == (("Director", LARKFIELD),)


@pytest.mark.parametrize(
    ("line", "posts"),
    [
        ("Ada Quill (Larkfield Foundation)", [(None, LARKFIELD)]),
        ("Ada Quill (Director, Larkfield Foundation)", [("Director", LARKFIELD)]),
        ("Ada Quill (Larkfield Foundation), Director", [("Director", LARKFIELD)]),
        ("Ada Quill at Paper Round", [(None, "Paper Round")]),
        ("Ada Quill of Paper Round", [(None, "Paper Round")]),
        ("Ada Quill | Director | Larkfield Foundation", [("Director", LARKFIELD)]),
        ("Ada Quill\tDirector\tLarkfield Foundation", [("Director", LARKFIELD)]),
        ("Ada Quill\tDirector, Policy\tFish, Chips and Co", [("Director, Policy", "Fish, Chips and Co")]),
    ],
)
def test_a_name_ends_where_the_rest_begins(line: str, posts: list[Post]) -> None:
    assert (only(line).name, list(only(line).posts)) == ("Ada Quill", posts)


def test_how_to_reach_somebody_is_no_post() -> None:
    person = only("Ada Quill (she/her), Director, pr, ada@example.org, tel: 020 7946 0182")
    assert (person.posts, person.pronouns) == ((("Director", "pr"),), "she/her")
    assert (person.mail, person.phone) == ("ada@example.org", "+442079460182")


def test_a_heading_says_what_those_below_it_do() -> None:
    read = pasting.read("Chair:\nAda Quill\n\nPanellists\n1. Bo Stone\n2. Cy Moor (respondent)\n\nLine-up:\nDee Fenn")
    assert [(each.line, each.name, each.role) for each in read.found] == [
        (2, "Ada Quill", "chair"),
        (5, "Bo Stone", "panellist"),
        (6, "Cy Moor", "respondent"),
        (9, "Dee Fenn", None),
    ]
    assert not read.mistakes


@pytest.mark.parametrize("status", ["tentative", "tbc", "confirmed"])
@pytest.mark.parametrize("mark", ["\t", ","], ids=["tabs", "commas"])
def test_a_part_on_stage_beside_an_answer_names_no_columns(mark: str, status: str) -> None:
    lines = ["Name|Position|On stage|Status", f"Ada Quill|Fellow|panellist|{status}", "Bo Stone|Clerk|speaker|"]
    read = pasting.read("\n".join(lines).replace("|", mark), KNOWN)
    assert [(each.name, each.role) for each in read.found] == [("Ada Quill", "panellist"), ("Bo Stone", "speaker")]
    assert not read.mistakes


@pytest.mark.parametrize("row", ["Ada Quill, Role, Actors Guild, speaker", "Ada Quill, Adviser, WHO, confirmed"])
@pytest.mark.parametrize("below", ["", "\nBo Stone, Clerk, Paper Round, panellist"])
def test_somebody_whose_post_heads_columns_elsewhere_names_none(row: str, below: str) -> None:
    assert [each.name for each in pasting.read(row + below, KNOWN).found][:1] == ["Ada Quill"]


@pytest.mark.parametrize("mark", ["\t", ","], ids=["tabs", "commas"])
def test_names_of_columns_say_what_stands_below_them(mark: str) -> None:
    lines = ["Organisation|Name|Position|Role", "pr|Ada Quill|Fellow|Chair", "Paper Round|Bo Stone||Panellist"]
    read = pasting.read("\n".join(lines).replace("|", mark), KNOWN)
    assert not read.mistakes
    ada, *_ = read.found
    assert (ada.name, ada.role, ada.posts) == ("Ada Quill", "chair", (("Fellow", "pr"),))


@pytest.mark.parametrize("name", ["Cllr. Ada Quill", "Barr. Ada Quill", "REP. ADA QUILL", "Univ. Prof. Ada Quill"])
def test_a_title_with_its_stop_begins_a_name_and_ends_no_sentence(name: str):
    read = pasting.read(f"{name}, Convener, Paper Round", KNOWN)

    assert not read.mistakes
    assert [each.name for each in read.found] == [name]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Ada Quill and Bo Stone, pr", "names two people; give each a line of their own."),
        ("Paper Round, 58 Elm Street", "begins with an organisation, not with a name."),
        ("020 7946 0182", "does not begin with a name."),
        ("https://www.example.org", "does not begin with a name."),
        ("ada@example.org", "does not begin with a name."),
        ("* * *", "does not begin with a name."),
        ("The report finds much. It says so.", "does not begin with a name."),
        (
            "People who take part in the running of their services do better, it finds",
            "does not begin with a name, or it is too long.",
        ),
        ("\tDirector\tpr", "has no name."),
        ("x" * 1001, "is longer than 1,000 characters; write one person to a line."),
        ("Ada\x00 Quill", "cannot be kept: Character 4 is a control character (U+0000); remove it."),
        (f"Ada Quill, Director {'x' * 300}, pr", "cannot be kept: This is 309 characters long; at most 250 fit."),
        (
            "Ada Quill, pr, 020 7946",
            "has “020 7946” for a phone number; write it as in 020 7946 0182 or +44 20 7946 0182.",
        ),
    ],
)
def test_a_line_that_cannot_be_read_says_so_and_keeps_the_rest(line: str, sentence: str) -> None:
    read = pasting.read(f"Bo Stone\n{line}\nCy Moor", KNOWN)
    assert [each.name for each in read.found] == ["Bo Stone", "Cy Moor"]
    assert [str(each) for each in read.mistakes] == [f"Line 2 {sentence}"]


def test_of_very_many_lines_the_first_are_read() -> None:
    read = pasting.read("Ada Quill\n" * 502)
    assert len(read.found) == 500
    assert [str(each) for each in read.mistakes] == [
        "Line 501 was not read, nor what follows; paste 500 lines at once."
    ]


def test_every_part_on_stage_is_one_that_speakers_have() -> None:
    assert set(headings.STAGE) == {str(each) for each in SpeakerRole}


MARKS = ", ; - – ( ) [ ] : . | / & @ ' “ ” 1. • tbc TBC chair moderator (chair) and of at the OBE Dr Lord".split()
PARTS = (
    "Ada|Quill|Director|Fellow|pr|Paper Round|University of Elmbridge|Department for Culture|Media and Sport|Name|Role"
)
MORE = "Organisation|Chair:|Panellists|ada@example.org|020 7946 0182| |\n|\t"
PIECES = st.sampled_from([*MARKS, *PARTS.split("|"), *MORE.split("|")])
LINES = st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=120)


def _words(*parts: str | None) -> Counter[str]:
    return Counter(word for part in parts for word in text.words(part or ""))


@given(line=LINES)
@example("Quill, Ada (Director (Acting), Larkfield; ")
def test_nothing_is_invented_and_no_line_is_dropped_without_a_word(line: str) -> None:
    read = pasting.read(line, KNOWN)
    for person in read.found:
        there = _words(text.bare(line.splitlines()[person.line - 1] if line.splitlines() else ""))
        held = [each for post in person.posts for each in post]
        name = "" if person.is_open else person.name
        assert _words(name, *held, person.pronouns, person.mail) <= there | _words(line)
        assert person.role is None or person.role in headings.STAGE
    assert all(str(each).startswith(f"Line {each.line} ") and str(each).endswith(".") for each in read.mistakes)


@given(
    name=st.sampled_from(["Ada Quill", "Dr Bo Stone", "Cy van der Moor", "Dame Dee Fenn"]),
    posts=st.lists(
        st.tuples(
            st.sampled_from(["Director", "Head of Policy", "Visiting Fellow", "Professor of Law", "Trustee"]),
            st.sampled_from(["Larkfield Foundation", "Paper Round", "University of Elmbridge", KNOWN[0]]),
        ),
        min_size=1,
        max_size=3,
    ),
    aside=st.sampled_from(
        [
            ("", None, None),
            (" (chair)", "chair", None),
            (" (moderator, tbc)", "moderator", "invited"),
            (" (declined)", None, "declined"),
        ]
    ),
    bullet=st.sampled_from(["", "- ", "• ", "12. "]),
)
def test_the_form_that_we_ask_for_is_read_exactly(name, posts, aside, bullet) -> None:
    words, role, status = aside
    person = only(f"{bullet}{name}, {'; '.join(', '.join(each) for each in posts)}{words}")
    expected = Pasted(line=1, name=name, role=role, posts=tuple(posts), status=status)
    assert person == expected


@pytest.mark.parametrize(
    "hostile", ["(" * 999, "a, " * 330, "and " * 249, " -" * 499, "a(b)" * 249, "of a " * 199, ";," * 499, "tbc " * 249]
)
def test_a_hostile_paste_is_read_soon(hostile: str) -> None:
    pasting.read("\n".join([hostile] * 100), KNOWN)
