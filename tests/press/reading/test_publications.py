"""What is launched is told by its marks, and without any by its place in a sentence and what it does there."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring

NEWS = "Councils have lost a tenth of their street trees in ten years, says a report published today by the Tree Forum."


def title(told: str) -> str:
    found = reading.read(f"Trees are lost\n\n{NEWS}\n\n{told}", today=measuring.TODAY).publication.title
    return found.value if found else ""


@pytest.mark.parametrize(
    ("told", "called"),
    [
        ("The Streets We Walk On is the work of 40 wardens.", "The Streets We Walk On"),
        (
            "Room to Grow – commissioned by the Forum with the Lamp Fund – counted trees. Room to Grow is out today.",
            "Room to Grow",
        ),
        (
            "The Wood at Home: National Survey of Street Trees 2024 tested 2,014 trees.",
            "The Wood at Home: National Survey of Street Trees 2024",
        ),
        (
            "Ten Minutes: What Children See at School, and When, was prepared by the Lamp Trust.",
            "Ten Minutes: What Children See at School, and When",
        ),
        ("Bare Streets: Wood, Shade and Rain in Wick was opened by us.", "Bare Streets: Wood, Shade and Rain in Wick"),
        (
            "The report, Still Standing? Age and felling in nine towns (Tree Paper No. 7), was paid for by the mayor.",
            "Still Standing? Age and felling in nine towns",
        ),
        (
            "The inventory, Below Grade: Where Wick Keeps Its Wood, took a year.",
            "Below Grade: Where Wick Keeps Its Wood",
        ),
        ("Our ledger of stumps, “Below Grade”, runs to nine towns.", "Below Grade"),
        ("The Sixth Nurse is the work of the Forum and of a charity.", "The Sixth Nurse"),
        ("*Underwood*, Brief #6 in its Green Towns series, looks at 40 towns.", "Underwood"),
    ],
)
def test_a_title_without_marks_is_what_begins_a_sentence_and_did_something(told: str, called: str) -> None:
    assert title(told) == called


@pytest.mark.parametrize(
    ("told", "after"),
    [
        ('"Under the Bark", by Ada Holm, followed 210 trees.', 'Notes\n\n1. "Under the Bark: Trees in Wick" is here.'),
        (
            "Under the Bark, the third of five reports, counted trees.[1]",
            "References\n\n[1] Lamp Trust, Under the Bark: Trees in Wick, Tree Report 3, June 2025.",
        ),
    ],
)
def test_a_subtitle_may_stand_in_the_notes_alone(told: str, after: str) -> None:
    assert title(f"{told}\n\nENDS\n\n{after}") == "Under the Bark: Trees in Wick"


@pytest.mark.parametrize(
    "told",
    [
        "Ada Holm walked through nine towns for the Forum.",
        "The Lamp Fund was founded in 1991.",
        "Friends of the Earth planted nine trees.",
        "A public talk on the report, Trees Are Us, will take place on Monday.",
    ],
)
def test_people_houses_and_talks_that_begin_a_sentence_are_no_title(told: str) -> None:
    assert title(told) == ""


@pytest.mark.parametrize(
    "invites",
    [
        "The Tree Forum requests the pleasure of your company at the launch of",
        "The Tree Forum cordially invites you to the release of the report",
        "The Tree Forum and the Lamp Trust\nhave the honour to invite you to the publication of their new study:",
    ],
)
@pytest.mark.parametrize(
    ("shown", "called"),
    [
        ("BARE STREETS\nby Ada Holm", "BARE STREETS"),
        ("BARE STREETS\nA Count of Trees in Nine Towns", "BARE STREETS A Count of Trees in Nine Towns"),
        ("Bare Streets: What Nine Towns Lose", "Bare Streets: What Nine Towns Lose"),
    ],
)
def test_what_stands_below_an_invitation_to_its_launch_is_the_title_and_no_event(
    invites: str, shown: str, called: str
) -> None:
    text = f"{invites}\n\n{shown}\n\non Thursday, 14 January 2027 at 6 pm\nBrook Hall, 12 Mill Street, Leeds"
    draft = reading.read(text, today=measuring.TODAY)

    assert draft.publication.title
    assert draft.publication.title.value == called
    assert draft.event.title is None


def test_a_volume_is_one_of_so_many_before_what_it_holds() -> None:
    text = f"Trees are lost\n\n{NEWS}\n\nThe Tree Forum publishes “Bare Streets”, Volume 2 of 4: Wick to Leeds."
    publication = reading.read(text, today=measuring.TODAY).publication

    assert publication.number
    assert publication.of
    assert (publication.number.value, publication.of.value) == (2, 4)


@pytest.mark.parametrize(
    ("sentence", "series", "number", "of"),
    [
        ("is paper 3 of 5 in the Forum's Small Places, Public Trees series", "Small Places, Public Trees", 3, 5),
        ("is Paper 3 (of 5) in the Trees, Towns and Time series", "Trees, Towns and Time", 3, 5),
        ("is no. 4 in the series “Small Places, Big Trees”", "Small Places, Big Trees", 4, None),
        ("(Small Places series, no. 4 of 5) is out today", "Small Places", 4, 5),
        ("(paper 4/5, Small Places series) is out today", "Small Places", 4, 5),
        ("is part two of the Trust's Coast, Sea and Sky series", "Coast, Sea and Sky", 2, None),
    ],
)
def test_a_series_may_have_commas_in_its_name_and_stand_beside_its_number(
    sentence: str, series: str, number: int, of: int | None
) -> None:
    text = f"Councils lose their trees\n\nTrees are few, the Tree Forum said. Its report “Bare Streets” {sentence}."

    found = reading.read(text, today=measuring.TODAY).publication
    told = [each and each.value for each in (found.series, found.number, found.of)]
    assert told == [series, number, of]


def test_a_form_names_the_report_and_its_series_in_fields() -> None:
    form = "EMBARGO:\t07:00, 1 December 2026\nREPORT:\tRoofs of Steel\nSERIES:\tFenn Technical Report 108\n"
    text = f"NEWS FROM THE FENN TRUST\n\nHEADLINE:\tPorts could have sun\n{form}\nPorts have sheds and could have sun."
    publication = reading.read(text, today=measuring.TODAY).publication

    assert [publication.title and publication.title.value, publication.series and publication.series.value] == [
        "Roofs of Steel",
        "Fenn Technical Report",
    ]
    assert publication.number
    assert publication.number.value == 108


@pytest.mark.parametrize("asked", ["Slides to Jo by noon on Monday, please.", "Forms to Ann Lee by post or by hand."])
def test_what_is_asked_for_until_an_hour_is_no_title(asked: str) -> None:
    assert title(asked) == ""


@pytest.mark.parametrize(
    ("told", "called"),
    [
        ("The Long Felling draws on the accounts of 284 wardens.", "The Long Felling"),
        ("Short of Shade, Short of Time counts trees in 99 streets.", "Short of Shade, Short of Time"),
        ("Lost at Seven was put together by pupils of Wick.", "Lost at Seven"),
        ("First Rung, which was paid for by the mayor, sorted 214 adverts.", "First Rung"),
        ("No Shade, No Seat is Forum Working Paper No. 22.", "No Shade, No Seat"),
        ("What’s in the Bark? estimates that nine limes in ten are ill.", "What’s in the Bark?"),
        (
            "In Reading the Bark: Trees at Risk, the group of wardens, clerks and one poet asks for limes.",
            "Reading the Bark: Trees at Risk",
        ),
        (
            "Many Limes: the report of the Mayor’s Panel on Shade runs to 88 pages and asks for more.",
            "Many Limes: the report of the Mayor’s Panel on Shade",
        ),
        ("The census of it is called Rounds. It was begun by two sisters.", "Rounds"),
        ("The Forum launched its report Cold Shade on Tuesday.", "Cold Shade"),
        ("The Forum will publish its report Safe to Sit? at 00:01 on Friday.", "Safe to Sit?"),
        (
            "Ben wrote the book Cheap Limes: shade for towns under 40,000, which is out.",
            "Cheap Limes: shade for towns under 40,000",
        ),
    ],
)
def test_what_begins_the_paragraph_below_a_report_and_does_something_is_its_title(told: str, called: str) -> None:
    assert title(told) == called


@pytest.mark.parametrize(
    "told",
    [
        "The Rowan Centre wants more of them.",
        "Ann Lee counted them for ten years.",
        "Northern Ireland has lost the most.",
    ],
)
def test_a_house_a_person_or_a_land_below_a_report_is_no_title(told: str) -> None:
    assert title(told) == ""


@pytest.mark.parametrize("subject", ["inquiry into shade", "project about rain and light", "series", "inquiry"])
def test_what_a_report_is_one_of_is_called_behind_what_it_is_about(subject: str) -> None:
    told = (
        f"Bare Streets: Trees in Wick is the third of five papers from the Forum’s {subject}, Using What We Have, which"
    )
    found = reading.read(
        f"Trees are lost\n\n{NEWS}\n\n{told} is paid for by the mayor.", today=measuring.TODAY
    ).publication

    assert found.series
    assert found.number
    assert found.of
    assert (found.series.value, found.number.value, found.of.value) == ("Using What We Have", 3, 5)


@pytest.mark.parametrize(
    ("said", "series", "number", "of"),
    [
        ("*The Long Tail*, part three of five in its Shade Inquiry", "Shade Inquiry", 3, 5),
        ("*The Long Tail*, the third of five reports in the Shade Inquiry", "Shade Inquiry", 3, 5),
        ("*The Long Tail*, report three of five in our Shade and Rain Project", "Shade and Rain Project", 3, 5),
        ("*The Long Tail* as its 61st Report", None, 61, None),
        ("the 61st Report, titled “The Long Tail”", None, 61, None),
    ],
)
def test_a_number_counts_in_what_is_named_behind_it_whatever_that_is(
    said: str, series: str | None, number: int, of: int | None
) -> None:
    found = reading.read(
        f"# Trees are lost\n\nThe Tree Forum today publishes {said}.", today=measuring.TODAY
    ).publication

    told = (found.title, found.series, found.number, found.of)
    assert [each and each.value for each in told] == ["The Long Tail", series, number, of]


@pytest.mark.parametrize("kind", ["workforce report launch", "report launch", "survey release"])
def test_what_is_announced_as_a_launch_behind_a_dash_is_the_report_and_names_no_event(kind: str) -> None:
    text = f"## Save the date: *Who Counts the Trees?* — {kind}\n\nThe Tree Forum will release its report on "
    draft = reading.read(f"{text}Thursday 14 January 2027 in Leeds.\n\nTime: 6–8 pm", today=measuring.TODAY)

    assert draft.publication.title
    assert draft.publication.title.value == "Who Counts the Trees?"
    assert draft.event.title is None


def test_which_report_it_is_stands_below_a_title_and_is_no_part_of_it() -> None:
    card = "The Tree Forum invites you to the launch of\n\nA SEED IN EVERY BOX\nFirst report of the Seed Survey"
    found = reading.read(f"{card}\n\nThursday 14 January 2027, 6pm", today=measuring.TODAY).publication.title

    assert found
    assert found.value == "A SEED IN EVERY BOX"
