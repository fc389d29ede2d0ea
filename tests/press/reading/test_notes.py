"""Which lines are the notes to editors, and what in them is told as a fact besides."""

import pytest

from events.press.reading import reading
from events.press.reading.draft import Draft
from tests.press.reading import measuring

NEWS = (
    "Councils lose their trees\n\nCouncils have lost a tenth of their street trees in ten years, says a report "
    "published today by the National Tree Forum (NTF).\n\n"
)


def draft(after: str) -> Draft:
    return reading.read(f"{NEWS}ENDS\n\n{after}", today=measuring.TODAY)


def notes(after: str) -> str:
    read = draft(after).notes_to_editors
    return read.value if read else ""


def boilerplate(after: str) -> str:
    found = [each.boilerplate.value for each in draft(after).organisations if each.boilerplate]
    return found[0] if found else ""


TOLD = "The National Tree Forum is a charity that counts trees in small towns."


@pytest.mark.parametrize("mark", ["1.", "(a)", "a.", "•", "-"])
def test_a_note_of_a_list_that_describes_a_house_is_a_note_all_the_same(mark: str) -> None:
    second = mark.replace("1", "2").replace("a", "b")
    after = f"Notes to editors\n\n{mark} {TOLD}\n{second} The count was made in June by 40 wardens."

    assert TOLD in notes(after)
    assert "40 wardens" in notes(after)
    assert boilerplate(after) == TOLD


@pytest.mark.parametrize("heading", ["Nodiadau / Notes", "Notes to Editors / Notaí", "Notes / Anmerkungen"])
def test_a_heading_in_two_languages_heads_notes(heading: str) -> None:
    assert (
        notes(f"{heading}\n\nThe count was made in June by 40 wardens.") == "The count was made in June by 40 wardens."
    )


def test_the_number_of_a_book_is_nobody_to_ring() -> None:
    book = "1. Bare Streets, by Ada Holm, price £12, ISBN 978-1-00000-214-7."

    assert book in notes(f"Notes to editors\n\n{book}\n2. The count was made in June.")


@pytest.mark.parametrize(
    "told",
    [
        "The National Tree Forum was founded in 1991 with a gift of a nursery and has since planted a million trees.",
        "The National Tree Forum was set up under the Glade Act 2011. It has a staff of 40.",
        "The NTF was established in 1991 to advise councils. It is independent of government.",
        "NTF is a charity. It counts trees in small towns.",
    ],
)
def test_when_a_house_was_founded_and_what_it_does_describes_it_under_either_name(told: str) -> None:
    assert boilerplate(f"Notes to editors\n\n1. The count was made in June.\n2. {told}") == told


@pytest.mark.parametrize(
    "told", ["NTF members in Wales are counting until June.", "The National Tree Forum was founded in 1991."]
)
def test_what_a_house_does_now_and_its_year_alone_describe_nothing(told: str) -> None:
    assert boilerplate(f"Notes to editors\n\n1. The count was made in June.\n2. {told}") == ""


def test_a_heading_of_which_all_is_told_as_a_fact_is_no_note() -> None:
    assert notes(f"Background\n\n{TOLD}") == ""


@pytest.mark.parametrize("mark", ["†", "‡", "§"])
@pytest.mark.parametrize("gap", ["", " "])
def test_a_note_at_the_foot_may_have_any_mark_that_a_sentence_ends_in(mark: str, gap: str) -> None:
    text = (
        f"{NEWS}One street in three has none.{mark} Nobody knows why.\n\n---\n\n{mark}{gap}Tree Survey 2024, table 9."
    )

    (note,) = reading.read(text, today=measuring.TODAY).endnotes
    assert note.marker.value == mark
    assert note.text
    assert note.text.value == "Tree Survey 2024, table 9."


def test_a_star_before_an_entry_of_a_list_refers_to_the_note_below_it() -> None:
    entries = "Ada Holm – Chair, Tree Forum\n*Otto Quill – Warden, Town of Wick"
    text = f"TREE DAY\n\nFriday, 15 January 2027, 10.00\n\nLIST OF SPEAKERS\n\n{entries}\n\n* Subject to the weather\n"

    (note,) = reading.read(text, today=measuring.TODAY).endnotes
    assert note.marker.value == "*"
    assert note.text
    assert note.text.value == "Subject to the weather"


@pytest.mark.parametrize(
    ("marks", "raised", "after"),
    [
        ("i. ii.", "i ii", ""),
        ("i ii", "i ii", ""),
        ("i. ii.", "i ii", "ENDS\n\n"),
        ("(i) (ii)", "(i) (ii)", "ENDS\n\n"),
    ],
)
def test_a_note_may_have_a_roman_number_that_a_sentence_ends_in(marks: str, raised: str, after: str) -> None:
    first, second = marks.split()
    one, two = raised.split()
    text = (
        f"{NEWS}One street in three has none, and four in nine had none in 2017.{one} Nobody knows why.{two}\n\n{after}"
        f"{first} Tree Survey 2024, table 9.\n{second} Street Survey 2023, table 2.\n"
    )

    found = reading.read(text, today=measuring.TODAY).endnotes
    assert [(each.marker.value, each.text and each.text.value) for each in found] == [
        (first, "Tree Survey 2024, table 9."),
        (second, "Street Survey 2023, table 2."),
    ]


