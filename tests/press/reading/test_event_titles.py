"""What an event is called, between what kind it is, whose, and the report that it launches."""

import pytest

from events.press.reading import reading
from events.press.reading.draft import Draft
from tests.press.reading import measuring

NEWS = "Councils have lost a tenth of their street trees in ten years, says a report published by the Tree Forum."


def read(text: str) -> Draft:
    return reading.read(text, today=measuring.TODAY)


@pytest.mark.parametrize("line", ["Launch: “{}” — Tree Forum / Lamp Trust", "Event: “{}” (Tree Forum)"])
def test_whose_an_event_is_stands_behind_its_title(line: str) -> None:
    top = f"RUNNING ORDER (v4)\n\n{line.format('Who counts, who fells?')}\nTuesday 24 November 2026, Birch Hall, Leeds"
    draft = reading.read(f"{top}\n\n18.00 Welcome\n18.10 Panel\n19.30 Close", today=measuring.TODAY)

    assert draft.event.title
    assert draft.event.title.value == "Who counts, who fells?"


@pytest.mark.parametrize(
    ("told", "called"),
    [
        ("The supper, Shade at $3.10, takes place on", "Shade at $3.10"),
        (
            "The Forum will host a public forum, Open Wide: Trees, Shade and Rain, on",
            "Open Wide: Trees, Shade and Rain",
        ),
        ("It will be launched at a dinner, Under the Limes, on", "Under the Limes"),
    ],
)
def test_what_stands_behind_the_kind_of_an_event_between_commas_is_its_title(told: str, called: str) -> None:
    event = read(f"Towns lose trees\n\n{NEWS}\n\n{told} Tuesday 24 November 2026, at 6pm, at Birch Hall, Leeds.").event

    assert event.title
    assert event.title.value == called


@pytest.mark.parametrize("kind", ["Session 4: ", "Part II – ", "Panel 3: "])
def test_the_number_of_a_session_is_no_part_of_its_title(kind: str) -> None:
    top = f"Festival of Trees 2026\n{kind}“After the Saw: what towns did next”"
    when = "Tuesday 24 November 2026, 2.15 pm – 3.30 pm"
    event = read(f"{top}\n{when}, Elm Room, Birch Hall, Leeds\n\nSPEAKERS\n\nAnn Lee, Chair, Tree Forum\n").event

    assert event.title
    assert event.title.value == "After the Saw: what towns did next"


def test_the_launch_of_a_report_has_no_title_but_the_reports_also_without_its_subtitle() -> None:
    text = f"Towns lose trees\n\n{NEWS}\n\nThe report, *Who Fells? Trees to 2035*, counts limes."
    when = "**When:** Tuesday 24 November 2026, 6pm\n**Where:** Birch Hall, Leeds"
    event = read(f"{text}\n\n**What:** Launch of *Who Fells?*\n{when}").event

    assert event.date
    assert event.title is None


@pytest.mark.parametrize(
    "told",
    [
        "LAUNCH EVENT / NOSON LANSIO\nDate/Dyddiad: 21 January 2027\nVenue/Lleoliad: Elm Hall, Mill Lane, Leeds",
        "Forum day: Thursday 21 January 2027, 9.15 – 17.00\nElm Hall, Mill Lane, Leeds",
        "Press view: Thursday 21 January 2027, 10am–1pm (speeches at 11am)\nElm Hall, Mill Lane, Leeds",
        "The report will be launched on Thursday 21 January 2027 at Elm Hall, Thorn Walk, London SW1P 0ZZ, from 2pm.",
    ],
)
def test_the_kind_of_a_day_and_a_postcode_are_no_titles(told: str) -> None:
    news = "Towns lose their trees\n\nCouncils have lost a tenth of their street trees in ten years, says a report.\n\n"

    event = reading.read(news + told, today=measuring.TODAY).event

    assert event.title is None
    assert [each and each.value for each in (event.date, event.venue)] == ["2027-01-21", "Elm Hall"]


@pytest.mark.parametrize(
    ("told", "called"),
    [
        ("The findings will be discussed at “Who Fells?”, a public meeting.", "Who Fells?"),
        ("The Forum invites readers to “Under the Limes”, an evening for gardeners.", "Under the Limes"),
        ("The report will be released at a function titled “Who Pays for Shade?”", "Who Pays for Shade?"),
        ("It will be handed over at a ceremony called “A Lime for Leeds”.", "A Lime for Leeds"),
    ],
)
@pytest.mark.parametrize("heading", ["RELEASE FUNCTION", "LAUNCH EVENT"])
def test_a_heading_that_tells_only_the_kind_leaves_the_title_to_the_sentence(
    heading: str, told: str, called: str
) -> None:
    when = "Date: Tuesday 24 November 2026\nTime: 6pm to 7.30pm\nVenue: Birch Hall\nAddress: 4 Mill Street, Leeds"
    event = read(f"Towns lose trees\n\n{NEWS}\n\n{heading}\n\n{told}\n\n{when}").event

    assert event.title
    assert event.title.value == called


@pytest.mark.parametrize("called", ["Who Will Hold the Saw? Skills for the Parks", "What Will Be Left of the Limes?"])
def test_a_question_may_ask_what_will_be(called: str) -> None:
    when = "Date:\tTuesday 24 November 2026\nTime:\t6pm\nVenue:\tBirch Hall"
    event = read(f"Towns lose trees\n\n{NEWS}\n\nPublic presentation\n\nTitle:\t{called}\n{when}").event

    assert event.title
    assert event.title.value == called


@pytest.mark.parametrize(
    "called", ["Under the Limes: where towns are planting", "Shade and Rain: how streets are cooled and who pays"]
)
def test_what_a_title_says_that_it_is_about_is_no_news(called: str) -> None:
    told = "The Tree Forum invites planners to the launch of its survey."
    event = read(f"SAVE THE DATE\n\n{called}\n\n{told}\n\nTuesday 24 November 2026, 6pm, Birch Hall, Leeds").event

    assert event.title
    assert event.title.value == called
