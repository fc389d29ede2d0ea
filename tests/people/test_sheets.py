"""Speakers and contacts as tables: out, in again the same, and in from the lists that people keep."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.people import sheets
from events.people.pasted import OPEN, Pasted
from events.storage import tables

GONE = ("declined", "withdrawn", None)
KNOWN = ("Larkfield Foundation", "Paper Round")


def a_csv(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def a_workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


WORDS = st.sampled_from(
    ["Director", "=1+1", "+1", "-", "@paper", "Director, Policy", "Fish\u00a0& Chips", "'quoted'", "–"]
)
PEOPLE = st.lists(
    st.builds(
        Pasted,
        line=st.just(0),
        name=st.sampled_from(["Ada Quill", "Dr Bo Stone", "Ada Quill, OBE", "阿达", OPEN]),
        role=st.sampled_from([None, "chair", "moderator", "keynote", "respondent", "panellist", "speaker"]),
        posts=st.lists(
            st.tuples(WORDS | st.none(), WORDS | st.none()).filter(any).map(lambda each: each), max_size=3
        ).map(tuple),
        status=st.sampled_from([None, "confirmed", "invited", "declined", "withdrawn", "=Ask Bo"]),
        pronouns=st.sampled_from([None, "she/her"]),
        mail=st.sampled_from([None, "ada@example.org"]),
        phone=st.sampled_from([None, "+442079460182"]),
        mobile=st.sampled_from([None, "+447700900123"]),
        out_of_hours=st.sampled_from([None, "+3292109711"]),
        hours=st.sampled_from([None, "9.00 to 17.30"]),
    ),
    max_size=4,
)


@settings(max_examples=50)
@given(people=PEOPLE)
def test_everybody_who_went_out_comes_in_again(people: list[Pasted]) -> None:
    rows = sheets.rows(people)
    for content in (tables.csv_bytes(rows), tables.xlsx_bytes(rows)):
        sheet = sheets.read(content)
        assert not sheet.mistakes
        assert not sheet.unread
        assert [_facts(each) for each in sheet.found] == [_facts(each) for each in people]


def _facts(person: Pasted) -> list[object]:
    posts = [tuple(each and each.replace("\u00a0", " ") for each in post) for post in person.posts]
    facts = {name: value for name, value in vars(person).items() if name not in ("line", "posts", "is_guess")}
    return [*facts.items(), posts]


def test_what_goes_out_is_read_in_a_spreadsheet_at_a_glance() -> None:
    ada = Pasted(line=1, name="Ada Quill", role="chair", posts=(("=Director", "nef"),), phone="+442079460182")
    rows = list(csv.reader(io.StringIO(tables.csv_bytes(sheets.rows([ada])).decode("utf-8-sig"))))
    assert rows == [
        ["Name", "Job title", "Organisation", "Job title 2", "Organisation 2", "On stage", "Phone"],
        ["Ada Quill", "'=Director", "nef", "", "", "chair", "'+44 20 7946 0182"],
    ]


ADA = Pasted(
    line=2, name="Ada Quill", posts=(("Director", "Larkfield"),), mail="ada@example.org", phone="+442079460182"
)


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Name,Role,Organisation,Email,Phone", "Ada Quill,Director,Larkfield,ada@example.org,020 7946 0182"),
        ("NAME;Job Title;Organization;E-mail;Tel.", "Ada Quill;Director;Larkfield;ada@example.org;+44 20 7946 0182"),
        (
            "Surname,First name,Position,Affiliation,email address,Telephone no",
            "Quill,Ada,Director,Larkfield,ada@example.org,",
        ),
        (
            "Full name\tCompany\tPost\tMail\tPhone number",
            "Ada Quill\tLarkfield\tDirector\tada@example.org\t02079460182",
        ),
        ("Speaker|Job role|Institution|Email:|Phone*", "Quill, Ada|Director|Larkfield|ada@example.org|0044 2079460182"),
    ],
)
def test_columns_go_by_many_names(heading: str, line: str) -> None:
    [person] = sheets.read(a_csv(heading, line)).found
    assert (person.name, person.posts, person.mail) == (ADA.name, ADA.posts, ADA.mail)
    assert person.phone in (ADA.phone, None)


def test_a_workbook_is_read_as_it_was_filled_in() -> None:
    content = a_workbook(
        ["Speakers, as of today"],
        [],
        ["Title", "First name", "Surname", "Job title", "Organisation", "Mobile", "Dinner"],
        ["Dr", "Ada", "Quill", "Director; Trustee", "Larkfield; Paper Round", 7700900123, "fish"],
        [None, "Bo", "Stone", None, "Paper Round", "07700 900124", None],
    )
    sheet = sheets.read(content)
    assert [(each.line, each.name, each.mobile) for each in sheet.found] == [
        (4, "Dr Ada Quill", "+447700900123"),
        (5, "Bo Stone", "+447700900124"),
    ]
    assert sheet.found[0].posts == (("Director", "Larkfield"), ("Trustee", "Paper Round"))
    assert sheet.found[1].posts == ((None, "Paper Round"),)
    assert (sheet.unread, sheet.mistakes) == (("Dinner",), ())


@pytest.mark.parametrize(
    ("lines", "roles", "posts"),
    [
        (["Name,Role,Job title", "Ada Quill,Chair,Director"], ["chair"], [(("Director", None),)]),
        (["Name,Role", "Ada Quill,Chair", "Bo Stone,Panellist"], ["chair", "panellist"], [(), ()]),
        (["Name,Role", "Ada Quill,Chair", "Bo Stone,Clerk"], [None, None], [(("Chair", None),), (("Clerk", None),)]),
        (["Name,Role,On stage", "Ada Quill,Chair,Moderator"], ["moderator"], [(("Chair", None),)]),
    ],
)
def test_a_role_is_a_post_or_on_stage_as_the_rest_of_the_table_tells(lines, roles, posts) -> None:
    found = sheets.read(a_csv(*lines)).found
    assert ([each.role for each in found], [each.posts for each in found]) == (roles, posts)


@pytest.mark.parametrize(
    ("heading", "cells", "said"),
    [
        ("Confirmed", "yes|no|TBC|", ["confirmed", "invited", "invited", None]),
        (
            "Status",
            "Confirmed|to be confirmed|invited|declined|withdrew|",
            [*"confirmed invited invited".split(), *GONE],
        ),
        ("RSVP", "Accepted|no|regrets|unable to attend|maybe|", ["confirmed", *["declined"] * 3, "invited", None]),
        ("Tentative", "x|no|", ["invited", "confirmed", None]),
        ("Status", "Ask Bo first|not confirmed", ["Ask Bo first", "invited"]),
    ],
)
def test_a_row_says_whether_somebody_comes(heading: str, cells: str, said: list[str | None]) -> None:
    sheet = sheets.read(a_csv(f"Name,{heading}", *(f"Ada Quill,{each}" for each in cells.split("|"))))
    assert ([each.status for each in sheet.found], sheet.mistakes, sheet.unread) == (said, (), ())


@pytest.mark.parametrize(
    ("title", "cells", "names", "posts"),
    [
        ("Title", "Dr|Prof. Sir|Mx", ["Dr Ada Quill", "Prof. Sir Ada Quill", "Mx Ada Quill"], [None, None, None]),
        ("Title", "Director|Senior Lecturer|Dr", ["Ada Quill"] * 3, ["Director", "Senior Lecturer", "Dr"]),
        ("Title", "Professor|Associate Professor|", ["Ada Quill"] * 3, ["Professor", "Associate Professor", None]),
        ("Honorific", "Shaykh|Dr", ["Shaykh Ada Quill", "Dr Ada Quill"], [None, None]),
    ],
)
def test_a_title_is_a_post_unless_it_is_how_people_are_addressed(
    title: str, cells: str, names: list[str], posts: list[str | None]
) -> None:
    found = sheets.read(
        a_csv(f"Name,{title},Organisation", *(f"Ada Quill,{each},nef" for each in cells.split("|")))
    ).found
    assert ([each.name for each in found], [each.posts for each in found]) == (
        names,
        [((each, "nef"),) for each in posts],
    )


def test_beside_a_column_of_posts_a_title_is_how_people_are_addressed() -> None:
    [ada] = sheets.read(a_csv("Title,Name,Job title", "Brother,Ada Quill,Director")).found
    assert (ada.name, ada.posts) == ("Brother Ada Quill", (("Director", None),))


def test_every_mistake_is_told_with_its_line_and_the_rest_is_kept() -> None:
    sheet = sheets.read(
        a_csv(
            "Name,On stage,Organisation,Email,Phone",
            "Ada Quill,dancer,nef,nowhere,12",
            ",,nef,,",
            '"Bo\nStone",,nef,,4.42079E+11',
            "Paper Round,,,,",
            "Cy Moor,,nef,,",
        ),
        KNOWN,
    )
    assert [each.name for each in sheet.found] == ["Cy Moor"]
    assert [str(each) for each in sheet.mistakes] == [
        "Line 2 says “dancer” of the stage; write chair, moderator, keynote, respondent, panellist or speaker.",
        "Line 2 has “nowhere” for a mail address; write it as in press@example.org.",
        "Line 2 has “12” for a phone number; write it as in 020 7946 0182 or +44 20 7946 0182.",
        "Line 3 has no name.",
        "Line 4 has “4.42079E+11” for a phone number, which a spreadsheet cut short; make that column text there.",
        "Line 6 begins with an organisation, not with a name.",
    ]


@pytest.mark.parametrize(
    ("cell", "name", "posts"),
    [
        ("Quill; Ada", "Ada Quill", [("Head", "nef")]),
        ("Ada Quill; Trustee", "Ada Quill", [("Head", "nef"), ("Trustee", None)]),
        ("Ada Quill (Paper Round)", "Ada Quill", [("Head", "nef"), (None, "Paper Round")]),
        ("Ada Quill (nef)", "Ada Quill", [("Head", "nef")]),
    ],
)
def test_nothing_that_stands_in_the_cell_of_a_name_is_lost(cell: str, name: str, posts: list[tuple[str, str]]) -> None:
    [person] = sheets.read(a_csv("Name,Job title,Organisation", f"{cell},Head,nef")).found
    assert (person.name, list(person.posts)) == (name, posts)


def test_two_people_in_one_cell_are_told() -> None:
    sheet = sheets.read(a_csv("Name,Organisation", "Ada Quill; Bo Stone,nef"))
    assert [str(each) for each in sheet.mistakes] == ["Line 2 names two people; give each a line of their own."]


def test_of_very_many_mistakes_the_first_are_told() -> None:
    sheet = sheets.read(a_csv("Name,Email", *["Ada Quill,nowhere"] * 300))
    assert len(sheet.mistakes) == 101
    assert str(sheet.mistakes[-1]) == "Line 102 is the first of 200 more that cannot be read."


def test_a_table_without_names_of_columns_is_refused() -> None:
    with pytest.raises(tables.Unreadable, match="write Name, Job title and Organisation above them"):
        sheets.read(a_csv("Ada Quill,Director,Larkfield"))


@given(
    content=st.lists(st.sampled_from([*"\n\n,,;\"'=", "Name", "Role", "Organisation", "Ada Quill", "chair", "x"])).map(
        "".join
    )
)
def test_any_table_is_read_or_refused(content: str) -> None:
    try:
        sheet = sheets.read(content.encode())
    except tables.Unreadable:
        return
    assert all(str(each).startswith(f"Line {each.line} ") for each in sheet.mistakes)