def test_items_with_roman_numbers_that_no_sentence_refers_to_are_no_notes() -> None:
    text = f"{NEWS}The Forum asks for three things:\n\ni. Trees in every street.\nii. Water.\niii. Time.\n"

    assert reading.read(text, today=measuring.TODAY).endnotes == ()


@pytest.mark.parametrize("mark", [": ", " – "])
def test_a_description_on_the_line_of_its_heading_stands_once(mark: str) -> None:
    read = draft(f"About the National Tree Forum{mark}The National Tree Forum is a charity that counts trees.")

    (house,) = read.organisations
    assert house.boilerplate
    assert house.boilerplate.value == "The National Tree Forum is a charity that counts trees."
    assert read.body
    assert "is a charity" not in read.body.value


@pytest.mark.parametrize("gap", ["", " ", "   "])
def test_a_dagger_marks_a_note_however_far_it_stands_before_it(gap: str) -> None:
    said = "One street in three has none for want of a warden;† and four in nine had none in 2017.* Nobody knows why."
    text = f"{NEWS}{said}\n\nENDS\n\n*{gap or ' '}Survey of 2024, table 9.\n†{gap}In 2025 such streets numbered 460.\n"

    found = reading.read(text, today=measuring.TODAY).endnotes
    assert [each.marker.value for each in found] == ["*", "†"]


@pytest.mark.parametrize(
    "line",
    [
        "STRICTLY EMBARGOED: not for publication, broadcast or use on social media before 06.00 GMT, 21 January 2027",
        "Not for publication, broadcast or use on social media before 06.00 GMT, Thursday 21 January 2027",
        "This release is embargoed until 00.01 on Thursday 21 January 2027. Please do not share it on social media.",
        "Embargoed until 00.01 on Thursday 21 January 2027. Do not publish, broadcast or post before then.",
        "This release is embargoed until 00.01 on Thursday 21 January 2027. Not to be quoted or forwarded.",
        "Strictly confidential and under embargo: no use before 00:01 on Thursday 21 January 2027",
        "Sperrfrist: 21. Januar 2027, 10 Uhr",
        "SPERRFRIST bis Donnerstag, 21. Januar 2027, 10.00 Uhr",
    ],
)
def test_a_line_that_only_forbids_until_a_moment_is_no_part_of_what_is_printed_after_it(line: str) -> None:
    read = reading.read(f"Tree Forum\n\n{line}\n\n{NEWS}ENDS", today=measuring.TODAY)

    assert read.embargo.date
    assert read.body
    assert read.body.value.startswith("Councils have lost")


@pytest.mark.parametrize(
    "line",
    [
        "Embargoed until 00.01 on Thursday 21 January 2027. Copies are in the reading room of the Forum.",
        "Councils lose their trees, says a report that is embargoed until 00.01 on Thursday 21 January 2027.",
        "Embargoed until 00.01 on 21 January 2027. No hospital in England met its target.",
        "Embargoed until 00.01 on 21 January 2027. No new schools until the debt is paid, says the Treasury.",
        "EMBARGOED UNTIL 00.01, 21 JANUARY 2027. Do not drink the water, doctors say.",
        "EMBARGOED UNTIL 00.01, 21 JANUARY 2027. Do not use the water.",
        "EMBARGOED UNTIL 00.01, 21 JANUARY 2027. No more free school meals",
    ],
)
def test_what_a_line_says_besides_its_embargo_stays(line: str) -> None:
    read = reading.read(f"Tree Forum\n\n{line}\n\n{NEWS}ENDS", today=measuring.TODAY)

    assert read.embargo.date
    assert read.body
    assert line in read.body.value


@pytest.mark.parametrize(("mark", "second"), [("(A)", "(B)"), ("[A]", "[B]"), ("(a)", "(b)")])
def test_letters_that_the_news_refers_to_mark_endnotes_among_the_notes(mark: str, second: str) -> None:
    news = f"Councils lose a tenth of their trees, the Tree Forum says today.{mark} One in six is young.{second}"
    after = (
        f"Notes to editors\n\nThe Forum has 900 wardens.\n\n{mark} Counted in June.\n{second} Table 7 of the report."
    )
    found = reading.read(f"Councils lose their trees\n\n{news}\n\nENDS\n\n{after}", today=measuring.TODAY)

    told = [(each.marker and each.marker.value.strip("()[]"), each.text and each.text.value) for each in found.endnotes]
    assert told == [(mark[1], "Counted in June."), (second[1], "Table 7 of the report.")]
    assert found.notes_to_editors
    assert found.notes_to_editors.value == "The Forum has 900 wardens."


@pytest.mark.parametrize("end", ["-- MESSAGE ENDS --", "-NTF-", "Release ends", "–FOREST–"])
def test_the_mark_of_the_end_is_no_note(end: str) -> None:
    assert notes(f"Notes to editors\n\nThe count was made in June by 40 wardens.\n\n{end}").endswith("40 wardens.")
